"""Who answers what a system of rows leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.bounds.decision import Conflicts, Decision
    from factcheck.model.formula import Formula
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
