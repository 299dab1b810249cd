"""Generated small tables and aggregates that need every value of a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from naive_values import Check, Table, Term

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable

    from naive_values import Row

FUNCTIONS = (
    *("min", "max", "median", "median", "quantile", "quantile", "distinct", "last"),
    *("weighted_mean", "weighted_mean", "correlation", "mean", "sum", "count"),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return tables of at most six rows and four cells that are not known."""
    number = draw(st.integers(1, 6))
    rows = [
        {
            "g": draw(st.sampled_from(("a", "b", "a"))),
            "d": draw(st.sampled_from(("2019-05-01", "2020-02-29", "2020-03-01"))),
            **{name: str(draw(st.integers(0, 4))) for name in "ywnm"},
        }
        for _ in range(number)
    ]
    for _ in range(draw(st.integers(0, 4))):
        row = rows[draw(st.integers(0, number - 1))]
        column = draw(st.sampled_from("gggdywwnnnmm"))
        hidden = ("", "", "-") if column in "gd" else ("<3", "0-3", "2-3", "-")
        row[column] = draw(st.sampled_from(hidden))
    return Table(tuple(rows))


def _leaf(text: str, column: str, holds: Callable[[object], bool]) -> Check:
    def passes(row: Row) -> bool:
        return row[column] is not None and holds(row[column])

    return Check(text, frozenset({column}), passes)


@st.composite
def checks(draw: st.DrawFn, own: str) -> Check:
    """Return tests, some of them of the very column that is aggregated."""
    number = draw(st.integers(0, 4))
    column = draw(st.sampled_from((own, "y"))) if own not in "gd" else "y"
    match draw(st.integers(0, 9)):
        case 0 | 1 | 2 | 3:
            return _leaf("g = a", "g", lambda v: v == "a")
        case 4:
            return _leaf("g != a", "g", lambda v: v != "a")
        case 5:
            return _leaf(f"{column} > {number}", column, lambda v: v > number)  # type: ignore[operator]
        case 6:
            return _leaf(f"{column} <= {number}", column, lambda v: v <= number)  # type: ignore[operator]
        case 7:
            return _leaf("d >= 2020", "d", lambda v: str(v) >= "2020")
        case 8:
            less = _leaf(f"{column} < {number}", column, lambda v: v < number)  # type: ignore[operator]
            equal = _leaf("g = b", "g", lambda v: v == "b")
            return Check(
                f"({less.text} or {equal.text})",
                less.columns | equal.columns,
                lambda row: less.holds(row) or equal.holds(row),
            )
        case _:
            return _leaf("d in 2020-03", "d", lambda v: str(v).startswith("2020-03"))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Return aggregates."""
    function = draw(st.sampled_from(FUNCTIONS))
    column = draw(st.sampled_from("nm"))
    second, level = None, None
    match function:
        case "distinct":
            column = draw(st.sampled_from("ngd"))
        case "weighted_mean":
            second = "w"
        case "correlation":
            column, second = "n", "m"
        case "last":
            second = draw(st.sampled_from("yd"))
        case "quantile":
            level = Fraction(draw(st.sampled_from((0, 10, 25, 50, 75, 90, 100))), 100)
        case "count":
            column = "g"
    found = draw(st.lists(checks(column), max_size=2))
    return Term(function, column, tuple(found), second, level)
