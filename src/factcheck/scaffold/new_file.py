"""From a table to a claim file that runs: looked at, written, and tried out."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence import find_root
from factcheck.evidence.locate import PACKED
from factcheck.evidence.look import look_at
from factcheck.model.near import quoted
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_text
from factcheck.scaffold.claim_file import claim_file, starter_claims
from factcheck.scaffold.names import name_for
from factcheck.scaffold.table_lines import Draft, column_names
from factcheck.scaffold.yaml_text import is_writable
from factcheck.spec.structure.patterns import TABLE_PATH

if TYPE_CHECKING:
    from factcheck.evidence.look import Known
    from factcheck.model.fraction import Fraction
    from factcheck.model.result import Assessment, RunResult

_NAME = "claims.yml"
"""A claim file's name; only its folder matters."""


class Made(Struct, frozen=True):
    """A claim file that was made."""

    text: str
    note: str | None
    """What its reader should know beside it."""


def new_claims(table: Path, folder: Path, known: Known) -> Made:
    """Return a claim file for a table, to be kept in ``folder``.

    Its claims hold: it was run, and their figures are what was found. Raises ``ProblemsError``
    where the table cannot be read as evidence, ``ValueError`` where a claim file in that folder
    cannot name it, or no claim on it can be checked.
    """
    seen = look_at(table, known)
    columns = seen.profile.columns
    file = _path_from(folder, table)
    draft = Draft(
        name=name_for(_stem(table), (), otherwise="table_1"),
        file=file,
        cut=seen.cut,
        sheet=known.sheet,
        cell_range=known.cell_range,
        is_workbook=seen.is_workbook,
        profile=seen.profile,
        names=column_names(columns),
    )
    return Made(_with_figures(draft, folder), _note(folder, table))


def _stem(table: Path) -> str:
    """Return a file's name without its suffix, and without that of what is packed in it."""
    return Path(table.stem).stem if table.suffix.lower() == PACKED else table.stem


def _path_from(folder: Path, table: Path) -> str:
    """Return the path of a table as a claim file in a folder writes it."""
    place = table.absolute().parent.resolve() / table.name
    try:
        file = Path(os.path.relpath(place, folder.resolve())).as_posix()
    except ValueError as error:
        raise ValueError(f"{quoted(str(table))} is on another drive than the claim file") from error
    file = f"./{file}" if file.startswith("~") else file
    if not re.match(TABLE_PATH, file) or not is_writable(file):
        raise ValueError(f"a claim file cannot name {quoted(file)}; rename the file or its folder")
    return file


def _note(folder: Path, table: Path) -> str | None:
    root = find_root(folder / _NAME)
    if table.resolve().is_relative_to(root):
        return None
    return (
        "the table lies outside the folder that claim files there may read from; move it below "
        f"{quoted(str(root))}, or run the file with --root"
    )


def _with_figures(draft: Draft, folder: Path) -> str:
    """Return the claim file with the figures that a run of it finds."""
    claims = starter_claims(draft)
    tried = claim_file(draft, claims, {})
    place = folder.resolve()
    # The table is the caller's own, wherever it lies.
    found = run_text(tried.encode(), file=_NAME, folder=place, root=Path(place.anchor))
    figures = _figures(found)
    kept = tuple(claim for claim in claims if claim.id in figures)
    if not kept:
        raise ValueError(f"no claim on the table can be checked: {_why(found)}")
    return claim_file(draft, kept, figures)


def _figures(found: RunResult) -> dict[str, Fraction]:
    """Return what was found, where that is a single number."""
    numbers = {claim.id: _number(claim.readings[0]) for claim in found.claims}
    return {name: number for name, number in numbers.items() if number is not None}


def _number(reading: Assessment) -> Fraction | None:
    """Return the one number that a reading found; ``None`` where it is no single one."""
    if reading.found is None or reading.verdict is Verdict.NOT_CHECKABLE:
        return None
    interval = reading.found.interval
    return interval.lower if interval.lower == interval.upper else None


def _why(found: RunResult) -> str:
    told = (claim.readings[0].explanation or claim.explanation for claim in found.claims)
    return next(filter(None, told), "its rows cannot be counted")
