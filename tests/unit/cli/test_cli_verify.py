"""Reports checked again: everything holds, or what does not is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from factcheck import recheck
from factcheck.bounds import highs, simplex
from factcheck.quantity.decide import sharp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import RunCli

CLAIMS = """\
factcheck: 1
sources:
  office: {title: A statement, publisher: An office}
evidence:
  police: {file: police.csv, key: year}
quantities:
  reports: {unit: reports, measure: sum(police.reports)}
  images: {unit: reports, part_of: reports}
  graphic: {unit: reports, part_of: images}
statements:
  most:
    measure: graphic[year = 2020] / images[year = 2020]
    figure: at least 63 percent
    source: office
assumptions:
  a-fifth: {holds: 'images[year = 2020] >= reports[year = 2020] / 5', because: somebody said so}
claims:
  few:
    measure: share(reports[year = 2020], graphic)
    figure: under ten percent
    under: a-fifth
    expect: refuted
  both:
    parts:
      many: {measure: 'share(reports[year = 2020], graphic)', figure: most}
      known: {measure: 'reports[year = 2020]', figure: 7852}
  ranked:
    measure: sum(police.reports)
    by: year
    of: 2020
    place: 1
"""
TABLE = "year,reports\n2019,5000\n2020,7852\n"

Report = dict[str, Any]


@pytest.fixture(name="report")
def _report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_cli: RunCli) -> Path:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("claims.yml").write_text(CLAIMS, encoding="utf-8")
    tmp_path.joinpath("police.csv").write_text(TABLE, encoding="utf-8")
    path = tmp_path / "report.json"
    assert run_cli("run", "claims.yml", "--format", "json", "-o", str(path)).exit_code == 0
    return path


def changed(path: Path, change: Callable[[Report], None]) -> None:
    found = json.loads(path.read_text(encoding="utf-8"))
    change(found)
    path.write_text(json.dumps(found), encoding="utf-8")


def test_a_report_holds_without_a_solver(
    report: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a solver was asked")

    monkeypatch.setattr(simplex.Tableau, "is_possible", refuse)
    monkeypatch.setattr(simplex.Tableau, "largest", refuse)
    monkeypatch.setattr(sharp, "range_of_quotient", refuse)
    monkeypatch.setattr(highs, "search", refuse, raising=False)
    done = run_cli("verify", str(report))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("3 claims judged again from the files, with ")
    assert done.stdout.endswith("all as the report says.\n")
    alone = run_cli("verify", str(report), "--report-only")
    assert alone.exit_code == 0
    assert "the evidence was not looked at" in alone.stdout


def test_a_verdict_that_does_not_follow_is_named(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        found["claims"][0]["verdict"] = "supported"
        found["claims"][0]["readings"][0]["profiles"]["strict"] = "supported"
        found["claims"][0]["readings"][0]["without_assumptions"]["verdict"] = "refuted"
        found["claims"][2]["readings"][0] |= {"verdict": "refuted", "profiles": None}

    changed(report, change)
    done = run_cli("verify", str(report))
    assert done.exit_code == 1
    assert "'few': the report says supported, the files and certificates refuted" in done.stdout
    assert "'few (strict)'" in done.stdout
    assert "'few (without assumptions)'" in done.stdout
    assert "'ranked': the report says refuted" in done.stdout
    assert done.stdout.endswith("4 not as the report says.\n")


def test_a_spoilt_certificate_proves_nothing(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        for place in (found["claims"][0], found["claims"][0]["readings"][0]):
            for answer in place["certificate"]["answers"]:
                answer["proof"] = {"type": "granted"} if answer["proof"] else None
                answer["world"] = answer["world"] and [[name, "0"] for name, _ in answer["world"]]

    changed(report, change)
    done = run_cli("verify", str(report))
    assert done.exit_code == 1
    assert "'few': what shows that the claim can or cannot be true (default)" in done.stdout
    alone = run_cli("verify", str(report), "--report-only")
    assert alone.exit_code == 1
    assert "cannot be true (default) does not hold" in alone.stdout


def test_a_world_without_every_number_is_none(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        certificate = found["claims"][1]["parts"][0]["readings"][0]["certificate"]
        for answer in certificate["answers"]:
            answer["world"] = answer["world"] and answer["world"][:1]

    changed(report, change)
    done = run_cli("verify", str(report), "--report-only")
    assert done.exit_code == 1
    assert "'both / many': what shows that the claim can or cannot be true (default)" in done.stdout


def test_a_formula_of_unknown_numbers_is_true_in_no_world(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        certificate = found["claims"][1]["parts"][0]["readings"][0]["certificate"]
        for answer in certificate["answers"]:
            form = {"constant": "1", "terms": [["elsewhere", "1"]]}
            answer["formula"] = {"type": "condition", "form": form, "is_strict": False}

    changed(report, change)
    assert run_cli("verify", str(report), "--report-only").exit_code == 1


def test_what_is_shown_without_assumptions_is_named(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        for place in (found["claims"][0], found["claims"][0]["readings"][0]):
            for answer in place["without_assumptions"]["certificate"]["answers"]:
                answer["world"] = []

    changed(report, change)
    shown = (
        "'few (without)': what shows that the claim can or cannot be true (strict) does not hold"
    )
    assert shown in run_cli("verify", str(report), "--report-only").stdout


def test_other_readings_are_named(report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found["claims"][0]["readings"].append({"name": "more"}))
    done = run_cli("verify", str(report))
    assert "'few': the report has other readings than the files" in done.stdout


def test_other_files_are_named(report: Path, run_cli: RunCli, tmp_path: Path) -> None:
    tmp_path.joinpath("police.csv").write_text(TABLE + "2021,1\n", encoding="utf-8")
    done = run_cli("verify", str(report))
    assert done.exit_code == 1
    assert "police.csv is not the file that the report was made from" in done.stdout


def test_claims_on_one_side_only_are_named(report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found["claims"][2].update(id="other"))
    done = run_cli("verify", str(report))
    assert "claim 'other' is only in the report" in done.stdout
    assert "claim 'ranked' is only in the files" in done.stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "it is not what `factcheck run --format json` prints"),
        ('{"report": 1, "claims": []}', "it does not name its claim file"),
        (
            '{"report": 1, "files": [{"path": "x"}], "claims": [{"certificate": {"answers": 1}}]}',
            "cannot be read: ",
        ),
    ],
)
def test_what_is_no_report_is_refused(
    content: str, message: str, tmp_path: Path, run_cli: RunCli
) -> None:
    path = tmp_path / "r.json"
    path.write_text(content, encoding="utf-8")
    done = run_cli("verify", str(path))
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())


@pytest.mark.parametrize("number", [1, "1e9", "1/0", "x"])
def test_numbers_of_certificates_are_exact_texts(
    number: object, report: Path, run_cli: RunCli
) -> None:
    def change(found: Report) -> None:
        certificate = found["claims"][0]["certificate"]
        certificate["rows"][0]["form"]["constant"] = number

    changed(report, change)
    done = run_cli("verify", str(report), "--report-only")
    assert done.exit_code == 2
    assert "a certificate in it cannot be read" in " ".join(done.stderr.split())


def test_a_report_of_any_size_is_refused(
    report: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recheck, "MAX_BYTES", 10)
    assert "it has more than 0 MiB" in run_cli("verify", str(report)).stderr


def test_wrong_files_are_told_as_ever(report: Path, run_cli: RunCli, tmp_path: Path) -> None:
    tmp_path.joinpath("claims.yml").write_text(CLAIMS.replace("place:", "plase:"), encoding="utf-8")
    done = run_cli("verify", str(report))
    assert done.exit_code == 2
    assert "FC030" in done.stderr
    tmp_path.joinpath("claims.yml").unlink()
    done = run_cli("verify", str(report))
    assert done.exit_code == 2
    assert "claims.yml cannot be read" in done.stderr
