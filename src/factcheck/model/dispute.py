"""Disputes: whether several claims and statements can be true together."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.chart import ConditionChart
    from factcheck.model.confidence import Level
    from factcheck.model.expression import Expression
    from factcheck.model.figure import Figure
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.plan import BoundReading, Obstacle, Premise, Target
    from factcheck.model.proof import DisputeProofs
    from factcheck.model.span import Span, Text
    from factcheck.model.spec import Claim, Reading
    from factcheck.model.unit import Unit


class DisputeVerdict(Enum):
    """Whether the members of a dispute can be true together."""

    COMPATIBLE = "compatible"
    ONLY_IF = "compatible only if"
    INCOMPATIBLE = "incompatible"
    UNDETERMINED = "undetermined"
    CONFLICTING = "conflicting"
    NOT_CHECKABLE = "not checkable"


class DisputeMember(Struct, frozen=True):
    """What is said by one side: a claim's reading, or a statement."""

    address: Text
    """``claim``, ``claim / reading``, ``claim / part`` or a statement's id."""
    is_statement: bool = False


class Dispute(Struct, frozen=True):
    """A question of the claim file: whether some claims and statements can be true together."""

    id: str
    span: Span
    """The place of the dispute's key."""
    members: tuple[DisputeMember, ...]
    under: tuple[Text, ...] = ()
    using: tuple[Text, ...] = ()
    """Tables, statements and sources; none where no evidence is used."""
    in_terms_of: Expression | None = None
    """What a condition is looked for in."""
    in_terms_of_text: Text | None = None
    title: str | None = None
    about: str | None = None
    note: str | None = None
    expect: DisputeVerdict | None = None


class Addressed(Struct, frozen=True):
    """A claim, or a part of one, and the reading that an address leads to."""

    claim: Claim
    reading: Reading | None
    """``None`` for a claim that has none: a claim of parts, or one that says why not."""


def readings_by_address(claims: Iterable[Claim]) -> dict[str, Addressed]:
    """Return every reading of some claims by its address: ``claim / reading``.

    A claim of parts and one without a form stand there as well, without a reading. In an address
    there is one blank wherever there are several.
    """
    return {" ".join(address.split()): found for address, found in _addressed(claims, "")}


def _addressed(claims: Iterable[Claim], above: str) -> Iterator[tuple[str, Addressed]]:
    for claim in claims:
        address = f"{above}{claim.id}"
        if not claim.readings:
            yield address, Addressed(claim, None)
        for reading in claim.readings:
            named = "" if reading.name is None else f" / {reading.name}"
            yield f"{address}{named}", Addressed(claim, reading)
        yield from _addressed(claim.parts, f"{address} / ")


class BoundMember(Struct, frozen=True):
    """A member with every name resolved."""

    name: str
    label: str
    """The name of its rows, which nothing else has."""
    measure_text: str
    targets: tuple[Target, ...]
    """All are met where the member is true."""
    figure: Figure | None = None
    """``None`` for a comparison."""
    confidence: Fraction | None = None
    """The level at which a statement holds; ``None`` for one without, and for claims."""


class BoundDispute(Struct, frozen=True):
    """A dispute with every name resolved, or the obstacle in its way."""

    dispute: Dispute
    members: tuple[BoundMember, ...] = ()
    basis: BoundReading | None = None
    """Everything that is known of the members' numbers, as of one reading that measures them all;
    ``None`` where there is an obstacle."""
    in_terms_of: Target | None = None
    is_connected: bool = True
    """Whether quantities and relations connect each member with every other."""
    obstacle: Obstacle | None = None


class Condition(Struct, frozen=True):
    """What a number has to be for the members to be true together."""

    measure: str
    unit: Unit
    sets: tuple[Interval, ...]
    """The number lies in one of them; in order, and no two of them meet. An end is there only
    where the members move it: what is impossible anyway is left out."""


class Outlook(Struct, frozen=True):
    """Whether the members can be true together, with their words read in one way."""

    verdict: DisputeVerdict
    condition: Condition | None = None
    integer_condition: Condition | None = None
    """What only whole numbers add."""
    rests_on_whole: bool = False
    """Whether it is impossible only because some numbers are whole."""
    is_cut: bool = False
    """Whether a condition was not found, because the effort that is allowed is not enough."""
    levels: tuple[Level, ...] = ()
    """The confidence of what shows the result."""


class DisputeWorld(Struct, frozen=True):
    """Numbers for everything unknown with which every member is true, checked exactly."""

    numbers: tuple[tuple[str, Fraction, Unit], ...]
    measure: Fraction | None = None
    """What the dispute is in terms of, in this world."""


class Concession(Struct, frozen=True):
    """What one member alone would have to say for all to be true together."""

    member: str
    allowed: Interval | None
    """The numbers that its measure can have if all others are true, ``None`` for none."""
    needed: Interval | None
    """The end of them that is nearest to what it says; ``None`` where that is not to be told."""
    unit: Unit
    nearest: tuple[Fraction, ...] = ()
    """Where only whole numbers forbid what it says: the possible ones nearest to it, at most one
    on each side, the nearer first."""
    is_cut: bool = False
    """Whether these were not found, because the effort that is allowed is not enough."""


class PossibleDispute(Struct, frozen=True):
    """A dispute worked out."""

    bound: BoundDispute
    obstacle: Obstacle | None = None
    profiles: tuple[Outlook, Outlook, Outlook] | None = None
    """For the strict, default and lenient reading of the members' words."""
    without_assumptions: Outlook | None = None
    """Only where the dispute names assumptions; words read as usual."""
    conflicts: tuple[tuple[str, ...], ...] = ()
    concessions: tuple[Concession, ...] = ()
    world: DisputeWorld | None = None
    premises: tuple[Premise, ...] = ()
    proofs: DisputeProofs | None = None
    sources: tuple[str, ...] = ()
    is_illustrative: bool = False
    conflicts_cut: bool = False
    """Whether there may be more conflicts, or smaller ones, than are listed."""
    conflict_levels: tuple[tuple[Level, ...], ...] = ()
    """The levels in each of the conflicts; empty where nothing has a level."""
    why: tuple[str, ...] = ()
    """A proof of the result in prose, line by line."""
    chart: ConditionChart | None = None
    """What it is in terms of, still without the condition in words."""
