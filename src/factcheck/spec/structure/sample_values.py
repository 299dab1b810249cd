"""What the values of keys about samples may be."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import WithJsonSchema

from factcheck.spec import codes
from factcheck.spec.structure import patterns
from factcheck.spec.structure.validators import always, choice_schema, matching, one_of
from factcheck.spec.structure.values import margin_hint


def _size_hint(text: str) -> str:
    if re.fullmatch(r"[0-9]+[.,][0-9]+", text):
        return "people are whole: write how many were asked, before any weighting"
    return "write how many were asked, or the name of the column that says it: n: 1000"


def _column_or(above: str) -> dict[str, Any]:
    """Return the schema of a number above 0, or a text of a pattern.

    Editors read a column with the name ``true`` as a truth value.
    """
    number = {"type": "number", "exclusiveMinimum": 0}
    return {"anyOf": [number, {"type": "boolean"}, {"type": "string", "pattern": above}]}


SampleMargin = Annotated[
    str,
    matching(
        patterns.SAMPLE_MARGIN,
        codes.WRONG_VALUE,
        "a number above 0, or the name of a column",
        margin_hint,
    ),
    WithJsonSchema(_column_or(patterns.SAMPLE_MARGIN)),
]
SampleSize = Annotated[
    str,
    matching(
        patterns.SAMPLE_SIZE,
        codes.WRONG_VALUE,
        "a whole number above 0, or the name of a column",
        _size_hint,
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "exclusiveMinimum": 0},
                {"type": "boolean"},
                {"type": "string", "pattern": patterns.SAMPLE_SIZE},
            ]
        }
    ),
]
DesignEffect = Annotated[
    str,
    matching(
        patterns.SAMPLE_MARGIN,
        codes.WRONG_VALUE,
        "a number above 0, or the name of a column",
        always("write how many times the variance grows by the weights: design_effect: 1.8"),
    ),
    WithJsonSchema(_column_or(patterns.SAMPLE_MARGIN)),
]
SameSample = Annotated[
    str,
    matching(
        patterns.NAME,
        codes.WRONG_VALUE,
        "true, false, or the name of a column",
        always("name the column that tells samples apart: same_sample: poll"),
    ),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": patterns.NAME}]}),
]
ABOUT = ("sample", "population")
About = Annotated[
    str,
    one_of(
        *ABOUT,
        meant={
            **dict.fromkeys(("respondents", "those asked", "interviewed"), "sample"),
            **dict.fromkeys(("everybody", "everyone", "all", "people"), "population"),
        },
    ),
    choice_schema(ABOUT),
]
