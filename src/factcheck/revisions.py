"""A claim file as it was in a revision of its repository, read with `git` where that is there."""

from __future__ import annotations

import re
import subprocess
from shutil import which
from typing import TYPE_CHECKING

from factcheck.model.near import quoted

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 60
"""Seconds until `git` is given up."""
_MOST_BYTES = 2**24
_REVISION = re.compile(r"[^\s:\x00-\x1f\x7f-][^\s:\x00-\x1f\x7f]*")
"""What may be handed to `git`: nothing that it would take for an option or a path."""


class NoRevisionError(Exception):
    """A file cannot be had as it was."""


def file_at(path: Path, revision: str) -> bytes:
    """Return the bytes of a file in a revision of the repository that it lies in.

    Nothing is checked out, and nothing in the repository changes. Raises ``NoRevisionError`` where
    there is no `git`, no repository, no such revision, or no such file in it.
    """
    if not _REVISION.fullmatch(revision):
        raise NoRevisionError(f"{quoted(revision)} is no revision, such as 'main' or 'HEAD~1'")
    git = which("git")
    if git is None:
        raise NoRevisionError("there is no `git` to ask; compare two reports instead")
    folder = path.resolve().parent
    _asked(git, folder, ("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"), revision)
    # The name after `./` is one in the folder, whatever letters it has.
    found = _asked(git, folder, ("cat-file", "blob", f"{revision}:./{path.name}"), revision, path)
    if len(found) > _MOST_BYTES:
        raise NoRevisionError(f"{quoted(path.name)} at {quoted(revision)} is too large")
    return found


def _asked(
    git: str, folder: Path, arguments: tuple[str, ...], revision: str, path: Path | None = None
) -> bytes:
    """Return what `git` prints; raise ``NoRevisionError`` where it refuses."""
    try:
        finished = subprocess.run(  # noqa: S603 - git with arguments that are no options
            (git, "-C", str(folder), *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise NoRevisionError(f"`git` gave no answer in {_PATIENCE} seconds") from error
    if finished.returncode == 0:
        return finished.stdout
    if path is not None:
        raise NoRevisionError(f"there is no file {quoted(path.name)} at {quoted(revision)}")
    reason = _last_line(finished.stderr)
    told = f": {reason}" if reason else ""
    raise NoRevisionError(f"there is no revision {quoted(revision)} of a repository here{told}")


def _last_line(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else ""
