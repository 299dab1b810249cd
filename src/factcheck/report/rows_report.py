"""The rows behind a figure: as text, as JSON, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from factcheck.report.json_report import provenance_object, safe_text
from factcheck.report.spreadsheet import cell
from factcheck.report.visible import cells, one_line, padded, wrapped
from factcheck.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.behind import ReadingRows, ShownRow, TermRows
    from factcheck.model.result import Provenance

WIDTH = 88
MOST_TERMS = 50
"""Of a reading about many groups, so many terms are shown as text."""
_WIDEST = 40
"""A cell of text is cut after so many columns of the terminal."""


def render_text(found: tuple[ReadingRows, ...]) -> str:
    """Return the rows of every reading, with how many there are in all."""
    blocks = ["\n".join(_reading(each)) for each in found]
    return "\n\n".join(blocks) + "\n"


def _reading(found: ReadingRows) -> Iterator[str]:
    name = "" if found.reading is None else f", {one_line(found.reading)}"
    yield f"{one_line(found.claim)}{name}"
    yield from wrapped(found.measure, WIDTH)
    if found.obstacle is not None:
        yield ""
        yield from wrapped(f"not checkable: {found.obstacle}", WIDTH)
    for term in found.terms[:MOST_TERMS]:
        yield ""
        yield from _term(term)
    if not found.terms and found.obstacle is None:
        yield ""
        yield "no term of it comes from a table"
    more = len(found.terms) - MOST_TERMS
    if more > 0:
        yield ""
        yield f"… and {counted(more, 'more term')}, which --format json has"


def _term(term: TermRows) -> Iterator[str]:
    behind = term.provenance
    yield from wrapped(f"{term.text} = {term.value}", WIDTH)
    tests = ", ".join(behind.filter) or "none, so all rows"
    yield from _told(f"file: {behind.file}, sha256 {behind.sha256}")
    yield from _told(f"filter: {tests}")
    yield from _told(f"rows: {_counts(term)}")
    yield from _grid(term)


def _told(text: str) -> Iterator[str]:
    yield from (f"  {line}" for line in wrapped(text, WIDTH - 2))


def _counts(term: TermRows) -> str:
    """Return how many rows there are and how many of them are shown."""
    behind = term.provenance
    perhaps = behind.most_rows - behind.rows
    if term.why_none is not None:
        more = f", and up to {perhaps:,} more" if perhaps else ""
        return f"{counted(behind.rows, 'row')}{more}, 0 shown: {term.why_none}"
    told = f"{counted(behind.rows, 'row')}, {term.shown:,} shown"
    if not perhaps:
        return told
    return f"{told}; and {perhaps:,} that may pass, {term.shown_perhaps:,} shown (marked ?)"


def _grid(term: TermRows) -> Iterator[str]:
    if not term.rows:
        return
    header = ("", "line" if term.has_lines else "row", *term.columns)
    lines = [header, *(("" if row.is_sure else "?", row.place, *row.cells) for row in term.rows)]
    shown = [[_cut(one_line(text)) for text in line] for line in lines]
    widths = [max(map(cells, column)) for column in zip(*shown, strict=True)]
    for line in shown:
        pairs = zip(line, widths, strict=True)
        yield f"  {'  '.join(padded(text, width) for text, width in pairs)}".rstrip()


def _cut(text: str) -> str:
    """Return a text for one cell, short enough to stand beside others."""
    if cells(text) <= _WIDEST:
        return text
    kept = text
    while cells(kept) >= _WIDEST:
        kept = kept[:-1]
    return f"{kept}…"


def render_json(found: tuple[ReadingRows, ...]) -> str:
    """Return everything as JSON, cells as they stand in the table."""
    fields = {"rows": 1, "readings": [_reading_object(each) for each in found]}
    return safe_text(json.dumps(fields, ensure_ascii=False, indent=2)) + "\n"


def _reading_object(found: ReadingRows) -> dict[str, Any]:
    return {
        "claim": found.claim,
        "reading": found.reading,
        "measure": found.measure,
        "obstacle": found.obstacle,
        "terms": [_term_object(each) for each in found.terms],
    }


def _term_object(term: TermRows) -> dict[str, Any]:
    return {
        "text": term.text,
        "value": term.value,
        "provenance": provenance_object(term.provenance),
        "shown": term.shown,
        "shown_perhaps": term.shown_perhaps,
        "why_none": term.why_none,
        "columns": list(term.columns),
        "rows": [_row_object(each) for each in term.rows],
    }


def _row_object(row: ShownRow) -> dict[str, Any]:
    return {"place": row.place, "passes": _passes(row), "cells": list(row.cells)}


def _passes(row: ShownRow) -> str:
    return "yes" if row.is_sure else "perhaps"


_FIRST = ("claim", "reading", "term", "file", "rows", "most_rows", "place", "passes")


def render_csv(found: tuple[ReadingRows, ...]) -> str:
    """Return one line for each row, and one for a term of which none is shown.

    ``rows`` and ``most_rows`` say how many there are in all. What a spreadsheet would take for a
    formula has an apostrophe before it, and characters that are hidden are shown.
    """
    names = dict.fromkeys(name for each in found for term in each.terms for name in term.columns)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([cell(name) for name in (*_FIRST, *names)])
    for reading in found:
        for term in reading.terms:
            writer.writerows(_lines(reading, term, tuple(names)))
    return text.getvalue()


def _lines(reading: ReadingRows, term: TermRows, names: tuple[str, ...]) -> Iterator[list[str]]:
    behind = term.provenance
    first = (reading.claim, reading.reading or "", term.text, behind.file)
    counts = _numbers(behind)
    for row in term.rows:
        known = dict(zip(term.columns, row.cells, strict=True))
        rest = (known.get(name, "") for name in names)
        yield [cell(each) for each in (*first, *counts, row.place, _passes(row), *rest)]
    if not term.rows:
        yield [cell(each) for each in (*first, *counts, "", "", *("" for _ in names))]


def _numbers(behind: Provenance) -> tuple[str, str]:
    return str(behind.rows), str(behind.most_rows)


FORMATS: dict[str, Callable[[tuple[ReadingRows, ...]], str]] = {
    "terminal": render_text,
    "csv": render_csv,
    "json": render_json,
}
