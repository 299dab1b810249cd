"""Cells that are figures in words: known sets of numbers, whatever else is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

if TYPE_CHECKING:
    from quantity_files import Files

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          gross:
            unit: USD
            markers:
              "?": unknown
              "<5": 0..4
    """
ROWS = "id,gross\n1,187 million\n2,56.7 million\n3,1.2 million\n4,?\n5,<5\n6,200\n"
SIBLINGS = ("mean(t.gross)", "sum(t.gross)", "distinct(t.gross)", "max(t.gross)")


@pytest.mark.parametrize("sibling", ["", *SIBLINGS])
@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("count(t[gross known])", ("4", "4")),
        ("count(t[gross unknown])", ("2", "2")),
        ("count(t[gross > 100000000])", ("1", "2")),
        ("count(t[gross >= 1000])", ("3", "4")),
        ("count(t[gross < 100])", ("1", "2")),
        ("count(t[gross in 1000000..2000000])", ("1", "2")),
        ("count(t[gross in 1150000..1250000])", ("0", "2")),
        ("count(t[gross known, gross > 57000000])", ("1", "1")),
        ("count(t[gross known, gross > 187000000])", ("0", "1")),
    ],
)
def test_a_test_finds_the_same_whatever_else_is_claimed(
    files: Files, measure: str, found: tuple[str, str], sibling: str
) -> None:
    files.table(ROWS)
    claims = f"claims:\n  c:\n    measure: '{measure}'\n    figure: 3\n"
    if sibling:
        claims += f"  d:\n    measure: '{sibling}'\n    figure: more than 5\n"
    judged = files.claims(TABLE, claims)["c"].readings[0]
    assert ends(judged) == found


def test_figures_in_words_are_told_once_for_each_column(files: Files) -> None:
    files.table(ROWS)
    judged = files.measure("sum(t.gross[gross known])", "more than 5", table=TABLE)
    assert [(each.name, each.text) for each in judged.premises] == [
        (
            "t.gross",
            "the 3 figures in words of t.gross, such as “1.2 million”, are read generously",
        )
    ]
    judged = files.measure("sum(t.gross[id = 1])", "more than 5", table=TABLE)
    assert [each.text for each in judged.premises] == [
        "the cell t.gross: “187 million” is read generously"
    ]


def test_words_in_an_undeclared_column_have_no_order(files: Files) -> None:
    files.table(ROWS.replace("4,?\n5,<5\n", ""))
    table = TABLE.partition("        columns")[0]
    judged = files.measure("count(t[gross > 5])", table=table)
    assert judged.explanation is not None
    assert "its 'unit', or 'type: number'" in judged.explanation
