"""Which keys go together, as JSON Schema; ``forms.py`` checks the same with better messages."""

from __future__ import annotations

from typing import Any

Rule = dict[str, Any]

_SOME_TEXT: Rule = {"type": ["string", "number", "boolean"]}


def _has(*keys: str) -> Rule:
    return {"required": list(keys)}


def _lacks(*keys: str) -> list[Rule]:
    return [{"not": _has(key)} for key in keys]


def _every_reading(rule: Rule) -> Rule:
    return {"properties": {"readings": {"additionalProperties": rule}}}


_OWN_MEASURE: Rule = {"anyOf": [_SOME_TEXT, _has("measure")]}
_OWN_FIGURE: Rule = {"type": "object", **_has("figure")}
_OWN_HOLDS: Rule = {"type": "object", **_has("holds")}
_NO_HOLDS: Rule = {"not": _OWN_HOLDS}
_NO_FIGURE_FORM: Rule = {"type": "object", "allOf": _lacks("measure", "figure")}


def _own_or_every(key: str, own: Rule) -> list[Rule]:
    """Return the rule that the claim has a key or every reading has, and not both."""
    every = _every_reading(own)
    return [{"anyOf": [_has(key), every]}, {"not": {"allOf": [_has(key), every]}}]


_FIGURE: Rule = {**_has("measure", "figure"), "allOf": _lacks("holds", "readings", "parts")}
_FIGURE_READINGS: Rule = {
    **_has("readings"),
    "allOf": [
        *_lacks("holds", "parts"),
        _every_reading(_NO_HOLDS),
        *_own_or_every("measure", _OWN_MEASURE),
        {"anyOf": [_has("figure"), _every_reading(_OWN_FIGURE)]},
    ],
}
_HOLDS: Rule = {**_has("holds"), "allOf": _lacks("measure", "figure", "readings", "parts")}
_HOLDS_READINGS: Rule = {
    **_has("readings"),
    "allOf": [
        *_lacks("measure", "figure", "parts"),
        _every_reading(_NO_FIGURE_FORM),
        *_own_or_every("holds", _OWN_HOLDS),
    ],
}
_PARTS: Rule = {**_has("parts"), "allOf": _lacks("measure", "figure", "holds", "readings")}
_NOT_CHECKABLE: Rule = {
    **_has("not_checkable"),
    "allOf": _lacks("measure", "figure", "holds", "readings", "parts"),
}

CLAIM_RULES: Rule = {
    "anyOf": [_FIGURE, _FIGURE_READINGS, _HOLDS, _HOLDS_READINGS, _PARTS, _NOT_CHECKABLE]
}
READING_RULES: Rule = {
    "not": {"allOf": [_has("holds"), {"anyOf": [_has("measure"), _has("figure")]}]}
}
QUANTITY_RULES: Rule = {
    "anyOf": [_has("is"), _has("measure"), _has("part_of"), _has("missing")],
    "not": _has("measure", "missing"),
}
ASSUMPTION_RULES: Rule = {
    "anyOf": [
        {**_has("holds"), "allOf": _lacks("apart", "same", "of")},
        {**_has("apart"), "allOf": _lacks("holds", "same", "of", "one_for_one")},
        {**_has("same", "of"), "allOf": _lacks("holds", "apart", "one_for_one")},
    ]
}
