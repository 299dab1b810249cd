"""Columns calculated row by row from others: ``compute: STARS - RATING``."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.cell_codes import Worded, coded
from factcheck.evidence.content import ContentError
from factcheck.evidence.infer import note_of
from factcheck.evidence.made import Computed
from factcheck.evidence.shape.calculate import Calculation, columns_looked_at
from factcheck.evidence.shape.codes import TOO_LARGE
from factcheck.evidence.shape.inline import written_out
from factcheck.evidence.shape.names import Columns
from factcheck.evidence.shape.sources import Place, Use, faults_in, read_sources
from factcheck.evidence.shape.values import Form
from factcheck.filter.reader import Reader
from factcheck.model.cell import Fault
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import sizes_of
from factcheck.model.plan import ObstacleError
from factcheck.model.row_expression import (
    RowArithmetic,
    RowColumn,
    RowDatePart,
    RowExpression,
    RowIf,
    RowNegated,
    RowNumber,
    RowText,
)
from factcheck.model.row_parts import row_parts, row_results
from factcheck.model.spec import ColumnKind, ColumnType, EmptyCell
from factcheck.model.unit import is_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.evidence.cell_codes import CellValue
    from factcheck.evidence.frame import Frame
    from factcheck.evidence.shape.sources import Source
    from factcheck.evidence.shape.values import Value
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration

MOST_STEPS = 50
MOST_DIGITS = 400
_MOST_BITS = MOST_DIGITS * 10 // 3


class _Uses(Struct, frozen=True):
    """What a calculation takes from which columns, in written order."""

    column: ColumnDeclaration
    of: tuple[tuple[str, Use], ...]
    sized: frozenset[str]
    """Columns whose sizes are compared, or that may be the number it gives."""


def computed(frame: Frame, declaration: TableDeclaration, lang: str) -> Frame:
    """Return a frame with the columns that are calculated from others of their row.

    Columns that use no computed one come first, then those that use them, and so on; the rows
    are read once for each of these steps, to see what the cells of a column are like. Faults of
    a column that is used are faults of the one that uses it. Raises ``ContentError`` where a
    column is not there.
    """
    every = [column for column in declaration.columns if column.compute]
    if not every:
        return frame
    columns = Columns(frame, declaration)
    columns.require_new((column.name for column in every), "compute", kept=frame.headers)
    steps = _steps([_uses(column, declaration) for column in every])
    calculations = written_out(each.column for step in steps for each in step)
    written = [replace(column, compute=calculations[column.name]) for column in every]
    steps = _steps([_uses(column, declaration) for column in written])
    if len(steps) > MOST_STEPS:
        message = f"computed columns use each other over more than {MOST_STEPS} steps"
        raise ContentError(Fault(TOO_LARGE, message))
    for step in steps:
        frame = _with_columns(frame, declaration, step, lang)
    return frame


def _uses(column: ColumnDeclaration, declaration: TableDeclaration) -> _Uses:
    assert column.compute is not None
    found = dict.fromkeys(_used(column.compute, Use.WHOLE, declaration.called))
    sized = set(_compared(column.compute))
    if not any(isinstance(one, RowText) for one in row_results(column.compute)):
        sized |= {name for name, use in found if use is Use.WHOLE}
    return _Uses(column, tuple(found), frozenset(sized))


def _compared(node: RowExpression) -> Iterator[str]:
    """Yield the columns whose sizes the tests of a calculation compare."""
    if isinstance(node, RowIf):
        yield from sizes_of((node.test,))
    for part in row_parts(node):
        yield from _compared(part)


def _used(node: RowExpression, use: Use, table: str) -> Iterator[tuple[str, Use]]:
    """Yield the columns that a calculation uses, and what it takes from each."""
    match node:
        case RowNumber() | RowText():
            return
        case RowColumn():
            yield node.name, use
        case RowDatePart():
            yield from _used(node.operand, Use.DATE, table)
        case RowNegated() | RowArithmetic():
            for part in row_parts(node):
                yield from _used(part, Use.NUMBER, table)
        case RowIf():
            for name in columns_looked_at(node.test, table):
                yield name, Use.TEST
            for part in row_parts(node):
                yield from _used(part, use, table)
        case _:
            assert_never(node)


def _steps(every: list[_Uses]) -> list[list[_Uses]]:
    """Return the columns in steps, each of which uses only those of earlier ones."""
    by_name = {each.column.name: each for each in every}
    # Columns that are calculated from themselves are refused where the claim file is read.
    sorter = TopologicalSorter(
        {name: {used for used, _ in each.of if used in by_name} for name, each in by_name.items()}
    )
    sorter.prepare()
    steps = []
    while sorter.is_active():
        ready = set(sorter.get_ready())
        steps.append([each for name, each in by_name.items() if name in ready])
        sorter.done(*ready)
    return steps


def _with_columns(
    frame: Frame, declaration: TableDeclaration, step: list[_Uses], lang: str
) -> Frame:
    columns = Columns(frame, declaration)
    positions = {
        name: columns.position(name, f"columns: {each.column.name}: compute")
        for each in step
        for name, _ in each.of
    }
    places = {Place(positions[name], use) for each in step for name, use in each.of}
    sized = frozenset(positions[name] for each in step for name in each.sized if name in positions)
    sources = read_sources(columns, declaration, places, lang, sized)
    readied = [_ready(each, columns, declaration, positions, sources) for each in step]
    faults = [fault for each in step for fault in _faults(each, columns, positions, sources)]
    added = tuple(
        (each.column.name, made) for each, (_, made, _) in zip(step, readied, strict=True)
    )
    faults += [fault for _, _, fault in readied if fault is not None]

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            yield line, [*row, *(_cell(value(row), made, line) for value, made, _ in readied)]

    return replace(
        frame,
        headers=(*frame.headers, *(name for name, _ in added)),
        rows=rows,
        made=(*frame.made, *added),
        faults=(*frame.faults, *dict.fromkeys(faults)),
        notes=tuple(dict.fromkeys((*frame.notes, *_notes(sources.values())))),
    )


def _notes(sources: Iterable[Source]) -> Iterator[str]:
    """Yield how the columns that a calculation uses are printed, where they show it."""
    for source in sources:
        rules = source.column.rules
        if rules.inferred is not None and source.column.type is ColumnType.NUMBER:
            yield note_of(rules.name, rules.inferred)


def _ready(
    uses: _Uses,
    columns: Columns,
    declaration: TableDeclaration,
    positions: dict[str, int],
    sources: dict[Place, Source],
) -> tuple[Callable[[list[str]], Value], Computed, Fault | None]:
    """Return what calculates a column, its type, and the fault of its tests if there is one."""
    column = uses.column
    assert column.compute is not None
    names = {name: columns.named(columns.frame.headers[place]) for name, place in positions.items()}
    named = {names[name]: place for name, place in positions.items()} | positions
    reader = _reader(declaration, sources)
    made = Computed(column.type or _type(column.compute, positions, sources))
    known = frozenset({*columns.positions, *columns.declared})
    by_zero = column.empty or EmptyCell.NONE
    calculation = Calculation(sources, named, names, reader, known, by_zero)
    try:
        return calculation.compiled(column.compute), made, None
    except ObstacleError as error:
        found = error.obstacle
        assert found.code is not None
        fault = Fault(found.code, found.message, column.name, found.hint)
        return lambda _: EmptyCell.UNKNOWN, made, fault


def _reader(declaration: TableDeclaration, sources: dict[Place, Source]) -> Reader:
    tested = [source for place, source in sources.items() if place.use is Use.TEST]
    declared = {
        source.column.rules.name: source.column.rules.declared
        for source in tested
        if source.column.rules.declared is not None
    }
    return Reader(
        declaration.called,
        {source.column.rules.name: source.facts for source in tested},
        frozenset(name for name, one in declared.items() if is_percent(one.unit)),
        {name: frozenset(one.domain) for name, one in declared.items() if one.domain},
        frozenset(
            name
            for name, one in declared.items()
            if one.kind in {ColumnKind.SHARE, ColumnKind.CHANGE} and not is_percent(one.unit)
        ),
        rounded={source.column.rules.name: each for source in tested if (each := source.rounded)},
    )


def _type(
    node: RowExpression, positions: dict[str, int], sources: dict[Place, Source]
) -> ColumnType:
    """Return the type of what a calculation gives: numbers, or texts if it may give one."""
    types = {_type_of(result, positions, sources) for result in row_results(node)}
    return types.pop() if len(types) == 1 else ColumnType.TEXT


def _type_of(
    node: RowExpression, positions: dict[str, int], sources: dict[Place, Source]
) -> ColumnType:
    match node:
        case RowText():
            return ColumnType.TEXT
        case RowColumn():
            return sources[Place(positions[node.name], Use.WHOLE)].column.type
        case _:
            return ColumnType.NUMBER


def _faults(
    uses: _Uses, columns: Columns, positions: dict[str, int], sources: dict[Place, Source]
) -> Iterator[Fault]:
    """Yield the faults of the columns that a calculation uses, as faults of the computed one."""
    frame, name = columns.frame, uses.column.name
    for used, use in uses.of:
        place = Place(positions[used], use)
        known = {used, sources[place].column.rules.name}
        for fault in (*frame.faults, *faults_in(sources[place], frame)):
            if fault.column in known:
                yield replace(fault, column=name, spoils_tests=True)


def _cell(value: Value, made: Computed, line: int) -> str:
    """Return the text of a computed cell; raises ``ContentError`` for an endless number."""
    return coded(_cell_value(value, made, line))


def _cell_value(value: Value, made: Computed, line: int) -> CellValue:
    if value is EmptyCell.UNKNOWN and made.type is ColumnType.NUMBER:
        return Interval.everything()
    if isinstance(value, Form):
        possible = value.possible
        _refuse_long((possible.lower, possible.upper), line)
        if possible.is_point:
            assert possible.lower is not None
            return possible.lower
        return Worded(possible, "; ".join(value.words)) if value.words else possible
    if isinstance(value, Fraction):
        _refuse_long((value,), line)
    return value


def _refuse_long(numbers: Iterable[Fraction | None], line: int) -> None:
    for number in numbers:
        if number is not None and max(abs(number.numerator), number.denominator) >> _MOST_BITS:
            message = f"line {line}: a computed number has more than {MOST_DIGITS} digits"
            raise ContentError(Fault(codes.NUMBER_TOO_LONG, message))
