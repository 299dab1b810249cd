"""The keys of sources, evidence tables and their columns."""

# ruff: noqa: TC001 - pydantic evaluates the annotations

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from factcheck.spec.structure.patterns import TEXT_KEYS
from factcheck.spec.structure.values import (
    Address,
    Delimiter,
    Empty,
    Encoding,
    Flag,
    Kind,
    Label,
    Labels,
    MarkerText,
    OneOrMoreTexts,
    Positive,
    TablePath,
    Text,
    Texts,
    Type,
)


class Block(BaseModel):
    """A block of keys; a key that is not declared is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Scoped(Block):
    """What a number is about."""

    period: Text | None = Field(
        None, description="The time that the numbers are about, such as 2018 or 2017..2024."
    )
    population: Text | None = Field(None, description="Whom or what the numbers are about.")
    definition: Text | None = Field(None, description="The definition that the numbers follow.")
    as_of: Text | None = Field(None, description="The date on which the numbers were as given.")


class SourceModel(Block):
    """Who published something, where and when."""

    title: Text | None = Field(None, description="The title of the publication.")
    publisher: Text | None = Field(None, description="Who published it.")
    url: Address | None = Field(None, description="Its address on the web.")
    archived: Address | None = Field(None, description="The address of an archived copy.")
    published: Text | None = Field(None, description="When it was published.")
    accessed: Text | None = Field(None, description="When it was looked at.")


class ColumnModel(Block):
    """What the program must not guess of a column."""

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
    rounded: Positive | None = Field(
        None, description="The step to which the numbers were rounded, such as 100."
    )
    empty: Empty | None = Field(None, description="What an empty cell of this column means.")
    markers: Annotated[dict[str, MarkerText], Field(min_length=1)] | None = Field(
        None, description="What signs such as ':' or '<5' stand for in this column."
    )


class TableModel(Scoped):
    """One evidence table."""

    file: TablePath = Field(description="The .csv or .tsv file, as a path from the claim file.")
    source: Text | None = Field(None, description="The id of the source that the table is from.")
    key: OneOrMoreTexts | None = Field(
        None, description="The column or columns that name a row; checked to have no row twice."
    )
    illustrative: Flag = Field(
        False, description="Whether the table is made up to show how something would be checked."
    )
    delimiter: Delimiter | None = Field(
        None, description="The sign between cells, or the word tab; a comma unless given."
    )
    encoding: Encoding = Field("utf-8", description="The encoding of the file; utf-8 unless given.")
    header: Texts | None = Field(
        None, description="Names of the columns of a file that has no header row."
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
    markers: Annotated[dict[str, MarkerText], Field(min_length=1)] | None = Field(
        None, description="What signs such as ':' or '<5' stand for in every column."
    )
