"""The page about ``factcheck possible`` says what the program does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from factcheck.model.fraction import Fraction
from factcheck.model.rounding import rounding_named, rounding_names, unrounded
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set
from factcheck.quantity.attainable.ask import MAX_NUMBERS
from factcheck.quantity.attainable.squares import MAX_STEPS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

NUMBER = Unit(UnitKind.COUNT)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "possible.md").read_text(encoding="utf-8")


def rows_after(page: str, head: str) -> list[list[str]]:
    """Return the cells of a table that begins with a line."""
    lines = page.partition(f"\n{head}")[2].splitlines()[2:]
    rows = [line for line in lines[: lines.index("")] if line]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_table_of_rounding_is_that_of_the_program(page: str) -> None:
    rows = rows_after(page, "| `--rounding` |")
    assert [row[0].strip("`") for row in rows] == list(RENAMED)
    for name, *sets in rows:
        rounding = rounding_named(name.strip("`"))
        assert rounding is not None
        numbers = [unrounded(Fraction(each), Fraction(1), rounding) for each in (12, -12, 0)]
        assert [word_set(each, NUMBER) for each in numbers] == sets


# As the page lists them: the most careful one first.
RENAMED = ("any", *(name for name in rounding_names() if name != "any"))


def test_the_table_of_fields_is_that_of_the_json(page: str, run_cli: RunCli) -> None:
    rows = rows_after(page, "| field | what it holds |")
    named = [word for row in rows for word in re.findall(r"`(\w+)`", row[0])]
    found = json.loads(run_cli("possible", "64%", "--of", "8", "--format", "json").stdout)
    assert sorted(named) == sorted(found)


def test_the_limits_are_those_of_the_program(page: str) -> None:
    assert f"at most {MAX_NUMBERS:,} numbers" in page
    assert f"at most {MAX_STEPS:,} steps" in page
