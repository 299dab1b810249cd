"""What a lock holds."""

from __future__ import annotations

from msgspec import Struct, field

FORM = 1
"""The version of the form of locks."""


class PinnedTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A table as it was read."""

    path: str
    """Its files from the project's root, joined by `` + ``."""
    sha256: str
    """Of all their bytes, in that order."""
    rows: int
    columns: dict[str, str | None]
    """The header of each column, with how it was read: ``number``, ``text`` or ``date``; ``None``
    for one that no claim uses, or none at this date."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that the verdicts on one claim file rest on, but for the claim file itself."""

    factcheck: str
    """The version of the program."""
    language: int
    """The version of the language of claim files."""
    hedges: str
    """The version of the table of hedge classes."""
    tables: dict[str, PinnedTable]
    """Every table that is declared, by its name; a vintage's is ``police@2016-01``."""
    files: dict[str, str]
    """Rubrics and the scale: paths from the project's root, each with its digest."""


class Lock(Struct, frozen=True, forbid_unknown_fields=True):
    """The file `factcheck.lock`."""

    lock: int = FORM
    claims: dict[str, Entry] = field(default_factory=dict)
    """By the path of the claim file from the project's root."""
