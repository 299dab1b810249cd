"""Figures of claims and statements, read for the unit of their measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import (
    Absolute,
    Compound,
    Constant,
    ExtremeOf,
    Negative,
    QuantityTerm,
    RelativeChange,
    TableTerm,
    nodes_of,
    operands_of,
)
from factcheck.model.expression import AggregateFunction, Operator
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.unit import Unit, UnitKind
from factcheck.plan.units import AVERAGES

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.figure import Figure
    from factcheck.model.spec import FigureText


def read_claimed(text: FigureText, measure: Bound) -> Figure:
    """Return a figure read for its measure's unit.

    Raises ``ProblemsError`` with a place inside the figure's text.
    """
    return read_words(
        text,
        measure.unit,
        nouns_of(measure),
        is_rate=is_rate_like(measure),
        is_never_negative=is_never_negative(measure),
        undeclared=_undeclared_column(measure),
    )


def read_words(
    text: FigureText,
    expects: Unit | None,
    nouns: tuple[str, ...],
    *,
    is_rate: bool = False,
    is_never_negative: bool = False,
    undeclared: str | None = None,
) -> Figure:
    """Return a figure read for a unit; ``None`` where its words decide what it counts.

    ``undeclared`` is the measure's column where nobody has declared its unit, for a hint.
    Raises ``ProblemsError`` with a place inside the figure's text.
    """
    from factcheck.figure import UNIT_MISMATCH, FigureError, read_figure

    words = text.text if text.means is None else text.means
    try:
        return read_figure(
            words.value,
            lang=text.lang,
            expects=expects,
            nouns=nouns,
            reads=None if text.reads is None else text.reads.value,
            to=None if text.to is None else text.to.value,
            unit=None if text.unit is None else text.unit.value,
            rate_like=is_rate,
            never_negative=is_never_negative,
        )
    except FigureError as error:
        span = words.span.within_line(error.start, max(error.end, error.start + 1))
        hint = error.hint
        if undeclared is not None and error.code == UNIT_MISMATCH and _is_share(text):
            hint = (
                f"declare 'unit: percent' on the column {quoted(undeclared)} where its numbers are "
                f"percentages; else {hint}"
            )
        problem = Problem(error.code, error.message, span, hint=hint)
        raise ProblemsError((problem,)) from error


def _is_share(text: FigureText) -> bool:
    """Whether the words of a figure are a percentage or fraction by themselves."""
    from factcheck.figure import FigureError, read_figure

    words = text.text if text.means is None else text.means
    try:
        return read_figure(words.value, lang=text.lang).unit.kind is UnitKind.SHARE
    except FigureError:
        return False


def _undeclared_column(measure: Bound) -> str | None:
    """Return the column that a measure reads, where neither unit nor kind is declared."""
    match measure:
        case TableTerm() if measure.unit in {Unit(UnitKind.COUNT), Unit(UnitKind.AMOUNT)}:
            return measure.column
        case _:
            return None


def nouns_of(measure: Bound) -> tuple[str, ...]:
    """Return the nouns that may follow the numeral: the units of everything counted."""
    if measure.unit.kind not in {UnitKind.COUNT, UnitKind.AMOUNT}:
        return ()
    nouns = (node.unit.noun for node in nodes_of(measure))
    return tuple(dict.fromkeys(noun for noun in nouns if noun))


def is_never_negative(measure: Bound) -> bool:
    """Whether a measure is a count that no change can be claimed of: no difference is in it."""
    if measure.unit.kind is not UnitKind.COUNT:
        return False
    match measure:
        case QuantityTerm(definition=inner) if inner is not None:
            return is_never_negative(inner)
        case Compound(operator=Operator.SUBTRACT) | Negative():
            return False
        case Compound() | ExtremeOf():
            return all(
                is_never_negative(operand)
                for operand in operands_of(measure)
                if not isinstance(operand, Constant)
            )
        case _:
            return True


def is_rate_like(measure: Bound) -> bool:
    """Whether a whole printed number of this measure is a rounded one.

    So are averages, and what is calculated from them; amounts that stand in one cell; shares and
    factors that are calculated, a correlation among them.
    """
    match measure:
        case TableTerm(function=AggregateFunction.CORRELATION):
            return True
        case TableTerm(function=None | AggregateFunction.LAST):
            return measure.unit.kind is UnitKind.AMOUNT
        case TableTerm():
            return measure.function in AVERAGES
        case QuantityTerm(definition=inner) if inner is not None:
            return is_rate_like(inner)
        case RelativeChange() | Compound() if measure.unit.kind not in _MEASURED:
            return True
        case Compound() | Negative() | Absolute() | ExtremeOf() if (
            measure.unit.kind is UnitKind.AMOUNT
        ):
            return any(is_rate_like(operand) for operand in operands_of(measure))
        case _:
            return False


_MEASURED = {UnitKind.COUNT, UnitKind.AMOUNT}
