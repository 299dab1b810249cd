"""What the rows of a table come from: files of text, workbooks, tables that were passed in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.content import (
    Content,
    Fingerprint,
    fingerprint,
    refuse_change,
    refuse_change_of,
)
from factcheck.evidence.given import Given
from factcheck.evidence.locate import TEXTS
from factcheck.evidence.stored import Stored
from factcheck.evidence.workbook import Workbook
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.locate import Located
    from factcheck.model.spec import TableDeclaration

Source = Content | Workbook | Stored | Given


class Origin(Struct, frozen=True):
    """A table's declaration, and the files that it names."""

    declaration: TableDeclaration
    files: tuple[Located, ...]
    """None for a table that was passed in."""
    given: Given | None = None
    joined: Origin | None = None

    @property
    def shown(self) -> str:
        """The paths from the project's root, joined by `` + ``."""
        own = [file.shown for file in self.files] or [f"{self.declaration.name} (passed in)"]
        return " + ".join([*own, *([] if self.joined is None else [self.joined.shown])])

    @property
    def every_file(self) -> Iterator[Located]:
        """The files, then those of the table that is joined."""
        yield from self.files
        if self.joined is not None:
            yield from self.joined.every_file

    @property
    def is_plain(self) -> bool:
        """Whether it is one text of which nothing is left out and nothing is changed."""
        return bool(self.files) and self.is_whole and self.files[0].suffix in TEXTS

    @property
    def is_whole(self) -> bool:
        """Whether it is one table of which nothing is left out and nothing is changed."""
        one = self.declaration
        is_cut = one.header_row is not None or one.header_rows > 1 or one.skip or one.sheet
        is_reshaped = one.fill_down or one.unpivot or one.stack or one.ticks
        is_changed = any(each.compute or each.parse or each.ignore for each in one.columns)
        is_combined = one.files or self.joined
        return len(self.files) == 1 and not (is_cut or is_reshaped or is_changed or is_combined)


def fingerprint_of(sources: Sequence[Source]) -> Fingerprint:
    """Return the digest of all bytes in order, and the first fault of a file that is no text."""
    digest = hashlib.sha256()
    fault, is_strict = None, True
    for source in sources:
        if isinstance(source, Content):
            seen = fingerprint(source, digest)
            is_strict = is_strict and seen.is_strict
            if fault is None and seen.fault is not None:
                told = f"{quoted(source.located.shown)}: {seen.fault.message}"
                is_alone = len(sources) == 1
                fault = seen.fault if is_alone else replace(seen.fault, message=told)
        else:
            for chunk in source.chunks():
                digest.update(chunk)
    return Fingerprint(digest.hexdigest(), fault, is_strict)


def refuse_changes(sources: Sequence[Source]) -> None:
    """Raise ``ChangedError`` where a file that is not held in memory is no longer the same."""
    for source in sources:
        if isinstance(source, Content):
            refuse_change(source)
        elif isinstance(source, Stored):
            refuse_change_of(source.located)
