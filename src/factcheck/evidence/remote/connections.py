"""From the name of an environment variable to the database that it leads to."""

from __future__ import annotations

import os
import re
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.remote.codes import NO_DRIVER, NO_VARIABLE, WRONG_CONNECTION
from factcheck.evidence.remote.names import parse_name
from factcheck.evidence.remote.source import RemoteTable
from factcheck.evidence.remote.store import Kind, RemoteError
from factcheck.evidence.stored.codes import CUT_LIKE_TEXT
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from factcheck.evidence.remote.store import Store
    from factcheck.model.spec import TableDeclaration


class _Engine(NamedTuple):
    """A kind of database."""

    called: str
    begins: re.Pattern[str]
    """Of its connection strings."""
    module: str
    """What has ``connect(text: str) -> Store``; imported where it is needed, for it is heavy."""
    drivers: tuple[str, ...]
    extra: str


_ENGINES = (
    _Engine(
        "PostgreSQL",
        # As an address, or as libpq's own list: host=… dbname=…
        re.compile(r"postgres(ql)?://|\s*[a-z_]+\s*=", re.IGNORECASE),
        "factcheck.evidence.remote.postgres",
        ("psycopg", "sqlglot"),
        "postgres",
    ),
    _Engine(
        "Spark",
        re.compile(r"spark://|local(\[|$|\?)", re.IGNORECASE),
        "factcheck.evidence.remote.spark",
        ("pyspark", "sqlglot"),
        "spark",
    ),
)


_FRACTIONS = frozenset({Kind.DECIMAL, Kind.WIDE, Kind.NARROW})


class Connections:
    """The databases of one run, each connected to once, so that its tables are of one state."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = os.environ if environment is None else environment
        self._stores: dict[str, Store] = {}
        # Kept so that each is looked up, and its digest calculated, once.
        self._tables: dict[tuple[str, str], RemoteTable] = {}

    def table(self, declaration: TableDeclaration) -> RemoteTable:
        """Return the table that a declaration names, in a database that was connected to.

        Raises ``ProblemsError`` at its ``connection`` or its ``table``, whichever is wrong.
        """
        connection, relation = declaration.connection, declaration.relation
        assert connection is not None
        assert relation is not None
        try:
            table = self._table(connection.value, relation.value.strip())
            _refuse_locale(declaration, table)
        except RemoteError as error:
            span = (relation if error.at == "table" else connection).span
            problem = Problem(error.code, error.message, span, hint=error.hint)
            # What the driver said may quote the connection string.
            raise ProblemsError([problem]) from None
        return table

    def close(self) -> None:
        """End every connection."""
        self._tables.clear()
        while self._stores:
            self._stores.popitem()[1].close()

    def _table(self, variable: str, name: str) -> RemoteTable:
        known = self._tables.get((variable, name))
        if known is None:
            parts = parse_name(name)
            store = self._store(variable)
            known = RemoteTable(store, store.find(parts), f"{name} at {variable}")
            self._tables[variable, name] = known
        return known

    def _store(self, variable: str) -> Store:
        if variable not in self._stores:
            self._stores[variable] = connected(variable, self._environment)
        return self._stores[variable]


def _refuse_locale(declaration: TableDeclaration, table: RemoteTable) -> None:
    """Raise ``RemoteError`` where numbers of the database would be read as a country prints them.

    Then ``1.234`` of a column of numbers would be more than a thousand.
    """
    own = {each.header.strip(): each.locale for each in declaration.columns}
    for column in table.found.columns:
        locale = own.get(column.name.strip()) or declaration.locale
        if locale is not None and column.kind in _FRACTIONS:
            message = (
                f"column {quoted(column.name)} holds numbers of the database, "
                f"which no country prints otherwise, and `locale` is {locale}"
            )
            hint = "declare `locale` only of columns that hold texts"
            raise RemoteError(CUT_LIKE_TEXT, message, hint=hint, at="table")


def connected(variable: str, environment: Mapping[str, str]) -> Store:
    """Return the database that an environment variable leads to.

    Raises ``RemoteError`` where it is not set, says nothing that is known, or where its database
    cannot be reached.
    """
    text = environment.get(variable, "").strip()
    if not text:
        what = "is empty" if variable in environment else "is not set"
        message = f"the environment variable {variable} {what}"
        hint = f"set {variable} to a connection string, such as postgresql://…/database"
        raise RemoteError(NO_VARIABLE, message, hint=hint)
    engine = next((each for each in _ENGINES if each.begins.match(text)), None)
    if engine is None:
        message = f"{variable} has a connection string of no kind that is known"
        hint = "it begins with postgresql://, spark:// or local[…]"
        raise RemoteError(WRONG_CONNECTION, message, hint=hint)
    missing = [driver for driver in engine.drivers if find_spec(driver) is None]
    if missing:
        listed = " and ".join(map(quoted, missing))
        message = f"{variable} is for {engine.called}, for which {listed} must be installed"
        hint = f"pip install 'factcheck-statistics[{engine.extra}]'"
        raise RemoteError(NO_DRIVER, message, hint=hint)
    connect: Callable[[str], Store] = import_module(engine.module).connect
    return connect(text)
