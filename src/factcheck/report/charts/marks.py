"""How a set of numbers is drawn along a scale: hatched where claimed, solid where found.

A filled dot is an end that belongs to the set, a hollow one an end that does not, and an arrow
stands where the set has no end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.report.charts.svg import Box, element, path, rect, stroke

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.interval import Interval
    from factcheck.report.charts.palette import Palette
    from factcheck.report.charts.scale import Scale
    from factcheck.report.charts.svg import Number

DOT = 5
"""The radius of a dot."""
_ARROW = 11
_NARROWEST = 6
"""A claimed band is at least as wide, so that it can be seen."""
_WIDE = 4 * DOT
"""A band that is hatched in part is at least as wide."""
_BEYOND = 6
"""How far an arrow reaches over the end of the scale."""


class Style(Struct, frozen=True):
    """How a found set is drawn."""

    colour: str
    paper: str
    width: Number = 4
    dot: Number = DOT
    dashes: str = ""


def solid(palette: Palette) -> Style:
    """Return the style of what is found."""
    return Style(palette.found, palette.paper)


def thin(palette: Palette) -> Style:
    """Return the style of what is found without the assumptions."""
    return Style(palette.other, palette.paper, Fraction(3, 2), 3, "4 3")


def found_marks(found: Interval, scale: Scale, y: Number, style: Style) -> Iterator[str]:
    """Yield a bar from end to end, with a dot or an arrow at each; one dot for one number."""
    left = scale.at(scale.lower if found.lower is None else found.lower)
    right = scale.at(scale.upper if found.upper is None else found.upper)
    if found.lower is None:
        left -= _BEYOND
    if found.upper is None:
        right += _BEYOND
    if not found.is_point:
        start = left if found.lower is not None else left + _ARROW
        end = right if found.upper is not None else right - _ARROW
        yield _bar((start, end), y, style)
    if found.lower is None:
        yield _arrow(left, y, -1, style)
    else:
        yield dot(left, y, style, is_filled=found.lower_closed)
    if found.upper is None:
        yield _arrow(right, y, 1, style)
    elif not found.is_point:
        yield dot(right, y, style, is_filled=found.upper_closed)


def _bar(ends: tuple[Number, Number], y: Number, style: Style) -> str:
    dashes = {"stroke_dasharray": style.dashes} if style.dashes else {}
    points = ((ends[0], y), (ends[1], y))
    return stroke(points, colour=style.colour, width=style.width, **dashes)


def dot(x: Number, y: Number, style: Style, *, is_filled: bool) -> str:
    """Return the mark of one number."""
    if is_filled:
        return element("circle", cx=x, cy=y, r=style.dot, fill=style.colour)
    radius = style.dot - Fraction(3, 4)
    return element(
        "circle",
        cx=x,
        cy=y,
        r=radius,
        fill=style.paper,
        stroke=style.colour,
        stroke_width=Fraction(3, 2),
    )


def _arrow(x: Number, y: Number, direction: int, style: Style) -> str:
    back, half = x - direction * _ARROW, style.dot + 2
    points = ((x, y), (back, y - half), (back, y + half))
    return path(points, is_closed=True, fill=style.colour)


def upright_arrow(x: Number, y: Number, direction: int, style: Style) -> str:
    """Return an arrow that points up, with a direction of -1, or down."""
    back, half = y - direction * _ARROW, style.dot + 2
    points = ((x, y), (x - half, back), (x + half, back))
    return path(points, is_closed=True, fill=style.colour)


def has_open_end(found: Interval) -> bool:
    """Whether a set has an end that does not belong to it."""
    is_lower = found.lower is not None and not found.lower_closed
    return is_lower or (found.upper is not None and not found.upper_closed)


class Bars(Struct, frozen=True):
    """Where the band of what is claimed is on the page, across the scale."""

    top: Number
    height: Number
    hatching: str
    """The id of its pattern."""


def claimed_marks(claimed: Interval, scale: Scale, bars: Bars, palette: Palette) -> Iterator[str]:
    """Yield a hatched band; its edge is dashed where an end does not belong to the set.

    The hatching keeps off such an edge, so that a dot on it is seen to be outside.
    """
    box = _box(claimed, scale, bars)
    yield from hatched(_kept_off(box, claimed), bars.hatching, palette)
    if claimed.lower is not None:
        yield _edge(box.x, bars, palette, is_closed=claimed.lower_closed)
    if claimed.upper is not None:
        yield _edge(box.x + box.width, bars, palette, is_closed=claimed.upper_closed)


def _kept_off(box: Box, claimed: Interval) -> Box:
    """Return where a band is hatched: all of it where that is narrow."""
    if box.width < _WIDE:
        return box
    left = DOT if claimed.lower is not None and not claimed.lower_closed else 0
    right = DOT if claimed.upper is not None and not claimed.upper_closed else 0
    return Box(box.x + left, box.y, box.width - left - right, box.height)


def hatched(box: Box, hatching: str, palette: Palette) -> Iterator[str]:
    """Yield a hatched area."""
    yield rect(box, fill=palette.claimed, fill_opacity="0.1")
    yield rect(box, fill=f"url(#{hatching})")


def _box(claimed: Interval, scale: Scale, bars: Bars) -> Box:
    """Return where a band is: it is never too narrow to be seen."""
    left = scale.at(scale.lower if claimed.lower is None else claimed.lower)
    right = scale.at(scale.upper if claimed.upper is None else claimed.upper)
    if claimed.lower is None:
        left -= _BEYOND
    if claimed.upper is None:
        right += _BEYOND
    lacking = max(_NARROWEST - (right - left), Fraction(0))
    return Box(left - lacking / 2, bars.top, right - left + lacking, bars.height)


def open_edge(scale: Scale, bars: Bars, palette: Palette) -> str:
    """Return the edge of a band that does not belong to it, in the middle of a scale."""
    return _edge(Fraction(scale.start + scale.end, 2), bars, palette, is_closed=False)


def _edge(x: Number, bars: Bars, palette: Palette, *, is_closed: bool) -> str:
    points = ((x, bars.top), (x, bars.top + bars.height))
    return stroke(points, colour=palette.claimed, width=2, **dashes_of(is_closed=is_closed))


def dashes_of(*, is_closed: bool) -> dict[str, str | Number]:
    """Return how the edge of a claimed band is drawn that belongs to it, or does not."""
    return {} if is_closed else {"stroke_dasharray": "3 2"}


def narrow_mark(narrow: Interval, scale: Scale, bars: Bars, palette: Palette) -> str:
    """Return the mark of what words allow if they are read strictly."""
    return rect(_box(narrow, scale, bars), fill=palette.claimed, fill_opacity="0.45")


def wide_mark(wide: Interval, scale: Scale, bars: Bars, palette: Palette) -> str:
    """Return the mark of what words allow if they are read generously."""
    return rect(
        _box(wide, scale, bars),
        fill="none",
        stroke=palette.claimed,
        stroke_width=1,
        stroke_dasharray="2 2",
    )
