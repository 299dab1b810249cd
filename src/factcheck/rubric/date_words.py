"""Sets of days in words: ``2018-12-01``, ``2019-03``, ``before 2019-01-01``, ``2017..2019``.

A month and a year are all of their days. Days are counted as ``ordinal_of`` counts them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.dates import first_day, is_date, last_day, ordinal_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.rubric.alternatives import Words, check_dots, check_length, numbers_of
from factcheck.rubric.codes import UNREADABLE_TEST
from factcheck.rubric.errors import WordsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.rubric import Numbers

_DATE = r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)"
_FINISHING = re.compile(r"(?:later|earlier)", re.IGNORECASE)
"""What follows "or" without beginning another alternative."""
_EXAMPLES = "write for instance 2018-12-01, 2019-03, before 2019-01-01, 2017..2019, 2019 or later"


class _Days(NamedTuple):
    """The first and the last day of a year, a month or a day, by their numbers."""

    first: Fraction
    last: Fraction


class _Form(NamedTuple):
    """One way to say a set with a single date in it."""

    pattern: re.Pattern[str]
    made: Callable[[_Days], Interval]


def _form(words: str, made: Callable[[_Days], Interval]) -> _Form:
    return _Form(re.compile(words.replace("D", _DATE), re.IGNORECASE), made)


def _before(days: _Days) -> Interval:
    return Interval.at_most(days.first, closed=False)


def _after(days: _Days) -> Interval:
    return Interval.at_least(days.last, closed=False)


def _until(days: _Days) -> Interval:
    return Interval.at_most(days.last)


def _from(days: _Days) -> Interval:
    return Interval.at_least(days.first)


_ONE_DATE = (
    _form("D", lambda days: Interval(days.first, days.last)),
    _form("(?:before|earlier than|<) ?D", _before),
    _form("(?:after|later than|>) ?D", _after),
    _form("(?:until|up to|not after|<=|≤) ?D", _until),
    _form("(?:from|since|not before|>=|≥) ?D", _from),
    _form("D (?:or|and) later", _from),
    _form("D (?:or|and) earlier", _until),
)
_TWO_DATES = (
    re.compile(rf"(?:from )?{_DATE} ?(?:\.\.| to | until |[–—]) ?{_DATE}", re.IGNORECASE),
    re.compile(rf"between {_DATE} and {_DATE}", re.IGNORECASE),
)
_POSITIVE = ("not before", "not after")


def dates_in(text: str) -> Numbers:
    """Return the set of days that the words of a test, or of a cell, name, as numbers.

    A year and a month are all of their days: "after 2018" begins with 2019, and "until 2019-03"
    ends with the last day of March. Raises ``WordsError`` for anything else, and for days that
    the calendar does not have.
    """
    check_length(text)
    check_dots(text)
    words = " ".join(text.split())
    return numbers_of(text, words, Words(lambda part: _interval(text, part), _FINISHING, _POSITIVE))


def _interval(text: str, words: str) -> Interval:
    for pattern in _TWO_DATES:
        found = pattern.fullmatch(words)
        if found is not None:
            return _between(text, found[1], found[2])
    for form in _ONE_DATE:
        found = form.pattern.fullmatch(words)
        if found is not None:
            return form.made(_days(found[1]))
    shown = quoted(words or text)
    message = f"{shown} is no date and no range of dates"
    raise WordsError(UNREADABLE_TEST, message, _EXAMPLES)


def _between(text: str, first: str, second: str) -> Interval:
    lower, upper = _days(first).first, _days(second).last
    if lower > upper:
        message = f"{quoted(text)} runs from a later date to an earlier one"
        raise WordsError(UNREADABLE_TEST, message, f"write '{second}..{first}'")
    return Interval(lower, upper)


def _days(text: str) -> _Days:
    if not is_date(text) or text.startswith("0000"):
        message = f"the calendar has no {quoted(text)}"
        raise WordsError(UNREADABLE_TEST, message, "write year, month and day: 2019-03-31")
    return _Days(Fraction(ordinal_of(first_day(text))), Fraction(ordinal_of(last_day(text))))
