"""Which files of folders are claim files."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Span
from factcheck.together.codes import NO_CLAIM_FILE, TOO_MANY_FILES, UNREADABLE_CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = frozenset({".yml", ".yaml"})
BESIDE = frozenset({"rubrics", "scales"})
"""Folders whose files claim files name."""
MOST_FILES = 10_000
_LOOKED_AT = 2**16
_KEY = re.compile(
    rb"""^(?:\xef\xbb\xbf)?(?:\{ *)?["']?(factcheck|rubric|scale)["']?[ \t]*:(?=\s|$)""",
    re.MULTILINE,
)


class Found(Struct, frozen=True):
    """The claim files that were named, each once, and what is wrong with others."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def find_claim_files(named: Iterable[Path]) -> Found:
    """Return the files that are named, and those of the folders that are, in a fixed order.

    Files stand where they are named; those of a folder are sorted by their paths. What is named
    itself is not looked into: it is meant to be a claim file. A file that is met twice, be it
    through a link, is run once. Links to folders are not followed.

    Raises ``ProblemsError`` for more than 10,000 files, ``OSError`` where a folder cannot be
    looked into.
    """
    files: dict[Path, Path] = {}
    problems: list[Problem] = []
    for place in named:
        for path in _files_of(place, problems):
            files.setdefault(path.resolve(), path)
            if len(files) > MOST_FILES:
                raise ProblemsError([_too_many(path)])
    return Found(tuple(files.values()), tuple(dict.fromkeys(problems)))


def _files_of(place: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield a file, or the claim files of a folder; note what else is there."""
    if not place.is_dir():
        yield place
        return
    for path in _yaml_files(place):
        try:
            kind = kind_of(path)
        except OSError as error:
            problems.append(unreadable(path, error))
            continue
        if kind is None:
            problems.append(_no_claim_file(path))
        elif kind == "factcheck":
            yield path


def _yaml_files(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a folder and of those below it, sorted."""
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(each for each in folders if not _is_beside(each))
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                yield Path(place, name)


def claim_folders(named: Iterable[Path]) -> Iterator[Path]:
    """Yield the folders that are named and those below them which are looked into."""
    for place in named:
        for folder, folders, _ in os.walk(place):
            folders[:] = [each for each in folders if not _is_beside(each)]
            yield Path(folder)


def _refuse(error: OSError) -> None:
    raise error


def _is_beside(folder: str) -> bool:
    return folder in BESIDE or folder.startswith(".")


def kind_of(path: Path) -> str | None:
    """Return ``factcheck``, ``rubric`` or ``scale``, the key that says what a file of YAML is.

    ``None`` where it has none of them at its top level. Raises ``OSError`` where it cannot be read.
    """
    with path.open("rb") as file:
        found = {each.decode() for each in _KEY.findall(file.read(_LOOKED_AT))}
    return next((each for each in ("factcheck", "rubric", "scale") if each in found), None)


def unreadable(path: Path, error: OSError) -> Problem:
    """Return the problem of a claim file that the operating system does not let us read."""
    reason = (error.strerror or type(error).__name__).lower()
    message = f"{quoted(path.as_posix())} cannot be read: {reason}"
    return Problem(UNREADABLE_CLAIMS, message, _beginning(path))


def _no_claim_file(path: Path) -> Problem:
    message = f"{quoted(path.as_posix())} is no claim file: it has no key `factcheck`"
    hint = "begin it with `factcheck: 1`, or move it out of the folder"
    return Problem(NO_CLAIM_FILE, message, _beginning(path), hint=hint)


def _too_many(path: Path) -> Problem:
    message = f"there are more than {MOST_FILES:,} claim files"
    hint = "run the folders in it one after the other"
    return Problem(TOO_MANY_FILES, message, _beginning(path), hint=hint)


def _beginning(path: Path) -> Span:
    return Span(path.as_posix(), 1, 1, 1, 1)
