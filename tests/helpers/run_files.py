"""Claim files of the project run for the formats that have all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.cli.problems import code_of
from factcheck.model.runs import Run, Runs
from factcheck.model.total import Total
from factcheck.together.run import Together, run_together

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def claim_files(root: Path) -> list[Path]:
    """Return the claim files of the project: examples, cases, and those that are wrong."""
    places = ("claims/*.yml", "tests/cases/*/claims.yml", "tests/meta/wrong/*/claims.yml")
    return sorted(path for place in places for path in root.glob(place))


def run_each(files: Iterable[Path], *, strict: bool = False) -> Runs:
    """Return what came of each claim file, none of which may look outside of its folder."""
    runs: list[Run] = []
    total = Total()
    for path in files:
        within = path.parent if path.name == "claims.yml" else None
        for ran in run_together([path], Together(root=within, strict=strict)):
            if ran.result is not None:
                total = total.with_result(ran.result)
                runs.append(Run(path.as_posix(), ran.result, (), ran.result.exit_code))
            else:
                assert ran.error is not None
                code = code_of(ran.error)
                total = total.with_wrong(code)
                runs.append(Run(path.as_posix(), None, ran.error.problems, code))
    return Runs(tuple(runs), total)
