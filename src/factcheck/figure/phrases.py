"""A table of phrases that is matched longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Meaning = TypeVar("Meaning")

_BREAK = re.compile(r"[\s.]+|(?<=[a-z])-(?=[a-z])")


def words_of(phrase: str) -> tuple[str, ...]:
    """Return a phrase of the lexicon as the keys of its tokens."""
    return tuple(word for word in _BREAK.split(phrase.casefold()) if word)


class PhraseTable(Struct, Generic[Meaning], frozen=True):
    """Phrases of up to ``longest`` words with what they mean."""

    entries: Mapping[tuple[str, ...], Meaning]
    longest: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Meaning]]) -> PhraseTable[Meaning]:
        """Return the table of these phrases; a later one replaces an equal earlier one."""
        entries = {words_of(phrase): meaning for phrase, meaning in pairs}
        return cls(entries, max(map(len, entries), default=0))

    def match(self, keys: Sequence[str], at: int) -> tuple[Meaning, int] | None:
        """Return the meaning and length of the longest phrase that begins here."""
        for length in range(min(self.longest, len(keys) - at), 0, -1):
            phrase = tuple(keys[at : at + length])
            if phrase in self.entries:
                return self.entries[phrase], length
        return None
