"""Assumptions that bound nothing, whichever claim names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import Apart, Comparison
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, Severity
from factcheck.plan.additive import wholes_of
from factcheck.plan.codes import IDLE_ASSUMPTION
from factcheck.plan.walk import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Expression
    from factcheck.model.spec import Assumption, Spec
    from factcheck.plan.names import Names


def idle_assumptions(spec: Spec, names: Names) -> Iterator[Problem]:
    """Yield a warning for each assumption that says nothing of any quantity."""
    for assumption in spec.assumptions:
        match assumption.relation:
            case Comparison(operands=operands) if not _named(operands, names):
                message = f"the assumption {quoted(assumption.id)} names no quantity, so that it "
                message += "bounds nothing and no claim is another with it"
                hint = "assume something of a quantity: 'a <= b', 'a = b + c', 'a part of b'"
                yield _warning(spec, assumption, message, hint)
            case Apart(members=members) if common_whole(_named(members, names), names) is None:
                listed = " and ".join(quoted(each) for each in _named(members, names))
                message = f"the assumption {quoted(assumption.id)} bounds nothing: "
                message += f"{listed or 'what it keeps apart'} have no common whole"
                hint = (
                    "say with 'part_of' what all of them are part of; things apart from each other "
                    "add up to no more than that"
                )
                yield _warning(spec, assumption, message, hint)
            case _:
                continue


def common_whole(quantities: tuple[str, ...], names: Names) -> str | None:
    """Return the smallest quantity that others are declared part of; ``None`` for no such one."""
    chains = [wholes_of(name, names) for name in quantities]
    if not chains:
        return None
    return next((name for name in chains[0] if all(name in chain for chain in chains)), None)


def _named(operands: tuple[Expression, ...], names: Names) -> tuple[str, ...]:
    found = (name for operand in operands for name in quantities_in(operand, names))
    return tuple(dict.fromkeys(found))


def _warning(spec: Spec, assumption: Assumption, message: str, hint: str) -> Problem:
    excerpt = spec.lines[assumption.span.line - 1]
    return Problem(IDLE_ASSUMPTION, message, assumption.span, excerpt, hint, Severity.WARNING)
