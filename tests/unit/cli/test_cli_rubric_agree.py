"""``factcheck rubric agree``: what it prints, its exit codes, and what it refuses."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from factcheck.report.recognise_others import is_output

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

ANN = "case,label,reports\n1,meets,10\n2,meets,4\n3,other,2\n4,other,7\n5,,1\n6,meets,2\n"
BEN = "case,label\n1,meets\n2,other\n3,other\n4,other\n5,meets\n"
RUBRIC = """\
rubric: definition
inputs:
  age: {type: number}
classes: [other, meets]
rules:
  - {when: {age: under 12}, then: meets}
  - otherwise: other
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ann.csv").write_text(ANN, encoding="utf-8")
    (tmp_path / "ben.csv").write_text(BEN, encoding="utf-8")
    both = "case,ann,ben\n1,meets,meets\n2,meets,other\n3,other,other\n4,meets,meets\n"
    (tmp_path / "both.csv").write_text(both, encoding="utf-8")
    (tmp_path / "rubric.yml").write_text(RUBRIC, encoding="utf-8")


TWO = ("rubric", "agree", "ann.csv", "ben.csv", "--unit", "case", "--class", "label")
ONE = ("rubric", "agree", "both.csv", "--unit", "case", "--coders", "ann,ben")


def test_two_tables_are_compared(run_cli: RunCli) -> None:
    result = run_cli(*TWO)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "4 units coded by ann and ben: 3 agreed, 1 disagreed",
        "",
        "ann ↓ ben →  meets  other",
        "meets        1      1",
        "other        0      2",
        "",
        "Cohen's kappa         0.5000",
        "Krippendorff's alpha  0.5333",
        "calculated by         NLTK",
        "",
        "share of  if all go against it  if all go for it",
        "meets     25 % (1 of 4)         50 % (2 of 4)",
        "other     50 % (2 of 4)         75 % (3 of 4)",
        "",
        "disagreed: 2 (ann: meets, ben: other)",
        "left out, not in the table of ben: 6",
        "left out, not coded by ann: 5",
    ]


@pytest.mark.parametrize(
    ("figure", "verdict", "exit_code"),
    [
        ("at least 40 percent", "SUPPORTED", 0),
        ("at least 60 percent", "UNDETERMINED", 0),
        ("63 percent", "REFUTED", 1),
    ],
)
def test_a_figure_has_a_verdict_by_cases(
    run_cli: RunCli, figure: str, verdict: str, exit_code: int
) -> None:
    result = run_cli(*TWO, "--count", "reports", "--of", "meets", "--figure", figure)
    assert result.exit_code == exit_code
    assert "they stand for 23" in result.output
    assert "meets     43.48 % (10 of 23)    60.87 % (14 of 23)" in result.output
    assert f"\n{verdict}: The evidence " in result.output
    assert "possible, whoever is right: 43.48 % to 60.87 %" in result.output


def test_markdown_has_tables(run_cli: RunCli) -> None:
    result = run_cli(*ONE, "--format", "markdown", "--of", "meets", "--figure", "at least 51%")
    assert result.exit_code == 0
    assert result.output.startswith("# Agreement of ann and ben\n\n4 units coded by ann and ben:")
    assert (
        "| ann ↓ ben → | meets | other |\n| --- | --- | --- |\n| meets | 2 | 1 |" in result.output
    )
    assert "| meets | 50 % (2 of 4) | 75 % (3 of 4) |" in result.output
    assert "- UNDETERMINED: The evidence does not decide the claim.\n" in result.output


def test_markdown_without_a_figure_has_every_class(run_cli: RunCli) -> None:
    result = run_cli(*ONE, "--format", "markdown")
    assert "| meets | 50 % (2 of 4) | 75 % (3 of 4) |\n| other | 25 % (1 of 4) |" in result.output
    assert result.output.endswith("- disagreed: 2 (ann: meets, ben: other)\n")


def test_json_has_everything(run_cli: RunCli) -> None:
    found = json.loads(run_cli(*ONE, "--format", "json").output)
    assert (found["units"], found["agreed"], found["total"]) == (4, 3, "4")
    assert (found["kappa"], found["alpha"]) == (0.5, 0.5333)
    assert found["coefficients_by"].startswith("NLTK ")
    assert found["confusion"] == [[2, 1], [0, 1]]
    assert found["shares"][0]["share"]["lower_exact"] == "1/2"
    assert found["disagreements"] == [
        {"unit": "2", "first": "meets", "second": "other", "weight": "1"}
    ]
    assert (found["of"], found["figure"], found["left_out"]) == (None, None, [])
    told = ("--count", "reports", "--of", "meets", "--figure", "at least 61%")
    checked = json.loads(run_cli(*TWO, "--format", "json", *told).output)["figure"]
    assert (checked["verdict"], checked["reason"]) == ("undetermined", "wording")
    assert checked["every_share_looked_at"] is True


def test_what_is_only_a_matter_of_words_is_told(run_cli: RunCli) -> None:
    result = run_cli(*TWO, "--count", "reports", "--of", "meets", "--figure", "at least 61%")
    assert "refuted as such words are usually read, but not" in result.output


def test_what_was_not_looked_at_is_told(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.rubric.agreement.MAX_SUMS", 1)
    result = run_cli(*ONE, "--of", "meets", "--figure", "60%")
    assert result.output.endswith("only the two ends of what is possible were looked at\n")


def test_one_class_alone_has_no_coefficients(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "same.csv").write_text("case,ann,ben\n1,a,a\n2,a,a\n", encoding="utf-8")
    result = run_cli(*ONE[:2], "same.csv", *ONE[3:])
    assert "Cohen's kappa         not defined: only one class was given\n" in result.output
    assert "disagreed:" not in result.output
    found = json.loads(run_cli(*ONE[:2], "same.csv", *ONE[3:], "--format", "json").output)
    assert (found["kappa"], found["alpha"]) == (None, None)


def test_long_lists_are_cut(run_cli: RunCli, tmp_path: Path) -> None:
    rows = "".join(f"{unit},a,b\n" for unit in range(25))
    (tmp_path / "long.csv").write_text(f"case,ann,ben\n{rows}", encoding="utf-8")
    assert "ben: b) and 5 more\n" in run_cli(*ONE[:2], "long.csv", *ONE[3:]).output


def test_the_classes_are_those_of_the_rubric(run_cli: RunCli, tmp_path: Path) -> None:
    result = run_cli(*ONE, "--rubric", "rubric.yml")
    assert result.exit_code == 0
    assert "ann ↓ ben →  other  meets\n" in result.output
    (tmp_path / "both.csv").write_text("case,ann,ben\n1,meet,meets\n", encoding="utf-8")
    result = run_cli(*ONE, "--rubric", "rubric.yml")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[:2] == [
        "both.csv:2:1: error FC356 code-not-in-rubric: 'meet' is no class of the rubric",
        "        hint: did you mean 'meets'?",
    ]


def test_files_of_one_name_are_told_apart(run_cli: RunCli, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "codes.csv").write_text(BEN, encoding="utf-8")
    result = run_cli(*TWO[:2], "a/codes.csv", "b/codes.csv", *TWO[4:])
    assert "coded by a/codes.csv and b/codes.csv" in result.output


def test_a_report_can_be_written_to_a_file(run_cli: RunCli, tmp_path: Path) -> None:
    assert run_cli(*ONE, "-o", "agree.txt").output == ""
    assert (tmp_path / "agree.txt").read_text(encoding="utf-8").startswith("4 units coded by")


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_a_report_is_written_over_another_and_nothing_else(
    form: str, run_cli: RunCli, tmp_path: Path
) -> None:
    path = tmp_path / "agree"
    for _ in range(2):
        assert run_cli(*ONE, "--format", form, "-o", "agree").output == ""
    assert is_output(path.read_bytes())
    path.write_text("# My own\n", encoding="utf-8")
    refused = run_cli(*ONE, "--format", form, "-o", "agree")
    assert refused.exit_code == 2
    assert "does not look like anything that factcheck wrote" in refused.stderr
    assert path.read_text(encoding="utf-8") == "# My own\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*TWO[:2], "ann.csv", *TWO[2:]), "name two tables"),
        ((*TWO, "--coders", "a,b"), "--coders is for one table"),
        (TWO[:6], "say with --class which column of both tables"),
        ((*TWO[:3], "ann.csv", *TWO[4:]), "both tables are the same file"),
        ((*ONE, "--class", "ann"), "--class is for two tables"),
        (ONE[:5], "say with --coders A,B"),
        ((*ONE[:5], "--coders", "ann"), "say with --coders A,B"),
        ((*ONE[:5], "--coders", "ann, ann"), "say with --coders A,B"),
        ((*ONE, "--figure", "63%"), "say with --of CLASS"),
        ((*ONE, "--of", "meet"), "no unit was coded as 'meet'; did you mean 'meets'?"),
        ((*ONE, "--of", "meets", "--figure", "9,000"), "--figure is read as a count"),
        ((*ONE, "--of", "meets", "--figure", "5 CHF"), "--figure is read as an amount"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run_cli: RunCli, arguments: tuple[str, ...], message: str
) -> None:
    result = run_cli(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_words_that_cannot_be_read_are_refused(run_cli: RunCli) -> None:
    result = run_cli(*ONE, "--of", "meets", "--figure", "quite a few")
    assert result.exit_code == 2
    assert result.stderr.startswith("error FC")


def test_nothing_in_common_is_refused(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "ben.csv").write_text("case,label\n9,meets\n", encoding="utf-8")
    result = run_cli(*TWO)
    assert result.exit_code == 2
    assert "no unit was coded by both" in result.stderr


def test_without_the_library_it_is_said_how_to_install_it(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "nltk"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nltk", None)
    result = run_cli(*ONE)
    assert result.exit_code == 2
    assert "pip install 'factcheck-statistics[agreement]'" in result.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "both.csv:1:1: error FC210"),
        ("case,ann,ben\n1,meets,meets,3\n", "both.csv:1:1: error FC218"),
        ("case,ann\n1,meets\n", "both.csv:1:1: error FC215"),
    ],
)
def test_what_is_wrong_with_a_table_as_a_whole_names_its_file(
    run_cli: RunCli, tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "both.csv").write_text(text, encoding="utf-8")
    found = run_cli(*ONE)
    assert found.exit_code == 2
    assert told in found.stderr
