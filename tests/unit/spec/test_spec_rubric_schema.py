"""The JSON Schema of rubrics says what loading one says, as far as its structure goes."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from factcheck.model.problem import ProblemsError
from factcheck.spec import load_rubric, rubric_schema
from factcheck.spec.codes import MISSING_KEY, NO_VALUE, WRONG_SHAPE

ROOT = Path(__file__).resolve().parents[3]
FULL: dict[str, Any] = {
    "rubric": "young-drivers",
    "title": "t",
    "about": "words",
    "version": 2,
    "author": "a",
    "sources": [
        {
            "title": "t",
            "publisher": "p",
            "url": "https://a.example/b",
            "archived": "http://c.example",
            "published": 2020,
            "accessed": "2021-01-02",
        },
        "the footnote",
    ],
    "unknown": "no match",
    "hit_policy": "first",
    "inputs": {
        "age": {
            "from": "years",
            "type": "number",
            "domain": "0..120",
            "integer": True,
            "unit": "years",
            "label": "Age",
            "means": {"minor": "under 18", "other": ["5", 6], "none said": "any"},
        },
        "role": {"type": "category", "values": ["driver", "rider", 3]},
        "size": {"type": "number"},
        "day": {"type": "date", "domain": "2019-01..2019-12"},
        "sure": {"type": "boolean"},
    },
    "classes": {
        "young": {"label": "l", "role": "counted"},
        "old": {"role": "not counted"},
        5: {"role": "either"},
    },
    "rules": [
        {
            "id": "R1",
            "when": {"age": "under 25", "role": "driver", "sure": True, "day": "2019-03"},
            "then": "young",
            "because": "so",
        },
        {
            "when": {"age": [30, "[40..50)"], "role": ["driver", None], "size": 3},
            "then": ["old", "young"],
        },
        {"otherwise": "old", "id": 9, "because": "so"},
    ],
}
SCORES: dict[str, Any] = {
    "rubric": "points",
    "hit_policy": "collect +",
    "inputs": {"a": {"values": ["x", "y"]}},
    "rules": [
        {"when": {"a": "x"}, "then": 1.5},
        {"when": {"a": "any"}, "then": [1, "2"]},
        {"otherwise": 0},
    ],
}
OUTPUTS: dict[str, Any] = {
    "rubric": "from DMN",
    "hit_policy": "priority",
    "inputs": {"a": {"type": "category"}},
    "outputs": {"status": {"values": ["approved", 1, None, True]}, "rate": {}},
    "rules": [
        {"when": {"a": None}, "then": {"status": "approved", "rate": 1.5}},
        {"otherwise": {"status": None, "rate": "3"}},
    ],
}
FILES = (FULL, SCORES, OUTPUTS)
SAME = {MISSING_KEY, NO_VALUE, WRONG_SHAPE}
"""What the schema must refuse as well; other faults are often beyond it."""
VALUES: tuple[Any, ...] = (
    "text", "", " ", 5, True, None, [], ["a"], ["a", "a"], [None], [["a"]], {}, {"a": "b"},
    {"a": None}, {"class": "old"}, "any", "priority", "unique", "either", "1", "category", "false",
    "https://a.example", "ftp://a", "collect #", "date", "012",
)  # fmt: skip
KEYS = ("typo", "class", "otherwise", "then", "type", "hit_policy")


def paths(node: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything inside a file."""
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node if isinstance(node, list) else ())
    )
    return [found for key, value in inner for found in ((*path, key), *paths(value, (*path, key)))]


def mutants(full: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a file with one thing removed, set or added."""
    found = []
    for number, path in enumerate(paths(full)):
        # Each path tries another third of the values: all of them take long.
        values = VALUES[number % 3 :: 3]
        changes: list[Any] = [("remove", None), *(("set", value) for value in values)]
        changes += [("add", key) for key in KEYS]
        for change, value in changes:
            file = copy.deepcopy(full)
            node: Any = file
            for key in path[:-1]:
                node = node[key]
            if change == "remove":
                del node[path[-1]]
            elif change == "set":
                node[path[-1]] = value
            elif isinstance(node[path[-1]], dict):
                node[path[-1]][value] = "a"
            found.append(file)
    return found


def problems_of(file: dict[str, Any]) -> tuple[Any, ...]:
    written = yaml.safe_dump(file, sort_keys=False, allow_unicode=True, width=10_000)
    try:
        load_rubric(written.encode(), file="r.yml")
    except ProblemsError as error:
        return error.problems
    return ()


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    Draft7Validator.check_schema(rubric_schema())
    return Draft7Validator(rubric_schema())


@pytest.mark.parametrize("full", FILES, ids=lambda full: full["rubric"])
def test_a_full_file_is_right(full: dict[str, Any], validator: Draft7Validator) -> None:
    assert problems_of(full) == ()
    validator.validate(json.loads(json.dumps(full)))


@pytest.mark.parametrize("full", FILES, ids=lambda full: full["rubric"])
def test_the_schema_refuses_nothing_that_loads_and_all_wrong_shapes(
    full: dict[str, Any], validator: Draft7Validator
) -> None:
    every = mutants(full)
    assert len(every) > 200
    for file in every:
        problems = problems_of(file)
        # Keys of JSON are texts.
        errors = [error.message for error in validator.iter_errors(json.loads(json.dumps(file)))]
        told = [problem.message for problem in problems]
        if errors:
            assert told, (errors, file)
        elif any(problem.code in SAME for problem in problems):
            pytest.fail(f"only loading refuses {file}: {told}")


def test_every_block_of_the_schema_is_explained() -> None:
    schema = rubric_schema()
    for block in (schema, *schema["definitions"].values()):
        for key, described in block.get("properties", {}).items():
            assert block["description"].endswith("."), block
            if block is not schema["definitions"]["Source"]:
                assert described["description"].endswith("."), key


@pytest.mark.parametrize(
    ("heading", "properties"),
    [
        ("The file", rubric_schema()["properties"]),
        ("Inputs", rubric_schema()["definitions"]["Input"]["properties"]),
        ("Classes", rubric_schema()["definitions"]["Class"]["properties"]),
        ("Rules", rubric_schema()["definitions"]["Rule"]["properties"]),
    ],
)
def test_the_page_of_rubrics_has_every_key(heading: str, properties: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "reference" / "rubrics.md").read_text(encoding="utf-8")
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(properties)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "claims" / "rubrics").glob("*.yml")), ids=lambda path: path.name
)
def test_the_rubrics_of_the_project_fit_the_schema(path: Path, validator: Draft7Validator) -> None:
    text = path.read_text(encoding="utf-8")
    # The base loader keeps every scalar as text, like our own reader.
    validator.validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506
    assert load_rubric(text.encode(), file=path.name).warnings == ()
