"""Write the report of a thousand claims in every format, and pointblank's of a hundred steps.

Run it as ``python benchmarks/reports.py [--claims 1000] [--steps 100]`` where the package is
installed with its extras and packages can be installed: pointblank gets an environment of its own,
in ``--folder`` if it is to be kept. Table and claims are those of ``scan.py``, on few rows, so that
the time is that of the report. Measured in one run:

- each format as a process, ``factcheck run FILE --format NAME=FILE``, and by itself: a result that
  is there already, rendered once;
- pointblank: the process that checks and writes its report, and by itself
  ``get_tabular_report().as_raw_html()`` of a validation that is there already.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from scan_claims import claims_text, questions, write_table
from scan_process import measured
from scan_tools import environment_of

from factcheck.api import run
from factcheck.model.formats import FORMATS
from factcheck.report import render

FACTCHECK = str(Path(sys.executable).with_name("factcheck"))
TOOL = "pointblank"
# Made-up claims are refuted in part.
RAN_WELL = {0, 1}
ROWS = 20_000
KIB = 1024


class Written(NamedTuple):
    """One report."""

    name: str
    process: float
    """Seconds from the start of the command to its end."""
    alone: float
    """Seconds that the report by itself takes."""
    size: int
    """Bytes."""


def of_factcheck(folder: Path) -> list[Written]:
    """Return what the report of the claims in ``claims.yml`` takes in every format."""
    result = run(folder / "claims.yml", root=folder)
    found = []
    for name in FORMATS:
        path = folder / f"report.{name}"
        command = (FACTCHECK, "run", "claims.yml", "--no-cache", "--format", f"{name}={path.name}")
        done = measured(command, folder)
        if done.exit_code not in RAN_WELL:
            print(f"{name:<14} could not be written: {done.stderr.strip()[-300:]}")
            continue
        begin = perf_counter()
        render(result, name)
        found.append(Written(name, done.seconds, perf_counter() - begin, path.stat().st_size))
    return found


def of_pointblank(folder: Path, kept: Path, steps: int) -> Written | None:
    """Return what pointblank's report takes, or say why it cannot be had."""
    try:
        python, versions = environment_of(TOOL, kept)
    except subprocess.CalledProcessError as error:
        print(f"{TOOL} could not be installed: {(error.stderr or '').strip()[-300:]}")
        return None
    program = str(Path(__file__).with_name("reports_pointblank.py"))
    done = measured((str(python), program, str(steps), "pointblank.html"), folder)
    if done.exit_code:
        print(f"{TOOL} could not be run ({versions}): {done.stderr.strip()[-500:]}")
        return None
    print(f"{TOOL} of {steps} steps with {versions}")
    size = (folder / "pointblank.html").stat().st_size
    return Written(TOOL, done.seconds, float(done.stdout), size)


def main() -> None:
    """Print what each report takes, and the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_table(folder / "table.parquet", ROWS)
        asked = questions(chosen.claims, ROWS)
        (folder / "claims.yml").write_text(claims_text(asked, ROWS), encoding="utf-8")
        written = of_factcheck(folder)
        other = of_pointblank(folder, chosen.folder or folder, chosen.steps)
    print(f"\n{chosen.claims:,} claims      process     by itself         size")
    for each in [*written, *([other] if other else [])]:
        print(
            f"{each.name:<14} {each.process:8.2f} s  {each.alone:10.3f} s  "
            f"{each.size / KIB:9,.0f} KiB"
        )
    page = next((each for each in written if each.name == "html"), None)
    if page and other:
        print(
            f"\nthe page of {chosen.claims:,} claims takes {page.alone / other.alone:.2f} of the "
            f"time of {TOOL}'s of {chosen.steps} steps, and "
            f"{page.size / other.size:.2f} of its size; "
            f"as processes {page.process / other.process:.2f} of the time"
        )


if __name__ == "__main__":
    main()
