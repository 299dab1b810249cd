"""Claimed bands against what is found, one row each, on one scale for each unit."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of
from factcheck.model.wording import word_set
from factcheck.report.charts.axis import axis_title, draw_axis, grid_lines, ticks_on
from factcheck.report.charts.legend import (
    claimed_entry,
    draw_legend,
    edge_entry,
    found_entry,
    hollow_entry,
    narrow_entry,
    wide_entry,
)
from factcheck.report.charts.letters import lines_of, width_of
from factcheck.report.charts.marks import (
    Bars,
    claimed_marks,
    found_marks,
    has_open_end,
    narrow_mark,
    solid,
    thin,
    wide_mark,
)
from factcheck.report.charts.scale import scale_of
from factcheck.report.charts.sheet import ASIDE, AT_END, BIG, LEFT, LINE, NAME, RIGHT, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.chart import Band, BandChart
    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit
    from factcheck.report.charts.legend import Entry
    from factcheck.report.charts.marks import Style
    from factcheck.report.charts.scale import Scale
    from factcheck.report.charts.sheet import Sheet

_BAND = 22
"""How high a claimed band is."""
_GAP = 9
_NAME_LINES = 2
_CLAIMED_LINES = 3


def draw_bands(sheet: Sheet, chart: BandChart) -> None:
    """Draw the legend, and below it the rows of each unit with their axis."""
    _legend(sheet, chart)
    for unit, bands in groupby(chart.bands, key=lambda band: band.unit):
        _panel(sheet, unit, tuple(bands), chart)


def _legend(sheet: Sheet, chart: BandChart) -> None:
    draw_legend(sheet, _entries(chart, solid(sheet.palette), thin(sheet.palette)))
    sheet.down(_GAP)


def _entries(chart: BandChart, style: Style, other: Style) -> Iterator[Entry]:
    bands = chart.bands
    claimed = told("claimed")
    if is_alike(chart):
        claimed = told("claimed: {numbers}", numbers=bands[0].claimed_text)
    yield claimed_entry(claimed)
    if any(has_open_end(each) for band in bands for each in band.claimed):
        yield edge_entry(told("an end that is not claimed"))
    narrow = {(each.narrow, each.unit) for each in bands if each.narrow is not None}
    wide = {(each.wide, each.unit) for each in bands if each.wide is not None}
    if narrow:
        yield narrow_entry(_with_numbers(told("words read strictly"), narrow, chart))
    if wide:
        yield wide_entry(_with_numbers(told("words read generously"), wide, chart))
    found = told("what the evidence permits")
    yield found_entry(told("what the other members leave") if chart.are_members else found, style)
    if any(has_open_end(each) for band in bands for each in _found(band)):
        yield hollow_entry(told("an end that is not reached"), style)
    if any(band.without is not None for band in bands):
        yield found_entry(told("without the assumptions"), other)


def _with_numbers(words: str, sets: Iterable[tuple[Interval, Unit]], chart: BandChart) -> str:
    """Return the words with the numbers, where all rows claim and mean the same.

    Elsewhere each row says what it claims.
    """
    each, *others = sets
    if others or not is_alike(chart):
        return words
    return told("{words}: {numbers}", words=words, numbers=word_set(*each))


def _found(band: Band) -> Iterator[Interval]:
    yield from band.found
    if band.without is not None:
        yield band.without


def _every(band: Band) -> Iterator[Interval]:
    yield from band.claimed
    yield from _found(band)
    yield from (each for each in (band.narrow, band.wide) if each is not None)


def is_alike(chart: BandChart) -> bool:
    """Whether the same is claimed in every row, so that it is told once."""
    return len({(band.claimed_text, band.narrow, band.wide) for band in chart.bands}) == 1


def _panel(sheet: Sheet, unit: Unit, bands: tuple[Band, ...], chart: BandChart) -> None:
    scale = scale_of((each for band in bands for each in _every(band)), unit, LEFT, RIGHT)
    ticks = ticks_on(sheet, scale, unit)
    layer, top = sheet.layer, sheet.y
    for band in bands:
        _heading(sheet, band, chart)
        _row(sheet, band, scale)
    sheet.add_under(layer, *grid_lines(sheet, scale, ticks, top, sheet.y))
    draw_axis(sheet, scale, ticks, axis_title(sheet, unit))
    sheet.down(_GAP)


def _heading(sheet: Sheet, band: Band, chart: BandChart) -> None:
    """Write the row's name on the left and what is found on the right, if they fit in a line.

    Below stands what is claimed, unless that is told for all rows.
    """
    result = sheet.words(result_of(band, are_members=chart.are_members))
    name = sheet.words(band.label)
    left, right = width_of(name, BIG), width_of(result, SMALL)
    if not name:
        sheet.line(result)
    elif left + right + _GAP <= RIGHT - LEFT:
        sheet.line(name, NAME)
        sheet.write(result, RIGHT, sheet.y - 4, right, AT_END)
    else:
        for line in lines_of(name, BIG, RIGHT - LEFT, _NAME_LINES):
            sheet.line(line, NAME)
        sheet.line(result)
    if not is_alike(chart):
        claimed = sheet.words(told("claimed {numbers}", numbers=claimed_of(band)))
        for line in lines_of(claimed, SMALL, RIGHT - LEFT, _CLAIMED_LINES):
            sheet.line(line, ASIDE)
    sheet.down(3)


def is_more_than_a_dot(chart: BandChart) -> bool:
    """Whether some row has two numbers that can be compared, or goes on beyond one."""
    return any(
        len({end for each in _every(band) for end in (each.lower, each.upper)}) > 1
        for band in chart.bands
    )


def claimed_of(band: Band) -> str:
    """Return what is claimed, and what else the words allow if they are read otherwise."""
    read = []
    if band.narrow is not None:
        numbers = word_set(band.narrow, band.unit)
        read.append(told("read strictly {numbers}", numbers=numbers))
    if band.wide is not None:
        numbers = word_set(band.wide, band.unit)
        read.append(told("read generously {numbers}", numbers=numbers))
    if not read:
        return band.claimed_text
    others = told_join("; ", read)
    return told("{words} ({others})", words=band.claimed_text, others=others)


def result_of(band: Band, *, are_members: bool) -> str:
    """Return what is found and the verdict: ``found 6.68 %: refuted``."""
    if are_members:
        return told("the others leave {numbers}", numbers=band.found_text)
    verdict = "" if band.verdict is None else word_of(band.verdict)
    return told_join(": ", (told("found {numbers}", numbers=band.found_text), verdict))


def _row(sheet: Sheet, band: Band, scale: Scale) -> None:
    bars = Bars(sheet.y, _BAND, sheet.hatching)
    if band.wide is not None:
        sheet.add(wide_mark(band.wide, scale, bars, sheet.palette))
    for each in band.claimed:
        sheet.add(*claimed_marks(each, scale, bars, sheet.palette))
    if band.narrow is not None:
        sheet.add(narrow_mark(band.narrow, scale, bars, sheet.palette))
    middle = sheet.y + _BAND // 2
    for found in band.found:
        sheet.add(*found_marks(found, scale, middle, solid(sheet.palette)))
    sheet.down(_BAND + _GAP)
    if band.without is not None:
        _without(sheet, band, band.without, scale)


def _without(sheet: Sheet, band: Band, without: Interval, scale: Scale) -> None:
    sheet.add(*found_marks(without, scale, sheet.y, thin(sheet.palette)))
    verdict = "" if band.without_verdict is None else word_of(band.without_verdict)
    text = told_join(
        ": ",
        (told("without the assumptions {numbers}", numbers=band.without_text), verdict),
    )
    sheet.down(LINE)
    sheet.write(sheet.words(text), LEFT, sheet.y - 2, RIGHT - LEFT, ASIDE)
    sheet.down(_GAP)
