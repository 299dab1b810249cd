from __future__ import annotations

from evidence_workspace import column
from shape_helpers import declare, fault_of, given, lines, parsed, table

from factcheck.evidence.shape import shaped
from factcheck.model.spec import Unpivot


def test_mark_up_is_taken_out_wherever_it_occurs() -> None:
    made = given("a,b", "[B]1[B],[B]x", " 2 [i] , y ")
    frame = shaped(made.frame, declare(column("n", header="a", ignore=("[B]", "[i]"))))
    assert table(frame) == {"a": ["1", "2"], "b": ["[B]x", " y "]}
    assert made.cells[0][0] == "[B]1[B]"


def test_mark_up_is_taken_out_of_new_columns_before_they_are_taken_apart() -> None:
    declaration = declare(
        parsed("score", "{home}-{away}", ignore=("*",)),
        unpivot=Unpivot(("r1", "r2"), "round", "score", declare().span),
    )
    frame = shaped(given("team,r1,r2", "A,3-1*,*0-0").frame, declaration)
    assert table(frame)["home"] == ["3", "0"]
    assert table(frame)["score"] == ["3-1", "0-0"]


def test_mark_up_of_a_column_that_is_not_there_is_left_to_the_header() -> None:
    made = given("a", "[B]1")
    assert shaped(made.frame, declare(column("z", ignore=("[B]",)))) == made.frame


def test_empty_cells_repeat_the_one_above() -> None:
    made = given("q,year,n", "one,2019,1", ",,2", " ,2020,3", "two,,4")
    frame = shaped(made.frame, declare(column("question", header="q"), fill_down=("question",)))
    assert table(frame) == {
        "q": ["one", "one", "one", "two"],
        "year": ["2019", "", "2020", ""],
        "n": ["1", "2", "3", "4"],
    }
    assert lines(frame) == [2, 3, 4, 5]
    assert made.cells[1][0] == ""


def test_an_empty_first_cell_is_told_with_its_line() -> None:
    fault = fault_of(given("q,n", ",1", "one,2").frame, declare(fill_down=("q",)))
    assert fault.code.slug == "nothing-to-fill-down"
    assert fault.column is None
    assert fault.message.startswith("line 2: the first cell of column 'q' is empty")


def test_a_column_to_fill_down_that_is_not_there_is_told_with_the_nearest() -> None:
    fault = fault_of(given("question,n", "a,1").frame, declare(fill_down=("qestion",)))
    assert fault.code.slug == "unknown-column"
    assert "`fill_down` names column 'qestion'" in fault.message
    assert fault.hint == "did you mean 'question'?"


def test_two_columns_of_one_name_are_told() -> None:
    fault = fault_of(given("q,q", "a,1").frame, declare(fill_down=("q",)))
    assert fault.code.slug == "duplicate-header"


def test_an_alias_of_a_column_that_is_not_there_is_told_with_its_header() -> None:
    declaration = declare(column("q", header="Question"), fill_down=("q",))
    fault = fault_of(given("Questions,n", "a,1").frame, declaration)
    assert "column 'q' (header 'Question')" in fault.message
    assert fault.hint == "did you mean 'Questions'?"
