"""The keys of sources, evidence tables and their columns."""

# ruff: noqa: TC001 - pydantic evaluates the annotations

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from factcheck.spec.structure.claim_rules import COLUMN_RULES, TABLE_RULES
from factcheck.spec.structure.patterns import DATE_KEYS, TEXT_KEYS
from factcheck.spec.structure.sample_values import (
    DesignEffect,
    SameSample,
    SampleMargin,
    SampleSize,
)
from factcheck.spec.structure.table_values import (
    HeaderRows,
    JoinedOn,
    Layout,
    LeastCell,
    Partitions,
    RowNumber,
    SheetRange,
    Skip,
    Stacked,
    Unmatched,
    UnpivotColumns,
    VintageDate,
)
from factcheck.spec.structure.validators import OrSchema, text_as
from factcheck.spec.structure.values import (
    POSITIVE_SCHEMA,
    PROFILE_SCHEMA,
    Address,
    ConnectionName,
    Delimiter,
    Empty,
    Encoding,
    Flag,
    Kind,
    Label,
    Labels,
    Language,
    Level,
    Locale,
    MarkerText,
    OneOrMoreTexts,
    Positive,
    ProfileName,
    RoundingName,
    RubricPath,
    Step,
    TablePath,
    Text,
    Texts,
    Type,
)


class Block(BaseModel):
    """A block of keys; a key that is not declared is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Described(Block):
    """What a number is about, but for its date."""

    period: Text | None = Field(
        None, description="The time that the numbers are about, such as 2018 or 2017..2024."
    )
    population: Text | None = Field(None, description="Whom or what the numbers are about.")
    definition: Text | None = Field(None, description="The definition that the numbers follow.")


class Scoped(Described):
    """What a number is about."""

    as_of: Text | None = Field(None, description="The date on which the numbers were as given.")


class SourceModel(Block):
    """Who published something, where and when."""

    title: Text | None = Field(None, description="The title of the publication.")
    publisher: Text | None = Field(None, description="Who published it.")
    url: Address | None = Field(None, description="Its address on the web.")
    archived: Address | None = Field(None, description="The address of an archived copy.")
    published: Text | None = Field(None, description="When it was published.")
    accessed: Text | None = Field(None, description="When it was looked at.")


class MarkersModel(BaseModel):
    """What signs stand for: a publisher's, and others one by one."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, MarkerText] = Field(init=False)

    profile: ProfileName | None = Field(
        None, description="The publisher whose signs are used, such as eurostat@2025."
    )

    @model_validator(mode="after")
    def has_some(self) -> Self:
        """Refuse a block without entries."""
        if self.profile is None and not self.__pydantic_extra__:
            raise PydanticCustomError("too_short", "nothing stands here")
        return self


Markers = Annotated[MarkersModel, text_as("profile"), OrSchema(PROFILE_SCHEMA, 1)]


class RoundedModel(Block):
    """How the numbers of a column were rounded."""

    to: Positive = Field(description="The step to which they were, such as 5.")
    mode: RoundingName | None = Field(
        None, description="How: nearest, random, up, down, half-even and the like."
    )


Rounded = Annotated[RoundedModel, text_as("to"), OrSchema(POSITIVE_SCHEMA)]


class ColumnModel(Block):
    """What the program must not guess of a column."""

    model_config = ConfigDict(json_schema_extra=COLUMN_RULES)

    header: Text | None = Field(
        None, alias="from", description="The column's header in the file, where it differs."
    )
    unit: Text | None = Field(
        None, description="What the numbers count or measure; percent divides them by 100."
    )
    scale: Positive | None = Field(
        None, description="What the numbers are multiplied with, such as 1000 for thousands."
    )
    kind: Kind | None = Field(
        None, description="What kind of number it is, where that limits what may be summed."
    )
    over: Text | None = Field(
        None, description="The column, such as month, along which a stock is never summed."
    )
    type: Type | None = Field(None, description="How the cells are read: number, text or date.")
    map: Annotated[dict[str, Label], Field(min_length=1)] | None = Field(
        None, description="Labels: the text of a cell to the value that expressions use."
    )
    domain: Labels | None = Field(None, description="All values that the column may have.")
    rounded: Rounded | None = Field(
        None,
        description="The step to which the numbers were rounded, such as 100, or a block with "
        "the step and the mode.",
    )
    perturbation: Positive | None = Field(
        None, description="How far noise may have moved each number either way, such as 3."
    )
    empty: Empty | None = Field(None, description="What an empty cell of this column means.")
    markers: Markers | None = Field(
        None,
        description="What signs such as ':' or '<5' stand for in this column: a publisher's "
        "profile, or each by itself.",
    )
    footnotes: Flag = Field(
        False, description="Whether marks of footnotes may stand behind the numbers."
    )
    compute: Text | None = Field(
        None, description="How the column is calculated from the others of its row."
    )
    parse: Text | None = Field(
        None, description="The shape of the cells: what stands in braces becomes columns."
    )
    ignore: OneOrMoreTexts | None = Field(
        None, description="Mark-up that is taken out of the cells, such as [BOLD]."
    )
    locale: Locale | None = Field(
        None, description="Whose digits the numbers have, such as de-CH: 1’234.5; of 1.234,5 de-DE."
    )
    margin: SampleMargin | None = Field(
        None,
        description="Of numbers from a sample: how far the true number may be to either side, as "
        "printed (points for percentages), or the column that says it.",
    )
    confidence: Level | None = Field(
        None, description="The level of confidence of the margin, or at which n is counted with."
    )
    n: SampleSize | None = Field(
        None, description="How many were asked, or the column that says it."
    )
    design_effect: DesignEffect | None = Field(
        None, description="How many times weights widen the variance, or the column that says it."
    )
    weighted: Flag = Field(False, description="Whether the numbers of the sample are weighted.")
    exact: Flag = Field(False, description="Whether round numbers are exact all the same.")
    step: Step | None = Field(
        None,
        description="From one value to the next, for trends: numbers, months of dates, or any.",
    )


class UnpivotModel(Block):
    """Several columns that become rows, each with its header and its cell."""

    columns: UnpivotColumns = Field(description="The columns: a list, or a range of headers.")
    into: Text = Field(description="The new column, which holds the headers.")
    value: Text = Field(description="The new column, which holds the cells.")


class JoinModel(Block):
    """Another table whose columns are added, row by row."""

    table: Text = Field(description="The other table, which has one row for each key.")
    on: JoinedOn = Field(
        description="The columns that name the row in both tables, or mine: theirs where they "
        "differ."
    )
    unmatched: Unmatched | None = Field(
        None, description="What becomes of rows without a partner: unknown or drop."
    )


class TableModel(Scoped):
    """One evidence table."""

    model_config = ConfigDict(json_schema_extra=TABLE_RULES)

    file: TablePath | None = Field(None, description="The file, as a path from the claim file.")
    files: Annotated[dict[Text, TablePath], Field(min_length=1)] | None = Field(
        None,
        description="Files of one shape that are read as one table: a label and a path each.",
        json_schema_extra=TEXT_KEYS,
    )
    adds: Text | None = Field(None, description="The column that holds the labels of the files.")
    vintages: Annotated[dict[VintageDate, TablePath], Field(min_length=1)] | None = Field(
        None,
        description="Editions of one table: the date of each and its path.",
        json_schema_extra=DATE_KEYS,
    )
    connection: ConnectionName | None = Field(
        None,
        description="The environment variable, FACTCHECK_…, that says how to reach the database "
        "that holds the table.",
    )
    table: Text | None = Field(
        None, description="The table or view of a database, or of a file that is one."
    )
    resource: Text | None = Field(
        None, description="The resource of a Data Package, whose descriptor is the file."
    )
    layout: Layout | None = Field(
        None,
        description="sdmx-csv, where the file is in that format: codes, labels and statuses come "
        "apart.",
    )
    partitions: Partitions | None = Field(
        None,
        description="hive, where folders such as year=2020 of the files' paths are columns.",
    )
    min_cell: LeastCell | None = Field(
        None,
        description="How many rows a number must at least be of to be shown; smaller ones stay "
        "hidden.",
    )
    source: Text | None = Field(None, description="The id of the source that the table is from.")
    key: OneOrMoreTexts | None = Field(
        None, description="The column or columns that name a row; checked to have no row twice."
    )
    illustrative: Flag = Field(
        False, description="Whether the table is made up to show how something would be checked."
    )
    may_be_empty: Flag = Field(
        False, description="Whether the table may truly have no rows, which is a fault otherwise."
    )
    delimiter: Delimiter | None = Field(
        None, description="The sign between cells, or the word tab; a comma unless given."
    )
    locale: Locale | None = Field(
        None, description="Whose digits its numbers have, such as de-CH: 1’234.5; of 1.234,5 de-DE."
    )
    lang: Language | None = Field(
        None, description="The language of words in its cells, where it is not the file's."
    )
    encoding: Encoding = Field("utf-8", description="The encoding of the file; utf-8 unless given.")
    header: Texts | None = Field(
        None, description="Names of the columns of a file that has no header row."
    )
    header_row: RowNumber | None = Field(
        None, description="The row that holds the headers, from 1; what stands above is left out."
    )
    header_rows: HeaderRows | None = Field(
        None, description="How many rows the headers go over; they are joined with ' - '."
    )
    skip: Skip | None = Field(
        None, description="How many rows are left out, or their numbers, from the end with a minus."
    )
    sheet: Text | None = Field(None, description="The sheet of a workbook.")
    range: SheetRange | None = Field(
        None, description="The cells of a workbook's sheet that are the table, such as B3:F40."
    )
    fill_down: OneOrMoreTexts | None = Field(
        None, description="Columns whose empty cells repeat the one above."
    )
    unpivot: UnpivotModel | None = Field(None, description="Columns that become rows.")
    stack: Annotated[dict[Text, Stacked], Field(min_length=1)] | None = Field(
        None,
        description="Lists of columns that are put below each other, and the column that says "
        "which one it was.",
        json_schema_extra=TEXT_KEYS,
    )
    ticks: Annotated[dict[Text, Text], Field(min_length=1)] | None = Field(
        None,
        description="Questions with several answers, a column each: a name and a pattern of "
        "their headers.",
        json_schema_extra=TEXT_KEYS,
    )
    join: JoinModel | None = Field(None, description="Another table whose columns are added.")
    rubric: RubricPath | None = Field(
        None, description="The rubric, a .yml file, that adds the column 'class'."
    )
    totals: Annotated[dict[str, Label], Field(min_length=1)] | None = Field(
        None, description="Column and label of rows that are totals and never summed."
    )
    columns: dict[Text, ColumnModel] = Field(
        default_factory=dict,
        description="What the program must not guess of the columns.",
        json_schema_extra=TEXT_KEYS,
    )
    empty: Empty | None = Field(None, description="What an empty cell of any column means.")
    margin: SampleMargin | None = Field(
        None,
        description="Of shares from a sample: how far the true number may be to either side, as "
        "printed (points for percentages), or the column that says it.",
    )
    confidence: Level | None = Field(
        None, description="The level of confidence of the margin, or at which n is counted with."
    )
    n: SampleSize | None = Field(
        None, description="How many were asked, for its columns of shares, or the column with it."
    )
    design_effect: DesignEffect | None = Field(
        None, description="How many times weights widen the variance, or the column that says it."
    )
    weighted: Flag = Field(False, description="Whether the numbers of the sample are weighted.")
    same_sample: SameSample | None = Field(
        None,
        description="Whether the shares are answers of the same people to one question: true, "
        "false where each row has people of its own, or the column that tells samples apart.",
    )
    markers: Markers | None = Field(
        None,
        description="What signs such as ':' or '<5' stand for in every column: a publisher's "
        "profile, for columns of numbers, or each by itself.",
    )
    footnotes: Flag = Field(
        False, description="Whether marks of footnotes may stand behind numbers of any column."
    )
    perturbation: Positive | None = Field(
        None, description="How far noise may have moved each count either way, such as 3."
    )
