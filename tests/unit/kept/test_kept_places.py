"""Where reports may be kept, and where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_workspace import CLAIMS, project

from factcheck.kept.places import keepers, refuse_other_files
from factcheck.model.problem import Problem, ProblemsError


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".factcheck-root").touch()
    (tmp_path / "c").mkdir()


def claim_file(reports: str, name: str = "c/claims.yml") -> Path:
    path = Path(name)
    path.write_text(f"{CLAIMS}reports: {reports}\n", encoding="utf-8")
    return path


def problems_of(*files: Path, root: Path | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        keepers(files, root)
    return caught.value.problems


def test_reports_are_called_by_their_paths_from_the_root(tmp_path: Path) -> None:
    path = claim_file("[../r/a.md, {file: b.txt, lang: de}]")
    (keeper,) = keepers([path])
    assert (keeper.claims, keeper.root, keeper.name) == (path, tmp_path.resolve(), "c/claims.yml")
    assert [each.shown for each in keeper.reports] == ["r/a.md", "c/b.txt"]
    assert [(each.report.form, each.report.language) for each in keeper.reports] == [
        ("markdown", "en"),
        ("terminal", "de"),
    ]


def test_a_claim_file_may_keep_none(tmp_path: Path) -> None:
    path = project(tmp_path)
    (keeper,) = keepers([path])
    assert keeper.reports == ()


@pytest.mark.parametrize(
    ("report", "told"),
    [
        ("../../a.md", "lies outside the project's folder"),
        ("../.github/a.md", "is hidden, or lies in a hidden folder"),
        (".a.md", "is hidden"),
        ("../folder.md", "is no file"),
        ("../loop.md", "is no path to a file"),
        ("../away.md", "lies outside the project's folder"),
        ("../other.md", "leads to a file with another ending"),
    ],
)
def test_a_report_lies_where_it_may(report: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "away.md").symlink_to(tmp_path.parent / "away.md")
    (tmp_path / "other.md").symlink_to("script.sh")
    path = claim_file(f"[ok.md, {report}]")
    (problem,) = problems_of(path)
    assert problem.code.code == "FC442"
    assert told in problem.message
    assert problem.span is not None
    assert problem.span.line == CLAIMS.count("\n") + 1
    assert problem.excerpt == f"reports: [ok.md, {report}]"


def test_a_report_is_no_claim_file(tmp_path: Path) -> None:
    path = claim_file("[claims.md]")
    (tmp_path / "c/claims.md").symlink_to("claims.yml")
    assert "is a claim file" in problems_of(path)[0].message


def test_a_root_has_the_claim_file(tmp_path: Path) -> None:
    path = claim_file("[a.md]")
    (tmp_path / "else").mkdir()
    (problem,) = problems_of(path, root=tmp_path / "else")
    assert (problem.code.code, problem.message) == (
        "FC442",
        "'c/claims.yml' lies outside the project's folder",
    )


def test_two_claim_files_share_no_report() -> None:
    files = [
        claim_file(f"[{report}]", f"c/{report[0]}{n}.yml") for n, report in enumerate(["a.md"] * 2)
    ]
    (problem,) = problems_of(*files)
    assert problem.code.code == "FC444"
    assert problem.message == "'c/a.md' is a report of 'c/a0.yml' too"


def test_all_that_is_wrong_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("factcheck: 2\n", encoding="utf-8")
    found = problems_of(claim_file("[/a.md]"), wrong, Path("none.yml"))
    assert [each.code.code for each in found] == ["FC440", "FC039", "FC036", "FC416"]


@pytest.mark.parametrize(
    ("name", "content", "is_report"),
    [
        ("a.md", b"# T\n\nMade by factcheck 0.1.0, language 1, table of hedges 2.\n", True),
        ("a.md", b"", True),
        ("a.md", b"\n", True),
        ("a.md", b"# Readme\n\nHow we use factcheck\n", False),
        ("a.txt", b"factcheck-statistics\n", False),
        ("a.pdf", b"%PDF-1.7", False),
    ],
)
def test_only_reports_are_overwritten(name: str, content: bytes, is_report: bool) -> None:
    (keeper,) = keepers([claim_file(f"[{name}, new.md]")])
    pairs = list(zip(keeper.reports, [content, None], strict=True))
    if is_report:
        refuse_other_files(pairs)
        return
    with pytest.raises(ProblemsError) as caught:
        refuse_other_files(pairs)
    (problem,) = caught.value.problems
    assert (problem.code.code, problem.message) == (
        "FC443",
        f"'c/{name}' is there, and is no report",
    )
