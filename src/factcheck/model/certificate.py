"""Certificates: why some rows leave nothing possible, as multipliers that anybody can check.

Method: Farkas (1902) and, for strict ends, Motzkin (1936): non-negative multiples of ends of rows
that add up to a number below zero, or to zero with a strict end among them. Where only whole
numbers decide, a tree splits on one number at a time, and each leaf is such a sum.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from factcheck.model.formula import Formula
from factcheck.model.fraction import Fraction
from factcheck.model.linear import Row, Variable


class End(Enum):
    """One end of what a row allows."""

    LOWER = "lower"
    UPPER = "upper"


class Use(Struct, frozen=True):
    """A multiple of one end of a row, or of a variable's own bounds."""

    of: int | str
    """The place of the row among the system's rows, from 0; or the name of the variable."""
    end: End
    multiple: Fraction
    """Not negative."""


class Combination(Struct, frozen=True, tag="sum"):
    """Multiples of ends that add up to what is impossible."""

    uses: tuple[Use, ...]
    is_whole: bool = False
    """Whether the ends are those that whole numbers can reach (a form in steps of their gcd)."""


class ByNumber(Struct, frozen=True, tag="whole number"):
    """A whole number is at most ``at``, or more: neither is possible."""

    variable: str
    at: int
    below: Refutation
    """Why it is not at most ``at``."""
    above: Refutation
    """Why it is not ``at + 1`` or more."""


Refutation = Combination | ByNumber


class Granted(Struct, frozen=True, tag="granted"):
    """What was decided on the way here settles the formula: it is false, whatever else is so."""


class Impossible(Struct, frozen=True, tag="impossible"):
    """What was decided on the way here cannot be, together with the rows."""

    refutation: Refutation


class Cut(Struct, frozen=True, tag="cut"):
    """A linear form is at least zero (or above it), or it is not: both cases are looked at."""

    constant: Fraction
    terms: tuple[tuple[str, Fraction], ...]
    is_strict: bool
    """Whether zero itself belongs to the second case."""
    if_so: Proof
    if_not: Proof


class Case(Struct, frozen=True):
    """A linear form is at least zero (or above it), or it is not."""

    constant: Fraction
    terms: tuple[tuple[str, Fraction], ...]
    is_strict: bool
    holds: bool


class Needed(Struct, frozen=True, tag="needed"):
    """What must be so for the formula to be true, one after the other; what follows adds its rows.

    Were one of the cases otherwise, what was decided before it would settle that the formula is
    false.
    """

    cases: tuple[Case, ...]
    then: Proof


class Fact(Struct, frozen=True):
    """A linear form is at least zero (or above it), or it is not, by what is given here."""

    constant: Fraction
    terms: tuple[tuple[str, Fraction], ...]
    is_strict: bool
    holds: bool
    refutation: Refutation
    """Why the opposite cannot be, as one more row."""


class Settled(Struct, frozen=True, tag="settled"):
    """Some conditions do not have two cases; what follows takes them for granted."""

    facts: tuple[Fact, ...]
    then: Proof


class Counted(Struct, frozen=True, tag="counted"):
    """The formula counts what cannot be so many, or so few, at once.

    Beside the rows and conditions so far, each part that a count leaves open has a number of 0 or
    1, with rows that ``bounds/counted.py`` writes down.
    """

    refutation: Refutation
    """Why all these rows together cannot be."""


Proof = Granted | Impossible | Cut | Needed | Settled | Counted
"""Why no world of a system makes a formula true."""


class Answer(Struct, frozen=True):
    """Whether a claim can be true, or false, in one profile: a world or a proof says so."""

    profile: str
    is_true: bool
    """Whether it was asked if the claim can be true; else if it can be false."""
    formula: Formula
    """What is true in just those worlds that were asked about."""
    world: tuple[tuple[str, Fraction], ...] | None
    """Numbers that satisfy every row, with which the formula is true."""
    proof: Proof | None
    """Why there are no such numbers."""


class Certificate(Struct, frozen=True):
    """Everything that a verdict on a claim rests on, so that it can be checked without a solver."""

    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    answers: tuple[Answer, ...]
