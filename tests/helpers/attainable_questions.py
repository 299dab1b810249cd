"""Questions about printed figures, from their texts."""

from __future__ import annotations

from exact import exact

from factcheck.figure import read_figure
from factcheck.model.attainable import Known, Printed, Question, Scale
from factcheck.model.rounding import rounding_named
from factcheck.quantity.attainable.ask import mean_question, printed_of, share_question


def read(text: str, rounding: str | None = None, *, may_be_negative: bool = False) -> Printed:
    """Return a figure, read; rounded in a way with this name."""
    named = None if rounding is None else rounding_named(rounding)
    figure = read_figure(text, rate_like=True)
    return printed_of(figure, named, may_be_negative=may_be_negative)


def scale(
    lower: str | None = None, upper: str | None = None, *, items: int = 1, step: str = "1"
) -> Scale:
    """Return a scale with these ends."""
    ends = [None if end is None else exact(end) for end in (lower, upper)]
    return Scale(items, exact(step), *ends)


def share(text: str, n: int, sd: str | None = None, rounding: str | None = None) -> Question:
    """Return the question whether a share of n is possible."""
    deviation = None if sd is None else read(sd, rounding)
    return share_question(read(text, rounding), n, deviation=deviation)


def mean(
    text: str,
    n: int,
    of: Scale | None = None,
    *,
    sd: str | None = None,
    rounding: str | None = None,
    divides_by_n: bool = False,
    known: tuple[Known, ...] = (),
) -> Question:
    """Return the question whether a mean of n numbers is possible."""
    return mean_question(
        read(text, rounding, may_be_negative=True),
        n,
        Scale() if of is None else of,
        deviation=None if sd is None else read(sd, rounding),
        divides_by_n=divides_by_n,
        known=known,
    )


def known(number: str, times: int, *, is_exact: bool = True) -> Known:
    """Return how often a number is known to be there."""
    return Known(exact(number), times, is_exact)
