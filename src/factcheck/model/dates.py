"""Dates as ISO 8601 writes them: years, months and days of the Gregorian calendar."""

from __future__ import annotations

import re

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_LAST_YEAR = 9999
LAST_ORDINAL = 3_652_059
"""The number of the last day of the year 9999."""


def is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day that the calendar has."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return 1 <= month <= len(_DAYS) and 1 <= day <= days_in(year, month)


def days_around(text: str) -> tuple[str, ...]:
    """Return days on either side of a year, month or day, its own first and last, and months.

    They stand for everything that comparisons with the date tell apart: two days before, two
    after, and the years and months of all these as values of their own. Days outside the years
    1 to 9999 are left out.
    """
    first, last = first_day(text), last_day(text)
    before = _stepped(first, -1)
    after = _stepped(last, 1)
    days = (_stepped(before, -1), before, first, last, after, _stepped(after, 1))
    found = (date for day in days if day is not None for date in (day, day[:7], day[:4]))
    return tuple(dict.fromkeys((text, *found)))


def days_of_year(year: int) -> tuple[str, ...]:
    """Return every day of a year from 1 to 9999; none of others."""
    if not 1 <= year <= _LAST_YEAR:
        return ()
    months = range(1, len(_DAYS) + 1)
    days = ((month, day) for month in months for day in range(1, days_in(year, month) + 1))
    return tuple(f"{year:04d}-{month:02d}-{day:02d}" for month, day in days)


def first_day(text: str) -> str:
    """Return the first day of a year, a month or a day."""
    return text + "-01-01"[len(text) - len("2020") :]


def last_day(text: str) -> str:
    """Return the last day of a year, a month or a day."""
    month = text if len(text) > len("2020") else f"{text}-12"
    if len(month) > len("2020-12"):
        return month
    return f"{month}-{days_in(int(month[:4]), int(month[5:])):02d}"


def _stepped(day: str | None, step: int) -> str | None:
    """Return the day before or after another; ``None`` where the years end."""
    if day is None:
        return None
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:]) + step
    if number < 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, len(_DAYS))
        number = days_in(year, month)
    elif number > days_in(year, month):
        year, month, number = (year, month + 1, 1) if month < len(_DAYS) else (year + 1, 1, 1)
    return f"{year:04d}-{month:02d}-{number:02d}" if 1 <= year <= _LAST_YEAR else None


def ordinal_of(day: str) -> int:
    """Return the number of a day that is written out, from 1 for the first one of the year 1.

    That one is a Monday of the Gregorian calendar.
    """
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:])
    before = year - 1
    leap_days = before // 4 - before // 100 + before // 400
    return before * 365 + leap_days + sum(days_in(year, m) for m in range(1, month)) + number


def day_of(ordinal: int) -> str:
    """Return the day with a number, written out: the inverse of ``ordinal_of``.

    The number runs from 1 to ``LAST_ORDINAL``, the days of the years 1 to 9999.
    """
    # 400 years have 146,097 days. What that says of the year is never too late.
    year = max(1, 400 * (ordinal - 1) // 146_097)
    while year < _LAST_YEAR and ordinal_of(f"{year + 1:04d}-01-01") <= ordinal:
        year += 1
    month = len(_DAYS)
    while ordinal_of(f"{year:04d}-{month:02d}-01") > ordinal:
        month -= 1
    number = ordinal - ordinal_of(f"{year:04d}-{month:02d}-01") + 1
    return f"{year:04d}-{month:02d}-{number:02d}"


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + (month == _FEBRUARY and is_leap_year)
