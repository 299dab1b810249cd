"""DataFrames as tables: what every kind of value becomes, and what is refused."""

import fractions
from datetime import UTC, date, datetime, time
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

from factcheck.frames.given_table import given_table
from factcheck.model.decimal_text import parse_decimal


def texts(values: object, **options: object) -> list[str]:
    """Return the cells of a column with these values."""
    series = pd.Series(values, **options)  # type: ignore[call-overload] # any values are the point
    table = given_table("t", pd.DataFrame({"c": series}).reset_index(drop=True))
    assert table.headers == ("c",)
    return [row[0] for row in table.rows]


@pytest.mark.parametrize(
    ("values", "options", "expected"),
    [
        ([9167, -3, 0], {}, ["9167", "-3", "0"]),
        ([2**70], {"dtype": object}, [str(2**70)]),
        ([1, None], {"dtype": "Int64"}, ["1", ""]),
        ([1, 2], {"dtype": "uint8"}, ["1", "2"]),
        ([9167.0, np.nan, 0.1, -0.0], {}, ["9167", "", "0.1", "0"]),
        ([1.5, None], {"dtype": "Float64"}, ["1.5", ""]),
        ([0.1, 16777216.0], {"dtype": "float32"}, ["0.1", "16777216"]),
        ([0.1], {"dtype": "float16"}, ["0.1"]),
        ([1e16, 1.5e-7, 1e300], {}, ["10000000000000000", "0.00000015", "1E+300"]),
        ([1e-300], {}, ["1E-300"]),
        ([True, False], {}, ["True", "False"]),
        ([True, None], {"dtype": "boolean"}, ["True", ""]),
        ([np.True_], {"dtype": object}, ["True"]),
        ([Decimal("9.50"), Decimal("NaN"), Decimal("1E+3")], {}, ["9.50", "", "1000"]),
        ([Decimal("sNaN"), Decimal("1E+60")], {}, ["", "1E+60"]),
        (["a", " b ", "", "0012", None], {}, ["a", " b ", "", "0012", ""]),
        (["a", pd.NA], {"dtype": "string"}, ["a", ""]),
        ([np.str_("a"), pd.NaT, float("nan")], {"dtype": object}, ["a", "", ""]),
        (["b", "a", None], {"dtype": "category"}, ["b", "a", ""]),
        ([2018, 2019], {"dtype": "category"}, ["2018", "2019"]),
        (
            [pd.Timestamp("2020-12-21"), pd.Timestamp("2020-12-21 15:30"), pd.NaT],
            {},
            ["2020-12-21", "2020-12-21T15:30:00", ""],
        ),
        ([pd.Timestamp("2020-12-21", tz="Europe/Berlin")], {}, ["2020-12-21"]),
        ([datetime(2020, 12, 21, 9, tzinfo=UTC)], {"dtype": object}, ["2020-12-21T09:00:00+00:00"]),
        ([date(2020, 12, 21)], {}, ["2020-12-21"]),
        ([pd.Period("2020-12", "M"), pd.NaT], {}, ["2020-12", ""]),
        ([pd.Period("2020", "Y")], {}, ["2020"]),
    ],
)
def test_values_become_the_texts_of_cells(
    values: object, options: dict[str, object], expected: list[str]
) -> None:
    assert texts(values, **options) == expected


@pytest.mark.parametrize(
    ("value", "error", "kind"),
    [
        ([1], TypeError, "builtins.list"),
        ({}, TypeError, "builtins.dict"),
        (np.array([1, 2]), TypeError, "numpy.ndarray"),
        (b"a", TypeError, "builtins.bytes"),
        (1j, TypeError, "builtins.complex"),
        (fractions.Fraction(1, 3), TypeError, "fractions.Fraction"),
        (time(9), TypeError, "datetime.time"),
        (pd.Timedelta(days=1), TypeError, "Timedelta"),
        (pd.Interval(0, 1), TypeError, "Interval"),
        (float("inf"), ValueError, "an infinite number"),
        (-np.float32("inf"), ValueError, "an infinite number"),
        (Decimal("-Infinity"), ValueError, "an infinite number"),
    ],
)
def test_other_objects_are_refused_with_their_place(
    value: object, error: type[Exception], kind: str
) -> None:
    frame = pd.DataFrame({"a": pd.Series(["x", value], dtype=object)})
    with pytest.raises(error) as caught:
        given_table("t", frame)
    message = str(caught.value)
    assert message.startswith("table 't', column 'a', row 2: a")
    assert kind in message
    assert message.endswith("; turn it into numbers, dates or text first")


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_a_float_reads_back_as_the_same_float_to_fifteen_digits(number: float) -> None:
    (text,) = texts([number])
    assert float(text) == (number if number.is_integer() else pytest.approx(number, rel=1e-14))
    assert not text.endswith(".0")


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-20, 20))
def test_a_decimal_that_was_typed_is_read_exactly(digits: int, exponent: int) -> None:
    (text,) = texts([float(f"{digits}e{exponent}")])
    assert parse_decimal(text) == exact(f"{digits}e{exponent}")


def test_the_dust_of_binary_arithmetic_is_left_out() -> None:
    assert texts([0.1 + 0.2, 100 * 1.1, 2**53 * 1.0]) == ["0.3", "110", "9007199254740992"]


@given(st.integers(min_value=-(2**53), max_value=2**53))
def test_whole_numbers_are_the_same_text_whatever_their_type(number: int) -> None:
    assert texts([number]) == texts([float(number)]) == [str(number)]


@pytest.mark.parametrize(
    ("labels", "headers"),
    [
        ([2017, "n"], ("2017", "n")),
        ([2017.0, " n "], ("2017", "n")),
        ([date(2020, 1, 1), pd.Period("2020-02", "M")], ("2020-01-01", "2020-02")),
        ([pd.Timestamp("2020-01-01"), "b"], ("2020-01-01", "b")),
    ],
)
def test_labels_of_columns_are_texts(labels: list[object], headers: tuple[str, ...]) -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.Index(labels, dtype=object))
    assert given_table("t", frame).headers == headers


@pytest.mark.parametrize(
    ("labels", "error", "message"),
    [
        (["a", "a"], ValueError, "table 't' has two columns called 'a'; rename one"),
        (["a", " a"], ValueError, "table 't' has two columns called 'a'; rename one"),
        ([2017, "2017"], ValueError, "table 't' has two columns called '2017'; rename one"),
        (["a", " "], ValueError, "table 't' has a column without a name"),
        (["a", None], ValueError, "table 't' has a column without a name"),
        (["a", ("b", 1)], TypeError, "table 't': the label '('b', 1)' is no name of a column"),
        (["a", np.inf], TypeError, "table 't': the label 'inf' is no name of a column"),
    ],
)
def test_labels_that_name_no_column_are_refused(
    labels: list[object], error: type[Exception], message: str
) -> None:
    frame = pd.DataFrame([[1, 2]])
    frame.columns = pd.Index(labels, dtype=object, tupleize_cols=False)
    with pytest.raises(error) as caught:
        given_table("t", frame)
    assert str(caught.value) == message


def test_columns_on_several_levels_are_refused() -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["a"], ["b", "c"]]))
    with pytest.raises(TypeError, match="columns on 2 levels; join their labels"):
        given_table("t", frame)


@pytest.mark.parametrize("frame", [[1], {"a": [1]}, None, pd.Series([1])])
def test_only_a_frame_is_a_table(frame: object) -> None:
    with pytest.raises(TypeError, match="has to be a DataFrame of pandas or polars"):
        given_table("t", frame)


def test_a_named_index_is_the_first_column() -> None:
    frame = pd.DataFrame({"n": [5, 6]}, index=pd.Index([2018, 2019], name="year"))
    table = given_table("t", frame)
    assert (table.headers, table.rows) == (("year", "n"), (("2018", "5"), ("2019", "6")))
    two = frame.assign(town="A").set_index("town", append=True)
    assert given_table("t", two).headers == ("year", "town", "n")
    assert given_table("t", two).rows[0] == ("2018", "A", "5")


def test_an_index_with_the_name_of_a_column_is_refused() -> None:
    frame = pd.DataFrame({"n": [5]}, index=pd.Index([1], name="n"))
    with pytest.raises(ValueError, match="two columns called 'n'"):
        given_table("t", frame)


def test_an_index_that_only_numbers_the_rows_is_left_out() -> None:
    frame = pd.DataFrame({"n": [5, 6, 7]})
    assert given_table("t", frame[frame.n > 5]).rows == (("6",), ("7",))
    empty = pd.DataFrame({"n": []}, index=pd.Index([], dtype=object))
    assert given_table("t", empty) == given_table("t", empty.reset_index(drop=True))
    assert given_table("t", empty).rows == ()


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(["Aarau", "Baden"]),
        pd.date_range("2020-01-01", periods=2),
        pd.Index([0.5, 1.5]),
        pd.MultiIndex.from_tuples([(1, 2), (1, 3)]),
        pd.MultiIndex.from_tuples([(1, 2), (1, 3)], names=["a", None]),
    ],
)
def test_an_index_with_meaning_needs_a_name(index: pd.Index) -> None:
    frame = pd.DataFrame({"n": [5, 6]}, index=index)
    with pytest.raises(ValueError, match="the index of table 't' has no name; name it"):
        given_table("t", frame)


def test_a_frame_without_columns_has_none() -> None:
    table = given_table("t", pd.DataFrame(index=range(3)))
    assert (table.headers, table.rows) == ((), ())


def test_long_names_are_cut_in_messages() -> None:
    with pytest.raises(TypeError) as caught:
        given_table("t" * 100, None)
    assert "…'" in str(caught.value)
