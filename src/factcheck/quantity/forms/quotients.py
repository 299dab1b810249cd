"""Measures that divide by something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import Compound, Constant, RelativeChange, nodes_of
from factcheck.model.expression import Operator

if TYPE_CHECKING:
    from factcheck.model.bound import Bound


def divides(bound: Bound) -> bool:
    """Whether something that a table gives is divided by on the way to a measure."""
    return any(_divides(node) for node in nodes_of(bound))


def _divides(node: Bound) -> bool:
    match node:
        case Compound(operator=Operator.DIVIDE):
            return not isinstance(node.right, Constant)
        case RelativeChange():
            return True
        case _:
            return False
