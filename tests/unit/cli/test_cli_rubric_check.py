"""``factcheck rubric check``: what it prints, its exit codes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dmn_texts import a_rule, an_input, an_output, one_table

from factcheck.report import rubric_report
from factcheck.rubric.analysis import analyse
from factcheck.spec import load_rubric

if TYPE_CHECKING:
    from tests.conftest import RunCli

CLEAN = """\
rubric: ages
title: Two *ages*
inputs:
  age: {type: number, domain: 0..17, integer: true}
classes: [young, older]
rules:
  - {id: R1, when: {age: under 12}, then: young}
  - {id: R2, when: {age: 12 or more}, then: older}
"""
GAP = CLEAN.replace("12 or more", "14 or more")
CONFLICT = CLEAN.replace("12 or more", "10 or more")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str) -> str:
    Path("r.yml").write_text(text, encoding="utf-8")
    return "r.yml"


def test_a_clean_rubric(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write(CLEAN))
    assert result.exit_code == 0
    assert result.stdout == (
        "r.yml: 2 rules, 1 input, hit policy unique, 2 elementary cells\n\n"
        "Complete and without overlaps.\n"
    )


def test_a_gap_is_a_warning(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write(GAP))
    assert result.exit_code == 1
    assert result.stdout == (
        "r.yml: 2 rules, 1 input, hit policy unique, 3 elementary cells\n\n"
        "warning FC340 gap: no rule matches these rows\n"
        "    for example: age = 12\n"
        "    region: age [12..13]\n"
        "    hint: add a rule, or end the rules with `otherwise:`\n\n"
        "Not complete and without overlaps: 1 warning.\n"
    )


def test_a_gap_that_otherwise_decides_is_a_note(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write(GAP + "  - {otherwise: older}\n"))
    assert result.exit_code == 0
    assert "2 rules, otherwise, 1 input" in result.stdout
    assert result.stdout.endswith("Complete with `otherwise` and without overlaps: 2 notes.\n")
    assert "rule R2 (line 8) can be left out: `otherwise` gives the same" in result.stdout


def test_a_contradiction_is_an_error(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write(CONFLICT))
    assert result.exit_code == 1
    assert "error FC341 overlap: rule R1 (line 7) and rule R2 (line 8) both match" in result.stdout
    assert result.stdout.endswith("Complete; rules overlap: 1 error.\n")


def test_markdown_shows_texts_as_they_are(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write(CONFLICT), "--format", "markdown")
    assert result.exit_code == 1
    assert result.stdout.startswith("# Analysis of Two \\*ages\\*\n\nr.yml: 2 rules")
    assert "## Overlap (1 error)\n\n- rule R1 (line 7) and rule R2" in result.stdout
    assert "For example: `age = 10`. Region: `age [10..11]`. Hint: make one" in result.stdout
    clean = run_cli("rubric", "check", write(CLEAN), "--format", "markdown")
    assert clean.stdout.endswith("**Complete and without overlaps.**\n")


def test_json_has_everything(run_cli: RunCli) -> None:
    found = json.loads(run_cli("rubric", "check", write(GAP), "--format", "json").stdout)
    assert found["counts"] == [{"kind": "gap", "level": "warning", "number": 1}]
    assert found["findings"][0]["witness"] == {"age": "12"}
    assert found["findings"][0]["region"] == {"age": "[12..13]"}
    assert (found["is_complete"], found["has_overlaps"]) == (False, False)
    rules = json.loads(run_cli("rubric", "check", write(CONFLICT), "--format", "json").stdout)
    assert rules["findings"][0]["rules"] == [
        {"number": 1, "id": "R1", "line": 7},
        {"number": 2, "id": "R2", "line": 8},
    ]


def test_warnings_of_reading_count(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write(CLEAN.replace("[young", "[unused, young")))
    assert result.exit_code == 1
    assert "FC306" in result.stderr
    assert "Complete and without overlaps." in result.stdout


def test_a_file_that_is_no_rubric(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write("rubric: x\n"))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert run_cli("rubric", "check", "none.yml").exit_code == 2


def test_scores_are_complete_without_more_rules(run_cli: RunCli) -> None:
    scores = """\
rubric: points
hit_policy: collect +
inputs:
  age: {type: number, domain: 0..17, integer: true}
rules:
  - {when: {age: under 12}, then: 1}
  - {when: {age: under 5}, then: 2}
"""
    result = run_cli("rubric", "check", write(scores))
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "Complete with the score 0 where no rule matches; rules overlap: 1 note.\n"
    )


def test_many_findings_are_cut(run_cli: RunCli) -> None:
    rules = "".join(f"  - {{when: {{n: {number}}}, then: a}}\n" for number in range(0, 1200, 2))
    many = "rubric: many\ninputs:\n  n: {type: number, domain: 0..1199, integer: true}\n"
    many += "  m: {values: [x, y]}\nclasses: [a, b]\nrules:\n" + rules
    twice = many + rules.replace("then: a", "then: b")
    short = run_cli("rubric", "check", write(twice)).stdout
    assert "580 more of this kind (duplicate); 500 of them are listed with --all\n" in short
    whole = run_cli("rubric", "check", write(twice), "--all").stdout
    assert whole.count("error FC341 duplicate") == 500
    assert "100 more of this kind (duplicate); 500 of them are listed\n" in whole
    memo = run_cli("rubric", "check", write(twice), "--format", "markdown").stdout
    assert "- 580 more of this kind" in memo
    some = "".join(f"  - {{when: {{n: {number}}}, then: a}}\n" for number in range(30))
    few = run_cli("rubric", "check", write(many.replace(rules, some + some))).stdout
    assert "10 more of this kind (duplicate); --all shows them\n" in few


def test_a_search_that_is_not_finished(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write(CLEAN), "--steps", "1")
    assert result.exit_code == 1
    assert "warning FC348 not finished: not finished: the search for gaps ended" in result.stdout
    assert result.stdout.endswith("Not known to be complete and without overlaps: 2 warnings.\n")


def test_a_decision_table_of_a_dmn_model(run_cli: RunCli) -> None:
    exported = run_cli("rubric", "export", write(CONFLICT)).stdout
    Path("t.dmn").write_text(exported, encoding="utf-8")
    result = run_cli("rubric", "check", "t.dmn")
    assert result.exit_code == 1
    assert "error FC341 overlap" in result.stdout
    assert "for example: age = 10\n" in result.stdout
    assert run_cli("rubric", "check", write(CLEAN), "--decision", "x").exit_code == 2


def test_colour_marks_the_level() -> None:
    for text, colour in ((CONFLICT, "31"), (GAP, "33"), (GAP + "  - {otherwise: older}\n", "36")):
        analysis = analyse(load_rubric(text.encode(), file="r.yml"))
        assert (
            f"{colour}m" in rubric_report.render_text(analysis, colour=True).split("elementary")[1]
        )


def test_a_table_with_expressions_is_analysed_and_nothing_else(run_cli: RunCli) -> None:
    clauses = [an_input("n / 2", "number"), an_output()]
    model = one_table(clauses, [a_rule(["> 0"], ["n * 2"]), a_rule(["< 0"], ['"none"'])])
    Path("t.dmn").write_bytes(model)
    result = run_cli("rubric", "check", "t.dmn")
    assert result.exit_code == 1
    assert "    for example: n/2 = 0\n" in result.stdout
    assert "note FC349 not evaluated: rule 1 (line 3): the outcome is an expression" in (
        result.stdout
    )
    assert result.stdout.endswith("Not complete and without overlaps: 1 warning and 2 notes.\n")
    for command in (["import"], ["export"], ["sql"], ["decide"]):
        arguments = ["t.dmn", "n=1"] if command == ["decide"] else ["t.dmn"]
        refused = run_cli("rubric", *command, *arguments)
        assert refused.exit_code == 2
        assert "FC334" in refused.stderr
        assert "FC335" in refused.stderr


def test_a_scale_is_told_apart_with_one_message(run_cli: RunCli) -> None:
    result = run_cli("rubric", "check", write("scale: house\nclasses: [a]\nrules: []\n"))
    assert result.exit_code == 2
    assert result.stderr.count("error") == 1
    assert "check it with `factcheck rubric scale`" in result.stderr


def test_a_file_that_the_system_does_not_give_is_told(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.yml"
    path.write_text("rubric: r\n")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(type(path), "open", refused)
    result = run_cli("rubric", "check", str(path))
    assert result.exit_code == 2
    assert "cannot be read: Permission denied" in result.output


def test_a_misspelt_command_of_rubrics_has_a_hint(run_cli: RunCli) -> None:
    result = run_cli("rubric", "chek")
    assert result.exit_code == 2
    assert "No such command 'chek'; did you mean 'check'?" in result.output
