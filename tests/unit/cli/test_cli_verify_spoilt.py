"""Reports spoilt in every way that once passed or crashed: each is told with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import RunCli

CLAIMS = """\
factcheck: 1
title: Reports
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
  most-before:
    measure: graphic[year = 2019] / images[year = 2019]
    figure: at least 63 percent
    source: office
  tenth:
    measure: graphic[year = 2019] / reports[year = 2019]
    figure: at most 10 percent
    source: office
assumptions:
  a-fifth: {holds: 'images[year = 2020] >= reports[year = 2020] / 5', because: somebody said so}
claims:
  few:
    quote: Under ten percent were graphic.
    measure: share(reports[year = 2020], graphic)
    figure: under ten percent
    under: a-fifth
    expect: refuted
  both:
    parts:
      many: {measure: 'share(reports[year = 2020], graphic)', figure: most}
      known: {measure: 'reports[year = 2020]', figure: 7852}
  open:
    measure: images[year = 2020]
    figure: 500
disputes:
  clash: {between: [most-before, tenth], in_terms_of: 'share(reports[year = 2019], images)'}
"""
TABLE = "year,reports\n2019,5000\n2020,7852\n"
FEW, BOTH, OPEN = range(3)

Report = dict[str, Any]


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / ".factcheck-root").touch()
    (folder / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    (folder / "police.csv").write_text(TABLE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", name="made")
def _made(project: Path) -> str:
    from factcheck.bounds.answers import Recorder
    from factcheck.pipeline import run_text
    from factcheck.report import render_json

    found = run_text(
        CLAIMS.encode(), file="claims.yml", folder=project, root=project, desk=Recorder()
    )
    return render_json(found)


@pytest.fixture(name="told")
def _told(
    project: Path, made: str, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Return what is told of the report with a change, and the exit code."""
    monkeypatch.chdir(project)

    def told(change: Callable[[Report], object], *options: str) -> tuple[int, str]:
        report = json.loads(made)
        change(report)
        path = project / "report.json"
        path.write_text(json.dumps(report), encoding="utf-8")
        done = run_cli("verify", "report.json", *options)
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done.exit_code, " ".join((done.stdout + done.stderr).split())

    return told


def test_the_report_holds_as_it_is(told: Callable[..., tuple[int, str]]) -> None:
    for options in ((), ("--report-only",)):
        code, said = told(lambda _: None, *options)
        assert (code, "all as the report says" in said) == (0, True)


def reading(report: Report, claim: int = FEW) -> Report:
    found: Report = report["claims"][claim]["readings"][0]
    return found


def certificate(report: Report) -> Report:
    found: Report = reading(report)["certificate"]
    return found


def every_certificate(report: Report) -> list[Report]:
    of_claims = (report["claims"][FEW], reading(report))
    return [each["certificate"] for each in of_claims]


# What stands in a report beside certificates, and what is put in its place.
REPLACED: dict[str, Report] = {
    "claim": {
        "found": None, "claimed": None, "quote": "Nothing of the kind.", "figure": "most",
        "calculation": [], "reason": "so", "expected": None, "as_expected": False,
        "premises": [], "findings": [{"code": "FC999", "slug": "x", "message": "y"}],
        "worlds": [{}], "why": [], "profiles": None, "without_assumptions": None,
        "verdict": "supported", "certificate": None, "sources": ["elsewhere"],
    },
    "reading": {
        "measure": "count(x)", "profiles": None, "without_assumptions": None, "name": "other",
        "premises": [], "why": [], "verdict": "undetermined", "found": None, "reason": "so",
    },
    "the report": {
        "exit_code": 1, "declared": 1, "evaluated": 0, "decided": 9, "title": "Other",
        "about": "x", "sources": [], "warnings": [{}], "evidence": [],
    },
    "dispute": {
        "expected": "compatible", "as_expected": None, "explanation": "x", "premises": [],
        "worlds": [{}], "why": ["x"], "verdict": "incompatible", "certificate": None,
    },
}  # fmt: skip
OWNERS: dict[str, tuple[str, Callable[[Report], Report]]] = {
    "claim": ("'few'", lambda report: report["claims"][FEW]),
    "reading": ("'few'", reading),
    "the report": ("the report", lambda report: report),
    "dispute": ("dispute 'clash'", lambda report: report["disputes"][0]),
}


@pytest.mark.parametrize(
    ("owner", "field"), [(owner, field) for owner, each in REPLACED.items() for field in each]
)
def test_what_was_replaced_is_named(
    owner: str, field: str, told: Callable[..., tuple[int, str]]
) -> None:
    name, place = OWNERS[owner]
    code, said = told(lambda report: place(report).update({field: REPLACED[owner][field]}))
    assert (code, f"{name}, {field}" in said) == (1, True), said


def spoil_answers(field: str, value: object) -> Callable[[Report], object]:
    def change(report: Report) -> None:
        for each in every_certificate(report):
            for answer in each["answers"]:
                answer[field] = (not answer[field]) if value == "flip" else value

    return change


def downgrade(report: Report) -> None:
    for place in (report["claims"][FEW], reading(report)):
        place.update(verdict="undetermined", certificate=None)


def without_certificates(report: Report) -> None:
    for claim in report["claims"]:
        for place in (claim, *claim["readings"]):
            place["certificate"] = None


CERTIFICATES: list[tuple[str, Callable[[Report], object], str]] = [
    ("downgraded", downgrade, "'few', verdict: the report says undetermined"),
    ("removed", without_certificates, "'few', certificate: the report says nothing"),
    ("constant", lambda report: certificate(report)["rows"][0]["form"].update(constant="1"),
     "'few', certificate.rows[0].form.constant: the report says 1"),
    ("statement", lambda report: certificate(report)["rows"][0].update(statement="office"),
     "'few', certificate.rows[0].statement: the report says office"),
    ("variables", lambda report: certificate(report).update(variables=[]),
     "'few', certificate.variables: the report says a list of 0"),
    ("whole", lambda report: certificate(report)["variables"][0].update(is_integer=False),
     "'few', certificate.variables[0].is_integer: the report says false"),
    ("what", lambda report: report["disputes"][0]["certificate"]["impossible"][0].update(
        what="\x1b[2Jnothing"),
     "dispute 'clash', certificate.impossible[0].what: the report says ␛[2Jnothing"),
    ("is true", spoil_answers("is_true", "flip"),
     "'few', certificate.answers[0].is_true: the report says false"),
    ("neither", lambda report: [spoil_answers("world", None)(report),
                                spoil_answers("proof", None)(report)],
     "'few', certificate.answers[0].proof: the report says nothing"),
    ("granted", lambda report: [
        spoil_answers("world", None)(report), spoil_answers("proof", {"type": "granted"})(report),
        spoil_answers("formula", {"type": "any", "parts": []})(report)],
     "'few', certificate.answers[0].formula"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place"), [each[1:] for each in CERTIFICATES], ids=[each[0] for each in CERTIFICATES]
)
def test_a_certificate_says_what_the_files_say(
    change: Callable[[Report], object], place: str, told: Callable[..., tuple[int, str]]
) -> None:
    code, said = told(change)
    assert (code, place in said) == (1, True), said


def test_certificates_that_show_nothing_are_counted(told: Callable[..., tuple[int, str]]) -> None:
    def change(report: Report) -> None:
        spoil_answers("world", None)(report)
        spoil_answers("proof", None)(report)

    code, said = told(change, "--report-only")
    assert code == 0
    assert "; that a search gave up (6 of the answers in certificates say so)." in said


def deep(levels: int) -> Report:
    formula: Report = {"type": "any", "parts": []}
    for _ in range(levels):
        formula = {"type": "all", "parts": [formula]}
    return formula


def nested(levels: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return found


def zero_multiple(report: Report) -> None:
    form = {"constant": "0", "terms": [["graphic[year = 2020]", "0"]]}
    spoil_answers("formula", {"type": "condition", "form": form, "is_strict": False})(report)


def with_claims(claims: object) -> Callable[[Report], object]:
    return lambda report: report.update(claims=claims)


def with_copy(name: str) -> Callable[[Report], object]:
    return lambda report: report[name].insert(0, {**report[name][0], "verdict": "supported"})


def with_path(path: object) -> Callable[[Report], object]:
    return lambda report: report["files"][0].update(path=path)


# In both modes.
UNREADABLE: list[tuple[str, Callable[[Report], object], str]] = [
    ("claim twice", with_copy("claims"), "claims[1] has the id 'few', which claims[0] has too"),
    ("dispute twice", with_copy("disputes"),
     "disputes[1] has the id 'clash', which disputes[0] has too"),
    ("part twice", lambda report: report["claims"][BOTH]["parts"].append(
        report["claims"][BOTH]["parts"][0]),
     "claims[1].parts[2] has the id 'many', which claims[1].parts[0] has too"),
    ("claims 5", with_claims(5), "claims is a number and not a list"),
    ("claims text", with_claims("x"), "claims is a text and not a list"),
    ("claims record", with_claims({}), "claims is a record and not a list"),
    ("claims nested", with_claims(nested(900)), "claims[0] is a list and not a record"),
    ("no record", lambda report: report["claims"].append(1),
     "claims[3] is a number and not a record"),
    ("no reading", lambda report: report["claims"][FEW]["readings"].append(None),
     "claims[0].readings[1] is null and not a record"),
    ("readings true", lambda report: report["claims"][FEW].update(readings=True),
     "claims[0].readings is a truth value and not a list"),
    ("name", lambda report: reading(report).update(name=[]),
     "claims[0].readings[0].name is a list and not a text"),
    ("id", lambda report: report["claims"][FEW].pop("id"), "claims[0].id is null and not a text"),
    ("without", lambda report: reading(report).update(without_assumptions="no"),
     "claims[0].readings[0].without_assumptions is a text and not a record"),
    ("conditions", lambda report: report["disputes"][0].update(conditions=[]),
     "disputes[0].conditions is a list and not a record"),
    ("condition", lambda report: report["disputes"][0]["conditions"].update(strict=1),
     "disputes[0].conditions.strict is a number and not a record"),
    ("report true", lambda report: report.update(report=True), "its `report` is true"),
    ("report 1.0", lambda report: report.update(report=1.0), "its `report` is 1.0"),
    ("report 2", lambda report: report.update(report=2, factcheck="9.9.9"),
     "its `report` is 2, and this program, factcheck "),
    ("zero multiple", zero_multiple, "the certificate of 'few' cannot be read: the terms of"),
    ("divided", lambda report: certificate(report)["rows"][0]["form"].update(constant="1/0"),
     "few' cannot be read: nothing can be divided by zero - at `$.rows[0].form.constant`"),
    ("profile", spoil_answers("profile", "zzz"),
     "the certificate of 'few' cannot be read: its answers are not one for each profile and side"),
    ("one profile", spoil_answers("profile", "default"),
     "the certificate of 'few' cannot be read: its answers are not one for each profile and side"),
]  # fmt: skip


@pytest.mark.parametrize("options", [(), ("--report-only",)], ids=["full", "report only"])
@pytest.mark.parametrize(
    ("change", "place"), [each[1:] for each in UNREADABLE], ids=[each[0] for each in UNREADABLE]
)
def test_what_cannot_be_read_is_refused(
    change: Callable[[Report], object],
    place: str,
    options: tuple[str, ...],
    told: Callable[..., tuple[int, str]],
) -> None:
    code, said = told(change, *options)
    assert (code, place in said) == (2, True), said
    assert "report.json cannot be checked: " in said


def with_deep_parts(levels: int) -> Callable[[Report], object]:
    def change(report: Report) -> None:
        for _ in range(levels):
            report["claims"][0] = {"id": "x", "parts": [report["claims"][0]]}

    return change


@pytest.mark.parametrize("levels", [100, 330, 480, 940])
@pytest.mark.parametrize(
    "change",
    [
        lambda levels: with_deep_parts(levels // 4),
        lambda levels: with_claims(nested(levels)),
        lambda levels: spoil_answers("formula", deep(levels // 2)),
        lambda levels: spoil_answers("profile", nested(levels)),
        lambda levels: lambda report: report.update(title=nested(levels)),
        lambda levels: lambda report: report["answers"][0].update(found=nested(levels)),
    ],
)
def test_what_is_deep_is_told_one_way_or_another(
    change: Callable[[int], Callable[[Report], object]],
    levels: int,
    told: Callable[..., tuple[int, str]],
) -> None:
    code, said = told(change(levels))
    assert code in {1, 2}, said
    # What is no part of a certificate is not looked at.
    assert told(change(levels), "--report-only")[0] in {0, 1, 2}


def with_evidence(given: object) -> Callable[[Report], object]:
    return lambda report: report.update(evidence=given)


# These need the files.
REFUSED: list[tuple[str, Callable[[Report], object], str]] = [
    ("nul", with_path("a\0b"), "'a␀b' (files[0].path) is no path to a file"),
    ("surrogate", with_path("\ud800"), "'⟨U+D800⟩' (files[0].path) is no path to a file"),
    ("no path", with_path(1), "it does not name its claim file (files[0].path)"),
    ("no files", lambda report: report.update(files=5),
     "it does not name its claim file (files[0].path)"),
    ("foreign", with_path("/etc/passwd"),
     "its claim file '/etc/passwd' (files[0].path) lies outside of the folder '"),
    ("above", with_path("../other.yml"), "its claim file '../other.yml' (files[0].path) lies"),
    ("language", lambda report: report.update(language=2), "its `language` is 2, and this program"),
    ("language text", lambda report: report.update(language="x"), "its `language` is 'x', and"),
    ("hedges", lambda report: report.update(hedges="99", factcheck="9.9.9"),
     "its `hedges` is '99', and this program, factcheck "),
    ("date", lambda report: report.update(as_of="2012-13"), "its `as_of` is no year, month or day"),
    ("no text", lambda report: report.update(as_of=2012), "its `as_of` is no year, month or day"),
    ("answers", lambda report: report.update(answers=[{"question": 1}]),
     "the list of answers cannot be read: "),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_what_cannot_be_worked_out_again_is_refused(
    change: Callable[[Report], object], place: str, told: Callable[..., tuple[int, str]]
) -> None:
    code, said = told(change)
    assert (code, place in said) == (2, True), said
    assert "root:" not in said


def test_who_made_a_report_is_told(told: Callable[..., tuple[int, str]]) -> None:
    code, said = told(lambda report: report.update(hedges="99", factcheck="9.9.9"))
    assert (code, said.endswith("; factcheck 9.9.9 made it")) == (2, True), said
    assert told(lambda report: report.update(hedges="9", factcheck=None))[0] == 2


def test_nothing_of_another_file_is_shown(
    told: Callable[..., tuple[int, str]], project: Path
) -> None:
    (project / "secret.txt").write_text("password: 1234\n", encoding="utf-8")
    for options in ((), ("--claims", "secret.txt")):
        code, said = told(with_path("secret.txt"), *options)
        assert code == 1
        assert said == (
            "secret.txt is not the file that the report was made from "
            "Nothing that the report says was checked: it was made from something else."
        )


def test_a_claim_file_elsewhere_is_read_if_it_is_named(
    told: Callable[..., tuple[int, str]], project: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, run_cli: RunCli,
) -> None:  # fmt: skip
    assert told(lambda _: None)[0] == 0
    monkeypatch.chdir(tmp_path)
    report = str(project / "report.json")
    assert run_cli("verify", report).exit_code == 2
    assert run_cli("verify", report, "--claims", str(project / "claims.yml")).exit_code == 0


def test_a_root_is_the_folder_that_claims_lie_in(
    told: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    assert told(lambda _: None, "--root", ".")[0] == 0
    code, said = told(lambda _: None, "--root", str(tmp_path))
    assert (code, "(files[0].path) lies outside of the folder" in said) == (2, True)


def test_tables_that_changed_are_told_and_nothing_else(
    told: Callable[..., tuple[int, str]], project: Path
) -> None:
    table = project / "police.csv"
    table.write_text(TABLE.replace("7852", "9999"), encoding="utf-8")
    try:
        code, said = told(lambda _: None)
        assert code == 1
        assert said == (
            "police.csv is not the file that the report was made from "
            "Nothing that the report says was checked: it was made from something else."
        )
        given: object
        for given in ([], None, "x", {}):
            code, said = told(with_evidence(given))
            assert (code, "the report, evidence: the report says " in said) == (1, True), said
        code, said = told(lambda report: report.pop("evidence"))
        assert (code, "the report, evidence: the report says nothing at all" in said) == (1, True)
    finally:
        table.write_text(TABLE, encoding="utf-8")


def test_a_table_that_is_not_read_is_told(told: Callable[..., tuple[int, str]]) -> None:
    def change(report: Report) -> None:
        report["evidence"][0]["path"] = "other.csv"

    code, said = told(change)
    assert (
        code,
        said.startswith("other.csv is not read now, and the report says that it was"),
    ) == (
        1,
        True,
    )


DATED = """\
factcheck: 1
evidence:
  gdp:
    vintages: {2012-07: first.csv, 2016-01: second.csv}
    columns:
      growth: {unit: percent}
claims:
  shrank: {holds: sum(gdp.growth) < 0%}
"""


@pytest.fixture(name="dated")
def _dated(tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.csv").write_text("growth\n-1\n", encoding="utf-8")
    (tmp_path / "second.csv").write_text("growth\n1\n", encoding="utf-8")
    (tmp_path / "claims.yml").write_text(DATED, encoding="utf-8")
    options = ("--as-of", "2012", "--format", "json", "-o", "report.json")
    assert run_cli("run", "claims.yml", *options).exit_code == 0
    return tmp_path / "report.json"


def test_a_report_says_its_date(dated: Path, run_cli: RunCli) -> None:
    assert json.loads(dated.read_text(encoding="utf-8"))["as_of"] == "2012"
    for options in ((), ("--as-of", "2012")):
        done = run_cli("verify", "report.json", *options)
        assert done.exit_code == 0
        assert done.stdout.startswith("1 claim worked out again from the files as of 2012, with ")
    done = run_cli("verify", "report.json", "--as-of", "2016-02")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        1,
        "the report was made as of 2012, and not as of 2016-02",
    )


def test_another_date_reads_other_tables(dated: Path, run_cli: RunCli) -> None:
    report = json.loads(dated.read_text(encoding="utf-8"))
    dated.write_text(json.dumps(report | {"as_of": None}), encoding="utf-8")
    done = run_cli("verify", "report.json")
    assert done.exit_code == 1
    assert (
        done.stdout.splitlines()[0] == "first.csv is not read now, and the report says that it was"
    )
    done = run_cli("verify", "report.json", "--as-of", "2012")
    assert done.stdout.splitlines()[0] == "the report was made without a date, and not as of 2012"


@pytest.mark.parametrize("date", ["foo", "", "2012-13"])
def test_no_date_is_refused(date: str, dated: Path, run_cli: RunCli) -> None:
    done = run_cli("verify", dated.name, "--as-of", date)
    assert (done.exit_code, "is no year, month or day" in done.stderr) == (2, True)


def test_options_that_would_do_nothing_are_refused(told: Callable[..., tuple[int, str]]) -> None:
    for options in (("--root", "."), ("--claims", "claims.yml"), ("--as-of", "2012")):
        code, said = told(lambda _: None, "--report-only", *options)
        assert (code, "--report-only looks at no file" in said) == (2, True)


def test_another_order_is_told(told: Callable[..., tuple[int, str]]) -> None:
    code, said = told(lambda report: report["claims"].reverse())
    line = "the claims are not in the report as they are in the files"
    assert (code, said.startswith(line)) == (1, True), said
    code, said = told(lambda report: report["claims"][BOTH]["parts"].reverse())
    assert (code, said.startswith(line.replace("claims", "claims of 'both'"))) == (1, True), said
