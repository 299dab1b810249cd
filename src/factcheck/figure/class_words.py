"""The words of a language by the hedge class that they make, as its file lists them."""

from __future__ import annotations

from typing import Any

from factcheck.figure.lexicons import lexicon_of
from factcheck.figure.table import hedge_table, lexicon_file

_LISTS = {
    "range": ("between",),
    "plural": ("plurals",),
    "aine": ("collectives",),
    "unchanged": ("unchanged",),
}
"""Classes whose words stand in lists of their own."""


def class_words(lang: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """Return the words of each class, in the table's order, and the language's name.

    Some classes have none. A word that changes its ending stands in the form that dictionaries
    have. Raises ``FigureError`` where there is no lexicon of the language.
    """
    raw = lexicon_file(lexicon_of(lang.partition("-")[0]).language)
    return {each.name: _words(raw, each.name) for each in hedge_table().classes}, raw["name"]


def _words(raw: dict[str, Any], name: str) -> tuple[str, ...]:
    lists = [raw[place].get(name, "") for place in ("before", "after", "quantifiers")]
    lists += [raw.get(list_, "") for list_ in _LISTS.get(name, ())]
    phrases = (_plain(phrase) for list_ in lists for phrase in list_.split(","))
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _plain(phrase: str) -> str:
    """Return a phrase without the marks and numbers that the file has for the reader."""
    words = phrase.split()
    while words and words[-1].isdecimal():
        words.pop()
    return " ".join(word.removesuffix("*") for word in words)
