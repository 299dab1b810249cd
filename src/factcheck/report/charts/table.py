"""The numbers of a chart as a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.chart import BandChart, ConditionChart, RankChart, TrendChart
from factcheck.model.exact_wording import word_exactly
from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of
from factcheck.model.wording import with_noun, word_number, word_set
from factcheck.report.charts.rank import left_out
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.chart import Band, Chart, Curve, Moment
    from factcheck.model.fraction import Fraction
    from factcheck.model.spec import Verdict

    Row = tuple[str, ...]

MOST = 60
"""Rows of a table; of more the first and the last are kept."""


class ChartTable(Struct, frozen=True):
    """A table whose rows have as many cells as its header, all texts on one line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def chart_table(chart: Chart) -> ChartTable:
    """Return what a chart draws in numbers, in texts that can be told in another language."""
    match chart:
        case BandChart():
            table = _of_bands(chart)
        case TrendChart():
            table = _of_trend(chart)
        case RankChart():
            table = _of_rank(chart)
        case ConditionChart():
            table = _of_condition(chart)
        case _:
            assert_never(chart)
    return ChartTable(tuple(map(one_line, table.header)), tuple(_shortened(table)))


def _shortened(table: ChartTable) -> Iterator[Row]:
    """Yield the rows; of very many some at both ends, and how many are left out between."""
    rows = [tuple(one_line(cell) for cell in row) for row in table.rows]
    if len(rows) <= MOST:
        yield from rows
        return
    half = MOST // 2
    yield from rows[:half]
    yield (left_out(len(rows) - 2 * half), *[""] * (len(table.header) - 1))
    yield from rows[-half:]


def _of_bands(chart: BandChart) -> ChartTable:
    are_named = any(band.label is not None for band in chart.bands)
    has_other = any(band.without is not None for band in chart.bands)
    has_words = any(band.narrow is not None or band.wide is not None for band in chart.bands)
    name = told("Member") if chart.are_members else told("Reading")
    found = told("Left by the others") if chart.are_members else told("Found")
    header = (
        *((name,) if are_named else ()),
        told("Claimed"),
        *((told("Read strictly"), told("Read generously")) if has_words else ()),
        found,
        *((told("Without the assumptions"),) if has_other else ()),
    )
    rows = tuple(
        (
            *((band.label or "",) if are_named else ()),
            band.claimed_text,
            *(_read(band) if has_words else ()),
            _judged(band.found_text, band.verdict),
            *((_judged(band.without_text, band.without_verdict),) if has_other else ()),
        )
        for band in chart.bands
    )
    return ChartTable(header, rows)


def _read(band: Band) -> tuple[str, str]:
    """Return what the words allow, read strictly and generously."""
    narrow, wide = (
        band.claimed_text if each is None else word_set(each, band.unit)
        for each in (band.narrow, band.wide)
    )
    return narrow, wide


def _judged(text: str, verdict: Verdict | None) -> str:
    if verdict is None or not text:
        return text
    return told("{words} ({verdict})", words=text, verdict=word_of(verdict))


def _of_trend(chart: TrendChart) -> ChartTable:
    header = (told("Period"), one_line(chart.measure), told("Claimed"))
    first = next(each for each in chart.moments if each.is_claimed)
    rows = tuple(
        (
            each.label,
            with_noun(word_set(each.found, chart.unit), chart.unit),
            told("start of the window") if each is first else _claimed(each),
        )
        for each in chart.moments
    )
    return ChartTable(header, rows)


def _claimed(moment: Moment) -> str:
    """Return whether a period belongs to the window, and is as claimed."""
    if not moment.is_claimed:
        return ""
    if moment.fits is None:
        return told("not known")
    return told("as claimed") if moment.fits else told("not as claimed")


def _of_rank(chart: RankChart) -> ChartTable:
    header = (told("Place"), told("Group"), one_line(chart.measure), told("Claimed"))
    rows: list[Row] = []
    for group in chart.groups:
        if group.skipped:
            rows.append(("", left_out(group.skipped), "", ""))
        notes = (
            told("tied") if group.is_tied else "",
            "" if group.is_sure else told("if it has a row"),
        )
        label = told_join(", ", (group.label, *notes))
        claimed = chart.claimed_text if group.is_claimed else ""
        rows.append((group.place, label, group.text, claimed))
    if chart.skipped:
        rows.append(("", left_out(chart.skipped), "", ""))
    return ChartTable(header, tuple(rows))


def _of_condition(chart: ConditionChart) -> ChartTable:
    if not chart.curves:
        compatible = tuple((word_exactly(each, chart.unit),) for each in chart.compatible)
        return ChartTable((told("{measure}, compatible", measure=chart.measure),), compatible)
    header = (
        one_line(chart.measure),
        told("Number"),
        told("Left by the others, at least"),
        told("at most"),
        told("Claimed"),
    )
    rows: list[Row] = []
    for curve in chart.curves:
        lower, upper = dict(curve.lower), dict(curve.upper)
        rows += (_of_place(chart, curve, place) for place in sorted(lower | upper))
    return ChartTable(header, tuple(rows))


def _of_place(chart: ConditionChart, curve: Curve, place: Fraction) -> Row:
    """Return what a member's number can be at one place, as far as a point is there."""
    left = (dict(ends).get(place) for ends in (curve.lower, curve.upper))
    return (
        word_number(place, chart.unit),
        curve.measure,
        *("" if number is None else word_number(number, curve.unit) for number in left),
        curve.claimed_text,
    )
