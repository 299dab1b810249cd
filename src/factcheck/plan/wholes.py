"""Whether every declared ``part_of`` can be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.plan import ObstacleError
from factcheck.model.problem import ProblemsError
from factcheck.model.unit import UnitKind
from factcheck.plan import codes
from factcheck.plan.expressions import Binder
from factcheck.plan.names import problem_at
from factcheck.plan.units import same_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import QuantityTerm
    from factcheck.model.problem import Problem
    from factcheck.model.spec import Spec
    from factcheck.plan.names import Names


def problems_of_parts(spec: Spec, names: Names) -> Iterator[Problem]:
    """Yield a problem for each part that is counted in another unit than its whole.

    Likewise for an amount that may be negative: a part of it can exceed it.
    """
    binder = Binder(names)
    for quantity in spec.quantities:
        if quantity.part_of is None:
            continue
        part = _quantity(binder, quantity.name)
        whole = _quantity(binder, quantity.part_of.value)
        if part is None or whole is None:
            continue
        if not same_noun(part.unit.noun, whole.unit.noun):
            message = (
                f"{quoted(part.name)} counts {part.unit.noun} and its whole {quoted(whole.name)} "
                f"counts {whole.unit.noun}"
            )
            hint = (
                f"declare an assumption 'holds: {part.name} part of {whole.name}' with "
                "'one_for_one: true'"
            )
            yield problem_at(codes.UNLIKE_PART, message, quantity.part_of.span, hint)
        for one in (part, whole):
            if one.unit.kind is UnitKind.AMOUNT and not one.is_nonnegative:
                message = (
                    f"{quoted(one.name)} is an amount and may be negative, so that a part of it "
                    "can exceed it"
                )
                hint = f"add 'nonnegative: true' to {one.name} if it cannot"
                yield problem_at(codes.MAY_BE_NEGATIVE, message, quantity.part_of.span, hint)


def _quantity(binder: Binder, name: str) -> QuantityTerm | None:
    """Return a quantity, or ``None`` where it cannot be bound for reasons told elsewhere."""
    try:
        return binder.quantity(name, ())
    except (ObstacleError, ProblemsError):
        return None
