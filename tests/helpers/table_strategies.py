"""Generated small tables, tests, measures and claims on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from naive_tables import NONE, TEXTS, UNKNOWN, Check, Measure, Table, Term

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable

    from naive_tables import Row

_HUNDRED = Fraction(100)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return tables of at most five rows and four cells that are not known."""
    number = draw(st.integers(1, 5))
    has_totals = draw(st.booleans())
    rounded = draw(st.sampled_from((None, None, 10)))
    empties = {
        "g": draw(st.sampled_from(("unknown", "unknown", "none", "not applicable"))),
        "h": draw(st.sampled_from(("unknown", "unknown", "none", "not applicable"))),
        "d": draw(st.sampled_from(("unknown", "unknown", "none", "not applicable"))),
        "n": draw(st.sampled_from(("unknown", "none", "0", "not applicable"))),
    }
    labels = st.sampled_from((*TEXTS, *(("Total",) if has_totals else ())))
    numbers = ("10", "20", "0") if rounded else ("0", "1", "7", "12")
    rows = [
        {
            "g": draw(labels),
            "h": draw(st.sampled_from(TEXTS)),
            "d": str(draw(st.integers(1, 5))),
            "n": draw(st.sampled_from(numbers)),
        }
        for _ in range(number)
    ]
    for _ in range(draw(st.integers(0, 3))):
        column = draw(st.sampled_from("gghdn"))
        rows[draw(st.integers(0, number - 1))][column] = ""
    if draw(st.booleans()):
        rows[draw(st.integers(0, number - 1))]["n"] = "<5"
    return Table(tuple(rows), empties, rounded, has_totals)


def _leaf(text: str, column: str, holds: Callable[[object], bool], *, total: bool = False) -> Check:
    """Return a test of one value, which nothing that is none passes."""

    def passes(row: Row, _: Row) -> bool:
        return row[column] is not NONE and holds(row[column])

    return Check(text, frozenset({column}), passes, names_total=total)


@st.composite
def text_checks(draw: st.DrawFn, column: str = "g") -> Check:
    """Return tests of a text column."""
    one, other = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(TEXTS))
    match draw(st.integers(0, 6)):
        case 0 | 1:
            return _leaf(f"{column} = {one}", column, lambda v: v == one)
        case 2:
            return _leaf(f"{column} != {one}", column, lambda v: v != one)
        case 3:
            return _leaf(f"{column} in ({one}, {other})", column, lambda v: v in (one, other))
        case 4:
            return _leaf(
                f"{column} not in ({one}, {other})", column, lambda v: v not in (one, other)
            )
        case 5:
            return _leaf(f'{column} contains "{one}"', column, lambda v: one in str(v))
        case _:
            return _leaf(f'{column} starts with "{one}"', column, lambda v: str(v).startswith(one))


@st.composite
def number_checks(draw: st.DrawFn) -> Check:
    """Return tests of the number column."""
    one, other = sorted((draw(st.integers(1, 5)), draw(st.integers(1, 5))))
    match draw(st.integers(0, 6)):
        case 0:
            return _leaf(f"d = {one}", "d", lambda v: v == one)
        case 1:
            return _leaf(f"d < {one}", "d", lambda v: v < one)  # type: ignore[operator]
        case 2:
            return _leaf(f"d >= {one}", "d", lambda v: v >= one)  # type: ignore[operator]
        case 3:
            return _leaf(f"d > {one}", "d", lambda v: v > one)  # type: ignore[operator]
        case 4:
            return _leaf(f"d <= {one}", "d", lambda v: v <= one)  # type: ignore[operator]
        case 5 if one < other:
            return _leaf(f"d in {one}..{other}", "d", lambda v: one <= v <= other)  # type: ignore[operator]
        case _:
            return _leaf(f"d != {one}", "d", lambda v: v != one)


@st.composite
def known_checks(draw: st.DrawFn) -> Check:
    """Return tests for whether a value is known."""
    column, word = draw(st.sampled_from("ghd")), draw(st.sampled_from(("known", "unknown")))

    def passes(row: Row, was: Row) -> bool:
        return row[column] is not NONE and (was[column] is UNKNOWN) == (word == "unknown")

    return Check(f"{column} {word}", frozenset({column}), passes)


def pair_checks() -> st.SearchStrategy[Check]:
    """Return the test that two columns of a row are equal."""

    def equal(row: Row, _: Row) -> bool:
        return row["g"] is not NONE and row["h"] is not NONE and row["g"] == row["h"]

    return st.just(Check("g = t.h", frozenset("gh"), equal))


def leaf_checks() -> st.SearchStrategy[Check]:
    """Return tests that are one comparison."""
    return st.one_of(
        text_checks(),
        text_checks(),
        text_checks("h"),
        number_checks(),
        known_checks(),
        pair_checks(),
        st.just(_leaf("g = Total", "g", lambda v: v == "Total", total=True)),
        st.just(
            Check(
                "is_a",
                frozenset("gd"),
                lambda row, _: row["g"] == "a" or (row["d"] is not NONE and row["d"] > 3),  # type: ignore[operator]
            )
        ),
    )


@st.composite
def checks(draw: st.DrawFn) -> Check:
    """Return tests, some of them negated or joined by "or"."""
    first = draw(leaf_checks())
    match draw(st.integers(0, 4)):
        case 0:
            return Check(
                f"not {first.text}", first.columns, lambda row, was: not first.holds(row, was)
            )
        case 1:
            second = draw(leaf_checks())
            return Check(
                f"({first.text} or {second.text})",
                first.columns | second.columns,
                lambda row, was: first.holds(row, was) or second.holds(row, was),
                first.names_total or second.names_total,
            )
        case _:
            return first


def slices() -> st.SearchStrategy[tuple[Check, ...]]:
    """Return no, one or two tests."""
    return st.lists(checks(), max_size=2).map(tuple)


@st.composite
def terms(draw: st.DrawFn, functions: tuple[str, ...] = ("count", "sum", "sum")) -> Term:
    """Return aggregates."""
    function = draw(st.sampled_from(functions))
    return Term(function, None if function == "count" else "n", draw(slices()))


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """Return measures of every shape the language has for tables."""
    match draw(st.integers(0, 7)):
        case 0 | 1:
            term = draw(terms(("count", "sum", "min", "max", "mean")))
            return Measure(
                term.text, (term,), lambda v: v[0], "number", is_sharp=term.function != "mean"
            )
        case 2 | 3:
            base = draw(terms())
            check = draw(checks())
            part = Term(base.function, base.column, (*base.checks, check))
            inner = "t" if base.column is None else base.text
            if base.column is None and base.checks:
                inner = base.text.removeprefix("count(").removesuffix(")")
            return Measure(
                f"share({inner}, {check.text})",
                (part, base),
                lambda v: v[0] / v[1] if v[1] > 0 else None,
                "share",
                is_sharp=base.column is None,
            )
        case 4:
            one, other = draw(terms()), draw(terms())
            return Measure(
                f"{one.text} + {other.text}", (one, other), lambda v: v[0] + v[1], "number"
            )
        case 5:
            one, other = draw(terms()), draw(terms())
            return Measure(
                f"{one.text} - {other.text}", (one, other), lambda v: v[0] - v[1], "number"
            )
        case 6:
            one, other = draw(terms()), draw(terms())
            return Measure(
                f"change({one.text} -> {other.text})",
                (one, other),
                lambda v: v[1] / v[0] - 1 if v[0] > 0 else None,
                "change",
            )
        case _:
            check, left, right = draw(checks()), draw(slices()), draw(slices())
            bases = (Term("count", None, left), Term("count", None, right))
            parts = tuple(Term("count", None, (*each, check)) for each in (left, right))
            texts = [
                f"share({base.text.removeprefix('count(').removesuffix(')')}, {check.text})"
                for base in bases
            ]
            return Measure(
                f"points({texts[0]} -> {texts[1]})",
                (*parts, *bases),
                lambda v: _HUNDRED * (v[1] / v[3] - v[0] / v[2]) if v[2] > 0 and v[3] > 0 else None,
                "points",
            )
