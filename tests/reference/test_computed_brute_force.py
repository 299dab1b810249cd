"""Claims on computed columns against every way to fill the hidden cells they come from."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quantity_files import Files

from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Numbers = tuple[Fraction, Fraction]
HIDDEN = (0, 1, 2)
CELLS = st.sampled_from(["<3", "0", "1", "2", "5", "7"])
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=3)

FORMULAS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "a + b": lambda a, b: a + b,
    "2 * a - b": lambda a, b: 2 * a - b,
    "a / (a + b + 1)": lambda a, b: a / (a + b + 1),
    "a - a + b": lambda _, b: b,
    "a * b": lambda a, b: a * b,
    "if(a > 1, a, b)": lambda a, b: a if a > 1 else b,
    "if((a < t.b or a > 6), 1, 0)": lambda a, b: Fraction(a < b or a > 6),
    "total / 2 - a": lambda a, b: (a + b) / 2 - a,
    "if(total > 4, total, 0)": lambda a, b: a + b if a + b > 4 else Fraction(0),
}
MEASURES: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum(t.c)": lambda found: sum(found, Fraction(0)),
    "max(t.c)": max,
    "mean(t.c)": lambda found: sum(found, Fraction(0)) / len(found),
    "count(t[c > 2])": lambda found: Fraction(sum(one > 2 for one in found)),
    "count(t[c in 0..1])": lambda found: Fraction(sum(0 <= one <= 1 for one in found)),
}
TABLE = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    markers:
      <3: suppressed 0..2
    columns:
      total:
        compute: a + b
      c:
        compute: {formula}
claims:
"""


def _worlds(rows: list[tuple[str, str]]) -> list[list[Numbers]]:
    """Return every way to fill the hidden cells with whole numbers."""
    ways = [[HIDDEN if cell == "<3" else (int(cell),) for cell in row] for row in rows]
    each = [[(Fraction(a), Fraction(b)) for a in first for b in second] for first, second in ways]
    return [list(world) for world in product(*each)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(ROWS, st.sampled_from(sorted(FORMULAS)), st.integers(-2, 9))
def test_no_way_to_fill_hidden_cells_contradicts_a_verdict(
    tmp_path: Path, rows: list[tuple[str, str]], formula: str, limit: int
) -> None:
    # A row of known numbers, so that both columns are columns of numbers.
    rows = [*rows, ("4", "1")]
    Files(tmp_path).table("a,b\n" + "".join(f"{a},{b}\n" for a, b in rows))
    claims = "".join(
        f"  c{place}: {{measure: '{measure}', figure: at least {limit}}}\n"
        for place, measure in enumerate(MEASURES)
    )
    path = tmp_path / "claims.yml"
    path.write_text(TABLE.format(formula=formula) + claims, encoding="utf-8")
    found = {claim.id: claim for claim in run_file(path, root=tmp_path).claims}
    worlds = [[FORMULAS[formula](a, b) for a, b in world] for world in _worlds(rows)]
    for place, (measure, calculate) in enumerate(MEASURES.items()):
        (reading,) = found[f"c{place}"].readings
        values = [calculate(world) for world in worlds]
        assert reading.found is not None, (measure, reading.explanation)
        assert all(value in reading.found.interval for value in values), (measure, formula)
        claimed = {value >= limit for value in values}
        assert reading.verdict is not (Verdict.REFUTED if True in claimed else None)
        assert reading.verdict is not (Verdict.SUPPORTED if False in claimed else None)
