"""One median, extreme, distinct count, correlation or last value, whatever others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import AggregateFunction
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import constant
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.told import told, told_join
from factcheck.quantity.aggregates.correlation import correlation_of, moments_of, units_of
from factcheck.quantity.aggregates.distinct import distinct_bounds
from factcheck.quantity.aggregates.gathered import named
from factcheck.quantity.aggregates.hidden_values import values_of
from factcheck.quantity.aggregates.latest import latest_of
from factcheck.quantity.aggregates.order_statistics import Sample, quantile_bounds, quantile_pieces
from factcheck.quantity.aggregates.outcomes import MAX_COMBINATIONS
from factcheck.quantity.aggregates.pieces import Outcome, Piece, noted
from factcheck.quantity.aggregates.samples import sample_of
from factcheck.quantity.aggregates.statistics import level_of, pairs_at
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from factcheck.quantity.aggregates.gathered import Gathered
    from factcheck.quantity.aggregates.samples import Drawn
    from factcheck.quantity.unknowns import Unknowns

_MINUS_ONE_TO_ONE = Interval(Fraction(-1), Fraction(1))
_ROWS_NEEDED = 2


def value_of_term(gathered: Gathered, unknowns: Unknowns, *, is_alone: bool) -> Quotient:
    """Return what a term is, or can be.

    ``is_alone`` tells that it hangs on nothing that another unknown number hangs on. Raises
    ``ObstacleError`` where there is no number.
    """
    match gathered.term.function:
        case AggregateFunction.LAST:
            return latest_of(gathered, unknowns, is_alone=is_alone)
        case AggregateFunction.DISTINCT:
            values, is_exact = values_of(gathered)
            bounds, is_reached = distinct_bounds(values)
            piece = Piece(bounds, Fraction(1), is_exact and is_reached)
            outcome = Outcome((piece,))
        case AggregateFunction.CORRELATION:
            return _correlation(gathered, unknowns)
        case _:
            drawn = sample_of(gathered)
            outcome = _quantile(gathered, drawn)
            is_alone = is_alone and drawn.is_sure
    return noted(unknowns, named(gathered), outcome, is_alone=is_alone)


def _quantile(gathered: Gathered, drawn: Drawn) -> Outcome:
    level, sample = level_of(gathered.term), drawn.sample
    if not sample.sure and not sample.perhaps:
        raise _absent(gathered, told("there is no value"))
    return Outcome(_pieces(drawn, level), not sample.sure)


def _pieces(drawn: Drawn, level: Fraction) -> tuple[Piece, ...]:
    """Return what a quantile can be, for each way in which rows may be missing if these are few."""
    sample = drawn.sample
    if sample.choices <= MAX_COMBINATIONS:
        pieces = tuple(dict.fromkeys(quantile_pieces(sample, level)))
        if drawn.is_complete:
            return pieces
    else:
        everything = Sample((*sample.sure, *sample.perhaps), (), sample.is_whole)
        ways = [everything, *([Sample(sample.sure, (), sample.is_whole)] if sample.sure else [])]
        pieces = tuple(piece for way in ways for piece in quantile_pieces(way, level))
    step = Fraction(1, level.denominator) if sample.is_whole else None
    return (Piece(quantile_bounds(sample, level), step, is_full=False), *pieces)


def _correlation(gathered: Gathered, unknowns: Unknowns) -> Quotient:
    """Return a correlation: exactly where all is known, else only where it must lie."""
    pairs = pairs_at(gathered, [place for place in gathered.known if place not in gathered.unknown])
    moments = moments_of(pairs, units_of((a, b) for a, b, _ in pairs))
    found = correlation_of(moments)
    if gathered.open:
        unknowns.notes[gathered.term.text] = told(
            "some of its numbers or rows are unknown, so all that is said of it is that a "
            "correlation lies between −1 and 1"
        )
        outcome = Outcome((Piece(_MINUS_ONE_TO_ONE, None, is_full=False),), found is None)
        return noted(unknowns, named(gathered), outcome, is_alone=False)
    if found is None:
        raise _absent(
            gathered,
            told("there are fewer than two rows with both numbers")
            if moments.rows < _ROWS_NEEDED
            else told("one of the columns is the same in every row"),
        )
    if found.root is not None:
        return Quotient(constant(found.root))
    root = unknowns.root(found.square, found.bounds.magnitude())
    return Quotient(root.scaled(Fraction(-1 if found.is_negative else 1)))


def _absent(gathered: Gathered, why: str) -> ObstacleError:
    message = told_join(": ", (quoted(gathered.term.text), why))
    return ObstacleError(Obstacle("missing", message, is_absent=True))
