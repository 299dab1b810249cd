"""A trend: the claimed window within the periods around it, step by step."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Direction
from factcheck.model.told import told, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.verdict_words import word_of
from factcheck.report.charts.axis import axis_title
from factcheck.report.charts.legend import Entry, draw_legend, hollow_entry
from factcheck.report.charts.letters import width_of
from factcheck.report.charts.marks import Style, dot, has_open_end, upright_arrow
from factcheck.report.charts.plot import plot_of
from factcheck.report.charts.sheet import ASIDE, LINE, SMALL, WIDTH
from factcheck.report.charts.svg import Box, path, rect, stroke
from factcheck.report.charts.thinned import thinned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.chart import Moment, TrendChart
    from factcheck.report.charts.plot import Plot
    from factcheck.report.charts.scale import Scale
    from factcheck.report.charts.sheet import Sheet
    from factcheck.report.charts.svg import Number

_PLACES = Unit(UnitKind.COUNT)
_MOST_DOTS = 40
"""Of more periods only the ends of the window and what is not as claimed have a dot."""
_DOT = Fraction(7, 2)
_GAP = 8


def draw_trend(sheet: Sheet, chart: TrendChart) -> None:
    """Draw the claim and what is found, the legend, and the measure over the periods."""
    draw_legend(sheet, _entries(sheet, chart))
    title = axis_title(sheet, chart.unit)
    if title:
        sheet.line(title, ASIDE)
    moments = thinned(chart.moments)
    plot = _plot(sheet, chart, moments)
    drawing = _Drawing(sheet, chart, moments, plot)
    sheet.add(*drawing.window(), *drawing.ribbon(), *drawing.steps(), *drawing.dots())
    _labels(sheet, chart, plot)


def _plot(sheet: Sheet, chart: TrendChart, moments: tuple[Moment, ...]) -> Plot:
    across = (Interval.point(each.place) for each in moments)
    limit = () if chart.limit is None else (chart.limit,)
    up = (*(each.found for each in moments), *limit)
    return plot_of(sheet, across, up, (_PLACES, chart.unit))


class _Drawing(Struct, frozen=True):
    """Draws the periods of a trend."""

    sheet: Sheet
    chart: TrendChart
    moments: tuple[Moment, ...]
    plot: Plot

    def window(self) -> Iterator[str]:
        """Yield the claimed window, and where a flat trend has to stay in it."""
        places = [each.place for each in self.chart.moments if each.is_claimed]
        left, right = self.plot.across.at(places[0]), self.plot.across.at(places[-1])
        top, bottom = self.plot.top - _GAP, self.plot.bottom + _GAP
        limit, palette = self.chart.limit, self.sheet.palette
        whole = Box(left, top, right - left, bottom - top)
        yield rect(whole, fill=palette.claimed, fill_opacity="0.12")
        if limit is not None:
            up = self.plot.up
            high = up.at(up.upper if limit.upper is None else limit.upper)
            low = up.at(up.lower if limit.lower is None else limit.lower)
            band = Box(left, high, right - left, low - high)
            yield rect(band, fill=f"url(#{self.sheet.hatching})", stroke=palette.claimed)

    def ribbon(self) -> Iterator[str]:
        """Yield what is permitted between the periods, where a number is not known."""
        if all(each.found.is_point for each in self.moments):
            return
        tops = [(each.place, self._end(each.found.upper, is_upper=True)) for each in self.moments]
        lows = [(each.place, self._end(each.found.lower, is_upper=False)) for each in self.moments]
        around = tuple(self.plot.point(*each) for each in (*tops, *reversed(lows)))
        yield path(around, is_closed=True, fill=self.sheet.palette.found, fill_opacity="0.18")

    def _end(self, number: Fraction | None, *, is_upper: bool) -> Fraction:
        if number is not None:
            return number
        return self.plot.up.upper if is_upper else self.plot.up.lower

    def steps(self) -> Iterator[str]:
        """Yield the lines from one known number to the next."""
        is_flat = self.chart.direction is Direction.FLAT
        for before, after in pairwise(self.moments):
            # Of a flat trend it is the period that fits or does not, and not the step to it.
            fits = None if is_flat and after.fits is False else after.fits
            if fits is False or (before.found.is_point and after.found.is_point):
                ends = tuple(
                    self.plot.point(each.place, each.found.middle) for each in (before, after)
                )
                is_inside = before.is_claimed and after.is_claimed
                yield step_line(ends, self.sheet, is_claimed=is_inside, fits=fits)

    def dots(self) -> Iterator[str]:
        """Yield the numbers of the periods: a dot, or a line from end to end."""
        claimed = [each for each in self.moments if each.is_claimed]
        are_few = len(self.moments) <= _MOST_DOTS
        last = Fraction(self.plot.across.start - 2 * _GAP)
        for moment in self.moments:
            is_end = moment in (claimed[0], claimed[-1])
            if are_few or is_end:
                yield from self._dots(moment)
            x, y = self.plot.point(moment.place, moment.found.middle)
            # Of many in a row the dashed line between them tells enough.
            if moment.fits is False and (are_few or x - last >= 2 * _GAP):
                yield cross((x, y), self.sheet)
                last = x

    def _dots(self, moment: Moment) -> Iterator[str]:
        palette, found = self.sheet.palette, moment.found
        colour = palette.found if moment.is_claimed else palette.other
        style = Style(colour, palette.paper, 2, _DOT)
        x = self.plot.across.at(moment.place)
        if not found.is_point:
            high = self.plot.up.at(self._end(found.upper, is_upper=True))
            low = self.plot.up.at(self._end(found.lower, is_upper=False))
            yield stroke(((x, high), (x, low)), colour=colour, width=2)
        ends = ((found.lower, found.lower_closed), (found.upper, found.upper_closed))
        if found.lower is None:
            yield upright_arrow(x, self.plot.bottom + _GAP, 1, style)
        if found.upper is None:
            yield upright_arrow(x, self.plot.top - _GAP, -1, style)
        for number, is_closed in dict.fromkeys(ends):
            if number is not None:
                yield dot(x, self.plot.up.at(number), style, is_filled=is_closed)


def step_line(
    ends: tuple[tuple[Number, Number], ...], sheet: Sheet, *, is_claimed: bool, fits: bool | None
) -> str:
    """Return the line of a step: dashed where it is not as claimed, thin out of the window."""
    palette = sheet.palette
    colour = palette.found if is_claimed else palette.other
    width: Number = Fraction(5, 2) if is_claimed else Fraction(3, 2)
    dashes: dict[str, str | Number] = {}
    if fits is False:
        colour, dashes = palette.claimed, {"stroke_dasharray": "5 3"}
    return stroke(ends, colour=colour, width=width, **dashes)


def cross(place: tuple[Number, Number], sheet: Sheet) -> str:
    """Return the mark of what is not as claimed."""
    x, y = place
    arms = ((x - 6, y - 6), (x + 6, y + 6)), ((x - 6, y + 6), (x + 6, y - 6))
    return stroke(*arms, colour=sheet.palette.claimed, width=Fraction(5, 2))


def _entries(sheet: Sheet, chart: TrendChart) -> Iterator[Entry]:
    yield Entry(told("claimed: {numbers}", numbers=chart.claimed_text), _window_sample)
    verdict = "" if chart.verdict is None else word_of(chart.verdict)
    words = told("found: {numbers}", numbers=chart.found_text)
    yield Entry(told_join(": ", (words, verdict)), _line_sample)
    if chart.limit is not None:
        yield Entry(told("where it has to stay"), _limit_sample)
    if any(each.fits is False for each in chart.moments):
        yield Entry(told("not as claimed"), _cross_sample)
    if any(not each.found.is_point for each in chart.moments):
        yield Entry(told("between these numbers"), _range_sample)
    if any(has_open_end(each.found) for each in chart.moments):
        style = Style(sheet.palette.found, sheet.palette.paper, 2, _DOT)
        yield hollow_entry(told("an end that is not reached"), style)
    if any(not each.is_claimed for each in chart.moments):
        yield Entry(told("other periods"), _other_sample)


def _window_sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    box = Box(scale.start, y - 6, scale.end - scale.start, 12)
    yield rect(box, fill=sheet.palette.claimed, fill_opacity="0.2")


def _limit_sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    box = Box(scale.start, y - 5, scale.end - scale.start, 10)
    yield rect(box, fill=f"url(#{sheet.hatching})", stroke=sheet.palette.claimed)


def _line_sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    ends = ((scale.start, y), (scale.end, y))
    yield step_line(ends, sheet, is_claimed=True, fits=True)
    style = Style(sheet.palette.found, sheet.palette.paper, 2, _DOT)
    yield from (dot(x, y, style, is_filled=True) for x, y in ends)


def _cross_sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    yield cross((Fraction(scale.start + scale.end, 2), y), sheet)


def _range_sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    x = Fraction(scale.start + scale.end, 2)
    style = Style(sheet.palette.found, sheet.palette.paper, 2, _DOT)
    yield stroke(((x, y - 5), (x, y + 5)), colour=style.colour, width=2)
    yield from (dot(x, end, style, is_filled=True) for end in (y - 5, y + 5))


def _other_sample(sheet: Sheet, scale: Scale, y: Fraction) -> Iterator[str]:
    ends = ((scale.start, y), (scale.end, y))
    yield step_line(ends, sheet, is_claimed=False, fits=None)
    style = Style(sheet.palette.other, sheet.palette.paper, 2, _DOT)
    yield from (dot(x, y, style, is_filled=True) for x, y in ends)


def _labels(sheet: Sheet, chart: TrendChart, plot: Plot) -> None:
    """Write the periods below the plot: the ends of the window, and of others what fits."""
    moments = chart.moments
    claimed = [each for each in moments if each.is_claimed]
    first = [claimed[0], claimed[-1], moments[0], moments[-1]]
    taken: list[tuple[Fraction, Fraction]] = []
    y = sheet.down(LINE)
    for moment in dict.fromkeys((*first, *_spread(moments))):
        text = sheet.words(moment.label)
        half = min(width_of(text, SMALL), Fraction(WIDTH, 3)) / 2
        x = plot.across.at(moment.place)
        middle = min(max(x, half + 2), WIDTH - half - 2)
        span = middle - half - _GAP, middle + half + _GAP
        if all(span[1] <= start or span[0] >= end for start, end in taken):
            taken.append(span)
            mark = ((x, y - LINE), (x, y - LINE + 5))
            sheet.add(stroke(mark, colour=sheet.palette.grid))
            sheet.tick_in(text, middle, y + 2, 2 * half)
    sheet.down(_GAP)


def _spread(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Return the other periods, those first that divide the whole evenly."""
    found: list[Moment] = []
    step = len(moments)
    while step > 1:
        step = (step + 1) // 2
        found += moments[::step]
    return tuple(found)
