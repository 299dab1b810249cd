"""`factcheck.lock` as it lies on disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from factcheck.evidence import find_root
from factcheck.lock.codes import BROKEN, OUTSIDE
from factcheck.lock.records import FORM, Lock
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from factcheck.lock.records import Entry

NAME = "factcheck.lock"
MAX_BYTES = 2**26
"""Far more than the lock of 10,000 claim files has."""


def place_of(claim_file: Path, root: Path | None = None) -> tuple[Path, str]:
    """Return where the lock of a claim file lies, and what the file is called in it.

    ``root`` is the project's, by default the one whose evidence may be read. Raises
    ``ProblemsError`` where the claim file lies outside of it.
    """
    folder = (root or find_root(claim_file)).resolve()
    path = claim_file.resolve()
    if not path.is_relative_to(folder):
        message = f"{quoted(claim_file.as_posix())} lies outside the project's folder"
        raise ProblemsError([Problem(OUTSIDE, message)])
    return folder / NAME, path.relative_to(folder).as_posix()


def read_lock(path: Path) -> Lock | None:
    """Return a lock from its file; ``None`` where there is none.

    Raises ``ProblemsError`` where it is none or of another form, ``OSError`` where it cannot be
    read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(content) > MAX_BYTES:
        raise _broken(f"it has more than {MAX_BYTES // 2**20} MiB")
    return _lock(_fields(content))


def lock_text(lock: Lock) -> str:
    """Return a lock as its file has it: JSON, sorted, a line break at its end."""
    return json.dumps(msgspec.to_builtins(lock), indent=2, sort_keys=True, ensure_ascii=True) + "\n"


def with_entries(lock: Lock | None, entries: Mapping[str, Entry]) -> Lock:
    """Return a lock with some entries replaced or added, and all others as they are."""
    kept = lock or Lock()
    return replace(kept, claims={**kept.claims, **entries})


def _fields(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content, object_pairs_hook=_record, parse_constant=_no_number)
    except ValueError as error:
        # Bytes that are no UTF-8 are among these, and a key that stands twice.
        raise _broken("it is no JSON, or has a key twice in one place") from error
    except RecursionError as error:
        raise _broken("it is too deep") from error
    if not isinstance(found, dict) or "lock" not in found:
        raise _broken("it has no field 'lock'")
    if type(found["lock"]) is not int or found["lock"] != FORM:
        shown = json.dumps(found["lock"])[:20]
        raise _broken(f"its form is {shown}, and this program knows {FORM}")
    return found


def _lock(fields: dict[str, Any]) -> Lock:
    try:
        return msgspec.convert(fields, Lock, strict=True)
    except msgspec.ValidationError as error:
        raise _broken(str(error)) from error


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


def _broken(why: str) -> ProblemsError:
    hint = "delete it, and write it again with `factcheck lock FILE…`"
    return ProblemsError([Problem(BROKEN, f"{NAME} cannot be read: {why}", hint=hint)])
