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
    "rubric": 1,
    "title": "t",
    "about": "words",
    "source": {
        "title": "t",
        "publisher": "p",
        "url": "https://a.example/b",
        "archived": "http://c.example",
        "published": 2020,
        "accessed": "2021-01-02",
    },
    "unknown": "no match",
    "hit": "first",
    "inputs": {
        "age": {
            "from": "years",
            "kind": "number",
            "domain": "0..120",
            "integer": True,
            "unit": "years",
            "means": {"minor": "under 18", "other": ["5", 6], "none said": "any"},
        },
        "role": {"kind": "category", "domain": ["driver", "rider", 3]},
        "size": {"kind": "number"},
    },
    "classes": ["young", "old", 5],
    "rules": [
        {"age": "under 25", "role": "driver", "class": "young", "because": "so"},
        {"age": [30, "40..50"], "role": ["driver", "rider"], "size": 3, "class": ["old", "young"]},
        {"otherwise": "old", "because": "so"},
    ],
}
SAME = {MISSING_KEY, NO_VALUE, WRONG_SHAPE}
"""What the schema must refuse as well; other faults are often beyond it."""
VALUES: tuple[Any, ...] = (
    "text", "", " ", 5, True, None, [], ["a"], ["a", "a"], [None], [["a"]], {}, {"a": "b"},
    {"a": None}, {"class": "old"}, "any", "priority", "unique", "either", "1", "category", "false",
    "https://a.example", "ftp://a",
)  # fmt: skip
KEYS = ("typo", "class", "otherwise", "kind", "hit")


def paths(node: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything inside a file."""
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node if isinstance(node, list) else ())
    )
    return [found for key, value in inner for found in ((*path, key), *paths(value, (*path, key)))]


def mutants() -> list[dict[str, Any]]:
    """Return the full file with one thing removed, set or added."""
    found = []
    for number, path in enumerate(paths(FULL)):
        # Each path tries another third of the values: all of them take long.
        values = VALUES[number % 3 :: 3]
        changes: list[Any] = [("remove", None), *(("set", value) for value in values)]
        changes += [("add", key) for key in KEYS]
        for change, value in changes:
            file = copy.deepcopy(FULL)
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


def test_the_full_file_is_right(validator: Draft7Validator) -> None:
    assert problems_of(FULL) == ()
    validator.validate(FULL)


def test_the_schema_refuses_nothing_that_loads_and_all_wrong_shapes(
    validator: Draft7Validator,
) -> None:
    every = mutants()
    assert len(every) > 400
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
