"""The value of the latest row: known ones, rows and moments that are not known, what is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.filter.codes import NO_ORDER
from factcheck.model.spec import Verdict
from factcheck.quantity.codes import NOT_ONE_ROW

if TYPE_CHECKING:
    from quantity_files import Files

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          k:
            empty: unknown
          y:
            type: number
            markers:
              '?': unknown
              '-': none
              '2019f': 2019..2021
              '2010f': 2010..2011
          d:
            type: date
            empty: unknown
          n:
            type: number
            unit: things
            markers:
              '<3': 0..2
              '-': none
    """
_DOMAIN = "".join(f"              - {year}\n" for year in (2018, 2019, 2020))
_MARKERS = "            markers:\n              '?': unknown"
DOMAIN = TABLE.replace(_MARKERS, f"            domain:\n{_DOMAIN}{_MARKERS}", 1)
OVER_YEAR = "last(t.n[k = x] over y)"
OVER_DAY = "last(t.n[k = x] over d)"


@pytest.mark.parametrize(
    ("measure", "rows", "lower", "upper"),
    [
        (OVER_YEAR, "x,2018,,5\nx,2020,,7\nx,2019,,9\n", 7, 7),
        (OVER_YEAR, "x,9,,5\nx,10,,7\n", 7, 7),
        (OVER_YEAR, "x,2018,,5\nx,-,,7\n", 5, 5),
        (OVER_YEAR, "x,2018,,5\nx,2020,,<3\n", 0, 2),
        (OVER_YEAR, "x,2018,,5\n,2020,,7\n", 5, 7),
        (OVER_YEAR, "x,2018,,5\n,2017,,7\n", 5, 5),
        (OVER_YEAR, "x,2018,,5\n,2020,,7\n,2021,,1\n", 1, 7),
        (OVER_YEAR, "x,2018,,5\nx,?,,7\n", 5, 7),
        (OVER_YEAR, "x,2018,,5\nx,2019f,,7\n", 7, 7),
        (OVER_YEAR, "x,2018,,5\nx,2010f,,7\n", 5, 5),
        (OVER_YEAR, "x,2018,,5\nx,2019f,,7\nx,2010f,,9\n", 7, 7),
        (OVER_YEAR, "x,2019f,,5\nx,2019f,,7\n", 5, 7),
        (OVER_YEAR, "x,?,,5\n", 5, 5),
        (OVER_YEAR, "x,2018,,5\n,2020,,7\n,2020,,9\n", 5, 9),
        ("last(t.n over y)", "x,2018,,5\n,2020,,7\n", 7, 7),
        ("last(t.n over y)", "x,2018,,5\nx,2018,,6\nx,2019f,,7\n", 7, 7),
        ("last(t.n[n > 0] over y)", "x,2018,,5\nx,2020,,<3\n", 1, 5),
        ("last(t.n[y <= 2018] over y)", "x,2018,,5\nx,?,,7\n", 5, 5),
        ("last(t.n[y != 2018] over y)", "x,2018,,5\nx,?,,7\nx,2017,,3\n", 3, 7),
        (OVER_DAY, "x,,2018-05-01,5\nx,,2018-06,7\nx,,2018,9\n", 7, 7),
        (OVER_DAY, "x,,2018-05-01,5\nx,,,7\n", 5, 7),
        (OVER_DAY, "x,,,7\n", 7, 7),
        ("last(t.n[d < 2018-05] over d)", "x,,2018-05-01,5\nx,,,7\nx,,2018-04-30,9\n", 9, 9),
    ],
)
def test_the_last_value_is_found(
    files: Files, measure: str, rows: str, lower: int, upper: int
) -> None:
    files.table(f"k,y,d,n\n{_complete(rows)}")
    found = files.measure(measure, "5 things", table=TABLE)
    assert ends(found) == (str(lower), str(upper)), found.explanation


def _complete(rows: str) -> str:
    """Return rows in which an empty year has a number, as nobody looks at it."""
    lines = (line.split(",") for line in rows.splitlines())
    return "".join(f"{k},{y or 1},{d},{n}\n" for k, y, d, n in lines)


@pytest.mark.parametrize(
    ("rows", "figure", "verdict"),
    [
        ("x,2018,,5\n,2020,,7\n,2021,,1\n", "4", Verdict.REFUTED),
        ("x,2018,,5\n,2020,,7\n,2021,,1\n", "5", Verdict.UNDETERMINED),
        ("x,2018,,5\n,2020,,5\n", "5", Verdict.SUPPORTED),
    ],
)
def test_only_values_of_rows_are_possible(
    files: Files, rows: str, figure: str, verdict: Verdict
) -> None:
    files.table(f"k,y,d,n\n{rows}")
    assert files.measure(OVER_YEAR, figure, table=TABLE).verdict is verdict


def test_a_last_value_beside_what_hangs_on_the_same_rows_has_no_sure_world(files: Files) -> None:
    files.table("k,y,d,n\nx,2018,,5\n,2020,,7\n")
    found = files.measure(f"{OVER_YEAR} + sum(t.n[k = x])", "17", table=TABLE)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "needs bounds")


def test_an_unknown_last_value_is_the_same_number_as_in_a_sum(files: Files) -> None:
    files.table("k,y,d,n\nx,2018,,5\nx,2020,,<3\n")
    found = files.measure("sum(t.n) - last(t.n over y)", "5", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED


def test_that_no_rows_share_the_latest_moment_is_a_premise(files: Files) -> None:
    files.table("k,y,d,n\nx,2018,,5\nx,?,,5\n")
    found = files.measure("last(t.n over y)", "5", table=TABLE)
    assert found.verdict is Verdict.SUPPORTED
    assert [premise.text for premise in found.premises] == ["no two rows share the latest t.y"]


def test_a_declared_domain_bounds_the_moments(files: Files) -> None:
    files.table("k,y,d,n\nx,2020,,5\nx,?,,7\n")
    assert ends(files.measure("last(t.n over y)", "5", table=DOMAIN)) == ("5", "5")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("x,2018,,5\nx,2018,,7\nx,2017,,9\n", "2 have y = 2018, the latest"),
        ("x,2018,,5\nx,2018,,5\n", "2 have y = 2018, the latest"),
        ("x,2018,,5\nx,2018,,5\nx,?,,5\n", "2 have y = 2018, the latest"),
    ],
)
def test_two_latest_rows_are_a_fault(files: Files, rows: str, words: str) -> None:
    files.table(f"k,y,d,n\n{rows}")
    found = files.measure("last(t.n over y)", "5", table=TABLE)
    assert (found.explanation or "").startswith(NOT_ONE_ROW.code)
    assert words in (found.explanation or "")


def test_texts_have_no_latest(files: Files) -> None:
    files.table("k,y,d,n\nx,2018,,5\ny,2019,,7\n")
    found = files.measure("last(t.n over k)", "5", table=TABLE)
    assert (found.explanation or "").startswith(NO_ORDER.code)


@pytest.mark.parametrize(
    ("measure", "rows", "words"),
    [
        (OVER_YEAR, "x,2018,,5\nx,2020,,-\n", "the latest row has no value"),
        (OVER_YEAR, "x,2018,,5\n,2020,,-\n", "the row that may be the latest has no value"),
        (OVER_YEAR, "x,-,,5\n", "there is no row"),
        ("last(t.n[n > 5] over y)", "x,2018,,5\n", "there is no row"),
        ("last(t.n[k = y] over y)", ",2018,,5\ny,-,,7\n", "there may be no row"),
        ("last(t.n[k = x] over y)", "x,-,,5\n,2018,,5\n", "there may be no row"),
    ],
)
def test_without_a_value_there_is_no_last_one(
    files: Files, measure: str, rows: str, words: str
) -> None:
    files.table(f"k,y,d,n\n{rows}")
    found = files.measure(measure, "5", table=TABLE)
    assert found.reason == "missing"
    assert words in (found.explanation or "")


def test_each_of_many_rows_may_be_the_latest(files: Files) -> None:
    rows = "".join(f",{year},,{year}\n" for year in range(2000, 2020))
    files.table(f"k,y,d,n\nx,1999,,5\n{rows}")
    found = files.measure(OVER_YEAR, "exactly 2003 things", table=TABLE)
    assert (ends(found), found.verdict) == (("5", "2019"), Verdict.UNDETERMINED)
    assert files.measure(OVER_YEAR, "exactly 300 things", table=TABLE).verdict is Verdict.REFUTED


@pytest.mark.parametrize("measure", ["last(t.n over y)", "last(t.n[n >= 0] over y)"])
def test_too_many_unknown_moments_are_not_tried(files: Files, measure: str) -> None:
    rows = "".join(f"x,?,,{number}\n" for number in range(70))
    files.table(f"k,y,d,n\nx,1999,,5\n{rows}")
    found = files.measure(measure, "5", table=TABLE)
    assert "too many ways" in (found.explanation or "")


def test_many_rows_beside_an_unknown_moment_are_not_tried(files: Files) -> None:
    rows = "".join(f",{year},,5\n" for year in range(2000, 2020))
    files.table(f"k,y,d,n\nx,1999,,5\nx,?,,5\n{rows}")
    found = files.measure(OVER_YEAR, "5", table=TABLE)
    assert "too many ways" in (found.explanation or "")


def test_a_row_that_may_share_the_latest_moment_is_a_premise(files: Files) -> None:
    files.table("k,y,d,n\nx,2018,,5\n,2018,,7\n")
    found = files.measure(OVER_YEAR, "5", table=TABLE)
    assert (found.verdict, len(found.premises)) == (Verdict.SUPPORTED, 1)


def test_too_many_ways_for_one_row_are_not_tried(files: Files) -> None:
    names = [f"c{number}" for number in range(13)]
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    files.table(
        ",".join(["y", "n", *names]) + "\n2018,5," + ",".join("x" * 13) + "\n,7" + "," * 13 + "\n"
    )
    tests = ", ".join(f"{name} = x" for name in names)
    found = files.measure(f"last(t.n[{tests}] over y)", "5", table=table)
    assert "too many ways" in (found.explanation or "")


def test_only_ties_leave_no_latest_row(files: Files) -> None:
    table = DOMAIN.replace("              - 2019\n              - 2020\n", "", 1)
    files.table("k,y,d,n\nx,2018,,5\nx,?,,7\n")
    found = files.measure("last(t.n over y)", "5", table=table)
    assert found.reason == "missing"
    assert "not known which row is the latest" in (found.explanation or "")
