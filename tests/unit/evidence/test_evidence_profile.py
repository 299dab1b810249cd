"""What the columns of a table hold."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence import profile as module
from factcheck.evidence.frame import Frame
from factcheck.evidence.profile import ColumnProfile, TableProfile, TotalRow, profile
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterator


def table(*rows: str, header: str = "a,b,c") -> TableProfile:
    """Return the profile of a table whose cells have no commas."""

    def cells() -> Iterator[tuple[int, list[str]]]:
        return ((number, row.split(",")) for number, row in enumerate(rows, 2))

    return profile(Frame(tuple(header.split(",")), cells))


def column(*cells: str) -> ColumnProfile:
    return table(*cells, header="a").columns[0]


def test_cells_are_counted_by_kind() -> None:
    found = column("1", "2.5", "-3", "12%", "0012", "", " ", "x", "x", "2020-12-21", "2020-12")
    assert (found.rows, found.empty, found.told) == (11, 2, 9)
    assert (found.numbers, found.percents, found.padded, found.dates) == (5, 1, 1, 2)
    assert (found.lowest, found.highest, found.is_whole) == (Fraction(-3), Fraction(12), False)
    assert found.others == (("x", 2),)
    assert found.values[0] == ("x", 2)
    assert found.distinct == 8
    assert not found.is_number
    assert not found.is_date


def test_years_are_numbers_and_days_are_dates() -> None:
    assert column("2019", "2020", "").is_number
    assert column("2019-01", "2020-02-29", "").is_date
    assert not column("2019", "2020-01").is_date
    assert column("2021-02-29").others == (("2021-02-29", 1),)


def test_a_column_of_nothing_is_neither() -> None:
    empty = column("", " ")
    assert (empty.told, empty.is_number, empty.is_date, empty.distinct) == (0, False, False, 0)
    assert table(header="a").columns[0].rows == 0


def test_numbers_with_too_many_digits_are_others() -> None:
    assert column("9" * 101).others == (("9" * 101, 1),)


def test_thousands_are_numbers_and_money_is_not() -> None:
    assert column("9,167".replace(",", ""), "$4").numbers == 1


def test_the_most_frequent_values_come_first_and_not_all() -> None:
    found = column(*(f"v{number}" for number in range(100)), "v7", "v9", "v9")
    assert found.values[:3] == (("v9", 3), ("v7", 2), ("v0", 1))
    assert (len(found.values), len(found.others), found.distinct) == (60, 60, 100)


def test_texts_past_the_limit_are_counted_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_DISTINCT", 3)
    found = column("1", "2", "3", "4", "", "x", "y", "z", "w", "total", "5")
    assert found.distinct is None
    assert found.values == ()
    assert (found.numbers, found.empty, found.highest) == (5, 1, Fraction(5))
    assert found.totals == ("total",)
    assert table("a,1", "b,2", "c,1", "d,2", header="k,n").keys == ()


@pytest.mark.parametrize(
    ("rows", "header", "keys"),
    [
        (["Aarau,1,x", "Baden,1,y"], "town,n,m", (("town",), ("m",))),
        (["1,Aarau,5", "2,Baden,5"], "rank,town,n", (("town",), ("rank",))),
        (["2018,5", "2019,5"], "year,n", (("year",),)),
        (["x,5,7.5", "x,6,7.6"], "a,b,c", (("b",),)),
        (["x,y,5", "x,z,6"], "a,b,c", (("b",),)),
        (["2018,A,1", "2018,B,2", "2019,A,1"], "year,town,n", (("year", "town"),)),
        (["2018,5", "2019,6", "Total,11"], "year,n", (("year",), ("n",))),
        (["x,7,5", "x,8,6", "x,<5,5"], "a,b,c", ()),
        (["x,7,5", "x,8,6", "y,<5,5"], "a,b,c", ()),
        (["A,x,1", "A,x,2"], "a,b,c", ()),
        (["A,5%", "A,6%"], "a,b", ()),
        (["A,", "A,x"], "a,b", ()),
        (["A,B", "A,C"], "a,a", ()),
        (["A,B", "A,C"], "a,", ()),
        ([], "a,b", ()),
        (["A"], "a", ()),
    ],
)
def test_keys_tell_every_row_apart(
    rows: list[str], header: str, keys: tuple[tuple[str, ...], ...]
) -> None:
    assert table(*rows, header=header).keys == keys


@given(st.lists(st.tuples(*[st.sampled_from("xyz")] * 3), max_size=6))
def test_a_key_is_a_key(rows: list[tuple[str, str, str]]) -> None:
    found = table(*(",".join(row) for row in rows))
    for key in found.keys:
        places = ["abc".index(header) for header in key]
        assert max(Counter(tuple(row[at] for at in places) for row in rows).values()) == 1
    if not found.keys and rows:
        varied = [at for at in range(3) if len({row[at] for row in rows}) > 1]
        for pair in combinations(varied, 2):
            assert len({tuple(row[at] for at in pair) for row in rows}) < len(rows)


def test_a_row_that_is_the_sum_of_the_others_is_a_total() -> None:
    found = table("Aarau,1,10", "Baden,2,20.5", "Total,3,30.5")
    assert found.totals == (TotalRow((("a", "Total"),), is_exact=True),)


def test_every_cell_that_calls_itself_a_total_is_named() -> None:
    found = table("1,Aarau,4", "2,Baden,5", "total,total,9")
    assert found.totals == (TotalRow((("a", "total"), ("b", "total")), is_exact=True),)


@pytest.mark.parametrize(
    "rows",
    [
        ["Aarau,1,10", "Baden,2,20", "Total,3,31"],
        ["Aarau,1,10", "Total,1,10", "Total,1,10"],
        ["Aarau,x,y", "Total,x,y"],
        ["Aarau,1,10", "Total,,10"],
    ],
)
def test_a_total_that_does_not_add_up_is_none_for_sure(rows: list[str]) -> None:
    (total,) = table(*rows).totals
    assert total == TotalRow((("a", "Total"),), is_exact=False)


def test_totals_of_several_kinds_are_told_once_each() -> None:
    found = table("A,x,1", "all,x,1", "A,all,1", "A,all,1")
    assert [total.cells for total in found.totals] == [(("a", "all"),), (("b", "all"),)]


def test_a_nameless_column_has_no_totals() -> None:
    assert table("total,1", "x,1", header=",n").totals == ()
