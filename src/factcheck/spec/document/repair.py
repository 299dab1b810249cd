"""Lines mended so that reading can go on past a fault that is already reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.spec.document.source import Repair

if TYPE_CHECKING:
    from factcheck.spec.document.marks import Mark
    from factcheck.spec.document.source import Source

_KEY_END = re.compile(r":(?=\s|$)")
_COMMENT = re.compile(r"\s#.*$")


def quote_from(source: Source, mark: Mark, *, skip: int = 0) -> tuple[Repair | None, str]:
    """Return the line with its value in quotes from ``mark`` on, and the quoted value.

    Where the line begins there and has a colon, the key is quoted instead. ``skip`` leaves out
    an opening quotation mark. No repair where the line was mended before.
    """
    line = source.line(mark.line)
    head, rest = line[: mark.column], line[mark.column + skip :]
    key_end = None if head.strip(" -") else _KEY_END.search(rest)
    value = rest[: key_end.start()] if key_end else _COMMENT.sub("", rest).rstrip()
    tail = rest[key_end.start() :] if key_end else ""
    written = "'" + value.replace("'", "''") + "'"
    after = mark.column + len(written)
    moved = ((mark.column + 1, 1 - skip), (after, 1 if key_end else 0))
    shifts = tuple(shift for shift in moved if shift[1])
    return _once(source, Repair(mark.line, head + written + tail, shifts)), written


def set_blank(source: Source, mark: Mark, length: int) -> Repair | None:
    """Return the line with a blank ``length`` characters after ``mark``."""
    line = source.line(mark.line)
    column = mark.column + length
    text = f"{line[:column]} {line[column:]}"
    return _once(source, Repair(mark.line, text, ((column, 1),)))


def stand_in(source: Source, mark: Mark) -> Repair | None:
    """Return the line with a stand-in for everything from ``mark`` on."""
    return stand_in_at(source, mark.line, mark.column)


def stand_in_at(source: Source, line: int, column: int) -> Repair | None:
    """Return a line with a stand-in for everything from a column on."""
    text = source.line(line)[:column] + "'?'"
    return _once(source, Repair(line, text, doubtful=column))


def without_line(source: Source, number: int) -> Repair | None:
    """Return an empty line instead."""
    return _once(source, Repair(number, ""))


def _once(source: Source, repair: Repair) -> Repair | None:
    return None if source.repair_of(repair.line) else repair
