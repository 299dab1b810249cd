"""Test cases of DMN's technology compatibility kit: models, values, and what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from factcheck.model.cell import number_key
from factcheck.model.decimal_text import fraction_of
from factcheck.model.rubric import Literal, ValueKind
from factcheck.rubric.decide import decide, known_value
from factcheck.rubric.errors import SeveralRulesError, WordsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from factcheck.model.rubric import Outcome, Rubric
    from factcheck.rubric.decide import Decision

TESTS = "{http://www.omg.org/spec/DMN/20160719/testcase}"
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


_KINDS = {
    "string": ValueKind.TEXT,
    "boolean": ValueKind.BOOLEAN,
    "date": ValueKind.DATE,
    "decimal": ValueKind.NUMBER,
    "double": ValueKind.NUMBER,
    "integer": ValueKind.NUMBER,
    "int": ValueKind.NUMBER,
}


class Case(NamedTuple):
    """One result that is expected of one decision."""

    model: Path
    id: str
    decision: str
    given: Mapping[str, object]
    expected: object
    is_error: bool


class OtherKindError(Exception):
    """A value of a kind that rubrics do not have: a time, a duration."""


def cases_in(folder: Path) -> Iterator[Case]:
    """Yield the cases of a tier: every result of every test case of every file that is there."""
    if not folder.is_dir():
        pytest.skip(f"there is no '{folder.name}' among the outside test data: not run")
    for file in sorted(folder.glob("*/*test*.xml")):
        root = ET.parse(file).getroot()  # noqa: S314 - the kit's own files
        named = root.find(f"{TESTS}modelName")
        assert named is not None
        assert named.text is not None
        model = file.parent / named.text.strip()
        for case in root.iter(f"{TESTS}testCase"):
            given = {str(node.get("name")): node for node in case.iter(f"{TESTS}inputNode")}
            for result in case.iter(f"{TESTS}resultNode"):
                expected = result.find(f"{TESTS}expected")
                yield Case(
                    model,
                    f"{model.stem}-{case.get('id')}-{result.get('name')}",
                    str(result.get("name")),
                    given,
                    None if expected is None else expected,
                    result.get("errorResult") == "true",
                )


def value_in(node: object) -> object:
    """Return what a node says: a literal, ``None`` for null, parts by name, or a list."""
    assert isinstance(node, ET.Element)
    listed = node.find(f"{TESTS}list")
    if listed is not None:
        return [value_in(item) for item in listed.findall(f"{TESTS}item")]
    parts = node.findall(f"{TESTS}component")
    if parts:
        return {str(part.get("name")): value_in(part) for part in parts}
    value = node.find(f"{TESTS}value")
    if value is None or value.get(f"{INSTANCE}nil") == "true":
        return None
    kind = _KINDS.get(str(value.get(f"{INSTANCE}type", "xsd:string")).rpartition(":")[2])
    if kind is None:
        raise OtherKindError
    text = value.text or ""
    return Literal(kind, number_key(fraction_of(text)) if kind is ValueKind.NUMBER else text)


def outcome_of(rubric: Rubric, case: Case) -> object:
    """Return what a rubric gives for a case, in the form of ``value_in``.

    Raises ``LookupError`` where an input has no value among those that are given, as where it
    is the result of another decision, and ``WordsError`` for one that is refused.
    """
    values = {}
    for each in rubric.inputs:
        found = value_in(case.given[each.name])
        text = "null" if found is None else getattr(found, "text", None)
        if text is None:
            raise LookupError(each.name)
        values[each.name] = known_value(text, each)
    try:
        return plain(rubric, decide(rubric, values))
    except SeveralRulesError:
        return None


def plain(rubric: Rubric, found: Decision) -> object:
    """Return a decision in the form of ``value_in``."""
    outcomes = [_outcome(rubric, each) for each in found.outcomes]
    if found.is_list:
        return outcomes
    assert len(outcomes) <= 1
    return outcomes[0] if outcomes else None


def _outcome(rubric: Rubric, outcome: Outcome) -> object:
    values = [None if each.kind is ValueKind.NOTHING else each for each in outcome]
    if len(rubric.outputs) == 1:
        return values[0]
    return {output.name: value for output, value in zip(rubric.outputs, values, strict=True)}


__all__ = ["Case", "OtherKindError", "WordsError", "cases_in", "outcome_of", "value_in"]
