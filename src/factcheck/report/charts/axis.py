"""The axis below rows that share a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told
from factcheck.model.unit import UnitKind
from factcheck.report.charts.scale import ticks_of
from factcheck.report.charts.sheet import LEFT, LINE, RIGHT, SMALL, Letters
from factcheck.report.charts.svg import stroke

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.unit import Unit
    from factcheck.report.charts.scale import Scale, Tick
    from factcheck.report.charts.sheet import Sheet
    from factcheck.report.charts.svg import Number

MOST_TICKS = 6
_MARK = 5


def axis_title(sheet: Sheet, unit: Unit) -> str:
    """Return what is counted along an axis; the empty text where the numbers say it."""
    if unit.noun is not None:
        return sheet.words(unit.noun)
    return sheet.words(told("percentage points")) if unit.kind is UnitKind.POINTS else ""


def ticks_on(sheet: Sheet, scale: Scale, unit: Unit) -> tuple[Tick, ...]:
    """Return the round numbers that are marked below rows."""
    return ticks_of(scale, unit, MOST_TICKS, SMALL, sheet.say)


def grid_lines(
    sheet: Sheet, scale: Scale, ticks: Iterable[Tick], top: Number, bottom: Number
) -> list[str]:
    """Return faint lines from top to bottom at round numbers; zero is a stronger one."""
    return [
        stroke(
            ((scale.at(tick.number), top), (scale.at(tick.number), bottom)),
            colour=sheet.palette.grid,
            stroke_opacity="0.6" if tick.number == 0 else "0.25",
        )
        for tick in ticks
    ]


def draw_axis(sheet: Sheet, scale: Scale, ticks: tuple[Tick, ...], title: str) -> None:
    """Draw a line with round numbers below it, and what is counted at its right end."""
    y = sheet.down(2)
    grid = sheet.palette.grid
    sheet.add(stroke(((scale.start, y), (scale.end, y)), colour=grid))
    for tick in ticks:
        x = scale.at(tick.number)
        sheet.add(stroke(((x, y), (x, y + _MARK)), colour=grid))
        sheet.tick(tick.text, x, y + LINE)
    sheet.down(LINE + 3)
    if title:
        sheet.down(LINE - 2)
        letters = Letters(anchor="end", is_muted=True)
        sheet.write(title, RIGHT, sheet.y - 3, RIGHT - LEFT, letters)
