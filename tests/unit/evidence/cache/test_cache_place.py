"""Where the cache lies, what keeps it from being used, and when files are as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.evidence.cache import place
from factcheck.evidence.cache.place import cache_folder, refuse_unsafe
from factcheck.evidence.cache.stamps import SETTLED, are_settled, stamps_of
from factcheck.model.problem import ProblemsError, Severity


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"FACTCHECK_CACHE": "off"}, "linux", None),
        ({"FACTCHECK_CACHE": "/c/d", "HOME": "/h"}, "linux", "/c/d"),
        ({"FACTCHECK_CACHE": "", "HOME": "/h"}, "linux", "/h/.cache/factcheck"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "linux", "/x/factcheck"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "x"}, "linux", "/h/.cache/factcheck"),
        ({"HOME": "h"}, "linux", None),
        ({}, "linux", None),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "darwin", "/h/Library/Caches/factcheck"),
        ({"LOCALAPPDATA": "/l", "HOME": "/h"}, "win32", "/l/factcheck/cache"),
        ({"HOME": "/h"}, "win32", None),
    ],
)
def test_where_it_lies(environment: dict[str, str], platform: str, folder: str | None) -> None:
    assert cache_folder(environment, platform) == (None if folder is None else Path(folder))


def test_a_folder_is_named_from_the_working_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cache_folder({"FACTCHECK_CACHE": "c"}) == tmp_path / "c"


def refused(folder: Path) -> str:
    """Return why a folder is not used."""
    with pytest.raises(ProblemsError) as caught:
        refuse_unsafe(folder)
    (problem,) = caught.value.problems
    assert problem.code.code == "FC410"
    assert problem.severity is Severity.WARNING
    assert problem.hint is not None
    return problem.message


def test_one_of_ones_own_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    refuse_unsafe(folder)
    folder.mkdir(mode=0o700)
    refuse_unsafe(folder)


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_one_that_others_fill_is_not_used(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    folder.chmod(mode)
    assert "can be written to by others" in refused(folder)


def test_what_is_no_folder_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.write_bytes(b"")
    assert refused(path).endswith("is no folder")
    assert "cannot be used: Not a directory" in refused(path / "d")


def test_somebody_elses_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o700)
    own = tmp_path.stat().st_uid
    if own == 0:
        os.chown(tmp_path, 12345, -1)
        assert refused(tmp_path).endswith("belongs to somebody else")
        os.chown(tmp_path, 0, -1)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    if own != 0:
        assert refused(tmp_path).endswith("belongs to somebody else")
    monkeypatch.setattr(place, "_HAS_OWNERS", False)
    tmp_path.chmod(0o777)
    refuse_unsafe(tmp_path)


def test_stamps_tell_files_apart(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"old")
    before = stamps_of([path])
    assert stamps_of([path]) == before
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_bytes(b"new")
    os.utime(path, ns=times)
    # Size and time of the content are as they were, and still it is seen.
    assert stamps_of([path]) != before
    with pytest.raises(FileNotFoundError):
        stamps_of([tmp_path / "none"])


@pytest.mark.parametrize(
    ("modified", "changed", "is_settled"),
    [(0, 0, True), (SETTLED, 0, False), (0, SETTLED, False), (10 * SETTLED, 0, False)],
)
def test_what_was_just_changed_is_not_settled(
    modified: int, changed: int, is_settled: bool
) -> None:
    stamp = (1, 1, 1, modified, changed)
    assert are_settled((stamp,), SETTLED + 1) is is_settled
    assert are_settled(((1, 1, 1, 0, 0), stamp), SETTLED + 1) is is_settled
