"""Whether JSON-LD says only what the vocabulary of schema.org has: types, properties, values.

Google's own shapes and those of schema.org refuse its examples, so what is asked here is what the
vocabulary itself says: each property belongs to a type of its node, and each value is of a type
that the property may have. Classes go by their full addresses, as other vocabularies use the same
names.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = "https://schema.org/"
CONTEXTS = {"https://schema.org", "http://schema.org", HERE}

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(T.*)?")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WHOLE = re.compile(r"-?\d+")
_SHAPES = {"Date": _DATE, "DateTime": _DATE, "URL": _ADDRESS, "Number": _NUMBER, "Integer": _WHOLE}
_TEXTS = {"Text", "CssSelectorType", "PronounceableText", "XPathType"}


class Vocabulary:
    """The types and properties of schema.org."""

    def __init__(
        self, above: dict[str, set[str]], members: dict[str, set[str]], properties: dict[str, Any]
    ) -> None:
        self._above = above
        self._members = members
        self._properties = properties

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the vocabulary of a folder with the files that schema.org publishes."""
        text = (folder / "schemaorg-current-https.jsonld").read_text(encoding="utf-8")
        above: dict[str, set[str]] = {}
        members: dict[str, set[str]] = {}
        for node in json.loads(text)["@graph"]:
            name = _full(node["@id"])
            types = {_full(each) for each in _listed(node["@type"])}
            if _full("rdfs:Class") in types:
                above[name] = {_full(each["@id"]) for each in _listed(node.get("rdfs:subClassOf"))}
            for each in types:
                members.setdefault(each, set()).add(name)
        with (folder / "schemaorg-current-https-properties.csv").open(encoding="utf-8") as file:
            properties = {row["id"]: row for row in csv.DictReader(file)}
        return cls(above, members, properties)

    def faults(self, document: dict[str, Any]) -> list[str]:
        """Return what a document says that the vocabulary does not have."""
        if document.get("@context") not in CONTEXTS:
            return ["the context is not that of schema.org"]
        nodes = document.get("@graph", [document])
        return [fault for node in nodes for fault in self._node(node, "")]

    def _node(self, node: dict[str, Any], place: str) -> Iterator[str]:
        types = {HERE + each for each in _listed(node.get("@type"))}
        if not types or not types <= self._above.keys():
            yield f"{place or 'the document'} has no type that is known: {sorted(types)}"
            return
        for name, value in node.items():
            if not name.startswith("@"):
                yield from self._property(types, name, value, f"{place}.{name}")

    def _property(self, types: set[str], name: str, value: object, place: str) -> Iterator[str]:
        known = self._properties.get(HERE + name)
        if known is None:
            yield f"{place} is no property"
            return
        if not any(self._is_a(each, _names(known["domainIncludes"])) for each in types):
            yield f"{place} is no property of {sorted(types)}"
        for each in _listed(value):
            yield from self._value(each, _names(known["rangeIncludes"]), place)

    def _value(self, value: object, wanted: set[str], place: str) -> Iterator[str]:
        if isinstance(value, dict):
            types = {HERE + each for each in _listed(value.get("@type"))}
            yield from self._node(value, place)
            if not any(self._is_a(each, wanted) for each in types):
                yield f"{place} is no {sorted(wanted)}: {sorted(types)}"
        elif not any(self._holds(value, each) for each in wanted):
            yield f"{place} is no {sorted(wanted)}: {value!r}"

    def _holds(self, value: object, wanted: str) -> bool:
        """Whether a plain value is one of a type."""
        name = wanted.removeprefix(HERE)
        if name == "Boolean":
            return isinstance(value, bool)
        if isinstance(value, bool):
            return False
        if isinstance(value, int | float):
            return name == "Number" or (name == "Integer" and isinstance(value, int))
        if not isinstance(value, str):
            return False
        if name in _SHAPES:
            return _SHAPES[name].fullmatch(value) is not None
        return name in _TEXTS or HERE + value.removeprefix(HERE) in self._members.get(wanted, ())

    def _is_a(self, type_: str, wanted: set[str]) -> bool:
        return type_ in wanted or any(
            self._is_a(each, wanted) for each in self._above.get(type_, ())
        )


def _full(name: str) -> str:
    return HERE + name.removeprefix("schema:") if name.startswith("schema:") else name


def _names(listed: str) -> set[str]:
    return {each.strip() for each in listed.split(",") if each.strip()}


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - as JSON has it
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
