"""The verdicts that this project was built for, and that they are the same bytes everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from exact import exact

from factcheck.api import run
from factcheck.model.formats import FORMATS as FORMATS_OF_REPORTS
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from tests.conftest import RunCli

    from factcheck.model.result import Assessment, ClaimResult, RunResult

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "claims").glob("*.yml"))
FORMATS = ("terminal", "markdown", "json")

SUPPORTED, REFUTED = Verdict.SUPPORTED, Verdict.REFUTED
UNDETERMINED = Verdict.UNDETERMINED


@cache
def result_of(name: str) -> RunResult:
    return run(ROOT / "claims" / name)


def claim(name: str, claim_id: str) -> ClaimResult:
    return next(each for each in result_of(name).claims if each.id == claim_id)


def reading(claim_id: str, name: str) -> Assessment:
    return next(each for each in claim("swiss.yml", claim_id).readings if each.name == name)


def counts(assessment: Assessment) -> tuple[str, str]:
    assert assessment.counts is not None
    numerator, denominator = assessment.counts.numerator, assessment.counts.denominator
    assert numerator is not None
    assert denominator is not None
    return numerator.text, denominator.text


def found(assessment: Assessment) -> str:
    assert assessment.found is not None
    return assessment.found.text


def test_around_9000_fits_2018_and_not_2020() -> None:
    in_2018, in_2020 = claim("swiss.yml", "around-9000").readings
    assert (in_2018.name, in_2018.verdict, found(in_2018)) == ("2018", SUPPORTED, "9,167")
    assert (in_2020.name, in_2020.verdict, found(in_2020)) == ("2020", REFUTED, "7,852")


def test_just_under_ten_percent_depends_on_the_reading() -> None:
    judged = claim("swiss.yml", "just-under-ten")
    assert (judged.verdict, judged.reason) == (UNDETERMINED, "depends on the reading")
    assert [(each.name, each.verdict) for each in judged.readings] == [
        ("passed on, 2018", REFUTED),
        ("passed on, 2020", REFUTED),
        ("relevant, 2018", UNDETERMINED),
        ("relevant, 2020", REFUTED),
    ]


@pytest.mark.parametrize(
    ("year", "numbers", "share"),
    [("2018", ("612", "9,167"), "6.68 %"), ("2020", ("1,166", "7,852"), "14.85 %")],
)
def test_the_share_passed_on_shows_its_two_numbers(
    year: str, numbers: tuple[str, str], share: str
) -> None:
    passed_on = reading("just-under-ten", f"passed on, {year}")
    assert (counts(passed_on), found(passed_on)) == (numbers, share)


def test_relevant_in_2020_is_refuted_only_under_the_assumption() -> None:
    relevant = reading("just-under-ten", "relevant, 2020")
    assert [p.name for p in relevant.premises if p.kind == "assumption"] == [
        "passed-on-is-relevant"
    ]
    assert relevant.without_assumptions is not None
    assert relevant.without_assumptions.verdict is UNDETERMINED


def test_relevant_in_2018_could_be_anything() -> None:
    relevant = reading("just-under-ten", "relevant, 2018")
    assert relevant.without_assumptions is None
    assert found(relevant) == "0 % to 100 %"
    assert [world.verdict for world in relevant.worlds] == ["true", "false"]
    assert relevant.decides == (
        (
            "a published number for relevant[year = 2018]: 826 to 916 would support the claim, "
            "0 to 733 or 917 to 9,167 would refute it; 734 to 825 would leave it open"
        ),
    )


@pytest.mark.parametrize(
    ("dispute_id", "number", "counts"),
    [("ten-or-63", None, None), ("ten-or-63-in-2020", 1246, 1256)],
)
def test_ten_or_63_are_compatible_only_if_few_reports_are_referrals(
    dispute_id: str, number: int | None, counts: int | None
) -> None:
    dispute = next(each for each in result_of("swiss.yml").disputes if each.id == dispute_id)
    assert (dispute.verdict.value, dispute.as_expected) == ("compatible only if", True)
    assert dispute.profiles is not None
    profiles = dispute.profiles
    for outlook, share, most in (
        (profiles.strict, "10/63", number),
        (profiles.default, "10/63", number),
        (profiles.lenient, "4/25", counts),
    ):
        assert outlook.condition is not None
        found = outlook.condition.numbers.interval
        assert found == Interval.at_most(exact(share), closed=False)
        if most is None:
            assert outlook.integer_condition is None
        else:
            assert outlook.integer_condition is not None
            assert outlook.integer_condition.numbers.interval == Interval.at_most(most)
    assert [each.name for each in dispute.premises if each.kind == "assumption"] == [
        "graphic-is-relevant"
    ]
    assert dispute.without_assumptions is not None
    assert dispute.without_assumptions.verdict.value == "compatible"


def test_the_share_outside_the_us_and_the_total_are_supported() -> None:
    (share,) = claim("totals.yml", "outside-the-us").readings
    assert (share.figure, counts(share)) == ("93.5%", ("27,479,912", "29,397,681"))
    assert share.verdict is SUPPORTED
    (over,) = claim("totals.yml", "over-29-million").readings
    assert (over.figure, over.verdict) == ("over 29 million reports", SUPPORTED)


def test_more_than_82_million_needs_the_whole_of_2020() -> None:
    judged = claim("totals.yml", "more-than-82-million")
    assert (judged.verdict, judged.reason) == (UNDETERMINED, "depends on the reading")
    assert [(each.name, each.verdict) for each in judged.readings] == [
        ("by 17 November 2020", UNDETERMINED),
        ("through 2020", SUPPORTED),
    ]


def test_more_than_82_million_is_stale_in_2022() -> None:
    judged = claim("totals.yml", "more-than-82-million-in-2022")
    assert (judged.date, judged.verdict) == ("2022", SUPPORTED)
    slugs = {finding.slug for each in judged.readings for finding in each.findings}
    assert "stale" in slugs


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_claim_of_the_project_is_as_expected(path: Path) -> None:
    result = result_of(path.name)
    assert [each.id for each in result.claims if not each.as_expected] == []
    assert result.exit_code == 0


def bytes_of(
    folder: Path, *arguments: str, seed: str, command: tuple[str, ...] = ("run",)
) -> bytes:
    """Return what the command prints, started from ``folder``."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": "88"}
    whole = (sys.executable, "-m", "factcheck", *command, *arguments)
    finished = subprocess.run(whole, cwd=folder, env=environment, capture_output=True, check=False)
    assert finished.returncode == 0, finished.stderr.decode()
    return finished.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    for name in ("claims", "evidence"):
        shutil.copytree(ROOT / name, tmp_path / "elsewhere" / name)
    arguments = ("claims/swiss.yml", "--format", form, "--root", ".")
    here = bytes_of(ROOT, *arguments, seed="1")
    assert here == bytes_of(tmp_path / "elsewhere", *arguments, seed="2")
    assert here


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_gets_the_bytes_that_would_be_printed(tmp_path: Path, form: str) -> None:
    printed = bytes_of(ROOT, "claims/eu.yml", "--format", form, seed="3")
    report = tmp_path / "report"
    assert bytes_of(ROOT, "claims/eu.yml", "--format", form, "-o", str(report), seed="4") == b""
    assert report.read_bytes() == printed


@pytest.mark.parametrize("form", ["markdown", "html", "pdf"])
def test_the_memo_is_current(form: str) -> None:
    """``factcheck check claims/swiss.yml --write`` renews what is kept."""
    memo = ROOT / "reports" / f"swiss{FORMATS_OF_REPORTS[form].suffixes[0]}"
    if form == "pdf":
        _require_typst_of(memo)
    arguments = ("claims/swiss.yml", "--format", form)
    if os.environ.get("FACTCHECK_GOLDEN") == "1":
        memo.write_bytes(bytes_of(ROOT, *arguments, seed="5"))
    assert memo.read_bytes() == bytes_of(ROOT, *arguments, seed="0")


def _require_typst_of(memo: Path) -> None:
    """Skip where no typst is installed, or another than the one that made the PDF."""
    typst = pytest.importorskip("typst", reason="the format pdf needs the extra `pdf`")
    here = typst.compile(b"a", format="pdf")
    if maker(memo.read_bytes()) != maker(here) and os.environ.get("FACTCHECK_GOLDEN") != "1":
        pytest.skip("the memo was made by another version of typst")


def maker(content: bytes) -> bytes:
    """Return which typst made a PDF."""
    found = re.search(rb"Typst [0-9.]+", content)
    assert found is not None
    return found[0]


def test_all_kept_reports_are_current(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    _require_typst_of(ROOT / "reports" / "swiss.pdf")
    monkeypatch.chdir(ROOT)
    result = run_cli("check")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("csv", "csv")])
def test_the_tables_of_sensitivity_are_current(form: str, suffix: str) -> None:
    table = ROOT / "reports" / f"rubric-example-sensitivity.{suffix}"
    arguments = ("claims/rubric-example.yml", "--format", form)
    command = ("rubric", "sensitivity")
    if os.environ.get("FACTCHECK_GOLDEN") == "1":
        table.write_bytes(bytes_of(ROOT, *arguments, seed="5", command=command))
    assert table.read_bytes() == bytes_of(ROOT, *arguments, seed="0", command=command)
