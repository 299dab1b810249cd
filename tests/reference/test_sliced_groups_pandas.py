"""A measure that is kept to some groups is asked of these alone, as pandas groups what is left."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "factcheck: 1\nevidence:\n  t:\n    file: t.csv\nclaims:\n"
SLICES: dict[str, Callable[[pd.DataFrame], pd.Series[bool]]] = {
    "year in 2002..2004": lambda f: f["year"].between(2002, 2004),
    "year >= 2003": lambda f: f["year"] >= 2003,
    "year != 2003": lambda f: f["year"] != 2003,
    "not year < 2002": lambda f: f["year"] >= 2002,
    "(year < 2002 or year > 2004)": lambda f: (f["year"] < 2002) | (f["year"] > 2004),
    # This is no matter of the year alone: what has no such row is zero.
    "(year < 2002 or region = a)": lambda f: (f["year"] < 2002) | (f["region"] == "a"),
    "region = a": lambda f: f["region"] == "a",
}
OF_ROWS = frozenset(list(SLICES)[-2:])


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    others = st.tuples(st.integers(2000, 2006), st.sampled_from("ab"), st.integers(1, 6))
    # The values that tests name are all there.
    rows = [
        (year, region, draw(st.integers(1, 6))) for year in range(2001, 2005) for region in "ab"
    ]
    return pd.DataFrame(
        [*rows, *draw(st.lists(others, max_size=8))], columns=["year", "region", "n"]
    )


def expected_sums(table: pd.DataFrame, test: str) -> pd.Series[int]:
    """Return the sum of each year that the test leaves any row to, or of every year."""
    kept = table[SLICES[test](table)]
    sums = kept.groupby("year")["n"].sum()
    return sums.reindex(sorted(table["year"].unique()), fill_value=0) if test in OF_ROWS else sums


def verdicts(table: pd.DataFrame, claims: dict[str, str]) -> dict[str, Verdict]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.yml"
        table.to_csv(path.with_name("t.csv"), index=False)
        blocks = (f"  {name}:\n    {body}\n" for name, body in claims.items())
        path.write_text(HEAD + "".join(blocks), encoding="utf-8")
        return {claim.id: claim.verdict for claim in run_file(path, root=path.parent).claims}


@given(tables(), st.sampled_from(list(SLICES)), st.integers(1, 12))
def test_groups_outside_of_a_slice_are_no_groups(
    table: pd.DataFrame, test: str, limit: int
) -> None:
    sums = expected_sums(table, test)
    measure = f"measure: sum(t.n[{test}])"
    at_least = int((sums >= limit).sum())
    ranks = sums.rank(ascending=True, method="min").astype(int)
    is_rising = bool((sums.diff().dropna() > 0).all())
    has_gap = bool((sums.index.to_series().diff().dropna() != 1).any())
    claims = {
        "each": f"{measure}\n    by: year\n    figure: at least {limit}\n    in: {at_least}\n"
        f"    of: {len(sums)}",
        "all": f"{measure}\n    by: year\n    figure: less than {limit}\n    in: all",
        "groups": f"measure: groups(t by year, holds sum(t.n[{test}]) < {limit})\n"
        f"    figure: '{len(sums) - at_least}'",
        "trend": f"{measure}\n    over: year\n    direction: rising",
    }
    claims |= {
        f"rank-{year}": f"{measure}\n    by: year\n    of: {year}\n    place: {place}\n"
        "    order: lowest"
        for year, place in ranks.items()
    }
    found = verdicts(table, claims)
    assert found.pop("all") is _verdict(is_true=at_least == 0)
    trend = Verdict.NOT_CHECKABLE if has_gap or len(sums) < 2 else _verdict(is_true=is_rising)
    assert found.pop("trend") is trend
    if len(sums) < 2:
        found = {name: verdict for name, verdict in found.items() if "rank" not in name}
    assert set(found.values()) == {Verdict.SUPPORTED}


def _verdict(*, is_true: bool) -> Verdict:
    return Verdict.SUPPORTED if is_true else Verdict.REFUTED
