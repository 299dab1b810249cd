"""What a number is about, as far as a file says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model.span import Text


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number is about; ``None`` where nothing was declared."""

    period: Text | None = None
    population: Text | None = None
    definition: Text | None = None
    as_of: Text | None = None


NO_SCOPE = Scope()
"""Where nothing was declared."""
