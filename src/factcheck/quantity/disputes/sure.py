"""A dispute's result, and as little of what has a level of confidence as the result needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.confidence import Level, levels_of
from factcheck.model.dispute import DisputeVerdict
from factcheck.quantity.disputes.outlook import look
from factcheck.quantity.levels import surest, with_levels

if TYPE_CHECKING:
    from factcheck.model.dispute import Outlook
    from factcheck.model.linear import System
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.outlook import Looked
    from factcheck.quantity.levels import Levels

_SHOWN = frozenset(
    {DisputeVerdict.INCOMPATIBLE, DisputeVerdict.ONLY_IF, DisputeVerdict.CONFLICTING}
)
"""Results that say what cannot be; that something can be needs no evidence to be so."""


class Rested(Struct, frozen=True):
    """A result of everything, and the same of what it needs of that."""

    looked: Looked
    """Its outlook has the levels of what it needs."""
    least: Looked
    system: System
    """The rows of evidence that ``least`` was found with."""

    @property
    def proof(self) -> tuple[System, Looked] | None:
        """What shows a result that has no world; ``None`` for one that has, or may have."""
        if self.looked.outlook.verdict in _SHOWN - {DisputeVerdict.ONLY_IF}:
            return self.system, self.least
        return None


def levels_at(arena: Arena, system: System) -> Levels:
    """Return the levels of everything that a dispute looks at: statements, and members by label."""
    members = (
        Level(each.member.label, each.member.confidence)
        for each in arena.asked
        if each.member.confidence is not None
    )
    return (*members, *levels_of(system.rows))


def rested(arena: Arena, profile: int, system: System) -> Rested:
    """Return the result in one profile, and the surest part of everything that leads to it."""
    found = look(arena, profile, system)
    levels = levels_at(arena, system)
    if not levels or found.outlook.verdict not in _SHOWN:
        return Rested(found, found, system)
    least, needed = surest(
        levels,
        found,
        lambda some: look(_among(arena, some), profile, with_levels(system, some)),
        lambda other: _is_same(other.outlook, found.outlook),
    )
    outlook = replace(found.outlook, levels=needed)
    return Rested(replace(found, outlook=outlook), least, with_levels(system, needed))


def _among(arena: Arena, some: Levels) -> Arena:
    """Return where only those members with a level meet that are among some, and all others."""
    names = {each.name for each in some}
    asked = tuple(
        each for each in arena.asked if each.member.confidence is None or each.member.label in names
    )
    return replace(arena, asked=asked)


def _is_same(one: Outlook, other: Outlook) -> bool:
    return (one.verdict, one.condition, one.integer_condition) == (
        other.verdict,
        other.condition,
        other.integer_condition,
    )
