"""The files of publishers' signs, each read once, and the edition that a name chooses."""

from __future__ import annotations

import re
from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.model.decimal_text import fraction_of
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import MarkerProfile, Sign
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.table_declaration import EmptyCell

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLISHERS = (
    "abs-au",
    "cbs-nl",
    "cdc-wonder",
    "cso-ie",
    "de-lsn-new",
    "destatis-classic",
    "dfe-england",
    "eurostat",
    "insee",
    "ksh-hu",
    "nhs-england-hes",
    "sdmx-cl-obs-status",
    "statcan",
    "stats-nz-census",
    "swiss-fso",
    "uk-analysis-function",
    "us-acs",
    "us-census-economic",
    "us-maine",
    "us-wisconsin",
    "zuerich-city",
)
CLASSES: dict[str, EmptyCell | Sign | None] = {
    "exact zero": EmptyCell.ZERO,
    "rounds to zero": Sign.ROUNDS_TO_ZERO,
    "zero or rounds to zero": Sign.ABOUT_ZERO,
    "suppressed": Sign.SUPPRESSED,
    "suppressed within": None,
    "not available": EmptyCell.UNKNOWN,
    "not applicable": EmptyCell.NOT_APPLICABLE,
    "unreliable hidden": EmptyCell.UNKNOWN,
}
"""The classes of signs that stand instead of a number; of one the range is written beside it."""
BESIDE = ("unreliable shown", "flags")
"""The classes of signs that stand beside one."""
_RANGE = re.compile(r"([0-9]+)\.\.([0-9]+)")
_LAST_DAY = "-12-31"
_LAST_MONTHS_DAY = "-31"


class NoProfileError(LookupError):
    """A name chooses no profile; carries the message and a hint."""

    def __init__(self, message: str, hint: str | None) -> None:
        self.hint = hint
        super().__init__(message)


class Edition(Struct, frozen=True):
    """One publisher's signs while they were valid, as they stand in the file."""

    publisher: str
    """The name that claim files use."""
    title: str
    """Who that is."""
    begins: str | None
    """The year, month or day from which they are valid; ``None`` for always."""
    ends: str | None
    """The last one; ``None`` where they are valid still."""
    status: str
    """``verified`` where the publisher's own page was seen, else ``memory``."""
    source: str | None
    classes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """The signs of each class, with what the publisher says of them."""
    around: tuple[tuple[str, str, str], ...] = ()
    below: str | None = None
    above: str | None = None
    jam: tuple[tuple[str, str], ...] = ()
    """Numbers that stand for an open interval, each with the meaning that a column declares."""
    has_footnotes: bool = False
    rounding: str | None = None
    notes: str | None = None

    @property
    def name(self) -> str:
        """What chooses it: the publisher, with a date where there are several."""
        if self.begins is not None:
            return f"{self.publisher}@{self.begins}"
        return self.publisher if self.ends is None else f"{self.publisher}@{self.ends}"

    @property
    def profile(self) -> MarkerProfile:
        """The signs and flags, as cells are read with them."""
        flags = tuple(pair for kind, pairs in self.classes if kind in BESIDE for pair in pairs)
        return MarkerProfile(
            self.name,
            tuple(self._signs()),
            flags,
            self.around,
            self.below,
            self.above,
            self.has_footnotes,
        )

    def _signs(self) -> Iterator[tuple[str, EmptyCell | Interval | Sign]]:
        for kind, pairs in self.classes:
            if kind in BESIDE:
                continue
            meaning = CLASSES[kind]
            for text, said in pairs:
                yield text, _range(said) if meaning is None else meaning


def _range(said: str) -> Interval:
    match = _RANGE.fullmatch(said)
    assert match is not None
    return Interval(fraction_of(match[1]), fraction_of(match[2]))


@cache
def editions_of(publisher: str) -> tuple[Edition, ...]:
    """Return the editions of a publisher's signs, the oldest first."""
    # Only claim files that name a profile need it.
    import yaml

    data = get_data("factcheck.evidence.markers", f"{publisher}.yml")
    assert data is not None
    # Every scalar stays a text, and the file is our own.
    found: dict[str, Any] = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506
    return tuple(_edition(publisher, found["publisher"], each) for each in found["editions"])


def _edition(publisher: str, title: str, said: dict[str, Any]) -> Edition:
    kinds = (*CLASSES, *BESIDE)
    return Edition(
        publisher,
        title,
        said.get("from"),
        said.get("until"),
        said["status"],
        said.get("source"),
        tuple((kind, tuple(said[kind].items())) for kind in kinds if kind in said),
        tuple((opening, closing, meaning) for opening, closing, meaning in said.get("around", ())),
        said.get("below"),
        said.get("above"),
        tuple(said.get("jam", {}).items()),
        said.get("footnotes") == "true",
        said.get("rounding"),
        said.get("notes"),
    )


def every_edition() -> tuple[Edition, ...]:
    """Return every edition of every publisher."""
    return tuple(each for publisher in PUBLISHERS for each in editions_of(publisher))


def edition_named(name: str) -> Edition:
    """Return the edition that ``publisher`` or ``publisher@date`` chooses.

    The date is a year, month or day; one in which the signs changed chooses the new ones. It may
    be left out where there is one edition. Raises ``NoProfileError`` for any other name.
    """
    publisher, _, date = (part.strip() for part in name.partition("@"))
    if publisher not in PUBLISHERS:
        message = f"there is no marker profile {quoted(publisher)}"
        also = "'factcheck explain markers' lists them all"
        near = did_you_mean(publisher, PUBLISHERS)
        raise NoProfileError(message, also if near is None else f"{near.rstrip('?')}; {also}")
    editions = editions_of(publisher)
    if not date:
        if len(editions) == 1:
            return editions[0]
        names = " or ".join(quoted(each.name) for each in editions)
        message = f"the signs of {quoted(publisher)} changed, and no date says which are meant"
        raise NoProfileError(message, f"add the date of the table: {names}")
    last = _last_day(date)
    found = [each for each in editions if each.begins is None or _first_day(each.begins) <= last]
    if not found:
        message = f"the signs of {quoted(publisher)} are known from {editions[0].begins} on"
        raise NoProfileError(message, f"write '{editions[0].name}'")
    return found[-1]


def _first_day(date: str) -> str:
    return f"{date}-01-01"[:10]


def _last_day(date: str) -> str:
    ends = {4: _LAST_DAY, 7: _LAST_MONTHS_DAY}
    return f"{date}{ends.get(len(date), '')}"
