"""Every aggregate of known numbers is what pandas and numpy compute, and exact in fractions."""

from __future__ import annotations

from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.interval import Interval

Rows = list[tuple[str, Fraction, Fraction, int]]
"""Region, number, weight and a year that no other row has."""

_HEAD = "factcheck: 1\nevidence:\n  t:\n    file: t.csv\nclaims:\n  c:\n    figure: '5.0'\n"
SLICES: dict[str, Callable[[pd.DataFrame], pd.Series[bool]]] = {
    "": lambda f: f["y"] > 0,
    "[g = a]": lambda f: f["g"] == "a",
    "[g != a, y > 2003]": lambda f: (f["g"] != "a") & (f["y"] > 2003),
    '[g starts with "b"]': lambda f: f["g"].str.startswith("b"),
    "[(g = a or n < 0)]": lambda f: (f["g"] == "a") | (f["n"] < 0),
    "[y in top 3]": lambda f: f["y"].rank(ascending=False, method="min") <= 3,
}
FLOATS: dict[str, Callable[[pd.DataFrame], float]] = {
    "mean(t.n{})": lambda f: f["n"].mean(),
    "median(t.n{})": lambda f: f["n"].median(),
    "min(t.n{})": lambda f: f["n"].min(),
    "max(t.n{})": lambda f: f["n"].max(),
    "sum(t.n{})": lambda f: f["n"].sum(),
    "distinct(t.n{})": lambda f: f["n"].nunique(),
    "quantile(t.n{}, 90%)": lambda f: float(f["n"].quantile(0.9)),
    "quantile(t.n{}, 12.5%)": lambda f: float(np.quantile(f["n"], 0.125)),
    "last(t.n{} over y)": lambda f: float(f.sort_values("y")["n"].iloc[-1]),
    "weighted_mean(t.n{}, t.w)": lambda f: float(np.average(f["n"], weights=f["w"])),
    "correlation(t.n{}, t.w)": lambda f: float(np.corrcoef(f["n"], f["w"])[0, 1]),
}


def numbers(lower: int) -> st.SearchStrategy[Fraction]:
    return st.integers(lower, 400).map(lambda number: Fraction(number, 4))


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    years = draw(st.lists(st.integers(2000, 2012), min_size=1, max_size=8, unique=True))
    regions = st.sampled_from(("a", "b", "ba", "c"))
    return [(draw(regions), draw(numbers(-400)), draw(numbers(0)), year) for year in years]


def found_for(rows: Rows, measure: str) -> Interval | None:
    lines = "".join(f"{g},{float(n)},{float(w)},{y}\n" for g, n, w, y in rows)
    note(lines)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.yml"
        path.with_name("t.csv").write_text(f"g,n,w,y\n{lines}", encoding="utf-8")
        path.write_text(f"{_HEAD}    measure: '{measure}'\n", encoding="utf-8")
        (reading,) = run_file(path, root=Path(folder)).claims[0].readings
    note(f"{reading.verdict} {reading.explanation} {reading.found}")
    if reading.verdict is Verdict.NOT_CHECKABLE:
        assume(not (reading.explanation or "").startswith(NO_SUCH_VALUE.code))
        return None
    assert reading.found is not None
    return reading.found.interval


@given(tables(), st.sampled_from(sorted(FLOATS)), st.sampled_from(sorted(SLICES)))
def test_an_aggregate_is_what_pandas_computes(rows: Rows, aggregate: str, sliced: str) -> None:
    frame = pd.DataFrame(
        [(g, float(n), float(w), y) for g, n, w, y in rows], columns=["g", "n", "w", "y"]
    )
    kept = frame[SLICES[sliced](frame)]
    found = found_for(rows, aggregate.format(sliced))
    is_empty = kept.empty and not aggregate.startswith(("sum", "distinct"))
    has_weights = kept["w"].sum() > 0
    varies = len(kept) > 1 and kept["n"].std() > 0 and kept["w"].std() > 0
    if is_empty or (aggregate.startswith("w") and not has_weights):
        assert found is None
        return
    if aggregate.startswith("c") and not varies:
        assert found is None
        return
    assert found is not None
    assert found.lower is not None
    assert found.upper is not None
    assert float(found.lower) == pytest.approx(FLOATS[aggregate](kept), abs=1e-9)
    assert found.upper - found.lower < Fraction(1, 10**40)


@given(tables(), st.integers(0, 100))
def test_a_quantile_and_a_weighted_mean_are_exact(rows: Rows, percent: int) -> None:
    ordered = sorted(n for _, n, _, _ in rows)
    place = Fraction(percent, 100) * (len(ordered) - 1)
    below, part = floor(place), place % 1
    above = ordered[below + 1] if part else ordered[below]
    found = found_for(rows, f"quantile(t.n, {percent}%)")
    assert found is not None
    assert found.lower == found.upper == ordered[below] + part * (above - ordered[below])
    weights = sum((w for _, _, w, _ in rows), start=Fraction(0))
    assume(weights)
    found = found_for(rows, "weighted_mean(t.n, t.w)")
    assert found is not None
    assert found.lower == sum((n * w for _, n, w, _ in rows), start=Fraction(0)) / weights
