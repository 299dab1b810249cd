"""Where an evidence file lies, and whether it may be read."""

from __future__ import annotations

import re
import stat
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence import codes
from factcheck.evidence.noted import note
from factcheck.model.near import did_you_mean, nearest, quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    import os

    from factcheck.model.problem import Code
    from factcheck.model.span import Text

TEXTS = (".csv", ".tsv")
WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
PARQUET = ".parquet"
SQLITE, DUCKDB = ".sqlite", ".duckdb"
DATABASES = (SQLITE, DUCKDB)
"""Files that hold tables with names."""
STORES = (PARQUET, ".json", ".jsonl", ".ndjson", *DATABASES)
"""Files that keep their values by type, in columns with names."""
_SHARED = ".db"
"""The suffix of both kinds of databases; what is inside tells which one it is."""
_ALIASES = (".sqlite3", _SHARED)
SUFFIXES = (*TEXTS, *WORKBOOKS, *STORES, *_ALIASES)
PACKED = ".gz"
LINED = (*TEXTS, ".jsonl", ".ndjson")
"""Files whose rows begin at lines that an editor shows."""
PACKABLE = (*TEXTS, ".json", ".jsonl", ".ndjson")
"""Files that may be packed by gzip, with ``.gz`` behind these."""
ROOT_MARKERS = (".git", ".factcheck-root")
MARK_THE_ROOT = (
    "put an empty file '.factcheck-root' into the folder that all of the project lies in, or name "
    "that folder: --root FOLDER"
)
MAX_BYTES = 16 * 2**30
_MAX_LISTED = 2000
_SQLITE_MAGIC, _DUCKDB_MAGIC = b"SQLite forma", b"DUCK"
_MAGIC_END = 12
"""DuckDB has a checksum of 8 bytes before its mark."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:(?!\\)")


class Located(Struct, frozen=True):
    """A file that exists, lies inside the project and may be scanned."""

    path: Path
    """With every link resolved."""
    shown: str
    """Relative to the project's root, with ``/``."""
    suffix: str
    """In lower case; of a packed file the one before ``.gz``, of a database ``.sqlite`` or
    ``.duckdb``."""
    stamp: tuple[int, ...]
    """Changes when the file does."""
    size: int
    file: Text
    """As the claim file names it."""
    is_packed: bool = False
    """Whether it is packed by gzip."""


def find_root(claim_file: Path) -> Path:
    """Return the nearest marked folder above a claim file, else the file's own folder.

    What marks the root of a project is a repository, or the file that `factcheck init` writes.
    """
    folder = claim_file.resolve().parent
    for candidate in (folder, *folder.parents):
        if any((candidate / marker).exists() for marker in ROOT_MARKERS):
            return candidate
    return folder


def locate(
    file: Text, folder: Path, root: Path, *, suffixes: tuple[str, ...] = SUFFIXES
) -> Located:
    """Return the file that the claim file names, its path taken relative to ``folder``.

    Raises ``ProblemsError`` at its place in the claim file where it is an address, lies outside
    ``root``, does not exist, is no regular file, has another suffix or is too large.
    """
    _refuse_address(file)
    path = _resolved(file, folder)
    if not path.is_relative_to(root):
        message = f"{quoted(file.value)} lies outside the project's folder"
        raise _problem(file, codes.OUTSIDE, message, hint=MARK_THE_ROOT)
    note(path)
    suffix, is_packed = _kind_of(path)
    # A link may lead to a file of another kind.
    if not all(_is_read(each, suffixes) for each in (_kind_of(Path(file.value)), _kind_of(path))):
        message = f"{quoted(file.value)} is no {_alternatives(suffixes)} file"
        raise _problem(file, codes.WRONG_SUFFIX, message)
    status = _status(file, path, suffixes)
    _refuse_kind(file, status)
    shown = path.relative_to(root).as_posix()
    if suffix in _ALIASES:
        suffix = _kind_of_database(file, path, suffix)
    return Located(path, shown, suffix, stamp_of(status), status.st_size, file, is_packed)


def _kind_of_database(file: Text, path: Path, suffix: str) -> str:
    """Return the one suffix of a kind of databases."""
    if suffix != _SHARED:
        return SQLITE
    try:
        with path.open("rb") as binary:
            start = binary.read(_MAGIC_END)
    except OSError as error:
        raise unreadable(file, error) from error
    if start.startswith(_SQLITE_MAGIC):
        return SQLITE
    if start.endswith(_DUCKDB_MAGIC):
        return DUCKDB
    message = f"{quoted(file.value)} is no database of SQLite or DuckDB"
    raise _problem(file, codes.WRONG_SUFFIX, message)


def _kind_of(path: Path) -> tuple[str, bool]:
    """Return a file's suffix, of a packed one that before ``.gz``, and whether it is packed."""
    suffix = path.suffix.lower()
    return (path.with_suffix("").suffix.lower(), True) if suffix == PACKED else (suffix, False)


def _is_read(kind: tuple[str, bool], suffixes: tuple[str, ...]) -> bool:
    suffix, is_packed = kind
    return suffix in suffixes and (suffix in PACKABLE or not is_packed)


def stamp_of(status: os.stat_result) -> tuple[int, ...]:
    """Return what changes when a file is written to or replaced."""
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def unreadable(file: Text, error: OSError) -> ProblemsError:
    """Return the error of a file that the operating system does not let us read."""
    reason = error.strerror or type(error).__name__
    message = f"{quoted(file.value)} cannot be read: {reason.lower()}"
    return _problem(file, codes.UNREADABLE, message)


def _alternatives(suffixes: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(suffixes[:-1]), suffixes[-1])))


def _refuse_address(file: Text) -> None:
    if _ADDRESS.match(file.value) or file.value.startswith("//"):
        message = f"{quoted(file.value)} is an address; evidence is a file beside the claims"
        hint = "download it, and give the address as the source's `url`"
        raise _problem(file, codes.ADDRESS, message, hint=hint)


def _resolved(file: Text, folder: Path) -> Path:
    try:
        return (folder / file.value).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        # A loop of links, a NUL character or a name longer than the file system allows.
        message = f"{quoted(file.value)} is no path to a file"
        raise _problem(file, codes.MISSING_FILE, message) from error


def _status(file: Text, path: Path, suffixes: tuple[str, ...]) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        hint = _near_miss(path, file.value, suffixes)
        message = f"there is no file {quoted(file.value)}"
        raise _problem(file, codes.MISSING_FILE, message, hint=hint) from error
    except OSError as error:
        raise unreadable(file, error) from error


def _refuse_kind(file: Text, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        raise _problem(file, codes.NOT_REGULAR, f"{quoted(file.value)} is {kind}")
    if status.st_size > MAX_BYTES:
        size = f"{status.st_size / 2**30:.1f} GiB"
        message = f"{quoted(file.value)} has {size}; the limit is 16 GiB"
        raise _problem(file, codes.TOO_LARGE, message)


def _near_miss(path: Path, text: str, suffixes: tuple[str, ...]) -> str | None:
    """Return a hint with similar names of the folder that should hold the file."""
    if "\\" in text:
        return f"write the path with `/`: {quoted(text.replace(chr(92), '/'))}"
    if "*" in text:
        return "only `file` may be a pattern of names; here a path names one file"
    if not path.parent.is_dir():
        return f"there is no folder {quoted(Path(text).parent.as_posix())}"
    try:
        names = sorted(entry.name for entry in islice(path.parent.iterdir(), _MAX_LISTED))
    except OSError:
        return None
    tables = [name for name in names if _is_read(_kind_of(Path(name)), suffixes)]
    return did_you_mean(path.name, nearest(path.name, tables) or tables)


def _problem(file: Text, code: Code, message: str, *, hint: str | None = None) -> ProblemsError:
    return ProblemsError([Problem(code, message, file.span, hint=hint)])
