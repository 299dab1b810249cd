"""Plain names for tables and columns, so that expressions need no backticks."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING
from unicodedata import normalize

from factcheck.model.expression_text import is_plain_name
from factcheck.spec.expression.check_text import mixes_alphabets
from factcheck.spec.structure.patterns import NAME

if TYPE_CHECKING:
    from collections.abc import Container

_GAPS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"[12][0-9]{3}")
_LONGEST = 32


def is_name(text: str) -> bool:
    """Whether a text can stand as a name in expressions and as a key in a claim file."""
    is_plain = re.match(NAME, text) is not None and is_plain_name(text)
    return is_plain and text == normalize("NFC", text) and not mixes_alphabets(text)


def name_for(text: str, taken: Container[str], *, otherwise: str) -> str:
    """Return a name like a text that is not among those ``taken``.

    ``otherwise`` stands where the text has nothing that a name can have.
    """
    first = _slug(text) or otherwise
    numbered = (f"{first}_{number}" for number in count(2))
    return next(name for name in chain([first], numbered) if name not in taken)


def _slug(text: str) -> str:
    """Return the words of a text joined by ``_``, in lower case; empty where that is no name.

    Of a long text with an answer behind the question both are kept in part.
    """
    question, between, answer = text.rpartition(" - ")
    words = _words(text, _LONGEST)
    if between and len(_words(text, len(text))) > _LONGEST:
        half = _LONGEST // 2
        words = "_".join(filter(None, (_words(question, half), _words(answer, half))))
    if words[:1].isdigit():
        words = f"{'y' if _YEAR.fullmatch(words) else 'n'}{words}"
    if words and not is_plain_name(words):
        # A word of the language.
        words = f"{words}_"
    return words if is_name(words) else ""


def _words(text: str, most: int) -> str:
    """Return as many of a text's words as fit, the first one cut where it alone is too long."""
    joined = _GAPS.sub("_", normalize("NFC", text).lower()).strip("_")
    if len(joined) <= most:
        return joined
    whole = joined[: most + 1].rpartition("_")[0]
    return (whole or joined[:most]).strip("_")
