"""What declarations of columns and tables may have to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import report_samples as samples

from factcheck.evidence.frame import Frame
from factcheck.evidence.guess import Cut
from factcheck.evidence.profile import profile
from factcheck.model.interval import Interval
from factcheck.model.result import NumberSet
from factcheck.model.spec import Verdict
from factcheck.scaffold.new_file import _number
from factcheck.scaffold.suggestions import Suggestion, suggest
from factcheck.scaffold.table_lines import Draft, column_names, table_lines

if TYPE_CHECKING:
    from factcheck.evidence.profile import ColumnProfile, TableProfile


def table(header: list[str], *rows: list[str]) -> TableProfile:
    return profile(Frame(tuple(header), lambda: iter(enumerate(rows, 2))))


def column(*cells: str, header: str = "c") -> ColumnProfile:
    return table([header], *([cell] for cell in cells)).columns[0]


def lines(found: TableProfile) -> list[str]:
    names = column_names(found.columns)
    draft = Draft("t", "t.csv", Cut(), None, is_workbook=False, profile=found, names=names)
    return list(table_lines(draft))


@pytest.mark.parametrize(
    ("cells", "facts", "possible"),
    [
        (["5", "5"], ["whole numbers, 5"], []),
        (["5%", "7%"], ["percentages, 5 to 7"], []),
        (["5", "6", "-"], ["whole numbers, 5 to 6 in 2 cells, others in 1: '-'"],
         ["markers:", '  "-": unknown']),
        (["5", "6", "<10", "< 3"], ["whole numbers, 5 to 6 in 2 cells, others in 2: '< 3', '<10'"],
         ["markers:", '  "< 3": suppressed 0..2', '  "<10": suppressed 0..9']),
        (["5", "6", "<1%"], ["whole numbers, 5 to 6 in 2 cells, others in 1: '<1%'"],
         ["markers:", '  "<1%": unknown']),
        (["a", "5"], ["whole numbers, 5 in 1 cell, others in 1: 'a'"],
         ["markers:", "  a: unknown"]),
        (["a", "b", "5"], ["whole numbers, 5 in 1 cell, others in 2: 'a', 'b'"], []),
        (["$4", "$5"], ["texts: '$4', '$5'"], ['ignore: ["$"]']),
        (["US$ rate", "a"], ["texts: 'US$ rate', 'a'"], []),
        (["<b>5</b>", "6"], ["whole numbers, 6 in 1 cell, others in 1: '<b>5</b>'"],
         ['ignore: ["</b>", "<b>"]']),
        (["5", "9" * 101], [f"whole numbers, 5 in 1 cell, others in 1: '{'9' * 59}…'"],
         ["markers:", f'  "{"9" * 101}": unknown']),
        (["5", "6", "\u200b"], ["whole numbers, 5 to 6 in 2 cells, others in 1: '⟨U+200B⟩'"], []),
        (["", ""], ["no cell is filled"], ["empty: unknown"]),
        (["x", ""], ["texts: 'x'; 1 of 2 cells is empty"], ["empty: unknown"]),
        (["x", "", ""], ["texts: 'x'; 2 of 3 cells are empty"], ["empty: unknown"]),
        ([*"abcdefg"], ["texts: 'a', 'b', 'c', 'd', 'e', …"], []),
        ([f"v{number}" for number in range(21)], ["texts, 21 different ones"], []),
    ],
)  # fmt: skip
def test_facts_and_lines(cells: list[str], facts: list[str], possible: list[str]) -> None:
    assert suggest(column(*cells)) == Suggestion(tuple(facts), (), tuple(possible))


def test_many_marks_are_no_markers() -> None:
    marks = [f"m{number}" for number in range(13)]
    found = suggest(column(*marks, *(str(number) for number in range(13))))
    assert found.possible == ()


def test_a_column_with_too_many_texts_is_described_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("factcheck.evidence.profile._MOST_DISTINCT", 2)
    assert suggest(column("a", "b", "c", "d")).facts == ("texts, very many different ones",)


@pytest.mark.parametrize(
    ("header", "cells", "is_likely"),
    [
        ("Percent of all", ["10", "20"], True),
        ("share", ["10", "20"], True),
        ("Anteil", ["0", "100"], True),
        ("share", ["0.1", "0.2"], False),
        ("share", ["10", "120"], False),
        ("share", ["-10", "20"], False),
        ("n", ["10", "20"], False),
        ("share", ["a"], False),
        ("n", ["10%", "20"], True),
        ("share", ["10%", "20%"], False),
    ],
)
def test_likely_percentages(header: str, cells: list[str], is_likely: bool) -> None:
    assert ("unit: percent" in suggest(column(*cells, header=header)).possible) is is_likely


def test_a_pair_of_columns_is_named_as_a_key() -> None:
    found = lines(table(["year", "null", "n"], ["1", "A", "5"], ["1", "B", "5"], ["2", "A", "5"]))
    assert '    # key: [year, "null"]' in found
    assert not any(line.startswith("    key:") for line in found)


def test_a_key_that_no_claim_can_name_is_left_out() -> None:
    found = lines(table(["a\u200b", "b"], ["x", "5"], ["y", "5"]))
    assert not any("key:" in line for line in found)
    assert any("'a⟨U+200B⟩', which holds a hidden character" in line for line in found)


def test_totals_that_are_not_sure_are_named() -> None:
    found = lines(table(["a", "b"], ["x", "5"], ["Total", "6"]))
    assert [line for line in found if "otal" in line][:3] == [
        "    # If the row 'Total' holds totals, never add it to the others:",
        "    # totals:",
        "    #   a: Total",
    ]


def test_a_total_in_a_column_with_gaps_is_not_declared() -> None:
    found = lines(table(["a", "b"], ["", "5"], ["Total", "5"]))
    assert "    # totals:" in found
    assert "    totals:" not in found


def test_a_total_in_a_column_that_no_claim_can_name_is_only_told() -> None:
    found = lines(table(["a", "a", "b"], ["x", "y", "5"], ["Total", "z", "5"]))
    assert "    #   column: Total" in found


def test_only_a_single_number_is_a_figure() -> None:
    point = NumberSet(Interval.point(5), samples.REPORTS, "5")
    assert _number(samples.assessment(found=point)) == 5
    assert _number(samples.assessment(found=samples.ANY_SHARE)) is None
    assert _number(samples.assessment()) is None
    assert _number(samples.assessment(Verdict.NOT_CHECKABLE, found=point)) is None
