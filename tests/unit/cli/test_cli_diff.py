"""Reports and revisions compared."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from factcheck import revisions
from factcheck.report import report_schema
from factcheck.report.recognise_others import is_output

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunCli

TABLE = "year,reports,part\n2018,9167,12\n2020,7852,<5\n"
CLAIMS = """\
factcheck: 1
sources:
  office: {title: An office}
evidence:
  police:
    file: table.csv
    key: year
    source: office
    columns:
      part: {markers: {'<5': suppressed 0..4}}
quantities:
  all: {unit: reports, measure: sum(police.reports)}
  some: {unit: reports, part_of: all}
statements:
  most: {measure: 'some[year = 2018] / all[year = 2018]', figure: at least 63 percent}
assumptions:
  so: {holds: 'some[year = 2020] >= 5000', because: somebody said so}
conditions:
  late: year >= 2020
claims:
  around:
    quote: Around 9,000 reports came in.
    readings:
      2018: all[year = 2018]
      2020: all[year = 2020]
    figure: around 9,000
  parts-of-it:
    parts:
      few: {measure: 'sum(police.part)', figure: less than 20}
      many: {measure: 'some[year = 2020]', figure: more than 4000, under: so}
  later:
    measure: sum(police.reports[late])
    figure: 7,852
    expect: supported
  nobody-knows:
    not_checkable: No table has it.
    expect: not checkable
disputes:
  both:
    between: [later, most]
    using: [police]
"""

Edit = tuple[str, str]
Rows = list[tuple[str, str, str | None, str | None]]


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    tmp_path.joinpath(".factcheck-root").touch()
    tmp_path.joinpath("table.csv").write_text(TABLE, encoding="utf-8")
    tmp_path.joinpath("claims.yml").write_text(CLAIMS, encoding="utf-8")


def report(name: str, run_cli: RunCli, *edits: Edit, table: str = TABLE) -> Path:
    """Write the report on the claims with some edits, and leave them so."""
    text = CLAIMS
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after, 1)
    Path("claims.yml").write_text(text, encoding="utf-8")
    Path("table.csv").write_text(table, encoding="utf-8")
    result = run_cli("run", "claims.yml", "--format", "json", "-o", name)
    assert result.exit_code in {0, 1, 3}, result.output
    return Path(name)


def compared(run_cli: RunCli, *edits: Edit, table: str = TABLE) -> dict[str, Any]:
    """Return the changes as JSON that edits make."""
    report("a.json", run_cli)
    report("b.json", run_cli, *edits, table=table)
    result = run_cli("diff", "a.json", "b.json", "--format", "json")
    found: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (0 if found["same"] else 1)
    return found


def rows(changes: list[dict[str, Any]]) -> Rows:
    return [(each["where"], each["what"], each["old"], each["new"]) for each in changes]


def test_a_report_with_every_kind_of_declaration_satisfies_the_schema(run_cli: RunCli) -> None:
    found = json.loads(report("a.json", run_cli).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(report_schema()).validate(found)
    kinds = [each["kind"] for each in found["declarations"]]
    assert kinds == ["table", "quantity", "quantity", "statement", "assumption", "condition"]
    assert found["disputes"][0]["terms"] == [
        {"key": "members", "text": "later, most"},
        {"key": "using", "text": "police"},
    ]


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_nothing_changed(form: str, run_cli: RunCli) -> None:
    report("a.json", run_cli)
    result = run_cli("diff", "a.json", "a.json", "--format", form)
    assert result.exit_code == 0
    assert ("Nothing changed" in result.stdout) is (form != "json")


def test_another_place_or_comment_is_no_change(run_cli: RunCli) -> None:
    found = compared(run_cli, ("claims:\n", "\n# Nothing\nclaims:\n"))
    assert found["same"] is True
    assert found["notes"] == ["the claim file is not the same to the byte"]


SILENCING: dict[str, tuple[tuple[Edit, ...], Rows]] = {
    "expect": (
        (("    expect: supported\n", ""),),
        [("claim later", "expect", "supported", None)],
    ),
    "under": (
        ((", under: so}", "}"),),
        [("part parts-of-it / many", "under", "so", None)],
    ),
    "using": (
        (("    figure: 7,852\n", "    figure: 7,852\n    using: police\n"),),
        [("claim later", "using", None, "police")],
    ),
    "where": (
        (("    figure: 7,852\n", "    figure: 7,852\n    where: reports > 1\n"),),
        [("claim later", "where", None, "reports > 1")],
    ),
    "a wider figure": (
        (("figure: 7,852", "figure: over 1,000"),),
        [("claim later", "figure", "7,852", "over 1,000")],
    ),
    "a reading less": (
        (("      2020: all[year = 2020]\n", ""),),
        [("claim around / 2020", "reading", "there", None)],
    ),
    "a reading more": (
        (("      2020: all", "      both: sum(police.reports)\n      2020: all"),),
        [("claim around / both", "reading", None, "there")],
    ),
    "no readings any more": (
        (
            (
                "    readings:\n      2018: all[year = 2018]\n      2020: all[year = 2020]\n",
                "    measure: all[year = 2018]\n",
            ),
        ),
        [
            ("claim around / 2018", "reading", "there", None),
            ("claim around / 2020", "reading", "there", None),
            ("claim around", "reading", None, "there"),
        ],
    ),
    "a part less": (
        (("      few: {measure: 'sum(police.part)', figure: less than 20}\n", ""),),
        [("part parts-of-it / few", "gone", "supported", None)],
    ),
    "a part more": (
        (("      few:", "      none: {measure: 'count(police)', figure: 2}\n      few:"),),
        [("claim parts-of-it / none", "part", None, "there")],
    ),
    "not checkable any more": (
        (
            (
                "    measure: sum(police.reports[late])\n    figure: 7,852\n    expect: supported",
                "    not_checkable: Too hard.\n    expect: not checkable",
            ),
            ("[later, most]", "[most, around / 2018]"),
        ),
        [
            ("claim later", "expect", "supported", "not checkable"),
            ("claim later", "form", "figure", "none"),
            ("claim later", "not_checkable", None, "Too hard."),
            ("claim later", "reading", "there", None),
            ("dispute both", "members", "later, most", "most, around / 2018"),
        ],
    ),
    "why nobody knows": (
        (("No table has it.", "Nobody has it."),),
        [("claim nobody-knows", "not_checkable", "No table has it.", "Nobody has it.")],
    ),
    "a condition": (
        (("late: year >= 2020", "late: year >= 2019"),),
        [("condition late", "tests", "year >= 2020", "year >= 2019")],
    ),
    "a statement": (
        (("at least 63 percent", "at least 3 percent"),),
        [("statement most", "figure", "at least 63 percent", "at least 3 percent")],
    ),
    "a statement more": (
        (
            (
                "assumptions:\n",
                "  few: {measure: 'some[year = 2018]', figure: more than 6000}\nassumptions:\n",
            ),
        ),
        [("statement few", "new", None, "there")],
    ),
    "a marker": (
        (("suppressed 0..4", "suppressed 1..4"),),
        [("table police", "columns.part.markers.<5", "0..4", "1..4")],
    ),
    "an assumption": (
        (("some[year = 2020] >= 5000", "some[year = 2020] >= 6000"),),
        [
            (
                "assumption so",
                "holds",
                "some[year = 2020] >= 5000",
                "some[year = 2020] >= 6000",
            )
        ],
    ),
    "a dispute less": (
        (("disputes:\n  both:\n    between: [later, most]\n    using: [police]\n", ""),),
        [("dispute both", "gone", "compatible", None)],
    ),
    "what a dispute expects": (
        (("    using: [police]\n", "    using: [police]\n    expect: compatible\n"),),
        [("dispute both", "expect", None, "compatible")],
    ),
    "made-up evidence": (
        (("    key: year\n", "    key: year\n    illustrative: true\n"),),
        [
            ("claim around", "illustrative", "no", "yes"),
            ("claim parts-of-it", "illustrative", "no", "yes"),
            ("part parts-of-it / few", "illustrative", "no", "yes"),
            ("part parts-of-it / many", "illustrative", "no", "yes"),
            ("claim later", "illustrative", "no", "yes"),
            ("dispute both", "illustrative", "no", "yes"),
            ("table police", "illustrative", None, "true"),
        ],
    ),
}


@pytest.mark.parametrize("case", SILENCING)
def test_what_could_silence_a_check_comes_first(case: str, run_cli: RunCli) -> None:
    edits, expected = SILENCING[case]
    found = compared(run_cli, *edits)
    assert rows(found["silencing"]) == expected
    assert list(found)[4:6] == ["silencing", "gone"]
    shown = run_cli("diff", "a.json", "b.json").stdout
    assert shown.partition("\n\n")[2].startswith("What could silence a check\n")


def test_a_claim_that_is_gone_could_be_silenced(run_cli: RunCli) -> None:
    found = compared(
        run_cli,
        (
            ("  nobody-knows:\n    not_checkable: No table has it.\n    expect: not checkable\n"),
            ("  other:\n    measure: count(police)\n    figure: 2\n"),
        ),
    )
    assert rows(found["silencing"]) == [("claim nobody-knows", "gone", "not checkable", None)]
    assert (found["gone"], found["added"], found["renamed"]) == (["nobody-knows"], ["other"], [])


def test_a_claim_with_the_same_measure_is_taken_to_be_renamed(run_cli: RunCli) -> None:
    found = compared(
        run_cli,
        ("  parts-of-it:", "  in-parts:"),
        ("  later:", "  in-2020:"),
        ("figure: 7,852", "figure: around 7,852"),
        ("[later, most]", "[in-2020, most]"),
    )
    assert found["renamed"] == [["parts-of-it", "in-parts"], ["later", "in-2020"]]
    assert (found["gone"], found["added"]) == ([], [])
    assert rows(found["silencing"]) == [
        ("claim in-2020", "figure", "7,852", "around 7,852"),
        ("dispute both", "members", "later, most", "in-2020, most"),
    ]


def test_changed_evidence_and_what_comes_of_it(run_cli: RunCli) -> None:
    table = "year,reports,part\n2018,9168,12\n2020,6000,<5\n2021,1,1\n"
    found = compared(run_cli, table=table)
    assert found["silencing"] == []
    told = rows(found["results"])
    assert ("claim later", "verdict", "supported", "refuted") in told
    assert ("claim later", "as expected", "yes", "no") in told
    assert ("claim around / 2018", "found", "9,167", "9,168") in told
    assert ("the run", "exit_code", "1", "1") not in told
    assert [each[:2] for each in rows(found["evidence"])] == [
        ("table police", "sha256"),
        ("table police", "rows"),
    ]


def test_ends_are_told_where_words_are_too_coarse(run_cli: RunCli) -> None:
    change = ("sum(police.reports[late])", "change(all[year = 2018] -> all[year = 2020])")
    edits = (change, ("figure: 7,852\n    expect: supported", "figure: fell by 14%"))
    for name, number in (("a.json", 916720), ("b.json", 916721)):
        table = f"year,reports,part\n2018,{number},1\n2020,785200,1\n"
        report(name, run_cli, *edits, table=table)
    found = json.loads(run_cli("diff", "a.json", "b.json", "--format", "json").stdout)
    told = next(each for each in rows(found["results"]) if each[:2] == ("claim later", "found"))
    assert told[2:] == ("-1644/11459", "-67/467")


def test_what_is_new_and_used_by_nothing_silences_nothing(run_cli: RunCli) -> None:
    both = "disputes:\n  both:\n    between: [later, most]\n    using: [police]\n"
    report(
        "a.json",
        run_cli,
        (both, ""),
        ("conditions:\n  late: year >= 2020\n", ""),
        ("[late]", "[year >= 2020]"),
    )
    report("b.json", run_cli, ("[late]", "[year >= 2020]"))
    found = json.loads(run_cli("diff", "a.json", "b.json", "--format", "json").stdout)
    assert found["silencing"] == []
    assert rows(found["results"]) == [("dispute both", "new", None, "compatible")]


def test_other_tables_and_columns(run_cli: RunCli) -> None:
    Path("more.csv").write_text("year,n\n2018,1\n", encoding="utf-8")
    found = compared(
        run_cli,
        ("evidence:\n", "evidence:\n  more: {file: more.csv, key: year, source: office}\n"),
        (
            "figure: less than 20}",
            ("figure: less than 20}\n      n: {measure: 'sum(more.n)', figure: 1}"),
        ),
        ("measure: 'sum(police.part)'", "measure: 'sum(police.reports)'"),
        ("    source: office\n", ""),
    )
    assert rows(found["evidence"]) == [
        ("table police", "source", "office", None),
        ("table police", "columns", "part, reports, year", "reports, year"),
        ("table more", "new", None, "more.csv"),
    ]
    back = json.loads(run_cli("diff", "b.json", "a.json", "--format", "json").stdout)
    assert ("table more", "gone", "more.csv", None) in rows(back["evidence"])


def test_notes_labels_and_scales_are_compared(run_cli: RunCli, root: Path) -> None:
    scale = next((root / "claims" / "scales").glob("*.yml"))
    Path("scale.yml").write_bytes(scale.read_bytes())
    found = compared(run_cli, ("claims:\n", "scale: scale.yml\nclaims:\n"))
    assert ("file scale.yml", "sha256", None) in [each[:3] for each in rows(found["silencing"])]
    assert "labels" in {each["what"] for each in found["results"]}
    assert run_cli("diff", "b.json", "b.json").exit_code == 0


def test_another_date_comes_first(run_cli: RunCli) -> None:
    text = CLAIMS.replace("    file: table.csv\n", "    vintages: {2019: table.csv}\n")
    Path("claims.yml").write_text(text, encoding="utf-8")
    for name, options in (("a.json", ()), ("b.json", ("--as-of", "2020"))):
        run_cli("run", "claims.yml", "--format", "json", "-o", name, *options)
    found = json.loads(run_cli("diff", "a.json", "b.json", "--format", "json").stdout)
    assert rows(found["silencing"]) == [("the run", "as_of", None, "2020")]


def altered(path: str, change: Callable[[dict[str, Any]], object]) -> None:
    found = json.loads(Path(path).read_text(encoding="utf-8"))
    change(found)
    Path(path).write_text(json.dumps(found), encoding="utf-8")


def test_an_older_report_tells_less_and_that_is_told(run_cli: RunCli) -> None:
    def older(found: dict[str, Any]) -> None:
        del found["declarations"]
        found["factcheck"] = "0.0.1"
        for claim in found["claims"]:
            for reading in claim["readings"]:
                del reading["terms"]
        found["claims"][2]["readings"][0]["figure"] = "7,851"

    report("a.json", run_cli)
    report("b.json", run_cli)
    altered("a.json", older)
    shown = run_cli("diff", "a.json", "b.json").stdout
    assert "made by factcheck 0.0.1 and " in shown
    assert "the old report comes from a version that does not tell `under`" in shown
    assert "  claim later\n    figure  7,851 → 7,852\n" in shown


def test_reports_with_odd_fields_are_compared_as_well(run_cli: RunCli) -> None:
    def odd(found: dict[str, Any]) -> None:
        found["files"] = "none"
        found["evidence"][0]["columns"] = "none"
        found["evidence"][0]["notes"] = ["\x1b[31mred"]
        found["claims"][0]["found"] = 5
        found["claims"][0]["quote"] = {"a": 1}
        found["claims"][1]["labels"] = 7
        del found["disputes"]

    report("a.json", run_cli)
    report("b.json", run_cli)
    altered("b.json", odd)
    for form in ("terminal", "markdown", "json"):
        result = run_cli("diff", "a.json", "b.json", "--format", form)
        assert result.exit_code == 1
        assert "\x1b" not in result.stdout


def test_all_forms_tell_the_same(run_cli: RunCli) -> None:
    report("a.json", run_cli)
    table = "year,reports,part\n2018,9168,12\n2020,6000,<5\n"
    edits = (("  nobody-knows:", "  nobody:"), ("  parts-of-it:", "  in-parts:"))
    report("b.json", run_cli, *edits, ("figure: 7,852", "figure: 7,853"), table=table)
    terminal = run_cli("diff", "a.json", "b.json").stdout
    assert terminal.startswith("old  a.json\nnew  b.json\n     the claim file is not the same")
    assert (
        "\nClaims\n  gone      nobody-knows\n  new       nobody\n"
        "  renamed?  parts-of-it → in-parts\n\n" in terminal
    )
    assert "\nWith the same verdict and numbers, but worked out or told otherwise: " in terminal
    assert terminal.endswith(
        "2 changes that could silence a check; 1 claim gone; 1 claim new; 1 claim perhaps\n"
        "renamed; 2 verdicts changed; 1 table changed.\n"
    )
    run_cli("diff", "a.json", "b.json", "--format", "markdown", "-o", "changes.md")
    markdown = Path("changes.md").read_text(encoding="utf-8")
    assert markdown.startswith("# Changes from a.json to b.json\n\n2 changes that could silence")
    assert "\n## Claims\n\n- gone: nobody-knows\n- new: nobody\n- renamed?: parts" in markdown
    assert "\n| claim later | figure | 7,852 | 7,853 |\n" in markdown
    assert "\nWith the same verdict and numbers, but worked out or told otherwise: " in markdown
    for form in ("terminal", "markdown", "json"):
        command = ("diff", "a.json", "b.json", "--format", form, "-o", f"changes.{form}")
        assert [run_cli(*command).exit_code for _ in range(2)] == [1, 1]
        assert is_output(Path(f"changes.{form}").read_bytes())
    Path("own.md").write_text("# My own\n", encoding="utf-8")
    refused = run_cli("diff", "a.json", "b.json", "--format", "markdown", "-o", "own.md")
    assert refused.exit_code == 2
    assert "does not look like anything that factcheck wrote" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims.yml",), "name two reports, or one claim file with --since"),
        (("a.json", "a.json", "--since", "main"), "name two reports, or one claim file"),
        (("a.json", "a.json", "--as-of", "2020"), "--as-of and --root go with --since"),
        (("a.json", "a.json", "--root", "."), "--as-of and --root go with --since"),
        (("a.json", "claims.yml"), "claims.yml cannot be compared: it is no JSON; a claim file"),
        (("table.csv", "a.json"), "table.csv cannot be compared: it is no JSON\n"),
        (("a.json", "none.json"), "'none.json' does not exist"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    arguments: tuple[str, ...], told: str, run_cli: RunCli
) -> None:
    report("a.json", run_cli)
    result = run_cli("diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_reports_that_cannot_be_read_or_are_too_deep(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    report("a.json", run_cli)

    def refuse(error: BaseException) -> Callable[..., None]:
        def raised(*_: object) -> None:
            raise error

        return raised

    monkeypatch.setattr("factcheck.report.changes.changes_between", refuse(RecursionError()))
    assert "they are too deep" in run_cli("diff", "a.json", "a.json").stderr
    monkeypatch.setattr("factcheck.recheck.read_report", refuse(PermissionError(13, "No")))
    assert "a.json cannot be read: No" in run_cli("diff", "a.json", "a.json").stderr


# Since a revision


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git")
    for arguments in (
        ("init", "--quiet"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "--quiet", "-m", "x"),
    ):
        subprocess.run((git, *arguments), cwd=tmp_path, check=True)
    return tmp_path


def test_a_claim_file_is_compared_with_a_revision(repository: Path, run_cli: RunCli) -> None:
    same = run_cli("diff", "claims.yml", "--since", "HEAD")
    assert (same.exit_code, same.stdout) == (
        0,
        (
            "old  HEAD:claims.yml\nnew  claims.yml\n\n"
            "Nothing changed: the same claims, verdicts and evidence.\n"
        ),
    )
    text = CLAIMS.replace("figure: 7,852", "figure: over 7,000")
    (repository / "claims.yml").write_text(text, encoding="utf-8")
    (repository / "table.csv").write_text(f"{TABLE}2021,1,1\n", encoding="utf-8")
    result = run_cli("diff", "claims.yml", "--since", "HEAD", "--as-of", "2020", "--root", ".")
    assert result.exit_code == 1
    assert "  claim later\n    figure  7,852 → over 7,000\n" in result.stdout
    assert "the same evidence" in result.stdout


def test_both_sides_have_to_be_right(repository: Path, run_cli: RunCli) -> None:
    (repository / "claims.yml").write_text("factcheck: 2\n", encoding="utf-8")
    result = run_cli("diff", "claims.yml", "--since", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("claims.yml:1:")


@pytest.mark.parametrize(
    ("revision", "told"),
    [
        ("nowhere", "there is no revision 'nowhere' of a repository here\n"),
        ("--all", "'--all' is no revision, such as 'main' or 'HEAD~1'"),
        ("HEAD:claims.yml", "'HEAD:claims.yml' is no revision"),
        ("", "'' is no revision"),
    ],
)
def test_what_is_no_revision_is_refused(
    revision: str, told: str, repository: Path, run_cli: RunCli
) -> None:
    result = run_cli("diff", "claims.yml", "--since", revision)
    assert (result.exit_code, (repository / "claims.yml").exists()) == (2, True)
    assert told in result.stderr


def test_a_file_that_was_not_there_is_told(repository: Path, run_cli: RunCli) -> None:
    (repository / "new.yml").write_text(CLAIMS, encoding="utf-8")
    result = run_cli("diff", "new.yml", "--since", "HEAD")
    assert result.exit_code == 2
    assert "there is no file 'new.yml' at 'HEAD'" in result.stderr


def test_without_a_repository_there_is_no_revision(run_cli: RunCli) -> None:
    result = run_cli("diff", "claims.yml", "--since", "HEAD")
    assert result.exit_code == 2
    assert "there is no revision 'HEAD' of a repository here: not a git repository" in result.stderr


def test_without_git_there_is_none_either(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "which", lambda _: None)
    result = run_cli("diff", "claims.yml", "--since", "HEAD")
    assert "there is no `git` to ask; compare two reports instead" in result.stderr


def test_git_is_given_up_after_a_while(
    repository: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "_PATIENCE", 0)
    result = run_cli("diff", "claims.yml", "--since", "HEAD")
    assert (result.exit_code, repository.exists()) == (2, True)
    assert "`git` gave no answer in 0 seconds" in result.stderr


def test_a_file_that_was_too_large_is_refused(
    repository: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "_MOST_BYTES", 10)
    result = run_cli("diff", "claims.yml", "--since", "HEAD")
    assert (result.exit_code, repository.exists()) == (2, True)
    assert "'claims.yml' at 'HEAD' is too large" in result.stderr


def test_a_claim_file_that_cannot_be_read_now(
    repository: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("factcheck.pipeline.read_claim_file", refuse)
    result = run_cli("diff", "claims.yml", "--since", "HEAD")
    assert (result.exit_code, repository.exists()) == (2, True)
    assert "claims.yml cannot be read: Permission denied" in result.stderr
