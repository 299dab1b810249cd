"""What was found of a dispute, complete: a renderer only arranges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.confidence import confidence_of

if TYPE_CHECKING:
    from factcheck.model.chart import Chart
    from factcheck.model.confidence import Level
    from factcheck.model.dispute import Dispute, DisputeVerdict
    from factcheck.model.fraction import Fraction
    from factcheck.model.plan import Premise
    from factcheck.model.proof import DisputeProofs
    from factcheck.model.result import NumberSet, World
    from factcheck.model.span import Span


class ConditionResult(Struct, frozen=True):
    """What a number has to be for the members to be true together."""

    measure: str
    numbers: NumberSet
    """The smallest set of consecutive numbers around all that are left."""
    sets: tuple[NumberSet, ...]
    """The sets that are left, of which there are several where some between are not."""
    text: str
    """The condition in words that lose nothing: ``x less than 10/63 (15.87 %)``."""


class OutlookResult(Struct, frozen=True):
    """The result with the words of all members read in one way."""

    verdict: DisputeVerdict
    condition: ConditionResult | None = None
    integer_condition: ConditionResult | None = None
    levels: tuple[Level, ...] = ()
    """The confidence of what shows it."""

    @property
    def confidence(self) -> Fraction | None:
        """How sure the verdict is, 0 to 1; ``None`` where nothing is less than certain."""
        return confidence_of(self.levels)


class ConcessionResult(Struct, frozen=True):
    """What a member alone would have to say for all to be compatible."""

    needed: NumberSet | None
    """``None`` where nothing that it could say would do, or only whole numbers are in the way."""
    text: str


class MemberResult(Struct, frozen=True):
    """One side of a dispute."""

    name: str
    is_statement: bool
    measure: str
    figure: str | None = None
    """The words of its figure; ``None`` for a comparison."""
    claimed: NumberSet | None = None
    """What the words allow, read as usual."""
    concession: ConcessionResult | None = None
    """Only where the members are incompatible."""


class DisputeByProfile(Struct, frozen=True):
    """The result under each profile of the members' words."""

    strict: OutlookResult
    default: OutlookResult
    lenient: OutlookResult


class DisputeResult(Struct, frozen=True):
    """A dispute judged."""

    id: str
    span: Span
    verdict: DisputeVerdict
    reason: str | None
    """A short term: ``not certified``, ``whole numbers``, ``fault``, ``missing``, …"""
    explanation: str | None
    members: tuple[MemberResult, ...]
    expected: DisputeVerdict | None
    as_expected: bool
    condition: ConditionResult | None = None
    integer_condition: ConditionResult | None = None
    """What only whole numbers add, in counts."""
    profiles: DisputeByProfile | None = None
    without_assumptions: OutlookResult | None = None
    """Only where the dispute names assumptions."""
    in_terms_of: str | None = None
    conflicts: tuple[tuple[str, ...], ...] = ()
    """Minimal sets of members, assumptions, statements and relations that contradict each other."""
    world: World | None = None
    """Numbers with which every member is true."""
    premises: tuple[Premise, ...] = ()
    conflicts_cut: bool = False
    """Whether there may be more of them, or smaller ones."""
    proofs: DisputeProofs | None = None
    title: str | None = None
    about: str | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()
    is_illustrative: bool = False
    levels: tuple[Level, ...] = ()
    """The confidence of the members and of the evidence that show the verdict."""
    conflict_levels: tuple[tuple[Level, ...], ...] = ()
    """The levels in each of the conflicts; empty where nothing has a level."""
    obstacle_at: Span | None = None
    """Where in the claim file the expression or declaration stands that met what is in the way."""
    why: tuple[str, ...] = ()
    """The proof that the result rests on, in prose, line by line."""
    dispute: Dispute | None = None
    """What the claim file says of it."""
    chart: Chart | None = None
    """What there is to draw; ``None`` where nothing was found out."""

    @property
    def confidence(self) -> Fraction | None:
        """How sure the verdict is, 0 to 1; ``None`` where nothing is less than certain."""
        return confidence_of(self.levels)

    @property
    def conflict_confidences(self) -> tuple[Fraction | None, ...]:
        """How sure each conflict is; empty where no evidence has a level of confidence."""
        return tuple(map(confidence_of, self.conflict_levels))

    @property
    def is_evaluated(self) -> bool:
        """Whether the verdict says something of the members rather than of the evidence."""
        return self.verdict.value not in {"not checkable", "conflicting"}

    @property
    def is_decided(self) -> bool:
        """Whether it was found if the members can be true together, and on what condition."""
        return self.is_evaluated and self.verdict.value != "undetermined"
