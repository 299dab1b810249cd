"""What the claim file says of evidence tables: their files, their layout, their columns."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.scope import NO_SCOPE, Scope

if TYPE_CHECKING:
    from factcheck.model.cell_range import CellRange
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.marker_profile import Flag, MarkerProfile, Sign
    from factcheck.model.packaged import Packaged
    from factcheck.model.rounding import Rounding
    from factcheck.model.row_expression import RowExpression
    from factcheck.model.rubric import Rubric
    from factcheck.model.sampling import Sampling
    from factcheck.model.span import Span, Text


class EmptyCell(Enum):
    """What an empty cell of a column means."""

    UNKNOWN = "unknown"
    NONE = "none"
    ZERO = "0"
    NOT_APPLICABLE = "not applicable"


class ColumnKind(Enum):
    """What kind of number a column holds, where that limits what may be done with it."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    STOCK = "stock"
    RATE = "rate"
    INDEX = "index"
    MEDIAN = "median"
    CHANGE = "change"


class ColumnType(Enum):
    """How a column's cells are read."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


class ColumnDeclaration(Struct, frozen=True):
    """What the claim file says of one column."""

    name: str
    """The name that expressions use."""
    span: Span
    header: str
    """The header in the file; the name itself unless ``from`` says otherwise."""
    unit: str | None = None
    scale: Fraction | None = None
    kind: ColumnKind | None = None
    over: str | None = None
    """The column along which a stock is never summed."""
    type: ColumnType | None = None
    map: tuple[tuple[str, str], ...] = ()
    """Labels: cell text to the value that expressions use."""
    domain: tuple[str, ...] = ()
    rounded: Fraction | None = None
    """The step to which its numbers were rounded, as printed."""
    rounding: Rounding | None = None
    """How they were, where that is declared; else to the nearest."""
    perturbation: Fraction | None = None
    """How far noise may have moved each number either way, as printed."""
    empty: EmptyCell | None = None
    markers: tuple[tuple[str, Marker], ...] = ()
    profile: Text | None = None
    """The publisher whose signs and flags it has, such as ``eurostat@2025``."""
    signs: MarkerProfile | None = None
    """The signs and flags themselves, once they were looked up."""
    has_footnotes: bool = False
    """Whether marks of footnotes may stand behind its numbers."""
    compute: RowExpression | None = None
    """How the column is calculated, row by row, from the others of its row."""
    compute_text: str | None = None
    parse: Text | None = None
    """The shape of its texts, ``{home} - {away}``: what stands in braces becomes columns."""
    ignore: tuple[str, ...] = ()
    """Mark-up that is taken out of its cells, such as ``[BOLD]``."""
    is_exact: bool = False
    """Whether its round numbers are declared to be no rounded ones."""
    step: Fraction | None = None
    """From one value to the next, where a trend goes over the column: numbers, or months of
    dates."""
    has_any_step: bool = False
    """Whether the next value is whatever comes next in the table."""
    locale: str | None = None
    """Whose digits its numbers have; ``None`` for those of the table."""
    sampling: Sampling | None = None
    """What is known of the sample that its numbers come from, its own or its table's."""
    owner: str | None = None
    """The joined table that says this of its own column, which may have come along by ``join``."""
    is_described: bool = False
    """Whether the claim file says nothing of it, and all this comes from a Data Package."""

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is said by which its numbers would measure anything, or be rounded.

        They may be names then, such as years.
        """
        return (self.unit or self.kind or self.rounded or self.perturbation) is None


class Unpivot(Struct, frozen=True):
    """``unpivot``: several columns become rows, each with its header and its cell."""

    columns: tuple[str, ...]
    """Headers; ``lower..upper`` for all columns whose headers are whole numbers between."""
    into: str
    """The column with the headers."""
    value: str
    """The column with the cells."""
    span: Span


class Stack(Struct, frozen=True):
    """``stack``: groups of columns become rows, one of each group at a time."""

    lists: tuple[tuple[str, tuple[str, ...]], ...]
    """The new column and the columns it is stacked from; all lists are equally long."""
    side: str
    """The column with the header of the first list's column."""
    span: Span


class Join(Struct, frozen=True):
    """``join``: the columns of another table, found by its key."""

    table: Text
    on: tuple[tuple[str, str], ...]
    """Pairs of a column of this table and the column of the other's key."""
    unmatched: str | None
    """``unknown`` or ``drop`` where a row without a partner is no error."""
    span: Span


class Marker(Struct, frozen=True):
    """What a marker such as ``:`` or ``<5`` stands for."""

    meaning: EmptyCell | Interval | Sign | Flag
    """An interval for a suppressed number, with its range; a flag stands beside a number."""
    said: str | None = None
    """Why there is no value, in the words of a Data Package."""


class TableDeclaration(Struct, frozen=True):
    """One evidence table, or one vintage of it."""

    name: str
    """What expressions call it; a vintage's is ``police@2016-01``."""
    span: Span
    file: Text | None
    """``None`` for a table of several ``files``, and for one that the caller passes in."""
    source: str | None = None
    key: tuple[str, ...] = ()
    scope: Scope = NO_SCOPE
    is_illustrative: bool = False
    may_be_empty: bool = False
    """Whether the table truly may have no rows, or a column that is used no values."""
    delimiter: str | None = None
    encoding: str = "utf-8"
    locale: str | None = None
    """Whose digits its numbers have: ``de-DE``; ``None`` where nobody says it."""
    lang: str | None = None
    """The language of figures in words in its cells; ``None`` for that of the claim file."""
    header: tuple[str, ...] | None = None
    """Names for a file without a header row."""
    totals: tuple[tuple[str, str], ...] = ()
    """Column and label of the rows that are totals."""
    columns: tuple[ColumnDeclaration, ...] = ()
    empty: EmptyCell | None = None
    """What empty cells mean in every column that does not say it itself."""
    markers: tuple[tuple[str, Marker], ...] = ()
    profile: Text | None = None
    """The publisher whose signs and flags its columns of numbers have."""
    signs: MarkerProfile | None = None
    """The signs and flags themselves, once they were looked up."""
    has_footnotes: bool = False
    """Whether marks of footnotes may stand behind the numbers of every column."""
    perturbation: Fraction | None = None
    """How far noise may have moved each count either way, as printed."""
    sampling: Sampling | None = None
    """What is known of the sample that its columns of shares come from."""
    same_sample: bool | str | None = None
    """Whether its shares are answers of the same people to one question, or the column that tells
    samples apart; ``None`` where nobody says it."""
    files: tuple[tuple[str, Text], ...] = ()
    """Tables of one shape read as one: label and file of each."""
    adds: str | None = None
    """The column that has the labels of ``files``."""
    base: str | None = None
    """For a vintage the name that expressions use; ``None`` for a table without vintages."""
    vintage: Text | None = None
    """The date of this vintage: a year, month or day."""
    header_row: int | None = None
    """The row, from 1, that has the headers; what stands above it is left out."""
    header_rows: int = 1
    """How many rows the header goes over."""
    skip: tuple[int, ...] = ()
    """Rows that are left out, from 1, negative ones from the end."""
    sheet: str | None = None
    """The sheet of a workbook."""
    cell_range: CellRange | None = None
    """The cells of the sheet that are the table; ``None`` for all."""
    fill_down: tuple[str, ...] = ()
    """Columns whose empty cells repeat the one above."""
    unpivot: Unpivot | None = None
    stack: Stack | None = None
    ticks: tuple[tuple[str, str], ...] = ()
    """The new column and the pattern of the headers of a tick-all question."""
    join: Join | None = None
    rubric: Text | None = None
    """The file of the rubric that adds the column ``class``."""
    connection: Text | None = None
    """The environment variable that says how to reach the database that holds the table."""
    relation: Text | None = None
    """The table or view of a database, or of a file that is one."""
    resource: Text | None = None
    """The resource of a Data Package, whose descriptor is ``file``."""
    package: Packaged | None = None
    """What the package says of the table, once it was read; ``file`` is then that of the rows."""
    layout: str | None = None
    """How a text is laid out beyond rows and columns: ``sdmx-csv``."""
    has_partitions: bool = False
    """Whether folders such as ``year=2020`` of the files' paths are columns."""
    min_cell: int | None = None
    """How many rows a number must at least be of to be shown."""
    classified_by: Rubric | None = None
    """The rubric itself, once its file was read."""

    @property
    def called(self) -> str:
        """What expressions call the table, whatever its vintage."""
        return self.name if self.base is None else self.base
