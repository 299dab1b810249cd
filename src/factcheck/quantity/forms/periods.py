"""The values that a trend steps along: numbers, dates, or periods such as ``2019-Q1``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.filter.written_numbers import number_of_key
from factcheck.model.dates import days_in, is_date, ordinal_of
from factcheck.model.fraction import Fraction
from factcheck.model.spec import ColumnType
from factcheck.model.told import told_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_YEAR, _MONTH = 4, 7
"""How long a year and a month are written."""
_MONTHS = 12
_SEASON = re.compile(r"([0-9]{4}) ?[-–/] ?([0-9]{2})")
_YEARS = re.compile(r"([0-9]{4}) ?(?:\.\.|[-–/]) ?([0-9]{4})")
_PART = re.compile(r"([0-9]{4})[- ]?([QH])([1-4])")
_PARTS = {"Q": 4, "H": 2}
_CENTURY = 100

_FIRST_DAY = "0001-01-01"
_WORKDAYS = 5
_WEEK = 7

Places = dict[str, tuple[Fraction, Fraction]]


class Scale(Struct, frozen=True):
    """How the values of a column lie along a line."""

    places: Places
    """For each value where it is, and where the next one is."""
    step: Fraction = Fraction(1)
    """How many such steps there are from one value to the next."""
    is_free: bool = False
    """Whether any value may come next."""
    words: str = ""
    """The steps in words, where a number alone does not tell them: ``1 day``."""

    def at(self, value: str) -> Fraction:
        """Return where a value is."""
        return self.places[value][0]

    def is_next(self, value: str, other: str) -> bool:
        """Whether a value comes next after another, with nothing missing in between."""
        place, following = self.places[value]
        return self.is_free or self.at(other) == place + (following - place) * self.step


def scale_of(
    values: Iterable[str], type_: ColumnType, step: Fraction | None, *, is_free: bool = False
) -> Scale | None:
    """Return how values lie along a line; ``None`` where they have no order that is known.

    ``step`` is the declared one: of numbers, or in months of dates. With ``is_free`` any value
    may come next. Dates must be of one precision; days go from one to the next by the shortest
    way that there is between two of them, in days, workdays or months. Texts are taken as dates
    or as periods where all of them are such: ``2018/19``, ``1990-1994``, ``2019-Q1``,
    ``2019-H2``.
    """
    found = _scale(tuple(values), type_, step)
    return replace(found, is_free=True) if is_free and found is not None else found


def _scale(every: tuple[str, ...], type_: ColumnType, step: Fraction | None) -> Scale | None:
    by = Fraction(1) if step is None else step
    if type_ is ColumnType.NUMBER:
        numbers = {value: number_of_key(value) for value in every}
        return Scale({value: (number, number + 1) for value, number in numbers.items()}, by)
    periods = _periods(every) if type_ is ColumnType.TEXT else None
    if periods is not None:
        return Scale(periods, by)
    return _of_dates(every, step) if all(map(is_date, every)) else None


def _of_dates(values: tuple[str, ...], step: Fraction | None) -> Scale | None:
    lengths = {len(value) for value in values}
    if len(lengths) != 1:
        return None
    is_year = lengths == {_YEAR}
    months = {value: _month(value) for value in values}
    if step is None and not lengths <= {_YEAR, _MONTH}:
        return _of_days(values)
    usual = Fraction(_MONTHS) if is_year else Fraction(1)
    return Scale({v: (m, m + 1) for v, m in months.items()}, usual if step is None else step)


def _of_days(values: tuple[str, ...]) -> Scale | None:
    """Return how days lie along a line: by the calendar's months, by workdays, or one by one.

    ``None`` for days before the year 1, of which nobody knows the weekday.
    """
    if min(values) < _FIRST_DAY:
        return None
    if len({_parts(value)[2] for value in values}) == 1 or all(map(_ends_month, values)):
        months = {value: _parts(value)[0] * _MONTHS + _parts(value)[1] for value in values}
        return _in_shortest_steps(months, _months)
    numbers = {value: ordinal_of(value) for value in values}
    found = _in_shortest_steps(numbers, _days)
    if found.step == 1 and all((n - 1) % _WEEK < _WORKDAYS for n in numbers.values()):
        workdays = {v: (n - 1) // _WEEK * _WORKDAYS + (n - 1) % _WEEK for v, n in numbers.items()}
        return _in_shortest_steps(workdays, _workdays)
    return found


def _parts(day: str) -> tuple[int, int, int]:
    year, month, number = map(int, day.split("-"))
    return year, month, number


def _ends_month(day: str) -> bool:
    year, month, number = _parts(day)
    return number == days_in(year, month)


def _months(step: int) -> str:
    return told_count(step, "{n} month", "{n} months", n=step)


def _days(step: int) -> str:
    return told_count(step, "{n} day", "{n} days", n=step)


def _workdays(step: int) -> str:
    return told_count(step, "{n} workday", "{n} workdays", n=step)


def _in_shortest_steps(places: dict[str, int], worded: Callable[[int], str]) -> Scale:
    ordered = sorted(places.values())
    step = min((after - before for before, after in pairwise(ordered)), default=1)
    return Scale(
        {v: _place(n, n + 1) for v, n in places.items()}, Fraction(step), words=worded(step)
    )


def _month(text: str) -> Fraction:
    month = text[_YEAR + 1 : _MONTH]
    return Fraction(int(text[:_YEAR]) * _MONTHS + (int(month) - 1 if month else 0))


def _periods(values: tuple[str, ...]) -> Places | None:
    """Return where periods of one shape begin, and where the next one would."""
    return _seasons(values) or _spans(values) or _parts_of_years(values)


def _seasons(values: tuple[str, ...]) -> Places | None:
    """Return the places of ``2018/19``: a year and the one after it."""
    found: Places = {}
    for value in values:
        match = _SEASON.fullmatch(value)
        if match is None or (int(match[1]) + 1) % _CENTURY != int(match[2]):
            return None
        found[value] = _place(int(match[1]), int(match[1]) + 1)
    return found


def _spans(values: tuple[str, ...]) -> Places | None:
    """Return the places of ``1990-1994``; of ``2018-2019`` as a season where the next overlaps."""
    years: dict[str, tuple[int, int]] = {}
    for value in values:
        match = _YEARS.fullmatch(value)
        if match is None or int(match[1]) > int(match[2]):
            return None
        years[value] = int(match[1]), int(match[2])
    ordered = sorted(years.values())
    overlaps = any(after[0] <= before[1] for before, after in pairwise(ordered))
    is_season = overlaps and all(end == start + 1 for start, end in ordered)
    return {
        value: _place(start, end if is_season else end + 1) for value, (start, end) in years.items()
    }


def _parts_of_years(values: tuple[str, ...]) -> Places | None:
    """Return the places of quarters ``2019-Q1`` or halves ``2019-H2``, counted from the year 0."""
    found: Places = {}
    kinds: set[str] = set()
    for value in values:
        match = _PART.fullmatch(value)
        if match is None or int(match[3]) > _PARTS[match[2]]:
            return None
        kinds.add(match[2])
        number = int(match[1]) * _PARTS[match[2]] + int(match[3])
        found[value] = _place(number, number + 1)
    return found if len(kinds) == 1 else None


def _place(start: int, following: int) -> tuple[Fraction, Fraction]:
    return Fraction(start), Fraction(following)
