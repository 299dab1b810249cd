"""Sets of categories in words: ``image or video``, ``not text``, ``not (image or video)``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import Categories
from factcheck.rubric.codes import OUTSIDE_DOMAIN, UNREADABLE_TEST
from factcheck.rubric.errors import WordsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Code

MAX_PARTS = 500
"""Pieces between the words "or" of one text."""

_OR = " or "
_NOT = "not "


def categories_in(
    text: str,
    known: Sequence[str],
    *,
    code: Code = OUTSIDE_DOMAIN,
    unknown: str = "is not in the domain",
) -> Categories:
    """Return the categories that a text names, in the order in which they are known.

    A text that is a category as it stands is that one, whatever words it holds. Raises
    ``WordsError`` for a name that is not known, with ``code`` and in the words of ``unknown``,
    and for a text that can be read in two ways.
    """
    words = " ".join(text.split())
    if words in known:
        return Categories((words,))
    reader = _Reader(words, frozenset(known))
    try:
        wanted = reader.wanted()
    except KeyError as error:
        wrong = str(error.args[0])
        hint = partial(did_you_mean, wrong, known)
        raise WordsError(code, f"{quoted(wrong)} {unknown}", hint) from error
    return Categories(tuple(value for value in known if (value in wanted) != reader.is_negated))


class _Reader:
    """Reads the words of one text, which is no category itself."""

    def __init__(self, words: str, known: frozenset[str]) -> None:
        self._words = words
        self._known = known
        # "not checkable or open", where "not checkable" is a category, begins with it.
        self.is_negated = words.startswith(_NOT) and not any(
            words.startswith(f"{each}{_OR}") for each in known if each.startswith(_NOT)
        )

    def wanted(self) -> frozenset[str]:
        """Return what is named, without its "not"; raise ``KeyError`` with an unknown name."""
        if not self.is_negated:
            return self._named(self._words)
        rest = self._words.removeprefix(_NOT).strip()
        if rest in self._known:
            return frozenset({rest})
        if rest.startswith("(") and rest.endswith(")"):
            return self._named(rest[1:-1].strip())
        self._named(rest)
        raise self._ambiguous(f"write {quoted(f'not ({rest})')}")

    def _named(self, words: str) -> frozenset[str]:
        """Return the categories that are joined by "or", some of which may hold that word."""
        parts = words.split(_OR)
        if len(parts) > MAX_PARTS:
            message = f"{quoted(words)} has more than {MAX_PARTS} alternatives"
            raise WordsError(UNREADABLE_TEST, message, "write a list")
        longest = max(value.count(_OR) + 1 for value in self._known) if len(parts) > 1 else 1
        ways: list[list[frozenset[str]]] = [[frozenset()]]
        for end in range(1, len(parts) + 1):
            ways.append(self._ways(parts, range(max(0, end - longest), end), ways))
        if not ways[-1]:
            raise KeyError(next((part for part in parts if part not in self._known), words))
        if len(ways[-1]) > 1:
            raise self._ambiguous("write a list of those that are meant")
        return ways[-1][0]

    def _ways(
        self, parts: list[str], starts: range, ways: list[list[frozenset[str]]]
    ) -> list[frozenset[str]]:
        """Return what the first parts may name: two ways are enough to know that it is open.

        The last name among them begins at one of ``starts``.
        """
        found: dict[frozenset[str], None] = {}
        for start in starts:
            piece = _OR.join(parts[start : starts.stop])
            if piece in self._known:
                found |= {way | {piece}: None for way in ways[start]}
        return list(found)[:2]

    def _ambiguous(self, hint: str) -> WordsError:
        return WordsError(UNREADABLE_TEST, f"{quoted(self._words)} can be read in two ways", hint)
