"""Text of the user's as Markdown that shows exactly that text, on GitHub and in CommonMark."""

from __future__ import annotations

import re

from factcheck.report.visible import one_line

# Everything that can begin mark-up inside a line: escapes, code, emphasis, links and images,
# HTML, entities, headings, table cells, strike-through, and GitHub's mathematics.
_INLINE = re.compile(r"[\\`*_\[\]<>&#|~$]")
# GitHub makes links of bare addresses.
_BARE_LINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
# At the beginning of a line: lists, numbered lists, rules and underlined headings.
_OPENING = re.compile(r"[-+=](?!\d)|\d{1,9}[.)](?!\S)")

_ADDRESS = re.compile(r"https?://[!#%-;=?-\[\]_a-z~]+")


def text(raw: str | None) -> str:
    """Return a text as one line of Markdown without mark-up of its own; blank gives ``""``."""
    escaped = _INLINE.sub(r"\\\g<0>", one_line(raw))
    escaped = _BARE_LINK.sub(r"\\\g<0>", escaped)
    opening = _OPENING.match(escaped)
    if opening is None:
        return escaped
    end = opening.end() - 1
    return f"{escaped[:end]}\\{escaped[end:]}"


def code(raw: str | None) -> str:
    """Return a text as a code span; not for tables, where code cannot hold every text."""
    shown = one_line(raw)
    if not shown:
        return ""
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def address(raw: str | None) -> str:
    """Return a web address as a link that shows itself; anything else as plain text."""
    shown = one_line(raw)
    return f"<{shown}>" if _ADDRESS.fullmatch(shown) else text(shown)
