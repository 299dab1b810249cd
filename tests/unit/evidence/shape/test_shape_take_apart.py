from __future__ import annotations

import pytest
from evidence_workspace import SPAN, markers
from msgspec.structs import replace
from shape_helpers import declare, fault_of, given, parsed, table

from factcheck.evidence.cell_codes import CODE
from factcheck.evidence.shape import shaped
from factcheck.model.spec import EmptyCell, Stack


def test_parts_become_columns() -> None:
    made = given("day,score", "1,3 - 1", "2,-1 - 12", "3, 0 -  0 ", "4,3 - 1")
    frame = shaped(made.frame, declare(parsed("score", "{home} - {away}")))
    assert table(frame) == {
        "day": ["1", "2", "3", "4"],
        "score": ["3 - 1", "-1 - 12", " 0 -  0 ", "3 - 1"],
        "home": ["3", "-1", "0", "3"],
        "away": ["1", "12", "0", "1"],
    }


def test_an_empty_cell_and_a_marker_have_empty_parts() -> None:
    declaration = declare(
        parsed("s", "{a}-{b}", header="score", markers=markers(**{"n/a": EmptyCell.UNKNOWN})),
        markers=markers(**{":": EmptyCell.NONE}),
    )
    frame = shaped(given("score", "", "n/a", ":", "1-2").frame, declaration)
    assert table(frame)["a"] == ["", "", "", "1"]
    assert table(frame)["b"] == ["", "", "", "2"]


def test_several_columns_are_taken_apart_also_new_ones() -> None:
    declaration = declare(parsed("x", "{y} ({z})"), parsed("y", "{p}:{q}"))
    frame = shaped(given("x", "1:2 (3)").frame, declaration)
    assert table(frame) == {"x": ["1:2 (3)"], "y": ["1:2"], "z": ["3"], "p": ["1"], "q": ["2"]}


@pytest.mark.parametrize(
    ("cell", "pattern", "hint"),
    [
        ("3 – 1", "{a} - {b}", "the cell has '–' (en dash), the pattern '-' (hyphen-minus)"),
        ("3 - 1", "{a} – {b}", "the cell has '-' (hyphen-minus), the pattern '–' (en dash)"),
        ("3-1", "{a} - {b}", "the pattern has blanks that the cell has not"),
        ("postponed", "{a} - {b}", "or declare the text under `markers`"),
        ("3 – 1 x", "({a} - {b})", "or declare the text under `markers`"),
    ],
)
def test_a_text_that_does_not_fit_is_told_with_its_line(cell: str, pattern: str, hint: str) -> None:
    declaration = declare(parsed("s", pattern))
    frame = shaped(given("s", pattern.format(a="3", b="1"), cell, cell).frame, declaration)
    assert [fault.column for fault in frame.faults] == ["a", "b"]
    assert table(frame) == {
        "s": [pattern.format(a="3", b="1"), cell, cell],
        "a": ["3", "", ""],
        "b": ["1", "", ""],
    }
    fault = frame.faults[0]
    assert fault.code.slug == "text-does-not-fit"
    assert fault.message == f"line 3: '{cell}' in column 's' does not fit '{pattern}'"
    assert hint in (fault.hint or "")


def test_a_part_called_like_a_column_is_told() -> None:
    fault = fault_of(given("s,home", "1-2,x").frame, declare(parsed("s", "{home}-{b}")))
    assert fault.code.slug == "column-name-taken"


def test_a_column_that_is_not_there_is_told() -> None:
    fault = fault_of(given("s", "1-2").frame, declare(parsed("score", "{a}-{b}")))
    assert fault.code.slug == "unknown-column"
    assert "`parse` names column 'score'" in fault.message


def test_a_private_sign_in_a_cell_is_a_text_like_any_other() -> None:
    frame = shaped(given("s", f"{CODE}u-{CODE}n").frame, declare(parsed("s", "{a}-{b}")))
    assert frame.made == ()
    assert table(frame)["a"] == [f"{CODE}u"]


def test_many_different_texts_are_not_all_remembered() -> None:
    rows = [f"{number}-{number}" for number in range(10_050)]
    frame = shaped(given("s", *rows).frame, declare(parsed("s", "{a}-{b}")))
    assert table(frame)["a"] == [str(number) for number in range(10_050)]


def test_only_the_parts_of_a_column_that_does_not_fit_are_spoilt() -> None:
    declaration = declare(parsed("s", "{a}-{b}"), parsed("t", "{c}/{d}"))
    frame = shaped(given("s,t", "1-2,1/2", "x,3/4", "3-4,y", "z,z").frame, declaration)
    assert [(fault.column, fault.message.split(":")[0]) for fault in frame.faults] == [
        ("a", "line 3"),
        ("b", "line 3"),
        ("c", "line 4"),
        ("d", "line 4"),
    ]


def test_parts_can_be_stacked_and_what_is_stacked_taken_apart() -> None:
    stack = Stack((("made", ("h", "a")),), "side", SPAN)
    declaration = replace(declare(parsed("s", "{h}:{a}"), parsed("made", "{x}.{y}")), stack=stack)
    frame = shaped(given("s", "1.2:3.4").frame, declaration)
    assert table(frame)["made"] == ["1.2", "3.4"]
    assert (table(frame)["x"], table(frame)["y"]) == (["1", "3"], ["2", "4"])
