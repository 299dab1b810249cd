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
    ],
)
def test_a_noun_a_currency_or_a_measure_is_a_unit(unit: str) -> None:
    assert told(unit) == []
