"""What the marks of a chart mean: a sample of each with a few words, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.report.charts.letters import lines_of, width_of
from factcheck.report.charts.marks import (
    Bars,
    claimed_marks,
    dot,
    found_marks,
    narrow_mark,
    open_edge,
    wide_mark,
)
from factcheck.report.charts.scale import Scale
from factcheck.report.charts.sheet import LEFT, LINE, RIGHT, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.report.charts.marks import Style
    from factcheck.report.charts.sheet import Sheet

    Sample = Callable[["Sheet", Scale, Fraction], Iterable[str]]
    """Draws on a short scale whose middle is that far down the page."""

_WIDTH = 26
"""Of a sample."""
_BETWEEN = 16
"""Between two entries of one line."""
_HEIGHT = 12
_HALF = 6
_INSET = 5
_MOST_LINES = 3
_ALL = Interval(Fraction(0), Fraction(1))


class Entry(Struct, frozen=True):
    """A sample and what it means."""

    text: str
    sample: Sample


def claimed_entry(text: str) -> Entry:
    """Return the entry of what is claimed."""
    return Entry(text, _claimed)


def _claimed(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    return claimed_marks(_ALL, scale, Bars(y - _HALF, _HEIGHT, sheet.hatching), sheet.palette)


def narrow_entry(text: str) -> Entry:
    """Return the entry of what the words allow if they are read strictly."""
    return Entry(text, lambda sheet, scale, y: (narrow_mark(_ALL, scale, _bars(y), sheet.palette),))


def wide_entry(text: str) -> Entry:
    """Return the entry of what they allow if they are read generously."""
    return Entry(text, lambda sheet, scale, y: (wide_mark(_ALL, scale, _bars(y), sheet.palette),))


def _bars(y: Fraction) -> Bars:
    return Bars(y - _HALF, _HEIGHT, "")


def found_entry(text: str, style: Style) -> Entry:
    """Return the entry of what is found."""
    return Entry(text, lambda _sheet, scale, y: found_marks(_ALL, scale, y, style))


def hollow_entry(text: str, style: Style) -> Entry:
    """Return the entry of an end that does not belong to a set."""
    return Entry(text, lambda _sheet, scale, y: (dot(_middle(scale), y, style, is_filled=False),))


def edge_entry(text: str) -> Entry:
    """Return the entry of an end that does not belong to what is claimed."""
    return Entry(text, lambda sheet, scale, y: (open_edge(scale, _bars(y), sheet.palette),))


def _middle(scale: Scale) -> Fraction:
    return Fraction(scale.start + scale.end, 2)


def draw_legend(sheet: Sheet, entries: Iterable[Entry]) -> None:
    """Draw entries, as many in a line as fit."""
    x, room = LEFT, RIGHT - LEFT - _WIDTH - 8
    for entry in entries:
        lines = lines_of(sheet.words(entry.text), SMALL, room, _MOST_LINES)
        width = _WIDTH + 8 + int(max(width_of(line, SMALL) for line in lines))
        if x == LEFT or x + width > RIGHT or len(lines) > 1:
            x = LEFT
            sheet.down(LINE)
        scale = Scale(Fraction(0), Fraction(1), x + _INSET, x + _WIDTH - _INSET)
        sheet.add(*entry.sample(sheet, scale, sheet.y - 7))
        for place, line in enumerate(lines):
            sheet.down(LINE if place else 0)
            sheet.write(line, x + _WIDTH + 8, sheet.y - 3, room)
        x = x + width + _BETWEEN if len(lines) == 1 else RIGHT
    sheet.down(_INSET)
