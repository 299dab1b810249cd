"""What is drawn of a dispute: compatible numbers, exact curves, and what members leave."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from dispute_files import WORLD, judged
from exact import exact
from hypothesis import assume, given
from hypothesis import strategies as st
from intervals import interval

from factcheck.model.chart import BandChart, ConditionChart
from factcheck.model.fraction import Fraction
from factcheck.quantity.disputes import chart as chart_module
from factcheck.quantity.disputes.straight import (
    MOST_ASKED,
    TooManyPiecesError,
    straight_pieces,
)

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.chart import Curve

SHARE = "in_terms_of: share(reports[year = 2020], referrals)"
FLAGSHIP = f"between: [ten / 2020, at-least-63]\nunder: graphic-is-relevant\n{SHARE}"
Points = tuple[tuple[Fraction, Fraction], ...]


def condition(folder: Path, lines: str, *more: str, world: str = WORLD) -> ConditionChart:
    """Return the chart of a dispute that is in terms of something."""
    chart = judged(folder, lines, *more, world=world).chart
    assert isinstance(chart, ConditionChart)
    return chart


def points(*pairs: tuple[str, str]) -> Points:
    return tuple((exact(place), exact(number)) for place, number in pairs)


@pytest.mark.parametrize("more", ["", "\nusing: police"], ids=["shares", "counts"])
def test_the_flagship_is_drawn_with_its_break_even(tmp_path: Path, more: str) -> None:
    chart = condition(tmp_path, FLAGSHIP + more)
    assert chart.measure == "share(reports[year = 2020], referrals)"
    assert chart.possible == interval("(0,1]")
    assert chart.compatible == (interval("(0,10/63)"),)
    assert chart.condition == "share(reports[year = 2020], referrals) is less than 10/63 (15.87 %)"
    assert chart.whole == ("referrals[year = 2020] is at most 1,246" if more else "")
    (curve,) = chart.curves
    assert curve.member == "ten / 2020"
    assert curve.claimed == interval("[9/100,1/10)")
    assert curve.claimed_text == "9 % to under 10 %"
    assert curve.lower == points(("0", "0"), ("1", "0.63"))
    assert curve.upper == points(("0", "1"), ("1", "1"))


def test_the_curve_meets_the_claim_where_the_condition_ends(tmp_path: Path) -> None:
    chart = condition(tmp_path, FLAGSHIP)
    (curve,), (compatible,) = chart.curves, chart.compatible
    assert compatible.upper is not None
    assert at(curve.lower, compatible.upper) == curve.claimed.upper


def at(curve: Points, place: Fraction) -> Fraction:
    """Return a curve's number at a place."""
    for (left, low), (right, high) in pairwise(curve):
        if left <= place <= right:
            return low + (high - low) * (place - left) / (right - left)
    raise AssertionError(place)


BENT = (
    WORLD.replace(
        "claims:\n",
        "  passed-is-relevant: {holds: forwarded part of relevant}\nclaims:\n",
    )
    .replace(
        "  graphic: {is: c",
        "  forwarded: {is: d, unit: reports, part_of: reports}\n  graphic: {is: c",
    )
    .replace(
        "assumptions:\n",
        "  a-tenth: {measure: 'share(reports[year = 2020], forwarded)', figure: at least 20%, "
        "source: office}\nassumptions:\n",
    )
)


def test_a_bend_is_exact(tmp_path: Path) -> None:
    lines = (
        "between: [half, at-least-63, a-tenth]\n"
        f"under: [graphic-is-relevant, passed-is-relevant]\n{SHARE}"
    )
    chart = condition(tmp_path, lines, world=BENT)
    (curve, *_) = chart.curves
    # Either a fifth or 63 % of the referrals, whichever is more.
    assert curve.lower == points(("0", "0.2"), ("20/63", "0.2"), ("1", "0.63"))
    assert chart.condition == ""
    assert chart.compatible == (chart.possible,)


def test_what_others_leave_of_an_incompatible_member(tmp_path: Path) -> None:
    lines = "between: [ten / 2020, at-least-63, half]\nunder: graphic-is-relevant"
    chart = judged(tmp_path, lines).chart
    assert isinstance(chart, BandChart)
    assert chart.are_members
    bands = {band.label: band for band in chart.bands}
    assert bands["ten / 2020"].claimed == (interval("[9/100,1/10)"),)
    assert bands["ten / 2020"].claimed_text == "9 % to under 10 %"
    assert bands["ten / 2020"].found == (interval("[1/2,1]"),)
    assert bands["ten / 2020"].found_text == "50 % to 100 %"
    assert bands["at-least-63"].found == ()
    assert bands["at-least-63"].found_text == "nothing"


def test_nothing_is_drawn_of_what_was_not_found_out(tmp_path: Path) -> None:
    assert judged(tmp_path, "between: [ten / 2020, at-least-63]").chart is None
    missing = "between: [ten / 2018, half]\nusing: [police, at-least-63]\n"
    assert judged(tmp_path, f"{missing}{SHARE}").chart is not None


RAGGED = (
    WORLD
    + """\
  unlike: {holds: "relevant[year = 2020] != referrals[year = 2020]"}
  about: {measure: "relevant[year = 2020]", figure: around 900}
"""
)


@pytest.mark.parametrize(
    ("members", "terms"),
    [
        ("[ten / 2020, fewer]", "graphic[year = 2020] / referrals[year = 2020]"),
        ("[ten / 2020, unlike]", "share(reports[year = 2020], referrals)"),
        (
            "[ten / 2020, fewer]",
            "referrals[year = 2020] / (relevant[year = 2020] - graphic[year = 2020])",
        ),
        ("[about, fewer]", "reports[year = 2020]"),
    ],
    ids=["unlike denominators", "several ways", "either sign", "no end"],
)
def test_curves_that_are_not_straight_are_left_out(
    tmp_path: Path, members: str, terms: str
) -> None:
    lines = f"between: {members}\nin_terms_of: {terms}"
    assert condition(tmp_path, lines, world=RAGGED).curves == ()


DOUBTFUL = """\
factcheck: 1
quantities:
  voters: {unit: people, is: people who may vote}
  yes: {unit: people, part_of: voters}
  firm: {unit: people, part_of: yes}
statements:
  poll: {measure: yes / voters, figure: 63 percent, margin: 3, confidence: 95%}
  doubtful: {measure: firm / yes, figure: between 40 and 48 percent, confidence: 54%}
claims:
  half: {measure: yes / voters, figure: at most half, expect: refuted}
"""


def test_a_condition_that_is_not_sure_enough_is_not_drawn(tmp_path: Path) -> None:
    lines = "between: [poll, doubtful]\nin_terms_of: firm / voters"
    found = judged(tmp_path, lines, world=DOUBTFUL)
    assert (found.verdict.value, found.chart) == ("undetermined", None)


def test_large_systems_have_no_curves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_module, "MOST_VARIABLES", 0)
    assert condition(tmp_path, FLAGSHIP).curves == ()


def test_at_most_so_many_curves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_module, "MOST_CURVES", 0)
    assert condition(tmp_path, FLAGSHIP).curves == ()


def test_effort_that_is_not_enough_leaves_the_curve_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.quantity.disputes.straight.MOST_ASKED", 1)
    assert condition(tmp_path, FLAGSHIP).curves == ()


def hull(lines: list[tuple[int, int]]) -> list[tuple[Fraction, Fraction]]:
    """Return the corners from 0 to 100 of the largest of some lines, found by trying all."""
    crossings = {
        Fraction(b - d, c - a)
        for a, b in lines
        for c, d in lines
        if a != c and 0 < Fraction(b - d, c - a) < 100
    }
    places = sorted({Fraction(0), Fraction(100), *crossings})
    corners = [(place, largest(lines, place)) for place in places]
    kept = corners[:1]
    for corner, after in pairwise(corners[1:]):
        before = kept[-1]
        if (corner[1] - before[1]) * (after[0] - corner[0]) != (after[1] - corner[1]) * (
            corner[0] - before[0]
        ):
            kept.append(corner)
    return [*kept, corners[-1]]


def largest(lines: list[tuple[int, int]], place: Fraction) -> Fraction:
    return max(a * place + b for a, b in lines)


LINES = st.lists(st.tuples(st.integers(-9, 9), st.integers(-99, 99)), min_size=1, max_size=6)


@given(LINES, st.booleans())
def test_every_bend_of_a_convex_or_concave_function_is_found(
    lines: list[tuple[int, int]], is_concave: bool
) -> None:
    sign = -1 if is_concave else 1
    try:
        found = straight_pieces(lambda x: sign * largest(lines, x), Fraction(0), Fraction(100))
    except TooManyPiecesError:
        # Pieces may be so short that there is not enough effort to look at each.
        assume(False)
    assert list(found) == [(x, sign * y) for x, y in hull(lines)]


def test_infinite_ends_are_no_curve() -> None:
    assert straight_pieces(lambda _: None, Fraction(0), Fraction(1)) == ()
    assert straight_pieces(lambda x: x or None, Fraction(0), Fraction(1)) == ()


def test_what_bends_too_often_is_refused() -> None:
    with pytest.raises(TooManyPiecesError):
        straight_pieces(lambda x: x * x, Fraction(0), Fraction(1))
    asked: list[Fraction] = []

    def bent(x: Fraction) -> Fraction:
        asked.append(x)
        return max(Fraction(0), x - Fraction(1, 3))

    assert straight_pieces(bent, Fraction(0), Fraction(1)) == points(
        ("0", "0"), ("1/3", "0"), ("1", "2/3")
    )
    assert len(asked) == len(set(asked)) < MOST_ASKED


def test_a_curve_is_told_with_its_member(tmp_path: Path) -> None:
    (curve,) = condition(tmp_path, FLAGSHIP).curves
    assert measured(curve) == ("share(reports[year = 2020], relevant)", "share")


def measured(curve: Curve) -> tuple[str, str]:
    return curve.measure, curve.unit.kind.value
