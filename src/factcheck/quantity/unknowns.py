"""The unknown numbers of a reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, product
from typing import TYPE_CHECKING

from factcheck.model.linear import Form, Row, System, Variable, variable
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.quantity.cells.wordings import Wordings
    from factcheck.quantity.rational import Value
    from factcheck.quantity.sampling.sampled import Sampled

MAX_TRIED = 64

Choice = tuple[Row, ...]
"""Rows that, together with the others, admit only what can really be."""


@dataclass(slots=True)
class Unknowns:
    """The unknown numbers of a reading and what is known of them; grows as terms are read."""

    variables: dict[str, Variable] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    sums: dict[str, None] = field(default_factory=dict)
    """The names of those that are the sum of a column over a cell, as a table would print it."""
    wordings: Wordings = field(default_factory=dict)
    """Cells that are figures in words."""
    choices: list[tuple[Choice, ...]] = field(default_factory=list)
    """Where the rows admit more than can be, ways to narrow them to what surely can."""
    alternatives: list[tuple[Choice, ...]] = field(default_factory=list)
    """Of each tuple, one of the choices holds in every possible world."""
    premises: dict[str, str] = field(default_factory=dict)
    """What was taken to be so because a number would not exist otherwise: name and sentence."""
    existing: dict[Form, str] = field(default_factory=dict)
    """Numbers that are one where some other exists and else zero, with a sentence saying so."""
    roots: dict[str, Fraction] = field(default_factory=dict)
    """The squares of numbers that are no fractions, by their names."""
    samples: dict[str, Sampled] = field(default_factory=dict)
    """Those of which a sample tells something, by their names."""
    limited: set[str] = field(default_factory=set)
    """The totals that numbers kept secret were held against, as statements of rows."""
    notes: dict[str, str] = field(default_factory=dict)
    """For terms by their text, what the reader has to know of how they were worked out."""

    def add(self, name: str, bounds: Interval, label: str, *, is_integer: bool) -> Form:
        """Return the form of an unknown number, new or known by this name."""
        self.variables.setdefault(name, Variable(name, bounds, is_integer))
        self.labels.setdefault(name, label)
        return variable(name)

    def root(self, square: Fraction, bounds: Interval) -> Form:
        """Return the square root of a fraction that is none itself, given bounds on it."""
        name = f"√({square})"
        self.roots[name] = square
        self.variables.setdefault(name, Variable(name, bounds))
        return variable(name)

    def product_of_roots(self, left: Value, right: Value) -> Fraction | None:
        """Return the product of two measures that are multiples of one root; else ``None``."""
        one, other = self._multiple(left), self._multiple(right)
        if one is None or other is None or one[0] != other[0]:
            return None
        return one[1] * other[1] * self.roots[one[0]]

    def _multiple(self, value: Value) -> tuple[str, Fraction] | None:
        """Return the root that a measure is a multiple of, and the multiple."""
        if not isinstance(value, Quotient) or not value.is_linear or value.numerator.constant:
            return None
        terms = value.numerator.terms
        return terms[0] if len(terms) == 1 and terms[0][0] in self.roots else None

    def certain(self, system: System) -> Iterator[System]:
        """Yield a system narrowed so that each of its worlds is possible, in several ways.

        The uniform ways come first, so that all rows in and all rows out are among them.
        """
        if not self.choices:
            yield system
            return
        if () in self.choices:
            return
        most = max(len(each) for each in self.choices)
        uniform = [tuple(min(n, len(each) - 1) for each in self.choices) for n in range(most)]
        mixed = product(*(range(len(each)) for each in self.choices))
        for picked in dict.fromkeys((*uniform, *islice(mixed, MAX_TRIED))):
            pairs = zip(picked, self.choices, strict=True)
            yield system.with_rows(tuple(row for n, each in pairs for row in each[n]))
