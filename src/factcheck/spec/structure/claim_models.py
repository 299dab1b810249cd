"""The keys of claims, their readings and figures, and of what claims rest on."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import ConfigDict, Field

from factcheck.spec.structure.claim_rules import (
    ASSUMPTION_RULES,
    CLAIM_RULES,
    QUANTITY_RULES,
    READING_RULES,
)
from factcheck.spec.structure.evidence_models import Block, Scoped, SourceModel, TableModel
from factcheck.spec.structure.patterns import ID_KEYS, NAME_KEYS, TEXT_KEYS
from factcheck.spec.structure.values import (
    AnyTexts,
    Aspect,
    Expected,
    Flag,
    Id,
    Language,
    Name,
    OneOrMoreTexts,
    Positive,
    QuantityKind,
    Text,
    TextOr,
    TwoTexts,
    Version,
    text_as,
)


class QuantityModel(Scoped):
    """A named number that claims speak of."""

    model_config = ConfigDict(json_schema_extra=QUANTITY_RULES)

    description: Text | None = Field(
        None, alias="is", description="What the quantity is, in words."
    )
    unit: Text | None = Field(None, description="What is counted or measured, such as reports.")
    kind: QuantityKind | None = Field(
        None, description="Whether it is a count of things or an amount."
    )
    nonnegative: Flag = Field(False, description="Whether an amount is never below zero.")
    measure: Text | None = Field(None, description="How the quantity is computed from tables.")
    part_of: Text | None = Field(None, description="The quantity that this one is a part of.")
    missing: Text | None = Field(None, description="Why no table gives this quantity.")


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


Figure = Annotated[FigureModel, text_as("text"), TextOr()]


class StatementModel(Scoped):
    """What a source says of quantities, taken as evidence."""

    measure: Text = Field(description="The expression that the source speaks of.")
    figure: Figure = Field(description="What the source says it is.")
    source: Text | None = Field(None, description="The id of the source that says so.")
    quote: Text | None = Field(None, description="The words of the source.")


class AssumptionModel(Block):
    """A bridge that nobody published; it holds only where 'under' names it."""

    model_config = ConfigDict(json_schema_extra=ASSUMPTION_RULES)

    holds: Text | None = Field(None, description="A comparison, or 'a part of b'.")
    apart: TwoTexts | None = Field(None, description="Expressions of which no two share anything.")
    same: Aspect | None = Field(
        None, description="What is taken to be the same for everything under 'of'."
    )
    of: TwoTexts | None = Field(
        None, description="The tables, quantities, statements or claims that 'same' bridges."
    )
    because: Text | None = Field(None, description="Why this is assumed.")
    one_for_one: Flag | None = Field(
        None, description="Whether each of the part is at least one of the whole, across units."
    )


class _Judged(Scoped):
    """Keys that a claim and a reading share."""

    measure: Text | None = Field(None, description="The expression that the claim is about.")
    figure: Figure | None = Field(None, description="The figure as printed.")
    holds: Text | None = Field(None, description="The comparison that is claimed to be true.")
    under: AnyTexts | None = Field(None, description="The assumptions that are made.")
    using: OneOrMoreTexts | None = Field(
        None, description="The only tables, statements and sources to use, or 'each source'."
    )
    date: Text | None = Field(None, description="When the claim was made.")
    lang: Language | None = Field(None, description="The language of the figure's words.")
    note: Text | None = Field(None, description="A note for the reader of the report.")


class ReadingModel(_Judged):
    """One way to read a claim: what replaces the claim's keys."""

    model_config = ConfigDict(json_schema_extra=READING_RULES)


Reading = Annotated[ReadingModel, text_as("measure"), TextOr()]


class ClaimModel(_Judged):
    """A published statement about numbers."""

    model_config = ConfigDict(json_schema_extra=CLAIM_RULES)

    title: Text | None = Field(None, description="A heading for the report.")
    quote: Text | None = Field(None, description="The words of the claim as published.")
    speaker: Text | None = Field(None, description="Who said it.")
    source: Text | None = Field(None, description="The id of the source of the claim.")
    expect: Expected | None = Field(None, description="The verdict that is expected.")
    not_checkable: Text | None = Field(None, description="Why the claim cannot be checked.")
    readings: dict[Text, Reading] | None = Field(
        None,
        description="Ways to read the claim: a name, and an expression or a block of keys.",
        min_length=1,
        json_schema_extra=TEXT_KEYS,
    )
    parts: dict[Id, ClaimModel] | None = Field(
        None,
        description="Claims that must all be true for this one to be.",
        min_length=1,
        json_schema_extra=ID_KEYS,
    )


Definitions = Annotated[
    dict[Text, Text],
    Len(1),
    text_as("test"),
    TextOr(least=1),
]


class FileModel(Block):
    """A claim file: published claims, and the evidence they are checked against."""

    factcheck: Version = Field(description="The version of the language: 1.")
    title: Text | None = Field(None, description="The title of the report.")
    about: Text | None = Field(None, description="Free text, printed at the head of the report.")
    lang: Language = Field("en", description="The language of the figures' words.")
    sources: dict[Id, SourceModel] = Field(
        default_factory=dict,
        description="Who published something, where and when.",
        json_schema_extra=ID_KEYS,
    )
    evidence: dict[Name, TableModel] = Field(
        default_factory=dict,
        description="The tables that claims are checked against.",
        json_schema_extra=NAME_KEYS,
    )
    quantities: dict[Name, QuantityModel] = Field(
        default_factory=dict,
        description="Named numbers that claims speak of.",
        json_schema_extra=NAME_KEYS,
    )
    statements: dict[Id, StatementModel] = Field(
        default_factory=dict,
        description="What sources say of quantities, taken as evidence.",
        json_schema_extra=ID_KEYS,
    )
    assumptions: dict[Id, AssumptionModel] = Field(
        default_factory=dict,
        description="Bridges that nobody published; they hold only where 'under' names them.",
        json_schema_extra=ID_KEYS,
    )
    conditions: dict[Name, Definitions] = Field(
        default_factory=dict,
        description="Named tests: one, or several definitions that give a verdict each.",
        json_schema_extra=NAME_KEYS,
    )
    claims: dict[Id, ClaimModel] = Field(
        description="The claims to check.", min_length=1, json_schema_extra=ID_KEYS
    )
