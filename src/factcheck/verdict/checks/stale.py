"""The figure fits an earlier period, and the number had moved on before the claim was made.

## What it looks for

A claim with a `date` whose measure is kept to one period of its table.
The finding appears if the figure fits a period after which at least one whole further period had
passed when the claim was made, and the number had by then moved past the figure's next grain.
For a bound ("more than 82 million") that is the next step of its print, 83 million; for a figure
with two sides it is more than a grain beyond everything that the figure allows.
Only periods that were complete before the claim's date count as known by then.
A quote that names the year which its figure fits ("by the end of 2020") is left alone: it says
itself that the figure is of that time.

## Why it matters

A total that grows every year stays true as a lower bound for ever.
Readers take a figure for current; repeated years later it tells them about a past that its own
source has since corrected.

## Example

"More than 82 million reports", published in 2022.
The sum was 83,463,072 through 2020 and 112,860,753 through 2021: the figure is that of 2020.

## What to publish instead

The figure of the last complete period, or the old one with its date: "more than 82 million by the
end of 2020".

## References

- Cummins, Sauerland and Solt (2012), "Granularity and scalar implicature in numerical
  expressions", Linguistics and Philosophy 35, doi:10.1007/s10988-012-9114-0.
- Office for Statistics Regulation, on misleadingness: true figures can mislead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.told import told
from factcheck.model.wording import word_set, worded_unit
from factcheck.verdict.explained import code_of
from factcheck.verdict.next_grain import Side, is_past_next_grain, open_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.possible import History, Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC101", "stale", __doc__)

Dated = tuple[str, int, "Interval"]
"""A period, its place in the calendar, and the number in it."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_MONTHS = 12
_YEAR, _MONTH = 1, 2


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where the figure is that of an earlier period."""
    del assessment
    bound, history = possible.bound, possible.circumstances.history
    date, figure = bound.reading.date, bound.figure
    if date is None or figure is None or history is None:
        return
    target = bound.targets[0]
    pair = _then_and_now(history, date.value, figure, target.claimed)
    if pair is None:
        return
    (period, _, then), (latest, _, now) = pair
    if _has_moved(then, now, figure, target.claimed) and not _names_year(claim, period):
        unit, claimed = worded_unit(target.measure.unit, figure), target.claimed.default
        yield told(
            "{figure} fits {period} ({then}), but the claim is dated {date}, and in {latest} the "
            "number was {now}",
            figure=quoted(figure.text),
            period=period,
            then=word_set(then, unit, beside=claimed),
            date=quoted(date.value),
            latest=latest,
            now=word_set(now, unit, beside=claimed),
        )


def _names_year(claim: Claim, period: str) -> bool:
    """Whether the quote says itself that its figure is of a period."""
    quote = "" if claim.quote is None else claim.quote.value
    return re.search(rf"(?<!\d){period[:4]}(?!\d)", quote, re.ASCII) is not None


def _then_and_now(
    history: History, date: str, figure: Figure, claimed: Profiles
) -> tuple[Dated, Dated] | None:
    """Return the last period that the figure fits and the last one before the claim's date.

    The first lies at or before the claim's own period and at least one whole period before the
    date. Periods of another length than the claim's own are left out.
    """
    length = _length(history.claimed_period)
    own, made = _place(history.claimed_period, length), _place(date, length)
    if own is None or made is None:
        return None
    known = _known(history, length)
    fitting = [
        each
        for each in known
        if each[1] <= own and each[1] + 1 < made and each[2].is_within(claimed.default)
    ]
    if not fitting:
        return None
    # Of a growing total every later period fits "more than"; what was meant is the one just past.
    close = [each for each in fitting if not is_past_next_grain(each[2], figure, claimed.default)]
    then = max(close or fitting, key=_when)
    now = max((each for each in known if each[1] < made), key=_when)
    return None if now == then else (then, now)


def _known(history: History, length: int) -> list[Dated]:
    """Return the periods of one length with their places in the calendar."""
    return [
        (period, place, value)
        for period, value in history.values
        if _length(period) == length and (place := _place(period, length)) is not None
    ]


def _when(dated: Dated) -> int:
    return dated[1]


def _has_moved(then: Interval, now: Interval, figure: Figure, claimed: Profiles) -> bool:
    """Whether the number has left the figure behind: past its next grain, or out of its set."""
    if is_past_next_grain(now, figure, claimed.default):
        is_rising = open_side(figure, claimed.default) is Side.ABOVE
        return _are_ordered(then, now) if is_rising else _are_ordered(now, then)
    if figure.grain is None:
        return now.is_apart_from(claimed.lenient)
    return _is_beyond(now, claimed.default, figure.grain) or _is_beyond(
        now.mirrored(), claimed.default.mirrored(), figure.grain
    )


def _are_ordered(one: Interval, other: Interval) -> bool:
    """Whether every number of the first set is smaller than every one of the second."""
    return one.upper is not None and other.lower is not None and one.upper < other.lower


def _is_beyond(now: Interval, claimed: Interval, grain: Fraction) -> bool:
    """Whether a set lies more than a grain above the claimed one."""
    return claimed.upper is not None and now.lower is not None and now.lower > claimed.upper + grain


def _length(period: str) -> int:
    """Return 1 for a year, 2 for a month, 3 for a day."""
    return period.count("-") + 1


def _place(date: str, length: int) -> int | None:
    """Return the number of the year, month or day that a date lies in; ``None`` for no date.

    A date that names less than that is taken as the first day it can be: what was published
    later in that year may not have been known.
    """
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if length == _YEAR:
        return year
    return year * _MONTHS + month - 1 if length == _MONTH else _day_number(year, month, day)


def _day_number(year: int, month: int, day: int) -> int:
    """Return consecutive numbers for consecutive days of the Gregorian calendar.

    Years are counted from March, so that the leap day is the last of one.
    """
    years, months = (year, month - 3) if month > 2 else (year - 1, month + 9)  # noqa: PLR2004
    leap_days = years // 4 - years // 100 + years // 400
    return 365 * years + leap_days + (153 * months + 2) // 5 + day
