"""Counts of conditions as rows: a number of 0 or 1 for each formula that is counted.

Method: in every world in which a formula is true, each counted part is true or not, and its
number says which. A condition that holds where its number is 1 is a row with the least that its
form can be (Dantzig 1957), and so is what it leaves to each of its numbers. That is more worlds
than the formula has, never fewer, so that what refutes these rows refutes the formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.bounds.limits import MINUS, ONE, limits_of
from factcheck.bounds.whole import whole_row
from factcheck.model.formula import CASE, All, AnyOf, Atom, Count, negated, truth_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import ZERO, Form, Row, System, Variable, constant, variable
from factcheck.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.limits import Limits
    from factcheck.model.formula import Formula, Known

MAX_PARTS = 5_000
"""So many parts are written out; more are generated nonsense, or a matter of known numbers."""


_SURELY = constant(1)


def widest(formula: Formula, known: Known) -> int:
    """Return of how many parts the longest count or alternative is that is still open."""
    if isinstance(formula, Atom) or truth_of(formula, known) is not Truth.UNKNOWN:
        return 0
    own = 0 if isinstance(formula, All) else len(formula.parts)
    return max(own, *(widest(part, known) for part in formula.parts))


def counted_system(system: System, formula: Formula, known: Known) -> System | None:
    """Return a system with the rows of what a formula counts, after its own.

    Each of its worlds in which the formula is true has such numbers. ``None`` where there is too
    much to count, or where a name is taken.
    """
    writer = _Writer(system, known)
    writer.add(_SURELY, formula)
    if len(writer.variables) > MAX_PARTS or any(map(system.variable, writer.names)):
        return None
    return System((*system.variables, *writer.variables), system.rows + tuple(writer.rows))


class _Writer:
    """Writes formulas as rows: what must hold where a form, between 0 and 1, is 1."""

    def __init__(self, system: System, known: Known) -> None:
        self.limits: Limits = limits_of(system)
        self.integers = system.integers
        self.known = known
        self.variables: list[Variable] = []
        self.rows: list[Row] = []

    @property
    def names(self) -> list[str]:
        """The names of the numbers that were added."""
        return [each.name for each in self.variables]

    def add(self, so: Form, formula: Formula) -> None:
        """Add what must hold of a formula where ``so`` is 1; that is nothing where it is 0."""
        truth = truth_of(formula, self.known)
        if truth is Truth.TRUE or len(self.variables) > MAX_PARTS:
            return
        if truth is Truth.FALSE:
            self.rows.append(Row(CASE, so, Interval.at_most(0)))
            return
        match formula:
            case Atom():
                self._atom(so, formula)
            case All(parts):
                for part in parts:
                    self.add(so, part)
            case AnyOf(parts):
                self._some(so, parts)
            case Count(parts, allowed, is_negated):
                numbers = [n for n in range(len(parts) + 1) if (n in allowed) is not is_negated]
                # Where there is a gap between them, the numbers from first to last are more.
                self._count(so, parts, numbers[0], numbers[-1])
            case _:
                assert_never(formula)

    def _some(self, so: Form, parts: tuple[Formula, ...]) -> None:
        """Add that one of some parts is true, or more."""
        left = [part for part in parts if truth_of(part, self.known) is Truth.UNKNOWN]
        if len(left) == 1:
            self.add(so, left[0])
        else:
            self._count(so, parts, 1, len(parts))

    def _count(self, so: Form, parts: tuple[Formula, ...], least: int, most: int) -> None:
        """Add that so many of some parts are true, with a number for each."""
        total = Form()
        for part in parts:
            truth = truth_of(part, self.known)
            if truth is Truth.UNKNOWN:
                name = f"counted {len(self.variables)}"
                self.variables.append(Variable(name, Interval(ZERO, ONE), is_integer=True))
                total += variable(name)
                if least > 0:
                    self.add(variable(name), part)
                if most < len(parts):
                    self.add(_SURELY - variable(name), negated(part))
            elif truth is Truth.TRUE:
                total += _SURELY
        over = total - so.scaled(Fraction(least))
        self.rows.append(Row(CASE, over, Interval.at_least(0)))
        under = total + so.scaled(Fraction(len(parts) - most))
        self.rows.append(Row(CASE, under, Interval.at_most(len(parts))))

    def _atom(self, so: Form, atom: Atom) -> None:
        """Add a condition, and what it leaves to each of its numbers."""
        if so == _SURELY:
            self.rows.append(atom.row)
            return
        self._if_row(so, atom.row)
        if len(atom.form.terms) > 1:
            for alone in self._alone(atom):
                self._if_row(so, alone)

    def _if_row(self, so: Form, row: Row) -> None:
        """Add a row that says at least what another does where ``so`` is 1."""
        whole = whole_row(row, self.integers)
        if whole is None:
            self.rows.append(Row(CASE, so, Interval.at_most(0)))
            return
        wanted, least = whole.allowed.lower, self._most(row.form, sign=MINUS)
        assert wanted is not None, "conditions have a lower end"
        if least is not None and least < wanted:
            form = row.form - so.scaled(wanted - least)
            self.rows.append(Row(CASE, form, Interval.at_least(least)))

    def _alone(self, atom: Atom) -> Iterator[Row]:
        """Yield what a condition leaves to each of its numbers, whatever the others are."""
        for name, multiple in atom.form.terms:
            part = Form(ZERO, ((name, multiple),))
            rest = self._most(atom.form - part, sign=ONE)
            if rest is not None:
                closed = not atom.is_strict
                yield Row(CASE, part, Interval.at_least(-rest, closed=closed))

    def _most(self, form: Form, *, sign: Fraction) -> Fraction | None:
        """Return the largest number of a form by its numbers' own ends, or the least."""
        total = form.constant
        for name, multiple in form.terms:
            ends = self.limits.upper if multiple * sign > 0 else self.limits.lower
            limit = ends.get(name)
            if limit is None:
                return None
            total += limit.at.real * multiple
        return total
