"""Linear forms and rows over named unknown numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping


ZERO = Fraction(0)


class Form(Struct, frozen=True):
    """``constant`` plus a multiple of each variable; variables sorted, no zero multiples."""

    constant: Fraction = ZERO
    terms: tuple[tuple[str, Fraction], ...] = ()

    @property
    def is_constant(self) -> bool:
        """Whether no variable is left."""
        return not self.terms

    def __add__(self, other: Form) -> Form:
        multiples = dict(self.terms)
        for name, multiple in other.terms:
            multiples[name] = multiples.get(name, ZERO) + multiple
        return _form(self.constant + other.constant, multiples)

    def __sub__(self, other: Form) -> Form:
        return self + other.scaled(Fraction(-1))

    def scaled(self, factor: Fraction) -> Form:
        """Return the form times ``factor``."""
        return _form(
            self.constant * factor, {name: multiple * factor for name, multiple in self.terms}
        )

    def at(self, point: Mapping[str, Fraction]) -> Fraction:
        """Return the form's number where every variable has the number in ``point``."""
        number = self.constant
        for name, multiple in self.terms:
            number += multiple * point[name]
        return number


def constant(number: Fraction | int) -> Form:
    """Return the form that is this number."""
    return Form(Fraction(number))


def variable(name: str) -> Form:
    """Return the form that is this variable."""
    return Form(ZERO, ((name, Fraction(1)),))


def _form(number: Fraction, multiples: dict[str, Fraction]) -> Form:
    return Form(number, tuple(sorted((n, m) for n, m in multiples.items() if m)))


class Variable(Struct, frozen=True):
    """An unknown number: its own bounds, and whether it must be whole."""

    name: str
    bounds: Interval
    is_integer: bool = False


class Row(Struct, frozen=True, omit_defaults=True):
    """``form`` lies in ``allowed``, because ``statement`` says so."""

    statement: str
    form: Form
    allowed: Interval
    confidence: Fraction | None = None
    """How sure that is, between 0 and 1; ``None`` where it is certain."""


@dataclass(frozen=True, slots=True)
class System:
    """Everything known of some numbers."""

    variables: tuple[Variable, ...] = ()
    rows: tuple[Row, ...] = ()
    memo: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was worked out of the system once; it never changes what the system means."""

    @property
    def integers(self) -> frozenset[str]:
        """The names of the numbers that must be whole."""
        return frozenset(each.name for each in self.variables if each.is_integer)

    def variable(self, name: str) -> Variable | None:
        """Return the variable of a name; ``None`` for no such one."""
        found = self.memo.get("by name")
        if not isinstance(found, dict):
            found = self.memo["by name"] = {each.name: each for each in self.variables}
        return found.get(name)

    def with_rows(self, rows: tuple[Row, ...]) -> System:
        """Return the system with further rows."""
        return System(self.variables, self.rows + rows)

    def without(self, statements: frozenset[str]) -> System:
        """Return the system without the rows of some statements."""
        return System(
            self.variables, tuple(row for row in self.rows if row.statement not in statements)
        )

    def admits(self, point: Mapping[str, Fraction]) -> bool:
        """Whether a point satisfies every bound, every whole number and every row exactly."""
        return all(
            point[each.name] in each.bounds
            and (not each.is_integer or point[each.name].denominator == 1)
            for each in self.variables
        ) and all(row.form.at(point) in row.allowed for row in self.rows)
