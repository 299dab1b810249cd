"""Claims about real tables, each against a computation in pandas that knows nothing of ours.

The tables are not part of the project; where they are absent the tests are skipped.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import real_truths_printed  # noqa: F401  # registers what it computes
import real_truths_rankings  # noqa: F401  # the same
import real_truths_records  # noqa: F401  # the same

from factcheck.pipeline import run_file
from real_tables import TABLES, TRUTHS

if TYPE_CHECKING:
    from factcheck.model.result import ClaimResult, RunResult

CLAIMS = Path(__file__).parent / "claims"

pytestmark = pytest.mark.skipif(
    not TABLES.is_dir(), reason="the real tables lie beside the project, and are not here"
)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], ClaimResult]:
    """Run every claim file beside the tables that it names."""
    found: dict[tuple[str, str], ClaimResult] = {}
    for file in sorted(CLAIMS.glob("*.yml")):
        folder = tmp_path_factory.mktemp(file.stem)
        result = _run(file, folder)
        found |= {(file.stem, claim.id): claim for claim in result.claims}
    return found


def _run(file: Path, folder: Path) -> RunResult:
    shutil.copy(file, folder)
    for name in re.findall(r"\S+\.csv", file.read_text(encoding="utf-8")):
        shutil.copy(TABLES / name, folder)
    return run_file(folder / file.name)


def test_every_claim_has_a_computation_of_its_own(
    results: dict[tuple[str, str], ClaimResult],
) -> None:
    assert set(results) == set(TRUTHS)
    assert len(TRUTHS) >= 40
    assert len({file for file, _ in TRUTHS}) >= 15


@pytest.mark.parametrize(("file", "claim"), sorted(TRUTHS), ids=lambda part: part)
def test_the_verdict_is_what_pandas_finds(
    file: str, claim: str, results: dict[tuple[str, str], ClaimResult]
) -> None:
    found = results[file, claim]
    assert found.verdict.value == TRUTHS[file, claim](), found.explanation


@pytest.mark.parametrize("file", sorted(CLAIMS.glob("*.yml")), ids=lambda file: file.stem)
def test_every_file_ends_as_expected(
    file: Path, results: dict[tuple[str, str], ClaimResult]
) -> None:
    unexpected = [
        claim for (stem, claim), found in results.items()
        if stem == file.stem and not found.as_expected
    ]  # fmt: skip
    assert unexpected == []
