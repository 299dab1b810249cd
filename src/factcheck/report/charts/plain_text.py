"""Charts in plain characters, for a terminal and for Markdown: a row for each number."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.chart import BandChart, ConditionChart, RankChart, TrendChart
from factcheck.model.told import told, told_join
from factcheck.model.wording import with_noun, word_set
from factcheck.report.charts.bands import claimed_of, result_of
from factcheck.report.charts.condition import sentences
from factcheck.report.charts.rank import left_out, name_of
from factcheck.report.charts.scale import scale_of, ticks_of
from factcheck.report.visible import cells, one_line, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.model.chart import Band, Chart, Intervals
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit
    from factcheck.report.charts.scale import Scale

NARROWEST = 24
"""In fewer columns than this nothing is drawn."""
_CLAIMED, _BAR, _BOTH, _THIN, _EMPTY = "░", "━", "▒", "╌", " "
_CLOSED, _OPEN, _LEFT, _RIGHT = "●", "○", "◀", "▶"
_INCLUDED, _EXCLUDED = "│", "┊"
_UNDER_EDGES = frozenset({_EMPTY, _CLAIMED, _BAR, _BOTH, _THIN})
_OVER = {(_CLAIMED, _BAR): _BOTH, (_CLAIMED, _THIN): _CLAIMED}
"""What is to be seen where two signs meet."""
_AXIS, _TICK = "─", "┴"
_MOST_ROWS = 24
_FEW = 6


class _Row(Struct, frozen=True):
    """A line of text, and the line below it that is drawn."""

    text: str
    claimed: Intervals
    found: Intervals
    thin: Intervals = ()


def text_lines(chart: Chart, width: int, say: Callable[[str], str] = str) -> list[str]:
    """Return a chart in lines of at most so many columns; none where that is too narrow."""
    if width < NARROWEST:
        return []
    match chart:
        case BandChart():
            lines = _of_bands(chart, width, say)
        case TrendChart():
            lines = _of_trend(chart, width, say)
        case RankChart():
            lines = _of_rank(chart, width, say)
        case ConditionChart():
            lines = _of_condition(chart, width, say)
        case _:
            assert_never(chart)
    return [line.rstrip() for line in lines]


def _of_bands(chart: BandChart, width: int, say: Callable[[str], str]) -> Iterator[str]:
    for unit, bands in groupby(chart.bands, key=lambda band: band.unit):
        rows = [_of_band(band, are_members=chart.are_members) for band in bands]
        yield from _panel(rows, unit, width, say)
    yield from _legend(chart, width, say)


def _of_band(band: Band, *, are_members: bool) -> _Row:
    claimed = told("claimed {numbers}", numbers=claimed_of(band))
    words = told_join(", ", (claimed, result_of(band, are_members=are_members)))
    thin = () if band.without is None else (band.without,)
    return _Row(told_join(": ", (band.label or "", words)), band.claimed, band.found, thin)


def _of_trend(chart: TrendChart, width: int, say: Callable[[str], str]) -> Iterator[str]:
    moments = chart.moments
    claimed = () if chart.limit is None else (chart.limit,)
    rows = [
        _Row(
            told_join(
                " ",
                (
                    told("{period}:", period=each.label),
                    with_noun(word_set(each.found, chart.unit), chart.unit),
                    told("(not as claimed)") if each.fits is False else "",
                ),
            ),
            claimed if each.is_claimed else (),
            (each.found,),
        )
        for each in moments
    ]
    if len(rows) > _MOST_ROWS:
        # The picture of so many periods would be no picture.
        return
    yield from _panel(rows, chart.unit, width, say)


def _of_rank(chart: RankChart, width: int, say: Callable[[str], str]) -> Iterator[str]:
    rows: list[_Row] = []
    for group in chart.groups:
        if group.skipped:
            rows.append(_Row(left_out(group.skipped), (), ()))
        name = name_of(group)
        marked = told_join(" ", ("▸", name)) if group.is_claimed else name
        text = told_join(": ", (marked, group.text))
        rows.append(_Row(text, (), (group.found,)))
    if chart.skipped:
        rows.append(_Row(left_out(chart.skipped), (), ()))
    yield from _panel(rows, chart.unit, width, say)


def _of_condition(chart: ConditionChart, width: int, say: Callable[[str], str]) -> Iterator[str]:
    for sentence in sentences(chart):
        yield from wrapped(one_line(say(sentence)), width)
    row = _Row("", (), chart.compatible, (chart.possible,))
    yield from _panel([row], chart.unit, width, say)


def _panel(rows: list[_Row], unit: Unit, width: int, say: Callable[[str], str]) -> Iterator[str]:
    """Yield rows with their axis: each in one line where all texts are short, else in two."""
    texts = [one_line(say(row.text)) for row in rows]
    longest = max(map(cells, texts))
    indent = longest + 2 if longest and (longest + 2) * 5 <= width * 3 else 0
    room = width - indent
    every = [each for row in rows for each in (*row.claimed, *row.found, *row.thin)]
    # The first and the last column are for arrows.
    scale = scale_of(every, unit, 1, room - 2)
    for row, text in zip(rows, texts, strict=True):
        if indent:
            yield padded(text, indent) + _drawn(row, scale, room)
            continue
        yield from wrapped(text, width)
        if row.found or row.claimed:
            yield _drawn(row, scale, room)
    for line in _axis(scale, unit, room, say):
        yield " " * indent + line


def _drawn(row: _Row, scale: Scale, width: int) -> str:
    line = [_EMPTY] * width
    for each in row.claimed:
        first, last = _span(each, scale, width)
        line[first : last + 1] = _CLAIMED * (last + 1 - first)
    for sets, bar in ((row.thin, _THIN), (row.found, _BAR)):
        for each in sets:
            first, last = _span(each, scale, width)
            for column in range(first, last + 1):
                line[column] = _OVER.get((line[column], bar), bar)
            line[last] = _end(each.upper, is_closed=each.upper_closed, arrow=_RIGHT)
            if first != last or each.upper is None:
                line[first] = _end(each.lower, is_closed=each.lower_closed, arrow=_LEFT)
    for each in row.claimed:
        _draw_edges(line, each, _span(each, scale, width))
    return "".join(line)


def _draw_edges(line: list[str], each: Interval, span: tuple[int, int]) -> None:
    """Draw the ends of a band, so that a dot at an end is inside of a solid line if included.

    It is outside of a dashed one if not.
    """
    for direction, is_closed in _edges(each):
        end = span[0] if direction < 0 else span[1]
        places = (end + direction,) if is_closed else (end, end - direction)
        # An end that is not included has its mark in the band, if that is wide enough.
        free = (
            column
            for column in places
            if line[column] in _UNDER_EDGES and (is_closed or span[0] <= column <= span[1])
        )
        column = next(free, None)
        if column is not None:
            line[column] = _INCLUDED if is_closed else _EXCLUDED


def _edges(each: Interval) -> Iterator[tuple[int, bool]]:
    """Yield for each end of a set on which side it is, and whether it is included."""
    if each.lower is not None:
        yield -1, each.lower_closed
    if each.upper is not None:
        yield 1, each.upper_closed


def _end(number: Fraction | None, *, is_closed: bool, arrow: str) -> str:
    if number is None:
        return arrow
    return _CLOSED if is_closed else _OPEN


def _span(each: Interval, scale: Scale, width: int) -> tuple[int, int]:
    """Return the first and the last column of a set."""
    first = 0 if each.lower is None else _column(scale, each.lower)
    last = width - 1 if each.upper is None else _column(scale, each.upper)
    return first, last


def _column(scale: Scale, number: Fraction) -> int:
    return int(scale.at(number) * 2 + 1) // 2


def _axis(scale: Scale, unit: Unit, width: int, say: Callable[[str], str]) -> Iterator[str]:
    """Yield a line with marks at round numbers, and these below it."""
    line, labels = [_AXIS] * width, ""
    for tick in ticks_of(scale, unit, _FEW, 1, say):
        column = _column(scale, tick.number)
        line[column] = _TICK
        start = min(max(column - cells(tick.text) // 2, 0), width - cells(tick.text))
        if start >= cells(labels) + (2 if labels else 0):
            labels = padded(labels, start) + tick.text
    yield "".join(line)
    yield labels


def _legend(chart: BandChart, width: int, say: Callable[[str], str]) -> Iterable[str]:
    """Return what the signs mean, in lines."""
    claimed = [each for band in chart.bands for each in band.claimed]
    ends = {is_closed for each in claimed for _, is_closed in _edges(each)}
    parts = [told("{sign} claimed", sign=_CLAIMED)]
    if True in ends:
        parts.append(told("{sign} end included", sign=_INCLUDED))
    if False in ends:
        parts.append(told("{sign} end not included", sign=_EXCLUDED))
    parts += [
        told("{sign} found", sign=f"{_CLOSED}{_BAR}{_CLOSED}"),
        told("{sign} both", sign=_BOTH),
        told("{sign} not reached", sign=_OPEN),
    ]
    if any(band.without is not None for band in chart.bands):
        parts.append(told("{sign} without the assumptions", sign=f"{_CLOSED}{_THIN}{_CLOSED}"))
    return wrapped(say(told_join("   ", parts)), width)
