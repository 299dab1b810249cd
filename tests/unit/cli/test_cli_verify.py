"""Reports checked again: everything holds, or what does not is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from factcheck import recheck
from factcheck.bounds import highs, simplex

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
    monkeypatch.setattr(highs, "search", refuse, raising=False)
    done = run_cli("verify", str(report))
    assert (done.exit_code, done.stderr) == (0, "")
    first, last = done.stdout.splitlines()
    assert first.startswith("3 claims worked out again from the files, with ")
    assert first.endswith("each checked: all as the report says.")
    assert last == "Not checked: whether the files say what their sources published."
    alone = run_cli("verify", str(report), "--report-only")
    assert alone.exit_code == 0
    assert alone.stdout.splitlines()[1] == (
        "Not checked: the files, and everything that the report says beside certificates."
    )


def test_a_verdict_that_does_not_follow_is_named(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        found["claims"][0]["verdict"] = "supported"
        found["claims"][0]["readings"][0]["profiles"]["strict"] = "supported"
        found["claims"][0]["readings"][0]["without_assumptions"]["verdict"] = "refuted"
        found["claims"][2]["readings"][0] |= {"verdict": "refuted", "profiles": None}

    changed(report, change)
    done = run_cli("verify", str(report))
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    so = ": the report says {}, the files and answers {}"
    assert lines[:-2] == [
        "'few', verdict" + so.format("supported", "refuted"),
        "'few', profiles.strict" + so.format("supported", "refuted"),
        "'few', without_assumptions.verdict" + so.format("refuted", "undetermined"),
        "'ranked', verdict" + so.format("refuted", "supported"),
        "'ranked', profiles" + so.format("nothing", "a record"),
    ]
    assert lines[-2].endswith("5 not as the report says.")


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


def answers_of(found: Report, kind: str) -> list[Report]:
    return [each["found"] for each in found["answers"] if each["found"]["type"] == kind]


def test_an_answer_that_is_not_shown_counts_for_nothing(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        for each in answers_of(found, "possible"):
            each["world"] = [[name, "-1"] for name, _ in each["world"]]

    changed(report, change)
    done = run_cli("verify", str(report))
    assert done.exit_code == 1
    assert "claim 1 of 3: few: what shows an answer does not hold (answer " in done.stdout
    # Answers stand in no certificate.
    assert run_cli("verify", str(report), "--report-only").exit_code == 0


def test_an_answer_that_is_missing_is_named(report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found["answers"].clear())
    done = run_cli("verify", str(report))
    assert done.exit_code == 1
    assert "claim 1 of 3: few: an answer is missing that it takes" in done.stdout
    changed(report, lambda found: found.pop("answers"))
    assert run_cli("verify", str(report)).exit_code == 1


def test_an_answer_that_a_search_gave_up_is_counted(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        found["answers"][0]["found"] = {"type": "open"}

    changed(report, change)
    last = run_cli("verify", str(report)).stdout.splitlines()[-1]
    assert last.endswith("; that a search gave up (1 of the answers say so).")


def test_answers_that_cannot_be_read_are_refused(report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found["answers"].append({"question": 1}))
    assert run_cli("verify", str(report)).exit_code == 2


def test_a_report_of_another_version_may_be_checked(report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found.update(factcheck="0.0.1"))
    done = run_cli("verify", str(report))
    assert done.exit_code == 0
    assert done.stdout.endswith("; that version 0.0.1 of factcheck made the report.\n")


def test_a_report_of_a_strict_run_holds(report: Path, run_cli: RunCli) -> None:
    options = ("--format", "json", "-o", str(report))
    path = report.with_name("claims.yml")
    path.write_text(CLAIMS.replace("figure: most}", "figure: about half}"), encoding="utf-8")
    assert run_cli("run", "claims.yml", "--strict", *options).exit_code == 1
    assert run_cli("verify", str(report)).exit_code == 0
    changed(report, lambda found: found.update(exit_code=0))
    lines = run_cli("verify", str(report)).stdout.splitlines()
    assert lines[0] == "'both', as_expected: the report says false, the files and answers true"


def test_no_more_than_some_differences_are_listed(report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found.update({f"more {n}": n for n in range(60)}))
    lines = run_cli("verify", str(report)).stdout.splitlines()
    assert lines[0] == "the report, more 0: the report says 0, the files and answers nothing at all"
    assert (len(lines), lines[50]) == (53, "… and 10 more")


def test_what_is_nested_too_deeply_is_refused(report: Path, run_cli: RunCli) -> None:
    def change(found: Report) -> None:
        refutation: Report = {"type": "sum", "uses": [], "is_whole": False}
        for _ in range(300):
            refutation = {
                "type": "whole number", "variable": "x", "at": 1,
                "below": refutation, "above": {"type": "sum", "uses": [], "is_whole": False},
            }  # fmt: skip
        (answer, *_) = found["claims"][0]["certificate"]["answers"]
        answer |= {"world": None, "proof": {"type": "impossible", "refutation": refutation}}

    changed(report, change)
    assert run_cli("verify", str(report), "--report-only").exit_code == 1


def test_a_file_that_makes_the_checker_too_deep_is_refused(
    report: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(recheck, "is_so", too_deep)
    done = run_cli("verify", str(report))
    assert (done.exit_code, "it is too deep" in " ".join(done.stderr.split())) == (2, True)


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
        ("[" * 100_000, "it is too deep"),
        ('{"report": 1, "report": 1}', "it has the field 'report' twice in one place"),
        ('{"report": NaN}', "it is no JSON"),
        ("[]", "it is not what `factcheck run --format json` prints"),
        ('{"report": 1}', "it is not what `factcheck run --format json` prints"),
        (
            '{"report": 1, "claims": [{"id": "x", "certificate": {"answers": 1}}]}',
            "the certificate of 'x' cannot be read: ",
        ),
    ],
)
def test_what_is_no_report_is_refused(
    content: str, message: str, tmp_path: Path, run_cli: RunCli
) -> None:
    path = tmp_path / "r.json"
    path.write_text(content, encoding="utf-8")
    done = run_cli("verify", str(path), "--report-only")
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
    said = " ".join(done.stderr.split())
    assert "the certificate of 'few' cannot be read: " in said
    assert said.endswith("at `$.rows[0].form.constant`")


@pytest.mark.parametrize(
    "terms", [[["b", "1"], ["a", "1"]], [["a", "1"], ["a", "1"]], [["a", "-0"]], [["a", "0/7"]]]
)
def test_terms_of_certificates_are_in_order(
    terms: list[list[str]], report: Path, run_cli: RunCli
) -> None:
    def change(found: Report) -> None:
        found["claims"][0]["certificate"]["rows"][0]["form"]["terms"] = terms

    changed(report, change)
    done = run_cli("verify", str(report), "--report-only")
    assert done.exit_code == 2
    assert "in the order of their names" in " ".join(done.stderr.split())


def test_a_report_of_any_size_is_refused(
    report: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recheck, "MAX_BYTES", 10)
    assert "it has more than 0 MiB" in run_cli("verify", str(report)).stderr


def test_wrong_files_are_told_as_ever(report: Path, run_cli: RunCli, tmp_path: Path) -> None:
    table = tmp_path / "police.csv"
    table.unlink()
    table.mkdir()
    done = run_cli("verify", str(report))
    assert done.exit_code == 2
    assert "FC203" in done.stderr
    tmp_path.joinpath("claims.yml").unlink()
    done = run_cli("verify", str(report))
    assert done.exit_code == 2
    assert "claims.yml cannot be read" in done.stderr
