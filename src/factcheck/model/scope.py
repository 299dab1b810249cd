"""What a number is about, as far as a file says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.span import Text


class Scope(Struct, frozen=True):
    """What a number is about; ``None`` where nothing was declared."""

    period: Text | None = None
    population: Text | None = None
    definition: Text | None = None
    as_of: Text | None = None


NO_SCOPE = Scope()
"""Where nothing was declared."""
