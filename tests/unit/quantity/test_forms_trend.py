"""Trends: every step, gaps, dates, periods, and what stays within a limit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.model.fraction import Fraction
from factcheck.model.spec import ColumnType, Verdict
from factcheck.quantity.forms.periods import scale_of

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import Assessment

S, R, U, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.NOT_CHECKABLE
TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: visits
            markers:
              "<5": suppressed 0..4
    """
ROWS = "year,n\n2015,10\n2016,12\n2017,15\n2018,15\n2019,18\n"


def trend(files: Files, rows: str, direction: str, *more: str, column: str = "") -> Assessment:
    """Return what a claim about a trend over the first column comes to."""
    files.table(rows)
    over = rows.partition(",")[0]
    lines = ["measure: sum(t.n)", f"over: {over}", f"direction: {direction}", *more]
    declared = f"          {over}:\n{column}" if column else ""
    return files.form("\n".join(lines), table=TABLE.replace("columns:\n", f"columns:\n{declared}"))


def test_a_trend_holds_at_every_step_or_not_at_all(files: Files) -> None:
    judged = trend(files, ROWS, "rising")
    assert judged.verdict is R
    assert judged.claimed is not None
    assert judged.found is not None
    assert judged.claimed.text == "rising at each of 4 steps from 2015 to 2019"
    assert judged.found.text == "rises at 3 of 4 steps, not from 2017 to 2018"
    assert ends(judged) == ("3", "3")
    assert trend(files, ROWS, "rising", "to: 2017").verdict is S
    assert trend(files, ROWS, "rising", "from: 2018").verdict is S
    assert trend(files, ROWS, "falling").verdict is R


def test_falling_is_the_same_downwards(files: Files) -> None:
    judged = trend(files, "year,n\n2015,10\n2016,9\n2017,2\n", "falling")
    assert judged.verdict is S
    assert [step.value for step in judged.calculation] == [
        "10 visits",
        "9 visits (−1: falls)",
        "2 visits (−7: falls)",
    ]
    assert judged.counts is not None
    assert judged.counts.rows == 3


def test_a_missing_period_is_a_gap(files: Files) -> None:
    judged = trend(files, "year,n\n2015,10\n2016,12\n2018,15\n", "rising")
    assert (judged.verdict, judged.reason) == (N, "missing")
    assert judged.explanation is not None
    assert "in column 'year', '2016' is followed by '2018'" in judged.explanation


def test_a_declared_step_makes_other_gaps(files: Files) -> None:
    rows = "year,n\n2000,10\n2005,12\n2010,15\n"
    step = "            step: 5\n"
    assert trend(files, rows, "rising", column=step).verdict is S
    assert trend(files, rows, "rising").verdict is N
    assert (
        trend(files, "year,n\n2000,10\n2005,12\n2007,13\n2010,15\n", "rising", column=step).verdict
        is N
    )


def test_a_trend_needs_two_periods_in_order(files: Files) -> None:
    judged = trend(files, ROWS, "rising", "from: 2019")
    assert judged.verdict is N
    assert judged.explanation is not None
    assert "a trend needs two periods" in judged.explanation


def test_an_end_that_is_not_there_is_a_fault(files: Files) -> None:
    judged = trend(files, ROWS, "rising", "from: 2010")
    assert judged.verdict is N
    assert judged.explanation is not None
    assert "'2010' is no group of 'year'" in judged.explanation


DATE = "            type: date\n"


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ("2019-11 2019-12 2020-01", S),
        ("2019-11 2020-01", N),
        ("2018 2019 2020", S),
        ("2018 2020", N),
    ],
)
def test_dates_step_by_their_precision(files: Files, values: str, verdict: Verdict) -> None:
    rows = "d,n\n" + "".join(f"{value},{n}\n" for n, value in enumerate(values.split(), 10))
    assert trend(files, rows, "rising", column=DATE).verdict is verdict


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ("2020-02-28 2020-02-29 2020-03-01", None),
        ("2020-02-28 2020-02-29 2020-03-02", "1 day"),
        ("2020-01-01 2020-01-15 2020-03-02", "14 days"),
        # Mondays, and one of them left out.
        ("2020-01-06 2020-01-13 2020-01-20", None),
        ("2020-01-06 2020-01-13 2020-01-27", "7 days"),
        # From Thursday over the weekend to Tuesday, and without that Monday.
        ("2020-01-09 2020-01-10 2020-01-13 2020-01-14", None),
        ("2020-01-09 2020-01-10 2020-01-14 2020-01-15", "1 workday"),
        ("2020-01-10 2020-01-11 2020-01-13", "1 day"),
        # The same day of each month, and the last one.
        ("2019-12-15 2020-01-15 2020-02-15", None),
        ("2019-12-31 2020-01-31 2020-02-29", None),
        ("2019-12-31 2020-03-31 2020-06-30", None),
        ("2019-11-30 2019-12-31 2020-02-29", "1 month"),
        ("2018-07-01 2019-07-01 2021-07-01", "12 months"),
        ("9999-12-30 9999-12-31", None),
    ],
)
def test_days_go_by_the_shortest_step_between_two_of_them(
    files: Files, values: str, steps: str | None
) -> None:
    rows = "d,n\n" + "".join(f"{value},{n}\n" for n, value in enumerate(values.split(), 10))
    judged = trend(files, rows, "rising", column=DATE)
    assert judged.verdict is (S if steps is None else N)
    if steps is not None:
        assert judged.explanation is not None
        assert f"(steps are of {steps}; declare another 'step' for d, or" in judged.explanation
    free = trend(files, rows, "rising", column=f"{DATE}            step: any\n")
    assert free.verdict is S


def test_days_before_the_first_year_have_no_order(files: Files) -> None:
    judged = trend(files, "d,n\n0000-12-30,1\n0000-12-31,2\n", "rising")
    assert (judged.verdict, judged.reason) == (N, "fault")
    assert "has no order to step along" in (judged.explanation or "")


def test_any_step_takes_what_comes_next(files: Files) -> None:
    rows = "year,n\n1998,10\n2002,12\n2005,15\n"
    assert trend(files, rows, "rising").verdict is N
    assert trend(files, rows, "rising", column="            step: any\n").verdict is S
    judged = trend(files, rows, "falling", column="            step: any\n")
    assert judged.verdict is R
    # What is named has to be there all the same.
    named = trend(files, rows, "rising", "from: 1999", column="            step: any\n")
    assert (named.verdict, named.reason) == (N, "fault")


@pytest.mark.parametrize(
    ("numbers", "within", "verdict"),
    [
        ("0 0 0", "5 percent", S),
        ("0 0 1", "5 percent", R),
        ("0 0 1", "1", S),
        ("3 0 3", "99 percent", R),
        ("3 0 3", "100 percent", S),
    ],
)
def test_a_percentage_of_nothing_is_nothing(
    files: Files, numbers: str, within: str, verdict: Verdict
) -> None:
    rows = "".join(f"{year},{n}\n" for year, n in enumerate(numbers.split(), 2018))
    judged = trend(files, f"year,n\n{rows}", "flat", f"within: {within}")
    assert judged.verdict is verdict


def test_a_start_that_may_be_nothing_is_not_taken_to_be(files: Files) -> None:
    judged = trend(files, "year,n\n2018,<5\n2019,0\n", "flat", "within: 5 percent")
    assert judged.verdict is R
    assert "denominator" in {premise.kind for premise in judged.premises}


def test_dates_may_step_by_declared_months(files: Files) -> None:
    quarterly = DATE + "            step: 3\n"
    rows = "d,n\n2019-12-31,1\n2020-03-31,2\n2020-06-30,3\n"
    assert trend(files, rows, "rising", column=quarterly).verdict is S
    assert (
        trend(files, "d,n\n2019-12-31,1\n2020-06-30,3\n", "rising", column=quarterly).verdict is N
    )


def test_years_beside_months_are_told_apart_by_the_ends(files: Files) -> None:
    rows = "d,n\n2019,100\n2019-11,5\n2019-12,6\n2020,110\n"
    unclear = trend(files, rows, "rising", column=DATE)
    assert unclear.verdict is N
    assert unclear.explanation is not None
    assert "has no order to step along" in unclear.explanation
    assert trend(files, rows, "rising", "from: 2019", column=DATE).verdict is S
    months = trend(files, rows, "rising", "from: 2019-11", "to: 2019-12", column=DATE)
    assert months.verdict is S
    assert months.claimed is not None
    assert months.claimed.text == "rising at each of 1 step from 2019-11 to 2019-12"


def test_texts_without_an_order_are_refused(files: Files) -> None:
    judged = trend(files, "town,n\nAarau,1\nBasel,2\n", "rising")
    assert (judged.verdict, judged.reason) == (N, "fault")
    assert judged.explanation is not None
    assert judged.explanation.startswith("FC257 no-order-to-step-along")


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ("2017/18 2018/19 2019/20", "yy"),
        ("1998-99 1999-00 2001-02", "yn"),
        ("1990-1994 1995-1999 2005-2009", "yn"),
        ("2018-2019 2019-2020 2020-2021", "yy"),
        ("2018-2019 2020-2021", "y"),
        ("1990..1999 2000..2009", "y"),
        ("2019-Q3 2019-Q4 2020-Q1 2020-Q3", "yyn"),
        ("2019H2 2020H1", "y"),
        ("2019-03 2019-04 2019-06", "yn"),
        ("2019-01-03 2019-02-04", "y"),
    ],
)
def test_texts_may_be_periods(values: str, steps: str) -> None:
    every = values.split()
    scale = scale_of(every, ColumnType.TEXT, None)
    assert scale is not None
    assert sorted(every, key=scale.at) == every
    pairs = pairwise(every)
    assert "".join("ny"[scale.is_next(one, other)] for one, other in pairs) == steps


@pytest.mark.parametrize(
    "values",
    [
        "2019-Q3 2020-H1",
        "2019-Q3 2019-H3",
        "2019-Q3 later",
        "2018/19 2018/20",
        "1994-1990 1995-1999",
        "1990-1994 then",
        "2019-13 2019-14",
        "2019 2019-04",
    ],
)
def test_other_texts_have_no_order(values: str) -> None:
    assert scale_of(values.split(), ColumnType.TEXT, None) is None


def test_periods_may_step_further() -> None:
    scale = scale_of(("2018/19", "2020/21"), ColumnType.TEXT, Fraction(2))
    assert scale is not None
    assert scale.is_next("2018/19", "2020/21")


@pytest.mark.parametrize(
    ("within", "verdict"),
    [
        # 15 and 18 are 50 % and 80 % more than 10.
        ("80 percent", S),
        ("less than 80 percent", R),
        ("about 80 percent", S),
        ("8 visits", S),
        ("7 visits", R),
    ],
)
def test_flat_is_within_a_limit_of_the_start(files: Files, within: str, verdict: Verdict) -> None:
    judged = trend(files, ROWS, "flat", f"within: {within}")
    assert judged.verdict is verdict
    assert judged.figure == within


def test_a_flat_trend_tells_how_far_each_period_is(files: Files) -> None:
    judged = trend(files, ROWS, "flat", "within: 50 percent")
    assert judged.claimed is not None
    assert judged.found is not None
    assert judged.claimed.text == "within 50 % of 2015, until 2019"
    assert judged.found.text == "is within the limit at 3 of 4 later periods, not at 2019"
    assert judged.figure_rule == "bare: a limit on both sides, as printed."
    assert judged.calculation[-1].value == "18 visits (+80 %: is not within the limit)"


def test_a_flat_share_is_within_points(files: Files) -> None:
    files.table("year,n,all\n2015,20,100\n2016,23,100\n")
    table = TABLE.rstrip(" ") + "          all:\n            unit: visits\n"
    keys = "measure: share(whole, part)\nover: year\ndirection: flat\nwithin: {}\n"
    world = table + (
        "    quantities:\n      whole:\n        unit: visits\n        measure: sum(t.all)\n"
        "      part:\n        unit: visits\n        measure: sum(t.n)\n        part_of: whole\n"
    )
    assert files.form(keys.format("3 points"), table=world).verdict is S
    assert files.form(keys.format("3 percent"), table=world).verdict is S
    judged = files.form(keys.format("2 points"), table=world)
    assert judged.verdict is R
    assert judged.calculation[-1].text == "2016 = 23 / 100"
    assert judged.calculation[-1].value == "23 % (+3 points: is not within the limit)"


def test_hidden_numbers_leave_a_trend_open(files: Files) -> None:
    judged = trend(files, "year,n\n2015,2\n2016,<5\n2017,9\n", "rising")
    assert judged.verdict is U
    assert judged.found is not None
    assert judged.found.text == "rises at 1 to 2 of 2 steps"
    assert [world.measure for world in judged.worlds] == [
        "it rises at every step",
        "there is a step at which it does not rise",
    ]
    assert judged.calculation[1].value == "0 to 4 visits (−2 to 2: not known)"
    assert judged.decides == (
        "n of t[year = 2016]: 3 to 4 would support the claim, 0 to 2 would refute it",
    )


def test_steps_hang_together(files: Files) -> None:
    # 2 < x < 3 is not possible for a whole number, though each half is.
    judged = trend(files, "year,n\n2015,2\n2016,<5\n2017,3\n", "rising")
    assert judged.verdict is R


def test_a_period_without_a_number_is_a_gap(files: Files) -> None:
    files.table("year,n,all\n2015,1,2\n2016,2,0\n2017,3,4\n")
    keys = "measure: sum(t.n) / sum(t.all)\nover: year\ndirection: rising"
    judged = files.form(keys, table=TABLE)
    assert judged.verdict is N
    assert judged.explanation is not None
    assert "there is no value for '2016'" in judged.explanation


def test_a_period_that_may_be_missing_is_a_gap(files: Files) -> None:
    rows = "year,n\n2015,10\n2016,12\n?,15\n"
    column = (
        "            domain: [2015, 2016, 2017]\n            type: number\n"
        '            markers:\n              "?": unknown\n'
    )
    judged = trend(files, rows, "rising", column=column)
    assert judged.verdict is N
    assert judged.explanation is not None
    assert "whether there is a row of '2017'" in judged.explanation


def test_a_long_trend_shows_the_ends_and_the_breaks(files: Files) -> None:
    numbers = [*range(1, 11), 9, *range(11, 20)]
    rows = "year,n\n" + "".join(f"{2000 + at},{n}\n" for at, n in enumerate(numbers))
    judged = trend(files, rows, "rising")
    assert judged.verdict is R
    assert [step.text for step in judged.calculation] == [
        "2000",
        "2001",
        "… 7 more",
        "2009",
        "2010",
        "… 7 more",
        "2018",
        "2019",
    ]
