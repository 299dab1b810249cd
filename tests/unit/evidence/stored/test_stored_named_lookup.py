"""Names that are looked up in a column find the rows that a look at each row finds."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import pytest
from hypothesis import example, given, note
from hypothesis import strategies as st

from factcheck.evidence import small
from factcheck.evidence.duckdb_engine import RefusedError
from factcheck.evidence.raw import RawRequest, RawSet
from factcheck.evidence.sealed import QueryError
from factcheck.evidence.stored.columns import scan_columns
from factcheck.evidence.stored.named_values import folds
from factcheck.evidence.stored.typed import TypedColumn
from factcheck.evidence.totals import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.raw import RawScan
    from factcheck.evidence.sealed import Ask, Rows

COLUMNS = (TypedColumn("place", "VARCHAR"), TypedColumn("n", "INTEGER"))
PIECES = (
    *("a", "A", "b", "z", "'", "''", '"', "\\", "%", "_", "?", "$1", ";", "--", "/*", "{}"),
    *(" ", "\t", "\n", "\r", "\x1f", "\x85", "\xa0", "\u2028", "\u3000", "\u200b", "\ufeff", "\0"),
    # One letter in two normal forms, and letters whose cases are no pairs.
    *("é", "e\u0301", "ß", "ss", "SS", "İ", "ı", "I", "Ǆ", "ﬁ", "Σ", "ς"),
    *("\U0001f600", "中", "1", "1.5", "-", "NULL", "Total", "total", "ENSEMBLE", "gesamt"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=3).map("".join)
COLLATIONS = ("", "COLLATE NOCASE", "COLLATE NOACCENT", "COLLATE NOCASE.NOACCENT")
SETS = (RawSet((0,), ()), RawSet((0,), (1,)), RawSet((0, 1), ()), RawSet((), (1,)))
Row = tuple[str | None, int | None]


class Case(NamedTuple):
    """A table, and what is asked of it."""

    rows: list[Row]
    request: RawRequest
    collation: str


@st.composite
def cases(draw: st.DrawFn) -> Case:
    few = draw(st.lists(TEXTS, min_size=1, max_size=6))
    text: st.SearchStrategy[str | None] = st.sampled_from(few)
    text |= st.sampled_from(few).map(lambda one: f" {one}\xa0")
    text |= st.sampled_from(("other", "another", None))
    rows = draw(st.lists(st.tuples(text, st.none() | st.integers(0, 3)), min_size=1, max_size=15))
    occur = sorted({one.strip() for one, _ in rows if one is not None} - {"other"})
    named = draw(st.sets(st.sampled_from(occur or [""])))
    if not draw(st.integers(0, 4)):
        named |= {draw(TEXTS).strip()}
    special = draw(st.sampled_from((frozenset[str](), frozenset(few[:1]))))
    request = RawRequest(
        tuple(draw(st.lists(st.sampled_from(SETS), min_size=1, unique=True))),
        tuple((0, special) for _ in range(len(special) and 1)),
        (),
        named=((0, frozenset(named)),),
        has_base=draw(st.booleans()),
    )
    return Case(rows, request, draw(st.sampled_from(COLLATIONS)))


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def asking(connection: duckdb.DuckDBPyConnection) -> Ask:
    def ask(query: str) -> Iterator[Rows]:
        try:
            yield connection.execute(query).fetchall()
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    return ask


def written(connection: duckdb.DuckDBPyConnection, case: Case) -> Ask:
    own = f"CREATE OR REPLACE TABLE named_rows (place VARCHAR {case.collation}, n INTEGER)"
    connection.execute(own)
    places, numbers = zip(*case.rows, strict=True)
    connection.execute(
        "INSERT INTO named_rows SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[])",
        [list(places), list(numbers)],
    )
    return asking(connection)


def naive(case: Case) -> RawScan:
    """Return what a look at each row finds."""
    rows = [["" if one is None else str(one) for one in row] for row in case.rows]
    return small.scan([rows], case.request._replace(named=()))


def told_apart(request: RawRequest) -> frozenset[str]:
    """Return the texts that are to be told apart from others, but for labels of totals."""
    ((_, named),) = request.named
    return frozenset({*named, *request.special_of(0), ""})


def counted(case: Case, scan: RawScan) -> list[Counter[tuple[object, ...]]]:
    """Return the rows and sums of each set by texts, where all others are one."""
    found = []
    kept = told_apart(case.request)
    for one, groups in zip(case.request.sets, scan.groups, strict=True):
        counts: Counter[tuple[object, ...]] = Counter()
        for group in groups:
            texts = list(group.texts)
            own = texts[0].strip() if 0 in one.dimensions else ""
            if own not in kept and own.lower() not in LABELS:
                texts[0] = "another"
            key = (*texts, *(each if isinstance(each, str) else "" for each in group.measures))
            counts[*key, "rows"] += group.rows
            for each in group.measures:
                counts[*key, "sum"] += 0 if isinstance(each, str) else int(each.total)
        found.append(+counts)
    return found


def refuse_unlike(connection: duckdb.DuckDBPyConnection, case: Case) -> None:
    ask = written(connection, case)
    with suppress(RefusedError):
        # Refused is what another one reads row by row.
        found = scan_columns(ask, "named_rows", COLUMNS, case.request)
        note(str(folds(ask, "named_rows", COLUMNS, case.request)))
        assert found.rows == len(case.rows)
        assert counted(case, found) == counted(case, naive(case))


def of(rows: list[Row], named: set[str], collation: str = "") -> Case:
    request = RawRequest(SETS, (), (), named=((0, frozenset(named)),))
    return Case(rows, request, collation)


@given(cases())
@example(of([("a'b", 1), ("a''b", 1), ("c", 2)], {"a'b"}))
@example(of([("é", 1), ("e\u0301", 1), ("c", 2)], {"é"}))
@example(of([("a", 1), ("A", 1), ("c", 2)], {"a"}, "COLLATE NOCASE"))
@example(of([("é", 1), ("e", 1), ("c", 2)], {"e"}, "COLLATE NOACCENT"))
@example(of([("a", 1), ("a ", 1), ("c", 2), (None, 3)], {"a"}))
@example(of([("a\0", 1), ("a", 1), ("c", 2)], {"a"}))
@example(of([("a\0", 1), ("c", 2)], {"a\0"}))
@example(of([(None, 1), ("c", 2)], set()))
def test_names_find_the_rows_that_a_look_at_each_row_finds(
    connection: duckdb.DuckDBPyConnection, case: Case
) -> None:
    refuse_unlike(connection, case)


@pytest.mark.parametrize("collation", COLLATIONS)
def test_ten_thousand_names_are_looked_up(
    connection: duckdb.DuckDBPyConnection, collation: str
) -> None:
    names = [f"p{number}" for number in range(20_000)]
    rows: list[Row] = [(name, number % 4) for number, name in enumerate(names)]
    case = of([*rows, (" p3 ", 1), (None, 2), ("P3", 3)], set(names[:10_000]), collation)
    found = scan_columns(written(connection, case), "named_rows", COLUMNS, case.request)
    assert len(found.groups[0]) == 10_000 + 3
    assert counted(case, found) == counted(case, naive(case))
