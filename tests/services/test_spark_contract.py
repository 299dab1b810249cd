"""The contract of all engines, kept by Spark on a cluster; few random tables, for it is slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import test_contract
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_tables import Made, claims_of
from table_strategies import measures, tables
from test_contract import FIGURES, both, claim_file, plan, typed_tables

if TYPE_CHECKING:
    from pathlib import Path

    from naive_tables import Measure, Table
    from spark_tables import SparkMaker
    from store_tables import ParquetMaker

FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

test_every_value_of_every_type = test_contract.test_every_value_of_every_type
test_numbers_of_a_locale = test_contract.test_numbers_of_a_locale
test_each_text_alone = test_contract.test_each_text_alone_is_a_number_in_all_or_in_none
test_a_table_without_rows = test_contract.test_a_table_without_rows
test_every_kind_of_claim = test_contract.test_every_kind_of_claim
test_numbers_that_are_only_compared = test_contract.test_numbers_that_are_only_compared_with_some
test_more_columns_than_one_number_has_bits = (
    test_contract.test_more_columns_than_one_number_has_bits
)
test_sums_past_what_whole_numbers_of_a_machine_hold = (
    test_contract.test_sums_past_what_whole_numbers_of_a_machine_hold
)


@pytest.fixture(scope="session")
def store(in_spark: SparkMaker) -> SparkMaker:
    return in_spark


@FEW
@given(made=typed_tables(), is_declared=st.booleans(), key=st.sampled_from(((), ("t",))))
def test_random_tables(
    folder: Path,
    in_parquet: ParquetMaker,
    store: SparkMaker,
    made: Made,
    *,
    is_declared: bool,
    key: tuple[str, ...],
) -> None:
    both(folder, in_parquet, store, made, plan(is_declared=is_declared, key=key))


@FEW
@given(printed=tables(), measured=st.lists(measures(), min_size=2, max_size=8), data=st.data())
def test_random_claims(
    folder: Path,
    in_parquet: ParquetMaker,
    store: SparkMaker,
    printed: Table,
    measured: list[Measure],
    data: st.DataObject,
) -> None:
    claims = {
        f"c{number}": f"    measure: '{one.text}'\n"
        f"    figure: {data.draw(st.sampled_from(FIGURES[one.kind]))}\n"
        for number, one in enumerate(measured)
    }
    sorts = {"g": "text", "h": "text", "d": "whole", "n": "text"}
    rows = tuple(tuple(row[name] or None for name in "ghdn") for row in printed.rows)
    made = Made(tuple(sorts.items()), rows)
    text = claim_file(printed, claims)
    expected = claims_of(folder, in_parquet.make(made), text)

    assert claims_of(folder, store.make(made), text) == expected
