"""The column ``class`` of a rubric where the rows are still being made."""

from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, places_of, problems_of


def told(line: str, *, above: str = "rubric: r.yml") -> list[str]:
    """Return the problems of a line of a table; it is line 6 and begins in column 5."""
    join = "  u: {file: u.csv, key: class}\n" if "join" in line else ""
    table = f"evidence:\n  t:\n    file: t.csv\n    {above}\n    {line}\n{join}"
    return places_of(HEAD + table + CLAIM)


LINES = (
    ("key: class", "6:10"),
    ("key: [a, class]", "6:14"),
    ("fill_down: [class]", "6:17"),
    ("totals: {class: big}", "6:14"),
    ("ticks: {class: 'a*'}", "6:13"),
    ("stack: {class: [a, b], side: headers}", "6:13"),
    ("unpivot: {columns: [a, class], into: b, value: c}", "6:28"),
    ("unpivot: {columns: [a, b], into: class, value: c}", "6:38"),
    ("unpivot: {columns: [a, b], into: c, value: class}", "6:48"),
    ("join: {table: u, on: class}", "6:26"),
    ("join: {table: u, on: {class: class}}", "6:27"),
    ("columns: {k: {compute: 'if(class = big, 1, 0)'}}", "6:32"),
    ("columns: {k: {kind: stock, over: class}}", "6:38"),
)


@pytest.mark.parametrize(("line", "place"), LINES)
def test_what_makes_the_rows_cannot_go_by_their_classes(line: str, place: str) -> None:
    assert told(line) == [f"FC044 {place}"]


@pytest.mark.parametrize("line", [line for line, _ in LINES])
def test_a_column_of_the_table_may_have_that_name(line: str) -> None:
    assert told(line, above="empty: unknown") == []


def test_a_new_column_of_the_labels_of_files_cannot_be_the_class() -> None:
    table = "evidence:\n  t: {files: {a: a.csv, b: b.csv}, adds: class, rubric: r.yml}\n"
    assert places_of(HEAD + table + CLAIM) == ["FC044 3:42"]


def test_a_claim_is_not_repeated_for_classes() -> None:
    text = (
        "evidence:\n  t: {file: t.csv, rubric: r.yml}\n"
        "claims:\n  c:\n    for_each: {table: t, columns: [kind, class]}\n"
        "    measure: count(t[class = $class, kind = $kind])\n    figure: 5\n"
    )
    (problem,) = problems_of(HEAD + text)
    assert problem.code.slug == "class-too-early"
    assert problem.hint is not None
    assert "'rows'" in problem.hint
    assert (
        places_of(
            HEAD + text.replace("class]}", "region]}").replace("class = $class", "a = $region")
        )
        == []
    )
