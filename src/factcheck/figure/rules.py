"""One sentence that says how the words of a figure became its sets.

It names the rule that was applied, so that its reader can calculate the sets again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.figure.bare_words import bare_in_words
from factcheck.figure.distances import Basis
from factcheck.figure.phrase import (
    Between,
    Multiple,
    Numeral,
    Part,
    Phrase,
    Plural,
    Printed,
    Quantifier,
    Unchanged,
)
from factcheck.figure.reach_words import in_other_profiles, is_in_points, reach_in_words
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted
from factcheck.model.told import told, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import MOST_PLACES, word_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.figure.depth import Measured
    from factcheck.figure.distances import Distances
    from factcheck.figure.sets import Drawn

_BOUNDS = {
    "gt": told("above the number"),
    "ge": told("the number or above"),
    "lt": told("below the number"),
    "le": told("the number or below"),
    "upto": told("from nothing to the number"),
}
_QUANTITIES = {
    "majority": told("more than half"),
    "vast_majority": told(
        "at least 75 percent; strictly at least 85; leniently at least 66 (a stipulation)"
    ),
    "almost_all": told(
        "at least 95 percent but not all; strictly at least 98; leniently at least 90, or all (a "
        "stipulation)"
    ),
    "lt": told("less than half"),
    "exact": told("nothing but the number itself"),
}
_SIDES = frozenset({"near_below", "tight_below", "tight_above", "near_halved"})
_MARGINS = frozenset({"well_over", "well_under"})


def meaning_of(phrase: Phrase, drawn: Drawn, *, is_cut: bool) -> str:
    """Return what the words mean, by the rule that was applied.

    ``is_cut`` says that the unit has no numbers below 0, where the words alone would have some.
    """
    return told_join("; ", (*_own(phrase, drawn), *_added(phrase, drawn, is_cut=is_cut)))


def once_more(times: Fraction) -> str:
    """Return how many times *three times more* is when it comes on top of the one before."""
    return word_number(times + 1, Unit(UnitKind.COUNT), places=MOST_PLACES)


def precision_stated(step: str) -> str:
    """Return what a figure means whose precision the checker states."""
    return told("rounded to steps of {step}, as stated with 'to'", step=step)


def _own(phrase: Phrase, drawn: Drawn) -> Iterator[str]:
    """Yield what the class made of the number, in each profile."""
    match phrase.core:
        case Quantifier():
            yield _QUANTITIES[drawn.hedge]
        case Plural(unit=unit, top=top):
            yield told(
                "at least {least}, twice its unit, and less than {top}, the next larger word; "
                "leniently without an upper end",
                least=_count(2 * unit),
                top=_count(top),
            )
        case Unchanged():
            yield told(
                "no change that shows in whole percent or points, so at most 0.5 of them up or "
                "down; strictly no change at all; leniently at most 1"
            )
        case Between(lower=lower):
            is_part = isinstance(lower, Part)
            is_percent = phrase.unit.printed in {Printed.PERCENT, Printed.POINTS}
            yield from _range(drawn, in_points=is_part or is_percent)
        case Numeral() | Part() | Multiple():
            assert drawn.measured is not None
            (distances,) = drawn.reaches
            yield from _number(phrase, drawn.hedge, drawn.measured, distances)
        case _:
            assert_never(phrase.core)


def _count(number: int) -> str:
    return word_number(Fraction(number), Unit(UnitKind.COUNT))


def _range(drawn: Drawn, *, in_points: bool) -> Iterator[str]:
    first, second = drawn.reaches
    if drawn.hedge == "approx":
        reach = reach_in_words((first[1], second[1]), in_points=in_points)
        yield told(
            "from the first number to the second, on both sides of each by {reach}", reach=reach
        )
        yield from in_other_profiles(drawn.reaches, in_points=in_points)
        return
    yield told("from the first number to the second")
    reach = reach_in_words((first[2], second[2]), in_points=in_points)
    yield told("leniently also on both sides of each by {reach}", reach=reach)


def _number(phrase: Phrase, name: str, measured: Measured, distances: Distances) -> Iterator[str]:
    in_points = is_in_points(measured)
    strict, default, lenient = distances
    if name == "bare":
        yield from bare_in_words(phrase, measured, distances)
    elif name in _BOUNDS:
        yield _BOUNDS[name]
        if lenient.amount:
            reach = reach_in_words((lenient,), in_points=in_points)
            yield _slack(name, reach)
    elif name in _MARGINS:
        if default.amount:
            yield _margin(name, reach_in_words((default,), in_points=in_points))
            if strict.amount != default.amount:
                reach = reach_in_words((strict,), in_points=in_points, is_short=True)
                yield told("strictly by at least {reach}", reach=reach)
            yield told("leniently by any amount")
        else:
            yield _BOUNDS["gt"]
    elif name == "exact" and not default.amount:
        yield _QUANTITIES["exact"]
    elif name == "exact" and default.basis is Basis.POINT:
        yield told("a fraction to half a percentage point on both sides")
    else:
        yield _around(name, reach_in_words((default,), in_points=in_points))
        yield from in_other_profiles((distances,), in_points=in_points)


def _slack(name: str, reach: str) -> str:
    if name == "ge":
        return told("leniently also below it by {reach}", reach=reach)
    return told("leniently also above it by {reach}", reach=reach)


def _margin(name: str, reach: str) -> str:
    if name == "well_over":
        return told("above the number by at least {reach}", reach=reach)
    return told("below the number by at least {reach}", reach=reach)


def _around(name: str, reach: str) -> str:
    match name:
        case "exact":
            return told(
                "rounded at its last printed digit, so on both sides of it by {reach}", reach=reach
            )
        case "approx":
            return told("on both sides of the number by {reach}", reach=reach)
        case "aine":
            return told("a collective number, on both sides of it by {reach}", reach=reach)
        case "near_below":
            return told("below the number by at most {reach}", reach=reach)
        case "tight_below":
            return told("closely below the number, by at most {reach}", reach=reach)
        case "tight_above":
            return told("closely above the number, by at most {reach}", reach=reach)
        case _:
            return told(
                "not quite fallen to the number, so above it by at most {reach}", reach=reach
            )


def _added(phrase: Phrase, drawn: Drawn, *, is_cut: bool) -> Iterator[str]:
    """Yield what the words around the number and the unit make of the sets."""
    core, is_one_sided = phrase.core, drawn.hedge in _SIDES
    if is_one_sided and phrase.hedge is not None and phrase.hedge.is_including:
        yield told("the number itself included")
    if phrase.direction < 0:
        yield told("a change downwards is negative")
    if drawn.is_one_way:
        yield told("no change in the other direction")
    if isinstance(core, Numeral) and core.sign < 0 and is_one_sided:
        yield told("all of it without the minus sign, which then stands before each number")
    if drawn.most is not None:
        most = word_number(drawn.most, Unit(UnitKind.COUNT), places=MOST_PLACES)
        yield told("no more than {number}, as it has fallen", number=most)
    if is_cut:
        yield told("no count or share is below 0")
    if isinstance(core, Multiple) and core.ambiguous is not None:
        yield told(
            "or {number} times, if {words} is taken literally",
            number=once_more(core.number),
            words=quoted(core.ambiguous),
        )
