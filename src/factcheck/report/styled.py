"""Lines of text with styles: the same lines plain or in colour."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from factcheck.report.memo.tones import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Style(Enum):
    """How a piece of a line looks in colour; the value is rich's name for it."""

    PLAIN = "none"
    STRONG = "bold"
    FAINT = "dim"
    GOOD = "bold green"
    BAD = "bold red"
    OPEN = "bold yellow"
    CLASH = "bold magenta"
    NOTE = "bold cyan"


Piece = tuple[str, Style]
Line = tuple[Piece, ...]

EMPTY: Line = ()

TONE_STYLES = {
    Tone.SUPPORTED: Style.GOOD,
    Tone.REFUTED: Style.BAD,
    Tone.UNDETERMINED: Style.OPEN,
    Tone.CONFLICTING: Style.CLASH,
    Tone.NOT_CHECKABLE: Style.NOTE,
}


def indented(lines: Iterable[Line], columns: int) -> list[Line]:
    """Return the lines moved to the right; empty ones stay empty."""
    margin: Piece = (" " * columns, Style.PLAIN)
    return [(margin, *line) if line else line for line in lines]


def painted(lines: Iterable[Line], *, colour: bool) -> str:
    """Return the lines as one text that ends with a line break.

    With ``colour`` the pieces carry ANSI colour codes, the sixteen that every terminal has, so
    that its own theme decides the shades.
    """
    paint = _painter() if colour else _unpainted
    return "".join("".join(paint(piece) for piece in line) + "\n" for line in lines)


def _unpainted(piece: Piece) -> str:
    return piece[0]


def _painter() -> Callable[[Piece], str]:
    """Return a function that colours a piece; loads rich, which takes tens of milliseconds."""
    from rich.color import ColorSystem
    from rich.style import Style as RichStyle

    styles = {style: RichStyle.parse(style.value) for style in Style}

    def paint(piece: Piece) -> str:
        text, style = piece
        return styles[style].render(text, color_system=ColorSystem.STANDARD)

    return paint
