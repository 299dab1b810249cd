"""Claim files with disputes, run whole."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from factcheck.model.problem import ProblemsError
from factcheck.pipeline import run_text

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.result import RunResult

WORLD = """\
factcheck: 1
sources:
  office: {title: The office}
  other: {title: Another office}
evidence:
  police:
    file: police.csv
    source: office
    columns: {n: {unit: reports}}
quantities:
  reports: {unit: reports, measure: sum(police.n)}
  relevant: {is: a, unit: reports, part_of: reports}
  referrals: {is: b, unit: reports, part_of: reports}
  graphic: {is: c, unit: reports, part_of: referrals}
statements:
  at-least-63:
    measure: graphic[year = 2020] / referrals[year = 2020]
    figure: at least 63 percent
    source: other
  a-fifth:
    measure: referrals[year = 2020] / reports[year = 2020]
    figure: {text: 20%, means: 20%, reads: exact}
    source: office
  there-are-9000:
    measure: reports[year = 2020]
    figure: {text: "9,000", reads: exact}
assumptions:
  graphic-is-relevant: {holds: graphic part of relevant}
claims:
  ten:
    figure: just under ten percent
    readings:
      2018: share(reports[year = 2018], relevant)
      2020: share(reports[year = 2020], relevant)
    expect: undetermined
  half: {measure: "relevant[year = 2020] / reports[year = 2020]", figure: at least 50%}
  fewer: {holds: "relevant[year = 2020] < referrals[year = 2020]"}
"""
WORLD = WORLD.replace("{text: 20%, means: 20%, reads: exact}", "20%")
TABLE = "year,n\n2018,9167\n2020,7852\n"


def block(lines: str, name: str = "d") -> str:
    """Return a file's section of one dispute."""
    return f"disputes:\n  {name}:\n{indent(lines.strip(chr(10)), '    ')}\n"


def run_disputes(folder: Path, text: str, *, strict: bool = False) -> RunResult:
    """Run a claim file beside the table ``police.csv``."""
    (folder / "police.csv").write_text(TABLE, encoding="utf-8")
    return run_text(text.encode(), file="claims.yml", folder=folder, root=folder, strict=strict)


def judged(folder: Path, lines: str, *more: str, world: str = WORLD) -> DisputeResult:
    """Return what is found of one dispute; ``more`` stands before it."""
    (found,) = run_disputes(folder, world + "".join(more) + block(lines)).disputes
    return found


def problems(folder: Path, lines: str, *more: str, world: str = WORLD) -> list[str]:
    """Return what is wrong with a file of one dispute: place, message and hint."""
    try:
        judged(folder, lines, *more, world=world)
    except ProblemsError as error:
        return [
            f"{p.code.code} {p.span.line if p.span else 0}: {p.message} | {p.hint}"
            for p in error.problems
        ]
    return []
