"""The rows behind a figure as text, as a table and as JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from factcheck.model.behind import ReadingRows, ShownRow, TermRows
from factcheck.model.result import Provenance
from factcheck.report.rows_report import MOST_TERMS, render_csv, render_json, render_text

if TYPE_CHECKING:
    from collections.abc import Iterable

BEHIND = Provenance("t", "t.csv", "ab12", ("year = 2018",), "sum", "n", 412, 412)
PERHAPS = Provenance("t", "t.csv", "ab12", (), "count", None, 1, 3)
HIDING = Provenance("t", "t.csv", "ab12", (), "count", None, 9, 12)


def _row(place: str, *cells: str, is_sure: bool = True) -> ShownRow:
    return ShownRow(place, cells, is_sure)


def _term(
    behind: Provenance = BEHIND, rows: Iterable[ShownRow] = (), why_none: str | None = None
) -> TermRows:
    return TermRows(
        "sum(t.n[year = 2018])", "9 things", behind, ("year", "n"), tuple(rows), why_none
    )


def _found(*terms: TermRows, obstacle: str | None = None) -> tuple[ReadingRows, ...]:
    return (ReadingRows("c", None, "sum(t.n[year = 2018])", terms, obstacle),)


def test_text_says_how_many_rows_there_are_in_all() -> None:
    text = render_text(_found(_term(rows=[_row("3", "2018", "4")])))
    assert text == (
        "c\n"
        "sum(t.n[year = 2018])\n"
        "\n"
        "sum(t.n[year = 2018]) = 9 things\n"
        "  file: t.csv, sha256 ab12\n"
        "  filter: year = 2018\n"
        "  rows: 412 rows, 1 shown\n"
        "    line  year  n\n"
        "    3     2018  4\n"
    )


def test_text_marks_rows_that_may_pass() -> None:
    rows = [_row("3", "2018", "4"), _row("4", "", "5", is_sure=False)]
    text = render_text(_found(_term(PERHAPS, rows)))
    assert "  filter: none, so all rows\n" in text
    assert "  rows: 1 row, 1 shown; and 2 that may pass, 1 shown (marked ?)\n" in text
    assert "  ?  4           5\n" in text


def test_text_says_why_no_row_is_shown() -> None:
    text = render_text(_found(_term(HIDING, why_none="they are hidden")))
    assert "rows: 9 rows, and up to 3 more, 0 shown: they are hidden" in text
    assert "rows: 412 rows, 0 shown: they are hidden" in render_text(
        _found(_term(why_none="they are hidden"))
    )


def test_text_tells_what_is_in_the_way_or_that_there_is_nothing() -> None:
    assert "not checkable: no such value" in render_text(_found(obstacle="no such value"))
    assert "no term of it comes from a table" in render_text(_found())
    named = (ReadingRows("c", "wide", "m"),)
    assert render_text(named).startswith("c, wide\n")


def test_text_shows_some_of_many_terms() -> None:
    text = render_text(_found(*[_term()] * (MOST_TERMS + 2)))
    assert text.endswith("\n\n… and 2 more terms, which --format json has\n")


def test_text_cuts_long_cells_and_shows_what_a_terminal_would_obey() -> None:
    text = render_text(_found(_term(rows=[_row("3", "x" * 100, "\x1b[31m\nred")])))
    assert f"{'x' * 39}…" in text
    assert "x" * 40 not in text
    assert "␛[31m red" in text


def _lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_table_has_one_line_a_row_and_the_counts_in_each() -> None:
    rows = [_row("3", "2018", "4"), _row("4", "", "5", is_sure=False)]
    header, *lines = _lines(render_csv(_found(_term(PERHAPS, rows), _term())))
    assert header == [
        *("claim", "reading", "term", "file", "rows", "most_rows", "place", "passes"),
        *("year", "n"),
    ]
    term = "sum(t.n[year = 2018])"
    assert lines == [
        ["c", "", term, "t.csv", "1", "3", "3", "yes", "2018", "4"],
        ["c", "", term, "t.csv", "1", "3", "4", "perhaps", "", "5"],
        ["c", "", term, "t.csv", "412", "412", "", "", "", ""],
    ]


def test_a_spreadsheet_runs_no_cell_of_a_table() -> None:
    cells = ["=1+1", "+cmd", "-2+3", "@sum", " =1", "\t=1", "-5", "+3.50", "-1,234%", "a=b", "\x1b"]
    rows = [_row("1", cell, "") for cell in cells]
    shown = [line[8] for line in _lines(render_csv(_found(_term(rows=rows))))[1:]]
    assert shown == [
        *("'=1+1", "'+cmd", "'-2+3", "'@sum", "' =1", "'→=1"),
        *("-5", "+3.50", "-1,234%", "a=b", "␛"),
    ]
    named = TermRows("t", "", BEHIND, ("=x",), (_row("1", "1"),))
    assert _lines(render_csv(_found(named)))[0][-1] == "'=x"


def test_json_has_cells_as_they_stand_there() -> None:
    text = render_json(_found(_term(PERHAPS, [_row("3", "2018", "=\u202e4\x07")])))
    assert "\u202e" not in text
    assert "\x07" not in text
    (reading,) = json.loads(text)["readings"]
    (term,) = reading["terms"]
    assert term["rows"] == [{"place": "3", "passes": "yes", "cells": ["2018", "=\u202e4\x07"]}]
    assert (term["shown"], term["shown_perhaps"], term["why_none"]) == (1, 0, None)
    assert term["provenance"]["most_rows"] == 3
    assert (reading["claim"], reading["reading"], reading["obstacle"]) == ("c", None, None)
