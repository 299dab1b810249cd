"""Where the members of a dispute are compatible, and the curves that cross there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.exact_wording import word_exactly
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.told import told
from factcheck.report.charts.axis import axis_title, draw_axis, ticks_on
from factcheck.report.charts.legend import (
    Entry,
    claimed_entry,
    draw_legend,
    found_entry,
    hollow_entry,
)
from factcheck.report.charts.letters import lines_of, width_of
from factcheck.report.charts.marks import dashes_of, found_marks, has_open_end, hatched, solid, thin
from factcheck.report.charts.plot import plot_of
from factcheck.report.charts.scale import scale_of
from factcheck.report.charts.sheet import ASIDE, BIG, LEFT, LINE, NAME, RIGHT, SMALL, Letters
from factcheck.report.charts.svg import Box, path, stroke

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.chart import ConditionChart, Curve
    from factcheck.report.charts.plot import Plot
    from factcheck.report.charts.scale import Scale
    from factcheck.report.charts.sheet import Sheet
    from factcheck.report.charts.svg import Point

_GAP = 8
_STRIP = 18
_NARROWEST = 4
_MOST_LINES = 5


def draw_condition(sheet: Sheet, chart: ConditionChart) -> None:
    """Draw the condition in words, the legend, the curves, and the line of compatible numbers."""
    for text in sentences(chart):
        for line in lines_of(sheet.words(text), BIG, RIGHT - LEFT, _MOST_LINES):
            sheet.line(line, NAME)
    sheet.down(3)
    draw_legend(sheet, _entries(sheet, chart))
    plot = None
    for curve in chart.curves:
        plot = _draw_curve(sheet, chart, curve)
    is_bounded = chart.possible.lower is not None and chart.possible.upper is not None
    every = (chart.possible, *chart.compatible)
    scale = scale_of(every, chart.unit, LEFT, RIGHT, has_room=not is_bounded)
    if plot is not None:
        scale = plot.across
    elif breaks := _breaks(chart):
        top = int(sheet.y)
        sheet.down(LINE * len(breaks))
        _draw_breaks(sheet, chart, scale, (top, int(sheet.y) + _STRIP))
    _draw_strip(sheet, chart, scale)


def sentences(chart: ConditionChart) -> Iterator[str]:
    """Yield what the chart says, in words."""
    if chart.condition:
        yield told("Compatible only if {condition}", condition=chart.condition)
    elif chart.whole:
        yield told("Compatible only if {condition}", condition=chart.whole)
        return
    else:
        yield told("Compatible whatever {measure} is", measure=chart.measure)
    if chart.whole:
        yield told("Counted in whole numbers: {condition}", condition=chart.whole)


def _entries(sheet: Sheet, chart: ConditionChart) -> Iterator[Entry]:
    if len({curve.claimed_text for curve in chart.curves}) == 1:
        yield claimed_entry(told("claimed: {numbers}", numbers=chart.curves[0].claimed_text))
    elif chart.curves:
        yield claimed_entry(told("claimed"))
    if chart.curves:
        yield Entry(told("what the other members leave"), _region_sample)
    yield found_entry(told("compatible"), solid(sheet.palette))
    if chart.compatible != (chart.possible,):
        yield found_entry(told("not compatible"), thin(sheet.palette))
    if any(has_open_end(each) for each in chart.compatible):
        yield hollow_entry(told("an end that is not reached"), solid(sheet.palette))


def _region_sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    start, end = scale.start, scale.end
    yield _region(sheet, ((start, y + 2), (start, y - 6), (end, y - 6), (end, y + 6)))
    yield _line(sheet, ((start, y + 2), (end, y + 6)))


def _region(sheet: Sheet, around: Iterable[Point]) -> str:
    return path(around, is_closed=True, fill=sheet.palette.found, fill_opacity="0.2")


def _line(sheet: Sheet, points: Iterable[Point]) -> str:
    return stroke(points, colour=sheet.palette.found, width=2)


def _draw_curve(sheet: Sheet, chart: ConditionChart, curve: Curve) -> Plot:
    sheet.down(_GAP)
    sheet.line(sheet.words(curve.measure), ASIDE)
    plot = plot_of(sheet, _across(chart, curve), _upwards(curve), (chart.unit, curve.unit))
    left, right = plot.across.lower, plot.across.upper
    lower = curve.lower or ((left, plot.up.lower), (right, plot.up.lower))
    upper = curve.upper or ((left, plot.up.upper), (right, plot.up.upper))
    low, high = (tuple(plot.point(*each) for each in ends) for ends in (lower, upper))
    sheet.add(_region(sheet, (*low, *reversed(high))), *_claimed(sheet, curve, plot))
    if curve.lower:
        sheet.add(_line(sheet, low))
    if curve.upper:
        sheet.add(_line(sheet, high))
    _draw_breaks(sheet, chart, plot.across, (plot.top, plot.bottom + _GAP + _STRIP))
    return plot


def _across(chart: ConditionChart, curve: Curve) -> Iterator[Interval]:
    yield from (Interval.point(place) for place, _ in (*curve.lower, *curve.upper))
    yield from chart.compatible
    yield chart.possible


def _upwards(curve: Curve) -> Iterator[Interval]:
    yield from (Interval.point(number) for _, number in (*curve.lower, *curve.upper))
    yield curve.claimed


def _claimed(sheet: Sheet, curve: Curve, plot: Plot) -> Iterator[str]:
    """Yield the claimed band, which lies across the plot."""
    claimed, up, palette = curve.claimed, plot.up, sheet.palette
    high = up.at(up.upper if claimed.upper is None else claimed.upper)
    low = up.at(up.lower if claimed.lower is None else claimed.lower)
    lacking = max(_NARROWEST - (low - high), Fraction(0))
    high, low = high - lacking / 2, low + lacking / 2
    start, end = plot.across.start, plot.across.end
    yield from hatched(Box(start, high, end - start, low - high), sheet.hatching, palette)
    for y, number, is_closed in (
        (high, claimed.upper, claimed.upper_closed),
        (low, claimed.lower, claimed.lower_closed),
    ):
        if number is not None:
            dashes = dashes_of(is_closed=is_closed)
            points = ((start, y), (end, y))
            yield stroke(points, colour=palette.claimed, width=Fraction(3, 2), **dashes)


def _breaks(chart: ConditionChart) -> tuple[Fraction, ...]:
    """Return the numbers at which the members begin or cease to be compatible."""
    outer = {chart.possible.lower, chart.possible.upper}
    ends = (end for each in chart.compatible for end in (each.lower, each.upper))
    return tuple(dict.fromkeys(end for end in ends if end is not None and end not in outer))


def _draw_breaks(sheet: Sheet, chart: ConditionChart, scale: Scale, ends: tuple[int, int]) -> None:
    """Draw a line at each of these numbers, with the number beside it."""
    top, bottom = ends
    for place, number in enumerate(_breaks(chart)):
        x = scale.at(number)
        points = ((x, top), (x, bottom))
        width = Fraction(3, 2)
        sheet.add(stroke(points, colour=sheet.palette.ink, width=width, stroke_dasharray="4 3"))
        text = sheet.words(word_exactly(Interval.point(number), chart.unit))
        is_right = x + 5 + width_of(text, SMALL) <= RIGHT
        letters = Letters(anchor="start" if is_right else "end", is_bold=True)
        room = (RIGHT - x if is_right else x - scale.start) - 5
        y = top + 12 + place * LINE
        sheet.write(text, x + 5 if is_right else x - 5, y, room, letters)


def _draw_strip(sheet: Sheet, chart: ConditionChart, scale: Scale) -> None:
    y = sheet.down(_STRIP // 2)
    sheet.add(*found_marks(chart.possible, scale, y, thin(sheet.palette)))
    for each in chart.compatible:
        sheet.add(*found_marks(each, scale, y, solid(sheet.palette)))
    sheet.down(_STRIP // 2 + 2)
    title = sheet.words(chart.measure)
    unit = axis_title(sheet, chart.unit)
    draw_axis(
        sheet, scale, ticks_on(sheet, scale, chart.unit), f"{title}, {unit}" if unit else title
    )
