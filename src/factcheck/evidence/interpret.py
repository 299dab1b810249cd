"""Raw groups to cells: what both engines' answers mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence import codes
from factcheck.evidence.column import ReadColumn, Seen
from factcheck.evidence.column_faults import faults_of
from factcheck.evidence.emptiness import no_values
from factcheck.evidence.flag_notes import flag_notes
from factcheck.evidence.infer import note_of
from factcheck.evidence.raw import RawNumbers
from factcheck.evidence.repeated_key import repeated_key_hint
from factcheck.model.cell import Cell, ColumnFacts, Fault, Mark, Measured
from factcheck.model.cell_order import Orders, order_of
from factcheck.model.classified import number_inputs
from factcheck.model.fraction import Fraction
from factcheck.model.near import did_you_mean, listed, quoted
from factcheck.model.spec import ColumnType
from factcheck.model.told import told, told_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.evidence.layout import Layout
    from factcheck.evidence.raw import RawGroup, RawScan
    from factcheck.model.cell import GroupingSet, KeyValue
    from factcheck.model.plan import TablePlan

    FindLines = Callable[[int, frozenset[str]], tuple[int, ...]]

MAX_VALUES = 10_000
_NOTHING = Measured(0, Fraction(0), None, None)


class Interpreted(NamedTuple):
    """Everything that a scan says of a table."""

    columns: tuple[ColumnFacts, ...]
    sets: tuple[tuple[GroupingSet, tuple[Cell, ...]], ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def interpret(
    plan: TablePlan,
    layout: Layout,
    scan: RawScan,
    columns: dict[str, ReadColumn],
    headers: tuple[str, ...],
    lines: FindLines,
) -> Interpreted:
    """Return the cells of a scan; ``lines`` finds rows again where a fault is to be placed.

    ``columns`` are those that ``read_columns`` finds in it.
    """
    sets = tuple(
        (grouping, () if place is None else _cells(grouping, layout, place, scan, columns))
        for grouping, place in layout.sets
    )
    keys = _key_counts(plan, layout, scan, columns)
    faults = (
        *_key_faults(plan, keys),
        *_totals_faults(plan, scan, columns),
        *_column_faults(plan, layout, columns, lines),
    )
    used = {
        name: column for name, column in columns.items() if name in plan.columns or name in plan.key
    }
    facts, notes = _facts(used, layout, headers)
    return Interpreted(facts, sets, faults, notes)


def read_columns(plan: TablePlan, layout: Layout, scan: RawScan) -> dict[str, ReadColumn]:
    """Return the columns of a plan by their names, each with all its texts."""
    measured = {name for grouping in plan.sets for name in grouping.measures}
    inputs = number_inputs(plan.declaration)
    return {
        name: ReadColumn(
            layout.rules[name],
            _seen(position, layout, scan),
            is_needed=name in plan.numeric,
            is_measure=name in measured,
            doubtful=layout.doubtful,
            is_compared=name in plan.compared,
            input_=inputs.get(name),
        )
        for name, position in layout.positions.items()
    }


def _seen(position: int, layout: Layout, scan: RawScan) -> Seen:
    """Gather a column's texts from one set that has it, as a dimension where there is one."""
    for raw, groups in zip(layout.request.sets, scan.groups, strict=True):
        if position in raw.dimensions:
            return _seen_as_dimension(raw.dimensions.index(position), groups)
    pairs = zip(layout.request.sets, scan.groups, strict=True)
    # A column that is no dimension of any set is a measure of some.
    raw, groups = next(pair for pair in pairs if position in pair[0].measures)
    doubt = dict(scan.doubts).get(position)
    return _seen_as_measure(raw.measures.index(position), groups, doubt)


def _seen_as_dimension(index: int, groups: tuple[RawGroup, ...]) -> Seen:
    texts: Counter[str] = Counter()
    for group in groups:
        texts[group.texts[index]] += group.rows
    return Seen(texts, is_complete=True)


def _seen_as_measure(
    index: int, groups: tuple[RawGroup, ...], doubt: tuple[str, ...] | None
) -> Seen:
    texts: Counter[str] = Counter()
    numbers = []
    for group in groups:
        measure = group.measures[index]
        if isinstance(measure, RawNumbers):
            numbers.append(measure)
        else:
            texts[measure] += group.rows
    return Seen(
        texts,
        is_complete=False,
        has_plain_nonzero=any(one.minimum or one.maximum for one in numbers),
        has_plain_negative=any(one.minimum < 0 for one in numbers),
        plain_maximum=max((one.maximum for one in numbers), default=None),
        doubtful=doubt,
        has_plain=bool(numbers),
    )


class _Merged:
    """The rows of one cell, gathered from raw groups whose texts mean the same."""

    __slots__ = ("measured", "rows")

    def __init__(self, rows: int, measured: tuple[Measured, ...]) -> None:
        self.rows = rows
        self.measured = measured

    def add(self, rows: int, measured: tuple[Measured, ...]) -> None:
        self.rows += rows
        pairs = zip(self.measured, measured, strict=True)
        self.measured = tuple(_sum_of(left, right) for left, right in pairs)


def _cells(
    grouping: GroupingSet,
    layout: Layout,
    place: int,
    scan: RawScan,
    columns: dict[str, ReadColumn],
) -> tuple[Cell, ...]:
    raw = layout.request.sets[place]
    dimensions = [
        (columns[name], raw.dimensions.index(layout.positions[name]))
        for name in grouping.dimensions
    ]
    measures = [
        (columns[name], raw.measures.index(layout.positions[name])) for name in grouping.measures
    ]
    merged: dict[tuple[tuple[KeyValue, ...], tuple[Mark | None, ...]], _Merged] = {}
    for group in scan.groups[place]:
        key = _key(group, dimensions)
        if key is None:
            continue
        marks, measured = _amounts(group, measures)
        if (key, marks) in merged:
            merged[key, marks].add(group.rows, measured)
        else:
            merged[key, marks] = _Merged(group.rows, measured)
    cells = [Cell(key, one.rows, one.measured, marks) for (key, marks), one in merged.items()]
    orders = Orders([column.type for column, _ in dimensions])
    return tuple(sorted(cells, key=orders.of))


def _key(group: RawGroup, dimensions: list[tuple[ReadColumn, int]]) -> tuple[KeyValue, ...] | None:
    """Return the key of a group; ``None`` where it is left out."""
    key = []
    for column, index in dimensions:
        value = column.key(group.texts[index])
        if value is None:
            return None
        key.append(value)
    return tuple(key)


def _amounts(
    group: RawGroup, measures: list[tuple[ReadColumn, int]]
) -> tuple[tuple[Mark | None, ...], tuple[Measured, ...]]:
    marks: list[Mark | None] = []
    measured = []
    for column, index in measures:
        raw = group.measures[index]
        amount = _scaled(raw, column) if isinstance(raw, RawNumbers) else column.amount(raw)
        if isinstance(amount, Fraction):
            amount = _counted(group.rows, amount, is_rounded=column.rules.is_rounded)
        marks.append(amount if isinstance(amount, Mark) else None)
        measured.append(_NOTHING if isinstance(amount, Mark) else amount)
    return tuple(marks), tuple(measured)


def _counted(rows: int, number: Fraction, *, is_rounded: bool) -> Measured:
    """Return rows that all hold one number; where it was rounded its sign tells how."""
    signs = (rows * (number == 0), rows * (number < 0)) if is_rounded else (0, 0)
    return Measured(rows, number * rows, number, number, *signs)


def _scaled(raw: RawNumbers, column: ReadColumn) -> Measured:
    factor = column.rules.factor()
    ends = sorted((raw.minimum * factor, raw.maximum * factor))
    return Measured(raw.rows, raw.total * factor, ends[0], ends[1])


def _sum_of(left: Measured, right: Measured) -> Measured:
    if left.minimum is None or right.minimum is None:
        # Cells of equal marks have numbers in the same measures.
        return _NOTHING
    assert left.maximum is not None
    assert right.maximum is not None
    return Measured(
        left.rows + right.rows,
        left.total + right.total,
        min(left.minimum, right.minimum),
        max(left.maximum, right.maximum),
        left.zeros + right.zeros,
        left.negatives + right.negatives,
    )


def _key_counts(
    plan: TablePlan, layout: Layout, scan: RawScan, columns: dict[str, ReadColumn]
) -> Counter[tuple[KeyValue, ...]]:
    """Count the rows of each key, which is to be one."""
    counts: Counter[tuple[KeyValue, ...]] = Counter()
    if layout.key is None:
        return counts
    raw = layout.request.sets[layout.key]
    dimensions = [
        (columns[name], raw.dimensions.index(layout.positions[name])) for name in plan.key
    ]
    for group in scan.groups[layout.key]:
        key = _key(group, dimensions)
        if key is not None:
            counts[key] += group.rows
    return counts


def _key_faults(plan: TablePlan, keys: Counter[tuple[KeyValue, ...]]) -> tuple[Fault, ...]:
    faults = []
    named = ", ".join(plan.key)
    empty = sum(rows for key, rows in keys.items() if not all(isinstance(one, str) for one in key))
    if empty:
        rows = "1 row has" if empty == 1 else f"{empty:,} rows have"
        message = f"the key of the table is {quoted(named)}, and {rows} an empty or unknown one"
        faults.append(Fault(codes.EMPTY_KEY, message, hint="complete the cells or remove the rows"))
    known = [key for key in keys if all(isinstance(one, str) for one in key)]
    twice = sorted(", ".join(str(one) for one in key) for key in known if keys[key] > 1)
    if twice:
        message = f"the key of the table is {quoted(named)}, but several rows have {listed(twice)}"
        hint = repeated_key_hint(plan.declaration)
        faults.append(Fault(codes.DUPLICATE_KEY, message, hint=hint))
    return tuple(faults)


def _totals_faults(
    plan: TablePlan, scan: RawScan, columns: dict[str, ReadColumn]
) -> tuple[Fault, ...]:
    """Return a fault of the whole table for each label of totals that no row has."""
    faults = []
    for name, label in plan.declaration.totals:
        if name not in columns or not scan.rows:
            continue
        labels = {meaning.label for meaning in columns[name].meanings.values()}
        if label not in labels:
            message = (
                f"no row of the table has {quoted(label)} in column {quoted(name)}, which `totals` "
                "says of rows of totals"
            )
            hint = did_you_mean(label, sorted(labels))
            faults.append(Fault(codes.NO_TOTAL, message, hint=hint))
    return tuple(faults)


def _column_faults(
    plan: TablePlan, layout: Layout, columns: dict[str, ReadColumn], lines: FindLines
) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    for name, column in columns.items():
        position = layout.positions[name]

        def first(texts: frozenset[str], position: int = position) -> tuple[int, ...]:
            return lines(position, texts)

        found = tuple(faults_of(column, first, is_key=name in plan.key))
        if not found and not plan.declaration.may_be_empty:
            found = tuple(no_values(column, plan.declaration.called))
        faults += found
    return tuple(faults)


def _facts(
    columns: dict[str, ReadColumn], layout: Layout, headers: tuple[str, ...]
) -> tuple[tuple[ColumnFacts, ...], tuple[str, ...]]:
    facts, notes = [], []
    for name, column in columns.items():
        values = _values(column)
        if len(values) > MAX_VALUES:
            notes.append(
                told(
                    "column {column} has {n} distinct values, of which the first {first} are kept "
                    "for messages",
                    column=quoted(name),
                    n=told_digits(f"{len(values):,}"),
                    first=told_digits(f"{MAX_VALUES:,}"),
                )
            )
        notes.extend(flag_notes(column))
        header = headers[layout.positions[name]]
        inferred = column.rules.inferred
        are_numbers = column.type is ColumnType.NUMBER or column.input is not None
        if inferred is not None and are_numbers:
            notes.append(note_of(name, inferred))
        facts.append(column.facts(header, tuple(values[:MAX_VALUES])))
    return tuple(facts), tuple(notes)


def _values(column: ReadColumn) -> list[str]:
    if not column.seen.is_complete:
        return []
    keys = {column.key(text) for text in column.meanings}
    known = [key for key in keys if isinstance(key, str)]
    if column.type is ColumnType.NUMBER:
        # Neither the label of a total nor a cell that is a fault is a value to compare with.
        known = [key for key in known if order_of(key, column.type)[0] == 0]
    return sorted(known, key=lambda key: order_of(key, column.type))
