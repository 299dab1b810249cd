"""Whether one answer leads another in one sample: exact, however few people were asked.

Of those who gave one of two answers each gave the first with the same chance, that of the first
among both. So the exact interval of that chance says whether the first leads, whatever all others
said: it keeps its level where the normal distribution does not.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.sampling.intervals import clopper_pearson

if TYPE_CHECKING:
    from factcheck.quantity.sampling.sampled import Sampled

FEWEST_ASKED = 30
FEWEST_ANSWERS = 5
"""With fewer the normal distribution is no guide to the size of a difference."""

_ZERO, _HALF, _ONE = Fraction(0), Fraction(1, 2), Fraction(1)


class Answers(Struct, frozen=True):
    """How many people gave an answer, at least and at most."""

    least: Fraction
    most: Fraction


def answers_of(sample: Sampled) -> Answers:
    """Return how many people gave an answer, by what is printed of it.

    They are the nearest whole numbers where those who were asked are counted one by one, and not
    divided by a design effect. A half may be either.
    """
    assert sample.effective is not None
    lower, upper = (
        (sample.printed + off) / sample.per_share * sample.effective
        for off in (-sample.off, sample.off)
    )
    if sample.effective == sample.asked:
        lower, upper = Fraction(ceil(lower - _HALF)), Fraction(floor(upper + _HALF))
    return Answers(max(lower, _ZERO), min(upper, sample.effective))


def first_among_both(one: Answers, other: Answers, level: Fraction) -> Interval:
    """Return the share of one answer among those who gave one of two, of everybody.

    At the level and exact (Clopper and Pearson); anything from 0 to 1 where nobody gave either.
    """
    lower, upper = _ZERO, _ONE
    if one.least + other.most:
        lower = _share(one.least, other.most, level).lower or _ZERO
    if one.most + other.least:
        found = _share(one.most, other.least, level).upper
        upper = _ONE if found is None else found
    return Interval(lower, upper)


def _share(one: Fraction, other: Fraction, level: Fraction) -> Interval:
    return clopper_pearson(one / (one + other), one + other, level)


def has_few(sample: Sampled, *, is_part: bool) -> bool:
    """Whether too few people were asked, or gave an answer, for the normal distribution.

    ``is_part`` says that only those who gave the answer decide, and not those who did not.
    """
    assert sample.effective is not None
    given = sample.printed / sample.per_share * sample.effective
    least = given if is_part else min(given, sample.effective - given)
    return sample.effective < FEWEST_ASKED or least < FEWEST_ANSWERS
