"""Whether a file has the structure that its JSON Schema describes: yes or no, and fast.

Importing pydantic takes as long as everything else that loading does. So a file is first held
against the schema that was generated from the models; only a file that does not conform is
given to the models, which say what is wrong.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.spec.structure.plain import Plain

Schema = dict[str, Any]

_REFERENCE = "#/definitions/"
_TYPES: dict[str, type] = {"string": str, "object": dict, "array": list}
ANNOTATIONS = frozenset(
    {
        "$schema", "$id", "definitions", "title", "description", "default", "exclusiveMinimum",
        "minimum", "maximum",
    }
)  # fmt: skip
"""Keywords that say nothing about a file whose scalars are all texts."""


@cache
def shipped_schema() -> Schema:
    """Return the schema that the package ships."""
    data = get_data("factcheck.spec", "claims.schema.json")
    assert data is not None
    schema: Schema = json.loads(data)
    return schema


def conforms(plain: Plain) -> bool:
    """Return whether a file, all of whose scalars are texts, has the structure of the schema."""
    return _fits(plain, shipped_schema())


def _fits(plain: Plain, schema: Schema) -> bool:
    return all(
        CHECKS[keyword](plain, wanted, schema)
        for keyword, wanted in schema.items()
        if keyword not in ANNOTATIONS
    )


def _reference(plain: Plain, wanted: str, _: Schema) -> bool:
    return _fits(plain, shipped_schema()["definitions"][wanted.removeprefix(_REFERENCE)])


def _type(plain: Plain, wanted: str | list[str], _: Schema) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    return any(isinstance(plain, _TYPES[name]) for name in names if name in _TYPES)


def _pattern(plain: Plain, wanted: str, _: Schema) -> bool:
    return not isinstance(plain, str) or re.search(wanted, plain) is not None


def _properties(plain: Plain, wanted: Schema, _: Schema) -> bool:
    return not isinstance(plain, dict) or all(
        _fits(plain[key], schema) for key, schema in wanted.items() if key in plain
    )


def _additional(plain: Plain, wanted: Schema | bool, schema: Schema) -> bool:
    """Check the keys that nothing else in the schema speaks of."""
    if not isinstance(plain, dict):
        return True
    named = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    rest = [
        value
        for key, value in plain.items()
        if key not in named and not any(re.search(pattern, key) for pattern in patterns)
    ]
    if isinstance(wanted, bool):
        return wanted or not rest
    return all(_fits(value, wanted) for value in rest)


def _pattern_properties(plain: Plain, wanted: Schema, _: Schema) -> bool:
    return not isinstance(plain, dict) or all(
        _fits(value, schema)
        for key, value in plain.items()
        for pattern, schema in wanted.items()
        if re.search(pattern, key)
    )


def _property_names(plain: Plain, wanted: Schema, _: Schema) -> bool:
    return not isinstance(plain, dict) or all(_fits(key, wanted) for key in plain)


def _items(plain: Plain, wanted: Schema, _: Schema) -> bool:
    return not isinstance(plain, list) or all(_fits(item, wanted) for item in plain)


def _min_items(plain: Plain, wanted: int, _: Schema) -> bool:
    return not isinstance(plain, list) or len(plain) >= wanted


def _min_properties(plain: Plain, wanted: int, _: Schema) -> bool:
    return not isinstance(plain, dict) or len(plain) >= wanted


def _required(plain: Plain, wanted: list[str], _: Schema) -> bool:
    return not isinstance(plain, dict) or all(key in plain for key in wanted)


CHECKS: dict[str, Callable[[Plain, Any, Schema], bool]] = {
    "$ref": _reference,
    "type": _type,
    "pattern": _pattern,
    "properties": _properties,
    "additionalProperties": _additional,
    "patternProperties": _pattern_properties,
    "propertyNames": _property_names,
    "items": _items,
    "minItems": _min_items,
    "minProperties": _min_properties,
    "required": _required,
    "enum": lambda plain, wanted, _: plain in wanted,
    "not": lambda plain, wanted, _: not _fits(plain, wanted),
    "allOf": lambda plain, wanted, _: all(_fits(plain, schema) for schema in wanted),
    "anyOf": lambda plain, wanted, _: any(_fits(plain, schema) for schema in wanted),
}
"""What each keyword asks; a test holds that the schema uses no others."""
