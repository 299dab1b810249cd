"""Labels of totals in columns that nothing is grouped by, found without a look at each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.evidence.raw import RawRequest
from factcheck.evidence.stored.total_labels import total_pairs
from factcheck.evidence.stored.typed import TypedColumn
from factcheck.evidence.totals import LABELS, TotalSearch, is_total_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.sealed import Rows

TEXT = TypedColumn("label", "VARCHAR")
KIND = TypedColumn("kind", "VARCHAR")
BLANKS = ("", " ", "\u00a0", "\t", "  ", "\u2003")
SPELLINGS = (str.lower, str.upper, str.capitalize, str.title)

LABELLED = st.builds(
    lambda before, word, spell, behind: before + spell(word) + behind,
    st.sampled_from(BLANKS),
    st.sampled_from(sorted(LABELS)),
    st.sampled_from((*SPELLINGS, str.swapcase)),
    st.sampled_from(BLANKS),
)
OTHERS = st.sampled_from(
    ("a", "", "Totals of all", "x", "Totall", "!", "~", "é", "ALLES", "\x01all")
)
CELLS = LABELLED | OTHERS | st.none()


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def found_in(
    connection: duckdb.DuckDBPyConnection,
    rows: list[tuple[Any, Any]],
    *,
    totals: tuple[tuple[int, frozenset[str]], ...] = (),
    columns: tuple[TypedColumn, ...] = (TEXT, KIND),
) -> frozenset[tuple[int, str]]:
    """Return what is found in both columns of a table."""
    connection.execute("CREATE OR REPLACE TABLE rows (a VARCHAR, b VARCHAR)")
    connection.executemany("INSERT INTO rows VALUES (?, ?)", rows)

    def ask(query: str) -> Iterator[Rows]:
        yield connection.execute(query).fetchall()

    request = RawRequest((), (), (0, 1), totals)
    return total_pairs(ask, "rows", columns, request, len(rows))


def searched(rows: list[tuple[Any, Any]]) -> frozenset[tuple[int, str]]:
    """Return what a look at each row finds."""
    search = TotalSearch(RawRequest((), (), (0, 1)))
    search.add([[row[place] or "" for row in rows] for place in (0, 1)])
    return search.found()


def is_usual(text: str) -> bool:
    """Whether a label is spelled as documented: blanks before it make no difference."""
    begun = text.lstrip()
    if text != begun:
        return True
    word = begun.rstrip()
    spelled = any(word == spell(word.lower()) for spell in SPELLINGS)
    return ord(text[0]) > 0x7F or (spelled and begun[len(word) :] in {"", " ", "\u00a0"})


def as_usual(rows: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Return rows in which labels that are spelled oddly are other texts."""
    return [
        tuple("-" if c and is_total_label(c) and not is_usual(c) else c for c in row)  # type: ignore[misc]
        for row in rows
    ]


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.booleans())
@example([("Total", "x"), ("tOtAl", None)], False)
@example([("összesen\t ", "\u2003ALLE  "), ("a", "b")], True)
def test_it_finds_what_a_look_at_each_row_finds_of_usual_spellings(
    connection: duckdb.DuckDBPyConnection, rows: list[tuple[Any, Any]], is_declared: bool
) -> None:
    declared = frozenset({"Total", "x"} if is_declared else ())
    totals = ((1, declared),) if is_declared else ()
    others = [row for row in rows if (row[1] or "").strip() not in declared]
    assert found_in(connection, rows, totals=totals) == searched(as_usual(others))


def test_declared_rows_are_left_out_whatever_blanks_are_around_their_label(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rows = [("Total", "All\t"), ("Total", " All"), ("a", "b")]
    totals = ((1, frozenset({"All"})),)
    assert found_in(connection, rows) == {(0, "Total"), (1, "All")}
    assert found_in(connection, rows, totals=totals) == frozenset()


def test_odd_spellings_are_not_found(connection: duckdb.DuckDBPyConnection) -> None:
    rows = [("tOtAl", "Total  "), ("a", "b"), ("all\t", "c")]
    assert found_in(connection, rows) == frozenset()


def test_a_column_of_nothing_else_has_no_parts(connection: duckdb.DuckDBPyConnection) -> None:
    assert found_in(connection, [("Total", "a"), ("all", "b")]) == frozenset()


def test_columns_that_hold_no_texts_are_not_asked(connection: duckdb.DuckDBPyConnection) -> None:
    columns = (TEXT, TypedColumn("kind", "DATE"))
    found = found_in(connection, [("Total", "Total"), ("a", "b")], columns=columns)
    assert found == {(0, "Total")}


def test_labels_of_a_closed_set_are_found(connection: duckdb.DuckDBPyConnection) -> None:
    enum = "ENUM('a', 'Total', ' ALL')"
    connection.execute(
        f"CREATE OR REPLACE TABLE kinds AS SELECT unnest(['a', 'Total'])::{enum} AS a"
    )

    def ask(query: str) -> Iterator[Rows]:
        yield connection.execute(query).fetchall()

    columns = (TypedColumn("a", enum),)
    assert total_pairs(ask, "kinds", columns, RawRequest((), (), (0,)), 2) == {(0, "Total")}
