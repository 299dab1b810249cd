"""A page of HTML that is well-formed XML too, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from msgspec import Struct

from factcheck.model.problem import Code, Problem
from factcheck.report.memo.records import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

# Fields that a page does not show: names for programs, labels of terminals, where links lead.
_UNSEEN = frozenset(
    {"anchor", "chart", "key", "label", "language", "link", "span", "tone", "words"}
)
_UNSEEN_OF_PROBLEMS = frozenset({"title", "explanation", "excerpt"})
_OF_TABLES = frozenset({"header", "rows"})


class Page:
    """What is on a page, for assertions."""

    def __init__(self, text: str) -> None:
        """Read a page; fails where it is not well-formed."""
        start = "<!DOCTYPE html>\n"
        assert text.startswith(start)
        # Our own pages; there is nothing to expand in them.
        self.root = ET.fromstring(text.removeprefix(start))  # noqa: S314

    @property
    def text(self) -> str:
        """All that can be read, single-spaced, with the texts of charts for who cannot see them."""
        return _single_spaced("".join(self.root.itertext()))

    @property
    def shown(self) -> str:
        """The text in lower case without any space, for whoever only asks whether it is there."""
        return _squeezed("".join(self.root.itertext()))

    def all(self, tag: str) -> list[ET.Element]:
        """Return the elements of a tag in their order."""
        return list(self.root.iter(tag))

    def texts(self, tag: str) -> list[str]:
        """Return what the elements of a tag say."""
        return [_single_spaced("".join(each.itertext())) for each in self.root.iter(tag)]

    def ids(self) -> list[str]:
        """Return every id."""
        return [each.attrib["id"] for each in self.root.iter() if "id" in each.attrib]

    def links(self) -> list[str]:
        """Return where every link leads."""
        return [each.attrib["href"] for each in self.root.iter("a")]

    def headings(self) -> list[tuple[int, str]]:
        """Return the level and the text of every heading."""
        return [
            (int(each.tag[1]), _single_spaced("".join(each.itertext())))
            for each in self.root.iter()
            if re.fullmatch("h[1-6]", each.tag)
        ]

    def shape(self) -> list[tuple[str, ...]]:
        """Return every element with the names of its attributes, without what they say."""
        return [(each.tag, *sorted(each.attrib)) for each in self.root.iter()]

    def attributes(self) -> Iterator[tuple[str, str, str]]:
        """Yield tag, name and text of every attribute."""
        for each in self.root.iter():
            for name, text in each.attrib.items():
                yield each.tag, name, text


def texts_of(record: object) -> Iterator[str]:
    """Yield every text of a memo that a page has to say."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from texts_of(each)
    elif isinstance(record, Struct):
        unseen = _UNSEEN
        if isinstance(record, Problem | Code):
            unseen |= _UNSEEN_OF_PROBLEMS
        if isinstance(record, Picture) and len(record.rows) == 1:
            # The chart's own words say its numbers.
            unseen |= _OF_TABLES
        for name in record.__struct_fields__:
            if name not in unseen:
                yield from texts_of(getattr(record, name))


def lacking(page: Page, record: object) -> list[str]:
    """Return the texts of a memo that a page does not say."""
    shown = page.shown
    return [each for each in texts_of(record) if _squeezed(_allowed(each)) not in shown]


def _allowed(text: str) -> str:
    """Return a text with a sign in place of what no XML may hold."""
    return re.sub("[\ufffe\uffff]", "\ufffd", text)


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()
