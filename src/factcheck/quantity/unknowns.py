"""The unknown numbers of a reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, product
from typing import TYPE_CHECKING

from factcheck.bounds.linear import Form, Row, System, Variable, variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.interval import Interval

MAX_TRIED = 64

Choice = tuple[Row, ...]
"""Rows that, together with the others, admit only what can really be."""


@dataclass(slots=True)
class Unknowns:
    """The unknown numbers of a reading and what is known of them; grows as terms are read."""

    variables: dict[str, Variable] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    wordings: dict[str, None] = field(default_factory=dict)
    """Cells that are figures in words, as ``table.column: text``."""
    choices: list[tuple[Choice, ...]] = field(default_factory=list)
    """Where the rows admit more than can be, ways to narrow them to what surely can."""

    def add(self, name: str, bounds: Interval, label: str, *, is_integer: bool) -> Form:
        """Return the form of an unknown number, new or known by this name."""
        self.variables.setdefault(name, Variable(name, bounds, is_integer))
        self.labels.setdefault(name, label)
        return variable(name)

    def narrow(self, form: Form, bounds: Interval, sure: Interval | None) -> None:
        """Note that a number surely can be in one set only, though its bounds hold more."""
        if sure is not None and sure != bounds:
            self.choices.append(((Row("choice", form, sure),),))

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
