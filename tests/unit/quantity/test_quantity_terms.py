"""Aggregates of a table: what is counted, what hangs on unknown cells, what is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.evidence import codes as evidence_codes
from factcheck.filter import codes as filter_codes
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_text
from factcheck.quantity import codes

if TYPE_CHECKING:
    from pathlib import Path

    from quantity_files import Files

    from factcheck.model.problem import Code

KEYED = """\
    evidence:
      t:
        file: t.csv
        key:
          - year
          - region
        columns:
          n:
            unit: things
          kind:
            empty: unknown
    """


@pytest.mark.parametrize(
    ("measure", "lower", "upper"),
    [
        ("count(t)", 4, 4),
        ("count(t[kind = a])", 2, 3),
        ("count(t[kind != a])", 1, 2),
        ("count(t[not kind = a])", 1, 2),
        ("count(t[kind in (a, b)])", 3, 4),
        ("count(t[kind not in (a, b)])", 0, 1),
        ("count(t[kind known])", 3, 3),
        ("count(t[kind unknown])", 1, 1),
        ("count(t[(kind = a or kind = b)])", 3, 4),
        ("count(t[(kind = a or region = south)])", 4, 4),
        ("count(t[region = north, kind = a])", 2, 2),
        ('count(t[region contains "ort"])', 2, 2),
        ('count(t[region starts with "s"])', 2, 2),
        ('count(t[kind starts with "a"])', 2, 3),
        ("count(t[year in 2018..2019])", 4, 4),
        ("count(t[year in 2019..2020])", 2, 2),
        ("count(t[not year in 2019..2020])", 2, 2),
        ("count(t[year < 2019])", 2, 2),
        ("count(t[year <= 2018])", 2, 2),
        ("count(t[year > 2018])", 2, 2),
        ("count(t[year >= 2019])", 2, 2),
        ("count(t[n in top 2])", 2, 2),
        ("count(t[year > t.n])", 4, 4),
        ("count(t[region = t.kind])", 0, 1),
        ("sum(t.n)", 100, 100),
        ("sum(t.n[kind = a])", 40, 80),
        ("sum(t.n[region = south])", 60, 60),
        ("sum(t.n[kind = a]) + sum(t.n[not kind = a])", 100, 100),
        ("sum(t.n[kind = a]) - sum(t.n[kind = b])", -20, 60),
        ("min(t.n)", 10, 10),
        ("max(t.n[kind = a])", 30, 40),
        ("min(t.n[kind = b])", 20, 20),
        ("distinct(t.region)", 2, 2),
        ("t.n[year = 2018, region = north]", 10, 10),
        ("t.n[year = 2019, region = south]", 40, 40),
        ("largest(sum(t.n[year = 2018]), sum(t.n[year = 2019]))", 70, 70),
        ("smallest(sum(t.n[year = 2018]), sum(t.n[kind = a]))", 30, 30),
        ("abs(sum(t.n[year = 2018]) - sum(t.n[year = 2019]))", 40, 40),
        ("-sum(t.n)", -100, -100),
        ("2 * sum(t.n) / 4", 50, 50),
    ],
)
def test_a_measure_is_found(files: Files, measure: str, lower: int, upper: int) -> None:
    files.table()
    assert ends(files.measure(measure)) == (str(lower), str(upper))


@pytest.mark.parametrize(
    ("measure", "figure", "lower", "upper"),
    [
        ("share(t, kind = a)", "half", "1/2", "3/4"),
        ("share(t[region = south], kind = a)", "half", "0", "1/2"),
        ("share(sum(t.n), kind = a)", "half", "2/5", "4/5"),
        ("share(sum(t.n[kind = a]), region = south)", "half", "0", "1/2"),
        ("1 - share(t, kind = a)", "half", "1/4", "1/2"),
        ("100% - share(t, kind = a)", "half", "1/4", "1/2"),
        ("count(t[kind = a]) / count(t[kind = b])", "twice", "1", "3"),
        ("change(sum(t.n[year = 2018]) -> sum(t.n[year = 2019]))", "up 50%", "4/3", "4/3"),
        ("points(share(t, year = 2018) -> share(t, kind = a))", "10 points", "0", "25"),
    ],
)
def test_a_quotient_is_bounded_sharply(
    files: Files, measure: str, figure: str, lower: str, upper: str
) -> None:
    files.table()
    assert ends(files.measure(measure, figure)) == (lower, upper)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("mean(t.n)", "25"),
        ("median(t.n)", "25"),
        ("median(t.n[year = 2018])", "15"),
        ("quantile(t.n, 0%)", "10"),
        ("quantile(t.n, 100%)", "40"),
        ("quantile(t.n, 50%)", "25"),
        ("mean(t.rate)", "3"),
    ],
)
def test_an_average_is_found(files: Files, measure: str, value: str) -> None:
    files.table()
    assert ends(files.measure(measure, "5.0")) == (value, value)


@pytest.mark.parametrize(
    ("measure", "code"),
    [
        ("count(t[region = nrth])", filter_codes.NO_SUCH_VALUE),
        ("count(t[region in (north, sth)])", filter_codes.NO_SUCH_VALUE),
        ("count(t[not region = nrth])", filter_codes.NO_SUCH_VALUE),
        ("count(t[(region = nrth or year = 2018)])", filter_codes.NO_SUCH_VALUE),
        ("count(t[year = 2099])", filter_codes.NO_SUCH_VALUE),
        ("count(t[year = north])", filter_codes.NOT_A_VALUE),
        ("count(t[year = 20%])", filter_codes.NOT_A_VALUE),
        ("count(t[year > soon])", filter_codes.NOT_A_VALUE),
        ("count(t[region < north])", filter_codes.NO_ORDER),
        ("count(t[region in 1..2])", filter_codes.NO_ORDER),
        ("count(t[region in top 2])", filter_codes.NO_ORDER),
        ("t.n[year = 2018]", codes.NOT_ONE_ROW),
        ("t.n[year = 2019, kind = a]", codes.NOT_ONE_ROW),
        ("median(t.region)", evidence_codes.NOT_A_NUMBER),
    ],
)
def test_a_fault_in_the_data_is_told(files: Files, measure: str, code: Code) -> None:
    files.table()
    found = files.measure(measure)
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "fault")
    assert found.explanation is not None
    assert found.explanation.startswith(code.code)


def test_the_nearest_value_is_named(files: Files) -> None:
    files.table()
    found = files.measure("count(t[region = nrth])")
    assert "did you mean 'north'?" in (found.explanation or "")


def test_a_declared_domain_allows_a_value_that_never_occurs(files: Files) -> None:
    files.table()
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              region:
                domain:
                  - north
                  - south
                  - west
        """
    assert ends(files.measure("count(t[region = west])", table=table)) == ("0", "0")


def test_an_unknown_value_is_one_of_its_domain(files: Files) -> None:
    files.table()
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              kind:
                empty: unknown
                domain:
                  - a
                  - b
        """
    found = files.measure("count(t[kind = a]) + count(t[kind = b])", table=table)
    assert ends(found) == ("4", "4")


def test_a_keyed_table_without_the_row_has_no_number(files: Files) -> None:
    files.table()
    found = files.measure("sum(t.n[year = 2018, region = south, kind = a])", table=KEYED)
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "missing")


def test_records_without_the_row_count_nothing(files: Files) -> None:
    files.table()
    assert ends(files.measure("sum(t.n[year = 2018, region = south, kind = a])")) == ("0", "0")


@pytest.mark.parametrize(
    "measure",
    ["min(t.n[kind = c])", "mean(t.n[kind = c])", "median(t.n[kind = c])", "t.n[kind = c]"],
)
def test_no_value_has_no_extreme_and_no_average(files: Files, measure: str) -> None:
    files.table("kind,n\na,1\nb,2\nc,-\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                type: number
                markers:
                  "-": none
        """
    found = files.measure(measure, "5.0", table=table)
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, "missing")


def test_values_of_no_meaning_are_left_out_of_a_median(files: Files) -> None:
    files.table("n\n1\n-\n4\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                type: number
                markers:
                  "-": none
        """
    assert ends(files.measure("median(t.n)", "5.0", table=table)) == ("5/2", "5/2")


def test_a_count_with_a_fraction_is_a_fault(files: Files) -> None:
    files.table("n\n1.5\n2\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                unit: things
        """
    found = files.measure("sum(t.n)", table=table)
    assert found.reason == "fault"
    assert "kind: amount" in (found.explanation or "")


def test_a_fraction_without_a_unit_is_a_number(files: Files) -> None:
    files.table("n\n1.5\n2\n")
    table = "evidence:\n  t:\n    file: t.csv\n"
    assert ends(files.measure("sum(t.n)", table=table)) == ("7/2", "7/2")


def test_a_zero_denominator_is_no_number(files: Files) -> None:
    files.table("kind,n\na,0\nb,2\n")
    table = "evidence:\n  t:\n    file: t.csv\n"
    found = files.measure("sum(t.n[kind = b]) / sum(t.n[kind = a])", "twice", table=table)
    assert found.reason == "missing"
    assert (found.explanation or "").startswith(codes.ZERO_DENOMINATOR.code)


def test_a_denominator_that_may_be_zero_is_a_premise(files: Files) -> None:
    files.table("kind,n\n,1\nb,2\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
        """
    found = files.measure("share(t[kind = b], n < 2)", "half", table=table)
    assert ends(found) == ("0", "1/2")
    files.table("kind,n\n,1\n,2\na,3\n")
    found = files.measure('share(t[kind contains "b"], n < 2)', "half", table=table)
    assert ends(found) == ("0", "1")
    assert [premise.kind for premise in found.premises] == ["denominator"]


def test_a_suppressed_number_has_its_range(files: Files) -> None:
    files.table("n\n<5\n7\n<5\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                unit: things
                markers:
                  "<5": 0..4
        """
    assert ends(files.measure("sum(t.n)", table=table)) == ("7", "15")
    assert ends(files.measure("min(t.n)", table=table)) == ("0", "4")
    assert ends(files.measure("max(t.n)", table=table)) == ("7", "7")
    assert files.measure("min(t.n)", "2 things", table=table).verdict is Verdict.UNDETERMINED


def test_a_rounded_column_has_a_rounding_interval(files: Files) -> None:
    files.table("k,n\na,10\nb,20\nc,0\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                unit: things
                rounded: 10
        """
    assert ends(files.measure("sum(t.n[k = a])", table=table)) == ("5", "14")
    assert ends(files.measure("sum(t.n[k = c])", table=table)) == ("0", "4")
    assert ends(files.measure("max(t.n)", table=table)) == ("15", "24")
    measured = table.replace("unit: things", "unit: km")
    assert ends(files.measure("max(t.n)", "5 km", table=measured)) == ("15", "25")


def test_a_rounded_percentage_is_scaled(files: Files) -> None:
    files.table("k,n\na,10%\nb,20%\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                unit: percent
                rounded: 1
        """
    assert ends(files.measure("t.n[k = a]", "12%", table=table)) == ("19/200", "21/200")
    assert ends(files.measure("count(t[n > 15%])", table=table)) == ("1", "1")
    assert files.measure("count(t[n > 15])", table=table).reason == "fault"


def test_a_share_column_takes_both_spellings(files: Files) -> None:
    files.table("n\n0.5\n0.25\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                kind: share
        """
    assert ends(files.measure("count(t[n = 50%])", table=table)) == ("1", "1")
    assert ends(files.measure("count(t[n = 0.5])", table=table)) == ("1", "1")


def test_ranks_count_rows_and_ties_share_a_place(files: Files) -> None:
    files.table("n\n9\n9\n8\n7\n")
    table = "evidence:\n  t:\n    file: t.csv\n"
    assert ends(files.measure("count(t[n in top 1])", table=table)) == ("2", "2")
    assert ends(files.measure("count(t[n in top 2])", table=table)) == ("2", "2")
    assert ends(files.measure("count(t[not n in top 3])", table=table)) == ("1", "1")
    assert ends(files.measure("count(t[(n in top 3 or n = 7)])", table=table)) == ("4", "4")


def test_unknown_numbers_have_no_ranks(files: Files) -> None:
    files.table("k,n\na,9\nb,\nc,8\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    assert files.measure("count(t[n in top 1])", table=table).reason == "missing"


def test_rows_of_totals_are_not_ranked(files: Files) -> None:
    files.table("k,n\na,9\nTotal,17\nc,8\n")
    table = "evidence:\n  t:\n    file: t.csv\n    totals:\n      k: Total\n"
    assert ends(files.measure("count(t[n in top 1])", table=table)) == ("1", "1")


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("sum(t.n)", 17),
        ("total(t.n)", 17),
        ("sum(t.n[k = Total])", 17),
        ("sum(t.n[k in (a, Total)])", 26),
        ("sum(t.n[(k = a or k = Total)])", 26),
        ("sum(t.n[k != a])", 8),
        ("sum(t.n[not k = a])", 8),
        ("total(t.n[k = a])", 9),
    ],
)
def test_totals_are_never_summed_with_their_parts(files: Files, measure: str, value: int) -> None:
    files.table("k,n\na,9\nTotal,17\nc,8\n")
    table = "evidence:\n  t:\n    file: t.csv\n    totals:\n      k: Total\n"
    assert ends(files.measure(measure, table=table)) == (str(value), str(value))


@pytest.mark.parametrize(
    ("test", "number"),
    [
        ("d = 2019", 2),
        ("d = 2019-07", 1),
        ("d = 2019-07-04", 1),
        ("d in 2019", 2),
        ("d in 2019-07", 1),
        ("d in 2019..2020", 3),
        ("d < 2019", 1),
        ("d <= 2019", 3),
        ("d > 2019", 1),
        ("d >= 2019", 3),
        ("d != 2019", 2),
        ("d in (2018, 2020)", 2),
        ("d not in (2018, 2020)", 2),
    ],
)
def test_a_month_and_a_year_are_values_of_a_date(files: Files, test: str, number: int) -> None:
    files.table("d\n2018-01-01\n2019-07-04\n2019-08-01\n2020-02-02\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              d:
                type: date
        """
    assert ends(files.measure(f"count(t[{test}])", table=table)) == (str(number), str(number))


@pytest.mark.parametrize(
    ("test", "number"),
    [("d = 2019", 1), ("d in (2019)", 1), ("d != 2019", 3), ("d in 2019", 3), ("d <= 2019", 3)],
)
def test_a_row_for_a_year_is_not_its_months_once_more(files: Files, test: str, number: int) -> None:
    files.table("d\n2019\n2019-01\n2019-02\n2020-01\n")
    table = "evidence:\n  t:\n    file: t.csv\n    columns:\n      d:\n        type: date\n"
    assert ends(files.measure(f"count(t[{test}])", table=table)) == (str(number), str(number))


def test_an_unknown_date_may_be_any(files: Files) -> None:
    files.table("d,n\n2018-01-01,1\n,2\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              d:
                type: date
                empty: unknown
        """
    assert ends(files.measure("count(t[d = 2018])", table=table)) == ("1", "2")
    assert ends(files.measure("count(t[d > 2018])", table=table)) == ("0", "1")


def test_what_is_none_matches_nothing(files: Files) -> None:
    files.table("k,n\na,1\n,2\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: none\n"
    for test in ("k = a", "k != b", "k known"):
        measure = f"count(t[{test}])" if "b" not in test else "count(t[k != a])"
        expected = "0" if "b" in test else "1"
        assert ends(files.measure(measure, table=table)) == (expected, expected)
    assert ends(files.measure("count(t[k unknown])", table=table)) == ("0", "0")
    files.table("a,b,n\n1,2,1\n,2,2\n2,,3\n")
    assert ends(files.measure("count(t[a < t.b])", table=table)) == ("1", "1")


def test_columns_of_unlike_types_are_not_compared(files: Files) -> None:
    files.table()
    found = files.measure("count(t[region = t.n])")
    assert found.reason == "fault"
    assert "unlike types" in (found.explanation or "")


def test_a_median_of_a_count_is_of_whole_numbers(files: Files) -> None:
    files.table("n\n1.5\n2\n")
    table = "evidence:\n  t:\n    file: t.csv\n    columns:\n      n:\n        unit: things\n"
    assert "whole" in (files.measure("median(t.n)", "5.0", table=table).explanation or "")


def test_a_figure_in_words_is_a_named_premise(files: Files) -> None:
    files.table("k,n\na,at least 40\nb,10\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                type: number
                unit: things
        """
    found = files.measure("sum(t.n)", "at least 50 things", table=table)
    assert found.verdict is Verdict.SUPPORTED
    assert [premise.kind for premise in found.premises] == ["wording"]


def test_a_figure_in_words_of_an_undecided_row_is_a_premise(files: Files) -> None:
    files.table("k,n\n,at least 40\nb,10\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              k:
                empty: unknown
              n:
                type: number
                unit: things
        """
    found = files.measure("sum(t.n[k = b])", "at least 10 things", table=table)
    assert [premise.kind for premise in found.premises] == ["wording"]


def test_many_undecided_rows_are_still_bounded(files: Files) -> None:
    rows = "".join(f",{number}\n" for number in range(1, 31))
    files.table(f"k,n\na,100\n{rows}")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              k:
                empty: unknown
        """
    found = files.measure("sum(t.n[k = a])", "at least 200", table=table)
    assert ends(found) == ("100", "565")
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, "evidence does not decide")
    assert {world.verdict for world in found.worlds} == {"true", "false"}


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [("-10 things", Verdict.UNDETERMINED), ("-20 things", Verdict.REFUTED)],
)
def test_an_extreme_goes_with_the_sum_of_the_same_rows(
    files: Files, figure: str, verdict: Verdict
) -> None:
    files.table()
    found = files.measure("max(t.n[kind = a]) - sum(t.n[kind = a])", figure)
    assert found.verdict is verdict
    assert found.reason in {None, "evidence does not decide"}


def test_too_many_combinations_are_refused(files: Files) -> None:
    columns = [f"c{number}" for number in range(13)]
    files.table(",".join(columns) + "\n" + "x," * 12 + "x\n" + "," * 12 + "\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    tests = ", ".join(f"{column} = x" for column in columns)
    assert ends(files.measure(f"count(t[{tests}])", table=table)) == ("1", "2")
    parts = " + ".join(f"count(t[{column} = x, {tests}])" for column in columns[:2])
    found = files.measure(parts, table=table).found
    assert found is not None
    assert {2, 4} <= {number for number in range(9) if number in found.interval}
    lone = " + ".join(f"count(t[{column} = x])" for column in columns)
    refused = files.measure(lone, table=table)
    assert refused.reason == "missing"
    assert "combinations" in (refused.explanation or "")


def test_too_many_texts_to_look_for_are_refused(files: Files) -> None:
    files.table("k,n\nabcdefghijklm,1\n,2\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    tests = " or ".join(f'k contains "{letter}"' for letter in "abcdefghijklm")
    assert "texts" in (files.measure(f"count(t[({tests})])", table=table).explanation or "")


def test_an_unknown_text_may_hold_several_that_are_sought(files: Files) -> None:
    files.table("k,n\nx,1\n,2\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    both = 'count(t[k contains "p", k contains "q"])'
    assert ends(files.measure(both, table=table)) == ("0", "1")


def test_two_unknown_numbers_can_lie_either_way(files: Files) -> None:
    files.table("a,b\n1,7\n,9\n3,\n,\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
            columns:
              a:
                type: number
              b:
                type: number
        """
    for sign in ("<", ">=", "="):
        lower = "1" if sign == "<" else "0"
        upper = "4" if sign == "<" else "3"
        found = files.measure(f"count(t[a {sign} t.b])", table=table)
        assert ends(found) == (lower, upper)


def test_a_number_past_all_printed_ones_is_no_value(files: Files) -> None:
    files.table()
    assert files.measure(f"count(t[n < {'9' * 120}])").reason == "fault"


def test_a_condition_of_several_tests_can_be_negated(files: Files) -> None:
    files.table("k,r,n\na,x,1\nb,x,2\n,y,3\nTotal,x,6\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
            totals:
              k: Total
        conditions:
          both: k = a, n < 9
        """
    for measure, lower, upper in (
        ("count(t[not both])", "1", "2"),
        ("count(t[(both or r = y)])", "2", "2"),
        ("total(t.n[not both])", "2", "5"),
        ("total(t.n[r = x, n in 1..9])", "6", "6"),
        ("sum(t.n[(k in (b, Total) or n in top 1)])", "11", "11"),
    ):
        assert ends(files.measure(measure, table=table)) == (lower, upper)


def test_tests_past_the_memory_are_looked_up_anew(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.quantity.cells.index.MAX_REMEMBERED", 0)
    files.table()
    assert ends(files.measure("count(t[kind = a]) + count(t[kind = a, year = 2018])")) == ("3", "4")


def test_unknown_sums_are_split_with_their_rows(files: Files) -> None:
    files.table("k,n\na,1\n,<5\n,\n,-3\n,-\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
            columns:
              n:
                type: number
                markers:
                  "<5": 0..4
                  "-": none
        """
    assert ends(files.measure("sum(t.n[k = a])", table=table)) == ("None", "None")
    assert ends(files.measure("max(t.n[k = a])", table=table)) == ("1", "None")
    assert ends(files.measure("count(t[k = a])", table=table)) == ("1", "5")


def test_negative_numbers_bound_both_ways(files: Files) -> None:
    files.table("k,n\na,1\n,5\n,-3\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              k:
                empty: unknown
        """
    found = files.measure("sum(t.n[k = a])", table=table)
    assert ends(found) == ("-2", "6")
    refuted = files.measure("sum(t.n[k = a])", "2", table=table)
    assert refuted.verdict is not Verdict.SUPPORTED


def test_a_sum_between_what_rows_can_add_up_to_is_no_world(files: Files) -> None:
    files.table("k,n\na,1\n,5\n,9\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    found = files.measure("sum(t.n[k = a])", "3", table=table)
    assert (found.verdict, found.reason) == (Verdict.REFUTED, None)
    for figure, reason in (
        ("1", "evidence does not decide"),
        ("6", "needs bounds"),
        ("15", "evidence does not decide"),
    ):
        found = files.measure("sum(t.n[k = a])", figure, table=table)
        assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, reason)


def test_an_extreme_between_what_it_can_be_is_no_world(files: Files) -> None:
    files.table("k,n\na,1\n,5\n,9\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    found = files.measure("max(t.n[k = a])", "3", table=table)
    assert (found.verdict, found.reason) == (Verdict.REFUTED, None)
    for figure in ("5", "9", "1"):
        found = files.measure("max(t.n[k = a])", figure, table=table)
        assert found.reason == "evidence does not decide"


def test_rounded_noughts_and_others_have_sure_worlds_only(files: Files) -> None:
    files.table("k,n\na,10\na,0\na,10\n,0\n,20\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              k:
                empty: unknown
              n:
                unit: things
                rounded: 10
        """
    # The rounded nought was no less than 0.
    found = files.measure("sum(t.n[k = a])", "11 things", table=table)
    assert ends(found) == ("10", "60")
    assert found.reason == "evidence does not decide"


def test_a_column_compared_with_an_unknown_text(files: Files) -> None:
    files.table("a,b,n\nx,y,1\n,x,2\n,,3\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    assert ends(files.measure("count(t[a = t.b])", table=table)) == ("0", "2")
    assert ends(files.measure("count(t[a unknown, n > 1])", table=table)) == ("2", "2")


def test_an_unknown_number_beside_tests_that_take_any(files: Files) -> None:
    files.table("a,k,n\n1,x,1\n,,2\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
            columns:
              a:
                type: number
        """
    assert ends(files.measure("count(t[k = x, a known])", table=table)) == ("1", "1")
    assert ends(files.measure("count(t[k = x, a unknown])", table=table)) == ("0", "1")


def test_no_value_at_all_in_undecided_rows(files: Files) -> None:
    files.table("k,n\na,1\n,-\n,-\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              k:
                empty: unknown
              n:
                type: number
                markers:
                  "-": none
        """
    assert ends(files.measure("sum(t.n[k = a])", table=table)) == ("1", "1")
    assert ends(files.measure("mean(t.n[k = a])", "5.0", table=table)) == ("1", "1")


def test_ranks_leave_out_what_has_no_number(files: Files) -> None:
    files.table("k,n\na,1\nb,\nc,3\n")
    table = "evidence:\n  t:\n    file: t.csv\n    columns:\n      n:\n        empty: none\n"
    assert ends(files.measure("count(t[n in top 1])", table=table)) == ("1", "1")
    both = "count(t[n in top 1]) + count(t[n in top 2])"
    assert ends(files.measure(both, table=table)) == ("3", "3")


def test_a_rounded_amount_may_be_negative(files: Files) -> None:
    files.table("k,n\na,-10\nb,0\n")
    table = """\
        evidence:
          t:
            file: t.csv
            columns:
              n:
                unit: km
                rounded: 10
        """
    assert ends(files.measure("sum(t.n[k = a])", "5 km", table=table)) == ("-15", "-5")
    assert ends(files.measure("sum(t.n[k = b])", "5 km", table=table)) == ("-5", "5")


def test_a_cell_of_no_number_adds_nothing(files: Files) -> None:
    files.table("k,n\na,\na,5\n")
    table = "evidence:\n  t:\n    file: t.csv\n    columns:\n      n:\n        empty: none\n"
    assert ends(files.measure("sum(t.n[k = a])", table=table)) == ("5", "5")


def test_many_unknown_rows_without_a_lowest_number(files: Files) -> None:
    files.table("k,n\na,1\n" + "".join(f",{n}\n" for n in range(-6, 7)) + ",\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
            columns:
              n:
                kind: amount
                unit: km
        """
    assert ends(files.measure("sum(t.n[k = a])", "5 km", table=table)) == ("None", "None")


def test_two_unknown_texts_can_be_equal_in_any_way(files: Files) -> None:
    files.table("a,b,n\nx,y,1\n,,2\n")
    table = "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n"
    for test in ('a contains "p"', 'b starts with "x"', "not a in (x)"):
        found = files.measure(f"count(t[a = t.b, {test}])", table=table)
        assert ends(found) == ("0", "1")
    found = files.measure('count(t[a starts with "x", a != x])', table=table)
    assert ends(found) == ("0", "1")


def test_two_unknown_numbers_can_lie_between_the_same_others(files: Files) -> None:
    files.table("a,b\n2,3\n,\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
            columns:
              a:
                type: number
              b:
                type: number
        """
    found = files.measure("count(t[a > 2, b < 3, a < t.b])", table=table)
    assert ends(found) == ("0", "1")


def test_an_unknown_label_beside_other_unknowns_is_no_total(files: Files) -> None:
    files.table("k,r,n\na,x,1\n,,2\nTotal,x,3\n")
    table = """\
        evidence:
          t:
            file: t.csv
            empty: unknown
            totals:
              k: Total
        """
    assert ends(files.measure("sum(t.n[r = x])", table=table)) == ("1", "3")
    assert ends(files.measure("sum(t.n[r in (x), n in (1, 2)])", table=table)) == ("1", "3")


UNKNOWN_KIND = """\
    evidence:
      t:
        file: t.csv
        columns:
          k:
            empty: unknown
          n:
            unit: things
            empty: unknown
            type: number
    """


def test_many_undecided_values_are_split_together(files: Files) -> None:
    rows = "".join(f",{number},{number}\n" for number in range(1, 13))
    files.table(f"k,i,n\na,1,100\n{rows}")
    found = files.measure("sum(t.n[k = a, i in 1..20])", "150 things", table=UNKNOWN_KIND)
    assert ends(found) == ("100", "178")
    assert files.measure("sum(t.n[k = a, i > 11])", table=UNKNOWN_KIND).found is not None
    some = files.measure("sum(t.n[k = a, i <= 12])", "178 things", table=UNKNOWN_KIND)
    assert some.reason == "evidence does not decide"


def test_a_row_that_is_in_whatever_its_value_counts(files: Files) -> None:
    files.table("k,n\na,1\n,5\n,\n")
    found = files.measure("count(t[(k = a or not k = a)])", table=UNKNOWN_KIND)
    assert ends(found) == ("3", "3")
    found = files.measure("sum(t.n[(k = a or not k = a)])", table=UNKNOWN_KIND)
    assert ends(found) == ("6", "None")


def test_an_unknown_number_is_within_or_not(files: Files) -> None:
    files.table("k,n\na,1\na,\n,7\n")
    for test, upper in (("n in 2..5", "1"), ("n not in (1, 7)", "1"), ("k = a, n > t.n", "0")):
        found = files.measure(f"count(t[{test}])", table=UNKNOWN_KIND)
        assert ends(found) == ("0", upper)


def test_an_unknown_value_beside_a_comparison_of_other_columns(files: Files) -> None:
    files.table("k,a,b\nx,1,2\n,1,2\n,2,1\n")
    found = files.measure(
        "count(t[k = x, a < t.b])", table=UNKNOWN_KIND.replace("          n:", "          a:")
    )
    assert ends(found) == ("1", "2")


def test_a_value_past_those_that_are_listed_occurs(files: Files) -> None:
    days = [
        f"{year}-{month:02d}-{day:02d}"
        for year in range(1980, 2011)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    rows = "".join(f"v{number:06d},{day}\n" for number, day in enumerate(days))
    files.table(f"id,d\n{rows}")
    table = "evidence:\n  t:\n    file: t.csv\n    columns:\n      d:\n        type: date\n"
    assert ends(files.measure("count(t[id = v010400])", table=table)) == ("1", "1")
    assert ends(files.measure("count(t[d = 2010-12-28])", table=table)) == ("1", "1")
    assert ends(files.measure("count(t[d = 2010-12])", table=table)) == ("28", "28")
    found = files.measure("count(t[id = v999999])", table=table)
    assert (found.explanation or "").startswith(filter_codes.NO_SUCH_VALUE.code)


@pytest.mark.parametrize(
    ("column", "test", "message", "hint"),
    [
        ("p", "p > 5", "holds percentages, and '5' has no percent sign", "write 5%"),
        ("p", "p = 5", "holds percentages, and '5' has no percent sign", "write 5%"),
        ("p", "p in 5..10%", "holds percentages, and '5' has no percent sign", "write 5%"),
        ("n", "n > 5%", "holds numbers without a percent sign, and '5%' is a", "write 5, or decl"),
        ("n", "n > five", "holds numbers, and 'five' is none", "known here"),
    ],
)
def test_a_number_with_the_wrong_sign_is_told_as_it_should_be_written(
    tmp_path: Path, column: str, test: str, message: str, hint: str
) -> None:
    (tmp_path / "t.csv").write_text("p,n\n-0.057,1\n12,2\n")
    text = (
        "factcheck: 1\nevidence:\n  t: {file: t.csv, columns: {p: {unit: percent}}}\n"
        f"claims:\n  c: {{measure: 'count(t[{test}])', figure: '1'}}\n"
    )
    found = run_text(text.encode(), file="c.yml", folder=tmp_path, root=tmp_path)
    said = found.claims[0].readings[0].explanation or ""
    assert f"FC243 not-a-value-of-the-column: column '{column}' of table 't' {message}" in said
    assert f"({hint}" in said
