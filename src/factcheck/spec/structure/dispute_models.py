"""The keys of disputes."""

# ruff: noqa: TC001 - pydantic evaluates the annotations

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from factcheck.model.dispute import DisputeVerdict
from factcheck.spec.structure.evidence_models import Block
from factcheck.spec.structure.validators import choice_schema, one_of
from factcheck.spec.structure.values import AnyTexts, OneOrMoreTexts, Text, TwoTexts

_VERDICTS = tuple(verdict.value for verdict in DisputeVerdict)
_MEANT = {
    "supported": DisputeVerdict.COMPATIBLE.value,
    "refuted": DisputeVerdict.INCOMPATIBLE.value,
    "contradictory": DisputeVerdict.INCOMPATIBLE.value,
}
Expected = Annotated[str, one_of(*_VERDICTS, meant=_MEANT), choice_schema(_VERDICTS)]


class DisputeModel(Block):
    """Whether several claims and statements can be true together."""

    title: Text | None = Field(None, description="A heading for the report.")
    about: Text | None = Field(None, description="What the dispute is about, for the report.")
    between: TwoTexts = Field(
        description="Its members: claims, each with the name of a reading where it has several "
        "(claim / reading), and statements."
    )
    under: AnyTexts | None = Field(None, description="The assumptions that are made.")
    using: OneOrMoreTexts | None = Field(
        None, description="The tables, statements and sources to use; without it no evidence."
    )
    in_terms_of: Text | None = Field(
        None, description="The expression that a condition for their being compatible speaks of."
    )
    expect: Expected | None = Field(None, description="The result that is expected.")
    note: Text | None = Field(None, description="A note for the reader of the report.")
