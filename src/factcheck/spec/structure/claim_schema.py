"""The JSON Schema of claim files, draft 7, generated from the models."""

from __future__ import annotations

from typing import Any

from factcheck.spec.structure.claim_models import FileModel

_DIALECT = "http://json-schema.org/draft-07/schema#"
_TITLE = "factcheck claim file"
_NULL = {"type": "null"}


def claims_schema() -> dict[str, Any]:
    """Return the schema; every call makes a new one."""
    made = FileModel.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = {name: _tidy(model) for name, model in made.pop("$defs").items()}
    head = {"$schema": _DIALECT, "$id": "claims.schema.json", "title": _TITLE}
    return {**head, **_without(_tidy(made), "title"), "definitions": definitions}


def _without(schema: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in keys}


def _tidy(model: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a model as an editor should see it."""
    title = str(model["title"]).removesuffix("Model")
    keys = model.get("properties")
    if keys is None:
        return {**model, "title": title}
    properties = {key: _property(value) for key, value in keys.items()}
    return {**model, "title": title, "properties": properties}


def _property(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a key: no null, no title made from its name, no ``$ref`` with others."""
    plain = _without(schema, "title")
    if plain.get("default", ...) in (None, False):
        plain = _without(plain, "default")
    choices = [choice for choice in _choices(plain) if choice != _NULL]
    if len(choices) == 1:
        plain = {**choices[0], **_without(plain, "anyOf")}
    elif choices:
        plain = {**plain, "anyOf": choices}
    if "$ref" in plain and len(plain) > 1:
        # Draft 7 ignores what stands beside a $ref, and with it the description.
        plain = {"allOf": [{"$ref": plain["$ref"]}], **_without(plain, "$ref")}
    return plain


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of a key; one of them may be several that a tag tells apart."""
    return [inner for choice in schema.get("anyOf", ()) for inner in choice.get("oneOf", [choice])]
