"""Numbered lists, each of which begins with 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from factcheck.report.docx.markup import element

if TYPE_CHECKING:
    from docx.document import Document

_STYLE = "List Number"


class Numbering:
    """The lists of a document; Word would number those of one style on and on."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        lists = {each.get(_NUMBER): each for each in self._root.iterchildren(qn("w:num"))}
        styled = next(document.styles[_STYLE].element.iter(qn("w:numId"))).get(_VALUE)
        self._kind = next(lists[styled].iter(qn("w:abstractNumId"))).get(_VALUE)
        self._last = max(map(int, lists))

    def begin(self) -> int:
        """Return the number of a new list."""
        self._last += 1
        start = element("startOverride", val="1")
        self._root.append(
            element(
                "num",
                element("abstractNumId", val=self._kind),
                element("lvlOverride", start, ilvl="0"),
                numId=str(self._last),
            )
        )
        return self._last


_NUMBER, _VALUE = qn("w:numId"), qn("w:val")
