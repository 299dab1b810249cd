from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import SPAN, Workspace

from factcheck.evidence import EvidenceReader, codes, find_root, locate
from factcheck.model.plan import TablePlan
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Text

if TYPE_CHECKING:
    from factcheck.model.problem import Code


def refused(tables: Workspace, file: str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        tables.open(tables.declare(file=file))
    (problem,) = caught.value.problems
    assert problem.span == SPAN
    return problem


def test_the_root_is_the_nearest_folder_with_a_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "claims" / "de"
    inner.mkdir(parents=True)
    assert find_root(inner / "a.yml") == tmp_path.resolve()
    # A worktree or submodule has a file of that name.
    (tmp_path / "claims" / ".git").write_text("gitdir: elsewhere\n")
    assert find_root(inner / "a.yml") == (tmp_path / "claims").resolve()


def test_without_a_repository_the_root_is_the_claim_files_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert find_root(tmp_path / "a.yml") == tmp_path.resolve()


def test_a_path_is_relative_to_the_claim_file_and_shown_from_the_root(tmp_path: Path) -> None:
    for name in ("claims", "evidence"):
        (tmp_path / name).mkdir()
    (tmp_path / "evidence" / "t.csv").write_text("a,b\n1,2\n")
    declaration = Workspace(tmp_path).declare(file="../evidence/t.csv")
    with EvidenceReader(tmp_path / "claims", tmp_path) as reader:
        opened = reader.open(declaration)
        assert reader.open(declaration) == opened
    assert (opened.name, opened.path, opened.header) == ("t", "evidence/t.csv", ("a", "b"))


def test_an_absolute_path_inside_the_root_is_allowed(tables: Workspace) -> None:
    path = tables.write("a,b\n")
    assert tables.open(tables.declare(file=str(path))).path == "t.csv"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("https://example.org/t.csv", codes.ADDRESS),
        ("file:///t.csv", codes.ADDRESS),
        ("s3:t.csv", codes.ADDRESS),
        ("//server/t.csv", codes.ADDRESS),
        ("../t.csv", codes.OUTSIDE),
        ("x/../../t.csv", codes.OUTSIDE),
        ("/etc/hosts.csv", codes.OUTSIDE),
        ("t.xlsm", codes.WRONG_SUFFIX),
        ("t", codes.WRONG_SUFFIX),
        ("", codes.WRONG_SUFFIX),
        ("none.csv", codes.MISSING_FILE),
        ("t.csv/none.csv", codes.MISSING_FILE),
        ("a\0b.csv", codes.MISSING_FILE),
        ("x" * 300 + ".csv", codes.UNREADABLE),
        ("folder.csv", codes.NOT_REGULAR),
        ("pipe.csv", codes.NOT_REGULAR),
        ("out.csv", codes.OUTSIDE),
        ("passwords.csv", codes.WRONG_SUFFIX),
        ("loop.csv", codes.MISSING_FILE),
    ],
)
def test_a_path_that_is_no_table_is_a_problem(tables: Workspace, file: str, code: Code) -> None:
    tables.write("a,b\n")
    tables.write("secret\n", "secret.txt")
    (tables.folder / "folder.csv").mkdir()
    os.mkfifo(tables.folder / "pipe.csv")
    outside = tables.folder.parent / "outside.csv"
    outside.write_text("a,b\n")
    (tables.folder / "out.csv").symlink_to(outside)
    (tables.folder / "passwords.csv").symlink_to(tables.folder / "secret.txt")
    (tables.folder / "loop.csv").symlink_to(tables.folder / "loop.csv")
    problem = refused(tables, file)
    assert problem.code is code
    assert str(tables.folder) not in problem.message


def test_a_link_inside_the_root_is_followed(tables: Workspace) -> None:
    tables.write("a,b\n")
    (tables.folder / "link.csv").symlink_to(tables.folder / "t.csv")
    assert tables.open(tables.declare(file="link.csv")).path == "t.csv"


def test_a_missing_file_is_compared_with_its_folder(tables: Workspace) -> None:
    tables.write("a,b\n", "fedpol.csv")
    tables.write("a,b\n", "notes.txt")
    assert refused(tables, "fedpoll.csv").hint == "did you mean 'fedpol.csv'?"
    assert refused(tables, "zzz.csv").hint == "known here: 'fedpol.csv'"
    assert refused(tables, "sales/*.parquet").hint == "there is no folder 'sales'"
    with pytest.raises(ProblemsError) as caught:
        locate.locate(Text("f*.csv", SPAN), tables.folder, tables.folder)
    assert "only `file` may be a pattern" in (caught.value.problems[0].hint or "")
    assert refused(tables, "nowhere/a.csv").hint == "there is no folder 'nowhere'"
    assert refused(tables, r"data\a.csv").hint == "write the path with `/`: 'data/a.csv'"


def test_a_folder_that_may_not_be_listed_gives_no_hint(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", forbidden)
    assert refused(tables, "a.csv").hint is None


def test_a_file_past_the_limit_is_refused(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write("a,b\n1,2\n")
    monkeypatch.setattr(locate, "MAX_BYTES", 5)
    assert refused(tables, "t.csv").code is codes.TOO_LARGE


@pytest.mark.parametrize("moment", ["open", "scan"])
def test_a_file_that_may_not_be_opened_is_a_problem(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    tables.write("a,b\n" + "1,2\n" * 300_000)
    reader = EvidenceReader(tables.folder, tables.folder)
    plan = TablePlan(tables.declare(), (), ())
    if moment == "scan":
        reader.open(plan.declaration)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(ProblemsError, match=r"'t\.csv' cannot be read: permission denied"):
        reader.scan(plan)
