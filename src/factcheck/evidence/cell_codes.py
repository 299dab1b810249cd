"""Cells of columns that were made: numbers, sets of numbers and gaps, written as texts.

A code begins with a private-use character. Only columns that were made are looked through for
codes, and a text of the user's that begins so is itself written as a code: a table cannot feign
one. Codes never leave the evidence stage; reports show words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.evidence.raw import PLAIN
from factcheck.model.cell import TICK, PartlyTicked, number_key
from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE = "\ue001"
_NUMBER, _SET, _WORDS, _TEXT, _TICKS = "=", "~", "w", "t", "?"
_UNSURE = "\x1e"
"""What stands between the labels that surely were ticked and the others."""
_GAPS: Mapping[str, EmptyCell] = {
    "u": EmptyCell.UNKNOWN,
    "n": EmptyCell.NONE,
    "a": EmptyCell.NOT_APPLICABLE,
}
_LETTERS = {gap: letter for letter, gap in _GAPS.items()}
_IS_PLAIN = re.compile(PLAIN).fullmatch


class Worded(Struct, frozen=True):
    """A set of numbers that comes from a figure in words."""

    possible: Interval
    words: str
    """As they stand in the table."""


CellValue = Fraction | Interval | Worded | EmptyCell | PartlyTicked | str
"""What a cell of a column that was made holds; a text is meant as it stands."""


def coded(cell: CellValue) -> str:
    """Return the text of a cell; short decimals as digits, which an engine adds up itself."""
    match cell:
        case Fraction():
            digits = number_key(cell)
            return digits if _IS_PLAIN(digits) else f"{CODE}{_NUMBER}{cell}"
        case Interval():
            return f"{CODE}{_SET}{_ends(cell)}"
        case Worded():
            return f"{CODE}{_WORDS}{_ends(cell.possible)}{cell.words}"
        case EmptyCell():
            return "0" if cell is EmptyCell.ZERO else f"{CODE}{_LETTERS[cell]}"
        case PartlyTicked():
            return f"{CODE}{_TICKS}{cell.least}{_UNSURE}{TICK.join(cell.unsure)}"
        case str():
            return f"{CODE}{_TEXT}{cell}" if cell.startswith(CODE) else cell
        case _:
            assert_never(cell)


def decoded(text: str) -> CellValue:
    """Return what a text without blanks around means that stands in a column that was made."""
    if not text.startswith(CODE):
        return text
    kind, rest = text[1:2], text[2:]
    if kind == _NUMBER:
        return fraction_of(rest)
    if kind == _SET:
        return _interval(rest)
    if kind == _WORDS:
        end = re.search(r"[])]", rest)
        assert end is not None
        return Worded(_interval(rest[: end.end()]), rest[end.end() :])
    if kind == _TICKS:
        ticked, unsure = (tuple(each.split(TICK)) for each in rest.split(_UNSURE))
        return PartlyTicked(ticked if ticked != ("",) else (), unsure)
    return rest if kind == _TEXT else _GAPS[kind]


def _ends(interval: Interval) -> str:
    lower = "" if interval.lower is None else str(interval.lower)
    upper = "" if interval.upper is None else str(interval.upper)
    opening, closing = "[" if interval.lower_closed else "(", "]" if interval.upper_closed else ")"
    return f"{opening}{lower},{upper}{closing}"


def _interval(text: str) -> Interval:
    lower, upper = text[1:-1].split(",")
    return Interval(
        fraction_of(lower) if lower else None,
        fraction_of(upper) if upper else None,
        text.startswith("["),
        text.endswith("]"),
    )
