"""What declared periods mean: ``2018-2019`` is ``2018..2019``, and a slice may lie inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.dates import first_day, is_date, last_day
from factcheck.model.expression import AmongTest, Comparator, CompareTest, Literal, WithinTest

if TYPE_CHECKING:
    from factcheck.model.expression import Test

Days = tuple[str, str]
"""The first and the last day of a period."""

_RANGE = re.compile(r"(?P<first>[0-9-]+?)(?: ?\.\. ?| to )(?P<last>[0-9-]+)")
_YEARS = re.compile(r"(?P<first>[0-9]{4}) ?- ?(?P<last>[0-9]{4})")
_SEASON = re.compile(r"([0-9]{4}) ?[-/] ?([0-9]{2})")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_CENTURY = 100


def meaning_of(period: str) -> str:
    """Return a text that is the same for periods that mean the same.

    Years, months, days and ranges of them mean their days, ``2018/19`` a season; other words mean
    themselves.
    """
    days = days_of(period)
    if days is not None:
        return "..".join(days)
    text = _plain(period)
    season = _SEASON.fullmatch(text)
    is_season = season is not None and (int(season[1]) + 1) % _CENTURY == int(season[2])
    return f"{season[1]}/{season[2]}" if season is not None and is_season else text


def days_of(period: str) -> Days | None:
    """Return the first and the last day of a period; ``None`` where its words do not say them."""
    text = _plain(period)
    if is_date(text):
        return first_day(text), last_day(text)
    found = _RANGE.fullmatch(text) or _YEARS.fullmatch(text)
    if found is None or not is_date(found["first"]) or not is_date(found["last"]):
        return None
    first, last = first_day(found["first"]), last_day(found["last"])
    return (first, last) if first <= last else None


def _plain(period: str) -> str:
    return " ".join(period.translate(_DASHES).split())


def is_dated(tests: tuple[Test, ...], period: str) -> bool:
    """Whether tests keep to times inside a declared period, which is no difference."""
    outer = days_of(period)
    return outer is not None and any(_is_inside(test, outer) for test in tests)


def _is_inside(test: Test, outer: Days) -> bool:
    """Whether a test keeps to one or several dates, or a range of them, between two days."""
    match test:
        case CompareTest(comparator=Comparator.EQUAL, value=Literal(text=text)):
            return _lies_in(text, text, outer)
        case WithinTest(lower=lower, upper=upper, negated=False):
            return _lies_in(lower.text, upper.text, outer)
        case AmongTest(values=values, negated=False):
            return all(_lies_in(each.text, each.text, outer) for each in values)
        case _:
            return False


def _lies_in(lower: str, upper: str, outer: Days) -> bool:
    are_dates = is_date(lower) and is_date(upper)
    return are_dates and outer[0] <= first_day(lower) and last_day(upper) <= outer[1]
