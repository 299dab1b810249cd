"""How a report that is kept differs from the one that would be written."""

from __future__ import annotations

from difflib import unified_diff
from io import BytesIO
from itertools import takewhile
from posixpath import commonprefix
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from factcheck.model.near import listed
from factcheck.report.github import without_commands
from factcheck.report.styled import Style, painted
from factcheck.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.report.styled import Line

MOST_LINES = 200
"""So many lines of a difference are shown."""
MOST_CHARACTERS = 300
"""So much is shown of one line: a page may have pictures in a single one."""
_BEFORE = 60
"""So much is shown of a long line before the first character that differs."""
_STYLES = {"+": Style.GOOD, "-": Style.BAD, "@": Style.NOTE}


def render_text_difference(name: str, old: bytes, new: bytes, *, colour: bool = False) -> str:
    """Return the lines in which two texts differ, as ``diff -u`` tells them, at most 200.

    Nothing in them is obeyed by a terminal, or by what runs the command in CI.
    """
    before, after = (each.decode("utf-8", "replace").splitlines() for each in (old, new))
    titles = f"{name} as it is kept", f"{name} as it is now"
    told = list(unified_diff(before, after, *titles, lineterm=""))
    # The two lines with the names come first.
    lines: list[Line] = [((visible(line), Style.STRONG),) for line in told[:2]]
    shown = told[2:MOST_LINES]
    lines += [_line(*each) for each in zip(shown, _starts(shown), strict=True)]
    rest = len(told) - MOST_LINES
    if rest > 0:
        lines.append(((f"… and {rest:,} more lines", Style.NOTE),))
    if not told:
        lines.append((("  the last line has no line break", Style.BAD),))
    return painted(lines, colour=colour)


def _starts(lines: Sequence[str]) -> list[int]:
    """Return from where on each line is shown: a long one from before where it differs.

    What comes instead of a line stands at the same place among those that are new.
    """
    starts = [0] * len(lines)
    for number, line in enumerate(lines):
        if line.startswith("-") and (not number or not lines[number - 1].startswith("-")):
            old = list(takewhile(lambda at: lines[at].startswith("-"), range(number, len(lines))))
            after = range(number + len(old), len(lines))
            new = takewhile(lambda at: lines[at].startswith("+"), after)
            for pair in zip(old, new, strict=False):
                same = len(commonprefix([lines[at][1:] for at in pair]))
                for at in pair:
                    starts[at] = max(0, same - _BEFORE) if len(lines[at]) > MOST_CHARACTERS else 0
    return starts


def _line(line: str, start: int) -> Line:
    sign, text = line[:1], line[1:]
    end = start + MOST_CHARACTERS
    shown = visible(text[start:end])
    shown = f"{'…' if start else ''}{shown}{'…' if len(text) > end else ''}"
    # A line that both texts have begins with a blank.
    return ((without_commands(f"{sign}{shown}"), _STYLES.get(sign, Style.PLAIN)),)


def binary_difference(old: bytes, new: bytes) -> str:
    """Return in words where two files that are no texts differ: in which parts, or from where."""
    size = f"{len(old):,} bytes are kept, {len(new):,} would be written"
    parts = _parts(old, new)
    if parts:
        return f"{size}; other parts: {parts}"
    pairs = enumerate(zip(old, new, strict=False))
    same = next((n for n, pair in pairs if pair[0] != pair[1]), min(len(old), len(new)))
    return f"{size}; other from byte {same + 1:,} on"


def _parts(old: bytes, new: bytes) -> str:
    """Return the names of the parts of two packed documents that differ; nothing for others."""
    try:
        before, after = _contents(old), _contents(new)
    except (BadZipFile, ValueError, NotImplementedError):
        return ""
    return listed(_sorted(name for name, _ in before.items() ^ after.items()))


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted({visible(each) for each in names})


def _contents(document: bytes) -> dict[str, tuple[int, int]]:
    """Return the size and check sum of each part, without unpacking any."""
    with ZipFile(BytesIO(document)) as packed:
        return {each.filename: (each.file_size, each.CRC) for each in packed.infolist()}
