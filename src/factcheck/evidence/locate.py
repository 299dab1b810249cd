"""Where an evidence file lies, and whether it may be read."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.model.near import did_you_mean, nearest, quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    import os

    from factcheck.model.problem import Code
    from factcheck.model.spec import TableDeclaration

SUFFIXES = (".csv", ".tsv")
MAX_BYTES = 16 * 2**30
_MAX_LISTED = 2000
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:(?!\\)")


@dataclass(frozen=True, slots=True)
class Located:
    """A file that exists, lies inside the project and may be scanned."""

    path: Path
    """With every link resolved."""
    shown: str
    """Relative to the project's root, with ``/``."""
    suffix: str
    stamp: tuple[int, ...]
    """Changes when the file does."""
    size: int


def find_root(claim_file: Path) -> Path:
    """Return the nearest folder with ``.git`` above a claim file, else the file's own folder."""
    folder = claim_file.resolve().parent
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    return folder


def locate(declaration: TableDeclaration, folder: Path, root: Path) -> Located:
    """Return the file of a table, its path taken relative to ``folder``.

    Raises ``ProblemsError`` at the place of ``file`` in the claim file where it is an address,
    lies outside ``root``, does not exist, is no regular file, has another suffix or is too large.
    """
    text = declaration.file.value
    _refuse_address(declaration, text)
    path = _resolved(declaration, folder, text)
    if not path.is_relative_to(root):
        raise _problem(
            declaration, codes.OUTSIDE, f"{quoted(text)} lies outside the project's folder"
        )
    if path.suffix.lower() not in SUFFIXES or Path(text).suffix.lower() not in SUFFIXES:
        raise _problem(
            declaration, codes.WRONG_SUFFIX, f"{quoted(text)} is neither a .csv nor a .tsv file"
        )
    status = _status(declaration, path, text)
    _refuse_kind(declaration, status, text)
    shown = path.relative_to(root).as_posix()
    return Located(path, shown, path.suffix.lower(), stamp_of(status), status.st_size)


def stamp_of(status: os.stat_result) -> tuple[int, ...]:
    """Return what changes when a file is written to or replaced."""
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def unreadable(declaration: TableDeclaration, error: OSError) -> ProblemsError:
    """Return the error of a file that the operating system does not let us read."""
    reason = error.strerror or type(error).__name__
    text = quoted(declaration.file.value)
    return _problem(declaration, codes.UNREADABLE, f"{text} cannot be read: {reason.lower()}")


def _refuse_address(declaration: TableDeclaration, text: str) -> None:
    if _ADDRESS.match(text) or text.startswith("//"):
        raise _problem(
            declaration,
            codes.ADDRESS,
            f"{quoted(text)} is an address; evidence is a file beside the claims",
            hint="download it, and give the address as the source's `url`",
        )


def _resolved(declaration: TableDeclaration, folder: Path, text: str) -> Path:
    try:
        return (folder / text).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        # A loop of links, a NUL character or a name longer than the file system allows.
        message = f"{quoted(text)} is no path to a file"
        raise _problem(declaration, codes.MISSING_FILE, message) from error


def _status(declaration: TableDeclaration, path: Path, text: str) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        hint = _near_miss(path, text)
        message = f"there is no file {quoted(text)}"
        raise _problem(declaration, codes.MISSING_FILE, message, hint=hint) from error
    except OSError as error:
        raise unreadable(declaration, error) from error


def _refuse_kind(declaration: TableDeclaration, status: os.stat_result, text: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        raise _problem(declaration, codes.NOT_REGULAR, f"{quoted(text)} is {kind}")
    if status.st_size > MAX_BYTES:
        size = f"{status.st_size / 2**30:.1f} GiB"
        raise _problem(
            declaration, codes.TOO_LARGE, f"{quoted(text)} has {size}; the limit is 16 GiB"
        )


def _near_miss(path: Path, text: str) -> str | None:
    """Return a hint with similar names of the folder that should hold the file."""
    if "\\" in text:
        return f"write the path with `/`: {quoted(text.replace(chr(92), '/'))}"
    if not path.parent.is_dir():
        return f"there is no folder {quoted(Path(text).parent.as_posix())}"
    try:
        names = sorted(entry.name for entry in islice(path.parent.iterdir(), _MAX_LISTED))
    except OSError:
        return None
    tables = [name for name in names if name.lower().endswith(SUFFIXES)]
    return did_you_mean(path.name, nearest(path.name, tables) or tables)


def _problem(
    declaration: TableDeclaration, code: Code, message: str, *, hint: str | None = None
) -> ProblemsError:
    return ProblemsError([Problem(code, message, declaration.file.span, hint=hint)])
