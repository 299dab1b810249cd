"""Figures of claims and statements, read for the unit of their measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

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
from factcheck.model.wording import word_set
from factcheck.plan import codes
from factcheck.plan.margins import with_margin
from factcheck.plan.names import problem_at
from factcheck.plan.unit_hints import as_share, undeclared_column
from factcheck.plan.units import AVERAGES

if TYPE_CHECKING:
    from factcheck.figure import FigureError
    from factcheck.model.bound import Bound
    from factcheck.model.figure import Figure
    from factcheck.model.span import Span, Text
    from factcheck.model.spec import FigureText


def as_claimed(measure: Bound, text: FigureText) -> Bound:
    """Return a measure as what a figure is claimed of.

    A number divided by a written one, ``t.n[k = a] / 72``, is as many of its unit as it stands
    alone. A percentage or fraction claimed of it is compared by value, as of any factor.
    """
    match measure:
        case Compound(operator=Operator.DIVIDE, right=Constant()) if (
            measure.unit.kind in _MEASURED and text.unit is None and _is_share(text)
        ):
            return replace(measure, unit=Unit(UnitKind.FACTOR))
        case _:
            return measure


def read_claimed(text: FigureText, measure: Bound) -> Figure:
    """Return a figure read for its measure's unit, with its margin if it has one.

    Raises ``ProblemsError`` with a place inside the figure's text, or at its margin.
    """
    nouns = nouns_of(measure)
    figure = read_words(
        text,
        measure.unit,
        nouns,
        is_rate=is_rate_like(measure),
        is_never_negative=is_never_negative(measure),
        undeclared=undeclared_column(measure),
    )
    return with_margin(text, figure, nouns)


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
    from factcheck.figure.doubtful import refuse_doubtful

    words = text.text if text.means is None else text.means
    try:
        figure = read_figure(
            words.value,
            lang=text.lang,
            locale=text.locale,
            expects=expects,
            nouns=nouns,
            reads=None if text.reads is None else text.reads.value,
            to=None if text.to is None else text.to.value,
            unit=None if text.unit is None else text.unit.value,
            rate_like=is_rate,
            never_negative=is_never_negative,
        )
        refuse_doubtful(words.value, figure, lang=text.lang, locale=text.locale, is_count=True)
    except FigureError as error:
        span = _place(text, words, error)
        hint = error.hint
        if undeclared is not None and error.code == UNIT_MISMATCH and _is_share(text):
            hint = f"{as_share(undeclared)}; else {hint}"
        problem = Problem(error.code, error.message, span, hint=hint)
        raise ProblemsError((problem,)) from error
    _refuse_contradiction(text, figure, expects, nouns)
    return figure


def _place(text: FigureText, words: Text, error: FigureError) -> Span:
    """Return where a figure is wrong: at the key that is to blame, else inside its words."""
    from factcheck.figure.codes import BAD_PRECISION, BAD_UNIT, UNKNOWN_CLASS

    blamed = {UNKNOWN_CLASS: text.reads, BAD_PRECISION: text.to, BAD_UNIT: text.unit}
    key = blamed.get(error.code)
    if key is not None:
        return key.span
    return words.span.within_line(error.start, max(error.end, error.start + 1))


def _refuse_contradiction(
    text: FigureText, figure: Figure, expects: Unit | None, nouns: tuple[str, ...]
) -> None:
    """Raise ``ProblemsError`` for a threshold that the figure's own words rule out."""
    if text.means is None:
        return
    own = own_words(text, expects, nouns)
    if own is None or own.unit.kind is not figure.unit.kind:
        return
    if own.profiles.lenient.is_apart_from(figure.profiles.lenient):
        said = word_set(own.profiles.lenient, own.unit)
        message = (
            f"the words {quoted(text.text.value)} say {said} by themselves, and 'means' would put "
            f"{quoted(text.means.value)} in their place, which has nothing in common with it"
        )
        hint = (
            "remove 'means'; it gives a threshold for words that hold none, such as "
            "'substantially more'"
        )
        raise ProblemsError((problem_at(codes.CONTRADICTED, message, text.means.span, hint),))


def own_words(
    text: FigureText, expects: Unit | None = None, nouns: tuple[str, ...] = ()
) -> Figure | None:
    """Return a figure as its words alone are read; ``None`` where they hold no threshold."""
    from factcheck.figure import FigureError, read_figure

    try:
        return read_figure(
            text.text.value, lang=text.lang, locale=text.locale, expects=expects, nouns=nouns
        )
    except FigureError:
        return None


def _is_share(text: FigureText) -> bool:
    """Whether the words of a figure are a percentage or fraction by themselves."""
    from factcheck.figure import FigureError, read_figure

    words = text.text if text.means is None else text.means
    try:
        found = read_figure(words.value, lang=text.lang, locale=text.locale)
    except FigureError:
        return False
    return found.unit.kind is UnitKind.SHARE


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
