"""A sheet that a chart is drawn on from top to bottom, and what every chart has around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.report.charts.letters import cut, width_of
from factcheck.report.charts.svg import element, escaped, hatching
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.report.charts.palette import Palette
    from factcheck.report.charts.svg import Number

WIDTH = 400
"""Of every chart; on a page it is scaled, and with so many pixels its texts can be read."""
MARGIN = 14
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BIG, SMALL = 13, 12
"""Sizes of letters."""
LINE = 17
"""From one line of text to the next."""


class Letters(Struct, frozen=True):
    """How a text is set."""

    size: int = SMALL
    anchor: str = "start"
    """Which place of the text is at the place that is given."""
    is_bold: bool = False
    is_muted: bool = False

    @property
    def attributes(self) -> dict[str, str | Number]:
        """The attributes of its element that are not the usual ones."""
        found: dict[str, str | Number] = {}
        if self.anchor != "start":
            found["text_anchor"] = self.anchor
        if self.is_bold:
            found["font_weight"] = "bold"
        if self.is_muted:
            found["opacity"] = "0.85"
        return found


NOTE = Letters()
TEXT = Letters(BIG)
NAME = Letters(BIG, is_bold=True)
AT_END = Letters(anchor="end")
ASIDE = Letters(is_muted=True)


class Sheet:
    """The elements of a chart, and how far down the page it has come."""

    def __init__(self, prefix: str, palette: Palette, say: Callable[[str], str]) -> None:
        self.palette = palette
        self.say = say
        self.y: Fraction = Fraction(4)
        self.hatching = f"{prefix}-hatching"
        self._prefix = prefix
        self._elements: list[str] = []

    def add(self, *elements: str) -> None:
        """Draw elements over those that are there."""
        self._elements += elements

    @property
    def layer(self) -> int:
        """What is over everything that was drawn until now, and under all that comes."""
        return len(self._elements)

    def add_under(self, layer: int, *elements: str) -> None:
        """Draw elements under those that were drawn since."""
        self._elements[layer:layer] = elements

    def words(self, text: str | None) -> str:
        """Return a text in the reader's language, safe to show, on one line."""
        return one_line(None if text is None else self.say(text))

    def down(self, by: Number) -> Fraction:
        """Go down the page; return how far down it is now."""
        self.y += by
        return self.y

    def line(self, text: str, letters: Letters | None = None) -> None:
        """Write a line of text from margin to margin."""
        self.down(LINE)
        self.write(text, LEFT, self.y - 4, RIGHT - LEFT, letters or TEXT)

    def write(
        self, text: str, x: Number, y: Number, room: Number, letters: Letters | None = None
    ) -> None:
        """Write a text that is safe to show; one that is too long is cut, and told in a title."""
        letters = letters or NOTE
        shown = cut(text, letters.size, room)
        content = escaped(shown)
        if shown != text:
            content += element("title", escaped(text))
        fill = self.palette.muted if letters.is_muted else self.palette.ink
        self.add(
            element(
                "text", content, x=x, y=y, font_size=letters.size, fill=fill, **letters.attributes
            )
        )

    def tick(self, text: str, x: Fraction, y: Number) -> None:
        """Write the label of a tick in the middle below it, but inside the sheet."""
        half = width_of(text, SMALL) / 2
        middle = min(max(x, half + 2), WIDTH - half - 2)
        self.tick_in(text, middle, y, WIDTH)

    def tick_in(self, text: str, middle: Fraction, y: Number, room: Number) -> None:
        """Write the label of a tick around a place, in so much room."""
        self.write(text, middle, y, room, Letters(anchor="middle", is_muted=True))

    def rendered(self, title: str, description: str) -> str:
        """Return the whole chart as SVG, as high as it has become."""
        palette, prefix = self.palette, self._prefix
        height = self.y + 6
        return element(
            "svg",
            element("title", escaped(self.words(title)), id=f"{prefix}-title"),
            element("desc", escaped(self.words(description)), id=f"{prefix}-text"),
            element("defs", hatching(self.hatching, palette)),
            *self._elements,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH} {int(height)}",
            width=WIDTH,
            height=int(height),
            role="img",
            aria_labelledby=f"{prefix}-title {prefix}-text",
            font_family=palette.letters,
        )
