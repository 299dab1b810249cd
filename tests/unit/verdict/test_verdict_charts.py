"""What is drawn of claims: bands of figures, comparisons, counts and sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from intervals import interval
from quantity_files import Files, claim

from factcheck.model.chart import BandChart
from factcheck.model.spec import Verdict
from factcheck.model.unit import UnitKind

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.chart import Band
    from factcheck.model.result import Assessment

CONTRADICTION = """\
    statements:
      few: {measure: "good[town = A]", figure: at most 3}
      many: {measure: "good[town = A]", figure: at least 10}
    """
S, R, U = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED
TABLE = """\
    evidence:
      t:
        file: t.csv
        key: town
        columns:
          n:
            unit: things
            markers:
              "<5": suppressed 0..4
    """
ROWS = "town,n\nA,40\nB,30\nC,<5\nD,10\n"
PARTS = """\
    quantities:
      all: {is: all, unit: things, measure: sum(t.n)}
      good: {is: good, unit: things, part_of: all}
      seen: {is: seen, unit: things, measure: 't.n[town = D]'}
    assumptions:
      seen-is-good: {holds: seen part of good}
    """


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a folder with a table."""
    found = Files(tmp_path)
    found.table(ROWS)
    return found


def bands(judged: Assessment) -> tuple[Band, ...]:
    """Return the bands of a reading."""
    assert isinstance(judged.chart, BandChart)
    return judged.chart.bands


def test_a_figure_is_drawn_with_all_that_its_words_allow(files: Files) -> None:
    (band,) = bands(files.measure("sum(t.n[town = A])", "around 40", table=TABLE))
    assert band.label is None
    assert (band.unit.kind, band.unit.noun) == (UnitKind.COUNT, "things")
    assert band.claimed == (interval("[36,44]"),)
    assert band.claimed_text == "36 to 44"
    assert band.narrow == interval("[38,42]")
    assert band.wide == interval("[32,48]")
    assert (band.found, band.found_text) == ((interval("[40,40]"),), "40")
    assert (band.verdict, band.without) == (S, None)


def test_a_bare_figure_has_one_band(files: Files) -> None:
    (band,) = bands(files.measure("sum(t.n[town in (A, C)])", "43", table=TABLE))
    assert (band.narrow, band.wide) == (None, None)
    assert band.found == (interval("[40,44]"),)
    assert band.verdict is U


def test_a_factor_claimed_as_a_percentage_is_drawn_as_one(files: Files) -> None:
    (band,) = bands(files.measure("t.n[town = A] / t.n[town = D]", "400 percent", table=TABLE))
    assert band.unit.kind is UnitKind.SHARE
    assert band.found_text == "400 %"


def test_what_is_found_without_the_assumptions_stands_below(files: Files) -> None:
    lines = claim("share(all, good)", "at least 50%", "under: seen-is-good")
    (band,) = bands(files.one(TABLE, PARTS, lines))
    assert band.without_verdict is U
    assert band.without == interval("[0,1]")
    assert band.without_text == "0 % to 100 %"
    assert band.found[0].lower is not None
    assert band.found[0].lower > 0
    unmoved = claim("sum(t.n[town = A])", "40", "under: seen-is-good")
    (band,) = bands(files.one(TABLE, PARTS, unmoved))
    assert (band.without, band.without_text) == (None, "")


def test_readings_share_a_chart(files: Files) -> None:
    lines = "    readings:\n      one: 't.n[town = A]'\n      other: 't.n[town = C]'\n"
    text = f"claims:\n  c:\n    figure: at least 40\n{lines}"
    (found,) = files.claims(TABLE, text).values()
    assert isinstance(found.chart, BandChart)
    assert [band.label for band in found.chart.bands] == ["one", "other"]
    assert [band.verdict for band in found.chart.bands] == [S, R]
    assert [each.chart for each in found.readings] == [
        BandChart((band,)) for band in found.chart.bands
    ]


def test_one_reading_is_not_repeated(files: Files) -> None:
    (found,) = files.claims(TABLE, claim("sum(t.n[town = A])", "40")).values()
    assert found.chart is None


def test_a_comparison_is_drawn_as_a_difference(files: Files) -> None:
    (band,) = bands(files.holds("t.n[town = C] < t.n[town = A]", table=TABLE))
    assert band.claimed == (interval("(0,inf)"),)
    assert band.claimed_text == "a difference of more than 0"
    assert band.found == (interval("[36,40]"),)
    assert band.found_text == "difference 36 to 40"
    assert band.verdict is S


def test_a_chain_has_a_band_for_each_step(files: Files) -> None:
    first, second = bands(files.holds("t.n[town = C] < t.n[town = D] < t.n[town = B]", table=TABLE))
    assert first.label == "t.n[town = D] − t.n[town = C]"
    assert second.found == (interval("[20,20]"),)
    assert (first.verdict, second.verdict) == (None, None)


def test_unlike_numbers_lie_on_both_sides(files: Files) -> None:
    (band,) = bands(files.holds("t.n[town = C] != t.n[town = A]", table=TABLE))
    assert band.claimed == (interval("(-inf,0)"), interval("(0,inf)"))
    assert band.claimed_text == "a difference of less than 0 or more than 0"


def test_a_comparison_of_shares_is_drawn_in_points(files: Files) -> None:
    relation = "share(all, good) <= share(all, all)"
    judged = files.one(
        TABLE, PARTS, f"claims:\n  c:\n    holds: '{relation}'\n    under: seen-is-good\n"
    )
    (band,) = bands(judged)
    assert band.unit.kind is UnitKind.POINTS
    assert band.found[0].lower == 0
    assert band.without == interval("[0,100]")
    assert band.without_text == "difference 0 points to 100 points"


def test_being_a_part_is_not_drawn(files: Files) -> None:
    assert files.one(TABLE, PARTS, "claims:\n  c:\n    holds: seen part of good\n").chart is None


def test_numbers_of_groups_and_sums_have_bands(files: Files) -> None:
    each = "measure: sum(t.n)\nby: town\nfigure: at least 10\nin: at least 3"
    (band,) = bands(files.form(each, table=TABLE))
    assert band.claimed_text == "at least 3 of 4 groups"
    assert band.found == (interval("[3,3]"),)
    parts = "parts: ['t.n[town = A]', 't.n[town = D]']\ntotal: '51'"
    (band,) = bands(files.form(parts, table=TABLE))
    assert band.found_text == "sum 50"
    assert band.verdict is R


def test_what_contradicts_itself_or_cannot_be_checked_is_not_drawn(files: Files) -> None:
    statements = """\
    statements:
      few: {measure: good, figure: at most 3}
      many: {measure: good, figure: at least 10}
    """
    assert files.one(TABLE, PARTS, statements, claim("good", "3")).chart is None
    rank = "claims:\n  c:\n    measure: all - good\n    by: town\n    of: A\n    place: 1\n"
    judged = files.one(TABLE, PARTS, CONTRADICTION, rank)
    assert (judged.verdict, judged.chart) == (Verdict.CONFLICTING, None)
    assert files.measure("t.n[town = E]", "3", table=TABLE).chart is None


def test_assumptions_that_cannot_be_are_left_out_of_the_picture(files: Files) -> None:
    assumptions = """\
    assumptions:
      wrong: {holds: 't.n[town = A] <= t.n[town = D]'}
    """
    judged = files.one(
        TABLE,
        assumptions,
        "claims:\n  c:\n    holds: 't.n[town = C] < t.n[town = A]'\n    under: wrong\n",
    )
    (band,) = bands(judged)
    assert (band.found, band.without) == ((interval("[36,40]"),), None)
