from __future__ import annotations

import pytest
from evidence_workspace import column, markers
from shape_helpers import Given, declare, fault_of, given, meanings, table

from factcheck.evidence.made import Ticked
from factcheck.evidence.shape import shaped
from factcheck.model.cell import TICK, PartlyTicked
from factcheck.model.interval import Interval
from factcheck.model.spec import ColumnType, EmptyCell, TableDeclaration


def ticks(*columns: object, pattern: str = "saw*", **said: object) -> TableDeclaration:
    return declare(*columns, ticks=(("saw", pattern),), **said)  # type: ignore[arg-type]


def made_of(made: Given, declaration: TableDeclaration) -> Ticked:
    ((name, found),) = shaped(made.frame, declaration).made
    assert name == "saw"
    assert isinstance(found, Ticked)
    return found


def gaps(made: Given, declaration: TableDeclaration) -> list[object]:
    frame = shaped(made.frame, declaration)
    return [one.gap or one.text for one in meanings(frame, declaration, "saw")]


def test_the_columns_of_a_question_are_gathered() -> None:
    made = given("id,saw - A,saw - B ", "1,A,", "2,,B two", "3,A,B two", "4,,", "5, A , ")
    declaration = ticks()
    frame = shaped(made.frame, declaration)
    assert frame.headers == ("id", "saw - A", "saw - B ", "saw")
    assert table(frame)["saw"] == ["A", "B", TICK.join("AB"), "", "A"]
    found = made_of(given("saw - A,saw - B", "A,B two"), declaration)
    assert found == Ticked(("A", "B"), (("B two", "B"),))


@pytest.mark.parametrize(
    "no", ["", " ", "0", "no", "No", "N", "FALSE", "not selected", "unchecked"]
)
def test_what_is_no_tick(no: str) -> None:
    frame = shaped(given("saw - A,saw - B", f"{no},1", f"x,{no}").frame, ticks())
    assert table(frame)["saw"] == ["B", "A"]


@pytest.mark.parametrize("yes", ["1", "yes", "Y", "x", "X", "TRUE", "Selected", "checked"])
def test_a_plain_yes_is_no_other_word_for_an_answer(yes: str) -> None:
    found = made_of(given("saw A,saw B", f"{yes},", ",1"), ticks(pattern="saw*"))
    assert found == Ticked(("A", "B"), ())


def test_a_yes_in_another_language_is_no_word_for_any_answer() -> None:
    assert made_of(given("saw A,saw B", "Ja,Ja"), ticks()).aliases == ()


def test_labels_may_be_mapped() -> None:
    source = column("a", header="saw A", map=(("Nein", "no"), ("Ja", "yes")))
    frame = shaped(given("saw A", "Ja", "Nein").frame, ticks(source))
    assert table(frame)["saw"] == ["A", ""]


@pytest.mark.parametrize(
    ("pattern", "headers", "labels"),
    [
        ("Which seen?*", ["Which seen? - A", "Which  seen? B"], ("A", "B")),
        ("Which seen?*", ["Which seen?", "Which seen? - B"], ("Which seen?", "B")),
        ("Pies? Tick all. - *", ["Pies? Tick all. - Apple"], ("Apple",)),
        (
            "Pies?*",
            ["Pies? Tick all. - Apple", "Pies? Tick all. - Pear - big"],
            ("Apple", "Pear - big"),
        ),
        ("*seen*", ["Have you seen A", "Have you seen B"], ("A", "B")),
        ("saw * in *(ever)", ["saw A in 2019 (ever)", "saw B in 2020 (ever)"], ("2019", "2020")),
        ("just this", ["just this"], ("just this",)),
        ("Q*", ["Q A - x", "Q A - y"], ("x", "y")),
    ],
)
def test_answers_are_named_by_what_differs(
    pattern: str, headers: list[str], labels: tuple[str, ...]
) -> None:
    made = Given(tuple(headers), [["1"] * len(headers)])
    assert made_of(made, ticks(pattern=pattern)).labels == labels


@pytest.mark.parametrize("header", ["Which seen", "So which seen? A", "which seen? A"])
def test_a_question_mark_stands_for_itself_and_case_counts(header: str) -> None:
    declaration = ticks(pattern="Which seen?*")
    fault = fault_of(Given((header,), [["1"]]).frame, declaration)
    assert fault.code.slug == "unknown-column"
    assert "no header fits 'Which seen?*'" in fault.message


@pytest.mark.parametrize("header", ["ab", "axbxxc", "bxc", "axxb", "axx"])
def test_every_literal_of_a_pattern_has_to_fit(header: str) -> None:
    fault = fault_of(Given((header,), [["1"]]).frame, ticks(pattern="a*b*b"))
    assert fault.code.slug == "unknown-column"


def test_a_header_shorter_than_the_ends_of_a_pattern_does_not_fit() -> None:
    assert fault_of(given("aba", "1").frame, ticks(pattern="ab*ba")).code.slug == "unknown-column"


def test_an_unknown_answer_leaves_only_itself_open() -> None:
    declaration = ticks(markers=markers(**{"?": EmptyCell.UNKNOWN, "-": EmptyCell.NONE}))
    made = given("saw A,saw B", "1,?", "1,-", "?,?", ",", "?,")
    assert gaps(made, declaration) == [
        PartlyTicked(("A",), ("B",)),
        "A",
        EmptyCell.UNKNOWN,
        "nothing ticked",
        PartlyTicked((), ("A",)),
    ]


def test_an_answer_ticked_in_one_of_two_columns_is_known() -> None:
    declaration = ticks(markers=markers(**{"?": EmptyCell.UNKNOWN}))
    made = given("saw A,saw other,saw other", ",x,?", ",x,Jaws", "?,,Alien")
    known = PartlyTicked(("other",), ("A",))
    assert gaps(made, declaration) == ["other", "other", known]


def test_an_answer_that_does_not_apply_leaves_the_row_out() -> None:
    source = column("a", header="saw A", markers=markers(**{"n/a": EmptyCell.NOT_APPLICABLE}))
    made = given("saw A,saw B", "n/a,1", "1,")
    assert gaps(made, ticks(source)) == [EmptyCell.NOT_APPLICABLE, "A"]


def test_an_empty_cell_is_no_tick_unless_its_own_column_says_otherwise() -> None:
    made = given("saw A,saw B", ",1", "1,")
    assert gaps(made, ticks(empty=EmptyCell.UNKNOWN)) == ["B", "A"]
    source = column("saw A", empty=EmptyCell.UNKNOWN)
    assert gaps(made, ticks(source)) == [PartlyTicked(("B",), ("A",)), "A"]


def test_a_hidden_number_is_an_unknown_answer() -> None:
    declaration = ticks(markers=markers(**{"<5": Interval.at_most(4)}))
    assert gaps(given("saw A,saw B", "<5,1"), declaration) == [PartlyTicked(("B",), ("A",))]


def test_a_column_whose_cells_say_different_things_is_told() -> None:
    made = given("saw A,saw B", "A,x", "B film,1", "other,")
    fault = fault_of(made.frame, ticks())
    assert fault.code.slug == "unclear-ticks"
    assert fault.message == (
        "`ticks: saw`: the cells of column 'saw A' say different things: 'A', 'B film', 'other'"
    )
    assert "`markers`" in (fault.hint or "")


def test_any_text_is_a_tick_where_the_column_is_declared_as_text() -> None:
    source = column("other", header="saw other", type=ColumnType.TEXT)
    frame = shaped(given("saw A,saw other", "1,Alien", ",Jaws", ",").frame, ticks(source))
    assert table(frame)["saw"] == [TICK.join(("A", "other")), "other", ""]


def test_two_columns_with_one_answer_are_told() -> None:
    fault = fault_of(given("saw A,saw - A", "1,1").frame, ticks())
    assert fault.code.slug == "unclear-ticks"
    assert "two columns stand for 'A': number 1, 'saw A', and number 2, 'saw - A'" in fault.message


@pytest.mark.parametrize("is_first", [True, False])
def test_a_text_beside_its_tick_is_the_same_answer(is_first: bool) -> None:
    cells = [["1", "", ""], ["", "Other", "Alien"], ["1", "Other", ""], ["", "", "Jaws"]]
    headers = ("saw A", "saw Other", "saw Other")
    rows = cells if is_first else [[a, text, tick] for a, tick, text in cells]
    made = Given(headers, rows)
    assert table(shaped(made.frame, ticks()))["saw"] == [
        "A",
        "Other",
        TICK.join(("A", "Other")),
        "Other",
    ]
    assert made_of(made, ticks()) == Ticked(("A", "Other"), ())


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("saw A,saw A", ["x,x", ",x"]),
        ("saw A,saw A", ["x,y", "y,x"]),
        ("saw A,saw - A", ["x,some", ",other"]),
    ],
)
def test_other_columns_of_one_answer_are_unclear(headers: str, cells: list[str]) -> None:
    fault = fault_of(given(headers, *cells).frame, ticks())
    assert fault.code.slug == "unclear-ticks"
    assert "two columns stand for 'A'" in fault.message


def test_cells_that_say_the_answer_of_another_column_are_told() -> None:
    fault = fault_of(given("saw A,saw B", "B,A").frame, ticks())
    assert fault.code.slug == "unclear-ticks"
    assert "the cells of column 'saw A' say 'B', which is the answer of another" in fault.message


def test_the_sign_between_answers_is_a_blank_in_a_header_and_in_a_cell() -> None:
    found = made_of(Given((f"saw A{TICK}B", "saw C"), [[f"x{TICK}y", "1"]]), ticks())
    assert found == Ticked(("A B", "C"), (("x y", "A B"),))


def test_what_all_answers_begin_with_may_be_written_too() -> None:
    found = made_of(given("Q? All. - A,Q? All. - B", "1,1"), ticks(pattern="Q?*"))
    assert found == Ticked(("A", "B"), (("All. - A", "A"), ("All. - B", "B")))


def test_a_name_that_is_taken_is_told() -> None:
    fault = fault_of(given("saw,saw A", "1,1").frame, ticks())
    assert fault.code.slug == "column-name-taken"


def test_two_questions_each_have_their_column() -> None:
    declaration = declare(ticks=(("a", "A*"), ("b", "B*")))
    made = given("A 1,A 2,B 1", "x,,x", ",,")
    frame = shaped(made.frame, declaration)
    assert table(frame)["a"] == ["1", ""]
    assert table(frame)["b"] == ["1", ""]


def test_many_different_texts_are_not_all_remembered() -> None:
    source = column("other", header="saw other", type=ColumnType.TEXT)
    made = given("saw other", *(f"film {number}" for number in range(10_050)))
    frame = shaped(made.frame, ticks(source))
    assert set(table(frame)["saw"]) == {"other"}
