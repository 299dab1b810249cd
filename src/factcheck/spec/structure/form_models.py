"""The keys of claims, their readings and figures."""

# ruff: noqa: TC001 - pydantic evaluates the annotations

from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import ConfigDict, Field

from factcheck.spec.structure.claim_rules import CLAIM_RULES, FOR_EACH_RULES
from factcheck.spec.structure.evidence_models import Block, Described
from factcheck.spec.structure.form_values import (
    LISTED,
    NAMED,
    Expected,
    Goes,
    Groups,
    Order,
    Place,
    Selected,
    listed_or_named,
)
from factcheck.spec.structure.patterns import ID_KEYS, NAME_KEYS, TEXT_KEYS
from factcheck.spec.structure.sample_values import About
from factcheck.spec.structure.validators import OrMore, TextOr, least, text_as
from factcheck.spec.structure.values import (
    AnyTexts,
    Flag,
    Id,
    Language,
    Locale,
    Name,
    OneOrMoreNames,
    OneOrMoreTexts,
    Positive,
    Text,
    TwoTexts,
)


class FigureModel(Block):
    """A figure whose words alone do not say how it is read."""

    text: Text = Field(description="The figure as printed.")
    means: Text | None = Field(
        None, description="The checker's own threshold for vague words, as a figure."
    )
    reads: Text | None = Field(
        None, description="The hedge class to use whatever the words say, such as exact."
    )
    to: Positive | None = Field(None, description="The step to which the figure was rounded.")
    unit: Text | None = Field(
        None, description="The unit, where the words leave it open, such as points."
    )
    locale: Locale | None = Field(None, description="Whose digits the figure has, such as de-CH.")


Figure = Annotated[FigureModel, text_as("text"), TextOr()]


class _Judged(Described):
    """Keys that a claim and a reading share."""

    about: About | None = Field(
        None,
        description="Whether the claim is about the people who were asked (sample), or about all "
        "whom they stand for (population).",
    )
    as_of: OneOrMoreTexts | None = Field(
        None, description="The date whose numbers are meant, or several: a verdict for each."
    )
    measure: Text | None = Field(None, description="The expression that the claim is about.")
    figure: Figure | None = Field(None, description="The figure as printed.")
    holds: Text | None = Field(None, description="The comparison that is claimed to be true.")
    by: OneOrMoreTexts | None = Field(
        None, description="The column or columns whose groups are ranked or looked at one by one."
    )
    of: Groups | None = Field(
        None,
        description="The group or groups that have the place; for a claim about each group, how "
        "many groups there are.",
    )
    place: Place | None = Field(
        None, description="The place in the ranking: 1, 1..3, top 3, last, not in top 10."
    )
    order: Order | None = Field(
        None, description="Whether the highest number has place 1, or the lowest."
    )
    unique: Flag | None = Field(None, description="Whether sole place is claimed.")
    lead: Figure | None = Field(None, description="By how much the group leads over the next.")
    among: OneOrMoreTexts | None = Field(
        None, description="Tests that a row must pass to make a group."
    )
    over: Text | None = Field(None, description="The column that a trend goes along.")
    from_: Text | None = Field(None, alias="from", description="Where a trend begins.")
    to: Text | None = Field(None, description="Where a trend ends.")
    direction: Goes | None = Field(None, description="Where a trend goes.")
    within: Figure | None = Field(
        None, description="How far from its beginning a flat trend stays."
    )
    in_: Selected | None = Field(
        None,
        alias="in",
        description="In how many of the groups: all, none, 7, at least 7, or a list of groups.",
    )
    total: Text | None = Field(None, description="What the parts add up to.")
    where: OneOrMoreTexts | None = Field(
        None, description="Tests that the rows of every table pass."
    )
    except_: OneOrMoreTexts | None = Field(
        None, alias="except", description="Tests of the rows that are left out."
    )
    unfiltered: OneOrMoreTexts | None = Field(
        None, description="Tables whose rows 'where' and 'except' leave alone."
    )
    under: AnyTexts | None = Field(None, description="The assumptions that are made.")
    using: OneOrMoreTexts | None = Field(
        None, description="The only tables, statements and sources to use, or 'each source'."
    )
    date: Text | None = Field(None, description="When the claim was made.")
    lang: Language | None = Field(None, description="The language of the figure's words.")
    locale: Locale | None = Field(
        None, description="Whose digits the figure has, such as de-CH; the language's unless given."
    )
    note: Text | None = Field(None, description="A note for the reader of the report.")


class ReadingModel(_Judged):
    """One way to read a claim: what replaces the claim's keys."""

    parts: Parts | None = Field(
        None,
        description="Claims that must all be true, or, with a total, the expressions that add up.",
    )


Reading = Annotated[ReadingModel, text_as("measure"), TextOr()]


class ForEachModel(Block):
    """What a claim is repeated for: rows written here, or those of a table."""

    model_config = ConfigDict(json_schema_extra=FOR_EACH_RULES)

    rows: Annotated[tuple[ForEachRow, ...], least(1), OrMore(1)] | None = Field(
        None, description="Rows of names and values; each makes a claim."
    )
    table: Text | None = Field(None, description="The table whose values are taken.")
    columns: OneOrMoreNames | None = Field(
        None, description="Its columns; each combination of their values makes a claim."
    )


ForEachRow = Annotated[dict[Name, Text], Len(1), Field(json_schema_extra=NAME_KEYS)]


class ClaimModel(_Judged):
    """A published statement about numbers."""

    model_config = ConfigDict(json_schema_extra=CLAIM_RULES)

    title: Text | None = Field(None, description="A heading for the report.")
    quote: Text | None = Field(None, description="The words of the claim as published.")
    speaker: Text | None = Field(None, description="Who said it.")
    source: Text | None = Field(None, description="The id of the source of the claim.")
    expect: Expected | None = Field(None, description="The verdict that is expected.")
    not_checkable: Text | None = Field(None, description="Why the claim cannot be checked.")
    for_each: ForEachModel | None = Field(
        None, description="Rows of values; the claim is made of each of them."
    )
    readings: dict[Text, Reading] | None = Field(
        None,
        description="Ways to read the claim: a name, and an expression or a block of keys.",
        min_length=1,
        json_schema_extra=TEXT_KEYS,
    )
    parts: Parts | None = Field(
        None,
        description="Claims that must all be true for this one to be, or, with a total, the "
        "expressions that add up to it.",
    )


_Claims = Annotated[dict[Id, ClaimModel], Len(1), Field(json_schema_extra=ID_KEYS)]
Parts = Annotated[Annotated[_Claims, NAMED] | Annotated[TwoTexts, LISTED], listed_or_named]
