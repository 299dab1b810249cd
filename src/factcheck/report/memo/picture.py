"""A chart as a memo has it: what it says in words and numbers, and how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.formats import SOURCE
from factcheck.report.charts import (
    alternative,
    chart_table,
    is_worth_drawing,
    render_svg,
    text_lines,
    title_of,
)
from factcheck.report.language import speech
from factcheck.report.memo.records import Picture
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from factcheck.model.chart import Chart
    from factcheck.report.charts import Palette

_NONE: Mapping[int, str] = {}


def picture_of(chart: Chart | None, anchor: str, language: str) -> Picture | None:
    """Return a chart with its texts, still in English; ``None`` where none is worth drawing.

    ``anchor`` is that of what it belongs to, and begins every id in its drawing. ``language`` is
    that of the memo.
    """
    if chart is None or not is_worth_drawing(chart):
        return None
    table = chart_table(chart)
    return Picture(
        anchor=f"chart-{anchor}",
        language=language,
        title=one_line(title_of(chart)),
        text=one_line(alternative(chart)),
        header=table.header,
        rows=table.rows,
        chart=chart,
    )


def drawn(picture: Picture, palette: Palette, numbers: Mapping[int, str] = _NONE) -> str:
    """Return a chart as one SVG element, its texts in the memo's language.

    ``numbers`` stand for signs that there are no letters for, as ``str.translate`` takes them.
    """
    voice = _voice(picture)
    say = (lambda text: one_line(voice(text)).translate(numbers)) if numbers else voice
    return render_svg(picture.chart, prefix=picture.anchor, palette=palette, say=say)


def drawn_in_text(picture: Picture, width: int) -> list[str]:
    """Return a chart in plain characters, in lines of at most ``width`` columns."""
    return text_lines(picture.chart, width, _voice(picture))


def _voice(picture: Picture) -> Callable[[str], str]:
    return str if picture.language == SOURCE else speech(picture.language).say
