"""Tests on dates in every aggregate, against what pandas finds; dates that are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from exact import exact
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quantity_files import ends

from factcheck.filter.codes import NO_SUCH_VALUE, NOT_A_VALUE
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantity_files import Files

    from factcheck.model.result import Assessment

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          d:
            type: date
            empty: unknown
          m:
            type: date
          n:
            type: number
            unit: things
    """
DAYS = [
    *("2018-12-31", "2019-06-30", "2019-07-01", "2019-07-15", "2019-07-31", "2019-08-01"),
    *("2019-12-31", "2020-01-01", "2020-02-29", "2020-03-31", "2020-04-01", "2020-12-21"),
]


def on(day: str) -> pd.Timestamp:
    return pd.Timestamp(day)


TESTS: dict[str, Callable[[pd.Series[pd.Timestamp]], pd.Series[bool]]] = {
    "d >= 2020": lambda d: d >= on("2020-01-01"),
    "d > 2019": lambda d: d >= on("2020-01-01"),
    "d < 2020": lambda d: d < on("2020-01-01"),
    "d <= 2019": lambda d: d < on("2020-01-01"),
    "d = 2020-12-21": lambda d: d == on("2020-12-21"),
    "d != 2020-12-21": lambda d: d != on("2020-12-21"),
    "d = 2019-07": lambda d: d.dt.to_period("M") == pd.Period("2019-07"),
    "d != 2019-07": lambda d: d.dt.to_period("M") != pd.Period("2019-07"),
    "d in 2019-07": lambda d: d.dt.to_period("M") == pd.Period("2019-07"),
    "d not in 2019": lambda d: d.dt.year != 2019,
    "d in 2019-07-15": lambda d: d == on("2019-07-15"),
    "d > 2019-12-31": lambda d: d > on("2019-12-31"),
    "d >= 2019-12-31": lambda d: d >= on("2019-12-31"),
    "d <= 2020-02": lambda d: d < on("2020-03-01"),
    "d < 2020-02": lambda d: d < on("2020-02-01"),
    "d > 2019-07": lambda d: d > on("2019-07-31"),
    "d >= 2019-07": lambda d: d >= on("2019-07-01"),
    "d in 2019-07..2020-03": lambda d: (d >= on("2019-07-01")) & (d < on("2020-04-01")),
    "d not in 2019-07..2020-03": lambda d: (d < on("2019-07-01")) | (d >= on("2020-04-01")),
    "d in 2019-07-15..2020": lambda d: (d >= on("2019-07-15")) & (d < on("2021-01-01")),
    "d in 2018..2019-07-01": lambda d: (d >= on("2018-01-01")) & (d <= on("2019-07-01")),
    "not d < 2020": lambda d: d >= on("2020-01-01"),
    "(d < 2019 or d > 2020)": lambda d: (d.dt.year < 2019) | (d.dt.year > 2020),
    'd contains "-07-"': lambda d: d.dt.month == 7,
    'd starts with "2020-0"': lambda d: (d.dt.year == 2020) & (d.dt.month < 10),
    "d known": lambda d: d.notna(),
}
AGGREGATES: dict[str, Callable[[pd.DataFrame], object]] = {
    "count(t{})": len,
    "sum(t.n{})": lambda f: f["n"].sum(),
    "median(t.n{})": lambda f: f["n"].median(),
    "max(t.n{})": lambda f: f["n"].max(),
    "distinct(t.d{})": lambda f: f["d"].nunique(),
    "quantile(t.n{}, 25%)": lambda f: f["n"].quantile(0.25),
    "last(t.n{} over d)": lambda f: f.sort_values("d")["n"].iloc[-1],
}


def rows_of(days: list[str]) -> str:
    lines = (f"{day},2020-01,{number * number + 1}" for number, day in enumerate(days))
    return "d,m,n\n" + "".join(f"{line}\n" for line in lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(DAYS), min_size=1, max_size=8, unique=True),
    st.sampled_from(sorted(TESTS)),
    st.sampled_from(sorted(AGGREGATES)),
)
def test_tests_on_days_agree_with_pandas(
    files: Files, days: list[str], test: str, aggregate: str
) -> None:
    content = rows_of(days)
    files.table(content)
    found = files.measure(aggregate.format(f"[{test}]"), "5.0", table=TABLE)
    frame = pd.DataFrame({"d": pd.to_datetime(days), "n": [n * n + 1 for n in range(len(days))]})
    kept = frame[TESTS[test](frame["d"])]
    if found.verdict is Verdict.NOT_CHECKABLE:
        is_value_missing = (found.explanation or "").startswith(NO_SUCH_VALUE.code)
        assert is_value_missing or (kept.empty and found.reason == "missing"), found.explanation
        return
    assert found.found is not None
    assert found.found.interval.is_point
    assert found.found.interval.lower == exact(str(AGGREGATES[aggregate](kept)))


@pytest.mark.parametrize(
    ("test", "number"),
    [
        ("m >= 2020", 2),
        ("m > 2019-12-31", 2),
        ("m >= 2020-02-01", 2),
        ("m >= 2020-02", 2),
        ("m > 2020-02", 1),
        ("m < 2020-02-15", 3),
        ("m <= 2020-02-15", 3),
        ("m in 2019..2020-02", 3),
        ("m in 2020-01-01..2020-12-31", 2),
        ("m in 2020-02-01..2020-02-29", 1),
        ("m in 2020-02-02..2020-12-31", 1),
        ("m >= 2019-12-01", 3),
        ("m > 2019-12-01", 2),
        ("m < 2019-12-01", 1),
        ("m <= 2019-12-01", 2),
        ("m = 2019", 2),
        ("m = 2019-12", 1),
    ],
)
def test_a_month_is_compared_with_days_as_it_is_written(
    files: Files, test: str, number: int
) -> None:
    files.table("d,m,n\n,2019-11,1\n,2019-12,1\n,2020-02,1\n,2020-03,1\n")
    assert ends(files.measure(f"count(t[{test}])", table=TABLE)) == (str(number), str(number))


UNKNOWN = "d,m,n\n2019-05-01,2020-01,1\n,2020-01,10\n2021-03-01,2020-01,100\n"


@pytest.mark.parametrize(
    ("measure", "lower", "upper"),
    [
        ("count(t[d >= 2020])", "1", "2"),
        ("count(t[d >= 2020]) + count(t[d < 2020])", "3", "3"),
        ("count(t[d > 2019]) + count(t[d <= 2019])", "3", "3"),
        ("count(t[d in 2019-07..2020-03])", "0", "1"),
        ("count(t[d > 2019, d < 2021])", "0", "1"),
        ("count(t[d > 2020-02-28, d < 2020-03])", "0", "1"),
        ("count(t[d > 2019-12-31, d < 2020])", "0", "0"),
        ("count(t[d > 2020-02-28, d < 2020-03-01])", "0", "1"),
        ("count(t[d > 2019-02-28, d < 2019-03-01])", "0", "0"),
        ('count(t[d contains "-07-", d >= 2020])', "0", "1"),
        ("count(t[d unknown])", "1", "1"),
        ("median(t.n[d >= 2020])", "55", "100"),
        ("max(t.n[d < 2020])", "1", "10"),
        ("last(t.n over d)", "10", "100"),
        ("last(t.n[d <= 2020] over d)", "1", "10"),
        ("distinct(t.d[d in 2021])", "1", "2"),
        ("weighted_mean(t.n[d < 2020], t.n)", "1", "101/11"),
    ],
)
def test_an_unknown_date_may_lie_on_either_side(
    files: Files, measure: str, lower: str, upper: str
) -> None:
    files.table(UNKNOWN)
    assert ends(files.measure(measure, "5.0", table=TABLE)) == (lower, upper)


def test_too_many_years_are_not_tried_for_a_text(files: Files) -> None:
    rows = "".join(f"{year}-01-01,2020-01,1\n" for year in range(2000, 2012))
    files.table(f"d,m,n\n{rows},2020-01,1\n")
    found = files.measure('count(t[d contains "-07-"])', table=TABLE)
    assert found.reason == "missing"
    assert "more than 10 years" in (found.explanation or "")


def test_two_unknown_dates_may_lie_either_way(files: Files) -> None:
    table = TABLE.replace(
        "m:\n            type: date\n", "m:\n            type: date\n            empty: unknown\n"
    )
    files.table("d,m,n\n2020-01-05,2020-01-05,1\n,,1\n")
    for test in ("d < t.m", "d > t.m", "d = t.m"):
        expected = ("1", "2") if "=" in test else ("0", "1")
        assert ends(files.measure(f"count(t[{test}])", table=table)) == expected
    every = " + ".join(f"count(t[{test}])" for test in ("d < t.m", "d > t.m", "d = t.m"))
    assert ends(files.measure(every, table=table)) == ("2", "2")


def test_a_column_without_any_date_may_have_any(files: Files) -> None:
    files.table("d,m,n\n,2020-01,1\n")
    assert ends(files.measure("count(t[d > 2020])", table=TABLE)) == ("0", "1")


@pytest.mark.parametrize(
    "test",
    ["d >= soon", "d > 2020-1-1", "d < 2020-13", "d in 2019-07..2020-02-30", "d = 20200101"],
)
def test_what_is_no_date_is_refused(files: Files, test: str) -> None:
    files.table(UNKNOWN)
    found: Assessment = files.measure(f"count(t[{test}])", table=TABLE)
    assert (found.explanation or "").startswith(NOT_A_VALUE.code)
    assert "dates are written 2020-12-21, 2020-12 or 2020" in (found.explanation or "")


def test_the_label_of_totals_is_no_date_and_may_be_asked_for(files: Files) -> None:
    files.table("d,n\n2020-01-01,1\n2020-01-02,2\nTotal,3\n")
    table = """\
        evidence:
          t:
            file: t.csv
            totals:
              d: Total
            columns:
              d:
                type: date
        """
    assert ends(files.measure("sum(t.n[d = Total])", table=table)) == ("3", "3")
    assert ends(files.measure("sum(t.n[d >= 2020])", table=table)) == ("3", "3")
