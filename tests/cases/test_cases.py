"""Whole claim files, run through the command line and compared with what is expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.verdict.checks import CHECKS

if TYPE_CHECKING:
    from tests.conftest import AssertGolden, RunCli

HERE = Path(__file__).resolve().parent
CASES = sorted(path.parent for path in HERE.glob("*/claims.yml"))
SLUGS = [check.CODE.slug for check in CHECKS]
FIRES, NEAR_MISS = "fires", "near-miss"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case_gives_what_is_expected(
    case: Path, assert_golden: AssertGolden, run_cli: RunCli
) -> None:
    result = run_cli("run", str(case / "claims.yml"), "--format", "json")
    assert_golden(case / "expected.json", result.stdout)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case_says_what_it_shows(case: Path) -> None:
    first = (case / "claims.yml").read_text("utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")


def findings(case: Path) -> list[str]:
    """Return the slugs of all findings that a case expects."""
    report: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    return [
        finding["slug"]
        for claim in report["claims"]
        for reading in claim["readings"]
        for finding in reading["findings"]
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_check_has_a_case_that_fires_and_a_near_miss(slug: str) -> None:
    fires = [case for case in CASES if case.name.startswith(f"{slug}-{FIRES}")]
    near_misses = [case for case in CASES if case.name.startswith(f"{slug}-{NEAR_MISS}")]
    assert fires
    assert near_misses
    assert all(slug in findings(case) for case in fires)
    assert not any(slug in findings(case) for case in near_misses)
