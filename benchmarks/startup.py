"""Compare the command's start with ``import pandas``, interleaved, as ratios of medians.

Run it as ``python benchmarks/startup.py [--runs 15]`` where the package is installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
# The installed command, as users start it.
FACTCHECK = str(Path(sys.executable).with_name("factcheck"))
YARDSTICK = (sys.executable, "-c", "import pandas")
# Python keeps compiled modules between runs, unless a machine is told not to.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
# Each command with the largest share of the yardstick's time that it may take.
GOALS = {
    (FACTCHECK, "--help"): 0.4,
    (FACTCHECK, "run", "claims/swiss.yml"): 1.0,
}


def seconds(command: tuple[str, ...]) -> float:
    """Return how long a command takes; raise where it fails, which would be quick but no use."""
    begin = perf_counter()
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begin


def measure(runs: int) -> dict[tuple[str, ...], list[float]]:
    """Return the times of every command, taken in turns so that a busy moment hits them alike."""
    commands = (YARDSTICK, *GOALS)
    for command in commands:
        seconds(command)  # The first run fills the caches of the disk and of Python.
    times: dict[tuple[str, ...], list[float]] = {command: [] for command in commands}
    for _ in range(runs):
        for command in commands:
            times[command].append(seconds(command))
    return times


def shown(command: tuple[str, ...]) -> str:
    """Return a command as a user types it."""
    program = "factcheck" if command[0] == FACTCHECK else "python"
    return " ".join((program, *command[1:]))


def main() -> None:
    """Print one line for each goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how often each command is run")
    times = measure(parser.parse_args().runs)
    yardstick = median(times[YARDSTICK])
    print(f"{shown(YARDSTICK):<32} {yardstick:6.3f} s   the yardstick")
    for command, goal in GOALS.items():
        ratio = median(times[command]) / yardstick
        said = "met" if ratio <= goal else "MISSED"
        print(
            f"{shown(command):<32} {median(times[command]):6.3f} s   "
            f"{ratio:5.2f} of it, goal {goal:.1f}: {said}"
        )


if __name__ == "__main__":
    main()
