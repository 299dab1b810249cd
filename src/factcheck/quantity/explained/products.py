"""Multiplications behind a link of a chain: parts of parts, and parts of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told
from factcheck.quantity.explained.words import PERCENT_PLACES, digits, part

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.quantity.explained.words import AtLeastZero

_PAIR = 2


def calculated(before: AtLeastZero, link: AtLeastZero, sum_: AtLeastZero) -> str:
    """Return the multiplication behind a link: ``, and 63 % of 20 % is 12.6 %``."""
    ratio, result = _part_of(link), _part_of(sum_)
    first = _part_of(before)
    if ratio is None or ratio >= 1:
        return ""
    if first is not None and result is not None and first < 1 and first * ratio == result:
        pair = (first, ratio) if _leads(before, link) else (ratio, first)
        return _product(*map(part, (*pair, result)))
    number, product = number_of(before), number_of(sum_)
    if number and product and number * ratio == product:
        is_up = sum_.form.terms[0][1] < 0
        return _product(part(ratio), *(digits(each, is_up=is_up) for each in (number, product)))
    return ""


def _product(ratio: str, number: str, product: str) -> str:
    return told(", and {part} of {number} is {product}", part=ratio, number=number, product=product)


def _leads(before: AtLeastZero, link: AtLeastZero) -> bool:
    """Whether the whole of what came before is a part in the link."""
    return _ends(before)[1] == _ends(link)[0]


def _ends(said: AtLeastZero) -> tuple[str, str]:
    """Return the part and the whole."""
    part_, whole = sorted(said.form.terms, key=lambda term: -abs(term[1]))
    return part_[0], whole[0]


def _part_of(said: AtLeastZero) -> Fraction | None:
    """Return which part of another number a number is at least, or at most; ``None`` for none."""
    terms = said.form.terms
    if said.form.constant or len(terms) != _PAIR:
        return None
    (_, one), (_, other) = terms
    if (one > 0) is (other > 0):
        return None
    return min(abs(one), abs(other)) / max(abs(one), abs(other))


def is_awkward(said: AtLeastZero) -> bool:
    """Whether a part in it is told as a fraction such as 10/63."""
    ratio = _part_of(said)
    return ratio is not None and 10**PERCENT_PLACES % (ratio * 100).denominator != 0


def number_of(said: AtLeastZero) -> Fraction | None:
    """Return the number that a single unknown one is compared with."""
    terms = said.form.terms
    if len(terms) != 1 or not said.form.constant:
        return None
    return -said.form.constant / terms[0][1]
