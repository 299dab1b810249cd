"""What a refutation uses: ends of rows, each with who says so."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.check import half_of
from factcheck.bounds.whole import whole_numbers
from factcheck.model.certificate import End, Use
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form
from factcheck.model.told import told, told_join
from factcheck.model.wording import at_least, at_most
from factcheck.quantity.explained.words import ROUNDED_PLACES, AtLeastZero, digits, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.model.certificate import Combination
    from factcheck.model.linear import System
    from factcheck.quantity.explained.measured import Measured


class Kind(Enum):
    """Why an inequality is there."""

    STATEMENT = "statement"
    NEEDED = "needed"
    """The claim cannot be so without it."""
    CASE = "case"
    SUPPOSED = "supposed"
    NOT_NEGATIVE = "not negative"
    BOUND = "bound"
    DEFINED = "defined"
    """Otherwise something would have no value."""


class Half(Struct, frozen=True):
    """An inequality with its multiple in a refutation."""

    said: AtLeastZero
    loose: AtLeastZero
    """The same before it was shrunk to what whole numbers can reach."""
    multiple: Fraction
    kind: Kind
    statement: str = ""

    @property
    def is_shrunk(self) -> bool:
        """Whether it says more of whole numbers than of others."""
        return self.said != self.loose

    @property
    def is_sign(self) -> bool:
        """Whether it says no more than on which side of zero one number is."""
        return len(self.said.form.terms) == 1 and self.said.form.constant == 0


def sum_of(halves: Iterable[Half]) -> AtLeastZero:
    """Return what inequalities add up to."""
    total = AtLeastZero(Form())
    for half in halves:
        total = total.plus(half.said, half.multiple)
    return total


def is_impossible(said: AtLeastZero) -> bool:
    """Whether an inequality says something false of known numbers."""
    number = said.form.constant
    return said.form.is_constant and (number < 0 or (number == 0 and said.is_strict))


class Scene(Struct, frozen=True):
    """What a refutation is of: the rows, and what is told of them."""

    system: System
    kinds: tuple[Kind, ...]
    """Why each of the rows after the first ones is there."""
    first: System
    """The system before rows were added and numbers were narrowed."""
    names: Mapping[str, str]
    is_true: bool
    """Whether it is shown that the claim cannot be true; else that it cannot be false."""
    measured: Measured | None = None

    def halves(self, combination: Combination) -> tuple[Half, ...]:
        """Return what a refutation uses, in its order, without what it uses no part of.

        There is nothing that no whole number fits.
        """
        integers = self.system.integers if combination.is_whole else frozenset[str]()
        found = tuple(self._half(use, integers) for use in combination.uses if use.multiple > 0)
        loose = tuple(replace(half, said=half.loose) for half in found)
        # What other numbers contradict as well is told of these.
        return loose if is_impossible(sum_of(loose)) else found

    def signs(self, halves: Iterable[Half]) -> tuple[Half, ...]:
        """Return on which side of zero the numbers of some inequalities are, as far as is said.

        By a row of its own, or because no such number is below zero.
        """
        names = {name for half in halves for name, _ in half.said.form.terms}
        rows = (
            Use(place, end, Fraction(1))
            for place, row in enumerate(self.first.rows)
            if len(row.form.terms) == 1 and row.form.terms[0][0] in names
            for end in End
        )
        bounds = (
            Use(each.name, End.LOWER, Fraction(1))
            for each in self.first.variables
            if each.name in names and each.bounds.lower == 0
        )
        found = (
            self._half(use, frozenset())
            for use in (*rows, *bounds)
            if half_of(self.system, use, frozenset()) is not None
        )
        return tuple(half for half in found if half.is_sign)

    def never_whole(self, combination: Combination) -> str | None:
        """Return who says what no whole number fits; ``None`` where the ends add up."""
        if not combination.is_whole:
            return None
        for use in combination.uses:
            if half_of(self.system, use, self.system.integers) is None:
                kind, statement = self._why(use)
                named = _ORIGINS.get(kind, told("what the claim needs"))
                return statement if kind is Kind.STATEMENT else named
        return None

    def _half(self, use: Use, integers: frozenset[str]) -> Half:
        said = half_of(self.system, use, integers)
        loose = half_of(self.system, use, frozenset())
        assert said is not None, "a checked refutation uses what is there"
        assert loose is not None, "a checked refutation uses what is there"
        kind, statement = self._why(use)
        return Half(AtLeastZero(*said), AtLeastZero(*loose), use.multiple, kind, statement)

    def _why(self, use: Use) -> tuple[Kind, str]:
        if isinstance(use.of, int):
            place = use.of - len(self.first.rows)
            if place >= 0:
                kind = self.kinds[place]
                return kind, self.system.rows[use.of].statement if kind is Kind.STATEMENT else ""
            return Kind.STATEMENT, self.system.rows[use.of].statement
        now, before = self.system.variable(use.of), self.first.variable(use.of)
        assert now is not None
        assert before is not None
        is_lower = use.end is End.LOWER
        ends = (
            (now.bounds.lower, before.bounds.lower)
            if is_lower
            else (
                now.bounds.upper,
                before.bounds.upper,
            )
        )
        if ends[0] != ends[1]:
            return Kind.CASE, ""
        return (Kind.NOT_NEGATIVE if is_lower and ends[0] == 0 else Kind.BOUND), ""

    def told(self, half: Half, places: int | None = ROUNDED_PLACES) -> str:
        """Return an inequality in words, with who says so."""
        words = self.words(half.said, places)
        match half.kind:
            case Kind.NEEDED:
                case = self.case(half.loose, places)
                if self.is_true:
                    return told("the claim is true only if {case}", case=case)
                return told("the claim is false only if {case}", case=case)
            case Kind.SUPPOSED:
                return told("suppose that {case}", case=self.case(half.loose, places))
            case _:
                whole = told(", in whole numbers") if half.is_shrunk else ""
                origin = told_join("", (self._origin(half), whole))
                return told("{text} ({origin})", text=words, origin=origin)

    def case(self, said: AtLeastZero, places: int | None = ROUNDED_PLACES) -> str:
        """Return an inequality as what it says of the measure, and as itself."""
        words = told_join("", (self.words(said, places), self._whole(said)))
        needed = None if self.measured is None else self.measured.needed(said, words)
        return needed or words

    def _whole(self, said: AtLeastZero) -> str:
        """Return what a whole number under or over another can be at most, or at least."""
        form = said.form
        if len(form.terms) != 1 or form.terms[0][0] not in self.first.integers:
            return ""
        multiple = form.terms[0][1]
        number = -form.constant / multiple
        side = Interval.at_least if multiple > 0 else Interval.at_most
        whole = whole_numbers(side(number, closed=not said.is_strict))
        end = None if whole is None else whole.lower if multiple > 0 else whole.upper
        if end is None or end == number:
            return ""
        number_in_words = digits(end, is_up=False)
        compared = at_least(number_in_words) if multiple > 0 else at_most(number_in_words)
        return told(", as a whole number {set}", set=compared)

    def _origin(self, half: Half) -> str:
        if half.kind is Kind.STATEMENT:
            return half.statement
        return _ORIGINS[half.kind]

    def words(self, said: AtLeastZero, places: int | None = ROUNDED_PLACES) -> str:
        """Return an inequality in words, its number with so many decimals if it has many."""
        return in_words(said, self.names, places)


_ORIGINS = {
    Kind.CASE: told("in this case"),
    Kind.NOT_NEGATIVE: told("no such number is below zero"),
    Kind.BOUND: told("by the table"),
    Kind.DEFINED: told("a denominator is not zero"),
}
