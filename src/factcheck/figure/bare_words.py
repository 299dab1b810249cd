"""What a figure without a hedge means, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.depth import Ruler, is_two_figures
from factcheck.figure.distances import Basis
from factcheck.figure.phrase import Numeral, Part, Phrase, is_of_year
from factcheck.figure.reach_words import in_other_profiles, is_in_points, reach_in_words
from factcheck.model.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.figure.depth import Measured
    from factcheck.figure.distances import Distance, Distances


def bare_in_words(phrase: Phrase, measured: Measured, distances: Distances) -> Iterator[str]:
    """Yield what is read of a number without a hedge, as usual and in the other profiles."""
    _, default, _ = distances
    in_points = is_in_points(measured)
    reach = reach_in_words((default,), in_points=in_points)
    if isinstance(phrase.core, Part) and phrase.core.is_precise:
        yield told("a fraction of two counts that are not round is exact")
    elif measured.ruler is Ruler.PART:
        yield told("a fraction without a hedge, on both sides of it by {reach}", reach=reach)
    elif measured.ruler is Ruler.MULTIPLE:
        yield told("a multiple without a hedge, on both sides of it by {reach}", reach=reach)
    else:
        yield _printed(phrase, measured, default)
    yield from in_other_profiles((distances,), in_points=in_points)


def _printed(phrase: Phrase, measured: Measured, usual: Distance) -> str:
    """Return how precise a number is by its print alone."""
    if usual.amount == 0 and isinstance(phrase.core, Numeral) and is_of_year(phrase, phrase.core):
        return told("a four-digit year is exact")
    if usual.amount == 0:
        return told("a number without a hedge that is not round is exact")
    if usual.basis is Basis.FIGURES and is_two_figures(measured):
        return told("a round number without a hedge, rounded to two significant figures")
    if usual.basis is Basis.FIGURES:
        return told("an amount without a hedge, rounded to the zeros that it ends in")
    if usual.basis is Basis.SHARE:
        return told(
            "printed in its word of scale, so rounded to it, but by no more than {reach}",
            reach=reach_in_words((usual,), in_points=is_in_points(measured)),
        )
    if measured.scale > 1 and not measured.decimals:
        return told("printed in its word of scale, so rounded to it")
    if phrase.is_converted and measured.is_plain_integer:
        return told("a whole number of another unit than the measure's, rounded to that unit")
    return told("printed without a hedge, so rounded at its last printed digit")
