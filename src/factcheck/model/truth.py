"""Three-valued logic, written out as tables."""

from __future__ import annotations

from enum import Enum


class Truth(Enum):
    """Whether something holds: yes, no, or the evidence does not say."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


_T, _F, _U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

NOT = {_T: _F, _F: _T, _U: _U}

AND = {
    (_T, _T): _T, (_T, _F): _F, (_T, _U): _U,
    (_F, _T): _F, (_F, _F): _F, (_F, _U): _F,
    (_U, _T): _U, (_U, _F): _F, (_U, _U): _U,
}  # fmt: skip

OR = {
    (_T, _T): _T, (_T, _F): _T, (_T, _U): _T,
    (_F, _T): _T, (_F, _F): _F, (_F, _U): _U,
    (_U, _T): _T, (_U, _F): _U, (_U, _U): _U,
}  # fmt: skip


def truth(is_true: bool) -> Truth:
    """Return the truth value of a known fact."""
    return Truth.TRUE if is_true else Truth.FALSE
