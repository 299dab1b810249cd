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


def test_the_profiles_of_publishers_signs_are_listed_and_printed(run_cli: RunCli) -> None:
    assert "eurostat@2025-01-27" in run_cli("explain", "markers").stdout
    one = run_cli("explain", "Markers", "cbs-nl").stdout
    assert one.startswith("cbs-nl\nCBS, Statistics Netherlands\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("markers", "eurosta"), "did you mean 'eurostat'"),
        (("markers", "eurostat"), "add the date of the table"),
        (("FC001", "eurostat"), "a second word goes with"),
    ],
)
def test_a_profile_that_is_none_has_a_hint(
    typed: tuple[str, ...], told: str, run_cli: RunCli
) -> None:
    result = run_cli("explain", *typed)
    assert result.exit_code == 2
    assert told in result.output


def test_the_table_of_hedges_is_printed_with_its_version(run_cli: RunCli) -> None:
    result = run_cli("explain", "hedges")
    assert result.exit_code == 0
    assert result.output.startswith("Table of hedge classes, version 2.\n")
    assert "\nnear           2.5 %, 1 points" in result.output
    assert "\nunchanged      0 %" in result.output
    assert max(map(len, result.output.splitlines())) <= 90


def test_the_table_of_hedges_has_the_words_of_a_language(run_cli: RunCli) -> None:
    result = run_cli("explain", "Hedges", "--lang", "de-CH")
    assert "version 2. The words are those of German." in result.output
    assert "knapp" in result.output
    assert "*" not in result.output


def test_a_language_without_words_is_refused(run_cli: RunCli) -> None:
    result = run_cli("explain", "hedges", "--lang", "deu")
    assert result.exit_code == 2
    assert "no lexicon of figures for the language 'deu'; did you mean 'de'?" in result.stderr
    result = run_cli("explain", "FC101", "--lang", "de")
    assert result.exit_code == 2
    assert "--lang goes with `factcheck explain hedges`" in result.stderr
