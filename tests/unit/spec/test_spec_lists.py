"""Lists and blocks where the other stands, and names that nothing declares."""

from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, SMALLEST, TABLE, place_of, problems_of


def told(text: str) -> list[str]:
    return [f"{place_of(p)} {p.message} | {p.hint}" for p in problems_of(text)]


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        (f"{HEAD}{TABLE}claims:\n  - measure: count(t)\n    figure: 5\n", "claims", "'my-claim:'"),
        (
            f"{HEAD}{TABLE}claims:\n  c:\n    figure: 5\n    readings:\n      - count(t)\n",
            "readings",
            "give each reading a name",
        ),
        (
            f"{HEAD}evidence:\n  t:\n    file: t.csv\n    columns: [a, b]\n{CLAIM}",
            "columns",
            "write each column as a key",
        ),
        (f"{SMALLEST}sources:\n  - title: x\n", "sources", "give each source an id"),
        (
            f"{HEAD}evidence:\n  - file: t.csv\nclaims: {{c: {{holds: 5 < 6}}}}\n",
            "evidence",
            "name",
        ),
    ],
)
def test_a_list_for_a_block_is_told_how_the_block_is_written(
    text: str, key: str, hint: str
) -> None:
    (said,) = told(text)
    assert f"expected a block of keys for '{key}', found a list" in said
    assert hint in said


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ("where: {year: 2019}", "write 'where: year = 2019'"),
        ("where:\n      year: 2019\n      a: x", "write 'where: year = 2019, a = x'"),
        ("except: {year: [2019]}", "write tests: 'where: year = 2019'"),
    ],
)
def test_tests_as_keys_are_told_how_they_are_written(lines: str, hint: str) -> None:
    (said,) = told(f"{HEAD}{TABLE}claims:\n  c:\n    holds: count(t) > 5\n    {lines}\n")
    assert "found a block of keys" in said
    assert said.endswith(f"| {hint}")


@pytest.mark.parametrize(
    ("line", "section"),
    [("under: they-say-so", "assumptions"), ("source: nzz", "sources")],
)
def test_what_nothing_declares_is_told_where_to(line: str, section: str) -> None:
    (said,) = told(f"{HEAD}{TABLE}claims:\n  c:\n    holds: count(t) > 5\n    {line}\n")
    assert said.endswith(f"| declare it under '{section}:'")


def test_two_ways_to_read_a_figure_exclude_each_other() -> None:
    for keys in ("means: at least 5, reads: exact", "reads: exact, means: at least 5"):
        text = f"{HEAD}{TABLE}claims:\n  c: {{measure: count(t), figure: {{text: many, {keys}}}}}\n"
        (said,) = told(text)
        later = text.splitlines()[-1].index(keys.split(", ")[1]) + len("reads: ") + 1
        assert said.startswith(f"FC074 5:{later} 'means' and 'reads' are two ways to say")


def test_readings_of_two_forms_are_told_of_parts() -> None:
    lines = "readings:\n      a: {measure: count(t), figure: 5}\n      b: {holds: count(t) > 5}\n"
    (said,) = told(f"{HEAD}{TABLE}claims:\n  c:\n    {lines}")
    assert "belong to different forms" in said
    assert "under 'parts' of one claim" in said


def test_an_over_without_a_stock_has_no_effect() -> None:
    for kind, beside in (("", "no 'kind'"), (", kind: rate", "'kind: rate'")):
        column = f"columns: {{n: {{over: year{kind}}}}}"
        (said,) = told(f"{HEAD}evidence:\n  t:\n    file: t.csv\n    {column}\n{CLAIM}")
        assert said.startswith("FC040 5:19 'over' says along which column a stock is never")
        assert beside in said
    column = "columns: {n: {over: year, kind: stock}}"
    assert told(f"{HEAD}evidence:\n  t:\n    file: t.csv\n    {column}\n{CLAIM}") == []


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ("parts: {measure: count(t)}", "give each part an id of its own"),
        ("parts: count(t)", "give each part an id of its own"),
        (
            "for_each: {rows: [x]}\n    holds: count(t) > $a",
            "rows: [{town: Aarau}, {town: Baden}]",
        ),
        ("for_each: {k: [x]}\n    holds: count(t) > 5", "add 'rows: [{town: Aarau}, {town"),
    ],
)
def test_parts_and_rows_are_told_how_they_are_written(lines: str, hint: str) -> None:
    assert hint in told(f"{HEAD}{TABLE}claims:\n  c:\n    {lines}\n")[0]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("https://example.org/t.csv", "nothing is fetched from the network"),
        ("/data/t.csv", "paths start at the claim file"),
        ("~/t.csv", "paths start at the claim file"),
        ("'C:\\data\\t.csv'", "paths start at the claim file"),
        ("'data\\t.csv'", "paths use '/': data/t.csv"),
        ("t.txt", "tables are read from .csv, .tsv, .xlsx"),
        ("t.xlsx.gz", "packed tables are texts and JSON: .csv.gz"),
    ],
)
def test_a_path_that_is_none_is_told_why(path: str, hint: str) -> None:
    (said,) = told(f"{HEAD}evidence:\n  t:\n    file: {path}\n{CLAIM}")
    assert hint in said.partition(" | ")[2]


def test_a_list_of_markers_is_told_how_they_are_written() -> None:
    (said,) = told(f"{HEAD}evidence:\n  t:\n    file: t.csv\n    markers: ['..']\n{CLAIM}")
    assert "say what each sign stands for" in said
