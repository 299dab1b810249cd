"""Who keeps what is shown up to date."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from served_project import HOSTILE_NAME, POLICE, TABLE, project

from factcheck.serve import keeper as keepers
from factcheck.serve.board import Board
from factcheck.serve.keeper import Keeper
from factcheck.serve.records import Served, Settings
from factcheck.together import find
from factcheck.together.run import run_together

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from factcheck.together.run import Together

OLD = 10**9
"""A time long ago, in seconds: files with it were surely not changed while they were read."""


class Watching:
    """A keeper of one folder, and what it has run."""

    def __init__(self, settings: Settings) -> None:
        self.board = Board()
        self.keeper = Keeper(settings, self.board, lambda: nullcontext(None))
        self.ran: list[list[str]] = []
        self.folders: frozenset[Path] = frozenset()

    def look(self) -> list[str]:
        """Look once; return the names of the files that were run."""
        self.ran.append([])
        self.folders = self.keeper.look()
        return self.ran[-1]

    def file(self, name: str) -> Served:
        """Return one of the files that are shown."""
        return next(each for each in self.board.snapshot.files if each.name.endswith(name))


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every file be one that was not changed a moment ago."""
    monkeypatch.setattr(keepers, "SETTLED", -(10**12))


@pytest.fixture(name="claims")
def _claims(tmp_path: Path) -> Path:
    return project(tmp_path)


@pytest.fixture(name="watching")
def _watching(claims: Path, monkeypatch: pytest.MonkeyPatch) -> Watching:
    made = Watching(Settings((claims,)))
    real = run_together

    def noted(paths: tuple[Path, ...], how: Together) -> Iterator[object]:
        made.ran[-1] += [path.name for path in paths]
        return real(paths, how)

    monkeypatch.setattr(keepers, "run_together", noted)
    return made


def touch(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_everything_is_run_once_and_nothing_again(watching: Watching) -> None:
    assert watching.look() == [HOSTILE_NAME, "police.yml"]
    first = watching.board.snapshot
    assert watching.look() == []
    assert watching.board.snapshot is first
    assert (first.total.files, first.total.declared, first.total.unexpected) == (2, 4, 1)
    assert first.total.exit_code == 1
    assert first.time
    assert not first.step


def test_only_what_changed_is_run_again(watching: Watching, claims: Path) -> None:
    watching.look()
    before = watching.board.snapshot
    touch(claims / "police.yml", POLICE.replace("around 20,000", "around 9,200"))
    assert watching.look() == ["police.yml"]
    after = watching.board.snapshot
    assert after.version != before.version
    assert (before.total.unexpected, after.total.unexpected) == (1, 0)


def test_a_table_makes_all_its_files_run_again(watching: Watching, claims: Path) -> None:
    watching.look()
    touch(claims / "table.csv", TABLE.replace("9167", "19999"))
    assert watching.look() == [HOSTILE_NAME, "police.yml"]
    row = watching.file("police.yml").entries[-1].rows[0]
    assert (row.found, row.badge.word) == ("19,999", "supported")


def test_a_broken_file_keeps_its_verdicts_until_it_is_mended(
    watching: Watching, claims: Path
) -> None:
    watching.look()
    good = watching.file("police.yml")
    touch(claims / "police.yml", POLICE.replace("title: Twice", "tittle: Twice"))
    watching.look()
    broken = watching.file("police.yml")
    assert broken.is_old
    assert (broken.memo, broken.entries) == (good.memo, good.entries)
    assert [each.code.slug for each in broken.problems] == ["unknown-key"]
    assert (broken.exit_code, watching.board.snapshot.total.wrong) == (2, 1)
    assert watching.look() == []
    touch(claims / "police.yml", POLICE)
    watching.look()
    assert not watching.file("police.yml").problems


def test_a_file_that_never_was_right_has_no_memo(watching: Watching, claims: Path) -> None:
    touch(claims / "police.yml", "factcheck: 1\n")
    watching.look()
    file = watching.file("police.yml")
    assert file.memo is None
    assert not file.is_old
    assert file.title == file.name


def test_a_table_that_was_missing_is_noticed(watching: Watching, claims: Path) -> None:
    (claims / "table.csv").rename(claims / "away.csv")
    watching.look()
    assert watching.file("police.yml").problems
    assert watching.look() == []
    (claims / "away.csv").rename(claims / "table.csv")
    assert watching.look() == [HOSTILE_NAME, "police.yml"]
    assert not watching.file("police.yml").problems


def test_files_come_and_go(watching: Watching, claims: Path) -> None:
    watching.look()
    (claims / "deep").mkdir()
    text = POLICE.replace("table.csv", "../table.csv")
    touch(claims / "deep" / "more.yml", text)
    assert watching.look() == ["more.yml"]
    (claims / "police.yml").unlink()
    assert watching.look() == []
    names = [Path(each.name).name for each in watching.board.snapshot.files]
    assert names == [HOSTILE_NAME, "more.yml"]
    assert watching.board.snapshot.file("none") is None


def test_files_that_are_no_claims_are_told(watching: Watching, claims: Path) -> None:
    touch(claims / "odd.yml", "a: 1\n")
    watching.look()
    now = watching.board.snapshot
    assert [each.code.slug for each in now.problems] == ["no-claim-file"]
    assert (now.total.wrong, now.total.files, now.total.exit_code) == (1, 3, 2)


def test_too_many_files_and_folders_that_are_gone_are_told(
    watching: Watching, claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(find, "MOST_FILES", 1)
        watching.look()
        assert [each.code.slug for each in watching.board.snapshot.problems] == [
            "too-many-claim-files"
        ]

        def refuse(_: object) -> None:
            raise PermissionError(13, "Permission denied")

        patch.setattr(keepers, "find_claim_files", refuse)
        watching.look()
        assert [each.code.slug for each in watching.board.snapshot.problems] == [
            "claim-file-unreadable"
        ]
    claims.rename(claims.with_name("away"))
    watching.look()
    (file,) = watching.board.snapshot.files
    assert [each.code.slug for each in file.problems] == ["claim-file-unreadable"]
    assert claims.parent.resolve() in watching.folders


def test_folders_are_those_in_which_a_change_matters(watching: Watching, claims: Path) -> None:
    (claims / "empty").mkdir()
    (claims / "rubrics").mkdir()
    text = POLICE.replace("table.csv", "../tables/absent/x.csv")
    touch(claims / "police.yml", text)
    watching.look()
    base = claims.parent.resolve()
    assert watching.folders == {base, base / "claims", base / "claims" / "empty"}


def test_what_was_changed_a_moment_ago_is_run_again_at_the_next_look(
    watching: Watching, claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keepers, "SETTLED", 10**12)
    watching.look()
    assert watching.look() == [HOSTILE_NAME, "police.yml"]
    monkeypatch.setattr(keepers, "SETTLED", -(10**12))
    os.utime(claims / "police.yml", (OLD, OLD))
    watching.look()
    assert watching.look() == []


def test_a_table_that_went_away_while_it_was_read_is_looked_for_again(
    watching: Watching, claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = keepers._stamps

    def removing(path: Path, looked_for: frozenset[Path]) -> object:
        (claims / "table.csv").unlink(missing_ok=True)
        return stamps(path, looked_for)

    with monkeypatch.context() as patch:
        patch.setattr(keepers, "_stamps", removing)
        watching.look()
    assert not watching.file("police.yml").problems
    assert watching.look() == [HOSTILE_NAME, "police.yml"]
    assert watching.file("police.yml").is_old


def test_options_are_those_of_a_run(claims: Path) -> None:
    touch(claims / "police.yml", POLICE)
    strict = Watching(Settings((claims / "police.yml",), strict=True, language="de", root=claims))
    strict.look()
    assert strict.board.snapshot.total.unexpected == 2
    memo = strict.file("police.yml").memo
    assert memo is not None
    assert memo.language == "de"


def test_steps_are_told_and_end_where_nobody_wants_them(
    claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keepers, "_EVERY", 0.0)
    watching = Watching(Settings((claims,)))
    told: list[str] = []
    change = watching.board.change

    def noted(**fields: object) -> None:
        told.append(str(fields.get("step")))
        change(**fields)

    monkeypatch.setattr(watching.board, "change", noted)
    watching.look()
    assert any("reading the table police" in each for each in told)
    touch(claims / "police.yml", POLICE + "\n")
    watching.keeper.stop()
    watching.keeper.work(lambda _: None)
    with pytest.raises(keepers.StoppedError):
        watching.keeper.look()


def test_it_works_whenever_it_is_asked_until_it_is_stopped(claims: Path) -> None:
    watching = Watching(Settings((claims,)))
    looks: list[int] = []

    def follow(folders: frozenset[Path]) -> None:
        assert folders
        looks.append(len(looks))
        if len(looks) == 1:
            watching.keeper.ask()
        else:
            watching.keeper.stop()

    thread = Thread(target=watching.keeper.work, args=(follow,))
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert looks == [0, 1]


def test_a_run_that_nobody_wants_ends_without_a_word(
    claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching = Watching(Settings((claims,)))
    monkeypatch.setattr(keepers, "_EVERY", 0.0)

    def stopping(**_: object) -> None:
        watching.keeper.stop()

    monkeypatch.setattr(watching.board, "change", stopping)
    watching.keeper.work(lambda _: None)
    assert not watching.board.snapshot.is_failed


def test_a_fault_of_ours_is_said_on_the_page_and_raised(claims: Path) -> None:
    def failing() -> AbstractContextManager[None]:
        raise ZeroDivisionError

    board = Board()
    keeper = Keeper(Settings((claims,)), board, failing)
    with pytest.raises(ZeroDivisionError):
        keeper.work(lambda _: None)
    assert board.snapshot.is_failed
