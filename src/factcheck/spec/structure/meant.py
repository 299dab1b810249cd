"""What somebody means who writes a place, or a number of groups, as people say it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
_NUMBERS = {
    word: number for words in (_ORDINALS, _CARDINALS) for number, word in enumerate(words, 1)
}
_WORD = re.compile(r"[a-z]+|[0-9]+")
_ENDS = {"top": "top", "best": "top", "bottom": "bottom", "lowest": "bottom"}
_HOW_MANY = {
    "less than": "fewer than",
    "under": "fewer than",
    "below": "fewer than",
    "over": "more than",
    "above": "more than",
    "min": "at least",
    "minimum": "at least",
    "at lest": "at least",
    "max": "at most",
    "maximum": "at most",
    "up to": "at most",
    "only": "exactly",
    "just": "exactly",
}
_QUANTIFIERS = {
    **dict.fromkeys(("every", "each", "any", "everywhere", "both"), "all"),
    **dict.fromkeys(("no", "nowhere", "neither", "not any"), "none"),
}
_HOW = re.compile(r"(?P<how>[a-z ]*?) ?(?P<number>[0-9]+|[a-z]+)?")
_OUT_OF = re.compile(r"(?P<count>.*?\S) (?:out )?of (?P<number>[0-9]+)")
_ENDINGS = ("exactly", "at least", "at most", "more than", "fewer than")
"""What the language knows before a number of groups."""
_PLACE_WORDS = ("not", "first", "last", *_ENDS)
_TWO = 2
_MOST = 60
"""Characters that are looked at."""
_ALIKE = 0.75
"""How alike two words must be, from 0 to 1, for one to be a slip of the other."""


def place_meant(text: str) -> str | None:
    """Return how a place such as ``second``, ``#1`` or ``1-3`` is written."""
    words = [_spelt(word, _PLACE_WORDS) for word in _WORD.findall(text[:_MOST].lower())]
    numbers = [found for word in words if (found := _number(word)) is not None]
    if 0 in numbers:
        return None
    negation = "not " if words[:1] == ["not"] else ""
    end = next((_ENDS[word] for word in words if word in _ENDS), None)
    if len(numbers) == _TWO and re.search(r"-|–|to", text):
        return f"{negation}{numbers[0]}..{numbers[1]}"
    if words[:1] == ["last"] and len(numbers) == 1:
        return f"bottom {numbers[0]}"
    if words[:1] == ["first"] and len(numbers) == _TWO:
        return f"top {numbers[1]}"
    if words in (["first"], ["last"]) and words[0] != text:
        return words[0]
    if len(numbers) != 1 or "last" in words:
        return None
    return f"{negation}{numbers[0]}" if end is None else f"{negation}{end} {numbers[0]}"


def _spelt(word: str, known: Iterable[str]) -> str:
    """Return the known word that another one is a slip of, else the word itself.

    Words of one or two letters are like too many.
    """
    if len(word) <= _TWO:
        return word
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=_ALIKE)), word)


def _number(word: str) -> int | None:
    return int(word[:6]) if word.isdigit() else _NUMBERS.get(word)


def selection_meant(text: str) -> str | None:
    """Return the hint for a number of groups that is written as people say it."""
    words = text[:_MOST].lower().strip()
    quantifier = _spelt(words, ("all", "none", *_QUANTIFIERS))
    if quantifier in _QUANTIFIERS:
        return f"write {_QUANTIFIERS[quantifier]}"
    if quantifier != words:
        return f"write {quantifier}"
    out_of = _OUT_OF.fullmatch(words)
    if out_of is not None:
        return f"write 'in: {_selected(out_of['count'])}' and 'of: {out_of['number']}'"
    meant = _selected(words)
    return None if meant == words else f"write {meant}"


def _selected(words: str) -> str:
    """Return words such as ``less than seven`` as the language writes them."""
    match = _HOW.fullmatch(words)
    number = None if match is None or match["number"] is None else _number(match["number"])
    if match is None or number is None:
        return words
    how = _spelt(match["how"], (*_ENDINGS, *_HOW_MANY))
    how = _HOW_MANY.get(how, how)
    if how not in {"", *_ENDINGS}:
        return words
    return f"{how} {number}".lstrip()
