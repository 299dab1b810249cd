"""Charts of what is claimed and found: as SVG, tables, sentences and plain characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.chart import BandChart, ConditionChart, RankChart, TrendChart
from factcheck.report.charts.alternative import alternative, title_of
from factcheck.report.charts.bands import draw_bands, is_more_than_a_dot
from factcheck.report.charts.condition import draw_condition
from factcheck.report.charts.palette import CSS, PLAIN, Palette
from factcheck.report.charts.plain_text import text_lines
from factcheck.report.charts.rank import draw_rank
from factcheck.report.charts.sheet import Sheet
from factcheck.report.charts.table import ChartTable, chart_table
from factcheck.report.charts.trend import draw_trend

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.chart import Chart

__all__ = [
    "CSS",
    "PLAIN",
    "ChartTable",
    "Palette",
    "alternative",
    "chart_table",
    "is_worth_drawing",
    "render_svg",
    "text_lines",
    "title_of",
]


def is_worth_drawing(chart: Chart) -> bool:
    """Whether a picture shows more than the one number that the words beside it say."""
    match chart:
        case BandChart():
            return is_more_than_a_dot(chart)
        case RankChart():
            return len(chart.groups) > 1
        case TrendChart() | ConditionChart():
            return True
        case _:
            assert_never(chart)


def render_svg(
    chart: Chart, *, prefix: str, palette: Palette, say: Callable[[str], str] = str
) -> str:
    """Return a chart as one SVG element that needs nothing from outside.

    ``prefix`` begins every id in it, so that no two charts of a page share one: letters, digits
    and hyphens, a letter first. ``say`` returns a told text in the reader's language.
    """
    sheet = Sheet(prefix, palette, say)
    match chart:
        case BandChart():
            draw_bands(sheet, chart)
        case TrendChart():
            draw_trend(sheet, chart)
        case RankChart():
            draw_rank(sheet, chart)
        case ConditionChart():
            draw_condition(sheet, chart)
        case _:
            assert_never(chart)
    return sheet.rendered(title_of(chart), alternative(chart))
