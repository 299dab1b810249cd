"""Levels of confidence as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.fraction import Fraction


def level_number(confidence: Fraction | None) -> float | None:
    """Return a level, 0 to 1; ``None`` where nothing is less than certain."""
    return None if confidence is None else float(confidence)


def conflict_confidences(
    conflicts: Sequence[Sequence[str]], confidences: Sequence[Fraction | None]
) -> list[dict[str, Any]]:
    """Return those conflicts that are less than certain, each with its level."""
    if not confidences:
        return []
    return [
        {"conflict": list(conflict), "confidence": level_number(level)}
        for conflict, level in zip(conflicts, confidences, strict=True)
        if level is not None
    ]
