"""A table of phrases that is matched longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factcheck.figure.cutter import Cutter

Meaning = TypeVar("Meaning")

_BREAK = re.compile(r"[\s.]+|(?<=[^\W\d_])-(?=[^\W\d_])")


def words_of(phrase: str, cutter: Cutter) -> tuple[str, ...]:
    """Return a phrase of the lexicon as the keys of its tokens."""
    words = (word for word in _BREAK.split(phrase.casefold().replace("’", "'")) if word)
    return tuple(part for word in words for part in cutter.parts(word))


class PhraseTable(Struct, Generic[Meaning], frozen=True):
    """Phrases of up to ``longest`` words with what they mean."""

    entries: Mapping[tuple[str, ...], Meaning]
    longest: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Meaning]], cutter: Cutter) -> PhraseTable[Meaning]:
        """Return the table of these phrases; a later one replaces an equal earlier one."""
        entries = {words_of(phrase, cutter): meaning for phrase, meaning in pairs}
        return cls(entries, max(map(len, entries), default=0))

    def match(self, keys: Sequence[str], at: int) -> tuple[Meaning, int] | None:
        """Return the meaning and length of the longest phrase that begins here."""
        for length in range(min(self.longest, len(keys) - at), 0, -1):
            phrase = tuple(keys[at : at + length])
            if phrase in self.entries:
                return self.entries[phrase], length
        return None
