"""A plot: one scale that goes right, one that goes up, and what lies between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.report.charts.letters import width_of
from factcheck.report.charts.scale import levels_of, scale_of
from factcheck.report.charts.sheet import LEFT, RIGHT, SMALL, Letters
from factcheck.report.charts.svg import stroke

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit
    from factcheck.report.charts.scale import Scale, Tick
    from factcheck.report.charts.sheet import Sheet

HEIGHT = 170
_LEVELS = 5
_BETWEEN = 8
_WIDEST = 140
_ROOM = 8
"""Above the highest and below the lowest number."""


class Plot(Struct, frozen=True):
    """Where numbers are in a plot."""

    across: Scale
    up: Scale
    top: int
    bottom: int

    def point(self, across: Fraction, up: Fraction) -> tuple[Fraction, Fraction]:
        """Return where two numbers meet on the page."""
        return self.across.at(across), self.up.at(up)


def plot_of(
    sheet: Sheet, across: Iterable[Interval], up: Iterable[Interval], units: tuple[Unit, Unit]
) -> Plot:
    """Return a plot in which some sets are to be seen, with its levels drawn.

    The sheet goes down to its lower end. ``units`` are those across and up.
    """
    top = int(sheet.y) + _ROOM
    bottom = top + HEIGHT
    upwards = scale_of(up, units[1], bottom, top)
    levels = levels_of(upwards, units[1], _LEVELS, sheet.say)
    widest = max((width_of(level.text, SMALL) for level in levels), default=Fraction(0))
    left = LEFT + min(int(widest), _WIDEST) + _BETWEEN
    plot = Plot(scale_of(across, units[0], left, RIGHT, has_room=False), upwards, top, bottom)
    _draw_levels(sheet, plot, levels)
    sheet.down(bottom + _ROOM - sheet.y)
    return plot


def _draw_levels(sheet: Sheet, plot: Plot, levels: tuple[Tick, ...]) -> None:
    for level in levels:
        y = plot.up.at(level.number)
        sheet.add(
            stroke(
                ((plot.across.start, y), (plot.across.end, y)),
                colour=sheet.palette.grid,
                stroke_opacity="0.7" if level.number == 0 else "0.3",
            )
        )
        letters = Letters(anchor="end", is_muted=True)
        sheet.write(level.text, plot.across.start - _BETWEEN, y + 4, _WIDEST, letters)
