"""Measures that are kept to some of the groups that they are asked of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

S, R, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_CHECKABLE
TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          year:
            domain: ["2017", "2018", "2019", "2020", "2021"]
          n:
            unit: visits
      u:
        file: u.csv
        columns:
          m:
            unit: visits
    quantities:
      recent:
        unit: visits
        measure: sum(t.n[year in 2018..2019])
      some:
        unit: visits
        part_of: all
      all:
        unit: visits
        measure: sum(t.n)
    """
KEPT = "sum(t.n[year in 2018..2019])"
NOTE = "not asked, as the measure is kept to others: 2 groups (2017, 2020)"


@pytest.fixture(autouse=True)
def _tables(files: Files) -> None:
    files.table("year,region,n\n2017,A,9\n2018,A,2\n2019,A,3\n2019,B,2\n2020,A,1\n")
    files.table("place,m\nx,10\n", "u.csv")


@pytest.mark.parametrize("measure", [KEPT, "recent", f"{KEPT} / 2 + {KEPT} / 2"])
@pytest.mark.parametrize(
    ("rest", "verdict", "found"),
    [
        ("by: year\nfigure: at least 2\nin: all", S, "2 of 2 groups"),
        ("by: year\nfigure: less than 1\nin: none", S, "0 of 2 groups"),
        ("by: year\nof: 2018\nplace: last", S, "place 1, counted from the end, of 2"),
        ("over: year\ndirection: rising", S, "rises at 1 of 1 step"),
        ("over: year\ndirection: falling", R, "falls at 0 of 1 step, not from 2018 to 2019"),
    ],
)
def test_groups_that_the_measure_leaves_out_are_no_groups(
    files: Files, measure: str, rest: str, verdict: Verdict, found: str
) -> None:
    judged = files.form(f"measure: '{measure}'\n{rest}", table=TABLE)
    assert judged.verdict is verdict
    assert judged.found is not None
    assert judged.found.text == found
    assert judged.calculation[-1].text == NOTE


def test_groups_are_counted_among_those_that_the_comparison_speaks_of(files: Files) -> None:
    judged = files.measure(f"groups(t by year, holds {KEPT} < 4)", "1", table=TABLE)
    assert judged.verdict is S
    assert NOTE in [step.text for step in judged.calculation]


@pytest.mark.parametrize(
    "holds",
    [f"{KEPT} < sum(t.n) + 1", "recent <= all", f"{KEPT} < sum(t.n[not year = 2018]) + 100"],
)
def test_a_part_that_is_kept_to_some_groups_is_a_fault(files: Files, holds: str) -> None:
    body = f"holds: '{holds}'\nby: year\nin: all"
    judged = files.form(body, table=TABLE)
    assert (judged.verdict, judged.reason) == (N, "fault")
    assert judged.explanation is not None
    assert judged.explanation.startswith("FC250 slice-of-some-groups: a part of what is claimed")
    assert "'among: year" in judged.explanation
    assert judged.obstacle_at is not None
    among = "year = 2019" if "not" in holds else "year in 2018..2019"
    assert files.form(f"{body}\namong: {among}", table=TABLE).verdict is S


def test_what_is_the_same_for_every_group_is_no_part_of_it(files: Files) -> None:
    body = f"holds: {KEPT} < sum(u.m)\nby: year\nin: all\nunfiltered: u"
    judged = files.form(body, table=TABLE)
    assert judged.verdict is S
    assert judged.calculation[-1].text == NOTE


def test_a_quantity_of_no_table_is_kept_to_its_own_slice_as_well(files: Files) -> None:
    body = "holds: 'some[year in 2018..2019] <= all[year in 2018..2019]'\nby: year\nin: all"
    judged = files.form(body, table=TABLE)
    assert judged.verdict is S
    assert judged.calculation[-1].text == NOTE
    other = files.form("holds: 'some[year in 2018..2019] <= all'\nby: year\nin: all", table=TABLE)
    assert other.reason == "fault"


def test_other_columns_leave_no_group_out(files: Files) -> None:
    for test in ("region = B", "(year = 2019 or region = B)", "n in top 1"):
        body = f"measure: 'sum(t.n[{test}])'\nby: year\nfigure: less than 1\nin: at least 2"
        judged = files.form(body, table=TABLE)
        assert judged.verdict is S, test
        assert "not asked" not in judged.calculation[-1].text


def test_ranks_of_the_groups_leave_the_others_out(files: Files) -> None:
    body = "measure: 'sum(t.n[year in top 3])'\nby: year\nof: 2020\nplace: last"
    judged = files.form(body, table=TABLE)
    assert judged.verdict is S
    assert judged.calculation[-1].text == NOTE.replace("2020", "2018")


def test_a_value_that_never_occurs_is_told_first(files: Files) -> None:
    files.table("year,region,n\n2017,A,9\n2018,B,2\n")
    body = "measure: 'sum(t.n[region in (C, D)])'\nby: region\nfigure: '0'\nin: all"
    judged = files.form(body, table=TABLE)
    assert judged.explanation is not None
    assert judged.explanation.startswith("FC242 no-such-value: 'C' never occurs")
