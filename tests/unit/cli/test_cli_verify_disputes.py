"""Disputes of a report checked again: everything follows, or what does not is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from dispute_files import TABLE, WORLD

from factcheck.bounds import highs, simplex
from factcheck.bounds.answers import Recorder
from factcheck.pipeline import run_text
from factcheck.report import render_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import RunCli

SHARE = "in_terms_of: share(reports[year = 2020], referrals)"
SIDES = "between: [ten / 2020, at-least-63]"
MEANT = "under: graphic-is-relevant"
MORE = """\
  none: {measure: 'reports[year = 2020]', figure: {text: "0", reads: exact}}
  many: {measure: 'referrals[year = 2020]', figure: {text: '1,427', reads: exact}}
  big: {measure: 'referrals[year = 2020] / reports[year = 2020]', figure: more than 10%}
"""
ZERO = """\
  there-are-none:
    measure: reports[year = 2020]
    figure: {text: "0", reads: exact}
  few-relevant:
    measure: relevant[year = 2020] / reports[year = 2020]
    figure: {text: "at most 40%", reads: exact}
  many-relevant:
    measure: relevant[year = 2020] / reports[year = 2020]
    figure: {text: "at least 60%", reads: exact}
assumptions:
"""
DISPUTES = {
    "real": f"{SIDES}\n{MEANT}\n{SHARE}",
    "counts": f"{SIDES}\n{MEANT}\n{SHARE}\nusing: police",
    "clash": f"between: [ten / 2020, at-least-63, a-fifth]\n{MEANT}",
    "whole": f"between: [ten / 2020, at-least-63, many]\n{MEANT}\nusing: there-are-9000",
    "free": f"between: [half, ten / 2018]\n{SHARE}",
    "plain": "between: [half, fewer]",
    "lower": f"between: [big, half]\nusing: police\n{SHARE}",
    "nothing": f"between: [half, fewer]\nusing: [few-relevant, many-relevant]\n{SHARE}",
    "faulty": "between: [half, fewer]\nin_terms_of: relevant[yaer = 2020]",
}
TEXT = f"{WORLD.replace('assumptions:' + chr(10), ZERO)}{MORE}disputes:\n" + "".join(
    f"  {name}:\n" + "".join(f"    {line}\n" for line in lines.splitlines())
    for name, lines in DISPUTES.items()
)
Report = dict[str, Any]


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report, made once."""
    folder = tmp_path_factory.mktemp("disputes")
    (folder / "police.csv").write_text(TABLE, encoding="utf-8")
    found = run_text(TEXT.encode(), file="claims.yml", folder=folder, root=folder, desk=Recorder())
    return render_json(found)


@pytest.fixture(name="report")
def _report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str) -> Path:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("claims.yml").write_text(TEXT, encoding="utf-8")
    tmp_path.joinpath("police.csv").write_text(TABLE, encoding="utf-8")
    path = tmp_path / "report.json"
    path.write_text(made, encoding="utf-8")
    return path


def changed(path: Path, change: Callable[[dict[str, Report]], None]) -> None:
    found = json.loads(path.read_text(encoding="utf-8"))
    change({each["id"]: each for each in found["disputes"]})
    path.write_text(json.dumps(found), encoding="utf-8")


def told(run_cli: RunCli, report: Path, *options: str) -> tuple[int, list[str]]:
    done = run_cli("verify", str(report), *options)
    return done.exit_code, done.stdout.splitlines()


def test_the_disputes_are_of_every_kind(report: Path) -> None:
    found = json.loads(report.read_text(encoding="utf-8"))["disputes"]
    assert {each["id"]: each["verdict"] for each in found} == {
        "real": "compatible only if",
        "counts": "compatible only if",
        "clash": "incompatible",
        "whole": "incompatible",
        "free": "compatible",
        "plain": "compatible",
        "lower": "compatible only if",
        "nothing": "conflicting",
        "faulty": "not checkable",
    }
    by_name = {each["id"]: each for each in found}
    assert by_name["counts"]["integer_condition"]["set"]["upper"] == 1246
    assert by_name["lower"]["integer_condition"]["set"]["lower"] == 786


def test_disputes_hold_without_a_solver(
    report: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a solver was asked")

    monkeypatch.setattr(simplex.Tableau, "is_possible", refuse)
    monkeypatch.setattr(simplex.Tableau, "largest", refuse)
    monkeypatch.setattr(highs, "search", refuse, raising=False)
    code, lines = told(run_cli, report)
    assert (code, lines[:-2]) == (0, [])
    assert "claims and 9 disputes worked out again from the files, with " in lines[0]
    assert lines[1] == "Not checked: whether the files say what their sources published."
    assert told(run_cli, report, "--report-only")[0] == 0


VERDICTS = ("compatible", "compatible only if", "incompatible", "conflicting", "not checkable")


@pytest.mark.parametrize("verdict", VERDICTS)
def test_another_verdict_is_named(verdict: str, report: Path, run_cli: RunCli) -> None:
    before: dict[str, str] = {}

    def change(found: dict[str, Report]) -> None:
        for name, each in found.items():
            before[name] = each["verdict"]
            each["verdict"] = verdict

    changed(report, change)
    code, lines = told(run_cli, report)
    shown = f"the report says {verdict}, the files and answers "
    assert (code, lines[:-2]) == (
        1,
        [
            f"dispute '{name}', verdict: {shown}{is_so}"
            for name, is_so in before.items()
            if is_so != verdict
        ],
    )


def with_end(where: Report, field: str, value: object) -> None:
    for each in (where["set"], *where["sets"]):
        each[field] = value


@pytest.mark.parametrize("end", ["1/10", "4/25", "11/63"])
def test_another_condition_is_named(end: str, report: Path, run_cli: RunCli) -> None:
    def change(found: dict[str, Report]) -> None:
        for place in (found["real"], found["real"]["conditions"]["default"]):
            with_end(place["condition"], "upper_exact", end)

    changed(report, change)
    code, lines = told(run_cli, report)
    assert code == 1
    assert lines[0] == (
        "dispute 'real', condition.set.upper_exact: the report says "
        f"{end}, the files and answers 10/63"
    )
    assert len(lines) == 4 + 2


@pytest.mark.parametrize(
    ("name", "field", "end", "is_so"),
    [("counts", "upper_exact", "1245", "1246"), ("counts", "upper_closed", False, "true"),
     ("lower", "lower_exact", "787", "786")],
)  # fmt: skip
def test_another_count_is_named(
    name: str, field: str, end: object, is_so: str, report: Path, run_cli: RunCli
) -> None:
    def change(found: dict[str, Report]) -> None:
        for place in (found[name], found[name]["conditions"]["default"]):
            with_end(place["integer_condition"], field, end)

    changed(report, change)
    code, lines = told(run_cli, report)
    assert code == 1
    place = f"dispute '{name}', integer_condition.set.{field}: "
    assert lines[0].startswith(place)
    assert lines[0].endswith(f"the files and answers {is_so}")


def test_other_concessions_and_conflicts_are_named(report: Path, run_cli: RunCli) -> None:
    def change(found: dict[str, Report]) -> None:
        clash = found["clash"]
        clash["members"][0]["concession"]["set"]["lower_exact"] = "1/9"
        clash["conflicts"][0].pop()

    changed(report, change)
    code, lines = told(run_cli, report)
    assert code == 1
    assert lines[0].startswith("dispute 'clash', conflicts[0]: the report says a list of ")
    assert lines[1].startswith(
        "dispute 'clash', members[0].concession.set.lower_exact: the report says 1/9, the files "
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda real: real["condition"]["sets"].append(real["condition"]["set"]),
        lambda real: real["condition"]["sets"].clear(),
        lambda real: real.update(integer_condition=real["condition"]),
        lambda real: real["condition"]["sets"][0].update(lower_exact=None, upper_exact=None),
        lambda real: real["certificate"]["rows"].pop(),
        lambda real: real["certificate"]["impossible"].clear(),
        lambda real: real.update(certificate=None),
        lambda real: real["worlds"][0]["numbers"].pop(),
        lambda real: real["premises"].pop(),
        lambda real: real["members"][0].update(figure="at least 5%"),
        lambda real: real.pop("members"),
        lambda real: real.update(more=1),
    ],
)
def test_every_field_has_to_be_so(
    change: Callable[[Report], None], report: Path, run_cli: RunCli
) -> None:
    changed(report, lambda found: change(found["real"]))
    code, lines = told(run_cli, report)
    assert (code, lines[0].startswith("dispute 'real'")) == (1, True)


@pytest.mark.parametrize("name", ["real", "counts", "clash", "whole", "lower", "plain"])
def test_a_spoilt_certificate_is_named(name: str, report: Path, run_cli: RunCli) -> None:
    def change(found: dict[str, Report]) -> None:
        certificate = found[name]["certificate"]
        for each in certificate["impossible"]:
            refutation = each["refutation"]
            while refutation["type"] == "whole number":
                refutation = refutation["below"]
            refutation["uses"] = []
        if not certificate["impossible"]:
            certificate["possible"] = certificate["possible"][1:]

    changed(report, change)
    for options in ((), ("--report-only",)):
        code, lines = told(run_cli, report, *options)
        assert code == 1
        shown = f"dispute '{name}': what shows that "
        assert any(line.startswith(shown) for line in lines), lines
    assert any(line.startswith(f"dispute '{name}', ") for line in told(run_cli, report)[1])


def test_an_impossible_world_is_named(report: Path, run_cli: RunCli) -> None:
    def change(found: dict[str, Report]) -> None:
        certificate = found["plain"]["certificate"]
        certificate["possible"] = [[name, "-1"] for name, _ in certificate["possible"]]

    changed(report, change)
    shown = "dispute 'plain': what shows that the members can be true together is no possible world"
    assert shown in told(run_cli, report, "--report-only")[1]
    assert shown in told(run_cli, report)[1]


def test_rows_that_speak_of_unknown_numbers_admit_no_world(report: Path, run_cli: RunCli) -> None:
    def change(found: dict[str, Report]) -> None:
        found["plain"]["certificate"]["rows"][0]["form"]["terms"] = [["elsewhere", "1"]]

    changed(report, change)
    assert told(run_cli, report, "--report-only")[0] == 1


def test_disputes_on_one_side_only_are_named(report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found["plain"].update(id="other"))
    lines = told(run_cli, report)[1]
    assert "dispute 'other' is only in the report" in lines
    assert "dispute 'plain' is only in the files" in lines


@pytest.mark.parametrize("given", [{"rows": 1}, "text"])
def test_what_is_no_certificate_is_refused(given: object, report: Path, run_cli: RunCli) -> None:
    changed(report, lambda found: found["real"].update(certificate=given))
    done = run_cli("verify", str(report))
    assert done.exit_code == 2
    said = " ".join(done.stderr.split())
    assert "the certificate of dispute 'real' cannot be read: " in said
