"""How many different values there can be, against every way to fill in the hidden ones."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rubric_helpers import AGES

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.aggregates import distinct
from factcheck.quantity.aggregates.distinct import Hidden, Values, distinct_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quantity_files import Files

POOL = "abcde"
FRESH = ("x", "y", "z", "v", "w", "u", "t", "s")
MOST = 3000


def whole(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


@st.composite
def hidden(draw: st.DrawFn) -> Hidden:
    among = frozenset(draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=3)))
    return Hidden(draw(st.integers(1, 2)), among, None, 0, draw(st.booleans()))


@st.composite
def values(draw: st.DrawFn) -> Values:
    some = st.frozensets(st.sampled_from(POOL), max_size=2)
    rows = draw(st.lists(hidden(), max_size=3))
    if draw(st.booleans()):
        every = frozenset(POOL) | {"\x00else"}
        rows.append(Hidden(draw(st.integers(1, 2)), every, None, None, draw(st.booleans())))
    return Values(draw(some), draw(some), tuple(rows))


def reached(given_: Values) -> Iterator[int]:
    """Yield the number of different values in every completion."""
    rows: list[tuple[str | None, ...]] = [(None, value) for value in given_.perhaps]
    for each in given_.hidden:
        options = (*sorted(each.among & set(POOL)), *(FRESH[:6] if each.room is None else ()))
        rows += [options if each.is_there else (None, *options)] * each.rows
    number = 1
    for row in rows:
        number *= len(row)
    assume(number <= MOST)
    for way in product(*rows):
        yield len({*given_.surely, *(value for value in way if value is not None)})


@given(values())
def test_the_bounds_of_a_distinct_count_are_reached(given_: Values) -> None:
    found = set(reached(given_))
    bounds, is_reached = distinct_bounds(given_)
    assert bounds.lower is not None
    assert bounds.upper is not None
    assert bounds.lower <= min(found)
    assert bounds.upper == max(found)
    if is_reached:
        assert found == set(range(int(bounds.lower), int(bounds.upper) + 1))


def numbers(*regions: Interval, room: int | None = None) -> tuple[Hidden, ...]:
    return tuple(Hidden(1, frozenset(), region, room, is_there=True) for region in regions)


@pytest.mark.parametrize(
    ("regions", "fewest"),
    [
        ((whole(0, 4), whole(3, 9), whole(5, 6)), 2),
        ((Interval.everything(), Interval.at_least(3)), 1),
        ((whole(0, 1), Interval(Fraction(1), Fraction(2), False, True)), 2),
    ],
)
def test_numbers_share_a_value_where_their_sets_meet(
    regions: tuple[Interval, ...], fewest: int
) -> None:
    bounds, is_reached = distinct_bounds(Values(frozenset(), frozenset(), numbers(*regions)))
    assert (bounds, is_reached) == (whole(fewest, len(regions)), True)


def test_a_range_with_room_for_all_is_no_bound() -> None:
    many = numbers(whole(0, 999), whole(0, 999), room=1000)
    assert distinct_bounds(Values(frozenset(), frozenset(), many)) == (whole(1, 2), True)


def test_rows_that_are_more_than_their_range_has_numbers_are_only_bounded() -> None:
    rows = Hidden(400, frozenset(), whole(0, 299), 300, is_there=True)
    assert distinct_bounds(Values(frozenset(), frozenset(), (rows,))) == (whole(1, 300), False)


def test_past_a_limit_rows_are_not_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distinct, "MAX_MATCHED", 1)
    rows = Hidden(2, frozenset("ab"), None, 0, is_there=True)
    both = Values(frozenset(), frozenset(), (rows, rows))
    assert distinct_bounds(both) == (whole(1, 4), False)


TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          k:
            empty: unknown
          n:
            type: number
            unit: things
            markers:
              '<3': 0..2
              '<1k': 0..999
              '?': unknown
              '-': none
          x:
            type: number
            markers:
              '<3': 0..2
          d:
            type: date
            empty: unknown
    """
_DOMAIN = "".join(f"              - {value}\n" for value in "abc")
DOMAIN = TABLE.replace(
    "empty: unknown\n          n", f"empty: unknown\n            domain:\n{_DOMAIN}          n"
)


@pytest.mark.parametrize(
    ("measure", "rows", "lower", "upper"),
    [
        ("distinct(t.k)", "a,1,1,\n,1,1,\n,1,1,\n", 1, 3),
        ("distinct(t.k)", ",1,1,\n", 1, 1),
        ("distinct(t.k[k = a])", "a,1,1,\n,1,1,\n", 1, 1),
        ("distinct(t.k[k != a])", "a,1,1,\n,1,1,\nb,1,1,\n", 1, 2),
        ('distinct(t.k[k contains "a"])', "a,1,1,\n,1,1,\n", 1, 2),
        ("distinct(t.n)", "a,1,1,\na,<3,1,\na,<3,1,\n", 1, 3),
        ("distinct(t.n)", "a,7,1,\na,<3,1,\na,-,1,\n", 2, 2),
        ("distinct(t.n)", "a,7,1,\na,?,1,\na,?,1,\n", 1, 3),
        ("distinct(t.n[n > 1])", "a,1,1,\na,<3,1,\na,<3,1,\n", 0, 1),
        ("distinct(t.n[n > 7])", "a,7,1,\na,<3,1,\na,<3,1,\na,9,1,\n", 1, 1),
        ("distinct(t.n[n > 7])", "a,7,1,\na,?,1,\na,9,1,\n", 1, 2),
        ("distinct(t.n[n != 7])", "a,7,1,\na,?,1,\na,9,1,\n", 1, 2),
        ("distinct(t.n)", "a,<1k,1,\na,<1k,1,\n", 1, 2),
        ("distinct(t.n[n > 7])", "a,<1k,1,\na,8,1,\n", 1, 2),
        ("distinct(t.n[n > 1.2, n < 1.8])", "a,?,1,\na,8,1,\n", 0, 0),
        ("distinct(t.x)", "a,1,1,\na,1,<3,\na,1,<3,\n", 1, 3),
        ("distinct(t.x[x >= 2])", "a,1,1,\na,1,<3,\na,1,2,\n", 1, 1),
        ("distinct(t.x[k = a])", "a,1,1,\n,1,2,\n,1,2,\n", 1, 2),
        ("distinct(t.d)", "a,1,1,2020-01-01\na,1,1,\n", 1, 2),
        ("distinct(t.d[d = 2020-01-01])", "a,1,1,2020-01-01\na,1,1,\n", 1, 1),
        ("distinct(t.d[d >= 2020])", "a,1,1,2020-01-01\na,1,1,\n", 1, 2),
    ],
)
def test_a_distinct_count_is_bounded(
    files: Files, measure: str, rows: str, lower: int, upper: int
) -> None:
    files.table(f"k,n,x,d\n{rows}")
    found = files.measure(measure, table=TABLE).found
    assert found is not None
    assert found.interval == whole(lower, upper)


@pytest.mark.parametrize(
    ("measure", "rows", "lower", "upper"),
    [
        ("distinct(t.k)", "a,1,1,\n,1,1,\n,1,1,\n", 1, 3),
        ("distinct(t.k)", "a,1,1,\n,1,1,\n,1,1,\n,1,1,\nb,1,1,\n", 2, 3),
        ("distinct(t.k[k != a])", "a,1,1,\n,1,1,\n,1,1,\n,1,1,\nb,1,1,\n", 1, 2),
    ],
)
def test_a_declared_domain_bounds_a_distinct_count(
    files: Files, measure: str, rows: str, lower: int, upper: int
) -> None:
    files.table(f"k,n,x,d\n{rows}")
    found = files.measure(measure, table=DOMAIN).found
    assert found is not None
    assert found.interval == whole(lower, upper)


def test_what_tests_leave_open_beside_too_many_unknowns_is_only_bounded(files: Files) -> None:
    names = [f"c{number}" for number in range(13)]
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    files.table(",".join(names) + "\n" + ",".join("x" * 13) + "\n" + "," * 12 + "\n")
    tests = ", ".join(f"{name} = x" for name in names)
    found = files.measure(f"distinct(t.c0[{tests}])", "3", table=table)
    assert found.found is not None
    assert found.found.interval == whole(1, 2)
    assert found.reason is None


@pytest.mark.parametrize(
    ("measure", "lower", "upper"),
    [
        ("distinct(t.class)", 1, 2),
        ("distinct(t.class[class = young])", 0, 1),
        ("distinct(t.class[content = image])", 1, 1),
    ],
)
def test_an_open_class_is_one_of_several(
    files: Files, measure: str, lower: int, upper: int
) -> None:
    files.table("content,age\nimage,10–14\nvideo,10–14\n")
    files.table(AGES, "r.yml")
    table = "evidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n"
    found = files.measure(measure, table=table).found
    assert found is not None
    assert found.interval == whole(lower, upper)
