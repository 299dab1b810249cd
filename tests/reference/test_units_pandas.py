"""Columns in unlike units, and figures in another unit than the measure's, against pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_text

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import RunResult

ROWS = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60_000)), min_size=1, max_size=5)
FILE = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    key: port
    columns:
      landed: {{unit: tonnes, kind: amount}}
      quota: {{unit: kg, kind: amount}}
      allowed: {{compute: quota / 1000, unit: tonnes}}
      over: {{compute: {over}, unit: tonnes}}
claims:
"""
SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _run(folder: Path, frame: pd.DataFrame, claims: str, over: str) -> RunResult:
    frame.to_csv(folder / "t.csv", index=False)
    text = FILE.format(over=over) + claims
    return run_text(text.encode(), file="c.yml", folder=folder, root=folder)


def _frame(rows: list[tuple[int, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["landed", "quota"])
    frame.insert(0, "port", [f"p{at}" for at in range(len(rows))])
    return frame


@SLOW
@given(ROWS, st.integers(-2, 2))
def test_unlike_columns_are_compared_only_once_converted(
    tmp_path: Path, rows: list[tuple[int, int]], off: int
) -> None:
    frame = _frame(rows)
    count = int((frame.landed * 1000 > frame.quota).sum()) + off
    kilograms = int((frame.landed * 1000 - frame.quota).sum()) + off
    claims = (
        f"  n: {{measure: 'count(t[allowed < t.landed])', figure: at least {count}}}\n"
        f"  none: {{measure: 'count(t[allowed < t.landed])', figure: at most {count}}}\n"
        f"  over: {{measure: sum(t.over), figure: at least {kilograms} kg}}\n"
        f"  under: {{measure: sum(t.over), figure: at most {kilograms} kg}}\n"
    )
    if count < 0 or count > len(rows) or (count == 0 and not off):
        # No row at all is missing evidence in a table with a key.
        claims = claims[claims.index("  over") :]
    found = {c.id: c for c in _run(tmp_path, frame, claims, "landed - allowed").claims}
    for name, judged in found.items():
        if judged.verdict is Verdict.NOT_CHECKABLE:
            assert count == off
            continue
        is_true = off <= 0 if name in {"n", "over"} else off >= 0
        if name in {"n", "none"} or abs(off) > 1:
            assert (judged.verdict is Verdict.SUPPORTED) is is_true
        else:
            # A bound in whole kilograms is rounded to them.
            assert judged.verdict is Verdict.SUPPORTED or not is_true
    for claim, over in (
        ("count(t[quota > t.landed])", "landed - allowed"),
        ("sum(t.over)", "landed - quota"),
    ):
        text = f"  c: {{measure: '{claim}', figure: at least 0}}\n"
        with pytest.raises(ProblemsError) as caught:
            _run(tmp_path, frame, text, over)
        assert {each.code.code for each in caught.value.problems} == {"FC120"}


@SLOW
@given(ROWS, st.integers(-700, 700))
def test_a_round_figure_is_judged_alike_in_either_unit(
    tmp_path: Path, rows: list[tuple[int, int]], off: int
) -> None:
    frame = _frame(rows)
    total = int(frame.quota.sum())
    printed = round(max(total + off, 1), -3)
    if printed < 10_000:  # without zeros beyond its second figure, no figure is round
        return
    figure = f"{printed:,} kg"
    claims = (
        f"  kg: {{measure: sum(t.quota), figure: '{figure}'}}\n"
        f"  tonnes: {{measure: sum(t.allowed), figure: '{figure}'}}\n"
    )
    kg, tonnes = (claim.verdict for claim in _run(tmp_path, frame, claims, "landed").claims)
    half = 500
    if kg is Verdict.SUPPORTED:
        assert printed - half <= total < printed + half
    assert kg is tonnes
