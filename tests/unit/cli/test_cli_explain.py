"""``factcheck explain``: every code that can be printed is explained, and each only once."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import factcheck
from factcheck.cli.explain import every_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import RunCli

    from factcheck.model.problem import Code

SOURCE = Path(factcheck.__file__).parent
CODES = every_code()


def written_codes() -> Iterator[str]:
    """Yield every code that stands in the source as a string of its own."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and re.fullmatch(r"FC\d{3}", text):
                yield text


def test_codes_and_names_are_unique() -> None:
    for names in ([code.code for code in CODES], [code.slug for code in CODES]):
        assert [name for name, number in Counter(names).items() if number > 1] == []


def test_every_code_of_the_source_is_explained_and_written_once() -> None:
    written = list(written_codes())
    assert sorted(written) == [code.code for code in CODES]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_code_is_well_made(code: Code) -> None:
    assert re.fullmatch(r"FC\d{3}", code.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.slug)
    assert code.title
    assert "\n" not in code.title
    assert len(code.explanation) > len(code.title) / 2


def test_a_code_is_found_by_number_and_by_name(run_cli: RunCli) -> None:
    by_number = run_cli("explain", "fc008")
    assert by_number.exit_code == 0
    assert by_number.stdout.startswith("FC008 duplicate-key\n")
    assert by_number.stdout == run_cli("explain", "Duplicate-Key").stdout


def test_all_are_listed_in_order(run_cli: RunCli) -> None:
    lines = run_cli("explain").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[code.code, code.slug] for code in CODES]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("duplicate-kye", "did you mean 'duplicate-key'"), ("FC00", "did you mean 'FC")],
)
def test_an_unknown_code_has_a_hint(typed: str, hint: str, run_cli: RunCli) -> None:
    result = run_cli("explain", typed)
    assert result.exit_code == 2
    assert f"no code is called '{typed}'; {hint}" in result.output


def test_a_hostile_code_is_shown_and_not_obeyed(run_cli: RunCli) -> None:
    result = run_cli("explain", "\x1b[31m")
    assert result.exit_code == 2
    assert "\x1b" not in result.output
