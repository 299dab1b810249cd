from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.dates import is_date, ordinal_of


@pytest.mark.parametrize("text", ["2016", "2016-02", "2016-02-29", "0001-12-31", "2000-02-29"])
def test_years_months_and_days(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "16", "2016-2", "2016-13", "2016-00", "2016-02-30", "1900-02-29", "2015-02-29",
     "2016-04-31", "2016-01-00", "2016-01-01T00:00", " 2016", "２０１６", "2016-01-01-01"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)


@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33))
def test_days_are_those_of_the_calendar(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
        expected = True
    except ValueError:
        expected = False
    assert is_date(f"{year:04}-{month:02}-{day:02}") is expected


@given(st.dates())
def test_days_are_numbered_as_the_standard_library_numbers_them(day: date) -> None:
    assert ordinal_of(day.isoformat()) == day.toordinal()
