"""A table of a database grouped by the database itself, so that only groups come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.duckdb_engine import MAX_WIDTH, RefusedError, TooMuchError
from factcheck.evidence.remote.answer import raw_scan
from factcheck.evidence.remote.query import grouping_query
from factcheck.evidence.sealed import OutOfMemoryError, QueryError

if TYPE_CHECKING:
    from factcheck.evidence.raw import RawRequest, RawScan
    from factcheck.evidence.remote.source import RemoteTable


class RemoteGrouper(Struct, frozen=True):
    """Groups the rows of one table of a database."""

    table: RemoteTable

    def scan(self, request: RawRequest) -> RawScan:
        """Return the groups of one scan, in which numbers are added by the database, exactly.

        Raises as ``Grouper`` says: ``ContentError`` where the database takes too long, or cannot
        be reached any more.
        """
        store, found = self.table.store, self.table.found
        if len(found.columns) > MAX_WIDTH:
            raise RefusedError
        query = grouping_query(store.dialect, found, request)
        floats = {place: one.kind for place, one in enumerate(found.columns) if one.is_float}
        try:
            rows = (row for batch in store.ask(query) for row in batch)
            answer = raw_scan(rows, request, floats)
        except OutOfMemoryError as error:
            raise TooMuchError from error
        except QueryError as error:
            raise RefusedError(str(error)) from error
        if not answer.rows:
            # A table is seldom empty, so Python looks as well.
            raise RefusedError
        return answer
