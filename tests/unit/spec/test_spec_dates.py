"""Dates and periods that the calendar does not have, wherever a file names one."""

from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, TABLE, load, problems_of

from factcheck.spec.assemble.dates import DATE_HINT


def told(text: str) -> list[str]:
    return [f"{p.code.code} {p.message} | {p.hint}" for p in problems_of(text)]


def of_claim(line: str) -> list[str]:
    return told(f"{HEAD}{TABLE}claims:\n  c:\n    measure: count(t)\n    figure: 5\n    {line}\n")


def of_table(line: str) -> list[str]:
    return told(f"{HEAD}evidence:\n  t:\n    file: t.csv\n    {line}\n{CLAIM}")


@pytest.mark.parametrize("key", ["date", "as_of"])
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-O5-01", "2024-05-01"),
        ("2024-5-1", "2024-05-01"),
        ("2024.05.01", "2024-05-01"),
        ("2024/05/01", "2024-05-01"),
        ("5 May 2024", "2024-05-05"),
        ("May 5, 2024", "2024-05-05"),
        ("5. May 2024", "2024-05-05"),
        ("Sept. 2024", "2024-09"),
        ("31.12.2024", "2024-12-31"),
        ("2024-13-01", None),
        ("2024-02-30", None),
        ("30 February 2024", None),
        ("5 Brumaire 1799", None),
        ("05/06/2024", None),
        ("31.31.2024", None),
        ("yesterday", None),
        ("20240501", None),
    ],
)
def test_a_date_that_is_none_is_told_with_the_one_meant(
    key: str, written: str, meant: str | None
) -> None:
    (said,) = of_claim(f"{key}: '{written}'")
    assert said.startswith(f"FC072 '{written}' is ")
    hint = said.partition(" | ")[2]
    assert hint == (DATE_HINT if meant is None else f"write {meant}; {DATE_HINT}")


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-02-29"])
def test_a_year_a_month_and_a_day_are_dates(date: str) -> None:
    assert of_claim(f"date: {date}") == []
    assert of_claim(f"as_of: {date}") == []
    assert of_table(f"as_of: {date}") == []


def test_a_date_of_anything_else_is_looked_at_too() -> None:
    assert of_table("as_of: 2024-02-30")[0].startswith("FC072 '2024-02-30' is no date")
    quantity = f"quantities:\n  q: {{measure: count(t), as_of: last year}}\n{TABLE}"
    claim = "claims:\n  c: {measure: q, figure: 5}\n"
    assert told(HEAD + quantity + claim)[0].startswith("FC072 'last year' is not written as")
    statement = "statements:\n  s: {measure: count(t), figure: 5, as_of: 2024-13}\n"
    assert told(HEAD + TABLE + statement + CLAIM)[0].startswith("FC072 '2024-13' is no date")


@pytest.mark.parametrize(
    ("date", "is_told"),
    [
        ("2024-02-30", True),
        ("2024-O5", True),
        ("202", True),
        *((date, True) for date in ("17/05/2022", "17.5.2022", "2022/05", "05/2022", "5.2022")),
        *((date, True) for date in ("17. 5. 2022", "17-05-2022", "17/05/22", "2022/17", "2022.05")),
        ("2024-02", False),
        *((date, False) for date in ("2019/20", "1999/00", "2019/2020", "issue 17/05", "9/11")),
        ("winter 2019/20", False),
        ("2019-2020", False),
        ("undated", False),
    ],
)
def test_words_of_a_source_are_no_date(date: str, is_told: bool) -> None:
    for key in ("published", "accessed"):
        source = f"sources:\n  s:\n    {key}: {date}\n"
        table = "evidence:\n  t: {file: t.csv, source: s}\n"
        found = told(HEAD + source + table + CLAIM)
        assert [each[:5] for each in found] == ["FC072"] * is_told


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("17/05/2022", "2022-05-17"), ("17.5.2022", "2022-05-17"), ("17-05-2022", "2022-05-17")),
        *(("17. 5. 2022", "2022-05-17"), ("2022/05", "2022-05"), ("05/2022", "2022-05")),
        *(("5.2022", "2022-05"), ("2022/17", None), ("00/2022", None), ("05/06/2022", None)),
    ],
)
def test_a_date_in_the_digits_of_a_country_is_told_as_the_calendar_writes_it(
    written: str, meant: str | None
) -> None:
    source = f"sources:\n  s:\n    published: {written}\n"
    table = "evidence:\n  t: {file: t.csv, source: s}\n"
    (said,) = told(HEAD + source + table + CLAIM)
    hint = said.partition(" | ")[2]
    assert hint == (DATE_HINT if meant is None else f"write {meant}; {DATE_HINT}")


def test_a_date_of_a_row_is_told_with_the_row() -> None:
    lines = (
        "    for_each:\n      rows: [{d: 2024-02-30}]\n"
        "    measure: count(t)\n    figure: 5\n    date: $d\n"
    )
    (said,) = told(f"{HEAD}{TABLE}claims:\n  c:\n{lines}")
    assert "in the row '$d = 2024-02-30'" in said
    (said,) = of_claim("date: $d")
    assert "only in a claim with 'for_each'" in said


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ("2020..2018", "the period '2020..2018' ends before it begins"),
        ("2020-05..2020-03", "the period '2020-05..2020-03' ends before it begins"),
        ("winter 2020..spring 2018", "ends before it begins"),
        ("2018..", "is no range with a beginning and an end"),
        ("..2018", "is no range with a beginning and an end"),
        ("2018..2019..2020", "is no range with a beginning and an end"),
        ("2018-13", "'2018-13' is no time that the calendar has"),
        ("2018-01..2018-02-30", "'2018-02-30' is no time that the calendar has"),
        ("180", "'180' is no time that the calendar has"),
        ("last year", "'last year' names no year"),
        ("2018..now", "'now' names no year"),
    ],
)
def test_a_period_that_is_none_is_told(period: str, message: str) -> None:
    for found in (of_claim(f"period: {period}"), of_table(f"period: {period}")):
        (said,) = found
        assert said.startswith("FC078 ")
        assert message in said
        assert "earlier first" in said


@pytest.mark.parametrize(
    "period",
    [
        *("2018", "2018-05", "2018-05-01", "2017..2024", "2018-05..2018", "2018..2018", "2018-19"),
        *("school year 2018/19", "2018/19..2020/21", "Q1 2020", "1999-00", "1990-1994"),
    ],
)
def test_a_period_may_be_words_with_a_year(period: str) -> None:
    assert of_claim(f"period: {period}") == []


@pytest.mark.parametrize(
    ("vintages", "told_of"),
    [
        ("{2016: a.csv, 2016-01: b.csv}", ["'2016' and '2016-01' begin on the same day"]),
        ("{2016-01-01: a.csv, 2016: b.csv}", ["'2016-01-01' and '2016' begin on the same day"]),
        ("{2016: a.csv, 2017: ./a.csv}", ["'2016' and '2017' are the same file, './a.csv'"]),
        ("{2016: a.csv, 2016-07: b.csv}", []),
        ("{2016-02-30: a.csv, 2016-02-29: b.csv}", ["'2016-02-30' is no date"]),
    ],
)
def test_vintages_have_dates_and_files_of_their_own(vintages: str, told_of: list[str]) -> None:
    found = told(f"{HEAD}evidence:\n  t: {{vintages: {vintages}}}\n{CLAIM}")
    assert len(found) == len(told_of)
    for said, part in zip(found, told_of, strict=True):
        assert part in said


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("2021", "2019", "the trend goes from '2021' back to '2019' | write 'from: 2019' and 'to"),
        ("2021-05", "2021-03-01", "goes from '2021-05' back to '2021-03-01'"),
        ("12", "3", "the trend goes from '12' back to '3'"),
        ("1.5", "-2", "the trend goes from '1.5' back to '-2'"),
        ("2021", "2021", "the trend begins and ends at '2021', so that it has no step"),
        ("2019", "2021", None),
        ("2019/20", "2018/19", None),
        (f"1{'0' * 120}", "5", None),
    ],
)
def test_a_trend_goes_forwards(start: str, end: str, message: str | None) -> None:
    lines = f"over: y\n    from: {start}\n    to: {end}\n    direction: rising"
    found = told(f"{HEAD}{TABLE}claims:\n  c:\n    measure: count(t)\n    {lines}\n")
    assert len(found) == (message is not None)
    assert all(message in said for said in found if message is not None)


def test_a_trend_may_have_one_end() -> None:
    lines = "measure: count(t)\n    over: y\n    from: 2019\n    direction: rising"
    (claim,) = load(f"{HEAD}{TABLE}claims:\n  c:\n    {lines}\n").claims
    assert claim.form == "trend"
