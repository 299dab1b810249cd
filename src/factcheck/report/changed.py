"""One change from a report to another."""

from __future__ import annotations

from msgspec import Struct


class Change(Struct, frozen=True):
    """Something that two reports say differently."""

    where: str
    """What it is of: ``claim around-9000``, ``table police``, ``the run``."""
    what: str
    """The key or field."""
    old: str | None
    """What the old report says; ``None`` for nothing."""
    new: str | None
