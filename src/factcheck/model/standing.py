"""The one relation between what is claimed and what is permitted."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.interval import Interval
    from factcheck.model.plan import BoundReading, Target
    from factcheck.model.possible import Permitted, Pieces

PROFILES = ("strict", "default", "lenient")
_DEFAULT = 1
_OTHERS = (0, 2)


class Standing(Enum):
    """How the permitted numbers lie to the claimed ones."""

    INSIDE = "inside"
    APART = "apart"
    BOTH = "both"
    """A checked world lies on each side."""
    UNCLEAR = "unclear"
    """The bounds meet the claimed set, and no world was found on one of the sides."""


def standing_of(targets: tuple[Target, ...], permitted: Permitted, profile: int) -> Standing:
    """Return how the permitted numbers lie to the claimed ones in one profile.

    All targets must be met for a claim to be true; one missed makes it false. Where a measure
    goes by cases, it has to be so in each of them.
    """
    if permitted.never_true[profile]:
        return Standing.APART
    if permitted.never_false[profile]:
        return Standing.INSIDE if all(t.is_decisive for t in targets) else Standing.BOTH
    pieces = _pieces(permitted, profile)
    if pieces and all(_any_missed(targets, piece, profile) for piece in pieces):
        return Standing.APART
    if pieces and all(_all_met(targets, piece, profile) for piece in pieces):
        return Standing.INSIDE if all(t.is_decisive for t in targets) else Standing.BOTH
    worlds = (permitted.true_worlds[profile], permitted.false_worlds[profile])
    return Standing.UNCLEAR if None in worlds else Standing.BOTH


def _pieces(permitted: Permitted, profile: int) -> Pieces:
    """Return what is possible in each case in one profile."""
    if permitted.by_profile is not None:
        return permitted.by_profile[profile]
    return permitted.pieces or (permitted.found,)


def _any_missed(targets: tuple[Target, ...], piece: tuple[Interval, ...], profile: int) -> bool:
    pairs = zip(targets, piece, strict=True)
    return any(_is_missed(target, found, profile) for target, found in pairs)


def _all_met(targets: tuple[Target, ...], piece: tuple[Interval, ...], profile: int) -> bool:
    pairs = zip(targets, piece, strict=True)
    return all(_is_met(target, found, profile) for target, found in pairs)


def claimed_set(profiles: Profiles, profile: int) -> Interval:
    """Return the claimed set of one profile by its place in ``PROFILES``."""
    return (profiles.strict, profiles.default, profiles.lenient)[profile]


def _is_met(target: Target, found: Interval, profile: int) -> bool:
    claimed = claimed_set(target.claimed, profile)
    return found.is_apart_from(claimed) if target.is_negated else found.is_within(claimed)


def _is_missed(target: Target, found: Interval, profile: int) -> bool:
    claimed = claimed_set(target.claimed, profile)
    return found.is_within(claimed) if target.is_negated else found.is_apart_from(claimed)


def verdict_of(standing: Standing) -> Verdict:
    """Return the verdict of one profile alone."""
    if standing is Standing.INSIDE:
        return Verdict.SUPPORTED
    return Verdict.REFUTED if standing is Standing.APART else Verdict.UNDETERMINED


def decided_by(bound: BoundReading, permitted: Permitted) -> Verdict:
    """Return supported, refuted, undetermined, or conflicting where nothing is permitted.

    A claim in hedged words is refuted only if it is so in every profile. How sure what is
    permitted is, is not looked at.
    """
    if not permitted.found:
        return Verdict.CONFLICTING
    usual = verdict_of(standing_of(bound.targets, permitted, _DEFAULT))
    if usual is not Verdict.REFUTED or is_bare(bound):
        return usual
    others = (verdict_of(standing_of(bound.targets, permitted, each)) for each in _OTHERS)
    return usual if all(each is usual for each in others) else Verdict.UNDETERMINED


def is_bare(bound: BoundReading) -> bool:
    """Whether no word of the claim's figures widens or opens them."""
    return all(figure.is_bare for figure in words_of(bound))


def words_of(bound: BoundReading) -> tuple[Figure, ...]:
    """Return every figure in words of a claim."""
    if bound.words or bound.figure is None:
        return bound.words
    return (bound.figure,)
