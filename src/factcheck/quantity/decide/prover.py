"""Who answers what a system of rows leaves: a search, or a certificate that is checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.check import proves
from factcheck.model.formula import holds_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.bounds.decision import Decision
    from factcheck.model.certificate import Answer, Certificate
    from factcheck.model.formula import Formula
    from factcheck.model.interval import Interval
    from factcheck.model.linear import System
    from factcheck.quantity.rational import Quotient


class Prover(Struct, frozen=True):
    """The questions that a verdict hangs on."""

    decide: Callable[[System, Formula], Decision]
    """A world in which a formula is true, or a proof of none."""
    range_of: Callable[[Quotient, System], Interval | None]
    """Sharp bounds; ``None`` where only wider ones are known."""
    conflicts: Callable[[System, Iterable[str]], tuple[tuple[str, ...], ...]]
    """The minimal sets of the named statements that contradict each other."""


def searching() -> Prover:
    """Return the one that looks for worlds, proofs, sharp bounds and conflicts."""
    from factcheck.bounds.conflict import conflicts_of
    from factcheck.bounds.decide import decide
    from factcheck.quantity.decide.sharp import range_of_quotient

    return Prover(decide, range_of_quotient, lambda of, named: conflicts_of(of, named).sets)


def checking(certificates: Iterable[Certificate]) -> Prover:
    """Return the one that only believes what certificates show of the same rows and formula.

    It asks no solver. Bounds are those of propagation then, and conflicts are not listed.
    """
    from factcheck.bounds.decision import Decision

    known: dict[tuple[object, ...], Answer] = {
        (each.variables, each.rows, answer.formula): answer
        for each in certificates
        for answer in each.answers
    }

    def decide(system: System, formula: Formula) -> Decision:
        answer = known.get((system.variables, system.rows, formula))
        if answer is None or not is_shown(system, answer):
            return Decision()
        world = None if answer.world is None else dict(answer.world)
        return Decision(world, answer.proof)

    return Prover(decide, lambda *_: None, lambda *_: ())


def is_shown(system: System, answer: Answer) -> bool:
    """Whether an answer's world is one of a system's, or its proof shows that there is none."""
    if answer.world is None:
        return answer.proof is not None and proves(system, answer.formula, answer.proof)
    world = dict(answer.world)
    names = {each.name for each in system.variables}
    if answer.proof is not None or not names <= world.keys():
        return False
    return system.admits(world) and holds_at(answer.formula, world)
