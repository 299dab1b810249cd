"""Columns out of folders: ``year=2020/region=north`` in the path of a file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from factcheck.evidence.content import ContentError
from factcheck.evidence.given import Given
from factcheck.evidence.stored.codes import WRONG_PARTITIONS
from factcheck.model.cell import Fault
from factcheck.model.near import listed, quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evidence.locate import Located

_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_HINT = "lay the files out as year=2020/region=north/…, or remove `partitions`"


def partitions_of(files: Sequence[Located]) -> Given:
    """Return the columns that the folders of each file are, and their values, one row a file.

    Folders are those of the path that the claim file names, and of what matches its pattern.
    Raises ``ProblemsError`` where there are none, and where files have different ones.
    """
    found = [_folders(one) for one in files]
    names = tuple(name for name, _ in found[0])
    if not names:
        message = f"no folder of {quoted(files[0].file.value)} is a partition, such as year=2020"
        raise _problem(files[0], message)
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), None)
    if twice is not None:
        raise _problem(files[0], f"{quoted(files[0].file.value)} has {quoted(twice)} twice")
    for file, one in zip(files, found, strict=True):
        own = tuple(name for name, _ in one)
        if own != names:
            message = (
                f"{quoted(file.file.value)} has {_told(own)}, and {quoted(files[0].file.value)} "
                f"has {_told(names)}"
            )
            raise _problem(file, message)
    return Given(names, tuple(tuple(value for _, value in one) for one in found))


def refuse_columns_of_files(names: Sequence[str], headers: Sequence[str]) -> None:
    """Raise ``ContentError`` for a partition that the files have as a column too."""
    known = {header.casefold(): header for header in headers}
    both = next((name for name in names if name.casefold() in known), None)
    if both is not None:
        message = (
            f"the folders are partitions of {quoted(both)}, and the files have a column "
            f"{quoted(known[both.casefold()])} themselves"
        )
        hint = "remove `partitions` to read the column, or leave the column out of the files"
        raise ContentError(Fault(WRONG_PARTITIONS, message, hint=hint))


def _folders(file: Located) -> list[tuple[str, str]]:
    parts = PurePosixPath(file.file.value).parts[:-1]
    pairs = (part.partition("=") for part in parts)
    try:
        # Blanks around are no part of a name, as in every header.
        named = [(_decoded(name).strip(), value) for name, sign, value in pairs if sign]
        return [(name, _value(value)) for name, value in named if name]
    except UnicodeDecodeError as error:
        message = f"the folders of {quoted(file.file.value)} are no utf-8 behind their `%`"
        raise _problem(file, message) from error


def _value(text: str) -> str:
    return "" if text == _NO_VALUE else _decoded(text)


def _decoded(text: str) -> str:
    return unquote(text, errors="strict")


def _told(names: Sequence[str]) -> str:
    return f"partitions {listed(names)}" if names else "no partitions"


def _problem(file: Located, message: str) -> ProblemsError:
    return ProblemsError([Problem(WRONG_PARTITIONS, message, file.file.span, hint=_HINT)])
