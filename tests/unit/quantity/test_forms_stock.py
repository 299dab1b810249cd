"""Stocks in groups: a group of one date is no sum over dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          month:
            type: date
          n:
            unit: people
            kind: stock
            over: month
    quantities:
      people:
        unit: people
        measure: sum(t.n)
    """
RISING = "over: month\ndirection: rising"


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table("month,town,n\n2020-01,A,1\n2020-01,B,2\n2020-02,A,4\n2020-02,B,2\n")


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (f"measure: sum(t.n)\n{RISING}", "rises at 1 of 1 step"),
        (f"measure: people\n{RISING}", "rises at 1 of 1 step"),
        (f"measure: share(people, town = A)\n{RISING}", "rises at 1 of 1 step"),
        ("measure: sum(t.n)\nby: month\nof: 2020-02\nplace: 1", "place 1 of 2"),
        ("measure: sum(t.n)\nby: [month, town]\nof: [[2020-02, A]]\nplace: 1", "place 1 of 4"),
        ("measure: sum(t.n)\nby: month\nfigure: at least 3\nin: all", "2 of 2 groups"),
        ("holds: sum(t.n) > 5\nby: month\nin: 1", "1 of 2 groups"),
        ("measure: groups(t by month, holds sum(t.n) > 5)\nfigure: '1'", "1"),
    ],
)
def test_each_group_is_one_date(files: Files, keys: str, found: str) -> None:
    judged = files.form(keys, table=TABLE)
    assert judged.verdict is Verdict.SUPPORTED
    assert judged.found is not None
    assert judged.found.text == found


@pytest.mark.parametrize(
    "keys",
    [
        "measure: sum(t.n)\nby: town\nof: A\nplace: 1",
        "measure: sum(t.n)\nfigure: at least 3",
        "measure: groups(t by town, holds sum(t.n) > 5)\nfigure: '1'",
        "measure: groups(t by month, holds sum(t.n) > 5) + sum(t.n)\nfigure: '1'",
    ],
)
def test_other_groups_are_still_summed_over_dates(files: Files, keys: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        files.form(keys, table=TABLE)
    (problem,) = raised.value.problems
    assert problem.code.slug == "never-summed"
