"""The published JSON Schema, the models and loading accept and refuse the same files."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft7Validator

import factcheck.spec
from factcheck.model.problem import ProblemsError
from factcheck.spec import claims_schema, load_spec
from factcheck.spec.structure.conform import ANNOTATIONS, CHECKS, shipped_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import AssertGolden

SHIPPED = Path(factcheck.spec.__file__).with_name("claims.schema.json")

FULL: dict[str, Any] = {
    "factcheck": 1,
    "title": "A title",
    "about": "free text",
    "lang": "en",
    "sources": {
        "a-1": {
            "title": "t",
            "publisher": "p",
            "url": "https://a.example",
            "archived": "http://a.example/b",
            "published": 2022,
            "accessed": "2026-11-22",
        }
    },
    "evidence": {
        "t": {
            "file": "a/b.csv",
            "source": "a-1",
            "key": ["a", "b"],
            "period": 2018,
            "population": "p",
            "definition": "d",
            "as_of": 2020,
            "illustrative": False,
            "delimiter": ";",
            "encoding": "utf-8",
            "header": ["a", "b"],
            "totals": {"a": "Total"},
            "empty": 0,
            "markers": {"x": "suppressed 1..4", "y": 0},
            "columns": {
                "Release Year": {
                    "from": "year",
                    "unit": "percent",
                    "scale": 1000,
                    "kind": "stock",
                    "over": "month",
                    "type": "number",
                    "map": {"a": "b"},
                    "domain": ["a", True, 5],
                    "rounded": 0.5,
                    "empty": "not applicable",
                    "markers": {"x": "unknown"},
                }
            },
        }
    },
    "quantities": {
        "q": {
            "is": "words",
            "unit": "reports",
            "kind": "amount",
            "nonnegative": True,
            "measure": "sum(t.a)",
            "part_of": "r",
        },
        "r": {"missing": "no table"},
    },
    "statements": {
        "s-1": {
            "measure": "q / r",
            "figure": {"text": "5", "means": "5", "reads": "exact", "to": 10, "unit": "points"},
            "source": "a-1",
            "quote": "words",
            "period": 2018,
        }
    },
    "assumptions": {
        "holds-1": {"holds": "q part of r", "one_for_one": True, "because": "b"},
        "apart": {"apart": ["q", "r"]},
        "same": {"same": "period", "of": ["q", "r"]},
    },
    "conditions": {"old": "a < 5", "new": {"strict": "a > 5", "wide": "a > 4"}},
    "claims": {
        "figure": {
            "title": "t",
            "quote": "q",
            "speaker": "s",
            "source": "a-1",
            "note": "n",
            "date": 2022,
            "expect": "not checkable",
            "lang": "de-CH",
            "under": "apart",
            "using": ["t", "s-1"],
            "period": 2018,
            "measure": "q",
            "figure": 5,
        },
        "readings": {
            "figure": "around 5",
            "measure": "q",
            "readings": {
                2018: "q[a = 1]",
                "b": {"measure": "q", "figure": {"text": "5"}, "note": "n"},
                "c": {"under": ["apart", "same"], "using": "each source", "lang": "fr"},
            },
        },
        "holds": {"holds": "q < r"},
        "holds-readings": {"readings": {"a": {"holds": "q < r"}, "b": {"holds": "q > r"}}},
        "parts": {"parts": {"a": {"holds": "q < r"}, "b": {"measure": "q", "figure": 5}}},
        "not": {"not_checkable": "words"},
    },
}
STRUCTURAL = {f"FC{number:03}" for number in range(1, 50)}
VALUES: tuple[Any, ...] = (
    "text", "", " ", 5, 0, -1, 2.5, True, None, [], ["a"], ["a", "b"], [None], [["a"]], {},
    {"a": "b"}, {"a": None}, {"measure": "q"}, {"holds": "q < r"}, {"figure": 5}, {"text": "a"},
    "https://a.example", "ftp://a", "a.csv", "/a.csv", "unknown", "0..4", "suppressed", "de", "1",
    "tab", "utf-16", "supported", "true", "count", "rats", "period", "1,000", "1e3", "0.0",
)  # fmt: skip
NAMES = ("typo", "a b", "a-b", "9", "title")
KEYS = ("measure", "figure", "holds", "readings", "parts", "not_checkable", "typo", "where", "is")


def paths(node: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything inside a file."""
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node if isinstance(node, list) else ())
    )
    return [found for key, value in inner for found in ((*path, key), *paths(value, (*path, key)))]


def changed(path: tuple[Any, ...], change: str, value: object = None) -> dict[str, Any]:
    """Return the full file with one thing changed."""
    file = copy.deepcopy(FULL)
    node: Any = file
    for key in path[:-1]:
        node = node[key]
    if change == "remove":
        del node[path[-1]]
    elif change == "set":
        node[path[-1]] = value
    elif change == "rename":
        node[value] = node.pop(path[-1])
    else:
        node[path[-1]][change] = value
    return file


def is_loaded(file: dict[str, Any]) -> tuple[bool, str]:
    """Return whether loading finds no fault of structure, and what it finds."""
    written = yaml.safe_dump(file, sort_keys=False, allow_unicode=True, width=10_000)
    try:
        load_spec(written.encode(), file="f")
    except ProblemsError as error:
        found = [problem for problem in error.problems if problem.code.code in STRUCTURAL]
        return not found, f"{[problem.message for problem in found]}\n{written}"
    return True, written


def assert_agreement(file: dict[str, Any], validator: Draft7Validator) -> None:
    is_right, told = is_loaded(file)
    # Keys of JSON are texts.
    errors = [error.message for error in validator.iter_errors(json.loads(json.dumps(file)))]
    assert is_right == (not errors), f"schema: {errors[:3]}\nloading: {told}"


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    return Draft7Validator(claims_schema())


def test_the_shipped_schema_is_the_generated_one(assert_golden: AssertGolden) -> None:
    assert_golden(SHIPPED, json.dumps(claims_schema(), indent=2, ensure_ascii=False) + "\n")
    assert shipped_schema() == claims_schema()


def test_the_schema_is_one_of_draft_7() -> None:
    schema = claims_schema()
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["$id"] == "claims.schema.json"


def blocks(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in (schema, *schema["definitions"].values()) if "properties" in each]


def test_every_block_is_closed_and_every_key_explained() -> None:
    for block in blocks(claims_schema()):
        assert block["additionalProperties"] is False
        assert block["description"].endswith(".")
        for key, described in block["properties"].items():
            assert described["description"].endswith("."), key
            assert "$ref" not in described, key


def keywords(schema: object) -> set[str]:
    """Return the keywords of a schema; names of properties are none."""
    if isinstance(schema, list):
        return {word for each in schema for word in keywords(each)}
    if not isinstance(schema, dict):
        return set()
    named = {"properties", "patternProperties", "definitions"}
    inner = (list(v.values()) if k in named else v for k, v in schema.items())
    return {*schema, *(word for value in inner for word in keywords(value))}


def test_loading_understands_every_keyword_of_the_schema() -> None:
    assert keywords(claims_schema()) <= CHECKS.keys() | ANNOTATIONS


def test_nothing_may_be_null() -> None:
    assert "null" not in json.dumps(claims_schema())


def test_the_full_file_is_right(validator: Draft7Validator) -> None:
    assert is_loaded(FULL)[0], is_loaded(FULL)[1]
    assert_agreement(FULL, validator)


def assert_agreement_after_changes(
    path: tuple[Any, ...], validator: Draft7Validator, values: tuple[Any, ...], names: Sequence[str]
) -> None:
    if isinstance(path[-1], int) and path[-1] != 2018:
        assert_agreement(changed(path, "set", ["a"]), validator)
        assert_agreement(changed(path, "set", {"a": "b"}), validator)
        return
    assert_agreement(changed(path, "remove"), validator)
    for name in names:
        assert_agreement(changed(path, "rename", name), validator)
    for value in values:
        assert_agreement(changed(path, "set", value), validator)


@pytest.mark.parametrize(("number", "path"), list(enumerate(paths(FULL))), ids=str)
def test_a_file_with_one_change(
    number: int, path: tuple[Any, ...], validator: Draft7Validator
) -> None:
    # Each path tries another sixth of the values: all of them take a minute.
    assert_agreement_after_changes(
        path, validator, VALUES[number % 6 :: 6], NAMES[number % 5 :][:1]
    )


@pytest.mark.slow
@pytest.mark.parametrize("path", paths(FULL), ids=str)
def test_a_file_with_any_one_change(path: tuple[Any, ...], validator: Draft7Validator) -> None:
    assert_agreement_after_changes(path, validator, VALUES, NAMES)


@pytest.mark.parametrize("key", KEYS)
def test_a_file_with_one_key_more(key: str, validator: Draft7Validator) -> None:
    values: tuple[Any, ...] = ("a", {"a": "q"}, {"a": {"holds": "q < r"}})
    for number, path in enumerate([(), *paths(FULL)]):
        node: Any = FULL
        for step in path:
            node = node[step]
        if not isinstance(node, dict) or key in node:
            continue
        value = values[number % len(values)]
        file = changed(path, key, value) if path else {**FULL, key: value}
        assert_agreement(file, validator)
