"""Texts of a typed column that need not be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parquet_helper import write_parquet

from factcheck.evidence import choose
from factcheck.evidence.raw import RawRequest
from factcheck.evidence.stored.named_values import Fold, folds
from factcheck.evidence.stored.typed import TypedColumn
from factcheck.pipeline import run_file
from factcheck.report import render_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.evidence.sealed import Rows

TEXT, NUMBER = TypedColumn("place", "VARCHAR"), TypedColumn("n", "INTEGER")


def fold_of(
    texts: list[str | None], named: set[str], *, special: tuple[str, ...] = ()
) -> Fold | None:
    """Return how a column of some texts is folded."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE rows (place VARCHAR, n INTEGER)")
        connection.executemany("INSERT INTO rows VALUES (?, 1)", [(text,) for text in texts])

        def ask(query: str) -> Iterator[Rows]:
            yield connection.execute(query).fetchall()

        specials = ((0, frozenset(special)),) if special else ()
        request = RawRequest((), specials, (), named=((0, frozenset(named)), (1, frozenset("1"))))
        found = folds(ask, "rows", (TEXT, NUMBER), request)
    assert not found.keys() - {0}
    return found.get(0)


def test_one_text_stands_for_all_that_nobody_names() -> None:
    assert fold_of(["b", "a", "c", None, "c"], {"b"}) == Fold(frozenset({"b"}), "a")


def test_what_has_a_meaning_of_its_own_is_told_apart() -> None:
    found = fold_of(["b", " b", "x", "", " ", "TOTAL", "..", "c"], {"b"}, special=("..",))
    assert found == Fold(frozenset({"b", " b", "", " ", "TOTAL", ".."}), "c")


def test_nothing_is_folded_where_a_name_does_not_occur() -> None:
    assert fold_of(["a", "c"], {"b"}) is None


def test_nothing_is_folded_where_all_others_may_be_numbers() -> None:
    assert fold_of(["b", "1", "2.5", "12 %"], {"b"}) is None
    assert fold_of(["b"], {"b"}) is None


@given(st.lists(st.sampled_from(["a", "b", " b ", "B", "1", "", "c", "Total", None]), min_size=1))
def test_every_text_that_is_no_other_keeps_its_rows(texts: list[str | None]) -> None:
    found = fold_of(texts, {"b"})
    occur = {text for text in texts if text is not None}
    others = {text for text in occur if text.strip() not in {"b", ""} and text != "Total"}
    if found is None:
        assert not {"b", " b "} & occur or not others & {"a", "B", "c"}
    else:
        assert found.kept == occur - others
        assert found.other == min(others & {"a", "B", "c"})


CLAIMS = """\
factcheck: 1
evidence:
  t: {file: t.parquet}
claims:
  one: {measure: "count(t[place = p3])", figure: 40}
  both: {measure: "share(count(t[place in (p1, p2)]), sex = f)", figure: 50%}
  neither: {measure: "sum(t.n[place not in (p1, p2, p3)])", figure: 1}
  absent: {measure: "count(t[place = p77])", figure: 1}
"""


@pytest.mark.parametrize("claims", [CLAIMS, CLAIMS.replace("  absent", "  # absent")])
def test_what_is_found_is_the_same_with_all_values_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims: str
) -> None:
    query = (
        "SELECT 'p' || i % 50 AS place, ['f', 'm'][1 + (i // 50) % 2] AS sex, i AS n "
        "FROM range(2000) AS r(i)"
    )
    write_parquet(tmp_path / "t.parquet", query)
    (tmp_path / "claims.yml").write_text(claims, encoding="utf-8")
    monkeypatch.setattr(choose, "FEW", 1)
    folded = render_json(run_file(tmp_path / "claims.yml", root=tmp_path))
    monkeypatch.setattr(choose, "FEW", 10**9)
    assert render_json(run_file(tmp_path / "claims.yml", root=tmp_path)) == folded
    assert folded.count('"verdict": "supported"') > 0
