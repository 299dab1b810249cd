"""Words that a language writes as one to the parts that its lexicon knows."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct


class Cutter(Struct, frozen=True):
    """How a language joins words: *zweiundachtzig*, *threefold*, *d'un*."""

    stems: frozenset[str] = frozenset()
    """The words of numbers."""
    joints: frozenset[str] = frozenset()
    """What may stand between two of them inside one word, as *und*."""
    endings: frozenset[str] = frozenset()
    """What may end a word that begins with numbers, as *fold* and *mal*."""
    is_compound: bool = False
    """Whether several numbers make one word."""
    is_elided: bool = False
    """Whether an apostrophe ends a word, as in *d'un tiers*."""

    def parts(self, word: str) -> tuple[str, ...]:
        """Return a word, already without case, as one part or several.

        A word of numbers alone, or of numbers and one ending, is cut; any other stays whole.
        """
        if self.is_elided and "'" in word[:-1]:
            at = word.index("'") + 1
            return (word[:at], *self.parts(word[at:]))
        return _numbers(self, word) or (word,)

    def numbers(self, word: str) -> tuple[str, ...] | None:
        """Return the parts of a word of numbers, ``None`` for any other."""
        if word in self.stems:
            return (word,)
        for ending in self.endings:
            if len(word) > len(ending) and word.endswith(ending):
                numbers = self._cut(word[: -len(ending)])
                if numbers is not None:
                    return (*numbers, ending)
        return self._cut(word) if self.is_compound else None

    def _cut(self, word: str) -> tuple[str, ...] | None:
        """Cut a word into stems and joints, the longest first."""
        if not self.is_compound:
            return (word,) if word in self.stems else None
        cuts: dict[int, tuple[str, ...]] = {len(word): ()}
        for start in range(len(word) - 1, -1, -1):
            for end in range(len(word), start, -1):
                part = word[start:end]
                is_joint = part in self.joints and start > 0 and end < len(word)
                if end in cuts and (part in self.stems or is_joint):
                    cuts[start] = (part, *cuts[end])
                    break
        return cuts.get(0)


@lru_cache(maxsize=4096)
def _numbers(cutter: Cutter, word: str) -> tuple[str, ...] | None:
    # A lexicon repeats its words in thousands of phrases.
    return cutter.numbers(word)
