"""The claims and disputes of a memo, each with its lines in the table of all of them."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from factcheck.pipeline import run_file
from factcheck.report.memo.build import memo_of
from factcheck.serve.entries import entries_of

ROOT = Path(__file__).resolve().parents[3]


def test_every_row_of_a_memo_belongs_to_one_entry() -> None:
    memo = memo_of(run_file(ROOT / "claims" / "swiss.yml"))
    entries = entries_of(memo)
    assert [each.memo for each in entries] == [*memo.claims, *memo.disputes]
    assert tuple(row for each in entries for row in each.rows) == memo.rows
    assert all(each.rows[0].anchor == each.memo.anchor for each in entries)
    assert [each.is_dispute for each in entries].count(True) == len(memo.disputes)


def test_a_search_looks_at_everything_that_is_printed_of_a_claim() -> None:
    memo = memo_of(run_file(ROOT / "claims" / "swiss.yml"))
    words = next(each.words for each in entries_of(memo) if each.memo.id == "just-under-ten")
    for text in ("just-under-ten", "criminally relevant", "14.85 %", "passed on, 2018", "refuted"):
        assert text in words


def test_a_memo_of_nothing_has_none() -> None:
    memo = memo_of(run_file(ROOT / "claims" / "swiss.yml"))
    assert entries_of(replace(memo, claims=(), disputes=(), rows=())) == ()
