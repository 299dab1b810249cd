"""Check 1 to 10,000 claims on one large table, and do the same by hand and with pandas.

Run it as ``python benchmarks/scan.py [--rows 20000000]`` where the package is installed; pandas
needs ``pyarrow``. The table and the claims are generated; ``scan_claims.py`` says how. Every run is
a process, measured from its start to its end, and the memory is that of the process and all of its
children. Compared are

- ``factcheck run claims.yml --format json -o report.json``, without its cache;
- (a) one hand-written DuckDB query for one claim, in a process that only does that;
- (b) one such query for each claim, up to a hundred, from there on scaled;
- (c) the single widest GROUP BY: all columns that the claims test, of every threshold its truth,
  with the row count and both sums; and a second GROUP BY of the places that are asked for;
- (d) pandas, for one claim and for the groups of (c).

Every count, sum and mean that ``factcheck`` reports is compared with (b) for up to a hundred
claims, and with what the groups of (c) add up to for all.

``--large`` compares the time of a row with that on a larger table, and ``--second`` measures runs
on evidence that has been seen before.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING, Any

import scan_hand
from scan_claims import THRESHOLDS, claims_text, places, write_table
from scan_process import Measured, measured
from scan_runs import (
    BESIDE,
    FACTCHECK,
    MIB,
    Setting,
    best,
    best_by_hand,
    by_hand,
    factcheck_run,
    print_goal,
    said,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scan_claims import Question
    from scan_runs import Answer

SIZES = (1, 10, 100, 1_000, 10_000)
# From this many claims on, one query for each is scaled from this many.
MOST_QUERIES = 100
# Runs of so many claims are repeated; longer ones vary less.
REPEATED = 1_000
# What is to be reached: times of (c), bytes, times of one query and start-up, and so on.
GOAL_OF_C = {1_000: Fraction(3, 2), 10_000: Fraction(3)}
GOAL_MEMORY = 1024 * MIB
GOAL_ONE = Fraction(13, 10)
GOAL_FLAT = 0.2
GOAL_SECOND = 0.1
# Of two tables one is scanned: about half of what scanning both costs is saved.
SAVED = 0.3
# A file that is younger may change again within the resolution of its time of change.
SETTLED = 3
# What JSON holds.
Record = dict[str, Any]


def disagreeing(report: Path, asked: Sequence[Question], answers: Sequence[Answer]) -> list[str]:
    """Return the claims of a report whose numbers are not those of the answers."""
    text = report.read_text(encoding="utf-8")
    claims = json.loads(text, parse_float=Fraction)["claims"][: len(answers)]
    return [
        f"{claim['id']}: {question.measure}: counts {claim['counts']}, expected {answer}"
        for claim, question, answer in zip(claims, asked, answers, strict=False)
        if not _agrees(claim, question, answer)
    ]


def _agrees(claim: Record, question: Question, answer: Answer) -> bool:
    numerator, denominator, rows = answer
    found, counts = claim["found"], claim["counts"]
    if not denominator or found is None or counts["rows"] != rows:
        return False
    exactly = Fraction(found["lower_exact"]) == numerator / denominator
    if question.asks == "share":
        exactly &= counts["numerator"] == numerator and counts["denominator"] == denominator
    return exactly and found["lower_exact"] == found["upper_exact"]


@dataclass(frozen=True, slots=True)
class Compared:
    """What so many claims took."""

    claims: int
    factcheck: Measured
    queries: float
    """Of (b), the process."""
    widest: Measured
    widest_alone: float
    """Of (c), what the statements alone took."""
    without_places: float
    narrow: float
    verdicts: Counter[str]
    wrong: list[str]

    @property
    def ratio(self) -> float:
        """How many times (c) the run takes, both from the process's start to its end."""
        return self.factcheck.seconds / self.widest.seconds


def compare(setting: Setting, claims: int, narrow: float) -> Compared:
    """Measure so many claims in all ways."""
    asked = setting.asked(claims)
    (setting.folder / "claims.yml").write_text(claims_text(asked, setting.rows), encoding="utf-8")
    times = setting.runs if claims < REPEATED else max(1, setting.runs - 1)
    run = best(lambda: factcheck_run(setting.folder), times)
    each, _, answers = by_hand(setting, [question.query for question in asked[:MOST_QUERIES]])
    wide = scan_hand.widest(asked)
    apart = scan_hand.of_places(asked)
    whole, alone = best_by_hand(setting, [wide] if apart is None else [wide, apart])
    without = alone if apart is None else best_by_hand(setting, [wide])[1]
    report = setting.folder / "report.json"
    cells = scan_hand.Cells(setting.table, asked)
    wrong = disagreeing(report, asked, answers)
    wrong += disagreeing(report, asked, [cells.answer(question) for question in asked])
    read = json.loads(report.read_text(encoding="utf-8"))
    return Compared(
        claims=claims,
        factcheck=run,
        queries=each.seconds * max(1, claims / MOST_QUERIES),
        widest=whole,
        widest_alone=alone,
        without_places=without,
        narrow=narrow,
        verdicts=Counter(claim["verdict"] for claim in read["claims"]),
        wrong=wrong,
    )


def print_compared(row: Compared) -> None:
    """Print what so many claims took."""
    scaled = f"scaled from {MOST_QUERIES}" if row.claims > MOST_QUERIES else "measured"
    print(f"\n{row.claims:,} claim{'s' * (row.claims > 1)}: {_listed(row.verdicts)}")
    _line("factcheck run", row.factcheck.seconds, row, f"{row.factcheck.peak / MIB:,.0f} MiB")
    _line("(b) a query for each claim", row.queries, row, scaled)
    _line("(c) widest GROUP BY", row.widest.seconds, row, f"{row.widest.peak / MIB:,.0f} MiB")
    _line("    its statements alone", row.widest_alone, row, "without Python's start")
    _line("    without places", row.without_places, row, "the first statement alone")
    _line("    categorical columns only", row.narrow, row, "no thresholds, no places")
    print("  answers agree" if not row.wrong else f"  {len(row.wrong)} answers are WRONG:")
    for line in row.wrong[:5]:
        print(f"    {line}")


def _line(label: str, seconds: float, row: Compared, note: str) -> None:
    ratio = seconds / row.widest.seconds
    print(f"  {label:<28} {seconds:9.2f} s  {ratio:8.2f} of (c)   {note}", flush=True)


def _listed(verdicts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(verdicts.items()))


def print_one(setting: Setting, run: Measured) -> None:
    """Compare one claim with a query written by hand for it, and with pandas."""
    (question,) = setting.asked(1)
    version = (FACTCHECK, "--version")
    start = best(lambda: measured(version, setting.folder), setting.runs).seconds
    process, alone = best_by_hand(setting, [question.query])
    print(f"\nOne claim: {question.measure}")
    print(f"  factcheck run                {run.seconds:8.2f} s")
    print(f"  factcheck --version          {start:8.2f} s   the start-up")
    print(f"  (a) hand-written query       {process.seconds:8.2f} s   the process")
    print(f"  (a) hand-written query       {alone:8.2f} s   the query alone")
    print_goal(
        "one claim: 1.3 times (a), the process, and start-up",
        run.seconds,
        float(GOAL_ONE) * process.seconds + start,
    )
    print_goal(
        "the same, but of (a) only the query alone",
        run.seconds,
        float(GOAL_ONE) * alone + start,
    )


def print_pandas(setting: Setting, claims: int) -> None:
    """Do one claim and the groups of (c) with pandas."""
    asked = setting.asked(claims)
    first = asked[0]
    part = {} if first.part is None else {first.part.column: first.part.value}
    used = scan_hand.thresholds(asked)
    amounts = (test for test in used if test.startswith("amount"))
    plans: dict[str, dict[str, object]] = {
        "one claim": {"tests": {test.column: test.value for test in first.tests}, "part": part},
        f"the groups of (c) for {claims:,} claims": {
            "limits": sorted(int(test.rpartition(" ")[2]) for test in amounts),
            "many": "cases >= 5" in used,
            "places": scan_hand.places_of(asked),
        },
    }
    question_answer = by_hand(setting, [first.query])[2][0]
    expected = [
        [int(number) for number in question_answer[:2]],
        scan_hand.Cells(setting.table, asked).print_of_all(),
    ]
    print("\n(d) pandas")
    for (label, plan), right in zip(plans.items(), expected, strict=True):
        command = (sys.executable, str(BESIDE / "scan_pandas.py"), setting.table)
        run = measured(command, setting.folder, stdin=json.dumps(plan))
        if run.exit_code:
            print(f"  {label:<40} failed: {run.stderr.strip().splitlines()[-1]}")
            continue
        told = json.loads(run.stdout)
        print(
            f"  {label:<40} {run.seconds:8.2f} s   {run.peak / MIB:8,.0f} MiB   "
            f"without start {told['seconds']:.2f} s; "
            + ("agrees" if told["answer"] == right else f"WRONG: {told['answer']}, not {right}"),
            flush=True,
        )


def measure_sizes(setting: Setting, sizes: Sequence[int], with_pandas: bool) -> None:
    """Compare every number of claims, and say which goals are met."""
    write_table(Path(setting.table), setting.rows)
    size = Path(setting.table).stat().st_size / MIB
    print(f"{setting.rows:,} rows, {places(setting.rows):,} places, {size:,.0f} MiB of Parquet")
    _, narrow = best_by_hand(setting, [scan_hand.narrow()])
    rows = []
    for claims in sizes:
        rows.append(compare(setting, claims, narrow))
        print_compared(rows[-1])
    if sizes[0] == 1:
        print_one(setting, rows[0].factcheck)
    if with_pandas:
        print_pandas(setting, min(1_000, sizes[-1]))
    print("\nGoals")
    for row in rows:
        if row.claims in GOAL_OF_C:
            label = f"{row.claims:,} claims: times (c)"
            print_goal(label, row.ratio, float(GOAL_OF_C[row.claims]))
    peak = max(row.factcheck.peak for row in rows)
    print_goal("memory of factcheck, MiB", peak / MIB, GOAL_MEMORY / MIB)
    wrong = sum(len(row.wrong) for row in rows)
    print_goal("answers that do not agree", wrong, 0)


def measure_large(setting: Setting, large: int, claims: int) -> None:
    """Compare the time of a row, and the memory, on a table and on a larger one."""
    seconds, peaks = [], []
    for rows in (setting.rows, large):
        here = Setting(setting.folder, rows, setting.thresholds, setting.runs)
        write_table(Path(here.table), rows)
        asked = here.asked(claims)
        (here.folder / "claims.yml").write_text(claims_text(asked, rows), encoding="utf-8")
        run = best(lambda: factcheck_run(setting.folder), here.runs)
        hand, _ = best_by_hand(here, [scan_hand.widest(asked)])
        size = Path(here.table).stat().st_size / MIB
        print(
            f"{rows:>13,} rows, {size:8,.0f} MiB, {claims:,} claims: {run.seconds:8.2f} s, "
            f"{run.seconds / rows * 1e9:7.1f} ns a row, {run.peak / MIB:6,.0f} MiB; "
            f"(c) {hand.seconds:.2f} s, {hand.peak / MIB:,.0f} MiB",
            flush=True,
        )
        seconds.append(run.seconds / rows)
        peaks.append(run.peak)
    print_goal("time of a row, times that on the smaller table", seconds[1] / seconds[0], 1.2)
    print_goal("memory, times that on the smaller table", peaks[1] / peaks[0], 1 + GOAL_FLAT)
    print_goal("memory, MiB", max(peaks) / MIB, GOAL_MEMORY / MIB)


TWO_TABLES = """\
factcheck: 1
evidence:
  one:
    file: one.parquet
  two:
    file: two.parquet
claims:
  of-one:
    measure: share(count(one[region = r3]), outcome = yes)
    figure: at least 20 percent
  of-two:
    measure: share(count(two[region = r3]), outcome = yes)
    figure: at least 20 percent
"""


def measure_second(setting: Setting, claims: int) -> None:
    """Measure a second run on the same evidence, and one after one of two tables changed."""
    environment = {"FACTCHECK_CACHE": str(setting.folder / "cache")}
    write_table(Path(setting.table), setting.rows)
    asked = setting.asked(claims)
    text = claims_text(asked, setting.rows)
    (setting.folder / "claims.yml").write_text(text, encoding="utf-8")
    first, second = _twice(setting, "claims.yml", environment)
    print(f"{claims:,} claims, first run {first.seconds:.2f} s, second {second.seconds:.2f} s")
    print_goal("a second run, times the first", second.seconds / first.seconds, GOAL_SECOND)
    for name, begin in (("one", 0), ("two", setting.rows)):
        write_table(setting.folder / f"{name}.parquet", setting.rows, begin)
    (setting.folder / "two.yml").write_text(TWO_TABLES, encoding="utf-8")
    both, none = _twice(setting, "two.yml", environment)
    write_table(setting.folder / "two.parquet", setting.rows, 2 * setting.rows)
    after = factcheck_run(setting.folder, "two.yml", environment)
    print(
        f"two tables: both scanned {both.seconds:.2f} s, none {none.seconds:.2f} s, "
        f"one changed {after.seconds:.2f} s"
    )
    saved = (both.seconds - after.seconds) / (both.seconds - none.seconds)
    print(
        f"  after one changed, {saved:.2f} of what scanning costs is saved: {said(saved >= SAVED)}"
    )


def _twice(setting: Setting, claims: str, environment: dict[str, str]) -> tuple[Measured, Measured]:
    """Run on evidence that is new, and again; end where the two reports differ."""
    # What has just been written is too new to be known by its time of change.
    sleep(SETTLED)
    report = setting.folder / "report.json"
    first = factcheck_run(setting.folder, claims, environment)
    text = report.read_bytes()
    again = best(lambda: factcheck_run(setting.folder, claims, environment), setting.runs)
    if report.read_bytes() != text:
        sys.exit("the second run's report is another one")
    return first, again


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=20_000_000, help="rows of the table")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="most claims")
    parser.add_argument("--runs", type=int, default=3, help="how often a run is repeated")
    parser.add_argument("--thresholds", type=int, default=len(THRESHOLDS), help="at most 50")
    parser.add_argument("--large", type=int, help="rows of a larger table to compare with")
    parser.add_argument("--second", action="store_true", help="measure second runs")
    parser.add_argument("--claims", type=int, default=100, help="claims of --large, --second")
    parser.add_argument("--no-pandas", action="store_true", help="leave pandas out")
    parser.add_argument("--folder", type=Path, help="where there is room for the tables")
    chosen = parser.parse_args()
    with TemporaryDirectory(dir=chosen.folder) as name:
        setting = Setting(Path(name), chosen.rows, chosen.thresholds, chosen.runs)
        if chosen.large:
            measure_large(setting, chosen.large, chosen.claims)
        elif chosen.second:
            measure_second(setting, chosen.claims)
        else:
            sizes = [size for size in SIZES if size <= chosen.most]
            measure_sizes(setting, sizes, not chosen.no_pandas)


if __name__ == "__main__":
    main()
