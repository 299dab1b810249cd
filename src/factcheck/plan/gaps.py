"""Figures that say how far apart two numbers are: a rank's lead, what a trend is within."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.form import BoundGap, Gap
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError
from factcheck.model.told import told
from factcheck.model.unit import UnitKind
from factcheck.plan import codes, units
from factcheck.plan.figures import is_rate_like, nouns_of, read_words
from factcheck.plan.names import problem_at

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.spec import FigureText


def read_lead(text: FigureText, measure: Bound) -> BoundGap:
    """Return by how much a group leads: a percentage is of the next one's number.

    Raises ``ProblemsError`` for words that are no figure or allow no lead at all.
    """
    found = _read(text, measure, of_shares=Gap.RELATIVE)
    upper = found.figure.profiles.lenient.upper
    if upper is not None and upper <= 0:
        raise _no_gap(text, "is no lead, which is positive", "write 'at least 10 percent'")
    return found


def read_within(text: FigureText, measure: Bound) -> BoundGap:
    """Return how far a flat measure may be from its start, on both sides of it.

    A percentage is of the start's number, and for a share percentage points; with 0 the measure
    stays exactly the same. Raises ``ProblemsError`` for words that are no figure or set no limit.
    """
    found = _read(text, measure, of_shares=Gap.POINTS)
    figure = found.figure
    limits = figure.profiles
    meaning = told("{meaning}. It is a limit on both sides", meaning=figure.meaning)
    if figure.is_bare and figure.value is not None:
        limit = Interval.at_most(figure.value)
        limits = limits.mapped(lambda _: limit)
        meaning = told("a limit on both sides, as printed")
    if not all(map(_limits, (limits.strict, limits.default, limits.lenient))):
        hint = "write '2 percent' or 'less than 2 percent', or '0' for exactly the same"
        raise _no_gap(text, "sets no limit", hint)
    return replace(found, figure=replace(figure, profiles=_on_both_sides(limits), meaning=meaning))


def _limits(allowed: Interval) -> bool:
    """Whether distances are bounded by something: a limit of 0 has nothing move at all."""
    upper = allowed.upper
    return upper is not None and (upper > 0 or (upper == 0 and allowed.upper_closed))


def _on_both_sides(limits: Profiles) -> Profiles:
    return limits.mapped(
        lambda each: Interval(
            None if each.upper is None else -each.upper,
            each.upper,
            each.upper_closed,
            each.upper_closed,
        )
    )


def _read(text: FigureText, measure: Bound, of_shares: Gap) -> BoundGap:
    """Return a figure with the kind of gap that its words speak of."""
    natural = read_words(text, None, nouns_of(measure)).unit.kind
    gap = Gap.DIFFERENCE
    if natural is UnitKind.POINTS:
        gap = Gap.POINTS
    elif natural in units.IN_POINTS:
        gap = of_shares if measure.unit.kind in units.IN_POINTS else Gap.RELATIVE
    return BoundGap(_figure(text, measure, gap), gap)


def _figure(text: FigureText, measure: Bound, gap: Gap) -> Figure:
    if gap is Gap.DIFFERENCE:
        is_rate = is_rate_like(measure)
        return read_words(text, measure.unit, nouns_of(measure), is_rate=is_rate)
    is_points = gap is Gap.POINTS and measure.unit.kind in units.IN_POINTS
    return read_words(text, units.POINTS if is_points else units.RELATIVE_CHANGE, ())


def _no_gap(text: FigureText, fault: str, hint: str) -> ProblemsError:
    words = text.text if text.means is None else text.means
    message = f"{quoted(words.value)} {fault}"
    return ProblemsError((problem_at(codes.NO_GAP, message, words.span, hint),))
