"""Figures that were right once and are repeated when the number has moved on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import verdict_samples as samples

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.possible import Circumstances, History
from factcheck.verdict.checks import stale

if TYPE_CHECKING:
    from factcheck.model.unit import Unit

SUMS = {"y2019": "61711987", "y2020": "83463072", "y2021": "112860753"}


def found(
    words: str, past: History | None, date: str | None, unit: Unit = samples.COUNT
) -> list[str]:
    about = Circumstances(history=past)
    possible = samples.reading(words, unit, found=samples.number("1"), about=about, date=date)
    return samples.messages(stale, possible)


@pytest.mark.parametrize("claimed", ["2020", "2021"])
@pytest.mark.parametrize("date", ["2022", "2022-01", "2022-03-01"])
def test_an_old_lower_bound_beside_a_later_date_is_stale(claimed: str, date: str) -> None:
    past = samples.history(claimed, **SUMS)
    assert found("more than 82 million", past, date) == [
        (
            f"'more than 82 million' fits 2020 (83,463,072), but the claim is dated '{date}', and "
            "in 2021 the number was 112,860,753"
        )
    ]


@pytest.mark.parametrize("claimed", ["2020", "2021"])
@pytest.mark.parametrize("date", [None, "2020-11-17", "2021", "2021-12-31", "last year"])
def test_before_a_whole_period_has_passed_it_is_not(claimed: str, date: str | None) -> None:
    assert found("more than 82 million", samples.history(claimed, **SUMS), date) == []


def test_a_number_that_moved_less_than_a_grain_is_not_stale() -> None:
    moved = samples.history("2020", y2019="61000000", y2020="82200000", y2021="82500000")
    assert found("more than 82 million", moved, "2022") == []


def test_a_number_that_stood_still_past_the_grain_is_not_stale() -> None:
    still = samples.history("2020", y2019="61000000", y2020="112000000", y2021="112000000")
    assert found("more than 82 million", still, "2022") == []


def test_a_number_that_came_back_towards_the_bound_is_not_stale() -> None:
    back = samples.history("2020", y2020="112000000", y2021="90000000")
    assert found("more than 82 million", back, "2022") == []


def test_a_lower_bound_that_is_no_longer_true_is_stale() -> None:
    fallen = samples.history("2020", y2020="82500000", y2021="50000000")
    assert len(found("more than 82 million", fallen, "2022")) == 1
    barely = samples.history("2020", y2020="82500000", y2021="81500000")
    assert found("more than 82 million", barely, "2022") == []


def test_of_several_periods_that_fit_the_one_just_past_the_bound_is_named() -> None:
    past = samples.history("2023", y2020="6500", y2021="7176", y2022="12737", y2023="14420")
    (message,) = found("over 7000", past, "2024-01")
    assert message.startswith("'over 7000' fits 2021 (7,176)")
    assert message.endswith("in 2023 the number was 14,420")


def test_periods_after_the_claims_own_are_not_what_it_meant() -> None:
    later = samples.history("2019", y2019="61711987", y2020="83463072", y2021="112860753")
    assert found("more than 82 million", later, "2023") == []


def test_periods_that_were_not_over_are_not_held_against_the_claim() -> None:
    late = samples.history("2019", y2019="82500000", y2020="82600000", y2021="112860753")
    assert found("more than 82 million", late, "2021") == []
    assert len(found("more than 82 million", late, "2022")) == 1


def test_an_upper_bound_goes_stale_downwards() -> None:
    falling = samples.history("2020", y2020="8900", y2021="7900")
    assert len(found("fewer than 9,000", falling, "2022")) == 1
    slowly = samples.history("2020", y2020="8900", y2021="8100")
    assert found("fewer than 9,000", slowly, "2022") == []


@pytest.mark.parametrize("now", ["7499", "10501"])
def test_a_figure_with_two_sides_is_stale_more_than_a_grain_outside(now: str) -> None:
    past = samples.history("2018", y2018="9167", y2019=now)
    assert len(found("around 9,000", past, "2020")) == 1


@pytest.mark.parametrize("now", ["7500", "8028", "10500"])
def test_a_figure_with_two_sides_is_not_stale_within_a_grain(now: str) -> None:
    past = samples.history("2018", y2018="9167", y2019=now)
    assert found("around 9,000", past, "2020") == []


def test_a_figure_without_a_grain_is_stale_outside_its_generous_set() -> None:
    moved = samples.history("2018", y2018="0.25", y2019="0.5")
    assert len(found("between 20 and 30 percent", moved, "2020", samples.SHARE)) == 1
    barely = samples.history("2018", y2018="0.25", y2019="0.301")
    assert found("between 20 and 30 percent", barely, "2020", samples.SHARE) == []


def test_a_number_known_within_bounds_must_lie_beyond_as_a_whole() -> None:
    certain = samples.history(
        "2020", y2020="82500000", y2021=Interval.at_least(Fraction(83_000_000))
    )
    assert len(found("more than 82 million", certain, "2022")) == 1
    open_ended = samples.history(
        "2020", y2020="82500000", y2021=Interval(Fraction(82_900_000), Fraction(90_000_000))
    )
    assert found("more than 82 million", open_ended, "2022") == []
    unbounded = samples.history("2020", y2020=Interval.at_least(83_000_000), y2021="112000000")
    assert found("more than 82 million", unbounded, "2022") == []


@pytest.mark.parametrize(
    ("claimed", "next_one", "soon", "late"),
    [
        ("2020-11", "y2020_12", "2020-12-31", "2021-01"),
        ("2020-12", "y2021_01", "2021-01", "2021-02-01"),
        ("2020-12", "y2021_01", "2021", "2022"),
        ("2020-02-28", "y2020_02_29", "2020-02-29", "2020-03-01"),
        ("2021-02-28", "y2021_03_01", "2021-03-01", "2021-03-02"),
        ("2021-12-31", "y2022_01_01", "2022-01-01", "2022-01-02"),
        ("2021-12-31", "y2022_01_01", "2022", "2023"),
    ],
)
def test_months_and_days_are_periods_too(claimed: str, next_one: str, soon: str, late: str) -> None:
    values = {"y" + claimed.replace("-", "_"): "82500000", next_one: "112000000"}
    past = samples.history(claimed, **values)
    assert found("more than 82 million", past, soon) == []
    assert len(found("more than 82 million", past, late)) == 1


def test_periods_of_another_length_are_left_out() -> None:
    mixed = samples.history("2020", y2020="82500000", y2020_11="1", y2021_12="112000000")
    assert found("more than 82 million", mixed, "2023") == []
    odd = History("2020", (("2020", samples.number("82500000")), ("20xx", samples.number("9e9"))))
    assert found("more than 82 million", odd, "2023") == []
    undated = History("first", (("first", samples.number("82500000")),))
    assert found("more than 82 million", undated, "2023") == []


def test_days_are_numbered_one_after_the_other() -> None:
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    every = []
    for year in (1899, 1900, 1999, 2000, 2023, 2024):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        days = [
            f"{year}-{month:02d}-{day:02d}"
            for month, length in enumerate(lengths, 1)
            for day in range(1, length + (leap and month == 2) + 1)
        ]
        places = [stale._place(day, 3) for day in days]
        every.append(places == list(range(places[0] or 0, (places[0] or 0) + len(days))))
    assert every == [True] * 6


@pytest.mark.parametrize(
    ("quote", "is_stale"),
    [
        ("More than 82 million by the end of 2020.", False),
        ("More than 82 million (2020)", False),
        ("More than 82 million reports.", True),
        ("More than 82 million since 2019.", True),
        ("More than 82 million, in 120201 files.", True),
    ],
)
def test_a_quote_that_names_the_year_of_its_figure_is_not_stale(
    quote: str, *, is_stale: bool
) -> None:
    about = Circumstances(history=samples.history("2020", **SUMS))
    possible = samples.reading(
        "more than 82 million", found=samples.number("83463072"), about=about, date="2022"
    )
    messages = samples.messages(stale, possible, samples.claim(quote))
    assert bool(messages) is is_stale
