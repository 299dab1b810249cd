"""The list of all claims, and which of them somebody wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.told import told, told_count, told_digits
from factcheck.model.verdict_words import word_of
from factcheck.report.language import in_language
from factcheck.report.memo.tones import TONES, Tone
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.serve.records import Entry, Served, Snapshot

VERDICT, FILE, WORDS, UNEXPECTED = "verdict", "file", "words", "unexpected"
"""What the fields of the form are called in addresses."""


class Wanted(Struct, frozen=True):
    """What somebody wants to see; the empty text stands for everything."""

    verdict: str = ""
    """The value of a tone."""
    file: str = ""
    """The key of a file."""
    words: str = ""
    only_unexpected: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


class Choice(Struct, frozen=True):
    """One of the values of a field."""

    value: str
    label: str
    count: str


class Listed(Struct, frozen=True):
    """A file and those of its claims that are wanted."""

    file: Served
    entries: tuple[Entry, ...]


class Listing(Struct, frozen=True):
    """The list as it is shown."""

    wanted: Wanted
    files: tuple[Listed, ...]
    """Those that have something wanted, or problems where all is wanted."""
    shown: str
    """How many claims and disputes are shown, and of how many."""
    verdicts: tuple[Choice, ...]
    all_files: tuple[Choice, ...]
    mistakes: tuple[str, ...] = ()
    """What is asked for that is not there, with the nearest that is."""


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """Return what the fields of the form say; fields with other names are left alone."""
    return Wanted(
        verdict=query.get(VERDICT, ""),
        file=query.get(FILE, ""),
        words=one_line(query.get(WORDS, "")),
        only_unexpected=bool(query.get(UNEXPECTED)),
    )


def listing_of(snapshot: Snapshot, wanted: Wanted, language: str) -> Listing:
    """Return the claims and disputes that are wanted, below their files."""
    listed = tuple(Listed(file, tuple(_wanted(file, wanted))) for file in snapshot.files)
    kept = tuple(each for each in listed if each.entries or _is_shown_anyway(each.file, wanted))
    return Listing(
        wanted=wanted,
        files=kept,
        shown=in_language(_counted(listed, snapshot), language),
        verdicts=tuple(_verdicts(snapshot, language)),
        all_files=tuple(
            Choice(each.key, each.name, str(len(each.entries))) for each in snapshot.files
        ),
        mistakes=tuple(_mistakes(snapshot, wanted)),
    )


def _wanted(file: Served, wanted: Wanted) -> Iterator[Entry]:
    words = wanted.words.casefold().split()
    if wanted.file not in {"", file.key}:
        return
    for each in file.entries:
        is_verdict = wanted.verdict in {"", each.tone.value}
        is_expected = wanted.only_unexpected and each.is_as_expected
        if is_verdict and not is_expected and all(word in each.words for word in words):
            yield each


def _is_shown_anyway(file: Served, wanted: Wanted) -> bool:
    """Whether a file is shown without any of its claims, as it has problems or none."""
    of_file = Wanted(file=wanted.file)
    only_file = wanted in {of_file, Wanted(file=wanted.file, only_unexpected=True)}
    has_news = bool(file.problems) or not file.entries
    return has_news and only_file and wanted.file in {"", file.key}


def _counted(listed: tuple[Listed, ...], snapshot: Snapshot) -> str:
    shown = sum(len(each.entries) for each in listed)
    total = sum(len(each.entries) for each in snapshot.files)
    of_all = told_count(total, "{n} claim or dispute", "{n} claims and disputes")
    if shown == total:
        return of_all
    return told("{shown} of {all}", shown=told_digits(f"{shown:,}"), all=of_all)


def _verdicts(snapshot: Snapshot, language: str) -> Iterator[Choice]:
    """Yield each kind of verdict with the words that are there for it, and how many have it."""
    for tone in Tone:
        having = [each for file in snapshot.files for each in file.entries if each.tone is tone]
        words = dict.fromkeys(each.memo.badge.word for each in having)
        usual = next(verdict for verdict, other in TONES.items() if other is tone)
        label = ", ".join(words) or in_language(word_of(usual), language)
        yield Choice(tone.value, label, f"{len(having):,}")


def _mistakes(snapshot: Snapshot, wanted: Wanted) -> Iterator[str]:
    tones = [tone.value for tone in Tone]
    keys = [each.key for each in snapshot.files]
    if wanted.verdict and wanted.verdict not in tones:
        yield _unknown("verdict", wanted.verdict, tones)
    if wanted.file and wanted.file not in keys:
        yield _unknown("file", wanted.file, keys)


def _unknown(what: str, name: str, known: list[str]) -> str:
    message = f"there is no {what} {quoted(name)}"
    hint = did_you_mean(name, known)
    return one_line(f"{message}; {hint}" if hint else message)
