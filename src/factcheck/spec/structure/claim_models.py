"""The keys of a whole file, and of what claims rest on: quantities, statements, assumptions."""

# ruff: noqa: TC001 - pydantic evaluates the annotations

from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import ConfigDict, Field

from factcheck.model.formats import SOURCE
from factcheck.spec.structure.claim_rules import ASSUMPTION_RULES, QUANTITY_RULES
from factcheck.spec.structure.dispute_models import DisputeModel
from factcheck.spec.structure.evidence_models import Block, Scoped, SourceModel, TableModel
from factcheck.spec.structure.form_models import ClaimModel, Figure
from factcheck.spec.structure.patterns import ID_KEYS, NAME_KEYS, REPORT_PATH
from factcheck.spec.structure.validators import OrMore, OrSchema, TextOr, least, text_as
from factcheck.spec.structure.values import (
    Address,
    Aspect,
    Flag,
    Id,
    Language,
    Level,
    Locale,
    Margin,
    Name,
    QuantityKind,
    ReportLanguage,
    ReportPath,
    RubricPath,
    Text,
    TwoTexts,
    Version,
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


class StatementModel(Scoped):
    """What a source says of quantities, taken as evidence."""

    measure: Text = Field(description="The expression that the source speaks of.")
    figure: Figure = Field(description="What the source says it is.")
    margin: Margin | None = Field(
        None,
        description="How far the true number may be from the figure, to either side: in points "
        "for a percentage, else in the figure's unit.",
    )
    confidence: Level | None = Field(
        None, description="The level of confidence at which it holds, such as 95%."
    )
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


class PublisherModel(Block):
    """Who publishes the fact-check, and where."""

    name: Text = Field(description="The name of the house or person.")
    url: Address = Field(description="The address of the house on the web.")
    logo: Address | None = Field(None, description="The address of its logo.")
    page: Address | None = Field(
        None, description="The address of the page on which the fact-check is published."
    )
    published: Text | None = Field(None, description="When it was published.")


class ReportModel(Block):
    """A report that is kept beside the claims."""

    file: ReportPath = Field(
        description="The file that it is kept in; its ending says which format it has."
    )
    lang: ReportLanguage = Field(SOURCE, description="The language that it is written in.")


Report = Annotated[
    ReportModel,
    text_as("file"),
    OrSchema({"type": "string", "pattern": REPORT_PATH}),
]
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
    locale: Locale | None = Field(
        None,
        description="Whose digits the figures have, such as de-CH; the language's unless given.",
    )
    scale: RubricPath | None = Field(
        None, description="The house's own labels for verdicts, a .yml file."
    )
    reports: Annotated[tuple[Report, ...], least(1), OrMore(1)] | None = Field(
        None,
        description="The reports that are kept beside the claims: paths, each with an ending that "
        "says which format it has.",
    )
    publisher: PublisherModel | None = Field(
        None, description="Who publishes the fact-check, for formats that name it."
    )
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
    disputes: dict[Id, DisputeModel] = Field(
        default_factory=dict,
        description="Whether claims and statements can be true together.",
        json_schema_extra=ID_KEYS,
    )
