"""A Word document that grows from top to bottom: headings, paragraphs, lists, tables, pictures."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Cm, Emu

from factcheck.report.docx.finished import finished
from factcheck.report.docx.markup import Layout, clean, element, paragraph, run, table
from factcheck.report.docx.numbering import Numbering
from factcheck.report.docx.pieces import Piece
from factcheck.report.docx.styles import CELL, LINK, TEXT_WIDTH, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from factcheck.report.docx.pieces import Line

_DEEPEST = 9
"""Levels of headings that Word has."""
_AFTER_TABLE = 160
"""The space below a table, in twentieths of a point."""
_MARK = "memo_"
_SHORT, _FINE = 16, 100
"""Letters that every column has room for, and how finely roots are taken."""
_PICTURE = Cm(11.5)
"""The width of a chart."""


class Sheet:
    """The document; every text is set as a text, whatever stands in it."""

    def __init__(self, title: str, language: str) -> None:
        self._document = Document()
        self._title = title
        self._language = language
        lay_out(self._document, title, language)
        self._ids = {style.name: style.style_id for style in self._document.styles}
        self._addresses: dict[str, str] = {}
        self._marks: dict[str, int] = {}
        self._pictures = 0
        self._is_after_table = False
        # The properties of the page come last, behind everything that is added.
        self._end = next(self._document.element.body.iterchildren(qn("w:sectPr")))
        self._lists = Numbering(self._document)

    def finished(self) -> bytes:
        """Return the document as a file."""
        return finished(self._document, self._title, self._language)

    def title(self, text: str) -> None:
        """Write the title."""
        self._write("Title", (Piece(text),))

    def heading(self, level: int, text: str, anchor: str = "") -> None:
        """Write a heading, which links may lead to by an anchor; 1 is the highest level."""
        runs = self._runs((Piece(text),))
        if anchor:
            number = str(self._mark(anchor))
            begin = element("bookmarkStart", id=number, name=f"{_MARK}{number}")
            runs = [begin, *runs, element("bookmarkEnd", id=number)]
        self._paragraph(f"Heading {min(level, _DEEPEST)}", runs)

    def line(self, line: Line, style: str = "Normal", *, keeps_next: bool = False) -> None:
        """Write a paragraph, on the same page as what follows if wanted."""
        self._paragraph(style, self._runs(line), keeps_next=keeps_next)

    def bullets(self, lines: Iterable[Line]) -> None:
        """Write a list."""
        for line in lines:
            self._write("List Bullet", line)

    def numbered(self, lines: Iterable[Line]) -> None:
        """Write a list that is numbered from 1 on."""
        number = self._lists.begin()
        for line in lines:
            self._write("List Number", line, number)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[Line]]) -> None:
        """Write a table; its header is repeated on every page."""
        first = [(Piece(name, is_bold=True),) for name in header]
        lines = [first, *rows]
        # The header stays on the page of the first row.
        cells = (
            [self._cell(line, keeps_next=number == 0 and len(lines) > 1) for line in row]
            for number, row in enumerate(lines)
        )
        self._add(table(self._ids["Table Grid"], _widths(lines), cells))
        self._is_after_table = True

    def picture(self, png: bytes, title: str, text: str) -> None:
        """Show a picture; ``text`` says everything that it shows."""
        self._pictures += 1
        number = self._pictures
        part = ImagePart(PackURI(f"/word/media/chart{number}.png"), "image/png", png)
        relation = self._document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        across, down = _size(png)
        height = Emu(int(_PICTURE) * down // across)
        drawn = CT_Inline.new_pic_inline(number, relation, part.filename, _PICTURE, height)
        drawn.docPr.set("title", clean(title))
        drawn.docPr.set("descr", clean(text))
        self._paragraph("Normal", [element("r", element("drawing", drawn))])

    def _write(self, style: str, line: Line, number: int | None = None) -> None:
        self._paragraph(style, self._runs(line), number)

    def _paragraph(
        self,
        style: str,
        runs: Sequence[BaseOxmlElement],
        number: int | None = None,
        *,
        keeps_next: bool = False,
    ) -> None:
        space = _AFTER_TABLE if self._is_after_table else 0
        layout = Layout(number, space, keeps_next)
        self._add(paragraph(self._ids[style], runs, layout))
        self._is_after_table = False

    def _add(self, block: BaseOxmlElement) -> None:
        self._end.addprevious(block)

    def _cell(self, line: Line, *, keeps_next: bool) -> BaseOxmlElement:
        return paragraph(self._ids[CELL], self._runs(line), Layout(keeps_next=keeps_next))

    def _runs(self, line: Line) -> list[BaseOxmlElement]:
        return [self._run(piece) for piece in line]

    def _run(self, piece: Piece) -> BaseOxmlElement:
        if piece.anchor:
            inner = run(piece, self._ids[LINK])
            return element("hyperlink", inner, anchor=f"{_MARK}{self._mark(piece.anchor)}")
        if piece.address:
            link = element("hyperlink", run(piece, self._ids[LINK]))
            link.set(qn("r:id"), self._relation(piece.address))
            return link
        return run(piece, self._ids.get(piece.style, ""))

    def _mark(self, anchor: str) -> int:
        """Return the number of an anchor's mark: names of Word's are short and plain."""
        return self._marks.setdefault(anchor, len(self._marks) + 1)

    def _relation(self, address: str) -> str:
        if address not in self._addresses:
            self._addresses[address] = self._document.part.relate_to(
                address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        return self._addresses[address]


def _widths(rows: Iterable[Sequence[Line]]) -> list[int]:
    """Return how wide columns are: as the square root of what stands in them asks for."""
    longest = (
        max(sum(len(piece.text) for piece in line) for line in column)
        for column in zip(*rows, strict=True)
    )
    wanted = [isqrt(max(length, _SHORT) * _FINE) for length in longest]
    return [int(TEXT_WIDTH.twips) * each // sum(wanted) for each in wanted]


def _size(png: bytes) -> tuple[int, int]:
    """Return the pixels of a PNG, across and down, as its header says."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
