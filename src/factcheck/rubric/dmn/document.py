"""Reads XML into elements that know their places, and nothing that could harm the reader.

The parser is Python's own expat: it hands out each place, which the trees of the standard library
and of ``defusedxml`` do not keep. A document type is refused where it begins, and without one
there are no entities but XML's five: none to expand, none to fetch.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Span
from factcheck.rubric.dmn.codes import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 2**24
MOST_DEPTH = 200
MOST_ELEMENTS = 500_000

OURS = "urn:factcheck:rubric:1"
"""The namespace of what a rubric says and DMN has no place for."""
OUR_PREFIX = "factcheck:"

_SEPARATOR = "\n"
"""Between a namespace and a name: no attribute of XML holds one after it was read."""
_WIDTH = 400


class Mark(NamedTuple):
    """Where a stretch of text stands in its file."""

    offset: int
    """Characters of the element's text before it."""
    line: int
    column: int


class Element:
    """An element of a model, with its attributes, its children and its own text."""

    def __init__(
        self, document: Document, name: str, attributes: dict[str, str], place: tuple[int, int]
    ) -> None:
        self.document = document
        self.namespace, _, self.name = name.rpartition(_SEPARATOR)
        self.attributes = attributes
        """Those of DMN, and of ours with a prefix."""
        self.line, self.column = place
        self.children: list[Element] = []
        self.parts: list[str] = []
        self.marks: list[Mark] = []

    @property
    def text(self) -> str:
        """What stands in it beside its children."""
        return "".join(self.parts)

    def all(self, name: str) -> list[Element]:
        """Return its children of a name."""
        return [each for each in self.children if each.name == name]

    def first(self, name: str) -> Element | None:
        """Return its first child of a name."""
        return next((each for each in self.children if each.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Yield it and everything in it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.children)

    @property
    def span(self) -> Span:
        """Where its tag begins."""
        return _span(self.document.file, self.line, self.column, len(self.name) + 1)

    def span_in(self, start: int, end: int) -> Span:
        """Return the place of some characters of its text."""
        line, column = self.place(start)
        last_line, last_column = self.place(max(end - 1, start))
        length = last_column - column + 1 if last_line == line else 1
        return _span(self.document.file, line, column, max(length, 1))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character of its text; its own where it has none."""
        if not self.marks:
            return self.line, self.column
        mark = self.marks[max(bisect_right([each.offset for each in self.marks], offset) - 1, 0)]
        return mark.line, mark.column + offset - mark.offset


class Document:
    """A file of XML: its root and its lines."""

    root: Element

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines

    def excerpt(self, span: Span) -> str | None:
        """Return the line that a place begins on."""
        return self.lines[span.line - 1][:_WIDTH] if span.line <= len(self.lines) else None


def _span(file: str, line: int, column: int, length: int) -> Span:
    return Span(file, line, column, line, column + length)


def read_document(data: bytes, file: str) -> Document:
    """Return the elements of an XML file.

    Raises ``ProblemsError`` where it is no XML, has a document type, or passes a limit.
    """
    if len(data) >= MOST_BYTES:
        raise _refused(file, f"{quoted(file)} is larger than {MOST_BYTES // 2**20} MiB")
    # Where a line has other signs than UTF-8's, only what messages show of it suffers.
    document = Document(file, data.decode("utf-8-sig", "replace").splitlines())
    document.root = _Builder(document).build(data)
    return document


class _Builder:
    """Makes elements of what the parser reports."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._file = document.file
        self._lines = document.lines
        self._open: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._document_type

    def build(self, data: bytes) -> Element:
        """Return the root of a file."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            message = f"{quoted(self._file)} is no well-formed XML: {expat.ErrorString(error.code)}"
            span = _span(self._file, error.lineno, error.offset + 1, 1)
            raise _refused(self._file, message, span, self._lines) from error
        except (LookupError, ValueError) as error:
            message = f"{quoted(self._file)} has an encoding that is not known"
            raise _refused(self._file, message, hint="save it as UTF-8") from error
        assert self._root is not None
        return self._root

    def _place(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._place()
        self._count += 1
        if len(self._open) >= MOST_DEPTH or self._count > MOST_ELEMENTS:
            limit = f"{MOST_DEPTH} levels" if len(self._open) >= MOST_DEPTH else "500,000 elements"
            span = _span(self._file, *place, 1)
            raise _refused(self._file, f"the model has more than {limit}", span, self._lines)
        plain = {_own(key): value for key, value in attributes.items() if _is_known(key)}
        element = Element(self._document, name, plain, place)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        offset = element.marks[-1].offset + len(element.parts[-1]) if element.marks else 0
        element.marks.append(Mark(offset, *self._place()))
        element.parts.append(text)

    def _document_type(self, *_: object) -> None:
        span = _span(self._file, *self._place(), len("<!DOCTYPE"))
        message = "the file declares a document type, which a DMN model does not need"
        raise _refused(self._file, message, span, self._lines, "remove the line '<!DOCTYPE …>'")


def _is_known(key: str) -> bool:
    """Whether an attribute is DMN's or ours: others belong to the tools of somebody."""
    return _SEPARATOR not in key or key.startswith(OURS + _SEPARATOR)


def _own(key: str) -> str:
    return key.replace(OURS + _SEPARATOR, OUR_PREFIX)


def _refused(
    file: str,
    message: str,
    span: Span | None = None,
    lines: list[str] | None = None,
    hint: str | None = None,
) -> ProblemsError:
    place = _span(file, 1, 1, 1) if span is None else span
    known = lines or []
    shown = known[place.line - 1][:_WIDTH] if span and place.line <= len(known) else None
    return ProblemsError((Problem(UNREADABLE, message, place, shown, hint),))
