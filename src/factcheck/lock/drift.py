"""What a run uses beside what a lock pins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.lock.codes import MOVED, NO_LOCK, VERSIONS
from factcheck.lock.pins import pins_of
from factcheck.lock.stored import NAME, place_of, read_lock
from factcheck.model.near import listed, quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from factcheck.lock.records import Entry, PinnedTable
    from factcheck.model.span import Span
    from factcheck.pipeline import Planned

_SHEET = re.compile(r"(?:(?<=\.xlsx)|(?<=\.xlsb)|(?<=\.xls)|(?<=\.ods)) \([^:()]+\)")
"""The sheet of a workbook, behind its name; a range of cells has a colon."""
_SHORT = 12
"""So many digits of a digest are shown."""


class DriftError(ProblemsError):
    """What a run uses is not what the lock pins."""


def refuse_drift(claim_file: Path, root: Path | None) -> Callable[[Planned], None]:
    """Return what raises ``DriftError`` where a planned run uses anything that is not pinned.

    Raises ``ProblemsError`` itself where nothing is pinned for the claim file, or the lock cannot
    be read, and ``OSError`` as ``read_lock``.
    """
    path, name = place_of(claim_file, root)
    lock = read_lock(path)
    command = f"`factcheck lock {claim_file.as_posix()}{_option(root)}`"
    hint = f"write it with {command}"
    if lock is None:
        message = f"there is no {NAME} in the project's folder"
        raise ProblemsError([Problem(NO_LOCK, message, hint=hint)])
    if name not in lock.claims:
        message = f"{NAME} has no entry for {quoted(name)}"
        raise ProblemsError([Problem(NO_LOCK, message, hint=hint)])
    pinned = lock.claims[name]

    def refuse(planned: Planned) -> None:
        spans = {table.name: table.span for table in planned.spec.tables}
        meant = f"if that is meant, pin what is there now with {command}"
        problems = tuple(moved(pinned, pins_of(planned), spans, meant))
        if problems:
            raise DriftError(problems)

    return refuse


def _option(root: Path | None) -> str:
    return "" if root is None else f" --root {root.as_posix()}"


def moved(
    old: Entry, new: Entry, spans: Mapping[str, Span], hint: str | None = None
) -> Iterator[Problem]:
    """Yield what is not as it was pinned: versions first, then tables, then other files.

    ``spans`` has the places of tables in the claim file.
    """
    versions = list(_other_versions(old, new))
    if versions:
        message = f"{NAME} was written otherwise than this run goes: {'; '.join(versions)}"
        yield Problem(VERSIONS, message, hint=hint)
    for name in _either(old.tables, new.tables):
        told = _of_table(name, old.tables.get(name), new.tables.get(name))
        if told is not None:
            yield Problem(MOVED, told, spans.get(name), hint=hint)
    for name in _either(old.files, new.files):
        told = _of_file(name, old.files.get(name), new.files.get(name))
        if told is not None:
            yield Problem(MOVED, told, hint=hint)


def _either(old: Iterable[str], new: Iterable[str]) -> list[str]:
    return sorted({*old, *new})


def _other_versions(old: Entry, new: Entry) -> Iterator[str]:
    pairs = (
        ("factcheck", old.factcheck, new.factcheck),
        ("language", old.language, new.language),
        ("hedges", old.hedges, new.hedges),
    )
    for what, before, now in pairs:
        if before != now:
            yield f"{what} {before} → {now}"


def _of_table(name: str, old: PinnedTable | None, new: PinnedTable | None) -> str | None:
    """Return what is not as pinned of one table; ``None`` where all is."""
    if new is None:
        return f"table {quoted(name)} is pinned in {NAME}, and the claim file declares it no more"
    if old is None:
        return f"table {quoted(name)} ({new.path}) is not pinned in {NAME}"
    told = list(_differing(old, new))
    return f"table {quoted(name)} is not as {NAME} pins it: {'; '.join(told)}" if told else None


def _differing(old: PinnedTable, new: PinnedTable) -> Iterator[str]:
    # Locks that were written before sheets were named have the same table without its sheet.
    if old.path not in {new.path, _SHEET.sub("", new.path)}:
        yield f"read from '{old.path}' → '{new.path}'"
    if old.sha256 != new.sha256:
        yield f"sha256 {_short(old.sha256)} → {_short(new.sha256)}"
    is_other = old.sha256 != new.sha256 or old.rows != new.rows
    if is_other:
        same = f"{new.rows:,} rows as before"
        yield same if old.rows == new.rows else f"rows {old.rows:,} → {new.rows:,}"
    columns = list(_of_columns(old.columns, new.columns))
    yield from columns
    if is_other and not columns:
        yield "the same columns"


def _of_columns(old: Mapping[str, str | None], new: Mapping[str, str | None]) -> Iterator[str]:
    """Yield columns that are gone or new, and those that are read as something else.

    A column whose type only one side tells is one that claims use there alone: neither the claim
    file is pinned nor the date of a run.
    """
    gone, added = [name for name in old if name not in new], [n for n in new if n not in old]
    if gone:
        yield f"without {listed(sorted(gone))}"
    if added:
        yield f"with {listed(sorted(added))}"
    for name in sorted({*old} & {*new}):
        before, now = old[name], new[name]
        if before is not None and now is not None and before != now:
            yield f"{quoted(name)} is read as {before} → {now}"


def _of_file(name: str, old: str | None, new: str | None) -> str | None:
    if old == new:
        return None
    if new is None:
        return f"'{name}' is pinned in {NAME}, and this run reads it no more"
    if old is None:
        return f"'{name}' is not pinned in {NAME}"
    return f"'{name}' is not as {NAME} pins it: sha256 {_short(old)} → {_short(new)}"


def _short(sha256: str) -> str:
    return f"{sha256[:_SHORT]}…" if sha256 else "(cannot be read)"
