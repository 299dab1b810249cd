"""Who answers what a system of rows leaves: a search, or a certificate that is checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.check import proves
from factcheck.model.formula import atoms_of, holds_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factcheck.bounds.decision import Conflicts, Decision
    from factcheck.model.certificate import Answer, Certificate
    from factcheck.model.formula import Formula
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.linear import Form, System
    from factcheck.quantity.rational import Quotient


class Prover(Struct, frozen=True):
    """The questions that a verdict hangs on."""

    decide: Callable[[System, Formula], Decision]
    """A world in which a formula is true, or a proof of none."""
    range_of: Callable[[Quotient, System], Interval | None]
    """Sharp bounds; ``None`` where only wider ones are known."""
    conflicts: Callable[[System, Iterable[str]], Conflicts]
    """The minimal sets of the named statements that contradict each other."""
    supports: Callable[[System, Formula, Iterable[str]], Conflicts]
    """The minimal sets of the named statements with which a formula cannot be true."""
    range_in: Callable[[System, Form], Interval | None] | None = None
    """Bounds on a form, ``None`` where a system has no world; for what would decide a claim."""
    is_searching: bool = True
    """Whether it finds what nobody showed it."""


def searching() -> Prover:
    """Return the one that looks for worlds, proofs, sharp bounds and conflicts."""
    from factcheck.bounds.conflict import conflicts_of, minimal_supports
    from factcheck.bounds.decide import decide
    from factcheck.quantity.decide.central import centred
    from factcheck.quantity.decide.sharp import range_of_form, range_of_quotient

    return Prover(
        lambda system, formula: centred(system, formula, decide(system, formula)),
        range_of_quotient,
        conflicts_of,
        minimal_supports,
        range_of_form,
    )


def checking(certificates: Iterable[Certificate]) -> Prover:
    """Return the one that only believes what certificates show of the same rows and formula.

    It asks no solver. Bounds are those of propagation then; conflicts are not listed, nor what a
    verdict rests on.
    """
    from factcheck.bounds.decision import Conflicts, Decision

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

    nothing = Conflicts()
    return Prover(
        decide, lambda *_: None, lambda *_: nothing, lambda *_: nothing, is_searching=False
    )


def is_shown(system: System, answer: Answer) -> bool:
    """Whether an answer's world is one of a system's, or its proof shows that there is none."""
    if answer.world is None:
        return answer.proof is not None and proves(system, answer.formula, answer.proof)
    world = dict(answer.world)
    if answer.proof is not None or not is_world(system, world):
        return False
    names = {name for atom in atoms_of(answer.formula) for name, _ in atom.form.terms}
    return names <= world.keys() and holds_at(answer.formula, world)


def is_world(system: System, world: Mapping[str, Fraction]) -> bool:
    """Whether a system admits some numbers, among which one of its own may be missing."""
    names = {each.name for each in system.variables}
    names |= {name for row in system.rows for name, _ in row.form.terms}
    return names <= world.keys() and system.admits(world)
