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
from factcheck.evidence.locate import LINED, TEXTS
from factcheck.evidence.package.beside import Beside
from factcheck.evidence.remote.source import RemoteTable
from factcheck.evidence.stored import Stored
from factcheck.evidence.stored.many_paths import shown_files
from factcheck.evidence.workbook import Workbook
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.locate import Located
    from factcheck.model.spec import TableDeclaration

Source = Content | Workbook | Stored | Given | RemoteTable
"""What has rows."""


class Origin(Struct, frozen=True):
    """A table's declaration, and the files that it names."""

    declaration: TableDeclaration
    files: tuple[Located, ...]
    """None for a table that was passed in, or that lies in a database."""
    given: Given | None = None
    joined: Origin | None = None
    remote: RemoteTable | None = None
    """The table of a database."""
    pattern: str | None = None
    """What the names of the files match, as reports show it."""
    partitions: Given | None = None
    """The columns that the folders of the files are, with the values of each file."""
    beside: tuple[Beside, ...] = ()
    """The files that say what the table is: the descriptor of a package, its schema."""

    @property
    def shown(self) -> str:
        """The paths from the project's root, joined by `` + ``; of a pattern the outermost."""
        own = [file.shown for file in self.files]
        if self.files and self.declaration.relation is not None:
            own = [f"{self.files[0].shown} ({self.declaration.relation.value})"]
        if self.pattern is not None:
            own = [shown_files(self.pattern, self.files)]
        cells = _shown_cells(self.declaration)
        if own and cells:
            own[-1] += f" ({cells})"
        if self.remote is not None:
            own = [self.remote.shown]
        package = self.declaration.package
        if not own and (package is None or not package.is_inline):
            own = [f"{self.declaration.name} (passed in)"]
        own = [*(each.located.shown for each in self.beside), *own]
        return " + ".join([*own, *([] if self.joined is None else [self.joined.shown])])

    @property
    def every_file(self) -> Iterator[Located]:
        """The files, then those of the table that is joined."""
        yield from (each.located for each in self.beside)
        yield from self.files
        if self.joined is not None:
            yield from self.joined.every_file

    @property
    def has_lines(self) -> bool:
        """Whether its rows begin at lines of files; else they are counted themselves."""
        return bool(self.files) and all(file.suffix in LINED for file in self.files)

    @property
    def is_many(self) -> bool:
        """Whether its files are parts of one table."""
        is_listed = self.declaration.package is not None and len(self.files) > 1
        return self.pattern is not None or self.partitions is not None or is_listed

    @property
    def is_plain(self) -> bool:
        """Whether it is one text of which nothing is left out and nothing is changed."""
        is_text = bool(self.files) and self.files[0].suffix in TEXTS
        package = self.declaration.package
        is_spoilt = package is not None and bool(package.faults)
        return is_text and self.is_whole and not self.is_many and not is_spoilt

    @property
    def is_whole(self) -> bool:
        """Whether it is one table of which nothing is left out and nothing is changed."""
        one = self.declaration
        is_cut = one.header_row is not None or one.header_rows > 1 or one.skip or one.sheet
        is_cut = is_cut or one.cell_range is not None or one.layout
        is_reshaped = one.fill_down or one.unpivot or one.stack or one.ticks
        is_changed = any(each.compute or each.parse or each.ignore for each in one.columns)
        is_combined = one.files or self.joined
        is_one = len(self.files) == 1 or self.is_many or self.remote is not None
        return is_one and not (is_cut or is_reshaped or is_changed or is_combined)


def _shown_cells(declaration: TableDeclaration) -> str:
    """Return the cells of a table as spreadsheets name them: ``Table 1!B3:F40``, or its sheet.

    It is empty for the only sheet of a workbook that is read as a whole and not named.
    """
    named = (declaration.sheet, declaration.cell_range)
    return "!".join(str(each) for each in named if each is not None)


def fingerprint_of(sources: Sequence[Source | Beside]) -> Fingerprint:
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


def refuse_changes(sources: Sequence[Source | Beside]) -> None:
    """Raise ``ChangedError`` where a file that is not held in memory is no longer the same."""
    for source in sources:
        if isinstance(source, Content):
            refuse_change(source)
        elif isinstance(source, Stored | Beside):
            refuse_change_of(source.located)
        elif isinstance(source, RemoteTable):
            source.refuse_change()
