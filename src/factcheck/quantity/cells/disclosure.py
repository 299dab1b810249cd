"""Tables with ``min_cell``: their cells before anything is worked out from them.

All claims of a run see the rows of such a table grouped in one way, the finest that they need: by
the values of the columns that they group by, and by what their tests say of the others. Of each
group with too few rows only two things are kept: that it has a row at least, and that more may be
there. Whatever is worked out, shown or kept follows from these groups, so that no numbers taken
together say more of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.cell import Cell, Fault, GroupingSet, InWords, Mark, Measured, TableCells
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.quantity.cells.evidence_view import view_of
from factcheck.quantity.cells.rollup import joined
from factcheck.quantity.cells.told_apart import Asked, asked_of, told_apart
from factcheck.quantity.disclosure_codes import UNPROTECTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.cell import KeyValue
    from factcheck.model.plan import Plan
    from factcheck.model.spec import TableDeclaration
    from factcheck.quantity.cells.told_apart import Order

_Group = tuple[tuple["KeyValue", ...], tuple["Mark | None", ...]]
_LEAST = 3
"""Fewer than two rows are one row, of which nothing would be hidden."""
_NOTHING = Measured(0, Fraction(0), None, None)


def protected(plan: Plan, tables: Iterable[TableCells]) -> tuple[TableCells, ...]:
    """Return scanned tables; those with ``min_cell`` without what it hides.

    Such a table that cannot be protected has no cells left, and a fault.
    """
    every = tuple(tables)
    declared = {each.declaration.name: each.declaration for each in plan.tables}
    if all(declared[each.name].min_cell is None for each in every):
        return tuple(_if_joined(each, declared[each.name], plan) for each in every)
    asked = asked_of(plan)
    return tuple(_protected(plan, declared, each, every, asked) for each in every)


def _if_joined(cells: TableCells, declaration: TableDeclaration, plan: Plan) -> TableCells:
    """Return a table without ``min_cell``, spoilt where it has the rows of one with it."""
    hidden = {each.called for each in plan.spec.tables if each.min_cell is not None}
    if declaration.join is None or declaration.join.table.value not in hidden:
        return cells
    why = f"it joins table {quoted(declaration.join.table.value)}, which has `min_cell`"
    return _refused(cells, f"table {quoted(declaration.called)} is not shown: {why}")


def _protected(
    plan: Plan,
    declared: dict[str, TableDeclaration],
    cells: TableCells,
    every: tuple[TableCells, ...],
    asked: Asked,
) -> TableCells:
    declaration = declared[cells.name]
    least = declaration.min_cell
    if least is None:
        twins = _twins(cells, every, declared)
        if not twins:
            return _if_joined(cells, declaration, plan)
        return _refused(cells, _of_one_file(declaration, twins))
    why = next(_reasons(declaration, cells, every, declared), None)
    if why is not None:
        name = quoted(declaration.called)
        return _refused(cells, f"`min_cell` cannot hide numbers of table {name}: {why}")
    faults = tuple(map(_without_cells, cells.faults))
    ((grouping, found),) = cells.sets or ((GroupingSet(()), ()),)
    kept = tuple(_hidden(_merged(declaration, cells, grouping, found, asked), least))
    hidden = sum(each.rows for each in kept if each.is_hidden)
    return replace(
        cells,
        rows=sum(each.rows for each in kept) - hidden,
        hidden_rows=hidden,
        sets=((grouping, kept),) if cells.sets else (),
        faults=faults,
        notes=(),
        total_like=(),
    )


def _reasons(
    declaration: TableDeclaration,
    cells: TableCells,
    every: tuple[TableCells, ...],
    declared: dict[str, TableDeclaration],
) -> Iterator[str]:
    """Yield why what is hidden could follow from what is shown."""
    assert declaration.min_cell is not None
    if declaration.min_cell < _LEAST:
        yield f"fewer than {declaration.min_cell} rows are one row; write `min_cell: 3` or more"
    if declaration.totals:
        yield "it has `totals`, which say what its other rows add up to"
    if declaration.rubric is not None:
        yield "it has a `rubric`, whose messages show rows"
    if declaration.join is not None:
        yield "it has a `join`"
    if declaration.sampling is not None or any(each.sampling for each in declaration.columns):
        yield "its numbers are those of samples"
    if declaration.vintage is not None:
        yield "it has vintages, whose difference may be a single row"
    if _twins(cells, every, declared):
        yield "another table is of the same file"
    if len(cells.sets) > 1:
        yield "a column does not apply to some of its rows"
    if not cells.faults and any(
        sum(each.rows for each in found) != cells.rows for _, found in cells.sets
    ):
        yield "a column does not apply to some of its rows"


def _twins(
    cells: TableCells, every: tuple[TableCells, ...], declared: dict[str, TableDeclaration]
) -> list[TableCells]:
    """Return the other tables of the same bytes, if one of them or this one has ``min_cell``."""
    files = _files(declared[cells.name])
    others = [
        each
        for each in every
        if each is not cells
        and (each.sha256 == cells.sha256 or not files.isdisjoint(_files(declared[each.name])))
    ]
    names = (cells.name, *(each.name for each in others))
    is_hidden = any(declared[name].min_cell is not None for name in names)
    return others if is_hidden else []


def _files(declaration: TableDeclaration) -> frozenset[str]:
    """Return the files that a table is read from, as the claim file calls them."""
    own = () if declaration.file is None else (declaration.file.value,)
    return frozenset((*own, *(file.value for _, file in declaration.files)))


def _of_one_file(declaration: TableDeclaration, twins: list[TableCells]) -> str:
    names = ", ".join(quoted(each.name) for each in twins)
    return (
        f"table {quoted(declaration.called)} is not shown: table {names} is of the same file and "
        "`min_cell` is to hide some of its numbers"
    )


def _refused(cells: TableCells, message: str) -> TableCells:
    """Return a table without cells; nothing is said of its rows."""
    return replace(
        cells,
        rows=0,
        sets=tuple((grouping, ()) for grouping, _ in cells.sets),
        faults=(Fault(UNPROTECTED, message),),
        notes=(),
        total_like=(),
    )


def _without_cells(fault: Fault) -> Fault:
    """Return a fault that shows nothing of what stands in single cells."""
    where = "" if fault.column is None else f"column {quoted(fault.column)}: "
    message = f"{where}{fault.code.title} `min_cell` keeps the cells from being shown."
    return replace(fault, message=message, hint=None)


def _merged(
    declaration: TableDeclaration,
    cells: TableCells,
    grouping: GroupingSet,
    found: tuple[Cell, ...],
    asked: Asked,
) -> tuple[Cell, ...]:
    """Return cells in which values that no test tells apart are one, the first of them."""
    reader = view_of(declaration, cells, grouping).reader
    by_column = [
        told_apart(reader, asked, column, [cell.key[place] for cell in found])
        for place, column in enumerate(grouping.dimensions)
    ]
    groups: dict[_Group, list[Cell]] = {}
    orders: dict[_Group, tuple[tuple[Order, ...], tuple[str, ...]]] = {}
    for cell in found:
        told = [known[value] for value, known in zip(cell.key, by_column, strict=True)]
        group = tuple(_plain(each.key) for each in told), cell.marks
        groups.setdefault(group, []).append(cell)
        texts = tuple("" if mark is None else f"={mark.text}" for mark in cell.marks)
        orders[group] = tuple(each.order for each in told), texts
    ordered = sorted(groups, key=lambda group: orders[group])
    return tuple(_joined(key, marks, groups[key, marks]) for key, marks in ordered)


def _plain(value: KeyValue) -> KeyValue:
    """Return a key without the words of one cell."""
    if not isinstance(value, InWords):
        return value
    return Interval(value.lower, value.upper, value.lower_closed, value.upper_closed)


def _joined(key: tuple[KeyValue, ...], marks: tuple[Mark | None, ...], members: list[Cell]) -> Cell:
    measured = tuple(
        joined(list(each)) for each in zip(*(m.measured for m in members), strict=True)
    )
    return Cell(key, sum(each.rows for each in members), measured, marks)


def _hidden(cells: Iterable[Cell], least: int) -> Iterator[Cell]:
    """Yield cells with enough rows; of each other one row, and all those that may be there too."""
    mark = Mark(f"fewer than {least} rows", Interval.everything(), is_hidden=True)
    for cell in cells:
        if cell.rows >= least:
            yield cell
            continue
        marks = tuple(mark for _ in cell.marks)
        measured = tuple(_NOTHING for _ in cell.measured)
        yield Cell(cell.key, 1, measured, marks)
        yield Cell(cell.key, least - 2, measured, marks, is_hidden=True)
