"""Both sides of a claim, decided with worlds and proofs: it may be true, it may be false."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.decision import Decision
from factcheck.model.certificate import Answer, Certificate
from factcheck.model.formula import All, holds_at, negated
from factcheck.quantity.decide.formulas import claim_of, one_of, valued
from factcheck.quantity.decide.question import NAMES, PROFILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.bounds.simplex import Point
    from factcheck.model.formula import Formula
    from factcheck.model.linear import System
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.prover import Prover
    from factcheck.quantity.decide.question import Question

MAX_WAYS = 32
"""In how many of the ways that are certain a world is looked for."""

_TRUE_FIRST = PROFILES
_FALSE_FIRST = PROFILES[::-1]


class Asked(Struct, frozen=True):
    """Whether a claim can be true, or false, in one profile."""

    profile: int
    wanted: bool
    formula: Formula
    decision: Decision


class Sides(Struct, frozen=True):
    """What was asked of a claim: each profile, true and false."""

    asked: tuple[Asked, ...]

    @property
    def is_conflicting(self) -> bool:
        """Whether the claim can be neither true nor false: nothing is possible at all."""
        default = [each for each in self.asked if each.profile == PROFILES[1]]
        return all(each.decision.proof is not None for each in default)

    def of(self, profile: int, *, wanted: bool) -> Decision:
        """Return what is known of one side in one profile."""
        return next(
            each.decision
            for each in self.asked
            if each.profile == profile and each.wanted is wanted
        )

    def never(self, *, wanted: bool) -> tuple[bool, bool, bool]:
        """Return for each profile whether it is proved that the claim is so in no world."""
        strict, default, lenient = (
            self.of(profile, wanted=wanted).proof is not None for profile in PROFILES
        )
        return strict, default, lenient

    def certificate_of(self, system: System) -> Certificate:
        """Return everything that was asked of a system, with what shows the answers."""
        answers = tuple(
            Answer(
                NAMES[each.profile],
                each.wanted,
                each.formula,
                None if each.decision.point is None else tuple(sorted(each.decision.point.items())),
                each.decision.proof,
            )
            for each in self.asked
        )
        return Certificate(system.variables, system.rows, answers)


def sides_of(
    system: System,
    questions: tuple[Question, ...],
    certain: Callable[[System], Iterable[System]],
    alternatives: tuple[Branches, ...],
    prover: Prover,
) -> Sides:
    """Return for each profile whether a claim can be true, and whether it can be false.

    ``certain`` narrows a system to worlds that are possible beyond what its rows say. Raises
    ``NotLinearError`` where the claim is no formula over linear conditions.
    """
    judge = _Judge(system, certain, prover)
    asked = []
    for wanted, order in ((True, _TRUE_FIRST), (False, _FALSE_FIRST)):
        for profile in order:
            claim = claim_of(questions, profile)
            evidence = All((valued(questions, profile), one_of(alternatives)))
            formula = All((claim if wanted else negated(claim), evidence))
            asked.append(Asked(profile, wanted, formula, judge.decided(formula)))
    return Sides(tuple(asked))


class _Judge:
    """Decides formulas of one system, and tries the worlds it has met before anything else."""

    def __init__(
        self, system: System, certain: Callable[[System], Iterable[System]], prover: Prover
    ) -> None:
        self.system = system
        self.prover = prover
        self.certain = tuple(islice(certain(system), MAX_WAYS))
        self.known: dict[Formula, Decision] = {}
        self.worlds: list[Point] = []

    def decided(self, formula: Formula) -> Decision:
        if formula not in self.known:
            self.known[formula] = self._decided(formula)
        return self.known[formula]

    def _decided(self, formula: Formula) -> Decision:
        for world in self.worlds:
            if holds_at(formula, world):
                return Decision(point=world)
        found = self.prover.decide(self.system, formula)
        if found.point is None:
            return found
        for system in self.certain:
            if system is not self.system and not system.admits(found.point):
                continue
            self.worlds.append(found.point)
            return found
        return self._certainly(formula)

    def _certainly(self, formula: Formula) -> Decision:
        """Look for a world among those that are possible beyond what rows say."""
        for system in self.certain:
            found = self.prover.decide(system, formula)
            if found.point is not None:
                self.worlds.append(found.point)
                return found
        return Decision()
