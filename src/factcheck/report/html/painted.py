"""Charts on a page: painted by the style sheet, so that a thousand of them stay small.

What shapes are painted with often stands in the style sheet once, and a class in each shape.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec.structs import replace

from factcheck.report.charts import CSS
from factcheck.report.memo.picture import drawn

if TYPE_CHECKING:
    from factcheck.report.memo.records import Picture

_STYLES = {
    'fill="none" stroke="var(--grid)" stroke-width="1"': "p0",
    'fill="none" stroke="var(--grid)" stroke-width="1" stroke-opacity="0.25"': "p1",
    'font-size="12" fill="var(--muted)" text-anchor="middle" opacity="0.85"': "p2",
    'font-size="12" fill="var(--ink)"': "p3",
    'font-size="13" fill="var(--ink)"': "p4",
    'fill="none" stroke="var(--claimed)" stroke-width="2"': "p5",
    'fill="none" stroke="var(--claimed)" stroke-width="1" stroke-dasharray="2 2"': "p6",
    'fill="var(--claimed)" fill-opacity="0.1"': "p7",
    'fill="var(--claimed)" fill-opacity="0.45"': "p8",
    'fill="none" stroke="var(--found)" stroke-width="4"': "p9",
    'fill="var(--found)"': "pa",
}
"""The attributes that most shapes have, and the class that stands for them."""
_PAINT = re.compile(
    r'(?<= )(?:fill|stroke|font-size)(?:-[a-z]+)?="[^"]*"'
    r'(?: (?:fill|stroke|text-anchor|opacity|font)(?:-[a-z]+)?="[^"]*")*'
)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def svg(picture: Picture) -> Markup:
    """Return a chart as an element of a page with the style sheet.

    The colon keeps its ids apart from the anchors of claims, which may be called anything.
    """
    shown = drawn(replace(picture, anchor=f"svg:{picture.anchor}"), CSS)
    # Its texts are escaped already, and hold no quotes that an attribute could end with.
    return Markup(_PAINT.sub(_as_class, shown))  # noqa: S704


def _as_class(found: re.Match[str]) -> str:
    known = _STYLES.get(found[0])
    return f'class="{known}"' if known else found[0]


def style_of_charts() -> str:
    """Return the rules of the style sheet for the classes in charts."""
    return "\n".join(f".{name} {{ {_rule(paint)} }}" for paint, name in _STYLES.items())


def _rule(paint: str) -> str:
    """Return attributes as properties; a length has a unit there."""
    pairs: list[tuple[str, str]] = _ATTRIBUTE.findall(paint)
    return " ".join(f"{name}: {value}{'px' * (name == 'font-size')};" for name, value in pairs)
