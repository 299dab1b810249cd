"""Sets of days in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.dates import LAST_ORDINAL, day_of, ordinal_of
from factcheck.model.fraction import Fraction
from factcheck.rubric import WordsError, dates_in

DAYS = [date(2017, 12, 30) + timedelta(days=each) for each in range(800)]


def named(text: str) -> set[str]:
    """Return the days of some two years that words name."""
    intervals = dates_in(text).intervals
    return {
        day.isoformat()
        for day in DAYS
        if any(Fraction(day.toordinal()) in interval for interval in intervals)
    }


def days(first: str, last: str) -> set[str]:
    return {day.isoformat() for day in DAYS if first <= day.isoformat() <= last}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-12-01", "2018-12-01", "2018-12-01"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("before 2019-01-01", "0", "2018-12-31"),
        ("before 2019", "0", "2018-12-31"),
        ("< 2019-03", "0", "2019-02-28"),
        ("earlier than 2019-03-05", "0", "2019-03-04"),
        ("until 2019-01-01", "0", "2019-01-01"),
        ("Until 2018", "0", "2018-12-31"),
        ("up to 2019-02", "0", "2019-02-28"),
        ("<= 2018-12", "0", "2018-12-31"),
        ("not after 2018-12", "0", "2018-12-31"),
        ("2018 or earlier", "0", "2018-12-31"),
        ("from 2018-12-04", "2018-12-04", "9"),
        ("since 2019", "2019-01-01", "9"),
        (">= 2019-02", "2019-02-01", "9"),
        ("not before 2019-02", "2019-02-01", "9"),
        ("2019-02-03 or later", "2019-02-03", "9"),
        ("2019 and later", "2019-01-01", "9"),
        ("after 2018", "2019-01-01", "9"),
        ("later than 2018-12-30", "2018-12-31", "9"),
        (">2018-12", "2019-01-01", "9"),
        ("2018-12-01..2018-12-31", "2018-12-01", "2018-12-31"),
        ("2018-12-01 .. 2018-12-31", "2018-12-01", "2018-12-31"),
        ("2018-12-30 to 2019", "2018-12-30", "2019-12-31"),
        ("from 2018-12-30 until 2019-01", "2018-12-30", "2019-01-31"),
        ("2018-03–2018-05", "2018-03-01", "2018-05-31"),
        ("between 2018 and 2018-05", "2018-01-01", "2018-05-31"),
    ],
)
def test_words_name_days(text: str, first: str, last: str) -> None:
    assert named(text) == days(first, last)


def test_words_are_joined_and_turned_round() -> None:
    everything = days("0", "9")
    assert named("2018-03 or 2018-05") == days("2018-03", "2018-03-31") | days(
        "2018-05-01", "2018-05-31"
    )
    assert named("2018-03-01 or earlier or 2019") == days("0", "2018-03-01") | days(
        "2019-01-01", "2019-12-31"
    )
    assert named("not 2018") == everything - days("2018-01-01", "2018-12-31")
    assert named("not (2018 or after 2018)") == days("0", "2017-12-31")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2019-02-29", "the calendar has no '2019-02-29'", "2019-03-31"),
        ("2019-13", "the calendar has no '2019-13'", "2019-03-31"),
        ("before 0000-01-01", "the calendar has no '0000-01-01'", "2019-03-31"),
        ("2019-03..2018", "'2019-03..2018' runs from a later date", "write '2018..2019-03'"),
        ("not 2018 or 2019", "can be read in two ways", "write 'not (2018 or 2019)'"),
        ("1.3.2019", "'1.3.2019' is no date", "write for instance 2018-12-01"),
        ("2018 or soon", "'soon' is no date", "write for instance 2018-12-01"),
        ("12", "'12' is no date", "write for instance 2018-12-01"),
        ("٢٠١٩", "is no date", "write for instance 2018-12-01"),
        ("2018-01-01" * 60, "is longer than 500 characters", None),
    ],
)
def test_other_words_are_refused(text: str, message: str, hint: str | None) -> None:
    with pytest.raises(WordsError) as refused:
        dates_in(text)
    assert message in refused.value.message
    assert hint is None or hint in (refused.value.hint or "")


@given(st.integers(1, LAST_ORDINAL))
def test_days_are_counted_as_the_standard_library_counts_them(number: int) -> None:
    day = date.fromordinal(number).isoformat()
    assert day_of(number) == day
    assert ordinal_of(day) == number


def test_the_calendar_ends_where_that_of_the_standard_library_does() -> None:
    assert date.max.toordinal() == LAST_ORDINAL
    assert (day_of(1), day_of(LAST_ORDINAL)) == ("0001-01-01", "9999-12-31")
    for year in range(1, 10_000):
        first = date(year, 1, 1).toordinal()
        assert day_of(first) == f"{year:04d}-01-01"
        assert year == 1 or day_of(first - 1) == f"{year - 1:04d}-12-31"
