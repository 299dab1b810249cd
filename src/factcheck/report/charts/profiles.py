"""What the words of a figure allow in their three profiles, one below the other on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told, told_join
from factcheck.model.wording import word_set
from factcheck.report.charts.axis import axis_title, draw_axis, grid_lines, ticks_on
from factcheck.report.charts.marks import Bars, claimed_marks
from factcheck.report.charts.scale import scale_of
from factcheck.report.charts.sheet import AT_END, LEFT, NAME, RIGHT, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.figure import Figure
    from factcheck.model.interval import Interval
    from factcheck.report.charts.palette import Palette

_BAND = 20
_GAP = 8
_ROOM = 290
"""For a set in words beside its name."""


def render_profiles(
    figure: Figure, *, prefix: str, palette: Palette, say: Callable[[str], str] = str
) -> str:
    """Return the three sets of a figure as one SVG element; arguments as for ``render_svg``."""
    sheet = Sheet(prefix, palette, say)
    unit = figure.unit
    rows = rows_of(figure)
    scale = scale_of((each for _, each, _ in rows), unit, LEFT, RIGHT)
    ticks = ticks_on(sheet, scale, unit)
    layer, top = sheet.layer, sheet.y
    for name, each, text in rows:
        sheet.line(sheet.words(name), NAME)
        sheet.write(sheet.words(text), RIGHT, sheet.y - 4, _ROOM, AT_END)
        sheet.down(3)
        bars = Bars(sheet.y, _BAND, sheet.hatching)
        sheet.add(*claimed_marks(each, scale, bars, palette))
        sheet.down(_BAND + _GAP)
    sheet.add_under(layer, *grid_lines(sheet, scale, ticks, top, sheet.y))
    draw_axis(sheet, scale, ticks, axis_title(sheet, unit))
    told_rows = [told("{name}: {numbers}", name=name, numbers=text) for name, _, text in rows]
    return sheet.rendered(told("Allowed numbers"), told_join("; ", told_rows))


def rows_of(figure: Figure) -> tuple[tuple[str, Interval, str], ...]:
    """Return each profile of a figure with its name and in words, the narrowest first."""
    profiles, unit = figure.profiles, figure.unit
    return (
        (told("strict"), profiles.strict, word_set(profiles.strict, unit)),
        (told("default"), profiles.default, word_set(profiles.default, unit)),
        (told("lenient"), profiles.lenient, word_set(profiles.lenient, unit)),
    )
