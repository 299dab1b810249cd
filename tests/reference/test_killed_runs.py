"""Runs that are killed at any moment leave nothing half-written, and the next one is right."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from cli_workspace import CLAIMS, project
from parquet_helper import write_parquet

from factcheck.evidence.cache import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FEW = 10
KILLS = int(os.environ.get("FACTCHECK_KILLS", str(FEW)))
"""How often; a night has more time."""
PARQUET = CLAIMS.replace("table.csv", "t.parquet")
COMMAND = (sys.executable, "-m", "factcheck")
NAMES = ("a", "b")


class Project:
    """Two claim files on one table, what they report and what is pinned for them."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache
        self.report = folder / "report.md"
        self.lock = folder / "factcheck.lock"
        project(folder)
        (folder / ".factcheck-root").touch()
        write_parquet(folder / "t.parquet", "SELECT 2018 AS year, 9167 AS reports")
        for name in NAMES:
            text = PARQUET.replace("around-9000", f"around-9000-{name}")
            (folder / f"{name}.yml").write_text(text, encoding="utf-8")
        # What was just written is not remembered.
        time.sleep(2.1)
        self.reports = {name: self._reported(name) for name in NAMES}
        self.entries = {name: self._pinned(name) for name in NAMES}

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Begin the command."""
        environment = {**os.environ, "FACTCHECK_CACHE": str(self.cache)}
        return subprocess.Popen(
            (*COMMAND, *arguments),
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, name: str, *more: str) -> bytes:
        """Return the report of a run that nobody kills."""
        assert self.begin("run", *self.arguments(name), *more).wait() == 0
        return self.report.read_bytes()

    def arguments(self, name: str) -> tuple[str, ...]:
        """Return what to run, and where to report to."""
        return (f"{name}.yml", "--format", "markdown", "-o", self.report.name)

    def _reported(self, name: str) -> bytes:
        return self.run(name, "--no-cache")

    def _pinned(self, name: str) -> object:
        self.lock.unlink(missing_ok=True)
        assert self.begin("lock", f"{name}.yml").wait() == 0
        return self.pinned()[f"{name}.yml"]

    def pinned(self) -> dict[str, object]:
        """Return the entries of the lock; none where nothing is pinned yet."""
        if not self.lock.exists():
            return {}
        found: dict[str, object] = json.loads(self.lock.read_bytes())["claims"]
        return found

    def unfinished(self) -> list[str]:
        """Return the names of what killed processes left."""
        folders = [each for each in (self.folder, self.cache) if each.is_dir()]
        return [path.name for each in folders for path in each.iterdir() if ".part" in path.name]

    def refuse_halves(self) -> None:
        """Fail where anything is neither as it was nor as it has to be."""
        assert self.report.read_bytes() in self.reports.values()
        for file, entry in self.pinned().items():
            assert entry == self.entries[file.removesuffix(".yml")]
        for path in self.cache.glob("*.json"):
            # A damaged one would be removed here.
            assert Store(self.cache).get(path.stem) is not None


def killed(processes: Sequence[subprocess.Popen[bytes]], seconds: float) -> None:
    """Kill processes after a while."""
    time.sleep(seconds)
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()


@pytest.mark.slow
def test_whatever_is_killed_the_next_run_is_right(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    made = Project(folder, tmp_path / "cache")
    begun = time.monotonic()
    made.run("a")
    whole = time.monotonic() - begun
    # The moments are chosen anew each night, and shown where they were bad ones.
    seed = KILLS if KILLS <= FEW else time.time_ns()
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    for number in range(KILLS):
        if number % 2:
            shutil.rmtree(made.cache, ignore_errors=True)
        runs = [made.begin("run", *made.arguments(name)) for name in NAMES[: 1 + number % 3 // 2]]
        locks = [made.begin("lock", f"{name}.yml") for name in NAMES[: number % 3]]
        killed([*runs, *locks], whole * moments.uniform(0.2, 1.3))
        made.refuse_halves()
        name = moments.choice(NAMES)
        assert made.run(name) == made.reports[name], f"kill {number} of seed {seed}"
        made.refuse_halves()
        for other in NAMES:
            assert made.begin("lock", f"{other}.yml").wait() == 0, seed
        assert set(made.pinned()) == {"a.yml", "b.yml"}
        made.refuse_halves()
        assert made.unfinished() == []
        if number % 2:
            made.lock.unlink()
