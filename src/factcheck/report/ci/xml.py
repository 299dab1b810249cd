"""Elements of XML as text, in which every text of the user's is shown and none is obeyed."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What XML 1.0 has no way to write at all.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def element(name: str, attributes: dict[str, str], inside: Iterable[str] = ()) -> str:
    """Return an element with a line break after it; ``inside`` is XML already."""
    told = "".join(f' {key}="{_attribute(value)}"' for key, value in attributes.items())
    body = "".join(inside)
    return f"<{name}{told}>{body}</{name}>\n" if body else f"<{name}{told}/>\n"


def text(raw: str) -> str:
    """Return a text as XML; a character that XML cannot hold is shown by its number."""
    return escape(_ILLEGAL.sub(_named, raw), quote=False).replace("\r", "&#13;")


def _attribute(raw: str) -> str:
    return escape(_ILLEGAL.sub(_named, raw)).translate(_BREAKS)


def _named(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"
