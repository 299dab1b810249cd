"""What the analysis of a decision table finds."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.problem import Code
    from factcheck.model.rubric import Rubric, Rule, ValueSet
    from factcheck.rubric.errors import Witness


class Kind(Enum):
    """The kinds of findings, in the vocabulary of DMN and KIE, in the order of a report."""

    GAP = "gap"
    OPEN_TEXT = "open text"
    OVERLAP = "overlap"
    DUPLICATE = "duplicate"
    SUBSUMED = "subsumed"
    MISLEADING = "misleading"
    MASKED = "masked"
    REDUNDANT = "redundant"
    NEVER_MATCHES = "never matches"
    OUTSIDE_DOMAIN = "outside the domain"
    NO_EFFECT = "no effect"
    NOT_EVALUATED = "not evaluated"
    UNFINISHED = "not finished"

    @property
    def is_overlap(self) -> bool:
        """Whether it is of two rules that match the same rows."""
        return self in _OVERLAPS


_OVERLAPS = frozenset({Kind.OVERLAP, Kind.DUPLICATE, Kind.SUBSUMED, Kind.MISLEADING})


class Level(Enum):
    """How much a finding matters."""

    ERROR = "error"
    """The table contradicts itself."""
    WARNING = "warning"
    """Most likely not what was meant."""
    NOTE = "note"
    """Good to know."""


class Side(Struct, frozen=True):
    """What one input is in a region."""

    input: str
    values: ValueSet | None
    """``None`` for the whole domain."""
    text: str
    """The same as a unary test of S-FEEL; ``-`` for the whole domain."""


Region = tuple[Side, ...]
"""A box of the domain: one side for each input, in their order."""


class Finding(Struct, frozen=True):
    """One thing that is noteworthy about a decision table."""

    kind: Kind
    level: Level
    code: Code
    message: str
    """A sentence without its witness and region, which stand beside it."""
    rules: tuple[Rule, ...] = ()
    """Whom it is about: of a pair, the two in their order, but the misleading rule first."""
    others: tuple[Rule, ...] = ()
    """The rules that mask a rule, or make it redundant."""
    witness: Witness = ()
    """One row that shows it: for each input its name and a value."""
    region: Region = ()
    """All the rows that show it, where they make up one box."""
    hint: str | None = None
    input: str | None = None
    """The input that it is about."""


class Tally(Struct, frozen=True):
    """How many findings of one kind and level there are, be they listed or not."""

    kind: Kind
    level: Level
    number: int


class Analysis(Struct, frozen=True):
    """What was found about a decision table."""

    rubric: Rubric
    findings: tuple[Finding, ...]
    """By kind, and of each kind and level at most the first 500."""
    tallies: tuple[Tally, ...]
    cells: int
    """Into how many elementary cells the tests cut the domain."""
    steps: int
    """How many the search for gaps took."""
    is_complete: bool
    """Whether every row of the domain surely matches a rule, ``otherwise`` apart."""
    has_overlaps: bool
    """Whether two rules match the same row."""

    def of(self, *kinds: Kind) -> tuple[Finding, ...]:
        """Return the findings of these kinds."""
        return tuple(each for each in self.findings if each.kind in kinds)

    def number_of(self, level: Level) -> int:
        """Return how many findings have a level, be they listed or not."""
        return sum(each.number for each in self.tallies if each.level is level)
