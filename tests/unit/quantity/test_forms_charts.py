"""What is drawn of trends and ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from intervals import interval

from factcheck.model.chart import BandChart, RankChart, TrendChart
from factcheck.model.form import Gap
from factcheck.model.spec import Direction, Verdict
from factcheck.quantity.forms import trend_chart as trend_chart_module
from factcheck.quantity.forms.trend_chart import limit_around

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import Assessment

TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: visits
            markers:
              "<5": suppressed 0..4
          town: {}
    """
YEARS = "year,n\n" + "".join(f"{year},{year - 1990}\n" for year in range(1990, 2020))


def trend(files: Files, rows: str, *more: str, direction: str = "rising") -> TrendChart:
    """Return the chart of a trend over the years."""
    files.table(rows)
    lines = ["measure: sum(t.n)", "over: year", f"direction: {direction}", *more]
    chart = files.form("\n".join(lines), table=TABLE.replace("          town: {}\n", "")).chart
    assert isinstance(chart, TrendChart)
    return chart


def test_a_trend_is_drawn_with_the_periods_around_its_window(files: Files) -> None:
    rows = "year,n\n2014,3\n2015,9\n2016,10\n2017,<5\n2018,12\n2019,11\n2020,2\n"
    chart = trend(files, rows, "from: 2015", "to: 2019")
    assert [(each.label, each.is_claimed, each.fits) for each in chart.moments] == [
        ("2014", False, None),
        ("2015", True, None),
        ("2016", True, True),
        ("2017", True, False),
        ("2018", True, True),
        ("2019", True, False),
        ("2020", False, None),
    ]
    assert chart.moments[3].found == interval("[0,4]")
    assert chart.moments[1].place + 1 == chart.moments[2].place
    assert chart.claimed_text == "rising at each of 4 steps from 2015 to 2019"
    assert chart.found_text.startswith("rises at 2 of 4 steps, not from 2016 to 2017")
    assert (chart.direction, chart.verdict) == (Direction.RISING, Verdict.REFUTED)
    assert (chart.measure, chart.unit.noun, chart.limit) == ("sum(t.n)", "visits", None)


def test_what_is_open_fits_perhaps(files: Files) -> None:
    chart = trend(files, "year,n\n2015,2\n2016,<5\n2017,9\n")
    assert [each.fits for each in chart.moments] == [None, None, True]
    assert chart.verdict is Verdict.UNDETERMINED


def test_of_many_periods_some_around_the_window_are_drawn(files: Files) -> None:
    chart = trend(files, YEARS, "from: 2004", "to: 2006")
    labels = [each.label for each in chart.moments]
    assert (labels[0], labels[-1], len(labels)) == ("1992", "2018", 27)


def test_too_many_periods_are_no_picture(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trend_chart_module, "MOST", 20)
    files.table(YEARS)
    judged = files.form(
        "measure: sum(t.n)\nover: year\ndirection: rising",
        table=TABLE.replace("          town: {}\n", ""),
    )
    # The number of steps is drawn instead.
    assert isinstance(judged.chart, BandChart)
    assert judged.chart.bands[0].found == (interval("[29,29]"),)


def test_periods_without_a_value_are_not_drawn(files: Files) -> None:
    rows = "year,n\n2014,n/a\n2015,9\n2016,10\n2017,11\n"
    table = TABLE.replace("          town: {}\n", "").replace(
        '"<5": suppressed 0..4', '"n/a": not applicable'
    )
    files.table(rows)
    judged = files.form("measure: sum(t.n)\nover: year\ndirection: rising\nfrom: 2015", table=table)
    assert isinstance(judged.chart, TrendChart)
    assert [each.label for each in judged.chart.moments] == ["2015", "2016", "2017"]


def test_other_periods_stay_untold_where_rows_are_hidden(files: Files) -> None:
    rows = "year,n\n" + "".join(f"{year},1\n" * (year - 2000) for year in range(2010, 2014))
    table = TABLE.replace("          town: {}\n", "").replace(
        "        columns:", "        min_cell: 5\n        columns:"
    )
    files.table(rows)
    body = "measure: count(t)\nover: year\ndirection: rising\nfrom: 2011"
    judged = files.form(body, table=table)
    assert isinstance(judged.chart, TrendChart)
    assert all(each.is_claimed for each in judged.chart.moments)


TWO = """\
    evidence:
      t:
        file: t.csv
        key: year
      u:
        file: u.csv
        key: year
    """


def test_periods_that_tables_cannot_tell_are_not_drawn(files: Files) -> None:
    files.table("year,m\n2015,1\n2016,1\n", "u.csv")
    files.table("year,n\n2014,1\n2015,2\n2016,9\n")
    body = "measure: sum(t.n) - sum(u.m)\nover: year\nfrom: 2015\ndirection: rising"
    chart = files.form(body, table=TWO).chart
    assert isinstance(chart, TrendChart)
    assert [each.label for each in chart.moments] == ["2015", "2016"]


def test_a_flat_trend_shows_where_it_has_to_stay(files: Files) -> None:
    rows = "year,n\n2015,100\n2016,104\n2017,120\n"
    chart = trend(files, rows, "within: 5 percent", direction="flat")
    assert chart.limit == interval("[95,105]")
    assert [each.fits for each in chart.moments] == [None, True, False]
    uncertain = trend(files, "year,n\n2015,<5\n2016,104\n", "within: 5 percent", direction="flat")
    assert uncertain.limit is None


@pytest.mark.parametrize(
    ("start", "gap", "allowed", "limit"),
    [
        ("[200,200]", Gap.RELATIVE, "[-0.1,0.1]", "[180,220]"),
        ("[0.4,0.4]", Gap.POINTS, "(-2,2)", "(0.38,0.42)"),
        ("[8,8]", Gap.DIFFERENCE, "[-3,3]", "[5,11]"),
    ],
)
def test_a_limit_lies_around_the_start(start: str, gap: Gap, allowed: str, limit: str) -> None:
    assert limit_around(interval(start), gap, interval(allowed)) == interval(limit)


def test_there_is_no_limit_around_what_is_not_known() -> None:
    around = interval("[-1,1]")
    assert limit_around(None, Gap.DIFFERENCE, around) is None
    assert limit_around(interval("[1,2]"), Gap.DIFFERENCE, around) is None
    assert limit_around(interval("[-2,-2]"), Gap.RELATIVE, around) is None


TOWNS = "town,n\n" + "".join(f"T{n:02},{100 - n - n % 2}\n" for n in range(20)) + "U,<5\n"


def rank(files: Files, *more: str, rows: str = TOWNS) -> Assessment:
    """Return what a rank of towns comes to."""
    files.table(rows)
    lines = ["measure: sum(t.n)", "by: town", *more]
    return files.form("\n".join(lines), table=TABLE)


def test_a_rank_is_drawn_around_the_claimed_group(files: Files) -> None:
    judged = rank(files, "of: T10", "place: 11")
    chart = judged.chart
    assert isinstance(chart, RankChart)
    assert [each.label for each in chart.groups] == [
        "T00", "T01", "T02", "T08", "T09", "T10", "T11", "T12",
    ]  # fmt: skip
    assert [each.skipped for each in chart.groups] == [0, 0, 0, 5, 0, 0, 0, 0]
    assert chart.skipped == 8
    assert [each.label for each in chart.groups if each.is_claimed] == ["T10"]
    assert chart.groups[2].place == "2"
    assert [each.is_tied for each in chart.groups[:3]] == [False, True, True]
    assert chart.groups[0].text == "100 visits"
    assert (chart.claimed_text, chart.is_highest) == ("place 11", True)
    assert chart.found_text == judged.found.text if judged.found else None
    assert (chart.measure, chart.unit.noun, chart.verdict) == (
        "sum(t.n)", "visits", judged.verdict,
    )  # fmt: skip


def test_a_rank_from_below(files: Files) -> None:
    chart = rank(files, "of: U", "place: 1", "order: lowest").chart
    assert isinstance(chart, RankChart)
    assert not chart.is_highest
    assert chart.groups[0].label == "U"
    assert chart.groups[0].found == interval("[0,4]")


def test_the_steps_are_those_of_the_picture(files: Files) -> None:
    judged = rank(files, "of: T10", "place: 11")
    shown = [step.text for step in judged.calculation]
    assert "place 2: T01 (tied)" in shown
    assert "… 5 more" in shown
