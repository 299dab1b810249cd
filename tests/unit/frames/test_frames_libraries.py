"""The same table from pandas, polars and pyarrow: the same cells, the same refusals."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck import report
from factcheck.frames.given_table import given_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")


def texts(frame: object) -> list[str]:
    """Return the cells of a table with one column."""
    return [row[0] for row in given_table("t", frame).rows]


def of_polars(values: Sequence[object], kind: object = None) -> list[str]:
    return texts(pl.DataFrame({"c": pl.Series(values, dtype=kind, strict=False)}))


def of_arrow(values: Sequence[object], kind: object = None) -> list[str]:
    return texts(pa.table({"c": pa.array(values, type=kind)}))


NAN = float("nan")
NOON = datetime(2020, 12, 21, 12, tzinfo=UTC)
MIDNIGHT = datetime(2020, 12, 21)  # noqa: DTZ001 - times without a zone are the point


@pytest.mark.parametrize(
    ("values", "kind", "arrow", "expected"),
    [
        ([9167, None, -3], pl.Int64, pa.int64(), ["9167", "", "-3"]),
        ([255], pl.UInt8, pa.uint8(), ["255"]),
        ([0.1, NAN, None, 5.0, -0.0], pl.Float64, pa.float64(), ["0.1", "", "", "5", "0"]),
        ([0.1, None, 16777216.0], pl.Float32, pa.float32(), ["0.1", "", "16777216"]),
        ([0.1, None], pl.Float16, pa.float16(), ["0.1", ""]),
        ([Decimal("9.50"), None], pl.Decimal(10, 2), pa.decimal128(10, 2), ["9.50", ""]),
        ([True, None, False], pl.Boolean, pa.bool_(), ["True", "", "False"]),
        (["a", None, " b "], pl.String, pa.large_string(), ["a", "", " b "]),
        (["b", None, "b"], pl.Categorical, pa.dictionary(pa.int8(), pa.string()), ["b", "", "b"]),
        (["b", "a"], pl.Enum(["a", "b"]), pa.string_view(), ["b", "a"]),
        ([None, None], pl.Null, pa.null(), ["", ""]),
        ([date(2020, 12, 21), None], pl.Date, pa.date32(), ["2020-12-21", ""]),
        ([date(2020, 12, 21)], pl.Date, pa.date64(), ["2020-12-21"]),
        (
            [NOON, None, NOON.replace(hour=0)],
            pl.Datetime("us", "UTC"),
            pa.timestamp("us", "UTC"),
            ["2020-12-21T12:00:00+00:00", "", "2020-12-21"],
        ),
        (
            [NOON],
            pl.Datetime("ns", "Europe/Berlin"),
            pa.timestamp("ns", "Europe/Berlin"),
            ["2020-12-21T13:00:00+01:00"],
        ),
        ([MIDNIGHT, None], pl.Datetime("ns"), pa.timestamp("ns"), ["2020-12-21", ""]),
        ([MIDNIGHT], pl.Datetime("ms"), pa.timestamp("s"), ["2020-12-21"]),
    ],
)
def test_values_are_the_same_texts_from_polars_and_pyarrow(
    values: list[object], kind: object, arrow: object, expected: list[str]
) -> None:
    assert of_polars(values, kind) == expected
    assert of_arrow(values, arrow) == expected
    backed = pd.Series(values, dtype=pd.ArrowDtype(arrow))
    assert texts(pd.DataFrame({"c": backed})) == expected


def test_a_nanosecond_is_not_lost() -> None:
    count = 1_608_508_800_000_000_001
    expected = ["2020-12-21T00:00:00.000000001"]
    assert of_polars([count], pl.Datetime("ns")) == expected
    assert of_arrow([count], pa.timestamp("ns")) == expected
    assert texts(pd.DataFrame({"c": [pd.Timestamp(count)]})) == expected


def test_an_array_of_runs_and_a_short_float_in_a_dictionary_are_looked_up() -> None:
    runs = pa.RunEndEncodedArray.from_arrays([2, 3], pa.array([0.1, 5.0], pa.float32()))
    assert texts(pa.table({"c": runs})) == ["0.1", "0.1", "5"]
    coded = pa.DictionaryArray.from_arrays([1, 0, None], pa.array([0.1, 5.0], pa.float32()))
    assert texts(pa.table({"c": coded})) == ["5", "0.1", ""]


def test_a_table_in_chunks_is_one_table() -> None:
    chunks = pa.chunked_array([[1, 2], [], [3]], pa.int64())
    assert texts(pa.table({"c": chunks})) == ["1", "2", "3"]
    assert texts(pa.record_batch({"c": pa.array([1])})) == ["1"]
    parts = pl.concat([pl.DataFrame({"c": [1]}), pl.DataFrame({"c": [2]})], rechunk=False)
    assert texts(parts) == ["1", "2"]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pl.DataFrame({"n": [[1], [2]]}), "'List(Int64)' has no single value in a cell"),
        (pl.DataFrame({"n": [{"a": 1}]}), "'Struct({'a': Int64})' has no single value"),
        (pl.DataFrame({"n": []}, schema={"n": pl.Array(pl.Int8, 2)}), "no single value in a cell"),
        (pa.table({"n": pa.array([], pa.list_(pa.int64()))}), "'list<"),
        (pa.table({"n": pa.array([{"a": 1}])}), "'struct<a: int64>' has no single value"),
        (pa.table({"n": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int8()))}), "'map<"),
        (pl.DataFrame({"n": [timedelta(1)]}), "row 1: a datetime.timedelta is no value"),
        (pl.DataFrame({"n": [time(9)]}), "row 1: a datetime.time is no value"),
        (pl.DataFrame({"n": [None, b"x"]}), "row 2: a builtins.bytes is no value"),
        (pa.table({"n": pa.array([b"x"])}), "row 1: a builtins.bytes is no value"),
        (pa.table({"n": pa.array([1], pa.duration("s"))}), "a datetime.timedelta is no value"),
        (pl.DataFrame({"n": [object()]}, schema={"n": pl.Object}), "is no value"),
    ],
)
def test_what_is_no_value_is_refused_with_its_column(frame: object, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        given_table("t", frame)
    assert str(caught.value).startswith("table 't', column 'n'")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pl.DataFrame({"n": [1.0, float("inf")]}), "column 'n', row 2: an infinite number"),
        (pa.table({"n": [float("-inf")]}), "column 'n', row 1: an infinite number"),
        (pl.DataFrame({" ": [1]}), "table 't' has a column without a name"),
        (pa.table([[1], [2]], names=["a", "a"]), "table 't' has two columns called 'a'"),
        (pl.DataFrame({"a": [1], " a": [2]}), "table 't' has two columns called 'a'"),
        (pa.table({"n": pa.array([2**40], pa.timestamp("s"))}), "'n': a value is none that Python"),
        (
            pl.DataFrame({"n": pl.Series([2**61]).cast(pl.Datetime("us"))}),
            "column 'n': a value is none that Python has",
        ),
    ],
)
def test_what_no_table_could_print_is_refused(frame: object, message: str) -> None:
    with pytest.raises(ValueError, match="table 't'") as caught:
        given_table("t", frame)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: pl.LazyFrame({"a": [1]}), "as LazyFrame, which is not computed yet; call `.coll"),
        (lambda: pa.table({"a": [1]}).to_reader(), "can be read once only; call `.read_all()`"),
        (lambda: pl.Series([1]), "is given as Series; it has to be a DataFrame of pandas or pol"),
        (lambda: pa.array([1]), "is given as Int64Array; it has to be a DataFrame of pandas"),
    ],
)
def test_what_is_no_table_yet_says_what_to_call(make: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        given_table("t", make())
    assert message in str(caught.value)


def test_a_dataset_says_what_to_call() -> None:
    dataset = pytest.importorskip("pyarrow.dataset")
    with pytest.raises(TypeError, match=r"is not read yet; call `\.to_table\(\)` first"):
        given_table("t", dataset.dataset(pa.table({"a": [1]})))


CLAIMS = """\
factcheck: 1
evidence:
  police:
    key: year
    columns: {cases: {empty: unknown}}
claims:
  a:
    measure: sum(police.cases)
    figure: around 9,000
    expect: undetermined
"""
ROWS = {"year": [2018, 2019, 2020], "cases": [4000.5, None, 5000.0], "town": ["x", "y", "x"]}


def test_the_three_libraries_give_the_same_report() -> None:
    frames = (pd.DataFrame(ROWS), pl.DataFrame(ROWS), pa.table(ROWS))
    results = [factcheck.run(CLAIMS, tables={"police": frame}) for frame in frames]
    printed = {report.render_json(result) for result in results}
    assert len(printed) == 1
    assert len({result.evidence[0].sha256 for result in results}) == 1


VALUES = st.one_of(
    st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=1),
    st.lists(st.none() | st.floats(allow_infinity=False), min_size=1),
    st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), min_size=1),
    st.lists(st.none() | st.booleans(), min_size=1),
    st.lists(st.none() | st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)), min_size=1),  # noqa: DTZ001 - without a zone
    st.lists(st.none() | st.decimals(-1000, 1000, places=2), min_size=1),
)


@given(VALUES)
def test_random_columns_are_equal_in_the_three_libraries(values: list[object]) -> None:
    arrow = pa.array(values)
    expected = texts(pd.DataFrame({"c": pd.Series(values, dtype=object)}))
    assert texts(pa.table({"c": arrow})) == expected
    assert of_polars(values) == expected
    assert texts(pd.DataFrame({"c": pd.Series(arrow.to_pandas())})) == expected or any(
        isinstance(each, int) and abs(each) > 2**53 for each in values
    )


def test_twenty_thousand_rows_take_no_time() -> None:
    rows = range(20_000)
    columns = {"n": list(rows), "x": [each / 7 for each in rows], "t": [f"t{n % 9}" for n in rows]}
    for frame in (pl.DataFrame(columns), pa.table(columns)):
        begun = perf_counter()
        given_table("t", frame)
        assert perf_counter() - begun < 2


def test_no_library_is_loaded_for_another() -> None:
    code = (
        "import sys, polars; from factcheck.frames.given_table import given_table; "
        "given_table('t', polars.DataFrame({'a': [1, None], 'b': ['x', 'y']})); "
        "print([name for name in ('pandas', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_largest_short_float_is_itself() -> None:
    assert of_polars([3.4028234663852886e38], pl.Float32) == [
        "340282350000000000000000000000000000000"
    ]
    assert of_arrow([65504.0], pa.float16()) == ["65500"]


@given(st.sampled_from([16, 32]), st.data())
def test_short_floats_are_the_same_texts_as_those_of_numpy(bits: int, data: st.DataObject) -> None:
    number = data.draw(st.floats(width=bits, allow_infinity=False))  # type: ignore[arg-type] # 16 or 32
    expected = texts(pd.DataFrame({"c": np.array([number], f"float{bits}")}))
    assert of_polars([number], getattr(pl, f"Float{bits}")) == expected
    assert of_arrow([number], getattr(pa, f"float{bits}")()) == expected
