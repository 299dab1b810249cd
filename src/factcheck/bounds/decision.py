"""What is known of whether some world makes a formula true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.bounds.simplex import Point
    from factcheck.model.certificate import Proof


class Conflicts(Struct, frozen=True):
    """Minimal sets of statements that make something impossible."""

    sets: tuple[tuple[str, ...], ...] = ()
    """Small ones first, and statements in the order of the system's rows."""
    is_cut: bool = False
    """Whether the number or the effort that is allowed was too small.

    There may be more sets, and where it was the effort, a set may be larger than it must be.
    """


class Decision(Struct, frozen=True):
    """A world in which a formula is true, or a proof of none; neither where effort ran out."""

    point: Point | None = None
    proof: Proof | None = None

    @property
    def may_be(self) -> bool:
        """Whether nothing shows that the formula cannot be true."""
        return self.proof is None
