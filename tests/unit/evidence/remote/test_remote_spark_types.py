"""What kinds of values the types of Spark are."""

from __future__ import annotations

import pytest

from factcheck.evidence.remote.spark_types import SparkField, column_of
from factcheck.evidence.remote.store import Kind


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("tinyint", Kind.WHOLE),
        ("bigint", Kind.WHOLE),
        ("decimal(38,12)", Kind.DECIMAL),
        ("float", Kind.NARROW),
        ("double", Kind.WIDE),
        ("boolean", Kind.TRUTH),
        ("date", Kind.DAY),
        ("time(6)", Kind.CLOCK),
        ("timestamp", Kind.ZONED),
        ("timestamp_ntz", Kind.MOMENT),
        ("string", Kind.TEXT),
        ("string collate UNICODE_CI", Kind.TEXT),
        ("char(3)", Kind.TEXT),
        ("varchar(10)", Kind.TEXT),
        ("void", Kind.TEXT),
        ("binary", Kind.OTHER),
        ("array<int>", Kind.OTHER),
        ("map<string,int>", Kind.OTHER),
        ("struct<a:decimal(1,0)>", Kind.OTHER),
        ("interval day to second", Kind.OTHER),
        ("variant", Kind.OTHER),
    ],
)
def test_a_type_is_a_kind(told: str, kind: Kind) -> None:
    column = column_of(SparkField("a", told))

    assert (column.name, column.type, column.kind) == ("a", told, kind)


def test_the_type_of_a_record_is_cut() -> None:
    fields = ",".join(f"field{number}:int" for number in range(100))

    column = column_of(SparkField("a", f"struct<{fields}>"))

    assert len(column.type) == 60
    assert column.type.startswith("struct<field0:int,")
    assert column.type.endswith("…")
