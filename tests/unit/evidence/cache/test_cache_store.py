"""Entries: whole or not there, checked, and let go when there is too much of them."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence.cache import store as store_module
from factcheck.evidence.cache.store import Held, Store
from factcheck.evidence.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "0" * 32
KEY = f"{GROUP}-{'a' * 32}"
OTHER = f"{GROUP}-{'b' * 32}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "deep" / "cache"


def key_of(number: int) -> str:
    """Return one of many keys."""
    return f"{number:032x}-{'c' * 32}"


def aged(folder: Path, key: str, seconds: float) -> None:
    """Say that an entry was used so long ago."""
    used = time.time() - seconds
    os.utime(folder / f"{key}.json", (used, used))


def test_what_is_put_is_found(folder: Path) -> None:
    store = Store(folder)
    assert store.get(KEY) is None
    assert not store.has_group(GROUP)
    assert not store.has(KEY)
    store.put(KEY, b'{"a":  1}')
    assert Store(folder).get(KEY) == b'{"a":  1}'
    assert Store(folder).has_group(GROUP)
    assert Store(folder).has(KEY)
    assert Store(folder).get(OTHER) is None
    assert store.held() == Held(1, 4096)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / f"{KEY}.json").stat().st_mode & 0o777 == 0o600
    assert (folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f")


def test_an_entry_is_replaced(folder: Path) -> None:
    store = Store(folder)
    store.put(KEY, b"1")
    store.put(KEY, b"2")
    assert store.get(KEY) == b"2"


@pytest.mark.parametrize("place", range(0, 230, 7))
def test_one_changed_byte_is_noticed(folder: Path, place: int) -> None:
    Store(folder).put(KEY, b'{"cells":[1,2,3,"four"],"more":"of them, so that there are many"}')
    path = folder / f"{KEY}.json"
    content = bytearray(path.read_bytes())
    place = place % len(content)
    content[place] ^= 1
    path.write_bytes(content)
    assert Store(folder).get(KEY) is None
    assert not path.exists()


def test_an_entry_cut_anywhere_is_not_there(folder: Path) -> None:
    Store(folder).put(KEY, b'{"cells":[1,2,3]}')
    path = folder / f"{KEY}.json"
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        assert Store(folder).get(KEY) is None


def test_an_entry_under_another_name_is_not_there(folder: Path) -> None:
    Store(folder).put(KEY, b"1")
    (folder / f"{KEY}.json").rename(folder / f"{OTHER}.json")
    assert Store(folder).get(OTHER) is None


def test_an_entry_of_another_form_is_not_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "FORM", 2)
    Store(folder).put(KEY, b"1")
    monkeypatch.undo()
    assert Store(folder).get(KEY) is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"[" * 100_000, b'{"factcheck_cache": 1}'])
def test_what_is_no_entry_is_not_there(folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / f"{KEY}.json").write_bytes(content)
    assert Store(folder).get(KEY) is None


def test_links_pipes_and_folders_are_no_entries(folder: Path, tmp_path: Path) -> None:
    Store(folder).put(KEY, b"1")
    outside = tmp_path / "outside.json"
    (folder / f"{KEY}.json").rename(outside)
    (folder / f"{KEY}.json").symlink_to(outside)
    assert Store(folder).get(KEY) is None
    os.mkfifo(folder / f"{OTHER}.json")
    assert Store(folder).get(OTHER) is None
    third = f"{GROUP}-{'d' * 32}"
    (folder / f"{third}.json").mkdir()
    store = Store(folder)
    assert store.get(third) is None
    store.put(third, b"1")
    assert store.get(third) is None
    assert outside.exists()


def test_what_is_too_large_is_not_kept(folder: Path) -> None:
    store = Store(folder, most_of_one=10)
    store.put(KEY, b"1" * 11)
    assert store.get(KEY) is None
    Store(folder).put(KEY, b"1" * 10_000)
    assert store.get(KEY) is None


def test_those_that_were_not_used_for_longest_go_first(folder: Path) -> None:
    filled = Store(folder)
    for number in range(6):
        filled.put(key_of(number), b"1")
        aged(folder, key_of(number), 1000 - number)
    assert filled.get(key_of(0)) == b"1"
    store = Store(folder, most_bytes=3 * 4096)
    store.put(key_of(6), b"1")
    store.close()
    kept = [number for number in range(7) if store.get(key_of(number)) is not None]
    assert kept == [0, 5, 6]


def test_nothing_goes_where_nothing_was_written(folder: Path) -> None:
    Store(folder).put(KEY, b"1")
    store = Store(folder, most_bytes=0)
    assert store.get(KEY) == b"1"
    store.close()
    assert store.get(KEY) == b"1"


def test_what_killed_processes_left_is_removed_by_the_next_run(folder: Path) -> None:
    Store(folder).put(KEY, b"1")
    store = Store(folder)
    for is_written in (False, True):
        left = folder / ".x.json.999999999-0123abcd.part"
        left.write_bytes(b"half")
        store = Store(folder)
        if is_written:
            store.put(OTHER, b"1")
        store.close()
        assert not left.exists()
    assert store.held().entries == 2


def test_an_entry_that_another_process_removed_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(folder, most_bytes=0)
    store.put(KEY, b"1")

    def gone(_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(os, "unlink", gone)
    store.tidy()
    assert store.clear() == 0
    monkeypatch.undo()
    assert store.clear() == 1


def test_a_full_disk_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def full(path: Path, content: bytes, *, survives_power: bool) -> None:
        written.append(path)
        if path.name != "CACHEDIR.TAG":
            raise OSError(28, "No space left on device")
        write_whole(path, content, survives_power=survives_power)

    monkeypatch.setattr(store_module, "write_whole", full)
    store = Store(folder)
    store.put(KEY, b"1")
    store.put(OTHER, b"1")
    assert len(written) == 2
    assert store.get(KEY) is None


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file" / "cache")
    store.put(KEY, b"1")
    assert store.get(KEY) is None
    assert store.held() == Held(0, 0)
    store.close()


def test_only_what_is_ours_is_cleared(folder: Path) -> None:
    store = Store(folder)
    store.put(KEY, b"1")
    store.put(OTHER, b"1")
    (folder / "notes.json").write_text("mine")
    assert store.clear() == 2
    assert [path.name for path in folder.iterdir()] == ["notes.json"]
    (folder / "notes.json").unlink()
    assert store.clear() == 0
    assert not folder.exists()


def test_an_entry_is_json(folder: Path) -> None:
    Store(folder).put(KEY, b'{"a":1}')
    entry = json.loads((folder / f"{KEY}.json").read_bytes())
    assert entry["content"] == {"a": 1}
    assert entry["key"] == KEY
