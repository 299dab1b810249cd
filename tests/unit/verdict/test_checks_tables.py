"""Checks of how tables were read: rounded cells, and rows that look like totals."""

from __future__ import annotations

import pytest
import verdict_samples as samples
from exact import exact

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.possible import Circumstances
from factcheck.verdict.checks import possible_total_row, rounding_sensitive, unequal_total


def sensitivities(words: str, found: str | None, rounded: Interval | None) -> list[str]:
    possible = samples.reading(
        words,
        samples.SHARE,
        found=None if found is None else samples.number(found),
        about=Circumstances(if_rounded=rounded),
    )
    return samples.messages(rounding_sensitive, possible)


def test_a_verdict_that_rests_on_round_cells_is_found() -> None:
    rounded = Interval(Fraction(895, 9050), Fraction(895, 8950), False)
    assert sensitivities("under ten percent", "895/9000", rounded) == [
        (
            "taken as exact, the table's numbers give 9.94 %, inside what is claimed; if its round "
            "numbers were rounded, they can give more than 9.89 % to 10 %, partly inside it"
        )
    ]


def test_a_refuted_figure_that_rounding_could_rescue_is_found() -> None:
    rounded = Interval(exact("0.095"), exact("0.105"), True, False)
    (message,) = sensitivities("at least 10 percent", "0.0995", rounded)
    assert "9.95 %, outside what is claimed" in message
    assert message.endswith("partly inside it")


@pytest.mark.parametrize(
    ("words", "found", "rounded"),
    [
        ("under ten percent", "0.09", Interval(exact("0.085"), exact("0.095"))),
        ("over ten percent", "0.09", Interval(exact("0.085"), exact("0.095"))),
        ("under ten percent", "0.09", None),
        ("under ten percent", None, Interval.point(1)),
    ],
)
def test_a_verdict_that_stays_is_not(
    words: str, found: str | None, rounded: Interval | None
) -> None:
    assert sensitivities(words, found, rounded) == []


def test_rows_that_look_like_totals_are_found_one_by_one() -> None:
    totals = (("police", "canton", "Total"), ("police", "offence", "All"))
    about = Circumstances(possible_totals=totals)
    possible = samples.reading("9,167", found=samples.number("9167"), about=about)
    found = samples.messages(possible_total_row, possible)
    assert found[0] == (
        "rows of 'police' with 'Total' in the column 'canton' look like totals and were counted "
        "with the others; if they are totals, declare the label under `totals` of the table"
    )
    assert len(found) == 2
    assert "'All' in the column 'offence'" in found[1]


def test_a_group_that_looks_like_the_total_of_the_others_is_found() -> None:
    about = Circumstances(totals_among_groups=(("medals@2020-08", "nation", "total"),))
    possible = samples.reading("9,167", found=samples.number("9167"), about=about)
    assert samples.messages(possible_total_row, possible) == [
        (
            "the group 'total' in the column 'nation' of 'medals' of 2020-08 looks like the total "
            "of the other groups and was treated as one of them; if it is a total, declare the "
            "label under `totals` of the table"
        )
    ]


def test_rows_that_look_like_totals_matter_to_a_comparison_too() -> None:
    about = Circumstances(possible_totals=(("t", "c", "Total"),))
    possible = samples.reading("9,167", found=samples.number("9167"), about=about)
    assert len(samples.messages(possible_total_row, samples.without_figure(possible))) == 1


def test_a_table_without_such_rows_has_no_finding() -> None:
    possible = samples.reading("9,167", found=samples.number("9167"))
    assert samples.messages(possible_total_row, possible) == []


@pytest.mark.parametrize(("count", "messages"), [(0, 0), (1, 1), (3, 3), (4, 4), (40, 4)])
def test_totals_that_are_not_the_sum_of_their_parts_are_found(count: int, messages: int) -> None:
    totals = tuple(("police", f"n of town = Total, year = {each} is 4") for each in range(count))
    about = Circumstances(unequal_totals=totals)
    possible = samples.reading("9,167", found=samples.number("9167"), about=about)
    found = samples.messages(unequal_total, possible)
    assert len(found) == messages
    if found:
        assert found[0] == "in table 'police', n of town = Total, year = 0 is 4"
    if count == 40:
        assert found[-1] == "37 more totals differ from the sum of their parts"
