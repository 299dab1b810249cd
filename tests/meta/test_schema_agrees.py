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
    "locale": "en-GB",
    "reports": ["../reports/a.md", {"file": "b.html", "lang": "de"}],
    "publisher": {
        "name": "n",
        "url": "https://a.example",
        "logo": "https://a.example/logo.png",
        "page": "https://a.example/check",
        "published": "2026-11-22",
    },
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
            "may_be_empty": True,
            "delimiter": ";",
            "encoding": "utf-8",
            "locale": "de-CH",
            "lang": "de",
            "header": ["a", "b"],
            "totals": {"a": "Total"},
            "empty": 0,
            "markers": {"x": "suppressed 1..4", "y": 0},
            "footnotes": True,
            "perturbation": 3,
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
                    "parse": "{home} - {away}",
                    "ignore": ["[BOLD]", "*"],
                    "step": 2,
                    "locale": "de-DE",
                },
                "difference": {"compute": "a - b", "exact": True},
                "perturbed": {
                    "rounded": {"to": 5, "mode": "random"},
                    "perturbation": 3,
                    "markers": {"profile": "statcan", "y": 0},
                    "footnotes": True,
                },
                "published": {"margin": 3.1, "confidence": "95%"},
                "asked": {
                    "n": "respondents",
                    "confidence": "95%",
                    "design_effect": 1.8,
                    "weighted": True,
                },
            },
            "n": 1000,
            "confidence": "95%",
            "design_effect": "deff",
            "weighted": False,
            "same_sample": True,
            "skip": [1, -2],
            "sheet": "Data",
            "range": "$B$1:F40",
            "fill_down": "a",
            "unpivot": {"columns": ["2017", "2018"], "into": "year", "value": "n"},
            "stack": {"points": ["home", "away"], "side": "headers"},
            "ticks": {"saw": "Which?*"},
            "join": {"table": "u", "on": {"a": "b"}, "unmatched": "drop"},
            "rubric": "r/a.yml",
        },
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
            "figure": {
                "text": "5",
                "means": "5",
                "reads": "exact",
                "to": 10,
                "unit": "points",
                "locale": "de-CH",
            },
            "margin": 3.1,
            "confidence": "95%",
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
    "disputes": {
        "d-1": {
            "title": "t",
            "about": "a",
            "between": ["figure", "s-1", "readings / 2018"],
            "under": "apart",
            "using": ["t"],
            "in_terms_of": "q / r",
            "expect": "compatible only if",
            "note": "n",
        },
        "d-2": {"between": ["figure", "holds"], "under": ["apart", "same"], "using": "t"},
    },
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
            "about": "sample",
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
QUANTITIES: dict[str, Any] = {"q": {"is": "words"}, "r": {"is": "words"}}
TABLES: dict[str, Any] = {
    "factcheck": 1,
    "evidence": {
        "t": {"file": "t.csv"},
        "u": {
            "files": {"DC": "a.csv", 5: "b.csv"},
            "adds": "publisher",
            "header_row": 3,
            "header_rows": 2,
            "skip": 2,
            "unpivot": {"columns": "2017..2024", "into": "year", "value": "n"},
            "join": {"table": "t", "on": ["a", "b"]},
        },
        "w": {"connection": "FACTCHECK_W", "table": "public.w", "min_cell": 5},
        "x": {"file": "a/year=*/b.parquet", "partitions": "hive"},
        "y": {"file": "datapackage.json", "resource": "r"},
        "z": {"file": "a.sqlite", "table": "r"},
        "s": {"file": "a.csv", "layout": "sdmx-csv"},
        "v": {"vintages": {"2012-07": "a.csv", 2016: "b.csv"}, "join": {"table": "t", "on": "a"}},
    },
    "claims": {"c": {"not_checkable": "words"}},
}
FORMS: dict[str, Any] = {
    "factcheck": 1,
    "evidence": {"t": {"file": "t.csv"}},
    "quantities": QUANTITIES,
    "conditions": {"old": "a < 5"},
    "claims": {
        "parts-readings": {
            "parts": {"a": {"holds": "q < r"}},
            "readings": {"x": {"where": "a = 1"}, "y": {"parts": {"b": {"holds": "q < 5"}}}},
        },
        "rank": {
            "measure": "q",
            "by": ["a", "b"],
            "of": [["x", "y"], ["x", 5]],
            "place": "1..3",
            "order": "lowest",
            "unique": True,
            "lead": "at least 10 percent",
            "among": ["a = 1", "old"],
            "where": "old",
            "except": ["a = 1"],
            "unfiltered": "t",
            "as_of": ["2018", 2020],
        },
        "rank-readings": {
            "measure": "q",
            "by": "a",
            "readings": {"x": {"of": "x", "place": 3}, "y": {"of": ["y"], "place": "last"}},
        },
        "trend": {
            "measure": "q",
            "over": "year",
            "from": 2018,
            "to": "2020",
            "direction": "flat",
            "within": {"text": "5 percent"},
        },
        "each": {"measure": "q", "figure": 5, "by": "a", "in": "at least 7", "of": 8},
        "each-holds": {"holds": "q < r", "by": "a", "in": [["x"], "y"], "among": "old"},
        "sum": {
            "parts": ["q", "r"],
            "readings": {"x": {"total": "q"}, "y": {"total": 100, "where": "old"}},
        },
        "for": {
            "for_each": {"rows": [{"p": 1, "v": "supported"}, {"p": 2, "v": "refuted"}]},
            "measure": "q",
            "by": "a",
            "of": "x",
            "place": "top $p",
            "expect": "$v",
        },
        "for-table": {
            "for_each": {"table": "t", "columns": ["a", "b"]},
            "measure": "q[a = $a]",
            "figure": "$b",
        },
    },
}
FILES = {"full": FULL, "tables": TABLES, "forms": FORMS}
STRUCTURAL = {"FC440", *(f"FC{number:03}" for number in range(1, 50))}
VALUES: tuple[Any, ...] = (
    "text", "", " ", 5, 0, -1, 2.5, True, None, [], ["a"], ["a", "b"], [None], [["a"]], {},
    {"a": "b"}, {"a": None}, {"measure": "q"}, {"holds": "q < r"}, {"figure": 5}, {"text": "a"},
    "https://a.example", "ftp://a", "a.csv", "/a.csv", "unknown", "0..4", "suppressed", "de", "1",
    "tab", "utf-16", "supported", "true", "count", "rats", "period", "1,000", "1e3", "0.0",
    "headers", "2017..2024", "{a} - {b}", "top 3", "not last", "1..3", "at least 7", "$x", "flat",
    "highest", "drop", "2016-01", "a.yml", [1, -1], [0], [["a", "b"]], {"headers": "headers"},
    {"2016": "a.csv"}, {"parts": ["a", "b"]}, {"place": 1}, {"total": 5}, [{"p": 1}],
)  # fmt: skip
NAMES = ("typo", "a b", "a-b", "9", "title")
KEYS = (
    "measure", "figure", "holds", "readings", "parts", "not_checkable", "typo", "where", "is",
    "place", "of", "in", "by", "over", "total", "among", "for_each", "files", "adds", "vintages",
    "header_row", "compute", "exact", "rows",
)  # fmt: skip


def paths(node: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything inside a file."""
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node if isinstance(node, list) else ())
    )
    return [found for key, value in inner for found in ((*path, key), *paths(value, (*path, key)))]


def around(base: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """Return the part of a file that is around a place, which is checked the faster for it."""
    section = base[path[0]]
    if len(path) > 1 and isinstance(section, dict):
        section = {path[1]: section[path[1]]}
    return {"factcheck": 1, "claims": {"c": {"not_checkable": "words"}}, path[0]: section}


def changed(
    base: dict[str, Any], path: tuple[Any, ...], change: str, value: object = None
) -> dict[str, Any]:
    """Return a file with one thing changed; of the rest only what is around it."""
    file = copy.deepcopy(around(base, path))
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
        # Signs are keys of their own choice.
        assert block["additionalProperties"] is False or block["title"] == "Markers"
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


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_right(name: str, validator: Draft7Validator) -> None:
    assert is_loaded(FILES[name])[0], is_loaded(FILES[name])[1]
    assert_agreement(FILES[name], validator)


def test_every_key_is_in_one_of_the_files() -> None:
    met = {step for file in FILES.values() for path in paths(file) for step in path}
    for block in blocks(claims_schema()):
        assert block["properties"].keys() <= met


def assert_agreement_after_changes(
    name: str,
    path: tuple[Any, ...],
    validator: Draft7Validator,
    values: tuple[Any, ...],
    names: Sequence[str],
) -> None:
    base = FILES[name]
    if isinstance(path[-1], int) and path[-1] not in {2016, 2018}:
        assert_agreement(changed(base, path, "set", ["a"]), validator)
        assert_agreement(changed(base, path, "set", {"a": "b"}), validator)
        return
    assert_agreement(changed(base, path, "remove"), validator)
    for new in names:
        assert_agreement(changed(base, path, "rename", new), validator)
    for value in values:
        assert_agreement(changed(base, path, "set", value), validator)


PATHS = [(name, path) for name, file in FILES.items() for path in paths(file)]


@pytest.mark.parametrize(("number", "name", "path"), [(n, *p) for n, p in enumerate(PATHS)])
def test_a_file_with_one_change(
    number: int, name: str, path: tuple[Any, ...], validator: Draft7Validator
) -> None:
    # Each path tries another tenth of the values: all of them take a minute.
    assert_agreement_after_changes(
        name, path, validator, VALUES[number % 10 :: 10], NAMES[number % 5 :][:1]
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "path"), PATHS)
def test_a_file_with_any_one_change(
    name: str, path: tuple[Any, ...], validator: Draft7Validator
) -> None:
    assert_agreement_after_changes(name, path, validator, VALUES, NAMES)


def node_at(file: dict[str, Any], path: tuple[Any, ...]) -> object:
    node: Any = file
    for step in path:
        node = node[step]
    return node


def assert_agreement_with_one_more(
    key: str, validator: Draft7Validator, start: int, step: int
) -> None:
    """Put a key into every ``step``-th block that has it not."""
    values: tuple[Any, ...] = ("a", {"a": "q"}, {"a": {"holds": "q < r"}}, ["a", "b"], 3)
    places = [(name, path) for name, file in FILES.items() for path in [(), *paths(file)]]
    blocks_met = [
        (name, path)
        for name, path in places
        if isinstance(node := node_at(FILES[name], path), dict) and key not in node
    ]
    for number, (name, path) in list(enumerate(blocks_met))[start::step]:
        base, value = FILES[name], values[number % len(values)]
        file = changed(base, path, key, value) if path else {**base, key: value}
        assert_agreement(file, validator)


@pytest.mark.parametrize(("number", "key"), list(enumerate(KEYS)))
def test_a_file_with_one_key_more(number: int, key: str, validator: Draft7Validator) -> None:
    assert_agreement_with_one_more(key, validator, number % 4, 4)


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_a_file_with_one_key_more_anywhere(key: str, validator: Draft7Validator) -> None:
    assert_agreement_with_one_more(key, validator, 0, 1)
