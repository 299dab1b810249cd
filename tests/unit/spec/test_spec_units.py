"""Units that name nothing."""

from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, problems_of


def told(unit: str) -> list[str]:
    """Return what is said of a unit of a column; a quantity's is looked at alike."""
    column = f"evidence:\n  t:\n    file: t.csv\n    columns:\n      n:\n        unit: {unit}\n"
    quantity = f"quantities:\n  q:\n    measure: count(t)\n    unit: {unit}\n"
    of_column, of_quantity = (
        [f"{p.code.code} {p.message} | {p.hint}" for p in problems_of(HEAD + text)]
        for text in (
            column + CLAIM,
            "evidence:\n  t: {file: t.csv}\n" + quantity + CLAIM.replace("count(t)", "q"),
        )
    )
    assert of_column == of_quantity
    return of_column


@pytest.mark.parametrize(
    ("unit", "message", "hint"),
    [
        ("5", "the unit '5' names nothing that is counted or measured", "write a noun such as"),
        ("'---'", "names nothing that is counted", "'percent'"),
        ("'%%'", "no percentage", "write 'unit: percent'; what they"),
        ("'5 %'", "the unit '5 %' is no unit", "write 'unit: percent'"),
        ("percent of GDP", "no percentage", "is told in 'is' or 'definition'"),
        ("'% of votes'", "no percentage", "write 'unit: percent'"),
        ("percentage", "no percentage", "write 'unit: percent'"),
        ("Pct", "no percentage", "write 'unit: percent'"),
        ("million USD", "has a factor in it", "'unit: USD', and 'scale: 1000000' on the column"),
        ("USD million", "has a factor in it", "'unit: USD', and 'scale: 1000000' on the column"),
        ("thousands of people", "a factor in it", "'unit: people', and 'scale: 1000'"),
        ("'1,000 t'", "has a factor in it", "'unit: t', and 'scale: 1000' on the column"),
        ("'1 000 t'", "has a factor in it", "'unit: t', and 'scale: 1000' on the column"),
        ("€m", "has a factor in it", "'unit: €', and 'scale: 1000000' on the column"),
        ("USD bn", "has a factor in it", "'unit: USD', and 'scale: 1000000000'"),
        ("USDm", "has a factor in it", "'unit: USD', and 'scale: 1000000'"),
        ("k€", "has a factor in it", "'unit: €', and 'scale: 1000'"),
        ("US$ m", "has a factor in it", "'unit: US$', and 'scale: 1000000'"),
        ("EUR (k)", "has a factor in it", "'unit: EUR', and 'scale: 1000'"),
        ("Mio. EUR", "has a factor in it", "'unit: EUR', and 'scale: 1000000'"),
        ("mill. NOK", "has a factor in it", "'unit: NOK', and 'scale: 1000000'"),
        ("mn USD", "has a factor in it", "'unit: USD', and 'scale: 1000000'"),
        ("m USD", "has a factor in it", "'unit: USD', and 'scale: 1000000'"),
        ("CHF Mrd.", "has a factor in it", "'unit: CHF', and 'scale: 1000000000'"),
        ("$ million", "has a factor in it", "'unit: $', and 'scale: 1000000'"),
        ("EUR 1000", "has a factor in it", "'unit: EUR', and 'scale: 1000'"),
        ('"\'000 people"', "has a factor in it", "'unit: people', and 'scale: 1000'"),
        ("people (000s)", "has a factor in it", "'unit: people', and 'scale: 1000'"),
        ("people (1000)", "has a factor in it", "'unit: people', and 'scale: 1000'"),
        ("persons (thousands)", "has a factor in it", "'unit: persons', and 'scale: 1000'"),
        ("people in thousands", "has a factor in it", "'unit: people', and 'scale: 1000'"),
        ("people in 1000", "has a factor in it", "'unit: people', and 'scale: 1000'"),
        ("k people", "has a factor in it", "'unit: people', and 'scale: 1000'"),
        ("100 people", "has a factor in it", "'unit: people', and 'scale: 100'"),
        ("dozen eggs", "has a factor in it", "'unit: eggs', and 'scale: 12'"),
        ("thousands", "is a factor", "'unit: people', and 'scale: 1000' on the column"),
        ("in thousands", "is a factor", "'scale: 1000' on the column"),
        ("dozen", "is a factor", "'scale: 12' on the column"),
        ("lakh", "is a factor", "'scale: 100000' on the column"),
        ("x" * 61, "is longer than 60 characters", "write a noun"),
        ("'a\n\n          b'", "has several lines", "write a noun"),
    ],
)
def test_a_unit_that_names_nothing_is_told(unit: str, message: str, hint: str) -> None:
    (said,) = told(unit)
    assert said.startswith("FC079 the unit ")
    assert message in said.partition(" | ")[0]
    assert hint in said.partition(" | ")[2]


@pytest.mark.parametrize(
    "unit",
    [
        *("people", "CHF", "€", "'%'", "percent", "per cent", "km²", "°C", "points of 10"),
        *("cases per million", "percentage points", "percent points", "24-hour shifts", "日"),
        *("litres per 100 km", "millionaires", "x" * 60),
        *("m", "Mt", "kt", "MXN", "NOK", "US$", "height (m)", "m people", "Group 1000", "PM 10"),
        *(
            "deaths per 100,000 people",
            "mill workers",
            "people (k)",
            "deaths/million",
            "G20 states",
        ),
        *(
            "G20 states",
            "2015 dollars",
            "billion-dollar disasters",
            "3D films",
            "kKr",
            "Kc",
            "thousandths",
        ),
    ],
)
def test_a_noun_a_currency_or_a_measure_is_a_unit(unit: str) -> None:
    assert told(unit) == []
