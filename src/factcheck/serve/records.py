"""What the pages show, as it was after the last run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.formats import SOURCE
from factcheck.model.total import Total

if TYPE_CHECKING:
    from factcheck.model.problem import Problem
    from factcheck.report.memo.records import ClaimMemo, DisputeMemo, Memo, Row
    from factcheck.report.memo.tones import Tone


class Settings(Struct, frozen=True):
    """What is served, and how it is run."""

    named: tuple[Path, ...] = (Path(),)
    """Claim files, and folders of them."""
    root: Path | None = None
    strict: bool = False
    as_of: str | None = None
    language: str = SOURCE


class Entry(Struct, frozen=True):
    """A claim or a dispute of a file."""

    memo: ClaimMemo | DisputeMemo
    rows: tuple[Row, ...]
    """Its lines in the table of all claims: its own, and those of its readings and parts."""
    tone: Tone
    is_as_expected: bool
    words: str
    """Everything that a search looks at, with case folded."""
    is_dispute: bool = False


class Served(Struct, frozen=True):
    """A claim file."""

    key: str
    """What it is called in addresses."""
    name: str
    """Its path, safe to show."""
    memo: Memo | None = None
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong with it; its memo then is that of the last run without any, if any."""
    exit_code: int = 0

    def entry(self, anchor: str) -> Entry | None:
        """Return the claim or dispute with this anchor."""
        return next((each for each in self.entries if each.memo.anchor == anchor), None)

    def beside(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the entries before and after one of the file's."""
        place = self.entries.index(entry)
        around = (None, *self.entries, None)
        return around[place], around[place + 2]

    @property
    def title(self) -> str:
        """What the file is about, or where it lies; never empty."""
        return (self.memo.title if self.memo else "") or self.name

    @property
    def is_old(self) -> bool:
        """Whether its verdicts are not those of the file as it is."""
        return bool(self.problems) and self.memo is not None


class Snapshot(Struct, frozen=True):
    """Everything that pages are made of, at one time."""

    version: str = ""
    """Another one where anything else is shown, also by another process."""
    files: tuple[Served, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong in the folders, but with no claim file."""
    total: Total = Total()
    step: str = ""
    """What is done now; empty where nothing is."""
    time: str = ""
    """Of the last run; empty before the first."""
    is_failed: bool = False
    """Whether nothing is run any more, because of a fault of ours."""

    def file(self, key: str) -> Served | None:
        """Return the file that is called so in addresses."""
        return next((each for each in self.files if each.key == key), None)
