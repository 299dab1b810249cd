"""Figures with a margin: what is said is the printed number, so much more or less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.decimal_text import fraction_of
from factcheck.model.figure import Profiles
from factcheck.model.interval import Interval
from factcheck.model.near import listed, quoted
from factcheck.model.problem import ProblemsError
from factcheck.model.told import told, told_join
from factcheck.model.unit import UnitKind
from factcheck.model.wording import word_set
from factcheck.plan import codes
from factcheck.plan.names import problem_at

if TYPE_CHECKING:
    from factcheck.model.figure import Figure
    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import Problem
    from factcheck.model.span import Text
    from factcheck.model.spec import FigureText

_WRITTEN = re.compile(r"(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+) ?(?P<unit>.*)")
_PERCENT = 100
_POINTS = ("points", "percentage points")
_PERCENTAGES = frozenset({UnitKind.SHARE, UnitKind.FACTOR, UnitKind.RELATIVE_CHANGE})
_NUMBERED = frozenset({UnitKind.COUNT, UnitKind.AMOUNT})
_EXACT = frozenset({"bare", "exact"})
_FINEST = 100
"""A margin this many times smaller than the last digit that is printed is in another unit."""


def with_margin(text: FigureText, figure: Figure, nouns: tuple[str, ...]) -> Figure:
    """Return a figure with its margin, if it has one: its number, so much more or less.

    The sets of all profiles are then that, with closed ends: nothing is added for rounding.
    ``nouns`` are the units that may follow the margin of a count or an amount. Raises
    ``ProblemsError`` where the margin does not fit the figure.
    """
    if text.margin is None:
        return figure
    problem = _problem(text.margin, figure, nouns)
    if problem is not None:
        raise ProblemsError((problem,))
    assert figure.value is not None
    digits, margin = _margin(text.margin, figure)
    said = Interval(figure.value - margin, figure.value + margin)
    number = told_join(" ± ", (figure.text, digits))
    if figure.has_percent_sign:
        number = told("{number} points", number=number)
    meaning = told("{what} is {set}", what=number, set=word_set(said, figure.unit))
    return replace(figure, text=number, meaning=meaning, profiles=Profiles(said, said, said))


def _margin(margin: Text, figure: Figure) -> tuple[str, Fraction]:
    """Return the digits of a margin, and what it is in the figure's unit."""
    digits, _ = _parts(margin)
    number = fraction_of(digits.replace(",", ""))
    return digits, number / _PERCENT if _is_percentage(figure) else number


def _parts(margin: Text) -> tuple[str, str]:
    found = _WRITTEN.fullmatch(margin.value)
    assert found is not None, "the spec lets no other text pass"
    return found["digits"], found["unit"].strip()


def _is_percentage(figure: Figure) -> bool:
    return figure.has_percent_sign and figure.unit.kind in _PERCENTAGES


def _problem(margin: Text, figure: Figure, nouns: tuple[str, ...]) -> Problem | None:
    """Return why a margin does not fit a figure; ``None`` where it does."""
    if figure.value is None or figure.hedge not in _EXACT:
        message = f"a margin is about one printed number, and {quoted(figure.text)} is none"
        hint = "remove 'margin', or write the number alone: 'figure: 63 percent'"
        return problem_at(codes.MARGIN, message, margin.span, hint)
    if figure.unit.kind is UnitKind.SHARE and not figure.has_percent_sign:
        message = f"{quoted(figure.text)} has no unit that a margin could be in"
        hint = "write the figure as a percentage; its margin is in points then"
        return problem_at(codes.MARGIN, message, margin.span, hint)
    return _unit_problem(margin, figure, nouns) or _size_problem(margin, figure)


def _unit_problem(margin: Text, figure: Figure, nouns: tuple[str, ...]) -> Problem | None:
    digits, unit = _parts(margin)
    fitting = _fitting(figure, nouns)
    if not unit or unit.casefold() in {each.casefold() for each in fitting}:
        return None
    message = f"a margin in {quoted(unit)} does not fit the figure {quoted(figure.text)}"
    hint = f"write 'margin: {digits}', in the unit in which the figure is printed"
    if fitting:
        hint = f"write 'margin: {digits} {fitting[0]}'; it may be in {listed(fitting)}"
    return problem_at(codes.MARGIN, message, margin.span, hint)


def _fitting(figure: Figure, nouns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the units that a figure's margin may have."""
    if _is_percentage(figure) or figure.unit.kind is UnitKind.POINTS:
        return _POINTS
    if figure.unit.kind not in _NUMBERED:
        return ()
    own = () if figure.unit.noun is None else (figure.unit.noun,)
    return tuple(dict.fromkeys((*own, *nouns)))


def _size_problem(margin: Text, figure: Figure) -> Problem | None:
    """Return the problem of a margin that is in the millions of its figure, and does not say so."""
    digits, number = _margin(margin, figure)
    step = figure.quantum
    if figure.unit.kind not in _NUMBERED or step is None or step <= 1:
        return None
    if number * _FINEST >= step:
        return None
    message = f"a margin of {digits} is much finer than what {quoted(figure.text)} shows"
    hint = "write it out with all its zeros: 'margin: 100,000'"
    return problem_at(codes.MARGIN, message, margin.span, hint)
