"""How a value is told that a column has and a test misses."""

from __future__ import annotations

import pytest

from factcheck.filter.no_number import value_meant

WRITTEN = "? It is written so, in double quotes"


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ("Total 202", ["Total 2020"], "did you mean 'Total 2020'?"),
        ("zzz", ["Total\n2020"], "known here: 'Total⏎2020'"),
        (
            "Total 2020",
            ["Total\r\n2020", "Total\xa02020"],
            rf'did you mean "Total\u{{A0}}2020" or "Total\r\n2020"{WRITTEN}',
        ),
        (
            "Total 2020",
            ["Total  2020", "Totals 2020"],
            f"did you mean 'Totals 2020' or \"Total \\u{{20}}2020\"{WRITTEN}",
        ),
    ],
)
def test_what_cannot_be_seen_is_shown_as_it_is_written(
    text: str, values: list[str], told: str
) -> None:
    assert value_meant(text, values) == told
