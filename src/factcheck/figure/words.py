"""The tokens of a figure beside the lexicon that gives them meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from factcheck.figure.order import in_order
from factcheck.figure.tokens import parts_of, tokenize

if TYPE_CHECKING:
    from factcheck.figure.digits import DigitFormat
    from factcheck.figure.phrases import PhraseTable
    from factcheck.figure.tokens import Token
    from factcheck.figure.vocabulary import Lexicon

Meaning = TypeVar("Meaning")


class Words(Struct, frozen=True):
    """The tokens of one figure; every method takes the index of a token, and past the end too."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    lexicon: Lexicon
    form: DigitFormat
    named: tuple[tuple[str, ...], ...]
    """The nouns of the measure's unit as declared, each as its words."""
    nouns: tuple[tuple[str, ...], ...]
    """The same as the stems of their words."""
    unit_words: frozenset[str]
    """The same as single words, so that *5m* can be metres where that is declared."""
    is_count: bool = False
    """Whether the measure is a count or an amount, so that *855 of 9,499* is 855."""

    def __len__(self) -> int:
        return len(self.tokens)

    def key(self, at: int) -> str:
        """Return the token for comparing; empty past the end."""
        return self.keys[at] if at < len(self.keys) else ""

    def has(self, at: int, name: str) -> bool:
        """Whether the token is in this list of the lexicon."""
        return self.key(at) in self.lexicon.words[name]

    def match(self, table: PhraseTable[Meaning], at: int) -> tuple[Meaning, int] | None:
        """Return the meaning and length of the longest phrase that begins here."""
        return table.match(self.keys, at)

    def is_glued(self, at: int) -> bool:
        """Whether nothing separates a token from the one before."""
        return at < len(self.tokens) and self.tokens[at].is_glued

    def noun_at(self, at: int) -> int:
        """Return how many tokens a noun of the measure's unit takes here, 0 for none."""
        lengths = (len(noun) for noun in self.nouns if self._stems(at, len(noun)) == noun)
        return max(lengths, default=0)

    def _stems(self, at: int, length: int) -> tuple[str, ...]:
        return tuple(stem(key, self.lexicon) for key in self.keys[at : at + length])

    def start(self, at: int) -> int:
        """Return the offset of a token in the text; the text's end past the last."""
        return self.tokens[at].start if at < len(self.tokens) else len(self.text)


def words_in(
    text: str,
    lexicon: Lexicon,
    nouns: tuple[str, ...],
    *,
    form: DigitFormat | None = None,
    is_count: bool = False,
) -> Words:
    """Return the tokens of a figure; ``FigureError`` at a character that means nothing.

    ``form`` is how its numerals are printed where that is not the language's way.
    """
    form = form or lexicon.digits
    tokens = in_order(tokenize(text, lexicon.cutter, form), lexicon)
    named = tuple(keys for keys in (_noun_keys(noun, lexicon) for noun in nouns) if keys)
    return Words(
        text,
        tokens,
        tuple(token.key for token in tokens),
        lexicon,
        form,
        named,
        tuple(tuple(stem(key, lexicon) for key in keys) for keys in named),
        frozenset(key for keys in named for key in keys),
        is_count,
    )


_SHORTEST_STEM = 2


def stem(word: str, lexicon: Lexicon) -> str:
    """Return a noun without its plural ending, so that one report is of *reports*."""
    if word in lexicon.irregular:
        return lexicon.irregular[word]
    for ending, singular in lexicon.endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)] + singular
            break
    return word.translate(lexicon.umlauts)


def _noun_keys(noun: str, lexicon: Lexicon) -> tuple[str, ...]:
    folded = noun.casefold().replace("’", "'").replace("-", " ").replace("_", " ").replace(".", " ")
    return tuple(part for word in folded.split() for part in parts_of(word, lexicon.cutter))
