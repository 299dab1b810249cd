"""Claim files with their tables, run whole; and what a run says of one claim."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Assessment, ClaimResult

ROWS = """\
    year,region,kind,n,rate
    2018,north,a,10,1.5
    2018,south,b,20,2.5
    2019,north,a,30,3.5
    2019,south,,40,4.5
    """
TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: things
          kind:
            empty: unknown
          rate:
            kind: rate
            unit: points
    """


@dataclass(frozen=True)
class Files:
    """One folder with a claim file and its tables."""

    folder: Path

    def table(self, content: str = ROWS, name: str = "t.csv") -> None:
        """Write a table."""
        (self.folder / name).write_text(dedent(content), encoding="utf-8")

    def claims(self, *texts: str) -> dict[str, ClaimResult]:
        """Run a claim file put together from blocks; return its claims by id."""
        path = self.folder / "claims.yml"
        path.write_text("factcheck: 1\n" + "".join(_placed(text) for text in texts))
        result = run_file(path, root=self.folder)
        return {claim.id: claim for claim in result.claims}

    def one(self, *texts: str) -> Assessment:
        """Run a claim file of one claim with one reading."""
        (claim,) = self.claims(*texts).values()
        (reading,) = claim.readings
        return reading

    def measure(self, measure: str, figure: str = "5", *, table: str = TABLE) -> Assessment:
        """Return what a figure claim of one measure comes to."""
        return self.one(table, claim(measure, figure))

    def holds(self, relation: str, *, table: str = TABLE) -> Assessment:
        """Return what a comparison comes to."""
        return self.one(table, f"claims:\n  c:\n    holds: '{relation}'\n")

    def form(self, body: str, *, table: str = TABLE) -> Assessment:
        """Return what a claim comes to whose keys are these lines."""
        lines = "".join(f"    {line}\n" for line in dedent(body).strip().splitlines())
        return self.one(table, f"claims:\n  c:\n{lines}")


def _placed(text: str) -> str:
    """Return a block at the margin; one with two blanks goes on with the block before it."""
    return dedent(text) if text.startswith("    ") else text


def claim(measure: str, figure: str, *more: str, name: str = "c") -> str:
    """Return the block of a claim; ``more`` are further lines of it."""
    rest = "".join(f"    {line}\n" for line in more)
    return f"claims:\n  {name}:\n    measure: '{measure}'\n    figure: {figure}\n{rest}"


def ends(assessment: Assessment) -> tuple[str, str]:
    """Return the ends of what was found, as exact text."""
    assert assessment.found is not None
    return str(assessment.found.interval.lower), str(assessment.found.interval.upper)
