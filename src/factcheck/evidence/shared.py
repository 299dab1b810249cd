"""Tables that several claim files read: opened once, and scanned once for all of them.

Every reader announces what it will ask before the first scan. What is shared is the raw scan of
the rows and no cell: each claim file gets back exactly the groups that it would have asked for
alone, so that what is found of it cannot depend on the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import ContentError
from factcheck.evidence.united import part_of, united
from factcheck.model.span import Span, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from factcheck.evidence.content import Fingerprint
    from factcheck.evidence.locate import Located
    from factcheck.evidence.raw import RawRequest, RawScan
    from factcheck.evidence.remote.connections import Connections
    from factcheck.evidence.source import Origin
    from factcheck.evidence.table import Table

    Scan = Callable[[RawRequest], RawScan]

# What a declaration says of a table without any effect on its rows. A rubric classifies cells.
_BESIDE = frozenset(
    {"name", "source", "scope", "base", "vintage", "rubric", "classified_by", "is_illustrative"}
)


class Shared:
    """What the readers of several claim files have in common; nothing is kept that was fetched."""

    def __init__(self) -> None:
        self._tables: dict[Hashable, Table] = {}
        self._rows: dict[Hashable, SharedRows] = {}
        self._connections: Connections | None = None

    def connections(self) -> Connections:
        """Return the databases of the run, of which each is connected to once."""
        if self._connections is None:
            # Imported here because most tables lie in files.
            from factcheck.evidence.remote.connections import Connections

            self._connections = Connections()
        return self._connections

    def opened(self, origin: Origin, lang: str, opening: Callable[[], Table]) -> Table:
        """Return a table as ``opening`` opens it, once for all that declare it alike.

        Faults name a table, so that those that are called otherwise are opened again.
        """
        key = (origin.declaration.name, _key(origin, lang))
        if key not in self._tables:
            self._tables[key] = opening()
        return self._tables[key]

    def rows_of(self, origin: Origin, lang: str) -> SharedRows:
        """Return what is shared of the rows of a table, whatever it is called."""
        return self._rows.setdefault(_key(origin, lang), SharedRows())

    def close(self) -> None:
        """Forget every table, and end the connections to databases."""
        self._tables.clear()
        self._rows.clear()
        if self._connections is not None:
            self._connections.close()


class SharedRows:
    """The rows of one table, which are read once for all that was announced."""

    def __init__(self) -> None:
        self._seen: Fingerprint | None = None
        self._asked: list[RawRequest] = []
        self._found: dict[RawRequest, tuple[RawRequest, RawScan]] = {}

    def fingerprint(self, taking: Callable[[], Fingerprint]) -> Fingerprint:
        """Return the digest as ``taking`` takes it, once for all."""
        if self._seen is None:
            self._seen = taking()
        return self._seen

    def announce(self, request: RawRequest) -> None:
        """Note a scan that will be asked for."""
        self._asked.append(request)

    def scanned(self, request: RawRequest, scan: Scan) -> RawScan:
        """Return what one scan finds; the first one of several answers all of them.

        Where the joint scan fails, such as for its memory, each one is made alone.
        Raises what ``scan`` raises.
        """
        if request in self._asked and request not in self._found:
            self._scan_together(request, scan)
        known = self._found.get(request)
        found = scan(request) if known is None else part_of(*known, request)
        self._forget(request)
        return found

    def _scan_together(self, request: RawRequest, scan: Scan) -> None:
        whole, members = united(request, self._asked)
        if len(members) == 1:
            return
        try:
            found = scan(whole)
        except ContentError:
            # Too much for all together is not too much for each.
            return
        for each in members:
            self._found[each] = whole, found

    def _forget(self, request: RawRequest) -> None:
        """Let go what nobody will ask for any more."""
        if request in self._asked:
            self._asked.remove(request)
        if request not in self._asked:
            self._found.pop(request, None)


def _key(origin: Origin, lang: str) -> Hashable:
    """Return what two tables agree in that have the same rows, header and faults."""
    joined = None if origin.joined is None else _key(origin.joined, lang)
    located = (*origin.files, *(each.located for each in origin.beside))
    files = tuple(map(_file, located))
    given = None if origin.given is None else id(origin.given)
    return (_placeless(origin.declaration, _BESIDE), files, given, joined, lang)


def _file(located: Located) -> Hashable:
    return (located.path, located.stamp, located.shown)


def _placeless(node: object, beside: frozenset[str] = frozenset()) -> Hashable:
    """Return a record as nested tuples, without places and the fields that are named."""
    if isinstance(node, Span):
        return None
    if isinstance(node, Text):
        return node.value
    if isinstance(node, tuple):
        return tuple(map(_placeless, node))
    if isinstance(node, Struct):
        named = ((each, getattr(node, each)) for each in node.__struct_fields__)
        fields = tuple((name, _placeless(value)) for name, value in named if name not in beside)
        return (type(node), fields)
    # Everything else in a declaration is a plain value: a text, number, truth value or enum.
    return node
