"""Real tables beside the project, and a register of what pandas finds in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TABLES = Path(__file__).resolve().parents[3] / "shared" / "tables"

Truth = str
"""The verdict that a claim deserves."""
TRUTHS: dict[tuple[str, str], Callable[[], Truth]] = {}
"""For each claim file and id what computes it; filled by the modules ``real_truths_…``."""


def truth(file: str, claim: str) -> Callable[[Callable[[], Truth]], Callable[[], Truth]]:
    """Register what computes the verdict of a claim."""

    def register(compute: Callable[[], Truth]) -> Callable[[], Truth]:
        assert (file, claim) not in TRUTHS
        TRUTHS[file, claim] = compute
        return compute

    return register


def is_so(*conditions: object) -> Truth:
    """Return the verdict of a claim that is true if all of these are."""
    return "supported" if all(bool(each) for each in conditions) else "refuted"


def either(outcomes: Iterable[bool]) -> Truth:
    """Return the verdict over all ways to fill in what is unknown."""
    found = set(outcomes)
    return "undetermined" if len(found) > 1 else is_so(found.pop())


def texts(name: str, **options: object) -> pd.DataFrame:
    """Return a table with every cell as text."""
    return pd.read_csv(TABLES / name, dtype=str, keep_default_na=False, **options)  # type: ignore[call-overload,no-any-return]  # options differ by table


def numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return a table with some columns as numbers, and what is none as missing."""
    changed = frame.copy()
    for column in columns:
        changed[column] = pd.to_numeric(changed[column], errors="coerce")
    return changed


def place(series: pd.Series[Any], group: Any) -> int:  # noqa: ANN401  # whatever it is indexed by
    """Return the place of a group among all, the highest number first."""
    return int((series > series[group]).sum()) + 1


def share_bounds(mask: pd.Series[Any], unknown: pd.Series[Any]) -> tuple[float, float]:
    """Return the least and the largest share of rows in a mask, if some rows are unknown."""
    return mask.mean(), (mask | unknown).mean()


def filled(series: pd.Series[Any], value: float) -> pd.Series[Any]:
    """Return a series with one number wherever none is known."""
    return series.fillna(value)
