"""How many groups and values a table may have."""

from __future__ import annotations

import pytest

from factcheck.evidence.sizes import Sample, Sizes, estimated_distinct

SIZES = Sizes(1000, {0: 4, 1: 10, 2: 900})


@pytest.mark.parametrize(
    ("places", "stretches", "groups"),
    [
        ((), {}, 1),
        ((0,), {}, 4),
        ((0, 1), {}, 40),
        ((0, 2), {}, 1000),
        ((2,), {2: 3}, 3),
        ((0,), {0: 7}, 4),
        ((3,), {}, 1000),
        ((3,), {3: 2}, 2),
    ],
)
def test_groups_are_at_most_the_rows_and_the_values_of_each_column(
    places: tuple[int, ...], stretches: dict[int, int], groups: int
) -> None:
    assert SIZES.groups_of(places, stretches) == groups


def test_a_table_without_rows_has_no_groups_to_count() -> None:
    assert Sizes(0, {}).groups_of((0,), {}) == 0


@pytest.mark.parametrize(
    ("sample", "rows", "distinct"),
    [
        (Sample(0, 0, 0), 10, 1),
        (Sample(100, 5, 0), 10_000, 5),
        (Sample(100, 100, 100), 10_000, 1000),
        (Sample(100, 60, 50), 10_000, 510),
        (Sample(100, 100, 100), 100, 100),
        (Sample(100, 100, 100), 50, 50),
    ],
)
def test_values_met_once_count_by_the_root_of_what_was_not_looked_at(
    sample: Sample, rows: int, distinct: int
) -> None:
    assert estimated_distinct(sample, rows) == distinct
