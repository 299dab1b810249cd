"""A table of a database as evidence: its digest, and its rows as texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck.evidence import codes
from factcheck.evidence.content import ChangedError, ContentError
from factcheck.evidence.cut import refuse_width
from factcheck.evidence.frame import Frame
from factcheck.evidence.sealed import OutOfMemoryError, QueryError
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.remote.store import FoundTable, Store

_FORM = "factcheck table 1"
"""What the digest is of; another one where it is made in another way."""


class RemoteTable:
    """A table of a database that is connected to."""

    __slots__ = ("_digest", "found", "shown", "store")

    def __init__(self, store: Store, found: FoundTable, shown: str) -> None:
        self.store = store
        self.found = found
        self.shown = shown
        """As the report shows it: ``public.cases at FACTCHECK_WAREHOUSE``."""
        self._digest: bytes | None = None

    def chunks(self) -> Iterator[bytes]:
        """Yield what stands for the bytes of the table: a description that all content decides.

        It has the columns with their kinds, the number of rows, and sums of two halves of a
        digest of each row, calculated by the database, so that the order of the rows does not
        matter; databases with the same content have the same. Asked for once, and kept. Raises
        ``ContentError`` where the database does not answer.
        """
        if self._digest is None:
            self._digest = self._described()
        yield self._digest

    def refuse_change(self) -> None:
        """Raise ``ChangedError`` where the table has other content than its digest by now.

        A database whose tables keep one state for a connection is not asked again.
        """
        if self._digest is not None and not self.store.keeps_state:
            seen = self._described()
            if seen != self._digest:
                raise ChangedError

    def _described(self) -> bytes:
        # Imported here because sqlglot takes long to load.
        from factcheck.evidence.remote.digest import digest_query

        query = digest_query(self.store.dialect, self.found)
        rows, first, second = next(_answer(self.store, query, "its digest"))
        columns = [[one.name, one.kind.value] for one in self.found.columns]
        sums = [str(int(first or 0)), str(int(second or 0))]
        told = {"form": _FORM, "columns": columns, "rows": int(rows), "sums": sums}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def remote_frame(table: RemoteTable) -> Frame:
    """Return the rows of a table as texts; a value that is not there is the empty text.

    They are ordered by the texts of all their columns, so that they come in the same order each
    time and from each database. A column of other values than single ones is a fault of that
    column. Raises ``ContentError`` for a table without columns, and for one with too many.
    """
    found = table.found
    if not found.columns:
        raise ContentError(Fault(codes.NO_HEADER, "the table has no columns"))
    refuse_width(len(found.columns))
    floats = {place: one.kind for place, one in enumerate(found.columns) if one.is_float}

    def rows() -> Iterator[tuple[int, list[str]]]:
        # Imported here because sqlglot takes long to load.
        from factcheck.evidence.remote.floats import float_cell
        from factcheck.evidence.remote.query import rows_query

        query = rows_query(table.store.dialect, found)
        for number, row in enumerate(_answer(table.store, query, "its rows"), start=1):
            cells = list(row)
            for place, kind in floats.items():
                cells[place] = float_cell(cells[place], kind)
            yield number, cells

    headers = tuple(one.name.strip() for one in found.columns)
    faults = tuple(filter(None, (one.fault() for one in found.columns)))
    return Frame(headers, rows, faults=faults, is_printed=False)


def _answer(store: Store, query: str, what: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of an answer without which nothing can be said of the table."""
    try:
        for batch in store.ask(query):
            yield from batch
    except OutOfMemoryError as error:
        message = f"the database needs more memory than it has for {what}"
        raise ContentError(Fault(codes.TOO_MUCH, message)) from error
    except QueryError as error:
        from factcheck.evidence.remote.codes import LOST_CONNECTION

        message = f"the database does not answer a query for {what}: {error}"
        raise ContentError(Fault(LOST_CONNECTION, message)) from error
