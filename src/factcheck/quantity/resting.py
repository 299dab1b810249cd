"""The minimal sets of assumptions that a reading's verdict rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.formula import AnyOf
from factcheck.quantity.decide.question import NAMES

if TYPE_CHECKING:
    from factcheck.bounds.decision import Conflicts
    from factcheck.model.certificate import Answer, Certificate
    from factcheck.model.formula import Formula
    from factcheck.model.linear import System
    from factcheck.model.plan import BoundReading
    from factcheck.quantity.decide.prover import Prover

Sets = tuple[tuple[str, ...], ...]

_USUAL = NAMES[1]


def sets_rested_on(
    prover: Prover,
    bound: BoundReading,
    system: System,
    certificate: Certificate | None,
    assumed: tuple[str, ...],
) -> Sets | None:
    """Return the minimal sets of assumptions of which a decided verdict needs one to hold.

    The other rows are always kept. Empty where the verdict stands without any; ``None`` where it
    is not decided, or no formula tells what is impossible.
    """
    denied = None if certificate is None else _denied(bound, certificate)
    if denied is None:
        return None
    found: Conflicts = prover.supports(system, denied, assumed)
    if not found.sets:
        # The effort was not enough to prove again what is proved already.
        return None
    return () if () in found.sets else found.sets


def _denied(bound: BoundReading, certificate: Certificate) -> Formula | None:
    """Return what is impossible where a verdict is decided: the claim's opposite, or the claim.

    A claim in hedged words is refuted only where it is in every profile.
    """
    answers = {(each.profile, each.is_true): each for each in certificate.answers}
    false = answers[_USUAL, False]
    if false.proof is not None:
        return false.formula
    figures = bound.words or (() if bound.figure is None else (bound.figure,))
    is_bare = all(figure.is_bare for figure in figures)
    true: list[Answer] = [answers[name, True] for name in ((_USUAL,) if is_bare else NAMES)]
    if any(each.proof is None for each in true):
        return None
    return AnyOf(tuple(each.formula for each in true))
