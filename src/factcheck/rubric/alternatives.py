"""What the words of all sets over a line share: ``a or b``, ``not a`` and ``not (a or b)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.near import quoted
from factcheck.rubric.codes import UNREADABLE_TEST
from factcheck.rubric.errors import WordsError
from factcheck.rubric.sets import complement_of, union_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.interval import Interval
    from factcheck.model.rubric import Numbers

MAX_LENGTH = 500
"""Characters of one test or cell."""

_DOTS = re.compile(r"\.{3,}|\u2026")


def check_length(text: str) -> None:
    """Raise ``WordsError`` for a text that is too long to be a test or a cell."""
    if len(text) > MAX_LENGTH:
        message = f"{quoted(text)} is longer than {MAX_LENGTH} characters"
        raise WordsError(UNREADABLE_TEST, message)


class Words(NamedTuple):
    """What the words of one kind of set are."""

    interval_of: Callable[[str], Interval]
    """Reads one alternative."""
    finishing: re.Pattern[str]
    """Matches what follows "or" without beginning another alternative, as in "12 or more"."""
    positive: tuple[str, ...]
    """What begins with "not" and turns nothing round, such as "not less than"."""


def check_dots(text: str) -> None:
    """Raise ``WordsError`` for three dots: in "0...5" the last may be that of a decimal."""
    if _DOTS.search(text):
        hint = f"write two dots: {quoted(_DOTS.sub('..', text))}"
        raise WordsError(UNREADABLE_TEST, f"{quoted(text)} has too many dots", hint)


def numbers_of(text: str, words: str, kind: Words) -> Numbers:
    """Return the set that words name, be it negated or not.

    Raises ``WordsError``, in which ``text`` stands for the words, where they can be read in two
    ways: it is not known whether a "not" without parentheses is of what follows "or" as well.
    """
    found = re.match(r"not(?: ?\((.*)\)| (.*))$", words, re.IGNORECASE)
    is_positive = words.casefold().startswith(kind.positive)
    is_enclosed = found is not None and found[1] is not None
    inner = words if found is None or is_positive else found[1] or found[2] or ""
    parts = _alternatives(inner, kind.finishing)
    intervals = [kind.interval_of(part) for part in parts]
    if found is None:
        return union_of(intervals)
    if len(parts) > 1 and not is_enclosed:
        message = f"{quoted(text)} can be read in two ways"
        hint = f"write {quoted(f'not ({found[2]})')}"
        hint += ", or a list of both" if is_positive else ""
        raise WordsError(UNREADABLE_TEST, message, hint)
    return union_of(intervals) if is_positive else complement_of(union_of(intervals))


def _alternatives(words: str, finishing: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    for part in re.split(r" or ", words, flags=re.IGNORECASE):
        if parts and finishing.fullmatch(part):
            parts[-1] += f" or {part}"
        else:
            parts.append(part.strip())
    return parts
