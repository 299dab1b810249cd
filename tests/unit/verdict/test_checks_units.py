"""Checks of what a percent sign is claimed of: points, ratios, and few cases."""

from __future__ import annotations

import pytest
import verdict_samples as samples

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.possible import Circumstances
from factcheck.model.unit import Unit
from factcheck.verdict.checks import not_a_share, percent_or_points, small_base


def ambiguities(
    words: str,
    of: Unit,
    found: str | None = "0",
    other: tuple[str, Interval] | None = None,
    **keys: str,
) -> list[str]:
    possible = samples.reading(
        samples.figure_text(words, **keys),
        of,
        found=None if found is None else samples.number(found),
        about=Circumstances(other_reading=other),
    )
    return samples.messages(percent_or_points, possible)


def test_a_percent_sign_claimed_of_points_is_ambiguous() -> None:
    other = ("relative change", samples.number("0.15"))
    assert ambiguities("rose by 3%", samples.POINTS, "3", other) == [
        (
            "'rose by 3%' is read in percentage points (3 points); as a relative change it is "
            "15 %, which the figure would not fit"
        )
    ]


def test_a_percent_sign_claimed_of_a_change_of_shares_is_ambiguous() -> None:
    other = ("points", samples.number("3"))
    assert ambiguities("rose by 3 percent", samples.RELATIVE_CHANGE, "0.15", other) == [
        (
            "'rose by 3 percent' is read as a relative change (15 %); in percentage points it is "
            "3 points, which the figure would fit"
        )
    ]


def test_the_other_reading_may_fit_in_part() -> None:
    other = ("points", Interval(Fraction(3), Fraction(9)))
    (message,) = ambiguities("rose by 3%", samples.RELATIVE_CHANGE, "0.15", other)
    assert message.endswith("which the figure would fit only in part")


def test_without_numbers_the_two_readings_are_still_named() -> None:
    assert ambiguities("rose by 3%", samples.POINTS, None) == [
        (
            "'rose by 3%' is read in percentage points; the same words can be meant as a relative "
            "change"
        )
    ]


def test_where_the_words_or_the_checker_say_points_nothing_is_ambiguous() -> None:
    other = ("relative change", samples.number("0.15"))
    assert ambiguities("rose by 3 percentage points", samples.POINTS, "3", other) == []
    assert ambiguities("rose by 3%", samples.POINTS, "3", other, unit="points") == []


def test_a_change_of_counts_and_a_share_are_not_ambiguous() -> None:
    assert ambiguities("rose by 3%", samples.RELATIVE_CHANGE, "0.03") == []
    assert ambiguities("3%", samples.SHARE, "0.03") == []


def ratios(words: str, unit: Unit) -> list[str]:
    return samples.messages(not_a_share, samples.reading(words, unit, found=samples.number("0.1")))


@pytest.mark.parametrize(
    "words",
    ["just under ten percent", "10%", "a third", "one in five", "at least 63 percent of them"],
)
def test_a_share_claimed_of_a_ratio_is_found(words: str) -> None:
    (message,) = ratios(words, samples.FACTOR)
    assert message == (
        f"'{words}' speaks of a share, but nothing says that the numerator of 'sum(t.n)' is part "
        "of its denominator; only the two numbers were compared"
    )
    assert ratios(words, samples.SHARE) == []


@pytest.mark.parametrize("words", ["doubled", "1.5 times as many", "0.33", "46 percent higher"])
def test_a_ratio_called_a_ratio_is_not(words: str) -> None:
    assert ratios(words, samples.FACTOR) == []


def test_words_known_only_beside_the_measure_are_judged_by_their_percent_sign() -> None:
    unit = Unit(samples.FACTOR.kind, "rapporte")
    assert len(ratios("12% rapporte", unit)) == 1
    assert ratios("0.12 rapporte", unit) == []


def bases(base: Interval | None, unit: Unit = samples.SHARE) -> list[str]:
    about = Circumstances(denominator=base)
    words = "43%" if unit is not samples.COUNT else "43"
    return samples.messages(
        small_base, samples.reading(words, unit, found=samples.number("3/7"), about=about)
    )


def test_a_share_of_few_cases_is_found() -> None:
    assert bases(samples.number("7")) == [
        "the base is only 7: one case more or less changes the share by 14.29 points"
    ]
    assert bases(samples.number("19")) == [
        "the base is only 19: one case more or less changes the share by 5.26 points"
    ]


def test_a_base_within_bounds_is_small_if_its_largest_number_is() -> None:
    assert bases(Interval(Fraction(5), Fraction(8))) == [
        "the base is only 5 to 8: one case more or less changes the share by at least 12.5 points"
    ]
    assert len(bases(Interval(Fraction(5), Fraction(20), True, False))) == 1


@pytest.mark.parametrize(
    "base",
    [
        None,
        samples.number("20"),
        samples.number("9167"),
        Interval(Fraction(5), Fraction(20)),
        Interval.at_least(5),
        samples.number("0"),
    ],
)
def test_a_larger_or_unknown_base_is_not(base: Interval | None) -> None:
    assert bases(base) == []


@pytest.mark.parametrize("unit", [samples.FACTOR, samples.RELATIVE_CHANGE, samples.COUNT])
def test_what_is_no_share_has_no_base(unit: Unit) -> None:
    assert bases(samples.number("7"), unit) == []
