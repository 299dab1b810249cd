"""Groups and periods of a keyed table of which a slice has no row."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from quantity_files import Files

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from factcheck.model.result import Assessment

S, R, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_CHECKABLE
KEYED = """evidence:
  t:
    file: t.csv
    key: [g, k]
    columns:
      n: {unit: things}
quantities:
  a:
    is: things of kind a
    unit: things
    measure: sum(t.n[k = a])
  rows:
    is: rows of kind a
    unit: rows
    measure: count(t[k = a])
"""
ROWS = "g,k,n\nX,a,5\nX,b,1\nY,a,3\nY,b,9\nZ,b,2\n"
LACKING = "there is no value for Z, so that it has no place"


def rank(files: Files, measure: str, of: str = "X", more: str = "place: 1") -> Assessment:
    return files.form(f"measure: '{measure}'\nby: g\nof: {of}\n{more}", table=KEYED)


@pytest.mark.parametrize("measure", ["sum(t.n[k = a])", "t.n[k = a]", "a", "mean(t.n[k = a])"])
def test_a_group_of_which_the_slice_has_no_row_is_not_ranked(files: Files, measure: str) -> None:
    files.table(ROWS)
    found = rank(files, measure)
    assert (found.verdict, found.explanation) == (S, LACKING)
    assert found.found is not None
    assert found.found.text == "place 1 of 2"
    assert any("left out" in step.text and "Z" in step.text for step in found.calculation)
    lowest = rank(files, measure, "Y", "place: 1\norder: lowest")
    assert (lowest.verdict, lowest.explanation) == (S, LACKING)
    named = rank(files, measure, "Z")
    assert (named.verdict, named.reason) == (N, "missing")
    assert named.explanation == "there is no value for 'Z', so that it has no place"


def test_several_groups_without_a_place_are_told_of_together(files: Files) -> None:
    files.table(ROWS + "W,b,1\n")
    told = "there is no value for W, Z, so that they have no place"
    assert rank(files, "a").explanation == told


@pytest.mark.parametrize(
    ("measure", "place", "verdict"),
    [
        ("count(t[k = a])", "place: 1", S),
        ("rows", "place: 1", S),
        ("rows", "place: 1\nunique: true", R),
        ("rows", "place: last\norder: lowest", S),
        # Counted from below, the place of a count hangs on whether no row means zero.
        ("count(t[k = a])", "place: 1\norder: lowest", N),
        ("rows", "place: last", N),
        ("0 - count(t[k = a])", "place: 1", N),
        # Only some of the rows are missing.
        ("share(sum(t.n), k = a)", "place: 1", N),
        ("sum(t.n[k = a]) + sum(t.n[k = b])", "place: 1", N),
    ],
)
def test_a_count_of_no_row_may_be_zero(
    files: Files, measure: str, place: str, verdict: Verdict
) -> None:
    files.table(ROWS)
    found = rank(files, measure, more=place)
    assert found.verdict is verdict
    if verdict is N:
        assert found.reason == "missing"
        assert "the group 'Z' lacks a row" in (found.explanation or "")
        assert "leave it out with 'among'" in (found.explanation or "")


PERIODS = "g,k,n\n2008,b,4\n2010,a,5\n2010,b,1\n2011,a,7\n2011,b,9\n2012,b,1\n"
SLICES = ["sum(t.n[k = a])", "t.n[k = a]", "a", "share(sum(t.n), k = a)", "count(t[k = a])"]


@pytest.mark.parametrize("measure", SLICES)
def test_only_the_periods_of_a_trend_need_a_row(files: Files, measure: str) -> None:
    files.table(PERIODS)
    trend = f"measure: '{measure}'\nover: g\ndirection: rising\n"
    within = files.form(f"{trend}from: 2010\nto: 2011", table=KEYED)
    falls = measure.startswith(("share", "count"))
    assert within.verdict is (R if falls else S)
    after = files.form(f"{trend}from: 2010\nto: 2012", table=KEYED)
    assert (after.verdict, after.reason) == (N, "missing")
    told = after.explanation or ""
    assert "'2012'" in told
    assert "among" not in told
    whole = files.form(
        f"{trend}to: 2011", table=KEYED.replace("n: {", "g: {step: any}\n      n: {")
    )
    assert (whole.verdict, whole.reason) == (N, "missing")
    assert "'2008'" in (whole.explanation or "")


def test_a_trend_over_two_tables_says_how_to_leave_a_period_out(files: Files) -> None:
    files.table("g,n\n2010,1\n2011,2\n2012,3\n")
    files.table("g,n\n2010,1\n2011,1\n", "u.csv")
    both = "evidence:\n  t: {file: t.csv, key: g}\n  u: {file: u.csv, key: g}\n"
    trend = "measure: sum(t.n) / sum(u.n)\nover: g\ndirection: rising\n"
    assert files.form(f"{trend}to: 2011", table=both).verdict is S
    after = files.form(trend, table=both)
    assert (after.verdict, after.reason) == (N, "missing")
    assert "'from' and 'to'" in (after.explanation or "")


GROUPS = ("X", "Y", "Z")
YEARS = ("2010", "2011", "2012", "2013")
Cells = dict[tuple[str, str], int]


def tables(names: tuple[str, ...]) -> st.SearchStrategy[Cells]:
    keys = st.tuples(st.sampled_from(names), st.sampled_from("ab"))
    return st.dictionaries(keys, st.integers(0, 3), min_size=1).filter(
        lambda cells: {kind for _, kind in cells} == {"a", "b"}
    )


def run(cells: Cells, body: str) -> Assessment:
    rows = "".join(f"{group},{kind},{n}\n" for (group, kind), n in cells.items())
    note(rows)
    note(body)
    with TemporaryDirectory() as folder:
        files = Files(Path(folder))
        files.table(f"g,k,n\n{rows}")
        found = files.form(body, table=KEYED)
    note(str(found))
    return found


@settings(max_examples=40)
@given(
    cells=tables(GROUPS),
    of=st.sampled_from(GROUPS),
    place=st.integers(1, 3),
    is_count=st.booleans(),
    is_lowest=st.booleans(),
)
def test_ranks_over_a_slice_by_brute_force(
    cells: Cells, of: str, place: int, *, is_count: bool, is_lowest: bool
) -> None:
    measure = "count(t[k = a])" if is_count else "sum(t.n[k = a])"
    order = "lowest" if is_lowest else "highest"
    body = f"measure: '{measure}'\nby: g\nof: {of}\nplace: {place}\norder: {order}"
    found = run(cells, body)
    values = {group: 1 if is_count else n for (group, kind), n in cells.items() if kind == "a"}
    others = {group for group, _ in cells} - set(values)
    if of not in values or len(values) == 1 or (is_count and is_lowest and others):
        assert found.verdict is N
        return
    ahead = [n for n in values.values() if (n < values[of] if is_lowest else n > values[of])]
    assert found.verdict is (S if len(ahead) + 1 == place else R)
    if others:
        assert "there is no value for" in (found.explanation or "")
    if is_count and not is_lowest:
        # The same if no row were zero.
        zeros = [n for n in [*values.values(), *(0 for _ in others)] if n > values[of]]
        assert len(zeros) == len(ahead)


@settings(max_examples=40)
@given(
    cells=tables(YEARS),
    ends=st.lists(st.sampled_from(YEARS), min_size=2, max_size=2, unique=True),
    is_rising=st.booleans(),
)
def test_trends_over_a_slice_by_brute_force(
    cells: Cells, ends: list[str], *, is_rising: bool
) -> None:
    first, last = sorted(ends)
    direction = "rising" if is_rising else "falling"
    body = f"measure: 'sum(t.n[k = a])'\nover: g\nfrom: {first}\nto: {last}\n"
    found = run(cells, f"{body}direction: {direction}")
    asked = [cells.get((year, "a")) for year in YEARS if first <= year <= last]
    numbers = [each for each in asked if each is not None]
    if len(numbers) < len(asked):
        assert found.verdict is N
        return
    steps = [b > a if is_rising else b < a for a, b in pairwise(numbers)]
    assert found.verdict is (S if all(steps) else R)
