"""The colours and letters of charts: for a page with a style sheet, and for everything else."""

from __future__ import annotations

from msgspec import Struct


class Palette(Struct, frozen=True):
    """What shapes and texts are painted with.

    No meaning rests on colour alone: what is claimed is hatched and outlined, what is found is a
    solid bar. The two colours are told apart with every kind of colour blindness (Okabe and Ito
    2008), and stand out on white as well as on black.
    """

    ink: str
    """Texts."""
    muted: str
    """Texts beside the point."""
    grid: str
    claimed: str
    found: str
    other: str
    """What is found without the assumptions, or lies outside of what is claimed."""
    paper: str
    """What is behind: the inside of a hollow dot."""
    letters: str
    """The families of letters, the first that is there."""


CSS = Palette(
    ink="var(--ink)",
    muted="var(--muted)",
    grid="var(--grid)",
    claimed="var(--claimed)",
    found="var(--found)",
    other="var(--other)",
    paper="var(--paper)",
    letters="var(--letters)",
)
"""For charts inside a page, by the names that the memo's style sheet gives colours and letters."""

PLAIN = Palette(
    ink="#1a1a1a",
    muted="#4d4d4d",
    grid="#8a8a8a",
    claimed="#c14f00",
    found="#0067a3",
    other="#6b6b6b",
    paper="#ffffff",
    letters="'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif",
)
"""For pictures on white paper, whose readers know no style sheets: PDF and DOCX."""
