"""Dates and periods that a file names: whether the calendar has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.dates import first_day, is_date
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.near import quoted
from factcheck.spec.assemble.read import placed, scope
from factcheck.spec.codes import FORM_VALUE, NO_DAY, PERIOD

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.scope import Scope
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping

DATE_HINT = "a date is a year, a month or a day such as 2024, 2024-05, 2024-05-01"
_PERIOD_HINT = (
    "write a year, a month, a day or a range of them, earlier first: 2018, 2018-05, 2017..2024; "
    "other words, such as 'school year 2018/19', name a year in four digits"
)
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_MEANT_AS_DATE = re.compile(
    r"[0-9OoIl]{4}[-.][0-9OoIl]{1,2}([-.][0-9OoIl]{1,2})?|[0-9]{4}(/[0-9]{1,2}){2}|[0-9]+"
)
"""Digits and hyphens, with letters that look like digits: nobody means anything but a date."""
_IN_DIGITS = re.compile(
    r"[0-9]{1,2}([-./] ?[0-9]{1,2})?[-./] ?[0-9]{4}|[0-9]{1,2}([-./] ?[0-9]{1,2}){2}"
    r"|[0-9]{4}[-./] ?[0-9]{1,2}([-./] ?[0-9]{1,2})?"
)
"""A date of some country: day first, month first, or a year and its month."""
_MISTYPED = str.maketrans("OoIl./", "0011--")
_ENGLISH = re.compile(
    r"(?:(?P<day>[0-9]{1,2})\.? +)?(?P<month>[A-Za-z]{3,9})\.?(?: +(?P<after>[0-9]{1,2}),?)?"
    r" +(?P<year>[0-9]{4})"
)
_NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})[-./] ?(?P<month>[0-9]{1,2})[-./] ?(?P<year>[0-9]{4})")
_MONTH_OF_YEAR = re.compile(
    r"(?P<before>[0-9]{4})[./] ?(?P<after>[0-9]{1,2})"
    r"|(?P<month>[0-9]{1,2})[-./] ?(?P<year>[0-9]{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TWELVE = 12


def checked_date(context: Context, date: Text | None) -> Text | None:
    """Return a date; one that the calendar does not have is noted as a problem."""
    if date is not None and not is_date(date.value):
        is_near = _MEANT_AS_DATE.fullmatch(date.value.strip()) is not None
        fault = "is no date that the calendar has" if is_near else "is not written as a date"
        message = f"{quoted(date.value)} {fault}"
        hint = date_hint(date.value)
        context.report_value(NO_DAY, message, date.span, hint, text=date.value)
    return date


def date_hint(text: str) -> str:
    """Return how a date is written, with the one that was probably meant."""
    meant = _date_meant(text.strip()[:40])
    return DATE_HINT if meant is None else f"write {meant}; {DATE_HINT}"


def _date_meant(text: str) -> str | None:
    """Return the date that ``2024-O5-01``, ``5 May 2024`` or ``31.12.2024`` stands for.

    Of two numbers that could both be the month nothing is guessed.
    """
    if _MEANT_AS_DATE.fullmatch(text):
        typed = "-".join(part.zfill(2) for part in text.translate(_MISTYPED).split("-"))
        return typed if is_date(typed) else None
    words, numbers = _ENGLISH.fullmatch(text), _NUMBERS.fullmatch(text)
    month_only = _MONTH_OF_YEAR.fullmatch(text)
    if month_only is not None:
        year = month_only["before"] or month_only["year"]
        return _as_date(year, int(month_only["month"] or month_only["after"]), None)
    if words is not None and words["month"].lower()[:3] in _MONTHS:
        month = _MONTHS.index(words["month"].lower()[:3]) + 1
        return _as_date(words["year"], month, words["day"] or words["after"])
    if numbers is not None and int(numbers["day"]) > _TWELVE:
        return _as_date(numbers["year"], int(numbers["month"]), numbers["day"])
    return None


def _as_date(year: str, month: int, day: str | None) -> str | None:
    written = f"{year}-{month:02d}" if day is None else f"{year}-{month:02d}-{int(day):02d}"
    return written if is_date(written) else None


def check_publication(context: Context, block: Mapping) -> None:
    """Note a date of a source that is none; words such as ``winter 2019`` are left alone."""
    for key in ("published", "accessed"):
        date = placed(block, key)
        if date is not None and _is_in_digits(date.value.strip()):
            checked_date(context, date)


def _is_in_digits(text: str) -> bool:
    """Whether a date is written in digits; ``2018/19`` and ``2018-19`` are a winter or a term."""
    if _MEANT_AS_DATE.fullmatch(text):
        return True
    return _IN_DIGITS.fullmatch(text) is not None and not _is_season(text.replace("/", "-"))


def checked_scope(context: Context, block: Mapping, outer: Scope | None = None) -> Scope:
    """Return what a block says its numbers are about; impossible times in it are noted.

    What it does not say, ``outer`` says.
    """
    period = placed(block, "period")
    if period is not None:
        _check_period(context, period)
    if block.entry("as_of") is not None and outer is None:
        checked_date(context, placed(block, "as_of"))
    return scope(block) if outer is None else scope(block, outer)


def check_order(context: Context, start: Text, end: Text) -> None:
    """Note a trend that ends where it begins, or before: both are dates or numbers.

    Of other texts, such as ``2018/19``, only the table tells the order.
    """
    if is_date(start.value) and is_date(end.value):
        is_later = first_day(start.value) < first_day(end.value)
    else:
        lower, upper = _number(start.value), _number(end.value)
        is_later = lower is None or upper is None or lower < upper
    if not is_later and start.value != end.value:
        message = f"the trend goes from {quoted(start.value)} back to {quoted(end.value)}"
        hint = f"write 'from: {end.value}' and 'to: {start.value}'"
        context.report_value(FORM_VALUE, message, end.span, hint)
    elif not is_later:
        message = f"the trend begins and ends at {quoted(start.value)}, so that it has no step"
        context.report_value(FORM_VALUE, message, end.span, "name two values, the earlier first")


def _number(text: str) -> Fraction | None:
    try:
        return parse_decimal(text.strip())
    except TooLongError:
        return None


def _check_period(context: Context, period: Text) -> None:
    """Note a period without a year, with half a range, or one that ends before it begins."""
    ends = [end.strip() for end in period.value.split("..")]
    wrong = next((end for end in ends if _is_wrong(end)), None)
    if len(ends) > 2 or not all(ends):  # noqa: PLR2004 - a range has two ends
        message = f"the period {quoted(period.value)} is no range with a beginning and an end"
    elif wrong is not None:
        is_near = _MEANT_AS_DATE.fullmatch(wrong) is not None
        fault = "is no time that the calendar has" if is_near else "names no year"
        message = f"{quoted(wrong)} {fault}"
    elif not _is_in_order(ends):
        message = f"the period {quoted(period.value)} ends before it begins"
    else:
        return
    context.report(PERIOD, message, period.span, _PERIOD_HINT)


def _is_wrong(end: str) -> bool:
    if _MEANT_AS_DATE.fullmatch(end):
        return not is_date(end) and not _is_season(end)
    return bool(end) and _YEAR.search(end) is None


def _is_season(text: str) -> bool:
    """Whether it is a year with the two digits of the next one: ``2018-19``."""
    year, _, next_year = text.partition("-")
    is_plain = year.isdecimal() and next_year.isdecimal() and len(next_year) == len("19")
    return is_plain and (int(year) + 1) % 100 == int(next_year)


def _is_in_order(ends: list[str]) -> bool:
    lower, upper = ends[0], ends[-1]
    if is_date(lower) and is_date(upper):
        return first_day(lower) <= first_day(upper) or lower.startswith(upper)
    years = [match[0] for end in (lower, upper) if (match := _YEAR.search(end))]
    return years == sorted(years)
