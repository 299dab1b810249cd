"""The name of a table in a database: one to three parts, none of them SQL."""

from __future__ import annotations

import re

from factcheck.evidence.remote.codes import NO_TABLE
from factcheck.evidence.remote.store import RemoteError
from factcheck.model.near import quoted

MOST_PARTS = 3
_PART = re.compile(r'"(?:[^"]|"")+"|`(?:[^`]|``)+`|[^."`\s\x00-\x1f](?:[^."`\x00-\x1f]*[^."`\s])?')
_FORM = "write a name such as 'cases' or 'public.cases'; a part with a dot in it stands in quotes"


def parse_name(text: str) -> tuple[str, ...]:
    """Return the parts of a name, without quotes: ``public."a.b"`` is ``public`` and ``a.b``.

    Raises ``RemoteError`` at ``table`` where it is no name of one to three parts.
    """
    sought, at = text.strip(), 0
    parts: list[str] = []
    while match := _PART.match(sought, at):
        parts.append(_unquoted(match[0]))
        at = match.end()
        if at == len(sought) and len(parts) <= MOST_PARTS:
            return tuple(parts)
        if sought[at : at + 1] != ".":
            break
        at += 1
    message = f"{quoted(sought)} is no name of a table, of one to three parts"
    raise RemoteError(NO_TABLE, message, hint=_FORM, at="table")


def _unquoted(part: str) -> str:
    sign = part[0]
    return part[1:-1].replace(sign * 2, sign) if sign in '"`' else part
