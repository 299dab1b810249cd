"""Check a hundred claims on two million rows with factcheck, and with three other tools.

Run it as ``python benchmarks/scan_tools.py`` where the package is installed and packages can be
installed: each tool gets a virtual environment of its own, in ``--folder`` if it is to be kept.
The table and the claims are those of ``scan.py``, without shares of a sum, which no other tool has
a check for. Each tool says them in its own way; ``scan_tools_run.py`` shows how. Each runs as a
process, measured from its start to its end, and what it computes is compared with DuckDB.

A tool that cannot be installed or run is reported with its error.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from fractions import Fraction
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import scan
import scan_hand
import scan_runs
from scan_claims import claims_text, questions, write_table
from scan_process import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scan_claims import Question, Test

# Each tool with the packages that are installed for it, and those whose versions are printed.
TOOLS = {
    "pointblank": (("pointblank[pl]", "pyarrow"), ("pointblank", "polars")),
    "great-expectations": (
        ("great-expectations", "pyarrow"),
        ("great_expectations", "pandas"),
    ),
    "soda-core": (("soda-duckdb",), ("soda-core", "duckdb")),
}
# It would wait for an answer from the network at its end.
QUIET = {"SODA_CORE_TELEMETRY_ENABLED": "false", "GX_ANALYTICS_ENABLED": "false"}
# Floating-point sums of millions of rows agree that far.
CLOSE = 1e-9
Checks = list[dict[str, Any]]


def asked_of_all(checks: int, rows: int) -> list[Question]:
    """Return so many questions that every tool can be asked."""
    plenty = questions(2 * checks, rows)
    possible = (one for one in plenty if one.asks != "share" or one.counted == "rows")
    return list(islice(possible, checks))


def as_checks(asked: Sequence[Question], rows: int) -> Checks:
    """Return the questions in the form that the tools' programs read."""
    return [_check(number, question, rows) for number, question in enumerate(asked)]


def _check(number: int, question: Question, rows: int) -> dict[str, Any]:
    words = question.figure(rows, high=number % 2 == 1).split()
    least = float(words[3] if words[2] == "CHF" else words[2])
    kind = question.asks
    if kind == "value":
        kind = "count" if question.counted == "rows" else "sum"
    return {
        "number": number,
        "kind": kind,
        "column": question.counted,
        "tests": [_parts(test) for test in question.tests],
        "part": None if question.part is None else _parts(question.part),
        "least": least / 100 if kind == "share" else least,
    }


def _parts(test: Test) -> list[str]:
    return [test.column, "=", test.value] if test.value else test.column.split()


def environment_of(tool: str, folder: Path) -> tuple[Path, str]:
    """Return the Python of a tool's environment, made if need be, and the versions in it.

    Raises ``CalledProcessError`` where something cannot be installed.
    """
    home = folder / tool
    python = home / "bin" / "python"
    packages, named = TOOLS[tool]
    if not python.exists():
        venv.create(home, with_pip=True)
        _said((str(python), "-m", "pip", "install", "--quiet", *packages))
    code = (
        "import sys, importlib.metadata as m; print(*(f'{p} {m.version(p)}' for p in sys.argv[1:]))"
    )
    return python, _said((str(python), "-c", code, *named)).strip()


def _said(command: tuple[str, ...]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def disagreeing(outcomes: Checks, checks: Checks, answers: Sequence[scan_runs.Answer]) -> list[str]:
    """Return the checks whose numbers, or whose outcome, are not those of DuckDB."""
    wrong = []
    for outcome, check, (numerator, denominator, _) in zip(outcomes, checks, answers, strict=True):
        value = numerator / denominator
        expected = [numerator, denominator] if check["kind"] == "share" else [value]
        found = outcome["numbers"]
        same = not found or all(
            abs(Fraction(one) - other) <= abs(other) * Fraction(CLOSE)
            for one, other in zip(found, expected, strict=True)
        )
        if not same or outcome["passed"] != (value >= Fraction(check["least"])):
            wrong.append(f"{check}: {outcome}, expected {[float(one) for one in expected]}")
    return wrong


def compare_tool(tool: str, folder: Path, kept: Path, yardstick: float, runs: int) -> None:
    """Run the checks in a tool and print what it took, or why it could not."""
    try:
        python, versions = environment_of(tool, kept)
    except subprocess.CalledProcessError as error:
        lines = (error.stderr or error.stdout or str(error)).strip().splitlines()
        print(f"{tool:<20} could not be installed: {lines[-1] if lines else error}")
        return
    checks: Checks = json.loads((folder / "checks.json").read_text(encoding="utf-8"))
    program = str(Path(__file__).with_name("scan_tools_run.py"))
    command = (str(python), program, tool, "table.parquet", "outcomes.json")
    run = scan_runs.best(lambda: measured(command, folder, QUIET, stdin=json.dumps(checks)), runs)
    if run.exit_code:
        print(f"{tool:<20} could not be run ({versions}):\n{run.stderr[-1500:]}")
        return
    outcomes: Checks = json.loads((folder / "outcomes.json").read_text(encoding="utf-8"))
    answers = _answers(folder)
    wrong = disagreeing(outcomes, checks, answers)
    silent = sum(not outcome["numbers"] for outcome in outcomes)
    agree = "numbers agree" if not wrong else f"{len(wrong)} DISAGREE, such as {wrong[0]}"
    hidden = f" ({silent} checks tell no number)" if silent else ""
    print(
        f"{tool:<20} {run.seconds:8.2f} s  {run.seconds / yardstick:7.1f} times factcheck  "
        f"{run.peak / scan_runs.MIB:7,.0f} MiB  {versions}; {agree}{hidden}",
        flush=True,
    )


def _answers(folder: Path) -> list[scan_runs.Answer]:
    """Return what DuckDB computes for every check."""
    statements = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    _, rows = scan_hand.run_statements(str(folder / "table.parquet"), statements)
    return [(Fraction(row[0]), Fraction(row[1]), int(row[2])) for row in rows]


def main() -> None:
    """Compare all tools."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=2_000_000, help="rows of the table")
    parser.add_argument("--checks", type=int, default=100, help="how many claims")
    parser.add_argument("--runs", type=int, default=3, help="how often a run is repeated")
    parser.add_argument("--folder", type=Path, help="where the environments are kept")
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        kept = (chosen.folder or folder).resolve()
        write_table(folder / "table.parquet", chosen.rows)
        asked = asked_of_all(chosen.checks, chosen.rows)
        texts = {
            "claims.yml": claims_text(asked, chosen.rows),
            "checks.json": json.dumps(as_checks(asked, chosen.rows)),
            "queries.json": json.dumps([question.query for question in asked]),
        }
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
        run = scan_runs.best(lambda: scan_runs.factcheck_run(folder), chosen.runs)
        wrong = scan.disagreeing(folder / "report.json", asked, _answers(folder))
        agree = "numbers agree" if not wrong else f"{len(wrong)} DISAGREE, such as {wrong[0]}"
        print(f"{chosen.rows:,} rows, {chosen.checks:,} checks, Python {sys.version.split()[0]}")
        print(
            f"{'factcheck':<20} {run.seconds:8.2f} s  {1:7.1f} times factcheck  "
            f"{run.peak / scan_runs.MIB:7,.0f} MiB  {agree}",
            flush=True,
        )
        for tool in TOOLS:
            compare_tool(tool, folder, kept, run.seconds, chosen.runs)


if __name__ == "__main__":
    main()
