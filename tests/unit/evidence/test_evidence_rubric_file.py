"""The file of a rubric is read under the same rules as a table."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence import codes, read_rubric_file, rubric_file
from factcheck.evidence.content import ChangedError
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Span, Text

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.problem import Code, Problem

PLACE = Span("claims.yml", 5, 13, 5, 30)


def refused(path: str, folder: Path, root: Path | None = None) -> Problem:
    with pytest.raises(ProblemsError) as error:
        read_rubric_file(Text(path, PLACE), folder, root or folder)
    (problem,) = error.value.problems
    assert problem.span == PLACE
    return problem


def test_a_rubric_is_its_bytes_its_path_and_its_digest(tmp_path: Path) -> None:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "r.yaml").write_bytes(b"rubric: 1\n")
    found = read_rubric_file(Text("../rubrics/r.yaml", PLACE), tmp_path / "claims", tmp_path)
    assert found.content == b"rubric: 1\n"
    assert found.path == "rubrics/r.yaml"
    assert found.sha256 == hashlib.sha256(b"rubric: 1\n").hexdigest()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("https://example.org/r.yml", codes.ADDRESS),
        ("../r.yml", codes.OUTSIDE),
        ("/etc/r.yml", codes.OUTSIDE),
        ("nowhere.yml", codes.MISSING_FILE),
        ("t.csv", codes.WRONG_SUFFIX),
        ("link.yml", codes.OUTSIDE),
        ("folder.yml", codes.NOT_REGULAR),
        ("pipe.yml", codes.NOT_REGULAR),
        ("a\0b.yml", codes.MISSING_FILE),
    ],
)
def test_other_files_are_refused(tmp_path: Path, path: str, code: Code) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "r.yml").write_text("rubric: 1\n")
    (root / "t.csv").write_text("a\n")
    (root / "link.yml").symlink_to(tmp_path / "r.yml")
    (root / "folder.yml").mkdir()
    os.mkfifo(root / "pipe.yml")
    assert refused(path, root).code is code


def test_a_misspelt_name_has_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "definition.yml").write_text("rubric: 1\n")
    (tmp_path / "definitions.csv").write_text("a\n")
    assert refused("defintion.yml", tmp_path).hint == "did you mean 'definition.yml'?"


def test_of_something_huge_only_the_beginning_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rubric_file, "_MOST_BYTES", 5)
    (tmp_path / "r.yml").write_text("rubric: 1\n")
    assert read_rubric_file(Text("r.yml", PLACE), tmp_path, tmp_path).content == b"rubri"


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(13, "Permission denied"), codes.UNREADABLE), (ChangedError(), codes.CHANGED)],
)
def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: Code
) -> None:
    def fails(_: object) -> None:
        raise error

    (tmp_path / "r.yml").write_text("rubric: 1\n")
    monkeypatch.setattr(rubric_file, "opened", fails)
    assert refused("r.yml", tmp_path).code is code
