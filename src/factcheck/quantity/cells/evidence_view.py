"""A scanned table as one reading looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.filter.reader import Reader
from factcheck.model.cell import InWords, is_unknown, printed_key
from factcheck.model.classified import asked_of_file
from factcheck.model.expression import KnownTest
from factcheck.model.leaf_tests import columns_of, leaf_tests
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.spec import ColumnKind
from factcheck.model.told import told
from factcheck.model.unit import is_percent
from factcheck.quantity.cells.index import CellIndex
from factcheck.quantity.cells.rollup import set_for
from factcheck.quantity.cells.rounded import (
    counts_things,
    is_clear_cut,
    rounded_columns,
    step_of,
    with_rounded,
)
from factcheck.quantity.cells.spread import (
    EXACT,
    Rounding,
    Spread,
    finest_step,
    looks_rounded,
    rounded_step,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.cell import Cell, GroupingSet, KeyValue, Measured, TableCells
    from factcheck.model.expression import Test
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration
    from factcheck.quantity.cells.classify import Classifier
    from factcheck.quantity.cells.index import Places
    from factcheck.quantity.cells.rollup import Known
    from factcheck.quantity.cells.secrets import Whole
    from factcheck.quantity.cells.wordings import Wordings


_OF_ONE = frozenset({ColumnKind.SHARE, ColumnKind.CHANGE})
"""What is a part of one, or of a hundred where it is printed as a percentage."""


class TableView(Struct, frozen=True, eq=False):
    """One table's cells in one grouping set, with what the claim file says of its columns."""

    declaration: TableDeclaration
    cells: TableCells
    index: CellIndex
    looks_rounded: bool
    """Whether some single number looks like a rounded figure."""
    inapplicable: dict[str, Places] = field(default_factory=dict)
    """For a summed column, the cells whose rows it does not apply to, if there are any."""
    reads_as_rounded: bool = False
    """Whether round number cells are read as rounded figures, to see what would change."""
    is_of_population: bool = False
    """Whether numbers of a sample are taken for what they say of everybody."""
    is_as_printed: bool = False
    """Whether rounded and perturbed cells are taken as they are printed."""
    steps: dict[str, Fraction] = field(default_factory=dict)
    """The finest step of each column's numbers, where these are read as rounded."""
    sums: dict[tuple[int, str], Interval | None] = field(default_factory=dict)
    """What ``total_at`` found; cells are asked for again by every claim that selects them."""
    classifier: Classifier | None = None
    """What gave its rows their classes or scores, where the grouping set has them."""
    wholes: dict[tuple[str, int], tuple[Whole, ...]] = field(default_factory=dict)
    """Totals with a secret number among their parts, by column and place of each of their cells."""
    worded: dict[str, dict[tuple[str, tuple[KeyValue, ...]], int]] = field(default_factory=dict)
    """Of columns that were tested, the figures in words, with their rows."""
    scanned: tuple[Cell, ...] = ()
    """Its cells in their order as the scan gave them: not rounded, without classes."""
    clear: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Whether rounding does not decide which rows have the first places by a column."""

    @property
    def name(self) -> str:
        """The table's name."""
        return self.declaration.name

    @property
    def reader(self) -> Reader:
        """What evaluates tests on its rows."""
        return self.index.reader

    @property
    def totals(self) -> tuple[tuple[str, str], ...]:
        """Column and label of the rows that are totals."""
        return self.declaration.totals

    @property
    def key(self) -> tuple[str, ...]:
        """The columns with one row per value; empty for records."""
        return self.declaration.key

    @property
    def measures(self) -> tuple[str, ...]:
        """The columns that are summed."""
        return self.index.grouping.measures

    def column(self, name: str) -> ColumnDeclaration | None:
        """Return what the claim file says of a column."""
        return next((c for c in self.declaration.columns if c.name == name), None)

    def domain_of(self, name: str) -> frozenset[str]:
        """Return the values that a column was declared to have."""
        domains = self.reader.domains
        return frozenset() if domains is None else domains.get(name, frozenset())

    def describe(self, place: int) -> str:
        """Return a cell in words: ``police[year = 2018]``.

        Of a table with ``min_cell`` only its name, as few rows may have the values.
        """
        if self.declaration.min_cell is not None:
            return self.name
        from factcheck.quantity.cells.classify import shown_slice

        return shown_slice(self.name, self.index.rows[place].items())

    def spreads_of(self, cell: Cell) -> tuple[tuple[str, Spread], ...]:
        """Return the summed columns in which a cell's rows have values, and what these can be."""
        every = ((column, self.spread_of(cell, column)) for column in self.measures)
        return tuple((column, spread) for column, spread in every if spread is not None)

    def total_at(self, place: int, column: str) -> Interval | None:
        """Return ``total_of`` for the cell at a place, worked out once."""
        key = (place, column)
        if key not in self.sums:
            self.sums[key] = self.total_of(self.index.cells[place], column)
        return self.sums[key]

    def total_of(self, cell: Cell, column: str) -> Interval | None:
        """Return what the sum of a column over a cell's rows can be; ``None`` without values."""
        mark = cell.marks[self.measures.index(column)]
        if mark is not None:
            return None if mark.possible is None else mark.possible.scaled(cell.rows)
        return self._rounding(cell, column).total(self._measured(cell, column))

    def spread_of(self, cell: Cell, column: str) -> Spread | None:
        """Return what each number of a cell's rows can be; ``None`` without values."""
        mark = cell.marks[self.measures.index(column)]
        if mark is not None:
            return None if mark.possible is None else Spread(mark.possible, is_free=True)
        measured = self._measured(cell, column)
        low, high = measured.minimum, measured.maximum
        # Cells without a number have a mark, so that these are numbers.
        assert low is not None
        assert high is not None
        bounds = self._rounding(cell, column).between(low, high)
        return Spread(bounds, is_free=low == high)

    def largest_of(self, cell: Cell, column: str, sign: int) -> Interval:
        """Return what the largest number of a cell's rows, which are numbers, can be.

        With ``sign`` negative, the largest of the negated ones.
        """
        measured = self._measured(cell, column)
        end = measured.maximum if sign > 0 else measured.minimum
        assert end is not None
        return self._rounding(cell, column).around(end).scaled(sign)

    def _measured(self, cell: Cell, column: str) -> Measured:
        return cell.measured[self.measures.index(column)]

    def _rounding(self, cell: Cell, column: str) -> Rounding:
        measured = self._measured(cell, column)
        step = self._step(measured, column)
        noise = self.noise_of(column)
        if step is None and noise is None:
            return EXACT
        declared, facts = self.column(column), self.reader.columns.get(column)
        return Rounding(
            step,
            self.is_whole(cell, column),
            facts is not None and facts.is_nonnegative,
            None if declared is None else declared.rounding,
            noise,
        )

    def noise_of(self, column: str) -> Fraction | None:
        """Return how far noise may have moved the numbers of a column; ``None`` for not at all."""
        facts = self.reader.columns.get(column)
        return None if self.is_as_printed or facts is None else facts.noise

    def may_be_moved(self, column: str) -> bool:
        """Whether the numbers of a column may be others than those that are printed."""
        declared = self.column(column)
        is_rounded = declared is not None and declared.rounded is not None
        return is_rounded or self.reads_as_rounded or self.noise_of(column) is not None

    def _step(self, measured: Measured, column: str) -> Fraction | None:
        """Return the step that a column's numbers were rounded to; ``None`` for exact ones."""
        declared = self.column(column)
        step = step_of(declared, self.reader.columns.get(column))
        if step is not None:
            return step
        is_exact = declared is not None and declared.is_exact
        if self.reads_as_rounded and measured.rows == 1 and not is_exact:
            return rounded_step(measured.total, self.steps.get(column))
        return None

    def holds_whole(self, cell: Cell, column: str) -> bool:
        """Whether every number of a cell in a column is whole, as far as its sums tell."""
        measured = self._measured(cell, column)
        ends = (measured.total, measured.minimum, measured.maximum)
        return all(end is None or end.denominator == 1 for end in ends)

    def is_whole(self, cell: Cell, column: str) -> bool:
        """Whether every number of a cell in a column must be whole, unknown ones too."""
        return self.holds_whole(cell, column) and self.is_declared_count(column)

    def is_declared_count(self, column: str) -> bool:
        """Whether the claim file gives a column a unit that is counted."""
        return counts_things(self.column(column))

    def unit_noun(self, column: str) -> str:
        """Return what a column counts."""
        declared = self.column(column)
        return "things" if declared is None or declared.unit is None else declared.unit

    def rank_by(self, column: str, places: int) -> None:
        """Count how many rows have each value of a column, so that tests can rank by it.

        Rows of totals are not ranked. Raises ``ObstacleError`` where a value is unknown, or where
        rounding decides which rows have the first ``places``.
        """
        self._count(column)
        rounded = self.reader.rounded.get(column)
        if not rounded:
            return
        asked = (column, places)
        if asked not in self.clear:
            self.clear[asked] = is_clear_cut(self.reader.counted[column], rounded, places)
        if not self.clear[asked]:
            message = told(
                "which rows of {table} have the first {n} places by {column} hangs on how its "
                "numbers were rounded or moved",
                table=quoted(self.name),
                n=places,
                column=quoted(column),
            )
            printed = f"{{from: {column}}}"
            hint = told("a column {column} without 'rounded' ranks what is printed", column=printed)
            raise ObstacleError(Obstacle("missing", message, hint=hint))

    def _count(self, column: str) -> None:
        if column in self.reader.counted:
            return
        counted: dict[str, int] = {}
        for row, cell in zip(self.index.rows, self.index.cells, strict=True):
            value = printed_key(row[column])
            if any(row[name] == label for name, label in self.totals):
                continue
            if is_unknown(value):
                message = told(
                    "column {column} of {table} has unknown values: its ranks are unknown",
                    column=quoted(column),
                    table=quoted(self.name),
                )
                raise ObstacleError(Obstacle("missing", message))
            if isinstance(value, str):
                counted[value] = counted.get(value, 0) + cell.rows
        self.reader.counted[column] = counted

    def note_wording(self, cell: Cell, column: str, wordings: Wordings) -> None:
        """Remember a cell that is a figure in words."""
        mark = cell.marks[self.measures.index(column)]
        if mark is not None and mark.is_words:
            place = f"{self.name}.{column}"
            wordings.setdefault(place, {})[mark.text, cell.key] = cell.rows

    def note_wordings_tested(self, tests: Iterable[Test], wordings: Wordings) -> None:
        """Remember the figures in words of the columns whose numbers tests look at."""
        looking = (each for each in leaf_tests(tests) if not isinstance(each, KnownTest))
        for column in columns_of(looking):
            if column not in self.worded:
                at = self.index.grouping.dimensions.index(column)
                self.worded[column] = {
                    (key.text, cell.key): cell.rows
                    for cell in self.index.cells
                    if isinstance(key := cell.key[at], InWords)
                }
            if self.worded[column]:
                wordings.setdefault(f"{self.name}.{column}", {}).update(self.worded[column])


def view_of(
    declaration: TableDeclaration,
    cells: TableCells,
    grouping: GroupingSet,
    known: Known | None = None,
) -> TableView:
    """Return a table's cells of one grouping set, ready to be looked up.

    ``known`` are the cells of other sets of the table, to which those of this one are added.
    """
    columns = declaration.columns
    reader = Reader(
        declaration.name,
        {facts.name: facts for facts in cells.columns},
        frozenset(column.name for column in columns if is_percent(column.unit)),
        {column.name: frozenset(column.domain) for column in columns if column.domain},
        frozenset(c.name for c in columns if c.kind in _OF_ONE and not is_percent(c.unit)),
    )
    read = asked_of_file(declaration, grouping)
    known = {} if known is None else known
    home = set_for(cells, read, known)
    found = scanned = known[home]
    names = rounded_columns(declaration, reader.columns, read)
    if names:
        found, printed = with_rounded(declaration, reader.columns, read, found, names)
        reader = replace(reader, rounded=printed)
    rubric = declaration.classified_by
    classifier = None
    if rubric is not None and read != grouping:
        # Only a table with a rubric needs what classifies its rows.
        from factcheck.quantity.cells.classify import (
            classified,
            classifier_of,
            with_added,
            with_attainable,
        )

        classifier = classifier_of(declaration, rubric, reader)
        found = classified(classifier, read, grouping, found)
        added = {
            column: dict.fromkeys(cell.key[place] for cell in found)
            for place, column in enumerate(grouping.dimensions)
            if column in classifier.added
        }
        reader = with_attainable(with_added(reader, rubric, added), classifier)
    are_rounded = any(looks_rounded(found, place) for place in range(len(grouping.measures)))
    reader = replace(reader, many=_many(reader, grouping, found), open=_open(grouping, found))
    index = CellIndex(reader, grouping, found, dict(home.cuts))
    inapplicable = _inapplicable(grouping, found)
    return TableView(
        declaration, cells, index, are_rounded, inapplicable, classifier=classifier, scanned=scanned
    )


MANY = 10_000
"""The facts of a column list no more values than this."""


def _many(
    reader: Reader, grouping: GroupingSet, cells: tuple[Cell, ...]
) -> dict[str, frozenset[str]]:
    """Return all values of the columns with so many that their facts may leave some out."""
    return {
        column: frozenset(
            key for cell in cells if isinstance(key := printed_key(cell.key[place]), str)
        )
        for place, column in enumerate(grouping.dimensions)
        if column in reader.columns and len(reader.columns[column].values) >= MANY
    }


def _open(grouping: GroupingSet, cells: tuple[Cell, ...]) -> frozenset[str]:
    """Return the columns with unknown cells."""
    return frozenset(
        column
        for place, column in enumerate(grouping.dimensions)
        if any(is_unknown(printed_key(key)) for key in {cell.key[place] for cell in cells})
    )


def _inapplicable(grouping: GroupingSet, cells: tuple[Cell, ...]) -> dict[str, Places]:
    found: dict[str, set[int]] = {}
    for place, cell in enumerate(cells):
        for column, mark in zip(grouping.measures, cell.marks, strict=True):
            if mark is not None and mark.is_inapplicable:
                found.setdefault(column, set()).add(place)
    return {column: frozenset(places) for column, places in found.items()}


def as_read_rounded(view: TableView) -> TableView:
    """Return a view in which round number cells are read as rounded figures.

    A column is rounded throughout or not at all: beside 9,012 the number 9,000 is not.
    """
    found = ((each, finest_step(view.index.cells, at)) for at, each in enumerate(view.measures))
    steps = {column: step for column, step in found if step is not None}
    return replace(view, reads_as_rounded=True, steps=steps, sums={})
