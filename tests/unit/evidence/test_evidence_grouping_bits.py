"""Which columns a row of an answer is grouped by."""

from __future__ import annotations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.grouping_bits import bits_of, grouped_by


def test_more_columns_than_one_call_takes_are_asked_in_several() -> None:
    names = [f"c{place}" for place in range(40)]
    first, second = bits_of(names)
    assert first == f"GROUPING({', '.join(names[:32])})"
    assert second == f"GROUPING({', '.join(names[32:])})"


@given(st.integers(1, 70).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))))
def test_the_database_says_what_each_row_is_grouped_by(case: tuple[int, set[int]]) -> None:
    width, chosen = case
    names = [f"c{place}" for place in range(width)]
    columns = ", ".join(f"1 AS {name}" for name in names)
    by = ", ".join(names[place] for place in sorted(chosen))
    query = (
        f"SELECT {', '.join(bits_of(names))} FROM (SELECT {columns}) "  # noqa: S608 - our own names
        f"GROUP BY GROUPING SETS (({by}), ({', '.join(names)}))"
    )
    with duckdb.connect() as connection:
        rows = connection.execute(query).fetchall()
    assert {grouped_by(names, row) for row in rows} == {
        frozenset(names),
        frozenset(names[place] for place in chosen),
    }
