"""Digits and signs of other countries, from the table to the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files


def table(column: str, said: str = "") -> str:
    return (
        f"evidence:\n  t:\n    file: t.csv\n    delimiter: ';'\n    key: k\n{said}"
        f"    columns: {{n: {{{column}}}}}\n"
    )


def claimed(measure: str, figure: str) -> str:
    return f"claims:\n  c:\n    measure: {measure}\n    figure: {figure}\n"


@pytest.mark.parametrize("cells", [("12,345 %", "7,250 %"), ("12,345", "7,250")])
def test_a_comma_in_a_share_of_a_german_file_is_in_doubt(
    files: Files, cells: tuple[str, str]
) -> None:
    files.table(f"k;n\nA;{cells[0]}\nB;{cells[1]}\n")
    found = files.one("lang: de\n", table("unit: percent"), claimed("t.n[k = A]", "12 Prozent"))
    assert "FC270" in (found.explanation or "")


def test_a_point_in_a_share_is_not(files: Files) -> None:
    files.table("k;n\nA;12.345\nB;7.250\n")
    said = claimed("t.n[k = A]", "rund 12,3 Prozent")
    assert files.one("lang: de\n", table("unit: percent"), said).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [("at least 100", Verdict.UNDETERMINED), ("more than 0", Verdict.SUPPORTED)],
)
def test_groups_are_no_decimals_of_what_rounds_to_zero(
    files: Files, figure: str, verdict: Verdict
) -> None:
    files.table("k;n\nA;1.234\nB;0\nD;5\n")
    said = "    locale: de-DE\n    markers: destatis-classic\n"
    evidence = table("unit: people, scale: 1000", said)
    assert files.one(evidence, claimed("t.n[k = B]", figure)).verdict is verdict


def test_a_doubt_is_told_beside_a_flag(files: Files) -> None:
    files.table("k;n\nA;1.234 e\nB;2.500 e\n")
    evidence = table("unit: EUR", "    markers: eurostat@2025\n")
    found = files.one(evidence, claimed("t.n[k = B]", "at least 100"))
    assert "'1.234 e' is 1.234 where a point begins" in (found.explanation or "")


@pytest.mark.parametrize(
    ("lang", "figure", "sign"),
    [
        ("fr", "plus de 1,000", "comma"),
        ("de", "mehr als 1,000", "comma"),
        ("en", "more than 1.000", "dot"),
    ],
)
def test_a_count_has_no_three_decimals(files: Files, lang: str, figure: str, sign: str) -> None:
    files.table("k;n\nA;1000\n")
    with pytest.raises(ProblemsError, match=f"a count has none: a {sign} begins"):
        files.one(f"lang: {lang}\n", table("unit: people"), claimed("t.n[k = A]", f"'{figure}'"))
