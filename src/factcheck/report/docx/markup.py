"""Elements of a Word document, written with plain texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from factcheck.report.docx.pieces import Piece

# Characters that no XML document may hold, not even written as numbers.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TABLE_WIDTH = 5000
"""The whole width between the margins, in fiftieths of a percent."""


def clean(text: str) -> str:
    """Return a text without characters that XML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def element(tag: str, /, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Return an element of Word's, ``p`` or ``pStyle``, with attributes such as ``val``."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{key}"): text for key, text in attributes.items()})
    made.extend(children)
    return made


def run(piece: Piece, style: str = "") -> BaseOxmlElement:
    """Return a text with how its letters are set, by the id of a style as well."""
    made = element("r", _run_properties(piece, style))
    if piece.begins_line:
        made.append(element("br"))
    text = element("t")
    text.text = clean(piece.text)
    text.set(qn("xml:space"), "preserve")
    made.append(text)
    return made


def _run_properties(piece: Piece, style: str) -> BaseOxmlElement:
    """Return the properties in the order that Word asks for."""
    wanted: tuple[tuple[str, str | bool, dict[str, str]], ...] = (
        ("rStyle", style, {"val": style}),
        ("b", piece.is_bold, {}),
        ("color", piece.colour, {"val": piece.colour}),
        ("shd", piece.fill, {"val": "clear", "color": "auto", "fill": piece.fill}),
    )
    return element(
        "rPr", *(element(name, **attributes) for name, is_set, attributes in wanted if is_set)
    )


def field(name: str) -> BaseOxmlElement:
    """Return what Word fills in itself, such as ``PAGE``."""
    text = element("t")
    text.text = "1"
    return element("fldSimple", element("r", text), instr=name)


class Layout(Struct, frozen=True):
    """How a paragraph stands."""

    number: int | None = None
    """That of the list that it is an item of."""
    space: int = 0
    """Before it, in twentieths of a point; 0 for what its style says."""
    keeps_next: bool = False
    """Whether it stays on the page of what follows."""


def paragraph(
    style: str,
    runs: Iterable[BaseOxmlElement],
    layout: Layout = Layout(),  # noqa: B008 - frozen
) -> BaseOxmlElement:
    """Return a paragraph, by the id of its style."""
    properties = element("pPr", element("pStyle", val=style))
    if layout.keeps_next:
        properties.append(element("keepNext"))
    if layout.number is not None:
        of_list = element("numId", val=str(layout.number))
        properties.append(element("numPr", element("ilvl", val="0"), of_list))
    if layout.space:
        properties.append(element("spacing", before=str(layout.space)))
    return element("p", properties, *runs)


def table(
    style: str, widths: Sequence[int], rows: Iterable[Sequence[BaseOxmlElement]]
) -> BaseOxmlElement:
    """Return a table of paragraphs whose first row is its header, on every page."""
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=str(_TABLE_WIDTH), type="pct"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0"),
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    made = element("tbl", properties, grid)
    for number, row in enumerate(rows):
        made.append(_row(widths, row, is_header=number == 0))
    return made


def _row(
    widths: Sequence[int], cells: Sequence[BaseOxmlElement], *, is_header: bool
) -> BaseOxmlElement:
    properties = element("trPr", element("cantSplit"))
    if is_header:
        properties.append(element("tblHeader"))
    made = element("tr", properties)
    for width, cell in zip(widths, cells, strict=True):
        made.append(element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")), cell))
    return made
