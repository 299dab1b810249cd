"""Numbers in expressions of a file whose language has decimal commas."""

from __future__ import annotations

import pytest
from spec_helpers import problems_of

FILE = """\
factcheck: 1
{tongue}
evidence:
  t: {{file: t.csv, columns: {{n: {{unit: things}}, x: {{compute: {computed}}}}}}}
claims:
  c:
    measure: {measure}
    figure: "12"
"""


def told(measure: str, tongue: str = "lang: de", computed: str = "n * 2") -> list[str]:
    text = FILE.format(tongue=tongue, measure=measure, computed=computed)
    return [
        f"{each.span.line}:{each.span.column} {each.message} ({each.hint})"
        for each in problems_of(text)
        if each.span is not None
    ]


def test_a_point_before_three_digits_is_told_with_both_readings() -> None:
    (only,) = told("count(t[n > 100.000])")
    assert only == (
        "7:26 '100.000' can be read in two ways: as 100 where a point begins the decimals, as "
        "100,000 where it groups digits, as in de (numbers of a claim file are English: write "
        "100,000 or 100; a label stands in quotes)"
    )


def test_computed_columns_are_looked_at_too() -> None:
    (only,) = told("sum(t.x)", computed="n * 1.234")
    assert "as 1.234 where a point begins the decimals, as 1,234 where it groups" in only


@pytest.mark.parametrize(
    "measure",
    [
        'count(t[n = "100.000"])',
        "count(t[n > 100.0000])",
        "count(t[n > 0.125])",
        "count(t[n in 100..200])",
        "count(t[n > 100.00])",
        "sum(t.n) * 1.5",
    ],
)
def test_what_can_be_read_in_one_way_is_let_be(measure: str) -> None:
    assert told(measure) == []


@pytest.mark.parametrize("tongue", ["lang: en", "lang: de\nlocale: de-CH"])
def test_where_points_begin_decimals_nothing_is_in_doubt(tongue: str) -> None:
    assert told("count(t[n > 100.000])", tongue) == []
