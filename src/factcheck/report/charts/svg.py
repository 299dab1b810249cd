"""SVG written as text: elements, escaped texts, coordinates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.report.charts.palette import Palette

Number = int | Fraction
Point = tuple[Number, Number]

_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
# Characters that no XML document may hold, not even written as numbers.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CENTS = 100


def escaped(raw: str) -> str:
    """Return a text that shows itself in XML, in content and in attributes alike."""
    return re.sub("[&<>\"']", lambda found: _MARKUP[found[0]], _FORBIDDEN.sub("\ufffd", raw))


def element(name: str, *content: str, **attributes: str | Number) -> str:
    """Return an element; content is SVG already, and ``_`` in an attribute's name stands for -."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
    )
    if not content:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{''.join(content)}</{name}>"


def _attribute(value: str | Number) -> str:
    return escaped(value) if isinstance(value, str) else coordinate(value)


class Box(Struct, frozen=True):
    """A rectangle of the page."""

    x: Number
    y: Number
    width: Number
    height: Number


def rect(box: Box, **attributes: str | Number) -> str:
    """Return a rectangle."""
    return element("rect", x=box.x, y=box.y, width=box.width, height=box.height, **attributes)


def path(*lines: Iterable[Point], is_closed: bool = False, **attributes: str | Number) -> str:
    """Return lines, each through some points, or the area inside of them."""
    ways = (
        "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points) for points in lines
    )
    end = "Z" if is_closed else ""
    return element("path", d="".join(f"{way}{end}" for way in ways), **attributes)


def stroke(*lines: Iterable[Point], colour: str, width: Number = 1, **more: str | Number) -> str:
    """Return lines without an area."""
    return path(*lines, is_closed=False, fill="none", stroke=colour, stroke_width=width, **more)


def coordinate(number: Number) -> str:
    """Return a place on the page with at most two decimals, halves rounded up."""
    cents = int((Fraction(number) * _CENTS * 2 + 1) // 2)
    whole, rest = divmod(abs(cents), _CENTS)
    sign = "-" if cents < 0 else ""
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def hatching(identifier: str, palette: Palette) -> str:
    """Return the pattern that fills what is claimed."""
    line = element("path", d="M-1 1L1 -1M0 6L6 0M5 7L7 5", stroke=palette.claimed, stroke_width=1)
    return element(
        "pattern",
        line,
        id=identifier,
        patternUnits="userSpaceOnUse",
        width=6,
        height=6,
    )
