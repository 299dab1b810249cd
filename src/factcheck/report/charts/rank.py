"""A ranking: a row for each group around the claimed ones, all on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.told import told, told_count, told_join
from factcheck.model.verdict_words import word_of
from factcheck.report.charts.axis import axis_title, draw_axis, grid_lines, ticks_on
from factcheck.report.charts.legend import Entry, draw_legend, found_entry, hollow_entry
from factcheck.report.charts.letters import width_of
from factcheck.report.charts.marks import found_marks, has_open_end, solid
from factcheck.report.charts.scale import scale_of
from factcheck.report.charts.sheet import (
    ASIDE,
    AT_END,
    BIG,
    LEFT,
    LINE,
    NAME,
    RIGHT,
    SMALL,
    TEXT,
    WIDTH,
)
from factcheck.report.charts.svg import Box, rect, stroke

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.chart import RankChart, RankedGroup
    from factcheck.model.interval import Interval
    from factcheck.report.charts.scale import Scale
    from factcheck.report.charts.sheet import Sheet

_GAP = 8
_ROW = 16
"""How high the room for the marks of a row is."""
_STRIPE = 5


def draw_rank(sheet: Sheet, chart: RankChart) -> None:
    """Draw the claim and what is found, the legend, and the groups, the first on top."""
    draw_legend(sheet, _entries(sheet, chart))
    sheet.down(_GAP)
    scale = scale_of((each.found for each in chart.groups), chart.unit, LEFT, RIGHT)
    ticks = ticks_on(sheet, scale, chart.unit)
    layer, top = sheet.layer, sheet.y
    for group in chart.groups:
        _skipped(sheet, group.skipped)
        _row(sheet, group, scale)
    _skipped(sheet, chart.skipped)
    sheet.add_under(layer, *grid_lines(sheet, scale, ticks, top, sheet.y))
    draw_axis(sheet, scale, ticks, axis_title(sheet, chart.unit))


def _entries(sheet: Sheet, chart: RankChart) -> Iterator[Entry]:
    style = solid(sheet.palette)
    yield Entry(told("claimed: {numbers}", numbers=chart.claimed_text), _sample)
    verdict = "" if chart.verdict is None else word_of(chart.verdict)
    words = told("found: {numbers}", numbers=chart.found_text)
    yield found_entry(told_join(": ", (words, verdict)), style)
    if any(has_open_end(each.found) for each in chart.groups):
        yield hollow_entry(told("an end that is not reached"), style)


def _sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterable[str]:
    return _highlight(sheet, Box(scale.start, y - 6, scale.end - scale.start, 12))


def _highlight(sheet: Sheet, box: Box) -> tuple[str, str]:
    """Return the ground of a claimed group: a tint and, for whoever sees none, a stripe."""
    colour = sheet.palette.claimed
    stripe = Box(box.x, box.y, _STRIPE, box.height)
    return rect(box, fill=colour, fill_opacity="0.14"), rect(stripe, fill=colour)


def _skipped(sheet: Sheet, number: int) -> None:
    if number:
        sheet.line(sheet.words(left_out(number)), ASIDE)
        sheet.down(4)


def left_out(number: int) -> str:
    """Return that some are not shown: ``… 14 more``."""
    return told_count(number, "… {n} more", "… {n} more")


def _row(sheet: Sheet, group: RankedGroup, scale: Scale) -> None:
    layer, top = sheet.layer, sheet.y
    _heading(sheet, group)
    sheet.down(2)
    middle = sheet.y + _ROW // 2
    if scale.lower <= 0 <= scale.upper:
        stem = ((scale.at(Fraction(0)), middle), (scale.at(_nearest_to_zero(group.found)), middle))
        sheet.add(stroke(stem, colour=sheet.palette.found, stroke_opacity="0.45"))
    sheet.add(*found_marks(group.found, scale, middle, solid(sheet.palette)))
    sheet.down(_ROW)
    if group.is_claimed:
        box = Box(2, top, WIDTH - 4, sheet.y - top)
        sheet.add_under(layer, *_highlight(sheet, box))
    sheet.down(3)


def _nearest_to_zero(found: Interval) -> Fraction:
    """Return the end of a set that is nearest to zero, zero where that is inside or is no end."""
    if found.lower is not None and found.lower > 0:
        return found.lower
    return found.upper if found.upper is not None and found.upper < 0 else Fraction(0)


def _heading(sheet: Sheet, group: RankedGroup) -> None:
    name, number = sheet.words(name_of(group)), sheet.words(group.text)
    letters = NAME if group.is_claimed else TEXT
    right = width_of(number, SMALL)
    room = RIGHT - LEFT - right - _GAP
    if width_of(name, BIG) <= room:
        sheet.down(LINE)
        sheet.write(name, LEFT, sheet.y - 4, room, letters)
        sheet.write(number, RIGHT, sheet.y - 4, right, AT_END)
    else:
        sheet.line(name, letters)
        sheet.line(number, ASIDE)


def name_of(group: RankedGroup) -> str:
    """Return a group with its place: ``2. Basel (tied)``."""
    name = told("{place}. {group}", place=group.place, group=group.label)
    if group.is_tied:
        name = told("{group} (tied)", group=name)
    return name if group.is_sure else told("{group} (if it has a row)", group=name)
