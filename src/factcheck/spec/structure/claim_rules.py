"""Which keys go together, as JSON Schema; ``forms.py`` checks the same with better messages."""

from __future__ import annotations

from typing import Any

from factcheck.spec.structure.form_keys import ADDS_UP, FORMS, KEYS, REPLACED, FormKeys, written_as

Rule = dict[str, Any]

_SOME_TEXT: Rule = {"type": ["string", "number", "boolean"]}


def _has(*keys: str) -> Rule:
    return {"required": list(keys)}


def _lacks(*keys: str) -> list[Rule]:
    return [{"not": _has(key)} for key in keys]


def _none_of(*keys: str) -> Rule:
    return {"propertyNames": {"not": {"enum": list(keys)}}}


def _every_reading(rule: Rule) -> Rule:
    """Return the rule that there are readings and that it holds of each."""
    return {**_has("readings"), "properties": {"readings": {"additionalProperties": rule}}}


def _every_reading_has(key: str) -> Rule:
    """Return the rule that every reading has a key of its own; a plain text is ``measure``."""
    in_block = {"type": "object", **_has(key)}
    own = {"anyOf": [_SOME_TEXT, in_block]} if key == "measure" else in_block
    return _every_reading(own)


def _only(form: FormKeys) -> Rule:
    """Return the rule that a block has no keys of other forms."""
    allowed = {written_as(key) for key in form.allowed}
    rule = _none_of(*(key for key in KEYS if key not in allowed))
    if "parts" in allowed:
        rule["properties"] = {"parts": {"type": "array" if form is ADDS_UP else "object"}}
    return rule


def _readings_of(form: FormKeys) -> Rule:
    """Return the rule that readings, if there are any, have no keys of other forms."""
    block = {"type": "object", **_only(form)}
    own = {"anyOf": [_SOME_TEXT, block]} if "measure" in form.allowed else block
    return {"properties": {"readings": {"additionalProperties": own}}}


def _rule_of(form: FormKeys) -> Rule:
    required = [written_as(key) for key in form.required]
    replaced = [written_as(key) for key in form.allowed if key not in REPLACED]
    return {
        "allOf": [
            _only(form),
            _readings_of(form),
            *({"anyOf": [_has(key), _every_reading_has(key)]} for key in required),
            *({"not": {"allOf": [_has(key), _every_reading_has(key)]}} for key in replaced),
        ]
    }


_NOT_CHECKABLE: Rule = {**_has("not_checkable"), **_none_of(*KEYS, "readings")}

CLAIM_RULES: Rule = {"anyOf": [*map(_rule_of, FORMS), _NOT_CHECKABLE]}
FOR_EACH_RULES: Rule = {
    "anyOf": [
        {**_has("rows"), "allOf": _lacks("table", "columns")},
        {**_has("table", "columns"), "allOf": _lacks("rows")},
    ]
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
TABLE_RULES: Rule = {
    "allOf": [
        {"not": _has("file", "files")},
        {"not": _has("file", "vintages")},
        {"not": _has("files", "vintages")},
        *(
            {"not": _has("connection", key)}
            for key in ("file", "files", "vintages", "resource", "partitions")
        ),
        {"not": _has("resource", "table")},
        {"anyOf": [*_lacks("connection"), _has("table")]},
        {"anyOf": [*_lacks("table"), _has("connection"), _has("file")]},
        *({"anyOf": [*_lacks(key), _has("file")]} for key in ("resource", "partitions")),
        {"anyOf": [{"allOf": _lacks("files", "adds")}, _has("files", "adds")]},
        {"not": _has("header", "header_row")},
        {"not": _has("header", "header_rows")},
        {"not": _has("margin", "n")},
    ]
}
COLUMN_RULES: Rule = {
    "allOf": [
        {"not": _has("exact", "rounded")},
        {"not": _has("exact", "perturbation")},
        {"not": _has("margin", "n")},
        {
            "anyOf": [
                *_lacks("over"),
                {**_has("over", "kind"), "properties": {"kind": {"enum": ["stock"]}}},
            ]
        },
        *({"not": _has("compute", key)} for key in ("from", "parse", "ignore")),
        *({"not": _has("compute", key)} for key in ("markers", "footnotes")),
    ]
}
