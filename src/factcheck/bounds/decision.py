"""What is known of whether some world makes a formula true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.bounds.simplex import Point
    from factcheck.model.certificate import Proof


class Decision(Struct, frozen=True):
    """A world in which a formula is true, or a proof of none; neither where effort ran out."""

    point: Point | None = None
    proof: Proof | None = None

    @property
    def may_be(self) -> bool:
        """Whether nothing shows that the formula cannot be true."""
        return self.proof is None
