"""Where the cache lies, and whether it may be trusted to lie there."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.evidence.cache.codes import NOT_USED
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "FACTCHECK_CACHE"
OFF = "off"
_NAME = "factcheck"
_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_HAS_OWNERS = hasattr(os, "geteuid")


def cache_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Return the folder that the environment names, else the user's; ``None`` for no cache.

    It need not exist. ``None`` too where the user has no folder of his own.
    """
    said = environment.get(VARIABLE, "")
    if said:
        return None if said == OFF else Path(said).absolute()
    if platform == "win32":
        return _below(environment.get("LOCALAPPDATA"), _NAME, "cache")
    home = environment.get("HOME")
    if platform == "darwin":
        return _below(home, "Library", "Caches", _NAME)
    return _below(environment.get("XDG_CACHE_HOME"), _NAME) or _below(home, ".cache", _NAME)


def _below(folder: str | None, *names: str) -> Path | None:
    # Relative ones count for nothing, as the specification of these variables says.
    return Path(folder, *names) if folder and Path(folder).is_absolute() else None


def refuse_unsafe(folder: Path) -> None:
    """Raise ``ProblemsError``, with a warning, for a folder that is none or that others fill.

    Whoever can write into it decides what the next run finds.
    """
    try:
        status = folder.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unused(folder, f"cannot be used: {error.strerror}") from error
    if not stat.S_ISDIR(status.st_mode):
        raise _unused(folder, "is no folder")
    if _HAS_OWNERS and status.st_uid not in {os.geteuid(), 0}:
        raise _unused(folder, "belongs to somebody else")
    if _HAS_OWNERS and status.st_mode & _OF_OTHERS:
        hint = f"take that from them, `chmod go-w {folder.as_posix()}`, or name another folder"
        raise _unused(folder, "can be written to by others", hint)


def _unused(folder: Path, why: str, hint: str | None = None) -> ProblemsError:
    message = f"the cache is not used: {quoted(folder.as_posix())} {why}"
    hint = hint or f"name another folder, or none with `{VARIABLE}={OFF}`"
    return ProblemsError([Problem(NOT_USED, message, hint=hint, severity=Severity.WARNING)])
