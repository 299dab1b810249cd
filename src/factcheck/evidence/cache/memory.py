"""What earlier runs have found in tables, found again without a look at them.

An entry is called by everything that its content depends on: the bytes of the files, the
declaration, what is asked of the table, and the program. The bytes are known by the digest that
was taken of files with the same stamps, else they are read for it.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from factcheck.evidence.cache.coding import CodingError, coded, decoded, told
from factcheck.evidence.cache.program import program
from factcheck.evidence.cache.stamps import TELLS_CHANGES, are_settled, stamps_of
from factcheck.evidence.content import ChangedError, opened
from factcheck.evidence.locate import DATABASES, STORES, TEXTS, WORKBOOKS
from factcheck.model.cell import OpenedTable, TableCells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from factcheck.evidence.cache.store import Store
    from factcheck.evidence.reader import EvidenceReader
    from factcheck.evidence.source import Origin
    from factcheck.model.plan import TablePlan

Rows = tuple[tuple[str, ...], ...]
Found = TypeVar("Found", TableCells, OpenedTable, Rows)

KEPT = frozenset({*TEXTS, *WORKBOOKS, *STORES}) - {*DATABASES}
"""The kinds of files whose bytes are all that there is of a table; no databases."""
_HALF = 32
_CHUNK = 2**20


class Memory:
    """What is remembered of tables, in a store that earlier runs have filled."""

    def __init__(self, store: Store, clock: Callable[[], int] = time.time_ns) -> None:
        self._store = store
        self._clock = clock

    @property
    def is_empty(self) -> bool:
        """Whether nothing is remembered of any table."""
        return self._store.is_empty

    def watch(self, origin: Origin, lang: str) -> Watched | None:
        """Return what is remembered of one table, before anything of it is read.

        ``None`` for one of which nothing may be kept: it hides small cells, was passed in or lies
        in a database.
        """
        if not all(map(_may_be_kept, _chain(origin))):
            return None
        with suppress(CodingError, OSError):
            shape = _digest([program(), _told_of(origin), lang])
            return Watched(self._store, origin, shape, self._clock())
        return None

    def reader(self, folder: Path, root: Path, **said: Any) -> EvidenceReader:  # noqa: ANN401 - same
        """Return a reader as ``EvidenceReader`` is, with the same arguments, that remembers."""
        from factcheck.evidence.cache.reader import RememberingReader

        return RememberingReader(folder, root, memory=self, **said)

    def close(self) -> None:
        """Let go what there is too much of."""
        self._store.close()


class Watched:
    """One table, whose bytes are known or become known."""

    def __init__(self, store: Store, origin: Origin, shape: str, now: int) -> None:
        self._store = store
        self._origin = origin
        self._files = tuple(origin.every_file)
        self._shape = shape
        self._stamps = stamps_of(file.path for file in self._files)
        self._is_settled = are_settled(self._stamps, now)
        self._digest = self._remembered()
        self._waiting: dict[str, bytes] = {}
        """What was found while the digest was not known, by group."""

    def opened(self, look: Callable[[], OpenedTable]) -> OpenedTable:
        """Return a table with its header, as ``look`` finds it where it is not remembered."""
        group = self._group("opened")
        found = self._get(group)
        if isinstance(found, OpenedTable):
            return found
        made = look()
        if _is_read(made):
            self._keep(group, made)
        return made

    def rows(self, columns: tuple[str, ...], look: Callable[[], Rows]) -> Rows:
        """Return the distinct rows of columns, as ``look`` finds them where not remembered."""
        group = self._group("rows", columns)
        found = self._get(group)
        if isinstance(found, tuple):
            return found
        made = look()
        # No cells need follow, which would tell the digest.
        self._digest = self._digest or self._taken()
        self._keep(group, made)
        return made

    def knows(self, plan: TablePlan) -> bool:
        """Whether there is an entry with the cells of a plan."""
        key = self._known(self._group("cells", plan))
        return key is not None and self._store.has(key)

    def cells(self, plan: TablePlan, look: Callable[[], TableCells]) -> TableCells:
        """Return the cells of a plan, as ``look`` finds them where they are not remembered."""
        group = self._group("cells", plan)
        found = self._get(group)
        if isinstance(found, TableCells):
            return found
        made = look()
        if made.sha256 and _is_read(made):
            self._learn(made.sha256)
            self._keep(group, made)
        return made

    def _group(self, kind: str, *asked: object) -> str | None:
        try:
            return _digest([kind, self._shape, told(asked)])
        except CodingError:
            return None

    def _known(self, group: str | None) -> str | None:
        """Return the key of an entry; ``None`` where there is none of any bytes."""
        if group is None:
            return None
        if self._digest is None and self._store.has_group(group):
            # Files with other stamps may be the same, as after another check-out.
            self._digest = self._taken()
        return None if self._digest is None else _key(group, self._digest)

    def _get(self, group: str | None) -> object:
        key = self._known(group)
        content = None if key is None else self._store.get(key)
        if content is None:
            return None
        with suppress(CodingError, msgspec.MsgspecError):
            return decoded(msgspec.json.decode(content))
        return None

    def _keep(self, group: str | None, made: object) -> None:
        if group is None or not self._is_settled:
            return
        with suppress(CodingError, UnicodeEncodeError):
            self._waiting[group] = msgspec.json.encode(coded(made))
        if self._digest is not None and self._is_unchanged():
            for each, content in self._waiting.items():
                self._store.put(_key(each, self._digest), content)
            self._waiting.clear()

    def _learn(self, sha256: str) -> None:
        """Note the digest of what was scanned, whatever was thought of it before."""
        if self._digest != sha256:
            self._digest = sha256
            self._remember()

    def _is_unchanged(self) -> bool:
        try:
            return stamps_of(file.path for file in self._files) == self._stamps
        except OSError:
            return False

    @property
    def _stamp_key(self) -> str:
        paths = [str(file.path) for file in self._files]
        return _key(_digest(["stamps", paths]), repr(self._stamps))

    def _remembered(self) -> str | None:
        """Return the digest that was taken of the same files with the same stamps."""
        content = self._store.get(self._stamp_key) if TELLS_CHANGES and self._is_settled else None
        return None if content is None else msgspec.json.decode(content, type=str)

    def _remember(self) -> None:
        if TELLS_CHANGES and self._is_settled and self._is_unchanged():
            self._store.put(self._stamp_key, msgspec.json.encode(self._digest))

    def _taken(self) -> str | None:
        """Return the digest of all bytes, read for it alone; ``None`` where they cannot be."""
        digest = hashlib.sha256()
        try:
            for chunk in _chunks(self._origin):
                digest.update(chunk)
        except (OSError, ChangedError):
            return None
        self._digest = digest.hexdigest()
        self._remember()
        return self._digest


def _is_read(found: OpenedTable | TableCells) -> bool:
    """Whether a table was read.

    What is wrong with a whole table may be for want of memory, which is no fault of it.
    """
    return all(fault.column is not None for fault in found.faults)


def _chunks(origin: Origin) -> Iterator[bytes]:
    """Yield what the digest of a table is of, as a scan takes it."""
    for file in (*(each.located for each in origin.beside), *origin.files):
        with opened(file) as binary:
            while chunk := binary.read(_CHUNK):
                yield chunk
    if origin.partitions is not None:
        yield from origin.partitions.chunks()
    if origin.joined is not None:
        yield from _chunks(origin.joined)


def _chain(origin: Origin) -> Iterator[Origin]:
    """Yield a table, the one that is joined to it, and so on."""
    yield origin
    if origin.joined is not None:
        yield from _chain(origin.joined)


def _may_be_kept(origin: Origin) -> bool:
    one = origin.declaration
    is_hidden = one.min_cell is not None
    is_read_from_files = origin.given is None and origin.remote is None
    are_kept = all(file.suffix in KEPT for file in origin.files)
    return is_read_from_files and bool(origin.files or origin.beside) and are_kept and not is_hidden


def _told_of(origin: Origin) -> object:
    """Return the declarations of a table and those joined to it, and what its files are called."""
    return [
        [
            told(each.declaration),
            each.pattern,
            None if each.partitions is None else [each.partitions.headers, each.partitions.rows],
            len(each.beside),
            [[file.shown, file.suffix, file.size, file.is_packed] for file in each.files],
        ]
        for each in _chain(origin)
    ]


def _key(group: str, member: str) -> str:
    return f"{group}-{hashlib.sha256(member.encode()).hexdigest()[:_HALF]}"


def _digest(parts: object) -> str:
    try:
        content = msgspec.json.encode(parts)
    except UnicodeEncodeError as error:
        raise CodingError(str(error)) from error
    return hashlib.sha256(content).hexdigest()[:_HALF]
