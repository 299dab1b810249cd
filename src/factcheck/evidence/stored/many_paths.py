"""The files that match a pattern of names: walked without leaving the folder it begins in."""

from __future__ import annotations

import os
import re
from fnmatch import translate
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.locate import (
    DATABASES,
    MARK_THE_ROOT,
    MAX_BYTES,
    WORKBOOKS,
    locate,
    unreadable,
)
from factcheck.evidence.noted import note
from factcheck.evidence.stored.codes import WRONG_PATTERN
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.locate import Located
    from factcheck.model.problem import Code

MAX_FILES = 10_000
MAX_DEPTH = 16
"""How many folders `**` stands for at most."""
MAX_SEEN = 200_000
"""How many names are looked at."""
MAX_BYTES_OF_ALL = 4 * MAX_BYTES
MAX_BYTES_OF_WORKBOOKS = 2**28
"""Workbooks are held in memory."""
_SIGNS = "*?["
_ANY_FOLDERS = "**"
_MAX_LISTED = 2000


class _Seen:
    """How many names were looked at so far, and the folder that no link may lead out of."""

    def __init__(self, file: Text, root: Path) -> None:
        self._file = file
        self._root = root
        self._count = 0

    def is_folder(self, entry: os.DirEntry[str]) -> bool:
        """Whether something is a folder; raises ``ProblemsError`` for a link to one outside."""
        if not entry.is_dir():
            return False
        if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(self._root):
            message = f"{quoted(self._file.value)} matches the link {quoted(entry.name)}"
            message += ", which leads out of the project's folder"
            raise _problem(self._file, codes.OUTSIDE, message)
        return True

    def names(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        """Yield what lies in a folder, by name; raises ``ProblemsError`` for too many."""
        note(folder)
        try:
            with os.scandir(folder) as entries:
                found = list(islice(entries, MAX_SEEN + 1))
        except OSError as error:
            raise unreadable(self._file, error) from error
        self._count += len(found)
        if self._count > MAX_SEEN:
            message = f"more than {MAX_SEEN:,} names lie where {quoted(self._file.value)} looks"
            raise _problem(self._file, WRONG_PATTERN, message, "name the folder more exactly")
        yield from sorted(found, key=lambda entry: entry.name)


def is_pattern(file: Text, folder: Path) -> bool:
    """Whether a path stands for all files that match it; a file of that very name is that file."""
    if not any(sign in file.value for sign in _SIGNS):
        return False
    try:
        return not (folder / file.value).exists()
    except (OSError, ValueError):
        return True


def locate_all(file: Text, folder: Path, root: Path) -> tuple[Located, ...]:
    """Return the files that match a pattern, sorted by their paths as the pattern has them.

    Names that begin with a dot match only where the pattern has the dot; `**` follows no links.
    Raises ``ProblemsError`` where none matches, for what ``locate`` refuses, for a file that is
    found in two ways, and for too many or too large files.
    """
    start, parts = _split(file)
    base = _base(file, start, folder, root)
    found: dict[Path, Located] = {}
    problems: list[Problem] = []
    for path in _named(file, _Seen(file, root), start, base, parts):
        try:
            one = locate(Text(path, file.span), folder, root)
        except ProblemsError as error:
            problems.extend(error.problems)
            continue
        _refuse_twice(one, found)
        found[one.path] = one
    if problems:
        raise ProblemsError(problems)
    located = tuple(found.values())
    _refuse_kinds(file, located)
    return located


def shown_pattern(file: Text, folder: Path, root: Path) -> str:
    """Return a pattern as reports show it: from the project's root, with ``/``."""
    start, parts = _split(file)
    base = (folder / start).resolve()
    return PurePosixPath(base.relative_to(root).as_posix(), *parts).as_posix()


def shown_files(pattern: str, files: tuple[Located, ...]) -> str:
    """Return a pattern with how many files it matched, and the first and the last of them."""
    if len(files) == 1:
        return f"{pattern} (1 file, {files[0].shown})"
    return f"{pattern} ({len(files):,} files, {files[0].shown} to {files[-1].shown})"


def _split(file: Text) -> tuple[str, tuple[str, ...]]:
    """Return the folder that a pattern begins in, and the parts of it from its first sign on."""
    parts = PurePosixPath(file.value).parts
    first = next(place for place, part in enumerate(parts) if any(one in part for one in _SIGNS))
    return str(PurePosixPath(*parts[:first])), parts[first:]


def _base(file: Text, start: str, folder: Path, root: Path) -> Path:
    """Return the folder that a pattern begins in, with every link resolved."""
    _refuse_parts(file)
    try:
        base = (folder / start).resolve()
        is_folder = base.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{quoted(file.value)} is no path to files"
        raise _problem(file, codes.MISSING_FILE, message) from error
    if not base.is_relative_to(root):
        message = f"{quoted(file.value)} lies outside the project's folder"
        raise _problem(file, codes.OUTSIDE, message, MARK_THE_ROOT)
    note(base)
    if not is_folder:
        hint = f"there is no folder {quoted(start)}"
        raise _problem(file, codes.MISSING_FILE, f"no file matches {quoted(file.value)}", hint)
    return base


def _refuse_parts(file: Text) -> None:
    _, parts = _split(file)
    if ".." in parts:
        message = f"{quoted(file.value)} goes back with `..` behind a pattern"
        raise _problem(file, WRONG_PATTERN, message, "write the folder without `..`")
    wrong = next((one for one in parts if _ANY_FOLDERS in one and one != _ANY_FOLDERS), None)
    if wrong is not None or parts[-1] == _ANY_FOLDERS:
        shown = quoted(wrong or _ANY_FOLDERS)
        message = f"`**` stands for whole folders, and {shown} is the name of one"
        raise _problem(file, WRONG_PATTERN, message, "write `*` within a name: data/**/part-*.csv")


def _named(file: Text, seen: _Seen, start: str, base: Path, parts: tuple[str, ...]) -> list[str]:
    """Return the paths that match, as the claim file would write them, sorted."""
    found: set[str] = set()
    for path in _walk(base, parts, seen):
        found.add(str(PurePosixPath(start, path.relative_to(base).as_posix())))
        if len(found) > MAX_FILES:
            message = f"more than {MAX_FILES:,} files match {quoted(file.value)}"
            raise _problem(file, WRONG_PATTERN, message, "put several of them into one file")
    if not found:
        message = f"no file matches {quoted(file.value)}"
        raise _problem(file, codes.MISSING_FILE, message, _near_miss(base, parts))
    return sorted(found)


def _walk(folder: Path, parts: tuple[str, ...], seen: _Seen, depth: int = 0) -> Iterator[Path]:
    first, *rest = parts
    if first == _ANY_FOLDERS:
        yield from _walk(folder, tuple(rest), seen)
        if depth == MAX_DEPTH:
            return
        for entry in seen.names(folder):
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield from _walk(Path(entry.path), parts, seen, depth + 1)
        return
    matches = re.compile(translate(first)).match
    for entry in seen.names(folder):
        if not matches(entry.name) or (entry.name[0] == "." and first[0] != "."):
            continue
        if not rest:
            yield Path(entry.path)
        elif seen.is_folder(entry):
            yield from _walk(Path(entry.path), tuple(rest), seen)


def _near_miss(base: Path, parts: tuple[str, ...]) -> str | None:
    with os.scandir(base) as entries:
        names = sorted(entry.name for entry in islice(entries, _MAX_LISTED))
    kept = [name for name in names if not name.startswith(".")]
    if len(parts) == 1:
        suffix = PurePosixPath(parts[0]).suffix
        kept = [name for name in kept if name.endswith(suffix)] or kept
    return did_you_mean(parts[0], kept)


def _refuse_twice(one: Located, found: dict[Path, Located]) -> None:
    other = found.get(one.path)
    if other is not None:
        message = f"{quoted(one.file.value)} is the same file as {quoted(other.file.value)}"
        hint = "the rows would count twice; narrow the pattern"
        raise _problem(one.file, codes.SAME_FILE, message, hint)


def _refuse_kinds(file: Text, located: tuple[Located, ...]) -> None:
    kind = located[0].suffix
    if any(one.suffix in DATABASES for one in located):
        message = f"{quoted(file.value)} is a pattern, and a database is named by its own path"
        raise _problem(file, WRONG_PATTERN, message)
    total = sum(one.size for one in located)
    limit = MAX_BYTES_OF_WORKBOOKS if kind in WORKBOOKS else MAX_BYTES_OF_ALL
    if total > limit:
        shown = f"{limit / 2**30:g} GiB" if limit >= 2**30 else f"{limit // 2**20} MiB"
        size = f"{total / 2**30:.2f} GiB"
        message = f"the files that match {quoted(file.value)} have {size}; the limit is {shown}"
        raise _problem(file, codes.TOO_LARGE, message)


def _problem(file: Text, code: Code, message: str, hint: str | None = None) -> ProblemsError:
    return ProblemsError([Problem(code, message, file.span, hint=hint)])
