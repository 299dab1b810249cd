"""Days around a date, against the calendar of the standard library."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.dates import days_around, days_of_year, first_day, is_date

DAY = timedelta(days=1)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_the_days_around_a_day_are_those_of_the_calendar(day: date) -> None:
    steps = (-2 * DAY, -DAY, 0 * DAY, DAY, 2 * DAY)
    expected = {(day + step).isoformat() for step in steps}
    found = set(days_around(day.isoformat()))
    assert {text for text in found if len(text) == 10} == expected
    assert {text[:7] for text in expected} | {text[:4] for text in expected} == found - expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020", "2019-12-30 2019-12-31 2020-01-01 2020-12-31 2021-01-01 2021-01-02"),
        ("2020-02", "2020-01-30 2020-01-31 2020-02-01 2020-02-29 2020-03-01 2020-03-02"),
        ("2020-12", "2020-11-29 2020-11-30 2020-12-01 2020-12-31 2021-01-01 2021-01-02"),
        ("0001-01-01", "0001-01-01 0001-01-02 0001-01-03"),
        ("9999-12-31", "9999-12-29 9999-12-30 9999-12-31"),
    ],
)
def test_the_days_around_a_date(text: str, days: str) -> None:
    found = days_around(text)
    assert found[0] == text
    assert {each for each in found if len(each) == 10} == set(days.split())
    assert all(is_date(each) for each in found)


@pytest.mark.parametrize("year", [1, 1900, 2000, 2019, 2020, 9999])
def test_the_days_of_a_year(year: int) -> None:
    days = days_of_year(year)
    first = date(year, 1, 1)
    assert days == tuple((first + n * DAY).isoformat() for n in range(len(days)))
    assert days[-1].endswith("-12-31")


@pytest.mark.parametrize("year", [0, 10_000])
def test_years_out_of_the_calendar_have_no_days(year: int) -> None:
    assert days_of_year(year) == ()


def test_the_first_day_of_a_date() -> None:
    assert [first_day(text) for text in ("2020", "2020-05", "2020-05-07")] == [
        "2020-01-01",
        "2020-05-01",
        "2020-05-07",
    ]
