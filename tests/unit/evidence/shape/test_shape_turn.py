from __future__ import annotations

import pytest
from evidence_workspace import SPAN, column
from shape_helpers import declare, fault_of, given, lines, table

from factcheck.evidence.shape import shaped
from factcheck.model.spec import Stack, Unpivot


def unpivot(*columns: str, into: str = "year", value: str = "n") -> Unpivot:
    return Unpivot(columns, into, value, SPAN)


def stack(side: str, **lists: list[str]) -> Stack:
    return Stack(tuple((name, tuple(columns)) for name, columns in lists.items()), side, SPAN)


def test_columns_become_rows() -> None:
    made = given("town,2017,2018,note", "A,1,2,x", "B,3,,y")
    frame = shaped(made.frame, declare(unpivot=unpivot("2017..2018")))
    assert table(frame) == {
        "town": ["A", "A", "B", "B"],
        "note": ["x", "x", "y", "y"],
        "year": ["2017", "2018", "2017", "2018"],
        "n": ["1", "2", "3", ""],
    }
    assert lines(frame) == [2, 2, 3, 3]
    assert frame.gone == ("2017", "2018")


def test_listed_columns_may_go_by_their_declared_names() -> None:
    declaration = declare(column("w", header="Women"), unpivot=unpivot("w", "Men", into="sex"))
    frame = shaped(given("Women,Men", "1,2").frame, declaration)
    assert table(frame) == {"sex": ["Women", "Men"], "n": ["1", "2"]}


def test_only_whole_headers_of_the_range_are_taken() -> None:
    made = given("2016,2017,2018,02017,2017.5", "0,1,2,3,4")
    frame = shaped(made.frame, declare(unpivot=unpivot("2017..2018")))
    assert frame.headers == ("2016", "02017", "2017.5", "year", "n")


def test_a_header_that_looks_like_a_range_may_be_listed() -> None:
    frame = shaped(given("10..19,20..29", "1,2").frame, declare(unpivot=unpivot("10..19")))
    assert table(frame)["year"] == ["10..19"]


def test_new_columns_may_have_the_names_of_old_ones() -> None:
    frame = shaped(given("n,2017", "5,6").frame, declare(unpivot=unpivot("n", "2017")))
    assert table(frame) == {"year": ["n", "2017"], "n": ["5", "6"]}


@pytest.mark.parametrize(
    ("columns", "slug", "told"),
    [
        (("2016..2018",), "unknown-column", "there is no column '2016'"),
        (("2015..2029",), "unknown-column", "'2015', '2016', '2019', '2020', '2021' and 8 more"),
        (("2018..2017",), "unknown-column", "is no range"),
        (("1..999999999",), "unknown-column", "is no range of at most 10,000 numbers"),
        (("2017", "2071"), "unknown-column", "`unpivot` names column '2071'"),
        (("2017", "2017..2018"), "duplicate-header", "lists column '2017' twice"),
    ],
)
def test_columns_that_do_not_fit_are_told(columns: tuple[str, ...], slug: str, told: str) -> None:
    made = given("town,2017,2018", "A,1,2")
    fault = fault_of(made.frame, declare(unpivot=unpivot(*columns)))
    assert fault.code.slug == slug
    assert told in fault.message
    assert made.read == 0


@pytest.mark.parametrize(
    ("new", "columns", "hint"),
    [
        ("town", (), "the file has 'town' already"),
        ("year", (column("year", header="town"),), "give one of the two another name"),
    ],
)
def test_a_name_that_is_taken_is_told(new: str, columns: tuple, hint: str) -> None:  # type: ignore[type-arg]
    made = given("town,2017", "A,1")
    fault = fault_of(made.frame, declare(*columns, unpivot=unpivot("2017", into=new)))
    assert fault.code.slug == "column-name-taken"
    assert hint in (fault.hint or "")


def test_two_new_columns_of_one_name_are_told() -> None:
    fault = fault_of(given("a,b", "1,2").frame, declare(unpivot=unpivot("a", into="n")))
    assert fault.code.slug == "column-name-taken"
    assert fault.hint == "give one of the two another name"


def test_lists_of_columns_are_put_below_each_other() -> None:
    declaration = declare(
        column("hp", header="home points"),
        stack=stack("side", points=["hp", "away"], opponent=["away", "hp"], team=["h", "a"]),
    )
    made = given("day,h,a,home points,away", "1,A,B,3,0", "2,B,A,1,2")
    frame = shaped(made.frame, declaration)
    assert table(frame) == {
        "day": ["1", "1", "2", "2"],
        "side": ["home points", "away", "home points", "away"],
        "points": ["3", "0", "1", "2"],
        "opponent": ["0", "3", "2", "1"],
        "team": ["A", "B", "B", "A"],
    }
    assert frame.gone == ("h", "a", "home points", "away")


def test_a_side_is_not_needed() -> None:
    frame = shaped(given("a,b", "1,2").frame, declare(stack=stack("", v=["a", "b"])))
    assert table(frame) == {"v": ["1", "2"]}


def test_a_column_may_stand_in_one_list_once() -> None:
    fault = fault_of(given("a,b", "1,2").frame, declare(stack=stack("", v=["a", "a"])))
    assert fault.code.slug == "duplicate-header"
    assert "`stack` lists column 'a' twice" in fault.message


def test_unpivoted_columns_can_be_stacked() -> None:
    declaration = declare(unpivot=unpivot("w", "m", into="sex"), stack=stack("of", v=["n", "k"]))
    frame = shaped(given("w,m,k", "1,2,3").frame, declaration)
    assert table(frame) == {
        "sex": ["w", "w", "m", "m"],
        "of": ["n", "k", "n", "k"],
        "v": ["1", "3", "2", "3"],
    }


def test_ten_thousand_columns_are_turned_at_once() -> None:
    headers = ",".join(str(number) for number in range(1, 10_001))
    frame = shaped(given(headers, headers).frame, declare(unpivot=unpivot("1..10000")))
    assert table(frame)["n"] == table(frame)["year"]
