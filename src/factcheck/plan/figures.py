"""Figures of claims and statements, read for the unit of their measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import Compound, RelativeChange, TableTerm, nodes_of
from factcheck.model.expression import AggregateFunction
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.unit import UnitKind

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.figure import Figure
    from factcheck.model.spec import FigureText

_AVERAGES = {AggregateFunction.MEAN, AggregateFunction.MEDIAN, AggregateFunction.QUANTILE}


def read_claimed(text: FigureText, measure: Bound) -> Figure:
    """Return a figure read for its measure's unit.

    Raises ``ProblemsError`` with a place inside the figure's text.
    """
    from factcheck.figure import FigureError, read_figure

    words = text.text if text.means is None else text.means
    try:
        return read_figure(
            words.value,
            lang=text.lang,
            expects=measure.unit,
            nouns=nouns_of(measure),
            reads=None if text.reads is None else text.reads.value,
            to=None if text.to is None else text.to.value,
            unit=None if text.unit is None else text.unit.value,
            rate_like=is_rate_like(measure),
        )
    except FigureError as error:
        span = words.span.within_line(error.start, max(error.end, error.start + 1))
        problem = Problem(error.code, error.message, span, hint=error.hint)
        raise ProblemsError((problem,)) from error


def nouns_of(measure: Bound) -> tuple[str, ...]:
    """Return the nouns that may follow the numeral: the units of everything counted."""
    if measure.unit.kind not in {UnitKind.COUNT, UnitKind.AMOUNT}:
        return ()
    nouns = (node.unit.noun for node in nodes_of(measure))
    return tuple(dict.fromkeys(noun for noun in nouns if noun))


def is_rate_like(measure: Bound) -> bool:
    """Whether a whole printed number of this measure is a rounded one."""
    if isinstance(measure, TableTerm):
        return measure.function in _AVERAGES or (
            measure.function is None and measure.unit.kind is UnitKind.AMOUNT
        )
    return isinstance(measure, RelativeChange | Compound) and measure.unit.kind not in {
        UnitKind.COUNT,
        UnitKind.AMOUNT,
    }
