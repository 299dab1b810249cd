"""The Python interface: run claims on files or on DataFrames, and look at the result."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, TypeAlias

from factcheck.bounds.answers import Recorder
from factcheck.model import result as records
from factcheck.model.dates import is_date
from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError
from factcheck.pipeline import run_file, run_text

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    # pyarrow says nothing of its types.
    from pyarrow import RecordBatch, Table

    from factcheck.evidence.given import Given

    Frame: TypeAlias = pd.DataFrame | pl.DataFrame | Table | RecordBatch

__all__ = ["ProblemsError", "RunResult", "run"]

TEXT = "<text>"
"""The name that places of problems carry where the claims are a text and no file."""


class RunResult(records.RunResult, frozen=True):
    """Everything that was found, frozen; ``claims`` has a record for each claim, in their order.

    A claim has its ``verdict`` and one or more ``readings``; each of those has ``claimed`` and
    ``found``, sets of numbers with their wording, unit and exact ``interval`` (shares from 0 to 1,
    points from 0 to 100), the ``calculation`` with file and rows behind every number, and the ids
    of its ``sources``, which the result has in full. ``declared``, ``evaluated`` and ``decided``
    count claims. ``disputes`` has a record for each dispute. ``exit_code`` is the one of
    `factcheck run`: 0 where every claim is as expected.
    """

    def to_frame(self, *, readings: bool = False) -> pd.DataFrame:
        """Return the claims as a pandas DataFrame: one row a claim, or with ``readings`` a reading.

        The columns of claims are ``id``, ``form``, ``verdict``, ``expected``, ``as_expected``,
        ``claimed``, ``found``, ``reason``, ``quote``, ``source``, ``illustrative`` and
        ``confidence``; those of readings ``id``, ``reading``, ``form``, ``measure``, ``figure``,
        ``verdict``, ``claimed``, ``found``, ``distance``, ``reason``, ``quote``, ``source``,
        ``illustrative`` and ``confidence``. ``as_expected`` and ``illustrative`` are truth values,
        ``confidence`` is a number from 0 to 1, missing where a verdict needs nothing that is less
        than certain, and all others are text; ``claimed`` and ``found`` are in words with their
        unit, and missing where a claim's readings differ. A claim of parts is followed by its
        parts, with ids such as ``claim / part``.
        """
        from factcheck.frames.claims_frame import claims_frame

        return claims_frame(self, readings=readings)

    def __repr__(self) -> str:
        from factcheck.report.summary import summary

        return f"<RunResult: {summary(self)}>"

    def _repr_html_(self) -> str:
        """Return a table of the verdicts, as notebooks show it; every text is escaped."""
        from factcheck.report.notebook import render

        return render(self)


def run(
    path_or_text: str | bytes | os.PathLike[str],
    tables: Mapping[str, Frame] | None = None,
    *,
    root: str | os.PathLike[str] | None = None,
    strict: bool = False,
    as_of: str | None = None,
) -> RunResult:
    """Return the verdicts on the claims of a file or of a text.

    ``path_or_text`` is the path of a claim file; or its text: bytes, or a string with a line
    break. The files that a text names are relative to ``root``.

    ``tables`` are DataFrames of pandas or polars, or Tables of pyarrow, by the names of tables
    under ``evidence``; each is read instead of the table's file, which need not exist. An edition
    of a table with ``vintages`` has the name ``police@2016-01``. Columns are those of the frame,
    and of its index where that has a name; cells mean what they would in a file: a missing value
    is an empty cell, whose meaning has to be declared, and units come from the claim file.

    ``root`` is the folder that no evidence may lie outside of: by default the nearest one with a
    ``.git`` or ``.factcheck-root``, else the claim file's; for a text the current folder. With
    ``strict``, an undetermined verdict that was not expected counts as not as expected. ``as_of``
    is the date (``2012``, ``2012-07`` or ``2012-07-31``) whose vintages of tables are read by
    claims that name none.

    Raises ``ProblemsError`` where the claims or their evidence are wrong; nothing was evaluated
    then. Its ``problems`` have a ``code``, ``message``, ``span`` and ``hint`` each, and printed it
    shows what the command would. Raises ``OSError`` where the claim file cannot be read,
    ``ValueError`` for a table that the claims do not have, for ``as_of`` that is no date and for
    ``root`` that is no folder, ``TypeError`` for an argument of another type, and ``TypeError`` or
    ``ValueError`` for a frame that is no table of values, with the place.
    """
    _refuse_wrong_kinds(path_or_text, tables, root, strict=strict, as_of=as_of)
    if as_of is not None and not is_date(as_of):
        raise ValueError(f"{quoted(as_of)} is no date such as 2012, 2012-07 or 2012-07-31")
    given = _given(tables or {})
    folder = None if root is None else _folder(root)
    try:
        if isinstance(path_or_text, bytes) or _is_text(path_or_text):
            place = folder or Path()
            found = run_text(
                _encoded(path_or_text),
                file=TEXT,
                folder=place,
                root=place,
                strict=strict,
                given=given,
                as_of=as_of,
                desk=Recorder(),
            )
        else:
            path = Path(path_or_text)
            found = run_file(
                path, root=folder, strict=strict, given=given, as_of=as_of, desk=Recorder()
            )
    except ProblemsError as error:
        # The same error with the same problems, but printed as the command prints them.
        raise _rendered(error) from None
    return RunResult(**{name: getattr(found, name) for name in found.__struct_fields__})


def _refuse_wrong_kinds(
    path_or_text: object, tables: object, root: object, *, strict: object, as_of: object
) -> None:
    """Raise ``TypeError`` for an argument that would be misunderstood, or mean nothing."""
    path = (str, os.PathLike)
    _require("path_or_text", path_or_text, (*path, bytes), "a path, or claims as a text or bytes")
    hint = "DataFrames by the names of their tables, such as {'police': frame}"
    _require("tables", tables, (Mapping, NoneType), hint)
    for name in tables if isinstance(tables, Mapping) else ():
        _require("a name of 'tables'", name, (str,), "the name of a table")
    _require("root", root, (*path, NoneType), "the path of a folder")
    _require("strict", strict, (bool,), "True or False")
    _require("as_of", as_of, (str, NoneType), "a date as a text, such as '2012-07'")


def _require(name: str, given: object, kinds: tuple[type, ...], wanted: str) -> None:
    if not isinstance(given, kinds):
        raise TypeError(f"{name} is {quoted(repr(given))}; it has to be {wanted}")


def _folder(root: str | os.PathLike[str]) -> Path:
    folder = Path(root)
    if not folder.is_dir():
        raise ValueError(f"root is {quoted(str(folder))}, which is no folder")
    return folder


def _is_text(path_or_text: str | os.PathLike[str]) -> bool:
    """Whether claims are given as a text; no path has a line break."""
    return isinstance(path_or_text, str) and ("\n" in path_or_text or "\r" in path_or_text)


def _encoded(text: object) -> bytes:
    # What cannot be encoded is refused where the text is read, with its place.
    return text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogatepass")


def _given(tables: Mapping[str, Frame]) -> dict[str, Given]:
    if not tables:
        return {}
    from factcheck.frames.given_table import given_table

    return {name: given_table(name, frame) for name, frame in tables.items()}


def _rendered(error: ProblemsError) -> ProblemsError:
    from factcheck.report import render_problems

    return ProblemsError(error.problems, render_problems(error.problems).rstrip("\n"))
