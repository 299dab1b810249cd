"""How tables are laid out: what their keys become, and what cannot be."""

from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, load, problems_of

from factcheck.model.row_expression import RowArithmetic, RowIf
from factcheck.model.span import Span
from factcheck.model.spec import Join, Stack, TableDeclaration, Unpivot


def table(*lines: str, others: str = "") -> str:
    """Return a file whose table ``t`` has these lines; the first is line 4, from column 5."""
    written = "\n".join(f"    {line}" for line in lines)
    return f"{HEAD}evidence:\n  t:\n{written}\n{others}{CLAIM}"


def made(*lines: str, others: str = "") -> TableDeclaration:
    return load(table(*lines, others=others)).tables[0]


def said(*lines: str, others: str = "") -> list[str]:
    found = problems_of(table(*lines, others=others))
    assert all(problem.span is not None for problem in found)
    return [
        f"{p.code.code} {p.span.line}:{p.span.column} {p.message} | {p.hint}"
        for p in found
        if p.span
    ]


def test_a_table_without_the_new_keys_has_none_of_them() -> None:
    plain = made("file: t.csv")
    assert (plain.files, plain.adds, plain.base, plain.vintage) == ((), None, None, None)
    assert (plain.header_row, plain.header_rows, plain.skip, plain.sheet) == (None, 1, (), None)
    assert (plain.fill_down, plain.unpivot, plain.stack, plain.ticks) == ((), None, None, ())
    assert (plain.join, plain.rubric, plain.called) == (None, None, "t")


def test_headers_and_rows_that_are_left_out() -> None:
    first = made("file: t.csv", "header_row: 4", "header_rows: 2", "skip: 3", "sheet: Data 1")
    assert (first.header_row, first.header_rows, first.skip) == (4, 2, (1, 2, 3))
    assert first.sheet == "Data 1"
    assert made("file: t.csv", "skip: [1, -1, 7]").skip == (1, -1, 7)


def test_columns_that_are_filled_down_and_ticked() -> None:
    assert made("file: t.csv", "fill_down: question").fill_down == ("question",)
    assert made("file: t.csv", "fill_down: [a, b c]").fill_down == ("a", "b c")
    ticked = made("file: t.csv", "ticks:", "  saw: Which … seen?*", "  liked: 'Liked: *'")
    assert ticked.ticks == (("saw", "Which … seen?*"), ("liked", "Liked: *"))


def test_columns_that_become_rows() -> None:
    ranged = made("file: t.csv", "unpivot: {columns: 2017 .. 2024, into: year, value: n}")
    assert ranged.unpivot == Unpivot(("2017..2024",), "year", "n", Span("claims.yml", 5, 5, 5, 12))
    listed = made("file: t.csv", "unpivot: {columns: [a, b], into: year, value: n}").unpivot
    assert listed is not None
    assert listed.columns == ("a", "b")


def test_lists_of_columns_below_each_other() -> None:
    stacked = made(
        "file: t.csv", "stack: {points: [hp, ap], side: headers, team: [home, away]}"
    ).stack
    assert stacked == Stack(
        (("points", ("hp", "ap")), ("team", ("home", "away"))),
        "side",
        Span("claims.yml", 5, 5, 5, 10),
    )
    without = made("file: t.csv", "stack: {points: [hp, ap]}").stack
    assert without is not None
    assert without.side == ""


def test_several_files() -> None:
    several = made("files: {DC: a.csv, Marvel: ../b.csv}", "adds: publisher")
    assert several.file is None
    assert [(label, path.value) for label, path in several.files] == [
        ("DC", "a.csv"),
        ("Marvel", "../b.csv"),
    ]
    assert several.adds == "publisher"


def test_a_table_without_any_file_is_passed_in() -> None:
    assert made("key: town").file is None


def test_vintages_are_tables_that_are_called_the_same() -> None:
    text = table("key: year", "vintages: {2012-07: a.csv, 2016: b.csv, 2016-01-31: c.csv}")
    spec = load(text)
    assert [each.name for each in spec.tables] == ["t@2012-07", "t@2016", "t@2016-01-31"]
    assert {each.called for each in spec.tables} == {"t"}
    assert [str(each.vintage) for each in spec.tables] == ["2012-07", "2016", "2016-01-31"]
    assert [str(each.file) for each in spec.tables] == ["a.csv", "b.csv", "c.csv"]
    assert spec.tables[0].key == spec.tables[2].key == ("year",)
    assert spec.tables[1].span == Span("claims.yml", 5, 32, 5, 36)


def test_a_rubric() -> None:
    assert str(made("file: t.csv", "rubric: rubrics/a.yml").rubric) == "rubrics/a.yml"


def test_what_is_said_of_columns() -> None:
    columns = made(
        "file: t.csv",
        "columns:",
        "  score: {parse: '{home} - {away}', ignore: '[BOLD]'}",
        "  n: {ignore: [a, b], exact: true, step: 12}",
        "  diff: {compute: n - 5, unit: CHF}",
        "  big: {compute: 'if(n > 5, 1, 0)'}",
    ).columns
    score, number, difference, big = columns
    assert (str(score.parse), score.ignore) == ("{home} - {away}", ("[BOLD]",))
    assert (number.ignore, number.is_exact) == (("a", "b"), True)
    assert number.step == 12
    assert isinstance(difference.compute, RowArithmetic)
    assert difference.compute_text == "n - 5"
    assert isinstance(big.compute, RowIf)


def test_a_computed_column_uses_columns_of_its_row_only() -> None:
    assert said("columns: {b: {compute: 'if(old, 1, 0)'}}")[0].startswith("FC056 4:")
    assert said("columns: {b: {compute: t.a - 5}}")[0].startswith("FC055 4:")


def test_the_columns_of_a_joined_table_are_declared_here_too() -> None:
    others = (
        "  u:\n    file: u.csv\n    join: {table: v, on: [k, code]}\n    columns:\n"
        "      name: {unit: a}\n      area: {unit: km, from: Area, compute: x}\n"
    ).replace(", from: Area", "")
    others += (
        "  v: {file: v.csv, columns: {k: {unit: a}, code: {unit: b}, n: {from: N, unit: c}}}\n"
    )
    joined = made(
        "file: t.csv",
        "join: {table: u, on: {town: name}, unmatched: drop}",
        "columns: {area: {unit: m}}",
        others=others,
    )
    assert joined.join == Join(
        joined.join.table if joined.join else None,  # type: ignore[arg-type]  # it is there
        (("town", "name"),),
        "drop",
        Span("claims.yml", 5, 5, 5, 9),
    )
    assert joined.join is not None
    assert joined.join.table.value == "u"
    assert [(each.name, each.header, each.unit) for each in joined.columns] == [
        ("area", "area", "m"),
        ("n", "n", "c"),
    ]
    assert load(table("file: t.csv", "join: {table: u, on: town}", others=others)).warnings == ()


def test_what_is_calculated_in_the_joined_table_is_not_calculated_again() -> None:
    others = "  u: {file: u.csv, columns: {d: {compute: a - b, from: x}}}\n".replace(
        ", from: x", ""
    )
    others += "  w: {file: u.csv, columns: {p: {parse: '{a}-{b}', ignore: x}}}\n"
    (computed,) = made("file: t.csv", "join: {table: u, on: k}", others=others).columns
    assert (computed.name, computed.compute, computed.compute_text) == ("d", None, None)
    (parsed,) = made("file: t.csv", "join: {table: w, on: k}", others=others).columns
    assert (parsed.name, parsed.parse, parsed.ignore) == ("p", None, ())


WRONG = (
    (["file: a.csv", "files: {x: b.csv}", "adds: c"], "FC037 5:5 'file' and 'files' exclude each"),
    (["vintages: {2016: a.csv}", "file: a.csv"], "FC037 5:5 'file' and 'vintages' exclude each"),
    (["files: {x: b.csv}", "adds: c", "vintages: {2016: a.csv}"], "FC037 6:5 'files' and 'vin"),
    (["files: {x: b.csv}"], "FC038 4:5 'files' needs 'adds': the column that tells the rows"),
    (["file: a.csv", "adds: c"], "FC038 5:5 'adds' needs 'files': the labels and paths"),
    (["file: a.csv", "header: [a]", "header_row: 2"], "FC037 6:5 'header' and 'header_row'"),
    (["file: a.csv", "header_rows: 2", "header: [a]"], "FC037 6:5 'header' and 'header_rows'"),
    (["files: {}", "adds: c"], "FC035 4:5 'files' has nothing under it"),
    (["files: {x: /b.csv}", "adds: c"], "FC042 4:16 expected a relative path to a table"),
    (["vintages: {2016-13: a.csv}"], "FC034 4:16 expected the date of a vintage, found '2016-13'"),
    (["vintages: {2015-02-29: a.csv}"], "FC072 4:16 '2015-02-29' is no date that the calendar has"),
    (["file: a.csv", "skip: 0"], "FC034 5:11 expected how many rows are left out, or a list"),
    (["file: a.csv", "skip: -1"], "FC034 5:11 expected how many rows are left out, or a list"),
    (["file: a.csv", "skip: []"], "FC035 5:11 expected a list of at least 1"),
    (["file: a.csv", "skip: [0]"], "FC034 5:12 expected the number of a row, from 1, or from -1"),
    (["file: a.csv", "skip: [1, 2, 1]"], "FC071 5:18 the row 1 is left out already"),
    (["file: a.csv", "skip: {a: b}"], "FC014 5:11 expected a text or a list"),
    (["file: a.csv", "header_row: 0"], "FC034 5:17 expected the number of a row, from 1, found"),
    (["file: a.csv", "header_rows: ten"], "FC034 5:18 expected how many rows, from 1 to 9"),
    (["file: a.csv", "rubric: r.csv"], "FC042 5:13 expected a relative path to a .yml file"),
    (["file: a.csv", "unpivot: {columns: a, into: b, value: c}"], "FC034 5:24 expected a list of"),
    (["file: a.csv", "unpivot: {columns: 9..7, into: b, value: c}"], "FC071 5:24 the range '9..7'"),
    (["file: a.csv", "unpivot: {columns: [a, a], into: b, value: c}"], "FC071 5:28 the column 'a'"),
    (["file: a.csv", "unpivot: {columns: [a], into: a, value: c}"], "FC071 5:35 'a' is the name"),
    (["file: a.csv", "unpivot: {columns: [a], into: b, value: b}"], "FC071 5:45 'b' is the name"),
    (
        ["file: a.csv", "unpivot: {columns: [a], into: b}"],
        "FC032 5:5 the block under 'unpivot' has",
    ),
    (["file: a.csv", "unpivot: {column: [a], into: b, value: c}"], "FC030 5:15 the block under"),
    (["file: a.csv", "stack: {side: headers}"], "FC071 5:5 'stack' lists no columns"),
    (["file: a.csv", "stack: {a: [b, c], d: headers, e: headers}"], "FC071 5:36 'd' holds the"),
    (["file: a.csv", "stack: {a: [b, c], d: [e, f, g]}"], "FC071 5:27 'd' lists 3 columns and 'a'"),
    (["file: a.csv", "stack: {a: [b, b]}"], "FC071 5:20 the column 'b' is listed twice under 'a'"),
    (["file: a.csv", "stack: {a: header}"], "FC034 5:16 expected a list of columns, or the word"),
    (["file: a.csv", "stack: {a: [b]}"], "FC035 5:16 expected a list of at least 2, found 1"),
    (["file: a.csv", "join: {table: u, on: a}"], "FC060 5:19 there is no table 'u'"),
    (["file: a.csv", "join: {table: t, on: a}"], "FC071 5:19 the table 't' cannot be joined to"),
    (["file: a.csv", "join: {table: t}"], "FC032 5:5 the block under 'join' has no 'on'"),
    (["file: a.csv", "join: {table: x, on: [a, a]}"], "FC060 5:19 there is no table 'x'"),
    (["file: a.csv", "join: {table: x, on: [[a]]}"], "FC014 5:26"),
    (["file: a.csv", "join: {table: x, on: {a: [b]}}"], "FC014 5:30"),
    (["file: a.csv", "join: {table: x, on: {}}"], "FC035 5:22 'on' has nothing under it"),
    (["join: {unmatched: keep, table: t, on: a}"], "FC034 4:23 expected one of 'unknown', 'drop'"),
    (["columns: {a: {compute: b, from: c}}"], "FC037 4:31 'compute' and 'from' exclude each"),
    (["columns: {a: {parse: '{b}', compute: c}}"], "FC037 4:33 'compute' and 'parse' exclude"),
    (["columns: {a: {compute: b, ignore: c}}"], "FC037 4:31 'compute' and 'ignore' exclude each"),
    (["columns: {a: {compute: b, markers: {c: unknown}}}"], "FC037 4:31 'compute' and 'markers'"),
    (["columns: {a: {exact: true, rounded: 5}}"], "FC037 4:32 'exact' and 'rounded' exclude each"),
    (["columns: {a: {parse: home}}"], "FC073 4:26"),
    (["columns: {a: {parse: '{b}{c}'}}"], "FC073 4:"),
    (["columns: {a: {compute: b +}}"], "FC050 4:"),
    (["columns: {a: {step: 0}}"], "FC034 4:25 expected a number above 0"),
)


@pytest.mark.parametrize(("lines", "expected"), WRONG)
def test_what_cannot_be_said_of_a_table(lines: list[str], expected: str) -> None:
    found = said(*lines)
    assert any(line.startswith(expected) for line in found), found


def test_hints_say_how_it_is_written() -> None:
    (found,) = said("file: a.csv", "skip: none")
    assert found.endswith("or 'skip: [1, -1]' for the first and the last")
    (found,) = said("columns: {a: {compute: b, from: c}}")
    assert found.endswith("declare 'from' of the column it is calculated from")
    (found,) = said("file: a.csv", "join: {table: uu, on: a}", others="  u: {file: u.csv}\n")
    assert found.endswith("did you mean 'u'?")


def test_columns_to_join_on_are_texts() -> None:
    (found,) = said("file: a.csv", "join: {table: u, on: {a: [b]}}", others="  u: {file: u.csv}\n")
    assert found.startswith("FC014 5:30 expected a text, but '[b]' is a list to YAML")
    (found, *_) = said(
        "file: a.csv", "join: {table: u, on: a, kind: left}", others="  u: {file: u.csv}\n"
    )
    assert found.startswith("FC030 5:29 the block under 'join' has an unknown key 'kind'")
    (found,) = said(
        "file: a.csv", "sheeet: b", "join: {table: u, on: [a, b]}", others="  u: {file: u.csv}\n"
    )
    assert found.startswith("FC030 5:5")


def test_a_column_is_joined_on_once() -> None:
    others = "  u: {file: u.csv}\n"
    (found,) = said("file: a.csv", "join: {table: u, on: [a, a]}", others=others)
    assert found.startswith("FC071 5:30 the column 'a' is listed twice under 'on'")


def test_joins_that_go_round_in_circles_are_told_once() -> None:
    others = (
        "  u: {file: u.csv, join: {table: v, on: a}}\n  v: {file: v.csv, join: {table: t, on: a}}\n"
    )
    (found,) = said("file: a.csv", "join: {table: u, on: a}", others=others)
    assert found.startswith("FC071 7:34 the join to 't' leads back to where it came from")


def test_a_join_to_a_circle_is_no_further_fault() -> None:
    others = (
        "  u: {file: u.csv, join: {table: v, on: a}}\n  v: {file: v.csv, join: {table: u, on: a}}\n"
    )
    (found,) = said("file: a.csv", "join: {table: u, on: a}", others=others)
    assert found.startswith("FC071 7:34 the join to 'u' leads back")


def test_a_table_in_vintages_is_not_joined() -> None:
    others = "  u: {vintages: {2016: u.csv}}\n"
    (found,) = said("file: a.csv", "join: {table: u, on: a}", others=others)
    assert found.startswith("FC071 5:19 'u' comes in vintages, and no join says which of them")


def test_so_many_tables_are_joined_one_to_the_next() -> None:
    others = "".join(
        f"  t{n}: {{file: u.csv, join: {{table: t{n + 1}, on: a}}}}\n" for n in range(1, 11)
    )
    last = "  t11: {file: u.csv}\n"
    found = said("file: a.csv", "join: {table: t1, on: a}", others=others + last)
    assert [line.split(" | ")[0] for line in found] == [
        "FC071 15:36 more than 10 tables are joined one to the next"
    ]
