"""What was probably meant by something that follows a complete expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.spec.expression.cursor import Cursor

_LAST_NAME = re.compile(r"[^\W\d]\w*\Z")

_SIGNS = {
    "->": "an arrow stands in change(a -> b) and points(a -> b) only",
    "→": "an arrow stands in change(a -> b) and points(a -> b) only",
    ",": "commas separate the arguments of a function and the tests of a slice",
    ")": "no bracket is open here; a value that holds a bracket stands in quotes",
    "]": "no bracket is open here; a value that holds a bracket stands in quotes",
    "[": "a slice stands behind a name, a function or a closing parenthesis",
    "'": "texts stand in tests only, inside square brackets",
    '"': "texts stand in tests only, inside square brackets",
}


def hint_after(cursor: Cursor) -> str | None:
    """Return what may have been meant by the token that comes next, ``None`` for no idea."""
    word, name = cursor.word(), _LAST_NAME.search(cursor.text, 0, cursor.position)
    if word and name is not None:
        return f"a name of several words stands in backticks: `{name[0]} {word}`"
    return _SIGNS.get(cursor.token())
