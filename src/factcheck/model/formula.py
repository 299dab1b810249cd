"""Formulas over linear conditions: what they are in a world, and as far as some are known.

Method: three-valued logic (Kleene 1938). A formula of which some conditions are not known is
true or false where it is so whatever they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row
from factcheck.model.truth import AND, OR, Truth, truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MINUS = Fraction(-1)


class Atom(Struct, frozen=True, tag="condition"):
    """That a form is at least zero; with ``is_strict`` that it is above zero."""

    form: Form
    is_strict: bool = False

    @property
    def row(self) -> Row:
        """The row that says so."""
        return Row(CASE, self.form, Interval.at_least(0, closed=not self.is_strict))

    def opposite(self) -> Atom:
        """Return the condition that it is not so."""
        return Atom(self.form.scaled(_MINUS), not self.is_strict)


CASE = "case"
"""The statement of the rows that a proof adds on its way."""


class All(Struct, frozen=True, tag="all"):
    """That all of some formulas are true."""

    parts: tuple[Formula, ...]


class AnyOf(Struct, frozen=True, tag="any"):
    """That one or more of some formulas are true."""

    parts: tuple[Formula, ...]


class Count(Struct, frozen=True, tag="count"):
    """That the number of formulas that are true lies in a set, or outside of it."""

    parts: tuple[Formula, ...]
    allowed: Interval
    is_negated: bool = False


Formula = Atom | All | AnyOf | Count
TRUE = All(())
FALSE = AnyOf(())

Known = dict[Atom, bool]
"""Conditions in their plain form, and whether they are so."""


def negated(formula: Formula) -> Formula:
    """Return the formula that is true where another is false."""
    match formula:
        case Atom():
            return formula.opposite()
        case All():
            return AnyOf(tuple(negated(part) for part in formula.parts))
        case AnyOf():
            return All(tuple(negated(part) for part in formula.parts))
        case Count():
            return Count(formula.parts, formula.allowed, not formula.is_negated)
        case _:
            assert_never(formula)


def plain(atom: Atom) -> tuple[Atom, bool]:
    """Return a condition in the one form that it shares with its opposite, and which it is.

    The first multiple is one. ``2x - 6 >= 0`` is ``x - 3 >= 0``; ``-x + 3 > 0`` is its opposite.
    """
    first = atom.form.terms[0][1]
    if first == 1:
        return atom, True
    if first > 0:
        return Atom(atom.form.scaled(1 / first), atom.is_strict), True
    return Atom(atom.form.scaled(1 / first), not atom.is_strict), False


def truth_of(formula: Formula, known: Mapping[Atom, bool]) -> Truth:
    """Return whether a formula is true as far as the known conditions tell."""
    match formula:
        case Atom():
            return _truth_of_atom(formula, known)
        case All() | AnyOf():
            is_all = isinstance(formula, All)
            join, ending = (AND, Truth.FALSE) if is_all else (OR, Truth.TRUE)
            joined = truth(is_all)
            for part in formula.parts:
                joined = join[joined, truth_of(part, known)]
                if joined is ending:
                    break
            return joined
        case Count():
            return _truth_of_count(formula, known)
        case _:
            assert_never(formula)


def _truth_of_atom(atom: Atom, known: Mapping[Atom, bool]) -> Truth:
    if atom.form.is_constant:
        number = atom.form.constant
        return truth(number > 0 or (number == 0 and not atom.is_strict))
    key, is_same = plain(atom)
    if key not in known:
        return Truth.UNKNOWN
    return truth(known[key] is is_same)


def _truth_of_count(count: Count, known: Mapping[Atom, bool]) -> Truth:
    truths = [truth_of(part, known) for part in count.parts]
    surely, perhaps = truths.count(Truth.TRUE), truths.count(Truth.UNKNOWN)
    inside = {number in count.allowed for number in range(surely, surely + perhaps + 1)}
    if len(inside) > 1:
        return Truth.UNKNOWN
    return truth((True in inside) is not count.is_negated)


def holds_at(formula: Formula, point: Mapping[str, Fraction]) -> bool:
    """Return whether a formula is true in a world."""
    match formula:
        case Atom():
            number = formula.form.at(point)
            return number > 0 or (number == 0 and not formula.is_strict)
        case All():
            return all(holds_at(part, point) for part in formula.parts)
        case AnyOf():
            return any(holds_at(part, point) for part in formula.parts)
        case Count():
            met = sum(holds_at(part, point) for part in formula.parts)
            return (met in formula.allowed) is not formula.is_negated
        case _:
            assert_never(formula)


def atoms_of(formula: Formula) -> Iterator[Atom]:
    """Yield the conditions of a formula in plain form, each as often as it occurs."""
    if isinstance(formula, Atom):
        if not formula.form.is_constant:
            yield plain(formula)[0]
        return
    for part in formula.parts:
        yield from atoms_of(part)
