"""A table with `min_cell` shows no number of too few of its rows."""

from __future__ import annotations

from itertools import product
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from quantity_files import Files, claim, ends

from factcheck.behind import Wanted, rows_of_file
from factcheck.pipeline import run_file
from factcheck.report import render_json, render_markdown, render_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Assessment, RunResult

TABLE = """\
    evidence:
      t:
        file: t.csv
        min_cell: 5
        columns:
          n: {unit: things}
          age: {empty: unknown}
    """
GROUPS = {("a", 30): 12, ("a", 70): 6, ("b", 30): 3, ("b", 70): 7, ("c", 30): 2, ("c", 70): 1}


def _rows(groups: dict[tuple[str, int], int] = GROUPS) -> str:
    lines = [
        f"{region},{age},{place}\n"
        for (region, age), number in groups.items()
        for place in range(number)
    ]
    return "region,age,n\n" + "".join(lines)


def _files(folder: Path, rows: str | None = None) -> Files:
    files = Files(folder)
    files.table(_rows() if rows is None else rows)
    return files


def _run(folder: Path, *texts: str, rows: str | None = None) -> RunResult:
    files = _files(folder, rows)
    files.claims(*texts)
    return run_file(folder / "claims.yml", root=folder)


def _reason(found: Assessment) -> str:
    assert found.verdict.value == "not checkable"
    assert found.reason == "missing"
    return str(found.explanation)


def test_a_count_of_few_rows_is_known_as_a_range(tmp_path: Path) -> None:
    found = _files(tmp_path).one(TABLE, claim("count(t[region = c])", "fewer than 10"))
    assert ends(found) == ("1", "4")
    assert found.verdict.value == "supported"
    assert found.counts is not None
    assert found.counts.rows == 1


def test_a_group_without_rows_has_none(tmp_path: Path) -> None:
    found = _files(tmp_path).one(TABLE, claim("count(t[region = a, age > 80])", "0"))
    assert ends(found) == ("0", "0")


def test_each_value_that_a_test_names_is_told_apart(tmp_path: Path) -> None:
    """Else it would be told whether the one of fewer rows occurs at all."""
    found = _files(tmp_path).one(TABLE, claim("count(t[region in (b, c)])", "13"))
    assert ends(found) == ("11", "14")


def test_a_count_of_enough_rows_is_exact(tmp_path: Path) -> None:
    found = _files(tmp_path).one(TABLE, claim("count(t[region = a])", "18"))
    assert ends(found) == ("18", "18")


def test_what_a_slice_leaves_out_of_another_stays_hidden(tmp_path: Path) -> None:
    texts = (
        TABLE,
        claim("count(t[region = b])", "10", name="whole"),
        "  part:\n    measure: count(t[region = b, age > 60])\n    figure: 7\n",
    )
    found = {each.id: each.readings[0] for each in _run(tmp_path, *texts).claims}
    assert ends(found["part"]) == ("7", "7")
    assert ends(found["whole"]) == ("8", "11")


def test_the_rows_of_a_table_are_a_range_in_every_format(tmp_path: Path) -> None:
    result = _run(tmp_path, TABLE, claim("count(t[region = c]) / count(t)", "10%"))
    (used,) = result.evidence
    assert (used.rows, used.hidden_rows) == (29, 3)
    assert "29 to 32 rows" in render_terminal(result)
    assert "29 to 32 rows" in render_markdown(result)
    assert '"most_rows": 32' in render_json(result)
    assert "1 row and 3 undecided of 29 to 32" in render_terminal(result)


def test_sums_and_means_with_few_rows_among_theirs_are_not_told(tmp_path: Path) -> None:
    files = _files(tmp_path)
    told = claim("sum(t.n[region = a])", "81")
    assert ends(files.one(TABLE, told)) == ("81", "81")
    for measure in ("sum(t.n[region = c])", "mean(t.n[region = c])"):
        reason = _reason(files.one(TABLE, claim(measure, "5")))
        assert "FC423" in reason
        assert "fewer than 5 rows" in reason
    small = "  small:\n    measure: count(t[region = c])\n    figure: 3\n"
    found = files.claims(TABLE, claim("mean(t.n)", "5"), small)
    assert "FC423" in _reason(found["c"].readings[0])


@pytest.mark.parametrize(
    "measure",
    [
        "median(t.n)",
        "min(t.n)",
        "max(t.n[region = a])",
        "quantile(t.n, 90%)",
        "distinct(t.region)",
        "correlation(t.n, t.age)",
        "weighted_mean(t.n, t.age)",
        "t.n[region = c, age = 70]",
        "count(t[n in top 3])",
        "last(t.n over age)",
    ],
)
def test_what_single_rows_decide_is_not_told(tmp_path: Path, measure: str) -> None:
    found = _files(tmp_path).one(TABLE, claim(measure, "5"))
    assert "is decided by a single row" in _reason(found)


def test_refused_claims_hide_nothing_of_others(tmp_path: Path) -> None:
    more = "  other:\n    measure: median(t.n)\n    figure: 5\n"
    result = _run(tmp_path, TABLE, claim("count(t[region = b])", "10"), more)
    assert ends(result.claims[0].readings[0]) == ("10", "10")


def test_groups_are_ranked_by_what_is_known_of_them(tmp_path: Path) -> None:
    body = "measure: count(t)\nby: region\nof: a\nplace: 1"
    found = _files(tmp_path).form(body, table=TABLE)
    assert found.verdict.value == "supported"
    assert {step.value for step in found.calculation} >= {"18", "10", "1 to 4"}
    body = "measure: count(t)\nby: region\nof: c\nplace: 3"
    assert _files(tmp_path).form(body, table=TABLE).verdict.value == "supported"
    body = "measure: sum(t.n)\nby: region\nof: a\nplace: 1"
    assert "FC423" in _reason(_files(tmp_path).form(body, table=TABLE))


def test_sums_of_parts_are_refused(tmp_path: Path) -> None:
    body = "parts: ['sum(t.n[region = a])', 'sum(t.n[region = b])']\ntotal: sum(t.n)"
    assert "whether parts add up" in _reason(_files(tmp_path).form(body, table=TABLE))


def test_unknown_keys_of_few_rows_are_counted_between_none_and_all(tmp_path: Path) -> None:
    rows = _rows() + "a,,1\na,,2\n"
    files = _files(tmp_path, rows)
    found = files.one(TABLE, claim("count(t[region = a, age > 60])", "6"))
    assert ends(found) == ("6", "10")
    found = files.one(TABLE, claim("sum(t.n[region = a, age > 60])", "6"))
    assert "FC423" in _reason(found)


def test_rows_that_one_claim_drops_and_another_does_not_are_refused(tmp_path: Path) -> None:
    more = "  other:\n    measure: count(t[age > 60])\n    figure: 5\n"
    found = _files(tmp_path).claims(DROPPED, claim("count(t[region = a])", "5"), more)
    for each in found.values():
        assert "does not apply to some of its rows" in str(each.explanation)


def test_numbers_that_rows_are_grouped_by_are_told_apart(tmp_path: Path) -> None:
    body = "measure: count(t)\nby: age\nof: 30\nplace: 1"
    found = _files(tmp_path).form(body, table=TABLE)
    assert [step.text for step in found.calculation][1:] == ["place 1: 30", "place 2: 70"]


def test_a_value_that_is_not_there_lists_no_others(tmp_path: Path) -> None:
    found = _files(tmp_path).one(TABLE, claim("count(t[region = d])", "5"))
    assert "never occurs" in str(found.explanation)
    assert "known here" not in str(found.explanation)


def test_a_fault_shows_no_cell(tmp_path: Path) -> None:
    rows = _rows() + "a,secret,1\n"
    table = TABLE.replace("age: {empty: unknown}", "age: {empty: unknown, type: number}")
    result = _run(tmp_path, table, claim("count(t[age > 60])", "5"), rows=rows)
    assert "secret" not in render_json(result)
    assert result.claims[0].reason == "fault"
    rows = _rows() + "a,secret\n"
    result = _run(tmp_path, TABLE, claim("count(t[age > 60])", "5"), rows=rows)
    assert "secret" not in render_json(result)


def test_rows_are_never_shown(tmp_path: Path) -> None:
    _run(tmp_path, TABLE, claim("count(t[region = a])", "18"))
    (found,) = rows_of_file(tmp_path / "claims.yml", Wanted("c"), root=tmp_path)
    (term,) = found.terms
    assert (term.rows, term.provenance.rows) == ((), 18)
    assert term.why_none is not None


ROUNDED = TABLE.replace("n: {unit: things}", "n: {unit: things, rounded: 1}")
SAMPLED = TABLE.replace("n: {unit: things}", "n: {unit: percent, margin: 5, confidence: 95%}")
TOTALS = TABLE.replace("min_cell: 5", "min_cell: 5\n        totals: {region: a}")
TWINS = dedent(TABLE) + "  u:\n    file: t.csv\n"
JOINED = (
    dedent(TABLE).replace("file: t.csv", "file: t.csv\n    key: region")
    + "  u:\n    file: u.csv\n    join: {table: t, on: region}\n"
)


DROPPED = TABLE.replace("age: {empty: unknown}", "age: {empty: not applicable}")
EDITIONS = TABLE.replace("file: t.csv", "vintages: {2016: t.csv}")
RUBRIC = TABLE.replace("file: t.csv", "file: t.csv\n        rubric: r.yml")
RULES = """\
rubric: ages
inputs:
  age: {type: number}
classes: [old, young]
rules:
  - when: {age: ">= 60"}
    then: old
  - otherwise: young
"""
OWN_JOIN = (
    dedent(TABLE).replace("file: t.csv", "file: t.csv\n    join: {table: u, on: region}")
    + "  u:\n    file: u.csv\n    key: region\n"
)


@pytest.mark.parametrize(
    ("table", "measure", "why"),
    [
        (ROUNDED, "sum(t.n[region = a])", "rounded or moved"),
        (SAMPLED, "count(t)", "those of samples"),
        (EDITIONS, "count(t)", "it has vintages"),
        (DROPPED, "count(t[age > 60])", "does not apply to some of its rows"),
        (DROPPED, "count(t) - count(t[age > 60])", "does not apply to some of its rows"),
        (RUBRIC, "count(t[class = old])", "it has a `rubric`"),
        (OWN_JOIN, "count(t[m = 1])", "it has a `join`"),
        (TOTALS, "count(t)", "`totals`"),
        (TABLE.replace("min_cell: 5", "min_cell: 2"), "count(t)", "`min_cell: 3` or more"),
        (TWINS, "count(t) + count(u)", "of the same file"),
        (TWINS, "count(u) + count(t)", "of the same file"),
    ],
)
def test_what_cannot_be_hidden_is_refused(
    tmp_path: Path, table: str, measure: str, why: str
) -> None:
    files = _files(tmp_path, _rows() + "a,,1\n")
    files.table("region,m\na,1\nb,1\nc,2\n", name="u.csv")
    (tmp_path / "r.yml").write_text(RULES, encoding="utf-8")
    found = files.one(table, claim(measure, "5"))
    assert found.verdict.value == "not checkable"
    assert why in str(found.explanation)


def test_an_unprotected_table_beside_a_protected_one_is_as_it_is(tmp_path: Path) -> None:
    files = _files(tmp_path)
    files.table("region,m\na,1\nb,2\n", name="u.csv")
    table = dedent(TABLE) + "  u:\n    file: u.csv\n"
    found = files.one(table, claim("sum(u.m) / count(t[region = a])", "5"))
    assert ends(found) == ("1/6", "1/6")
    alone = files.one(table, claim("sum(u.m)", "3"))
    assert ends(alone) == ("3", "3")


def test_a_table_that_joins_a_protected_one_is_refused(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.table("region,n,age\na,1,2\nb,2,3\n")
    files.table("region,m\na,1\nb,2\n", name="u.csv")
    found = files.one(JOINED, claim("sum(u.m[n > 1])", "5"))
    assert "it joins table 't'" in str(found.explanation)
    found = files.one(JOINED, claim("sum(u.m) / count(t)", "5"))
    assert "FC424" in str(found.explanation)


def test_a_column_of_another_table_may_have_the_same_name(tmp_path: Path) -> None:
    files = _files(tmp_path)
    files.table("region,age\na,old\nb,young\n", name="u.csv")
    table = dedent(TABLE) + "  u:\n    file: u.csv\n"
    found = files.one(table, claim("count(u[age = old]) / count(t[age > 60])", "5"))
    assert ends(found) == ("1/14", "1/14")


def test_figures_in_words_are_ranges_without_their_words(tmp_path: Path) -> None:
    rows = "region,age,n\n" + "a,30,1\n" * 6 + "a,more than 60,1\n" + "a,about 40,1\n" * 5
    table = TABLE.replace("age: {empty: unknown}", "age: {unit: years}")
    result = _run(tmp_path, table, claim("count(t[age > 50])", "5"), rows=rows)
    assert "more than 60" not in render_json(result)
    assert ends(result.claims[0].readings[0]) == ("1", "4")


def test_claims_are_not_repeated_for_rows_that_are_hidden(tmp_path: Path) -> None:
    more = "    for_each: {table: t, columns: [region]}\n"
    files = _files(tmp_path)
    claims = "claims:\n  c:\n    measure: 'count(t[region = $region])'\n    figure: 5\n" + more
    (found,) = files.claims(TABLE, claims).values()
    assert "`min_cell` hides" in str(found.explanation)
    files.table("region,m\na,1\n", name="u.csv")
    (found,) = files.claims(JOINED, claims.replace("table: t", "table: u")).values()
    assert "`min_cell` hides" in str(found.explanation)


def test_no_sum_of_what_is_shown_tells_more_of_a_group(tmp_path: Path) -> None:
    """Every way in which small groups may be larger gives the same intervals."""
    tests = ("region = a", "region = b", "age > 60", "region = c, age > 60", "region != b")
    texts = (
        TABLE,
        "claims:\n",
        *(
            f"  c{n}:\n    measure: 'count(t[{test}])'\n    figure: 5\n"
            for n, test in enumerate(tests)
        ),
    )
    seen = set()
    for b, c, d in product((1, 3, 4), (1, 2, 4), (1, 4)):
        groups = {**GROUPS, ("b", 30): b, ("c", 30): c, ("c", 70): d}
        result = _run(tmp_path, *texts, rows=_rows(groups))
        seen.add(tuple(ends(each.readings[0]) for each in result.claims))
    assert len(seen) == 1
