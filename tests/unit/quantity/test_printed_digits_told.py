"""Numbers that can be read in two ways, wherever a claim file or a table has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

RUBRIC = """\
rubric: ages
inputs:
  age: {type: number}
classes: [young, other]
rules:
  - when: {age: under 12}
    then: young
  - otherwise: other
"""


def table(column: str, said: str = "") -> str:
    return (
        f"evidence:\n  t:\n    file: t.csv\n    delimiter: ';'\n    key: k\n{said}"
        f"    columns: {{p: {{{column}}}}}\n"
    )


def claimed(measure: str, figure: str) -> str:
    return f"claims:\n  c:\n    measure: {measure}\n    figure: '{figure}'\n"


LEAD = "claims:\n  c:\n    holds: t.p[k = A] > 50%\n"


@pytest.mark.parametrize(
    ("said", "beside", "explanation"),
    [
        ("n: n", "2.000", "FC270 ambiguous-digits: column 'n' can be read in two ways"),
        ("n: 1000, design_effect: n", "1.200", "FC270 ambiguous-digits: column 'n'"),
        ("margin: n, confidence: 95%", "1.100", "FC270 ambiguous-digits: column 'n'"),
        ("n: n", "many", "'n' of p of t[k = A] is not known: column 'n'"),
    ],
)
def test_columns_that_say_how_sure_a_number_is_are_read_like_others(
    files: Files, said: str, beside: str, explanation: str
) -> None:
    files.table(f"k;p;n\nA;52;{beside}\nB;48;{beside}\n")
    found = files.one(table(f"unit: percent, {said}"), LEAD)
    assert found.verdict is Verdict.NOT_CHECKABLE
    assert explanation in (found.explanation or "")


@pytest.mark.parametrize(
    ("said", "beside", "verdict"),
    [
        ("n: n", "1 000", Verdict.UNDETERMINED),
        ("n: n", "100 000", Verdict.SUPPORTED),
        ("n: n", "1.000.000", Verdict.SUPPORTED),
        ("margin: n, confidence: 95%", "1,5", Verdict.SUPPORTED),
        ("margin: n, confidence: 95%", "2,5", Verdict.UNDETERMINED),
        ("n: 100000, design_effect: n", "1,5", Verdict.SUPPORTED),
    ],
)
def test_their_formats_are_found_too(
    files: Files, said: str, beside: str, verdict: Verdict
) -> None:
    files.table(f"k;p;n\nA;52;{beside}\nB;48;{beside}\n")
    assert files.one(table(f"unit: percent, {said}"), LEAD).verdict is verdict


@pytest.mark.parametrize(
    "measure",
    ["count(t[p > 1000])", "count(t[p in 1..5])", "count(t[p in top 1])", "sum(t.p)"],
)
def test_numbers_whose_size_matters_are_in_doubt(files: Files, measure: str) -> None:
    files.table("k;p\nA;1.234\nB;2.345\n")
    found = files.one(table(""), claimed(measure, "2"))
    assert "FC270" in (found.explanation or "")


@pytest.mark.parametrize("measure", ["count(t[p = 1.234])", "count(t[p != 2.345])", "count(t)"])
def test_numbers_that_are_labels_are_not(files: Files, measure: str) -> None:
    files.table("k;p\nA;1.234\nB;2.345\n")
    found = files.one(table(""), claimed(measure, "2"))
    assert found.verdict is not Verdict.NOT_CHECKABLE


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [(("1.234", "2.345"), Verdict.NOT_CHECKABLE), (("1,5", "2.345"), Verdict.SUPPORTED)],
)
def test_what_a_rubric_asks_is_a_number(
    files: Files, cells: tuple[str, str], verdict: Verdict
) -> None:
    files.table(RUBRIC, "r.yml")
    files.table(f"age;k\n{cells[0]};1\n{cells[1]};2\n")
    evidence = "evidence:\n  t: {file: t.csv, rubric: r.yml, delimiter: ';'}\n"
    assert files.one(evidence, claimed("count(t[class = young])", "1")).verdict is verdict


def test_what_groups_are_tested_by_is_a_number(files: Files) -> None:
    files.table("k;p;g\nA;1.234;a\nB;2.345;b\n")
    evidence = "evidence:\n  t: {file: t.csv, delimiter: ';'}\n"
    for measure in (
        "groups(t[p > 2] by g, holds count(t) > 0)",
        "groups(t by g, holds count(t[p > 2]) > 0)",
    ):
        found = files.one(evidence, claimed(measure, "1"))
        assert "FC270" in (found.explanation or "")


@pytest.mark.parametrize(
    ("head", "said", "column", "example"),
    [
        ("lang: de\n", "", "margin: 1.100, confidence: 95%", "as 1.1 where a point"),
        ("lang: de\n", "", "n: 1000, design_effect: 1.200", "as 1.2 where a point"),
        ("lang: fr\n", "", "scale: 1.000", "as 1 where a point"),
        ("lang: de\n", "", "rounded: '2.500'", "as 2.5 where a point"),
        ("lang: de\n", "", "rounded: {to: 2.500, mode: up}", "as 2.5 where a point"),
        ("", "    lang: it\n", "scale: 1.234", "as 1.234 where a point"),
        ("", "    locale: de-DE\n", "scale: 1.000", "as in de-DE"),
        ("", "", "locale: de-AT, scale: 1.000", "as in de-AT"),
        ("lang: de-DE\n", "", "scale: 1.000", "as in de-DE"),
    ],
)
def test_numbers_of_a_claim_file_in_another_language_are_in_doubt(
    files: Files, head: str, said: str, column: str, example: str
) -> None:
    files.table("k;p\nA;52\nB;48\n")
    with pytest.raises(ProblemsError, match="can be read in two ways") as caught:
        files.one(head, table(column, said), LEAD)
    assert any(example in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("head", "said", "column"),
    [
        ("", "", "scale: 1.000"),
        ("lang: de-CH\n", "", "scale: 1.000"),
        ("lang: de\n", "    locale: de-CH\n", "scale: 1.000"),
        ("lang: de\n", "", "scale: 0.500"),
        ("lang: de\n", "", "scale: '1,000'"),
        ("lang: de\n", "", "scale: 1.0"),
        ("lang: de\n", "", "scale: 1.2340"),
    ],
)
def test_others_are_not(files: Files, head: str, said: str, column: str) -> None:
    files.table("k;p\nA;52\nB;48\n")
    found = files.one(head, table(column, said), claimed("t.p[k = A]", "52"))
    assert found.verdict is not Verdict.NOT_CHECKABLE


def test_the_hint_says_how_to_write_a_number_that_is_meant(files: Files) -> None:
    files.table("k;p\nA;52\n")
    with pytest.raises(ProblemsError) as caught:
        files.one("lang: de\n", table("scale: 1.234"), claimed("t.p[k = A]", "52"))
    (problem,) = caught.value.problems
    assert problem.hint == "numbers of a claim file are English: write 1,234 or 1.2340"


def test_a_locale_that_does_not_exist_is_told_alone(files: Files) -> None:
    files.table("k;p\nA;52\n")
    with pytest.raises(ProblemsError) as caught:
        files.one(table("locale: xx-XX, scale: 1.000"), claimed("t.p[k = A]", "52"))
    (problem,) = caught.value.problems
    assert "xx-XX" in problem.message


def test_a_margin_of_a_statement_is_in_doubt(files: Files) -> None:
    files.table("k;p\nA;52\n")
    said = "statements:\n  s: {measure: 't.p[k = A]', figure: 52 Prozent, margin: 1.100 Punkte}\n"
    with pytest.raises(ProblemsError) as caught:
        files.one("lang: de\n", table("unit: percent"), said, claimed("t.p[k = A]", "52 Prozent"))
    assert any("'1.100' can be read" in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("unit", "figure", "large"),
    [
        ("percent", "9.000 percent", "9,000"),
        ("EUR", "EUR 9.000", "9,000"),
        ("km", "around 1.500 km", "1,500"),
        ("EUR", "between EUR 1.500 and EUR 2.000", "1,500"),
        ("EUR", "between EUR 1.500 and EUR 20,000", "1,500"),
    ],
)
def test_thousands_of_another_language_are_refused(
    files: Files, unit: str, figure: str, large: str
) -> None:
    files.table("k;p\nA;9\n")
    with pytest.raises(ProblemsError) as caught:
        files.one(table(f"unit: {unit}"), claimed("t.p[k = A]", figure))
    (problem,) = caught.value.problems
    assert problem.code.slug == "figure-ill-grouped"
    assert f"and as {large}, because" in problem.message
    assert "add 'locale: en-GB'" in (problem.hint or "")


@pytest.mark.parametrize(
    ("unit", "figure", "cell"),
    [
        ("percent", "0.500 percent", "0.5"),
        ("percent", "3.14 percent", "3.14"),
        ("km", "1.234567 km", "1.234567"),
        ("km", "1.5000 km", "1.5"),
        ("EUR", "EUR 1.250 million", "1250000"),
        ("EUR", "EUR 1,250.500", "1250.5"),
        ("EUR", "between EUR 1.250 million and EUR 1.500 million", "1250000"),
    ],
)
def test_other_decimals_are_read(files: Files, unit: str, figure: str, cell: str) -> None:
    files.table(f"k;p\nA;{cell}\n")
    found = files.one(table(f"unit: {unit}"), claimed("t.p[k = A]", figure))
    assert found.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(("locale", "cell"), [("en-GB", "9"), ("de-DE", "9000")])
def test_a_locale_says_which_is_meant(files: Files, locale: str, cell: str) -> None:
    files.table(f"k;p\nA;{cell}\n")
    claim = claimed("t.p[k = A]", "EUR 9.000") + f"    locale: {locale}\n"
    assert files.one(table("unit: EUR"), claim).verdict is Verdict.SUPPORTED
