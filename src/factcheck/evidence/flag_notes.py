"""What the flags beside the numbers of a column say, as remarks for the report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.column import ReadColumn

MOST_NOTES = 12
"""A column with more different flags, or marks of footnotes, has its most frequent ones told."""


def flag_notes(column: ReadColumn) -> Iterator[str]:
    """Yield a remark for each flag: ``column 'n': 3 cells flagged 'p' (provisional)``."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, meaning in column.meanings.items():
        for note in meaning.notes:
            counts[note] += column.seen.texts[text]
    told = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    for (flag, said), cells in told[:MOST_NOTES]:
        what = "flagged" if said or (flag.isascii() and flag.isalnum()) else "marked"
        count = "1 cell" if cells == 1 else f"{cells:,} cells"
        meaning_told = f" ({said})" if said else ""
        # An empty cell has a meaning of its own where a Data Package says why it is empty.
        shown = f"{what} {quoted(flag)}" if flag else "left empty"
        yield f"column {quoted(column.rules.name)}: {count} {shown}{meaning_told}"
    if len(told) > MOST_NOTES:
        rest = len(told) - MOST_NOTES
        yield f"column {quoted(column.rules.name)}: {rest:,} more flags and marks of footnotes"
