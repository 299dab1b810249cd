"""Tests that claims set for rows, tables they leave alone, and dates whose numbers are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import HEAD, load, problems_of

from factcheck.model.expression import AllTest, ConditionTest, NotTest

if TYPE_CHECKING:
    from factcheck.model.spec import Reading

TABLES = "evidence:\n  {t: {file: t.csv}, u: {file: u.csv}}\nconditions: {old: n > 5}\n"
FIGURE = ("measure: count(t) + count(u)", "figure: 5")


def claim(*lines: str, tables: str = TABLES) -> str:
    """Return a file whose claim ``c`` has these lines; the first is line 7, from column 5."""
    written = "\n".join(f"    {line}" for line in lines)
    return f"{HEAD}{tables}claims:\n  c:\n{written}\n"


def readings(*lines: str) -> tuple[Reading, ...]:
    return load(claim(*lines)).claims[0].readings


def said(*lines: str, tables: str = TABLES) -> list[str]:
    problems = problems_of(claim(*lines, tables=tables))
    return [f"{p.code.code} {p.span.line}:{p.span.column} {p.message}" for p in problems if p.span]


def test_a_claim_without_filters_has_none() -> None:
    (only,) = readings(*FIGURE)
    assert (only.where, only.unfiltered, only.as_of) == ((), (), ())


def test_tests_of_rows() -> None:
    (only,) = readings(*FIGURE, "where: [n = 1, old]", "except: m = 2", "unfiltered: u")
    first, second, third = only.where
    assert isinstance(second, ConditionTest)
    assert isinstance(third, NotTest)
    assert first.span.column == 13
    assert third.span.column == 13
    assert only.unfiltered == ("u",)


def test_rows_that_pass_all_exceptions_are_left_out() -> None:
    (only,) = readings(*FIGURE, "except: [m = 2, old]")
    (test,) = only.where
    assert isinstance(test, NotTest)
    assert isinstance(test.test, AllTest)
    assert len(test.test.tests) == 2


def test_a_reading_replaces_each_filter_for_itself() -> None:
    first, second, third = readings(
        *FIGURE,
        "where: n = 1",
        "except: old",
        "unfiltered: u",
        "readings: {a: {where: n = 2}, b: {except: m = 3}, c: {unfiltered: [t, u]}}",
    )
    assert [str(each.where[0]).count("'2'") for each in (first, second, third)] == [1, 0, 0]
    assert isinstance(first.where[1], NotTest)
    assert isinstance(first.where[1].test, ConditionTest)
    assert "'3'" in str(second.where[1])
    assert third.where[0] == second.where[0]
    assert third.unfiltered == ("t", "u")


def test_an_empty_list_of_exceptions_is_refused() -> None:
    assert said(*FIGURE, "except: []") == ["FC035 9:13 expected a list of at least 1, found 0"]


def test_parts_inherit_filters() -> None:
    text = claim(
        "where: old",
        "as_of: 2016",
        "parts:",
        "  a: {measure: count(t), figure: 5}",
        "  b: {measure: count(u), figure: 5, where: n = 1, except: n = 2, as_of: [2017, 2018]}",
    )
    first, second = load(text).claims[0].parts
    assert isinstance(first.readings[0].where[0], ConditionTest)
    assert [str(date) for date in first.readings[0].as_of] == ["2016"]
    assert len(second.readings[0].where) == 2
    assert [str(date) for date in second.readings[0].as_of] == ["2017", "2018"]


def test_one_date_is_what_the_numbers_are_compared_by() -> None:
    (one,) = readings(*FIGURE, "as_of: 2016-01")
    assert str(one.scope.as_of) == "2016-01"
    (several,) = readings(*FIGURE, "as_of: [2016-01, 2017]")
    assert several.scope.as_of is None


WRONG = (
    (["where: smal"], "FC060 9:12 there is no condition 'smal'"),
    (["where: n ="], "FC057 9:"),
    (["where: [n = 1, [m]]"], "FC014 9:20 expected a text, but '[m]' is a list to YAML"),
    (["where: {n: 1}"], "FC033 9:12 expected tests for 'where', found a block of keys"),
    (["where: tt.n = 1"], "FC060 9:12 there is no table 'tt'"),
    (["where: n = 1", "unfiltered: tt"], "FC060 10:17 there is no table 'tt'"),
    (["unfiltered: u"], "FC074 9:17 'unfiltered' has no effect"),
    (["as_of: [2016, 2016]"], "FC074 9:19 the date '2016' is listed twice"),
    (["as_of: 2016-13"], "FC072 9:12 '2016-13' is no date that the calendar has"),
    (["as_of: [2016, spring]"], "FC072 9:19 'spring' is not written as a date"),
)


@pytest.mark.parametrize(("lines", "expected"), WRONG)
def test_what_cannot_be_said_of_rows(lines: list[str], expected: str) -> None:
    (found,) = said(*FIGURE, *lines)
    assert found.startswith(expected)


def test_tables_may_be_left_alone_for_readings_that_set_tests() -> None:
    (first, second) = readings(
        *FIGURE, "unfiltered: u", "readings: {a: {where: n = 1}, b: {except: n = 1}}"
    )
    assert first.unfiltered == second.unfiltered == ("u",)


def test_a_condition_that_is_not_declared() -> None:
    tables = "evidence:\n  {t: {file: t.csv}, u: {file: u.csv}}\n"
    (problem,) = problems_of(claim(*FIGURE, "where: smal", tables=tables))
    assert (
        problem.hint
        == "a test is written column = value, or column in (a, b); a name alone is a condition"
    )


def test_tables_may_be_left_alone_by_groups() -> None:
    (only,) = readings("holds: count(t) > count(u)", "by: town", "unfiltered: u")
    assert only.unfiltered == ("u",)


def test_where_tables_come_in_vintages_a_date_is_one() -> None:
    tables = TABLES.replace("{file: t.csv}", "{vintages: {2016: t.csv}}")
    assert said(*FIGURE, "as_of: 2015-02-30", tables=tables) == [
        "FC072 9:12 '2015-02-30' is no date that the calendar has"
    ]
    assert said(*FIGURE, "as_of: 2015-02-28", tables=tables) == []
