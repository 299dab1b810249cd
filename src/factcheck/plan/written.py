"""Written numbers: the units they take from what they stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.bound import Bound, Constant
from factcheck.model.expression import Operator
from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError
from factcheck.model.unit import UnitKind
from factcheck.plan import codes, units
from factcheck.plan.names import problem_at

if TYPE_CHECKING:
    from factcheck.model.expression import Arithmetic

WRITTEN_AS_SHARES = frozenset({UnitKind.SHARE, UnitKind.RELATIVE_CHANGE})
_PLAIN = frozenset({UnitKind.COUNT, UnitKind.AMOUNT, UnitKind.FACTOR, UnitKind.POINTS})
_SHARE_LIKE = frozenset({UnitKind.SHARE, UnitKind.FACTOR, UnitKind.RELATIVE_CHANGE})


def adapted(one: Bound, other: Bound) -> Bound:
    """Give a written number the unit of what it is added to or compared with, where it is clear.

    A bare number is no share and no relative change, except zero; ``1000/2`` is a plain number
    as well as a share, ``10%`` only a share.
    """
    if not isinstance(one, Constant) or one.unit.kind is other.unit.kind:
        return one
    is_bare = one.unit.kind is UnitKind.COUNT
    kinds = _PLAIN if is_bare else _SHARE_LIKE
    is_clear = other.unit.kind in kinds or ("%" not in one.text and not is_bare)
    if is_clear or one.number == 0:
        return Constant(one.number, other.unit, one.text)
    return one


def with_share(one: Bound, other: Bound) -> Bound:
    """Read the 1 of ``1 - share(...)`` as the whole."""
    if isinstance(one, Constant) and one.number == 1 and other.unit.kind in WRITTEN_AS_SHARES:
        return Constant(one.number, other.unit, one.text)
    return one


def folded(node: Arithmetic, left: Constant, right: Constant, text: str) -> Constant:
    """Return a calculation between two written numbers as one number; ``1/10`` is a share."""
    match node.operator:
        case Operator.ADD:
            number = left.number + right.number
        case Operator.SUBTRACT:
            number = left.number - right.number
        case Operator.MULTIPLY:
            number = left.number * right.number
        case Operator.DIVIDE:
            if right.number == 0:
                message = f"{quoted(text)} divides by zero"
                raise ProblemsError((problem_at(codes.WRONG_ARGUMENT, message, node.span),))
            return Constant(left.number / right.number, units.SHARE, text)
        case _:
            assert_never(node.operator)
    is_share = units.SHARE in {left.unit, right.unit}
    return Constant(number, units.SHARE if is_share else units.COUNT, text)
