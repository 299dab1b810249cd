"""Tables of values of the types that DuckDB knows, for properties."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

_TEXTS = st.sampled_from(["a", "b", " a ", "", "Total", "1", "1.5", "1,234", "-", "nan", "é'\""])
_DOUBLES = st.one_of(
    st.sampled_from([0.0, -0.0, 0.1 + 0.2, 1 / 3, 999.0, 1e15, 1e16, 1e-7, 123456789.125, 2.5]),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.floats(),
    st.integers(-5, 5).map(float),
)
_VALUES: dict[str, st.SearchStrategy[object]] = {
    "INTEGER": st.integers(-(2**31), 2**31 - 1) | st.sampled_from([0, 1, 999]),
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "UBIGINT": st.integers(0, 2**64 - 1),
    "DECIMAL(9, 2)": st.decimals(-9999, 9999, places=2) | st.just(Decimal("999.00")),
    "DECIMAL(38, 10)": st.decimals(-(10**27), 10**27, places=10),
    "DOUBLE": _DOUBLES,
    "FLOAT": st.floats(allow_nan=False, allow_infinity=False, width=32) | st.just(999.0),
    "BOOLEAN": st.booleans(),
    "VARCHAR": _TEXTS,
    "DATE": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "TIMESTAMP": st.sampled_from([datetime(2020, 1, 1), datetime(2020, 1, 1, 10, 30)]),  # noqa: DTZ001 - no zone is meant
}


@st.composite
def columns(draw: st.DrawFn) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return the types of four columns, and rows."""
    types = [draw(st.sampled_from(sorted(_VALUES))) for _ in range(4)]
    values = [st.none() | _VALUES[one] for one in types]
    return types, draw(st.lists(st.tuples(*values), min_size=1, max_size=8))
