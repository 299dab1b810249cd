"""What the flags beside the numbers of a column say, as remarks for the report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.told import told, told_count, told_digits, told_join

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
    named = quoted(column.rules.name)
    found = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    for (flag, said), cells in found[:MOST_NOTES]:
        text = told_count(
            cells,
            "column {column}: {n} cell {what}",
            "column {column}: {n} cells {what}",
            column=named,
            what=_marked(flag, has_meaning=bool(said)),
        )
        yield told_join(" ", (text, told("({text})", text=said) if said else ""))
    if len(found) > MOST_NOTES:
        rest = told_digits(f"{len(found) - MOST_NOTES:,}")
        yield told("column {column}: {n} more flags and marks of footnotes", column=named, n=rest)


def _marked(flag: str, *, has_meaning: bool) -> str:
    if not flag:
        # An empty cell has a meaning of its own where a Data Package says why it is empty.
        return told("left empty")
    if has_meaning or (flag.isascii() and flag.isalnum()):
        return told("flagged {flag}", flag=quoted(flag))
    return told("marked {flag}", flag=quoted(flag))
