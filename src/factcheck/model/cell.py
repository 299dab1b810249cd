"""What a scan of one table yields: cells, and what was met on the way."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import Code
    from factcheck.model.spec import ColumnType


class Missing(Enum):
    """A key without a value."""

    UNKNOWN = "unknown"
    """A test on it is undecided."""
    NONE = "none"
    """It matches nothing; also what does not apply, and an empty cell of no declared meaning."""


class InWords(Interval, frozen=True):
    """What a figure in words says of a number: known, as far as words go."""

    text: str = ""
    """As it stands in the table."""

    @classmethod
    def of(cls, possible: Interval, text: str) -> InWords:
        """Return the set of a figure in words."""
        ends = (possible.lower, possible.upper, possible.lower_closed, possible.upper_closed)
        return cls(*ends, text)


class Rounded(Interval, frozen=True):
    """What a printed number that was rounded, or moved by noise, may have been."""

    text: str = ""
    """What is printed, as a key."""
    is_name: bool = False
    """Whether nobody said that the column measures anything: then what is printed may be a name,
    such as a year, and is what equality asks for."""

    @classmethod
    def of(cls, possible: Interval, text: str, *, is_name: bool = False) -> Rounded:
        """Return the set of a number that is printed as ``text``."""
        ends = (possible.lower, possible.upper, possible.lower_closed, possible.upper_closed)
        return cls(*ends, text, is_name)


class OneOf(Struct, frozen=True):
    """One of several values, nobody knows which: the class of a row that a rubric leaves open."""

    values: tuple[str | Literal[Missing.NONE], ...]
    """At least two, sorted, numbers by size; that there is none stands first."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The values that are some."""
        return tuple(each for each in self.values if isinstance(each, str))


class PartlyTicked(Struct, frozen=True):
    """What was ticked, where of some labels nobody knows whether they were."""

    ticked: tuple[str, ...]
    """The labels that surely were."""
    unsure: tuple[str, ...]
    """At least one; none of the others."""

    @property
    def least(self) -> str:
        """The key where nothing else was ticked."""
        return TICK.join(self.ticked)

    @property
    def most(self) -> str:
        """The key where all that is unsure was ticked."""
        return TICK.join((*self.ticked, *self.unsure))


KeyValue = str | Missing | Interval | OneOf | PartlyTicked
"""The value of a dimension in one cell: a number column's in canonical form, a text's as read.

An interval is a hidden number with a declared range, such as `<5`: unknown, but inside it; or a
figure in words; or, as tests and calculations look at it, a rounded number.
Numbers are written by ``number_key``, so that equal numbers are equal keys; dates as ISO text.
"""


TICK = "\x1f"
"""What stands between the labels that one respondent ticked, in a key."""


class Cut(Struct, frozen=True):
    """Where the numbers of a column are told apart: what lies below, and what above."""

    at: Fraction
    begins: bool
    """Whether the number itself belongs to what lies above the cut, else to what lies below."""

    @property
    def place(self) -> tuple[Fraction, bool]:
        """What cuts are sorted by: below a number that begins something, then above it."""
        return self.at, not self.begins


Cuts = tuple[tuple[str, tuple[Cut, ...]], ...]
"""Columns, each with its cuts in ascending order, no two of them equal."""


class GroupingSet(Struct, frozen=True):
    """One way to group a table's rows, and the columns that are summed in each group."""

    dimensions: tuple[str, ...]
    measures: tuple[str, ...] = ()
    cuts: Cuts = ()
    """Dimensions of whose numbers is asked only between which cuts they lie, after ``scale``: one
    of the numbers between two cuts stands for all of them. All values of the others are told
    apart."""

    def joined(self, other: GroupingSet) -> GroupingSet:
        """Return a set whose groups have those of both as their sums."""
        found: dict[str, dict[Cut, None]] = {}
        for name, cuts in (*self.cuts, *other.cuts):
            found.setdefault(name, {}).update(dict.fromkeys(cuts))
        return GroupingSet(
            tuple(sorted({*self.dimensions, *other.dimensions})),
            tuple(sorted({*self.measures, *other.measures})),
            cuts_in_order(found),
        )

    def has_parts_of(self, other: GroupingSet) -> bool:
        """Whether the groups of another set are sums of this one's."""
        own = dict(self.cuts)
        asked = dict(other.cuts)
        return (
            {*other.dimensions} <= {*self.dimensions}
            and {*other.measures} <= {*self.measures}
            and all(
                name not in own or (name in asked and {*asked[name]} <= {*own[name]})
                for name in other.dimensions
            )
        )


def cuts_in_order(cuts: Mapping[str, Iterable[Cut]]) -> Cuts:
    """Return the cuts of some columns in their order."""
    return tuple((name, tuple(sorted(of, key=_place_of))) for name, of in sorted(cuts.items()))


def _place_of(cut: Cut) -> tuple[Fraction, bool]:
    return cut.place


class Measured(Struct, frozen=True):
    """The numbers of one column in one cell, in the column's unit after ``scale``.

    ``rows`` of the cell whose value is a number; ``minimum`` and ``maximum`` are ``None``
    where there are none.
    """

    rows: int
    total: Fraction
    minimum: Fraction | None
    maximum: Fraction | None
    zeros: int = 0
    """How many of the numbers are 0; told of columns that are declared as rounded."""
    negatives: int = 0
    """How many are below 0; told of these columns too."""


class Mark(Struct, frozen=True):
    """What the cells of a measure column hold in this group, where it is not a number."""

    text: str
    """As it stands in the table."""
    possible: Interval | None
    """The numbers each row may have; ``None`` where the row has none (not applicable, none)."""
    is_words: bool = False
    """Whether it is a figure in words, read with its lenient set."""
    is_inapplicable: bool = False
    """Whether the rows are left out of everything that looks at the column."""
    is_suppressed: bool = False
    """Whether the number was kept secret, so that a total that is printed has it in."""
    is_hidden: bool = False
    """Whether ``min_cell`` hides what the rows hold, because there are too few of them."""


class Cell(Struct, frozen=True):
    """The rows of one table that agree in every dimension and in the marks of every measure."""

    key: tuple[KeyValue, ...]
    """Parallel to the dimensions of the grouping set."""
    rows: int
    measured: tuple[Measured, ...] = ()
    """Parallel to the measures of the grouping set."""
    marks: tuple[Mark | None, ...] = ()
    """Parallel to the measures; ``None`` where the rows hold numbers."""
    is_hidden: bool = False
    """Whether ``min_cell`` hides how many of the rows there are: any number of them, or none."""


class Fault(Struct, frozen=True):
    """Something met in the data that spoils the claims that use it."""

    code: Code
    message: str
    column: str | None = None
    """``None`` where the whole table is spoilt."""
    hint: str | None = None
    """The line to add to the claim file."""
    spoils_tests: bool = True
    """Whether it also spoils claims that only test the column and do not calculate with it."""
    spoils_order: bool = True
    """Whether it also spoils claims that only put numbers of this one column in order."""


class Numerals(Struct, frozen=True):
    """How the numbers of a column are printed inside words, and what they stand for."""

    locale: str | None = None
    """Whose digits they have, as declared or as the column shows; ``None`` for English ones."""
    scale: Fraction | None = None
    """What a number is multiplied by, but for percentages; ``None`` for 1."""
    noise: Fraction | None = None
    """How far noise may have moved each either way, in the column's unit."""
    written: frozenset[str] = frozenset()
    """Labels that the claim file gives to cells, whose numbers are English."""


class ColumnFacts(Struct, frozen=True):
    """How a column was read."""

    name: str
    header: str
    type: ColumnType
    values: tuple[str, ...] = ()
    """The distinct keys met, where the column is a dimension; sorted, numbers by size."""
    has_percent_signs: bool = False
    """Whether cells are printed with a percent sign; their numbers are shares."""
    ticks: tuple[str, ...] = ()
    """The labels of a column of ticks, whose keys are the ticked ones joined by ``TICK``."""
    tick_aliases: tuple[tuple[str, str], ...] = ()
    """Other words for a label, such as what its cells say, each with its label."""
    is_nonnegative: bool = False
    """Whether none of its numbers can be negative, not even before it was rounded."""
    noise: Fraction | None = None
    """How far noise may have moved each of its numbers either way, where that is declared."""
    numerals: Numerals | None = None
    """How its cells print numbers, where a rubric asks for them even inside words."""


class OpenedTable(Struct, frozen=True):
    """A table before the scan: it exists, may be read, and has this header."""

    name: str
    path: str
    """As shown: relative to the project root."""
    header: tuple[str, ...]
    """The headers of its columns as they stand in the file; declared names do not appear."""
    faults: tuple[Fault, ...] = ()
    """What spoils the whole table already now, such as a header that cannot be read."""
    joined: tuple[tuple[str, str], ...] = ()
    """The headers of columns that came along by ``join``, each with the table whose it is."""


class TableCells(Struct, frozen=True):
    """One table, scanned."""

    name: str
    path: str
    sha256: str
    rows: int
    columns: tuple[ColumnFacts, ...]
    """The columns that the plan uses."""
    sets: tuple[tuple[GroupingSet, tuple[Cell, ...]], ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    """Remarks for the report, such as totals that do not add up."""
    total_like: tuple[tuple[str, str], ...] = ()
    """Column and label of cells, anywhere in the table, that look like rows of totals."""
    hidden_rows: int = 0
    """How many rows more there may be than ``rows``, because ``min_cell`` hides their number."""

    asked: tuple[GroupingSet, ...] = ()
    """The sets that readings look at, of a table whose sets are chosen by what they cost, with the
    cuts that are asked of their columns."""

    def facts_of(self, column: str) -> ColumnFacts | None:
        """Return how a column was read, or ``None`` for one that the plan did not use."""
        return next((facts for facts in self.columns if facts.name == column), None)


def is_unknown(value: KeyValue) -> bool:
    """Whether a key's value is there but not known, as far as its text goes."""
    return value is Missing.UNKNOWN or isinstance(value, Interval | OneOf | PartlyTicked)


def printed_key(value: KeyValue) -> KeyValue:
    """Return a key as it is printed: of a rounded number that number."""
    return value.text if isinstance(value, Rounded) else value


def name_in(value: KeyValue) -> KeyValue:
    """Return a key, but of what may be a name the name that is printed."""
    return value.text if isinstance(value, Rounded) and value.is_name else value


def number_key(number: Fraction) -> str:
    """Return the one spelling of a number as a key: ``2018``, ``0.5``, ``1/3``."""
    if number.denominator == 1:
        return str(number.numerator)
    digits = _decimals(number.denominator)
    if digits is None:
        return f"{number.numerator}/{number.denominator}"
    scaled = abs(number.numerator) * 10**digits // number.denominator
    text = f"{scaled:0{digits + 1}d}"
    return f"{'-' if number < 0 else ''}{text[:-digits]}.{text[-digits:]}"


def _decimals(denominator: int) -> int | None:
    """Return how many decimals a fraction with this denominator needs; ``None`` if endless."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
