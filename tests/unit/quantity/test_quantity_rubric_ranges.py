"""Ranges and labels in the inputs of a rubric, read by what is declared of their column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.evidence.digit_codes import AMBIGUOUS_DIGITS
from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.problem import ProblemsError, Severity
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file
from factcheck.rubric.codes import UNREADABLE_CELL
from factcheck.rubric.use_codes import IDLE_MEANING, OTHER_UNIT

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.problem import Code
    from factcheck.model.result import Assessment

COUNT = "count(t[class = A])"


def judged(
    files: Files,
    cells: str,
    column: str = "",
    *,
    limit: str = "1500",
    of: str = "domain: 0..20000",
    measure: str = COUNT,
    table: str = "",
) -> Assessment:
    """Return what is found of cells of a column ``x``, of which those under a limit are in A."""
    rows = "".join(f"{cell};1\n" for cell in cells.split("|"))
    files.table(f"x;n\n{rows}")
    files.table(
        f"rubric: r\ninputs:\n  x: {{type: number, {of}}}\nclasses: [A, B]\nrules:\n"
        f"  - when: {{x: under {limit}}}\n    then: A\n"
        f"  - when: {{x: {limit} or more}}\n    then: B\n",
        "r.yml",
    )
    evidence = (
        "evidence:\n  t:\n    file: t.csv\n    delimiter: ';'\n    rubric: r.yml\n"
        f"    empty: unknown\n{table}    columns:\n      x: {{{column}}}\n"
    )
    return files.measure(measure, table=evidence)


def fault(assessment: Assessment, code: Code) -> str:
    """Return what is said of a fault; it must have the code."""
    assert (assessment.verdict, assessment.reason) == (Verdict.NOT_CHECKABLE, "fault")
    assert (assessment.explanation or "").startswith(code.code), assessment.explanation
    return assessment.explanation or ""


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ("1|2|1–2", "scale: 1000", ("1", "2")),
        ("1|2|1 to 1.4", "scale: 1000", ("2", "2")),
        ("1|2|under 1", "scale: 1000", ("2", "2")),
        ("1|2|2+", "scale: 1000", ("1", "1")),
        ("1|2|not (1 or 2)", "scale: 1000", ("1", "2")),
        ("1|2|1–2", "scale: 1000, unit: things", ("1", "2")),
        ("1|2|1–1", "scale: 1000, unit: things", ("2", "2")),
        ("1|2|jung", "scale: 1000, map: {jung: 0–1}", ("2", "2")),
        # What the claim file says is written in English.
        ("1|2|jung", "scale: 1000, locale: de-DE, map: {jung: 0.5–1.4}", ("2", "2")),
        # A range in a column that measures something has its printed ends.
        ("1490–1499|1500–1501", "unit: things", ("1", "1")),
        ("around 1500|1", "unit: things", ("1", "2")),
    ],
)
def test_ranges_are_scaled_as_numbers_are(
    files: Files, cells: str, column: str, expected: tuple[str, str]
) -> None:
    assert ends(judged(files, cells, column)) == expected


def test_numbers_beside_a_label_are_scaled_too(files: Files) -> None:
    means = "domain: 0..20000, means: {viele: any}"
    assert ends(judged(files, "1|2|viele", "scale: 1000", of=means)) == ("1", "2")
    # In a column that measures something a label is a word for a number, too.
    means = "domain: 0..20000, means: {around 9: any}"
    assert ends(judged(files, "1|2|around 9", "unit: things", of=means)) == ("2", "3")


@pytest.mark.parametrize(
    ("cells", "column", "table", "limit", "expected"),
    [
        ("1.500|100–200", "locale: de-DE", "", "1000", "1"),
        ("1.500|100–200", "", "    locale: de-DE\n", "1000", "1"),
        ("1.500–2.500|3", "locale: de-DE", "", "1000", "1"),
        ("1.500..2.500|3", "locale: de-DE", "", "1000", "1"),
        ("1,5|3–4", "locale: de-DE", "", "3", "1"),
        ("-1,5 to 2,9|3,1+", "locale: de-DE", "", "3", "1"),
        ("1 500–2 500|3", "locale: fr-FR", "", "1000", "1"),
        # The column shows it by itself.
        ("1,5|1.500–2.500", "", "", "3", "1"),
        ("1,5–2,5|1.500–2.500", "", "", "3", "1"),
        ("1,5–2,5|1.500", "unit: things", "", "3", "1"),
    ],
)
def test_numbers_in_ranges_have_the_digits_of_their_column(
    files: Files, cells: str, column: str, table: str, limit: str, expected: str
) -> None:
    found = judged(files, cells, column, limit=limit, of="domain: -5..20000", table=table)
    assert ends(found) == (expected, expected)


def test_a_number_that_the_locale_does_not_print_so_is_told(files: Files) -> None:
    told = fault(judged(files, "1.5–2.5|3", "locale: de-DE"), UNREADABLE_CELL)
    assert "by the locale de-DE '1.5' is no number" in told
    told = fault(judged(files, "1,5 bis etwa 2|3", "locale: de-DE"), UNREADABLE_CELL)
    assert "'1,5 bis etwa 2' is no number and no range of numbers" in told


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("1.234|viele", ""),
        ("1.234|viele", "type: text"),
        ("1.234–2.345", ""),
        ("1.234–2.345|3", "unit: things"),
        ("1–1.234", ""),
    ],
)
def test_numbers_that_can_be_read_in_two_ways_are_not_read(
    files: Files, cells: str, column: str
) -> None:
    means = "domain: 0..20000, means: {viele: any}"
    told = fault(judged(files, cells, column, of=means), AMBIGUOUS_DIGITS)
    assert "is 1.234 where a point begins the decimals" in told


@pytest.mark.parametrize("cells", ["1.234|1.5–2", "1.234–2.5", "1.5|viele", "1.234|1.5 Jahre"])
def test_one_number_that_can_be_read_in_one_way_decides(files: Files, cells: str) -> None:
    means = "domain: 0..20000, means: {viele: any, 1.500: any}"
    found = judged(files, cells, of=means)
    assert AMBIGUOUS_DIGITS.code not in (found.explanation or "")


def test_numbers_in_labels_do_not_matter(files: Files) -> None:
    means = "domain: 0..20000, means: {class 1.234: any}"
    assert ends(judged(files, "1|class 1.234|x", "map: {x: 0–1.234}", of=means)) == ("2", "3")


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ("1500|1–2000", "rounded: 100", ("0", "2")),
        ("1500|1–1400", "rounded: 100", ("1", "2")),
        ("1500|under 1500", "rounded: 100", ("0", "2")),
        ("1500|1500+", "rounded: 100", ("0", "2")),
        ("1600|1600+", "rounded: 100", ("0", "0")),
        ("15|1–14", "rounded: 1, scale: 100", ("1", "2")),
        ("1500|1–1400", "perturbation: 3", ("1", "2")),
        ("1504|1–1400", "perturbation: 3", ("1", "1")),
    ],
)
def test_numbers_in_ranges_are_rounded_too(
    files: Files, cells: str, column: str, expected: tuple[str, str]
) -> None:
    assert ends(judged(files, cells, column)) == expected


def test_keys_were_not_rounded(files: Files) -> None:
    key = "    key: x\n"
    assert ends(judged(files, "1500|1–1400", "rounded: 100", table=key)) == ("1", "1")


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ("10–20|30", "unit: percent", "1"),
        ("10–20%|30%", "unit: percent", "1"),
        ("10 to 20|30 %|10% or 12", "unit: percent", "2"),
        ("10–20%|30%", "", "1"),
        ("0.1–0.2|30%", "kind: share", "1"),
        ("10–20%|0.3", "kind: share", "1"),
    ],
)
def test_shares_may_have_a_percent_sign_or_not(
    files: Files, cells: str, column: str, expected: str
) -> None:
    found = judged(files, cells, column, limit="25%", of="domain: 0%..100%, unit: percent")
    assert ends(found) == (expected, expected)


def test_percentages_are_no_plain_numbers(files: Files) -> None:
    told = fault(judged(files, "x|10–20", "unit: percent, type: text"), UNREADABLE_CELL)
    assert "its numbers are percentages, and those of the rubric's input are none" in told


# Ranges that leave the domain


@pytest.mark.parametrize("column", ["", "unit: years"])
def test_a_range_does_not_leave_the_domain(files: Files, column: str) -> None:
    of = "domain: 0..20"
    for cell in ("15–30", "25", "30–40", "between 15 and 30"):
        told = fault(judged(files, f"{cell}|3–4", column, limit="15", of=of), UNREADABLE_CELL)
        assert f"'{cell}' lies outside of what the rubric allows, its domain" in told
    for cell in ("15–20", "16+", "over 18", "not under 15"):
        assert ends(judged(files, f"{cell}|3–4", column, limit="15", of=of)) == ("1", "1")


def test_a_rounded_range_may_end_beside_the_domain(files: Files) -> None:
    found = judged(files, "15–20|3", "rounded: 5, type: text", limit="10", of="domain: 0..18")
    assert ends(found) == ("1", "1")


@pytest.mark.parametrize("cell", ["2018-12..2019-02", "2019-01 or 2020", "2018..2020"])
def test_days_do_not_leave_the_domain(files: Files, cell: str) -> None:
    files.table(
        "rubric: r\ninputs:\n  x: {type: date, domain: 2019-01-15..2019-12-31}\nclasses: [A, B]\n"
        "rules:\n  - when: {x: before 2019-06}\n    then: A\n  - otherwise: B\n",
        "r.yml",
    )
    table = "evidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n"
    for text, expected in (("2019-01", "1"), ("until 2019-02", "1"), ("2019-02..2019-03", "1")):
        files.table(f"x,n\n{text},1\n")
        assert ends(files.measure(COUNT, table=table)) == (expected, expected)
    files.table(f"x,n\n{cell},1\n")
    told = fault(files.measure(COUNT, table=table), UNREADABLE_CELL)
    assert f"'{cell}' lies outside of what the rubric allows, the days of its domain" in told


# Units, and labels that are markers


def test_numbers_of_another_unit_are_not_compared(files: Files) -> None:
    of = "domain: 0..200, unit: years"
    with pytest.raises(ProblemsError) as caught:
        judged(files, "1–4|3", "unit: months", limit="5", of=of)
    (problem,) = caught.value.problems
    assert problem.code is OTHER_UNIT
    assert problem.message == (
        "column 'x' of table 't' is in 'months', and the input 'x' of r.yml in 'years'"
    )
    assert problem.span is not None
    assert problem.span.file.endswith("claims.yml")
    assert problem.span.line == 9
    for column in ("", "unit: year", "unit: Years"):
        assert ends(judged(files, "1–4|3 years", column, limit="5", of=of)) == ("2", "2")
    weights = "domain: 0..200, unit: kilograms"
    assert ends(judged(files, "1|3", "unit: kg", limit="5", of=weights)) == ("2", "2")


@pytest.mark.parametrize(
    ("column", "table", "is_told"),
    [
        ("markers: {k. A.: unknown}", "", True),
        ("", "    markers: {k. A.: unknown}\n", True),
        ("markers: {k. A.: flag}", "", False),
        ("markers: {x: unknown}", "", False),
        ("", "", False),
    ],
)
def test_a_label_that_is_a_marker_has_no_effect(
    files: Files, column: str, table: str, *, is_told: bool
) -> None:
    of = "domain: 0..200, means: {k. A.: under 10}"
    judged(files, "1|3|k. A.", column, limit="5", of=of, table=table)
    warnings = run_file(files.folder / "claims.yml", root=files.folder).warnings
    told = [problem for problem in warnings if problem.code is IDLE_MEANING]
    assert len(told) == is_told
    for problem in told:
        assert problem.severity is Severity.WARNING
        assert problem.message == (
            "the label 'k. A.' under 'means' of the input 'x' has no effect for table 't', which "
            "declares it as a marker"
        )
        assert problem.span is not None
        assert (problem.span.file, problem.span.line) == ("r.yml", 3)


# Scores that no row has

SCORES = """\
    rubric: points
    hit_policy: {hit}
    unknown: {unknown}
    inputs:
      age: {{type: number, integer: true, domain: 0..17}}
      act: {{values: [none, posing]}}
    rules:
      - {{when: {{age: under 12}}, then: 2}}
      - {{when: {{act: posing}}, then: 1.5}}
      - {{when: {{age: 16..17}}, then: -1}}
    """


@pytest.mark.parametrize(
    ("hit", "unknown", "given", "never"),
    [
        ("collect +", "either", "3.5 2 1.5 0.5 0 -1", "1 2.5 7"),
        ("collect +", "no match", "3.5 2 1.5 0.5 0 -1", "-2 7"),
        ("collect >", "either", "2 1.5 -1", "0 3.5"),
        ("collect <", "either", "2 1.5 -1", "0 3.5"),
        ("'collect #'", "either", "0 1 2", "3 1.5"),
    ],
)
def test_a_score_that_could_be_given_is_counted_as_none(
    files: Files, hit: str, unknown: str, given: str, never: str
) -> None:
    files.table("age,act,n\n13,none,1\n")
    files.table(SCORES.format(hit=hit, unknown=unknown), "r.yml")
    table = "evidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n"
    for score in given.split():
        assert ends(files.measure(f"count(t[score = {score}])", table=table))[0] in "01", score
    for score in never.split():
        told = fault(files.measure(f"count(t[score = {score}])", table=table), NO_SUCH_VALUE)
        assert f"'{score}' never occurs" in told


def test_a_marker_beside_ranges_may_be_anything(files: Files) -> None:
    found = judged(files, "<5|1–4|9", "markers: {<5: 1..4}", limit="5", of="domain: 0..9")
    assert ends(found) == ("1", "2")


@pytest.mark.parametrize("kind", ["type: date", "values: ['2019', '2020']"])
def test_figures_in_words_where_the_rubric_has_no_numbers(files: Files, kind: str) -> None:
    files.table("x,n\n2019 or so,1\naround 2019,1\n2020,1\n")
    files.table(
        f"rubric: r\ninputs:\n  x: {{{kind}}}\nclasses: [A, B]\n"
        'rules:\n  - when: {x: "2019"}\n    then: A\n  - otherwise: B\n',
        "r.yml",
    )
    table = "evidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n    columns:\n"
    table += "      x: {unit: things}\n"
    found = files.measure(COUNT, table=table)
    if "date" in kind:
        assert "ranges of numbers" in fault(found, UNREADABLE_CELL)
    else:
        assert ends(found) == ("0", "2")
