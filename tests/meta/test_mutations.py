"""Small faults in the project's own claim files: none of them passes in silence.

By default a fixed sample of the mutants is run: every kind of fault in every kind of place at
least once, and each so many of the rest. ``FACTCHECK_MUTANTS=all`` runs all of them.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import mutants
import pytest

from factcheck.model.problem import ProblemsError
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mutants import Mutant

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.result import ClaimResult, RunResult

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path.name for path in (ROOT / "claims").glob("*.yml"))
MAKERS = (
    mutants.misspelt_keys,
    mutants.misspelt_references,
    mutants.without_required,
    mutants.duplicated_keys,
)
EACH = 20
"""One in so many mutants is run where its kind and place were met before."""
LEAST = 300

Outcome = tuple[object, ...]

EQUIVALENT = {
    # A range that begins earlier than the table does selects the same rows, and the ends of a
    # range need not occur in the column, as `year in 2000..2021` is what people write.
    ("germany-ireland.yml", "quantities/three_years/measure: 2019 -> 0219"),
}
"""Mutants that mean the same as the file: the file and the end of what was changed."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's claims and evidence to spoil."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("claims", "evidence"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def outcome_of(copy: Path, name: str, text: str) -> tuple[int, Outcome]:
    """Return the exit code and everything that a reader would take away."""
    path = copy / "claims" / name
    path.write_text(text, encoding="utf-8")
    try:
        result = run_file(path, root=copy)
    except ProblemsError:
        return 2, ()
    return result.exit_code, taken_away(result)


def taken_away(result: RunResult) -> Outcome:
    return (*map(judged, result.claims), *map(disputed, result.disputes))


def judged(claim: ClaimResult) -> Outcome:
    """Return ids and verdicts; also the names of what a verdict rests on, as they are labels."""
    readings = tuple(
        (
            reading.name,
            reading.verdict,
            tuple((premise.kind, premise.name) for premise in reading.premises),
            reading.sources,
        )
        for reading in claim.readings
    )
    parts = tuple(judged(part) for part in claim.parts)
    return claim.id, claim.verdict, claim.as_expected, claim.source, readings, parts


def disputed(dispute: DisputeResult) -> Outcome:
    """Return the same of a dispute, with the conditions."""
    conditions = (dispute.condition, dispute.integer_condition)
    return (
        dispute.id,
        dispute.verdict,
        dispute.as_expected,
        tuple(member.name for member in dispute.members),
        tuple(each.text for each in conditions if each is not None),
        tuple((premise.kind, premise.name) for premise in dispute.premises),
        dispute.sources,
    )


def sampled(found: Iterator[Mutant], met: set[tuple[str, ...]]) -> Iterator[Mutant]:
    """Yield a mutant of each kind and place that was not met, and one in so many of the others."""
    runs_all = os.environ.get("FACTCHECK_MUTANTS") == "all"
    for number, mutant in enumerate(found):
        shape = (mutant.kind.split()[0], *mutant.shape)
        if runs_all or shape not in met or number % EACH == 0:
            met.add(shape)
            yield mutant


def test_no_small_fault_passes_in_silence(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    met: set[tuple[str, ...]] = set()
    survivors: list[str] = []
    number = 0
    for name in FILES:
        text = (ROOT / "claims" / name).read_text(encoding="utf-8")
        sound = outcome_of(copy, name, text)
        assert sound[0] == 0
        for mutant in every_mutant(text, met):
            number += 1
            if (name, mutant.what.partition(", ")[2]) in EQUIVALENT:
                continue
            if outcome_of(copy, name, mutant.text) == sound:
                survivors.append(f"{name}, {mutant.kind}, {mutant.what}")
    with capsys.disabled():
        print(f" [{number} mutants]", end="")  # noqa: T201 - a number to report
    assert number >= LEAST
    assert survivors == []


def every_mutant(text: str, met: set[tuple[str, ...]]) -> Iterator[Mutant]:
    for make in MAKERS:
        yield from sampled((each for each in make(text) if each.text != text), met)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_there_are_mutants_of_every_kind(make: Callable[[str], Iterator[Mutant]]) -> None:
    text = (ROOT / "claims" / "swiss.yml").read_text(encoding="utf-8")
    found = list(make(text))
    assert len(found) >= 50
    assert all(each.text != text for each in found)
