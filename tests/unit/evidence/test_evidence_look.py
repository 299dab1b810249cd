"""A look at one file: what can be read is described, what cannot is a problem without a place."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from factcheck.evidence import look
from factcheck.evidence.content import ChangedError
from factcheck.evidence.guess import Cut
from factcheck.evidence.look import Known, look_at
from factcheck.evidence.stored.codes import BROKEN_GZIP, CUT_LIKE_TEXT
from factcheck.model.problem import Problem, ProblemsError

TABLE = "town,pupils\nAarau,812\nBaden,640\n"


def file(folder: Path, text: str | bytes = TABLE, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problem(path: Path, known: Known | None = None) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        look_at(path, known or Known())
    (found,) = caught.value.problems
    assert found.span is None
    return found


def test_a_text_is_cut_and_described(tmp_path: Path) -> None:
    seen = look_at(file(tmp_path), Known())
    assert (seen.cut, seen.is_workbook) == (Cut(), False)
    assert [column.header for column in seen.profile.columns] == ["town", "pupils"]
    assert seen.profile.rows == 2


def test_everything_found_is_used(tmp_path: Path) -> None:
    text = "Schools\n\ntown;Zürich;\n;2019;2020\nA;1;2\nB;3;4\nSource: a survey\n"
    seen = look_at(file(tmp_path, text.encode("windows-1252")), Known())
    assert seen.cut == Cut("windows-1252", ";", 3, 2, (-1,))
    headers = [column.header for column in seen.profile.columns]
    assert headers == ["town", "Zürich - 2019", "Zürich - 2020"]
    assert seen.profile.rows == 2


def test_what_is_known_is_used(tmp_path: Path) -> None:
    path = file(tmp_path, "x;y\ntown|pupils\nA|1\n")
    seen = look_at(path, Known(delimiter="|", encoding="latin-1", header_row=2))
    assert [column.header for column in seen.profile.columns] == ["town", "pupils"]


@pytest.mark.parametrize(
    ("text", "known", "code", "message"),
    [
        ("", Known(), "FC210", "empty"),
        ("a,b\n1,2\n1\n3,4\n", Known(), "FC218", "line 3 has 1 cell"),
        ("a,b\n1,\x00\n", Known(), "FC217", "NUL"),
        (b"a,b\n1,\xff\n", Known(encoding="utf-8"), "FC216", "0xff"),
        (TABLE, Known(header_row=9), "FC2", "header_row"),
        (TABLE, Known(delimiter=";"), "FC211", "one column"),
    ],
)
def test_what_cannot_be_cut_is_a_problem(
    text: str | bytes, known: Known, code: str, message: str, tmp_path: Path
) -> None:
    found = problem(file(tmp_path, text), known)
    assert found.code.code.startswith(code)
    assert message in found.message


def test_what_is_no_table_is_a_problem(tmp_path: Path) -> None:
    file(tmp_path, name="town.csv")
    missing = problem(tmp_path / "twon.csv")
    assert missing.code.code == "FC202"
    assert missing.hint == "did you mean 'town.csv'?"
    assert problem(file(tmp_path, name="t.pdf")).code.code == "FC204"
    (tmp_path / "d.csv").mkdir()
    assert problem(tmp_path / "d.csv").code.code == "FC203"


def test_a_table_may_lie_anywhere_and_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    link = tmp_path / "x" / "link.csv"
    link.symlink_to(file(tmp_path))
    assert look_at(link, Known()).profile.rows == 2


def test_a_relative_path_is_taken_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert look_at(Path("t.csv"), Known()).profile.rows == 2


def test_a_file_that_changes_meanwhile_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_: object) -> None:
        raise ChangedError

    path = file(tmp_path)
    monkeypatch.setattr(look, "unpacked", changed)
    assert problem(path).code.code == "FC220"


def test_a_file_that_may_not_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = file(tmp_path)
    monkeypatch.setattr(os, "open", refused)
    found = problem(path)
    assert (found.code.code, found.message) == (
        "FC206",
        "'t.csv' cannot be read: permission denied",
    )


def test_only_the_beginning_of_a_large_file_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "HEAD", 30)
    path = file(tmp_path, "town;pupils\n" + "Aarau;812\n" * 20)
    seen = look_at(path, Known())
    assert (seen.cut.delimiter, seen.profile.rows) == (";", 20)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (Known(delimiter=";"), "`delimiter`"),
        (Known(encoding="latin-1"), "`encoding`"),
        (Known(header_row=2), "`header_row`"),
        (Known(sheet="1"), "`sheet`"),
        (Known(delimiter=";", sheet="1"), "`delimiter`, `sheet`"),
    ],
)
def test_a_file_that_names_its_columns_is_not_cut(tmp_path: Path, known: Known, told: str) -> None:
    path = file(tmp_path, '[{"a": 1}]', "t.json")
    found = problem(path, known)
    assert (found.code, found.hint) == (CUT_LIKE_TEXT, f"remove {told}")
    with pytest.raises(ProblemsError) as caught:
        look.read_rows(path, known)
    assert caught.value.problems[0].code is CUT_LIKE_TEXT


def test_a_file_that_names_its_columns_is_described(tmp_path: Path) -> None:
    path = file(tmp_path, '{"a": 1, "b": []}\n{"a": 2}\n', "t.jsonl")
    seen = look_at(path, Known())
    assert (seen.cut, seen.is_workbook, seen.profile.rows) == (Cut(), False, 2)
    told = [(column.header, column.is_unread) for column in seen.profile.columns]
    assert told == [("a", False), ("b", True)]
    assert [*look.read_rows(path, Known()).rows()] == [(1, ["1", ""]), (2, ["2", ""])]


def test_a_packed_text_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress("x\n\nZürich;n\na;1\nb;2\n".encode("windows-1252"))
    seen = look_at(file(tmp_path, data, "t.csv.gz"), Known())
    assert seen.cut == Cut("windows-1252", ";", 3)
    assert seen.profile.rows == 2
    monkeypatch.setattr(look, "HEAD", 4)
    assert look_at(file(tmp_path, gzip.compress(TABLE.encode()), "t.csv.gz"), Known()).profile.rows
    assert problem(file(tmp_path, gzip.compress(TABLE.encode())[:-9], "t.csv.gz")).code == (
        BROKEN_GZIP
    )
