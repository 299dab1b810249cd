"""Inequalities between unknown numbers, in words and digits."""

from __future__ import annotations

from collections import Counter
from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.whole import common_step
from factcheck.model.fraction import Fraction
from factcheck.model.told import told, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import at_least, at_most, less_than, more_than, word_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.linear import Form

_COUNT = Unit(UnitKind.COUNT)
EXACT_PLACES = 4
"""A number with no more decimals than this is printed as it is."""
PERCENT_PLACES = 8
"""The same of percentages, which come of multiplying others."""
ROUNDED_PLACES = 2
"""Any other one is rounded to so many, to the side on which what is said stays true."""

_Terms = list[tuple[str, Fraction]]


class AtLeastZero(Struct, frozen=True):
    """That a form is at least zero, or above it."""

    form: Form
    is_strict: bool = False

    def plus(self, other: AtLeastZero, multiple: Fraction) -> AtLeastZero:
        """Return what follows from this and a multiple, not negative, of another."""
        return AtLeastZero(
            self.form + other.form.scaled(multiple),
            self.is_strict or (other.is_strict and multiple > 0),
        )


def digits(number: Fraction, *, is_up: bool, places: int | None = ROUNDED_PLACES) -> str:
    """Return a number's digits: exact where it is short, else rounded up or down.

    What would be rounded to zero is written as a fraction, and with ``None`` for ``places`` every
    number that is not short, with what it is about.
    """
    for exact in range(EXACT_PLACES + 1):
        if 10**exact % number.denominator == 0:
            return word_number(number, _COUNT, places=exact)
    if places is None:
        return told("{exact} ({number})", exact=str(number), number=word_number(number, _COUNT))
    near = rounded(number, is_up=is_up, places=places)
    return word_number(near, _COUNT, places=places) if near else str(number)


def rounded(number: Fraction, *, is_up: bool, places: int) -> Fraction:
    """Return a number as it is printed: with more than a few decimals rounded up or down."""
    if 10**EXACT_PLACES % number.denominator == 0:
        return number
    scaled = number * 10**places
    return Fraction(ceil(scaled) if is_up else floor(scaled), 10**places)


def part(ratio: Fraction) -> str:
    """Return a ratio above zero as a word for a part or a multiple: ``63 %``, ``1/3 (33.33 %)``."""
    percent = ratio * 100
    for places in range(PERCENT_PLACES + 1 if ratio < 1 else 0):
        if 10**places % percent.denominator == 0:
            return told("{number} %", number=word_number(percent, _COUNT, places=places))
    if 10**EXACT_PLACES % ratio.denominator == 0:
        return digits(ratio, is_up=False)
    if ratio < 1:
        shown = told("{number} %", number=word_number(percent, _COUNT))
        return told("{exact} ({number})", exact=str(ratio), number=shown)
    return str(ratio)


def of(ratio: Fraction, name: str) -> str:
    """Return a multiple of a number: ``63 % of b``, ``b``, ``3 × b``."""
    if ratio == 1:
        return name
    if ratio < 1:
        return told("{part} of {whole}", part=part(ratio), whole=name)
    return told_join(" × ", (part(ratio), name))


def called(labels: Mapping[str, str]) -> dict[str, str]:
    """Return what unknown numbers are called, each in its own way."""
    numbers = Counter(labels.values())
    met: Counter[str] = Counter()
    names = {}
    for name, label in labels.items():
        met[label] += 1
        is_alone = numbers[label] == 1
        names[name] = label if is_alone else told("{name} (number {n})", name=label, n=met[label])
    return names


def in_words(
    said: AtLeastZero, names: Mapping[str, str], places: int | None = ROUNDED_PLACES
) -> str:
    """Return an inequality in words: ``a is at least 63 % of b``.

    ``names`` are what the unknown numbers are called.
    """
    form, is_strict = said.form, said.is_strict
    if form.is_constant:
        compared = _compared("0", is_lower=True, is_strict=is_strict)
        return told("{what} is {set}", what=digits(form.constant, is_up=False), set=compared)
    above: _Terms = [(n, m) for n, m in form.terms if m > 0]
    under: _Terms = [(n, -m) for n, m in form.terms if m < 0]
    is_lower = _speaks_of_above(above, under, form.constant)
    subject, others = (above, under) if is_lower else (under, above)
    scale = subject[0][1] if len(subject) == 1 else common_step(m for _, m in form.terms)
    what = told_join(" + ", (of(m / scale, names.get(n, n)) for n, m in subject))
    rest = [of(m / scale, names.get(n, n)) for n, m in others]
    number = (-form.constant if is_lower else form.constant) / scale
    ending = _sum(rest, number, is_up=not is_lower, places=places)
    compared = _compared(ending, is_lower=is_lower, is_strict=is_strict)
    return told("{what} is {set}", what=what, set=compared)


def _speaks_of_above(above: _Terms, under: _Terms, constant: Fraction) -> bool:
    """Whether the numbers that are large are spoken of, rather than those that are small."""
    if not above or not under:
        return bool(above)
    if len(above) == len(under) == 1:
        return under[0][1] <= above[0][1]
    if (len(above) == 1) is not (len(under) == 1):
        return len(above) == 1
    return constant <= 0


def _compared(end: str, *, is_lower: bool, is_strict: bool) -> str:
    if is_lower:
        return more_than(end) if is_strict else at_least(end)
    return less_than(end) if is_strict else at_most(end)


def _sum(parts: list[str], number: Fraction, *, is_up: bool, places: int | None) -> str:
    """Return other numbers and a known one, added up."""
    if not parts:
        return digits(number, is_up=is_up, places=places)
    added = told_join(" + ", parts)
    if number == 0:
        return added
    sign = " + " if number > 0 else " − "
    return told_join(sign, (added, digits(abs(number), is_up=is_up is (number > 0), places=places)))
