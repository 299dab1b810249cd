"""What stands in a paragraph: texts, and how each of them is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.report.printed import INKS, is_address, verdict_of

if TYPE_CHECKING:
    from factcheck.report.memo.records import Badge

BAD = "a61b1b"
"""The colour of what is not as expected."""


class Piece(Struct, frozen=True):
    """A text that is set in one way."""

    text: str
    style: str = ""
    """The style of its letters."""
    is_bold: bool = False
    colour: str = ""
    """Of its letters; six hexadecimal digits."""
    fill: str = ""
    """What it stands on."""
    address: str = ""
    """The web address that it leads to."""
    anchor: str = ""
    """The heading that it leads to."""
    begins_line: bool = False


Line = tuple[Piece, ...]

CODE, ASIDE = "Code", "Aside"
"""Styles: letters of one width, and small grey ones."""


def bold(text: str, colour: str = "") -> Piece:
    """Return a text in bold letters."""
    return Piece(text, is_bold=True, colour=colour)


def code(text: str) -> Piece:
    """Return an expression, a path or a digest in letters of one width."""
    return Piece(text, CODE)


def linked(text: str, address: str) -> Piece:
    """Return a text that leads to an address, if that may become a link."""
    return Piece(text, address=address if is_address(address) else "")


def aside(text: str) -> Piece:
    """Return a text beside the point, on a line of its own."""
    return Piece(text, ASIDE, begins_line=True)


def label(badge: Badge) -> Line:
    """Return a verdict with its sentence: white letters on its colour."""
    shown = f"\N{NO-BREAK SPACE}{verdict_of(badge)}\N{NO-BREAK SPACE}"
    verdict = Piece(shown, is_bold=True, colour="ffffff", fill=INKS[badge.tone].colour)
    told = (badge.condition, badge.sentence)
    after = (Piece(f" {text}") for text in told if text)
    return (verdict, *after, *map(aside, badge.notes))


def short(badge: Badge) -> Line:
    """Return a verdict for the cell of a table."""
    verdict = bold(verdict_of(badge), INKS[badge.tone].colour)
    condition = (Piece(f" {badge.condition}"),) if badge.condition else ()
    return (verdict, *condition, *map(aside, badge.notes))
