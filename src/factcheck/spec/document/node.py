"""The tree of a YAML file: every scalar is text, everything has its place."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.problem import Problem
    from factcheck.model.span import Span


class Style(Enum):
    """How a scalar is written."""

    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"
    """Under ``|`` or ``>``."""


class Scalar(Struct, frozen=True):
    """A text; ``span`` is the whole of it, ``inner`` begins at its first own character.

    The two differ for quoted texts and for texts under ``|`` or ``>``.
    """

    text: str
    span: Span
    inner: Span
    style: Style = Style.PLAIN
    comment: str | None = None
    """What follows a plain text on its line, from the ``#`` on."""
    is_doubtful: bool = False
    """Whether a problem was already reported that leaves open what the author meant."""

    @property
    def is_missing(self) -> bool:
        """Whether YAML sees no value here: nothing, ``~`` or ``null`` without quotes."""
        return self.style is Style.PLAIN and self.text in _NULLS


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Sequence(Struct, frozen=True):
    """A list; ``is_flow`` for ``[a, b]``."""

    items: tuple[Node, ...]
    span: Span
    is_flow: bool
    is_doubtful: bool = False


class Entry(Struct, frozen=True):
    """A key, normalised to NFC, and its value."""

    key: Scalar
    node: Node


class Mapping(Struct, frozen=True):
    """Keys and values in the order of the file; ``is_flow`` for ``{a: b}``."""

    entries: tuple[Entry, ...]
    span: Span
    is_flow: bool
    is_doubtful: bool = False

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a key."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


Node = Scalar | Sequence | Mapping


class Document(Struct, frozen=True):
    """One file; ``root`` is ``None`` where its YAML could not be read to the end."""

    file: str
    lines: tuple[str, ...]
    root: Mapping | None
    problems: tuple[Problem, ...]
