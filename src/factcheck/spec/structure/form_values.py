"""What a single value of a claim's form may be: places, groups, and how many of them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag, WithJsonSchema

from factcheck.model.spec import Direction, Verdict
from factcheck.spec import codes
from factcheck.spec.structure import patterns
from factcheck.spec.structure.meant import place_meant, selection_meant
from factcheck.spec.structure.validators import (
    as_list,
    choice_or_placeholder,
    choice_schema,
    least,
    matching,
    one_of,
    text_or,
)
from factcheck.spec.structure.values import Text

_GROUP: dict[str, Any] = {
    "anyOf": [
        patterns.TEXT_SCHEMA,
        {"type": "array", "items": patterns.TEXT_SCHEMA, "minItems": 1},
    ]
}
_GROUPS: dict[str, Any] = {"type": "array", "items": _GROUP, "minItems": 1}
_PLACES = "places are written 1, 1..3, top 3, bottom 3, first, last, not in top 10"
_HOW_MANY = "write all, none, 7, at least 7, 7..9, or a list of groups: [Aarau, Baden]"
_RISES = ("up", "increasing", "increase", "upward", "growing", "climbing", "rise", "rises")
_FALLS = (
    "down",
    "decreasing",
    "decrease",
    "downward",
    "shrinking",
    "declining",
    "dropping",
    "fall",
    "falls",
)
_STAYS = ("stable", "constant", "unchanged", "steady", "level")
_DIRECTIONS_MEANT = {
    **dict.fromkeys(_RISES, "rising"),
    **dict.fromkeys(_FALLS, "falling"),
    **dict.fromkeys(_STAYS, "flat"),
}
_ORDERS_MEANT = {
    **dict.fromkeys(("descending", "desc", "largest", "most", "max"), "highest"),
    **dict.fromkeys(("ascending", "asc", "smallest", "least", "fewest", "min"), "lowest"),
}


def _place_hint(text: str) -> str:
    """Return how a place is written that somebody wrote as people say it."""
    meant = place_meant(text)
    return _PLACES if meant is None else f"write {meant}; {_PLACES}"


def _selection_hint(text: str) -> str:
    return selection_meant(text) or _HOW_MANY


Place = Annotated[
    str,
    matching(patterns.RANK_PLACE, codes.WRONG_VALUE, "a place in the ranking", _place_hint),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 999_999},
                {"type": "string", "pattern": patterns.RANK_PLACE},
            ]
        }
    ),
]
Group = Annotated[tuple[Text, ...], as_list(), least(1), WithJsonSchema(_GROUP)]
Groups = Annotated[
    tuple[Group, ...],
    as_list(),
    least(1),
    WithJsonSchema({"anyOf": [patterns.TEXT_SCHEMA, _GROUPS]}),
]
Selected = Annotated[
    tuple[Group, ...],
    least(1),
    text_or(patterns.SELECTION, "how many of the groups", _selection_hint),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 999_999_999},
                {"type": "string", "pattern": patterns.SELECTION},
                _GROUPS,
            ]
        }
    ),
]
Order = Annotated[
    str, one_of(*patterns.ORDERS, meant=_ORDERS_MEANT), choice_schema(patterns.ORDERS)
]
_DIRECTIONS = tuple(direction.value for direction in Direction)
Goes = Annotated[str, one_of(*_DIRECTIONS, meant=_DIRECTIONS_MEANT), choice_schema(_DIRECTIONS)]
_VERDICTS_MEANT = {
    **dict.fromkeys(("true", "correct", "right", "yes", "accurate", "pass"), "supported"),
    **dict.fromkeys(("false", "wrong", "incorrect", "no", "inaccurate", "fail"), "refuted"),
    **dict.fromkeys(("unknown", "unclear", "open", "undecided", "unproven"), "undetermined"),
    **dict.fromkeys(("uncheckable", "unverifiable"), "not checkable"),
}
_VERDICTS = tuple(verdict.value for verdict in Verdict)
Expected = Annotated[
    str,
    choice_or_placeholder(*_VERDICTS, meant=_VERDICTS_MEANT),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "enum": list(_VERDICTS)},
                {"type": "string", "pattern": f"^{patterns.PLACEHOLDER}$"},
            ]
        }
    ),
]
LISTED, NAMED = Tag("\x00list"), Tag("\x00block")
"""What ``parts`` are; no key of a file has a control character, so that these are told apart."""
listed_or_named = Discriminator(
    lambda found: LISTED.tag if isinstance(found, (list, tuple)) else NAMED.tag
)
