"""A small project on disk to run commands in."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "year,reports\n2018,9167\n2020,7852\n"
CLAIMS = """\
factcheck: 1
evidence:
  police:
    file: table.csv
    key: year
claims:
  around-9000:
    measure: police.reports[year = 2018]
    figure: around 9,000
"""
OPEN = """\
  open:
    measure: relevant[year = 2018]
    figure: more than 100
"""
QUANTITIES = """\
quantities:
  all:
    measure: sum(police.reports)
  relevant:
    part_of: all
claims:
"""
WITH_OPEN = CLAIMS.replace("claims:\n", QUANTITIES) + OPEN
REFUTED = CLAIMS.replace("around 9,000", "around 8,000")
FAULTY = CLAIMS.replace("police.reports", "police.report")
WRONG = CLAIMS.replace("figure:", "figur:")
UNUSED = CLAIMS.replace("evidence:\n", "sources:\n  nobody:\n    title: Unused\nevidence:\n")


def project(folder: Path, claims: str = CLAIMS) -> Path:
    """Write a claim file and its table; return the claim file."""
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    path = folder / "claims.yml"
    path.write_text(claims, encoding="utf-8")
    return path


def started(
    folder: Path, *arguments: str, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS"}
    }
    return subprocess.run(
        (sys.executable, "-m", "factcheck", *arguments),
        cwd=folder,
        env={**kept, **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
