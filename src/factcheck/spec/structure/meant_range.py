"""What somebody means who writes a range of cells as other programs do."""

from __future__ import annotations

import re

from factcheck.model.cell_range import MAX_COLUMN, column_letters

_HINT = "write its first and last cell: B3:F40; with an open end B3:F; whole columns B:F"
_MOST = 60
"""Characters that are looked at."""
_CELL = r"\$?(?P<{0}letters>[A-Za-z]{{1,3}})\$?(?P<{0}row>[1-9][0-9]{{0,6}})"
_SWAPPED = r"(?P<{0}row>[1-9][0-9]{{0,6}}) ?(?P<{0}letters>[A-Za-z]{{1,3}})"
_NUMBERED = r"[Rr](?P<{0}row>[1-9][0-9]{{0,6}})[Cc](?P<{0}column>[1-9][0-9]{{0,4}})"
_BETWEEN = r"\s*(?::|;|,|-|–|\.\.+|\s|to)\s*"
_PAIRS = tuple(
    re.compile(cell.format("first_") + _BETWEEN + cell.format("last_"))
    for cell in (_CELL, _SWAPPED, _NUMBERED)
)
_SHEET = re.compile(r"=?(?:'(?P<quoted>[^']+)'|(?P<sheet>[^!'\[\]:.]+))[!.](?P<rest>.+)")
_SINGLE = re.compile(_CELL.format(""))
_FROM_THE_FIRST = re.compile(rf":\s*{_CELL.format('')}")


def range_meant(text: str) -> str:
    """Return the hint for a text that is no range of cells."""
    looked_at = text[:_MOST].strip()
    pair = _pair(looked_at)
    if pair is not None:
        return f"write {pair}"
    of_sheet = _SHEET.fullmatch(looked_at)
    if of_sheet is not None:
        sheet = of_sheet["quoted"] or of_sheet["sheet"]
        cells = _pair(of_sheet["rest"].strip()) or "B3:F40"
        return f"write 'sheet: {sheet}' and 'range: {cells}'"
    single = _SINGLE.fullmatch(looked_at)
    if single is not None:
        cell = _cell(single["letters"], single["row"])
        return f"write the last cell too, as in B3:F40, or leave the end open: '{cell}:'"
    from_first = _FROM_THE_FIRST.fullmatch(looked_at)
    if from_first is not None:
        return f"write A1:{_cell(from_first['letters'], from_first['row'])}"
    return _HINT


def _pair(text: str) -> str | None:
    """Return two cells, however they are written, as a range; ``None`` for anything else."""
    for pattern in _PAIRS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        found = match.groupdict()
        ends = [_end(found, end) for end in ("first_", "last_")]
        return None if None in ends else ":".join(map(str, ends))
    return None


def _end(found: dict[str, str], end: str) -> str | None:
    row, letters = found[f"{end}row"], found.get(f"{end}letters")
    if letters is not None:
        return _cell(letters, row)
    column = int(found[f"{end}column"])
    return _cell(column_letters(column), row) if column <= MAX_COLUMN else None


def _cell(letters: str, row: str) -> str:
    return f"{letters.upper()}{row}"
