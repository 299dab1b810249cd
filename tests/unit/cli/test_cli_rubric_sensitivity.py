"""``factcheck rubric sensitivity``: tables of every kind, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck.report.recognise_others import is_output
from factcheck.report.sensitivity_report import render_text

if TYPE_CHECKING:
    from tests.conftest import RunCli

RUBRIC = """\
rubric: kinds
inputs:
  kind: {values: [a, b]}
classes:
  in: {role: counted}
  =out: {role: not counted}
rules:
  - {id: A, when: {kind: a}, then: in}
  - {id: B, when: {kind: b}, then: in or =out}
"""
CLAIMS = """\
factcheck: 1
title: Kinds | and more
evidence:
  t: {file: t.csv, rubric: r.yml, columns: {n: {unit: things}}}
claims:
  =few:
    quote: Few of <them>.
    figure: at least 40 percent
    readings:
      wide: share(sum(t.n), class = in)
      narrow: share(sum(t.n[class known]), class = in)
  plain:
    measure: sum(t.n)
    figure: 100
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "t.csv").write_text("kind,n\na,40\nb,60\n")
    (tmp_path / "r.yml").write_text(RUBRIC)
    (tmp_path / "c.yml").write_text(CLAIMS.replace("=few", "few"))
    return str(tmp_path / "c.yml")


def test_a_table_tells_the_figure_under_each_change(file: str, run_cli: RunCli) -> None:
    result = run_cli("rubric", "sensitivity", file)
    assert result.exit_code == 0
    assert result.stdout == (
        "few\n"
        "  “Few of <them>.”\n"
        "  conservative         40 % (wide)           supported\n"
        "                       40 % (narrow)         supported\n"
        "  as written           40 % to 100 % (wide)  supported\n"
        "                       100 % (narrow)        supported\n"
        "  broad                100 % (wide)          supported\n"
        "                       100 % (narrow)        supported\n"
        "  rule A gives “=out”  0 % to 60 % (wide)    undetermined\n"
        "                       0 % (narrow)          refuted\n"
        "  rule B gives “in”    100 % (wide)          supported\n"
        "                       100 % (narrow)        supported\n"
        "  rule B gives “=out”  40 % (wide)           supported\n"
        "                       40 % (narrow)         supported\n"
        "  It is no longer supported once 1 rule gives another class:\n"
        "    undetermined  rule A gives “=out”\n"
    )


def test_a_memo_is_markdown(file: str, run_cli: RunCli) -> None:
    text = run_cli("rubric", "sensitivity", file, "--format", "markdown").stdout
    assert text.startswith("# Sensitivity: Kinds \\| and more\n\n## few\n\n> “Few of \\<them\\>.”")
    assert "| rule A gives “=out” | 0 % to 60 % (wide) | undetermined |" in text
    assert text.endswith("r.yml`.\n")


def test_everything_is_json(file: str, run_cli: RunCli) -> None:
    found = json.loads(run_cli("rubric", "sensitivity", file, "--format", "json").stdout)
    (claim,) = found["claims"]
    assert claim["as_written"]["readings"][0]["found"]["lower_exact"] == "2/5"
    assert claim["each_rule"][0]["changes"] == [
        {
            "rubric": claim["rubrics"][0],
            "rule": "rule A",
            "line": 8,
            "was": ["in"],
            "becomes": "=out",
        }
    ]
    assert [each["name"] for each in claim["definitions"]] == ["conservative", "broad"]
    assert (claim["is_complete"], claim["smallest_flips_cut"]) == (True, False)


@pytest.mark.parametrize("form", ["terminal", "markdown", "json", "csv"])
def test_a_report_is_written_over_another_and_nothing_else(
    form: str, file: str, tmp_path: Path, run_cli: RunCli
) -> None:
    target = tmp_path / "series"
    command = ("rubric", "sensitivity", file, "--format", form, "-o", str(target))
    for _ in range(2):
        assert (run_cli(*command).exit_code, run_cli(*command).output) == (0, "")
    assert is_output(target.read_bytes())
    target.write_text("# My own\n", encoding="utf-8")
    refused = run_cli(*command)
    assert refused.exit_code == 2
    assert "does not look like anything that factcheck wrote" in refused.stderr
    assert target.read_text(encoding="utf-8") == "# My own\n"


def test_a_series_is_csv_without_formulas(file: str, tmp_path: Path, run_cli: RunCli) -> None:
    target = tmp_path / "series.csv"
    run_cli("rubric", "sensitivity", file, "--format", "csv", "-o", str(target))
    rows = list(csv.DictReader(io.StringIO(target.read_text())))
    assert len(rows) == 12
    first = rows[0]
    assert (first["variant"], first["kind"], first["rules"]) == (
        "conservative",
        "definition",
        "rule B",
    )
    assert (first["lower"], first["upper"], first["claimed_lower"]) == ("0.4", "0.4", "0.4")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_texts_begin_no_formula(tmp_path: Path, run_cli: RunCli) -> None:
    (tmp_path / "t.csv").write_text("kind,n\na,40\nb,60\n")
    (tmp_path / "r.yml").write_text(RUBRIC)
    claims = CLAIMS.replace("=few", "few").replace("wide:", '"=wide":')
    (tmp_path / "c.yml").write_text(claims)
    text = run_cli("rubric", "sensitivity", str(tmp_path / "c.yml"), "--format", "csv").stdout
    assert "\nfew,'=wide,conservative," in text


def test_one_claim_can_be_asked_for(file: str, run_cli: RunCli) -> None:
    assert run_cli("rubric", "sensitivity", file, "--claim", "few").exit_code == 0
    result = run_cli("rubric", "sensitivity", file, "--claim", "plain")
    assert result.exit_code == 2
    assert "No claim 'plain' of" in result.output


def test_a_file_without_rubrics_is_told(tmp_path: Path, run_cli: RunCli) -> None:
    path = tmp_path / "c.yml"
    path.write_text("factcheck: 1\nclaims:\n  c: {measure: 1 + 1, figure: 2}\n")
    result = run_cli("rubric", "sensitivity", str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "looks at the classes of a rubric" in result.output


def test_what_is_wrong_in_the_files_is_told(file: str, tmp_path: Path, run_cli: RunCli) -> None:
    (tmp_path / "r.yml").write_text(RUBRIC.replace("kind: a", "kind: z"))
    result = run_cli("rubric", "sensitivity", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "FC301" in result.stderr


def test_a_search_that_ends_early_or_finds_nothing_says_so(file: str, run_cli: RunCli) -> None:
    low = CLAIMS.replace("=few", "few").replace("at least 40", "at least 0")
    Path(file).write_text(low)
    every = run_cli("rubric", "sensitivity", file).stdout
    assert "No other classes of the rules make it anything but supported." in every
    cut = run_cli("rubric", "sensitivity", file, "--most", "3").stdout
    assert "It stays supported under the 3 changes that were tried." in cut


def test_colours_are_for_terminals(file: str) -> None:
    from factcheck.pipeline import plan_text
    from factcheck.sensitivity import sensitivity_of

    path = Path(file)
    planned = plan_text(path.read_bytes(), file="c.yml", folder=path.parent, root=path.parent)
    assert "\x1b[" in render_text(sensitivity_of(planned), colour=True)


def test_a_claim_without_quote_and_open_rules_is_a_shorter_table(
    file: str, run_cli: RunCli
) -> None:
    short = CLAIMS.replace("=few", "few").replace("    quote: Few of <them>.\n", "")
    a, b = short.index("    readings:"), short.index("  plain:")
    short = f"{short[:a]}    measure: share(sum(t.n), class = in)\n{short[b:]}"
    Path(file).write_text(short)
    folder = Path(file).parent
    (folder / "r.yml").write_text(RUBRIC.replace("then: in or =out", "then: =out"))
    assert run_cli("rubric", "sensitivity", file).stdout.startswith("few\n  as written  ")
    memo = run_cli("rubric", "sensitivity", file, "--format", "markdown").stdout
    assert (
        "## few\n\n| Rules | Found | Verdict |\n| --- | --- | --- |\n| as written | 40 % |" in memo
    )


def test_more_sets_than_are_shown_are_told(file: str, run_cli: RunCli) -> None:
    many = "".join(f"  m{number}: {{role: not counted}}\n" for number in range(12))
    rubric = RUBRIC.replace("then: in or =out", "then: =out").replace("rules:", f"{many}rules:")
    (Path(file).parent / "r.yml").write_text(rubric)
    lines = run_cli("rubric", "sensitivity", file).stdout.splitlines()
    place = lines.index("  It is no longer supported once 1 rule gives another class:")
    assert len(lines[place + 1 :]) == 11
    assert lines[-1] == "    … and more"
    memo = run_cli("rubric", "sensitivity", file, "--format", "markdown").stdout
    assert "- refuted: rule A gives “=out”\n" in memo
    assert "\n- … and more\n" in memo


def test_made_up_evidence_is_named_so(file: str, run_cli: RunCli) -> None:
    claims = Path(file).read_text().replace("{file: t.csv,", "{file: t.csv, illustrative: true,")
    Path(file).write_text(claims)
    told = "The evidence is made up, for illustration."
    assert f"few\n  {told}\n" in run_cli("rubric", "sensitivity", file).stdout
    memo = run_cli("rubric", "sensitivity", file, "--format", "markdown").stdout
    assert f"\n\n**{told}**\n\n" in memo
