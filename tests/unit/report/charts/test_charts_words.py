"""Charts as sentences, tables and plain characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from chart_samples import (
    APART,
    CHARTS,
    CURVES,
    EVERY,
    FLAT,
    MEMBERS,
    RANK,
    READINGS,
    REPORTS,
    SINGLE,
    TREND,
    UNLIKE,
    WHATEVER,
    WHOLE,
    band,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.chart import BandChart, Moment
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.told import Told
from factcheck.model.unit import Unit, UnitKind
from factcheck.report.charts import alternative, chart_table, text_lines, title_of
from factcheck.report.charts.table import MOST
from factcheck.report.charts.thinned import thinned
from factcheck.report.visible import cells, one_line

if TYPE_CHECKING:
    from factcheck.model.chart import Chart


def test_readings_in_a_sentence_each() -> None:
    assert alternative(READINGS) == (
        "2018: claimed [9/100,1/10) (read strictly 9.5 % to under 10 %; read generously 8 % to "
        "under 10 %); found [3/50,3/50]: refuted. 2020: claimed [9/100,1/10) (read strictly 9.5 % "
        "to under 10 %; read generously 8 % to under 10 %); found (3/20,1]: refuted; without the "
        "assumptions 0 % to 100 % (undetermined)."
    )
    assert alternative(SINGLE) == "Claimed [8500,9500); found [9167,9167]: refuted."
    assert "; without the assumptions ." in alternative(UNLIKE)


def test_members_in_a_sentence_each() -> None:
    assert alternative(MEMBERS) == (
        "one: claimed [1/2,3/5]; the others leave [0,1/5]. other: claimed 80 % or more; the others "
        "leave nothing."
    )


def test_a_trend_in_sentences() -> None:
    assert alternative(TREND) == (
        "Claimed: rising at each of 3 steps from 2018 to 2021. Found: rises at 1 to 2 of 3 steps, "
        "not from 2018 to 2019 (refuted). sum(t.n) goes from 10 (2018) to 14 (2021). Not as "
        "claimed: 2019."
    )
    everything = tuple(replace(each, fits=True) for each in FLAT.moments)
    assert "Not as claimed" not in alternative(replace(FLAT, moments=everything))


def test_of_very_many_misses_some_are_named() -> None:
    moments = tuple(Moment(str(n), Fraction(n), Interval.point(0), True, False) for n in range(99))
    assert alternative(replace(TREND, moments=moments)).endswith("8, 9, … 89 more.")


def test_a_rank_in_sentences() -> None:
    said = alternative(RANK)
    assert said.startswith(
        "Claimed: place 2. Found: place 2 of 20 (supported). 1. Zürich 42 reports; 2. Basel (tied) "
        "17 reports; 3 to 4. <script>"
    )
    assert said.endswith(
        "(if it has a row) more than 3 to 9; … 13 more; 18. Thun 1 report; … 2 more."
    )


def test_a_condition_in_sentences() -> None:
    assert alternative(CURVES) == (
        "Compatible only if share(reports, referrals) is less than 10/63 (15.87 %). Counted in "
        "whole numbers: referrals is at most 1,246. just-under-ten: share(reports, relevant) is "
        "claimed to be 9 % to under 10 %. The other members leave at least 0 % at 0 %, 63 % at "
        "100 %. They leave at most 100 % at 0 %, 100 % at 100 %. at-most: cases is claimed to be "
        "at most 50. They leave at most 80 at 0 %, 80 at 50 %, 9 at 100 %. at-least: cases is "
        "claimed to be more than 50. The other members leave at least 5 at 0 %, 90 at 100 %."
    )
    assert alternative(WHOLE) == "Compatible only if n is at most 7."
    assert alternative(WHATEVER) == "Compatible whatever n is."


def test_tables_say_the_same_in_numbers() -> None:
    table = chart_table(READINGS)
    assert table.header == (
        "Reading", "Claimed", "Read strictly", "Read generously", "Found",
        "Without the assumptions",
    )  # fmt: skip
    assert table.rows[1] == (
        "2020", "[9/100,1/10)", "9.5 % to under 10 %", "8 % to under 10 %", "(3/20,1] (refuted)",
        "0 % to 100 % (undetermined)",
    )  # fmt: skip
    assert chart_table(SINGLE).rows == (("[8500,9500)", "[9167,9167] (refuted)"),)
    assert chart_table(MEMBERS).header == ("Member", "Claimed", "Left by the others")
    assert [row[2] for row in chart_table(UNLIKE).rows] == ["[3,5]", "(-inf,-3]", "[1/2,inf)"]
    assert [row[2] for row in chart_table(TREND).rows] == [
        "", "start of the window", "not as claimed", "not known", "as claimed", "", "",
    ]  # fmt: skip
    assert chart_table(TREND).rows[3][:2] == ("2020", "9 to under 12 reports")
    ranked = chart_table(RANK).rows
    assert ranked[1] == ("2", "Basel, tied", "17 reports", "place 2")
    assert ranked[3] == ("", "… 13 more", "", "")
    assert ranked[5] == ("", "… 2 more", "", "")
    assert chart_table(CURVES).rows[:3] == (
        ("0 %", "share(reports, relevant)", "0 %", "100 %", "9 % to under 10 %"),
        ("100 %", "share(reports, relevant)", "63 %", "100 %", "9 % to under 10 %"),
        ("0 %", "cases", "", "80", "at most 50"),
    )
    assert chart_table(APART).rows == (("at least 0 and at most 1/3 (0.333)",), ("more than 2",))


def test_of_a_very_long_table_both_ends_are_kept() -> None:
    moments = tuple(Moment(str(n), Fraction(n), Interval.point(n), True) for n in range(500))
    rows = chart_table(replace(TREND, moments=moments)).rows
    assert len(rows) == MOST + 1
    assert rows[MOST // 2] == ("… 440 more", "", "")
    assert rows[-1][0] == "499"


@given(CHARTS)
def test_tables_are_even_and_texts_safe(chart: Chart) -> None:
    table = chart_table(chart)
    assert {len(row) for row in table.rows} == {len(table.header)}
    for text in (*table.header, *(cell for row in table.rows for cell in row)):
        assert text == one_line(text)
    assert title_of(chart)
    assert isinstance(alternative(chart), Told)


@pytest.mark.parametrize("name", EVERY)
def test_fixed_words_are_told(name: str) -> None:
    assert isinstance(title_of(EVERY[name]), Told)
    assert all(isinstance(each, Told) for each in chart_table(EVERY[name]).header[-1:])


def test_bands_in_plain_characters() -> None:
    assert text_lines(READINGS, 60) == [
        "2018: claimed [9/100,1/10) (read strictly 9.5 % to under",
        "10 %; read generously 8 % to under 10 %), found [3/50,3/50]:",
        "refuted",
        "    ●│░┊",
        "2020: claimed [9/100,1/10) (read strictly 9.5 % to under",
        "10 %; read generously 8 % to under 10 %), found (3/20,1]:",
        "refuted",
        " ●╌╌╌│░┊╌╌○━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●",
        "─┴────────────────────────────┴───────────────────────────┴─",
        "0 %                         50 %                       100 %",
        "░ claimed │ end included ┊ end not included ●━● found ▒ both",
        "○ not reached ●╌● without the assumptions",
    ]
    lines = text_lines(SINGLE, 60)
    assert lines[0] == "claimed [8500,9500), found [9167,9167]: refuted"
    assert lines[1].count("●") == 1
    assert lines[1].count("░") > 40
    assert lines[-1] == "○ not reached"


def row_of(claimed: str, found: str) -> str:
    """Return the row of a band as it is drawn."""
    return text_lines(BandChart((band(claimed, found, REPORTS, "x" * 20),)), 40)[2].strip()


def test_a_dot_is_inside_of_an_end_that_is_included_and_outside_of_another() -> None:
    assert row_of("[90,inf)", "[90,90]").startswith("│●░")
    assert row_of("(90,inf)", "[90,90]").startswith("●┊░")
    assert row_of("(-inf,90]", "[90,90]").endswith("░●│")
    assert row_of("(-inf,90)", "[90,90]").endswith("░┊●")
    assert re.fullmatch("│●░+│", row_of("[90,99]", "[90,90]"))
    assert re.fullmatch("●┊░+┊", row_of("(90,99)", "[90,90]"))
    # Where the dot of what is found stands already, there is no room for an edge.
    assert row_of("(90,90.001)", "[0,90.001)").endswith("━━━○")
    assert row_of("(-inf,inf)", "[90,90]").count("░") == 39


def test_arrows_and_both_in_plain_characters() -> None:
    lines = text_lines(UNLIKE, 60)
    assert any(line.startswith("◀▒") and line.endswith("━▶") for line in lines)
    assert lines[-2:] == [
        "░ claimed │ end included ●━● found ▒ both ○ not reached ●╌●",
        "without the assumptions",
    ]


def test_short_rows_take_one_line() -> None:
    lines = text_lines(FLAT, 60)
    assert lines[0].startswith("2018: 50 %")
    assert "░" in lines[0]
    assert len(lines) == 5
    lines = text_lines(TREND, 60)
    assert lines[2].startswith("2019: 9 reports (not as claimed)")
    many = tuple(Moment(str(n), Fraction(n), Interval.point(n), True) for n in range(500))
    assert text_lines(replace(TREND, moments=many), 60) == []


def test_a_condition_in_plain_characters() -> None:
    lines = text_lines(CURVES, 60)
    assert lines[0] == "Compatible only if share(reports, referrals) is less than"
    assert lines[3].startswith(" ○━━━━━━━━○╌╌")


def test_a_narrow_line_has_fewer_labels() -> None:
    every = replace(RANK, groups=RANK.groups[:2], skipped=0)
    assert text_lines(every, 30)[-1] == " 0"
    large = BandChart(
        (band(f"[{10**14},{102 * 10**12}]", f"[{10**14},{10**14}]", Unit(UnitKind.AMOUNT)),)
    )
    axis, labels = text_lines(large, 30)[-4:-2]
    assert axis.count("┴") == 2
    assert labels == "100,000,000,000,000"


def test_a_claimed_group_is_marked() -> None:
    lines = text_lines(RANK, 60)
    assert "▸ 2. Basel (tied): 17 reports" in lines
    assert "… 13 more" in lines


@given(CHARTS, st.integers(0, 120))
def test_no_line_is_too_long(chart: Chart, width: int) -> None:
    for line in text_lines(chart, width):
        assert cells(line) <= width
        assert line == line.rstrip()


def test_very_many_periods_are_put_together_with_nothing_cut_off() -> None:
    moments = tuple(
        Moment(
            str(n), Fraction(n), Interval.point(n % 11), 7 <= n < 1500, [True, None, False][n % 3]
        )
        for n in range(2000)
    )
    few = thinned(moments)
    assert len(few) <= 310
    assert {end for each in few for end in (each.found.lower, each.found.upper)} == set(range(11))
    assert [each.place for each in few] == sorted(each.place for each in few)
    claimed = [each for each in few if each.is_claimed]
    assert [int(claimed[n].place) for n in (0, -1)] == [7, 1499]
    assert {each.fits for each in few} <= {True, False, None}
    assert thinned(moments[:300]) == moments[:300]
