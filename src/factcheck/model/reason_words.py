"""Why something cannot be checked, in one word."""

from __future__ import annotations

from factcheck.model.told import told

_REASONS = {
    "declared": told("declared"),
    "fault": told("fault"),
    "missing": told("missing"),
    "not comparable": told("not comparable"),
}
"""The reasons of obstacles."""


def reason_of(reason: str) -> str:
    """Return the reason of an obstacle as a word that reports translate."""
    return _REASONS.get(reason, reason)
