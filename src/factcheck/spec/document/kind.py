"""The kinds of file that are read as YAML, and what messages call them."""

from __future__ import annotations

from msgspec import Struct


class FileKind(Struct, frozen=True):
    """What messages say of a kind of file."""

    one: str
    many: str
    begins: str
    """Its first line."""
    divide: str
    """What to do with one that is too large."""


CLAIM_FILE = FileKind(
    "claim file", "claim files", "factcheck: 1", "divide the claims among several files"
)
RUBRIC_FILE = FileKind("rubric", "rubrics", "rubric: NAME", "leave out what no rule needs")
SCALE_FILE = FileKind("scale", "scales", "scale: NAME", "leave out what no rule needs")
