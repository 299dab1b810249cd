"""PostgreSQL without a server: what is asked of a connection, and what becomes of its errors."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors

from factcheck.evidence.content import ContentError
from factcheck.evidence.remote import postgres
from factcheck.evidence.remote.postgres import PostgresStore, connect
from factcheck.evidence.remote.postgres_catalog import (
    COLUMNS,
    DATABASE,
    NAMES,
    RELATION,
    kind_of,
    reason_of,
)
from factcheck.evidence.remote.store import Kind, RemoteError
from factcheck.evidence.sealed import OutOfMemoryError, QueryError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


@dataclass
class Cursor:
    """Answers in batches, and fails where it is told to."""

    batches: list[list[tuple[object, ...]]]
    fails: Exception | None = None
    fails_later: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        self.batches.clear()

    def execute(self, query: bytes) -> None:
        assert query == b"SELECT 1"
        if self.fails is not None:
            raise self.fails

    def fetchmany(self, size: int) -> list[tuple[object, ...]]:
        assert size == postgres.BATCH
        if not self.batches and self.fails_later is not None:
            raise self.fails_later
        return self.batches.pop(0) if self.batches else []


@dataclass
class Connection:
    """What a connection is asked, and what it answers."""

    answers: dict[bytes, object] = field(default_factory=dict)
    cursors: list[Cursor] = field(default_factory=list)
    asked: list[object] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    closed: bool = False

    def execute(self, query: Any, values: object = ()) -> Connection:  # noqa: ANN401 - any query
        self.asked.append((query, values) if values else query)
        self.found = self.answers.get(query, [])
        if isinstance(self.found, Exception):
            raise self.found
        return self

    def fetchall(self) -> object:
        return self.found

    def cursor(self, name: str) -> Cursor:
        self.names.append(name)
        return self.cursors.pop(0)

    def close(self) -> None:
        self.closed = True


def store(connection: Connection) -> PostgresStore:
    return PostgresStore(connection)  # type: ignore[arg-type] # as much of one as is needed


def test_an_answer_comes_in_batches_and_leaves_the_transaction_as_it_was() -> None:
    connection = Connection(cursors=[Cursor([[(1,), (2,)], [(3,)]]), Cursor([])])
    known = store(connection)
    assert list(known.ask("SELECT 1")) == [[(1,), (2,)], [(3,)]]
    assert list(known.ask("SELECT 1")) == []
    assert connection.asked == ["SAVEPOINT before", "RELEASE SAVEPOINT before"] * 2
    assert len(set(connection.names)) == 2
    assert known.dialect == "postgres"
    assert known.keeps_state
    known.close()
    assert connection.closed


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errors.NumericValueOutOfRange(), QueryError),
        (errors.DiskFull(), OutOfMemoryError),
        (errors.StatementTooComplex(), OutOfMemoryError),
        (errors.QueryCanceled(), ContentError),
        (errors.InsufficientPrivilege(), ContentError),
        (psycopg.InterfaceError(), ContentError),
    ],
)
def test_a_query_that_fails_is_taken_back(error: Exception, kind: type[Exception]) -> None:
    connection = Connection(cursors=[Cursor([], fails=error)])
    with pytest.raises(kind):
        list(store(connection).ask("SELECT 1"))
    assert connection.asked == ["SAVEPOINT before", "ROLLBACK TO SAVEPOINT before"]


def test_a_connection_that_ends_is_told() -> None:
    connection = Connection(cursors=[Cursor([], fails=errors.AdminShutdown())], closed=True)
    with pytest.raises(ContentError, match="ended the connection") as raised:
        list(store(connection).ask("SELECT 1"))
    assert raised.value.fault.code.code == "FC287"
    assert connection.asked == ["SAVEPOINT before"]


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    broken = Cursor([[(1,)]], fails_later=errors.QueryCanceled())
    known = store(Connection(cursors=[broken]))
    with pytest.raises(ContentError, match="time allowed"):
        list(known.ask("SELECT 1"))


def test_texts_in_another_encoding_are_no_texts() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no")
    known = store(Connection(cursors=[Cursor([[(1,)]], fails_later=error)]))
    with pytest.raises(ContentError, match="not in the encoding"):
        list(known.ask("SELECT 1"))


def relation(*, may_read: bool = True) -> dict[bytes, object]:
    columns = [
        ("id", "integer", "pg_catalog", "int4", "b"),
        ("mood", "mood", "public", "mood", "e"),
        ("x", "jsonb", "pg_catalog", "jsonb", "b"),
    ]
    return {DATABASE: [("data",)], RELATION: [(7, may_read)], COLUMNS: columns}


def test_a_table_is_found_with_its_columns() -> None:
    connection = Connection(relation())
    found = store(connection).find(("cases",))
    assert found.parts == ("public", "cases")
    assert [(one.name, one.kind) for one in found.columns] == [
        *(("id", Kind.WHOLE), ("mood", Kind.TEXT), ("x", Kind.OTHER))
    ]
    assert connection.asked == [(RELATION, ("public", "cases")), (COLUMNS, (7,))]
    assert store(Connection(relation())).find(("data", "own", "cases")).parts == ("own", "cases")


@pytest.mark.parametrize("parts", [("cases",), ("other", "public", "cases")])
def test_a_table_that_is_not_there_has_near_ones(parts: tuple[str, ...]) -> None:
    answers = {**relation(), RELATION: [], NAMES: [("public.casess",), ("own.people",)]}
    with pytest.raises(RemoteError, match="no table or view") as raised:
        store(Connection(answers)).find(parts)
    assert raised.value.at == "table"
    assert raised.value.hint == "did you mean 'public.casess'?"


@pytest.mark.parametrize(
    "answers", [relation(may_read=False), {RELATION: errors.InsufficientPrivilege()}]
)
def test_a_table_that_may_not_be_read(answers: dict[bytes, object]) -> None:
    with pytest.raises(RemoteError, match="does not let this user read") as raised:
        store(Connection(answers)).find(("cases",))
    assert (raised.value.code.code, raised.value.at) == ("FC285", "table")


def test_a_catalogue_that_does_not_answer() -> None:
    with pytest.raises(RemoteError, match=r"what its tables are: (QueryCanceled|57014)") as raised:
        store(Connection({RELATION: errors.QueryCanceled()})).find(("cases",))
    assert raised.value.at == "connection"


PASSWORD = 'it\'s "100%" \\ s3cret@host'  # noqa: S105 - what must not be shown
ESCAPED = "it%27s%20%22100%25%22%20%5C%20s3cret%40host"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://anna:{ESCAPED}@127.0.0.1:{{port}}/data",
        f"postgresql://anna:{PASSWORD}@127.0.0.1:{{port}}/data",
        "host=127.0.0.1 port={port} user=anna password='it\\'s s3cret'",
        "host=127.0.0.1 port={port} user=anna password='it\\'s s3cret",
        "postgresql://anna:100%s3cret@127.0.0.1:{port}/data",
    ],
)
def test_nothing_of_a_connection_string_is_told(text: str) -> None:
    with pytest.raises(RemoteError) as raised:
        connect(text.replace("{port}", str(free_port())))
    told = f"{raised.value!r} {raised.value.message} {raised.value.hint}"
    assert not any(part in told for part in ("s3cret", "anna", "127.0.0.1", "it's"))
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_a_reader_changes_nothing_and_names_mean_the_databases_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = Connection()
    told: list[str] = []

    def connection(text: str, **_: object) -> Connection:
        told.append(text)
        return made

    monkeypatch.setattr(psycopg, "connect", connection)
    monkeypatch.setenv("FACTCHECK_STATEMENT_TIMEOUT", "30")
    connect("host=h connect_timeout=3 client_encoding=latin1")
    settings = dict(one[1][:2] for one in made.asked)  # type: ignore[index]
    assert settings["statement_timeout"] == "30s"
    assert settings["search_path"] == "pg_catalog"
    assert settings["default_transaction_read_only"] == "on"
    assert made.read_only is True  # type: ignore[attr-defined]
    assert "connect_timeout=3" in told[0]
    assert "client_encoding=UTF8" in told[0]


def test_a_server_that_takes_no_settings_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    query = b"SELECT pg_catalog.set_config(%s, %s, true)"
    made = Connection({query: errors.UndefinedObject()})
    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: made)
    with pytest.raises(RemoteError, match="settings of a reader"):
        connect("host=h")
    assert made.closed


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ('FATAL:  password authentication failed for user "anna"', "the password is wrong"),
        ("connection refused", "nothing answers"),
        ("connection timeout expired", "in time"),
        ('FATAL:  database "x" does not exist', "no database of that name"),
        ('FATAL:  role "anna" does not exist', "does not know this user"),
        ("something new", "cannot be reached"),
    ],
)
def test_reasons_are_in_words_of_ours(message: str, reason: str) -> None:
    assert reason in reason_of(message)
    assert "anna" not in reason_of(message)


@pytest.mark.parametrize(
    ("schema", "base", "sort", "kind"),
    [
        *(("pg_catalog", "int8", "b", Kind.WHOLE), ("pg_catalog", "numeric", "b", Kind.DECIMAL)),
        *(("pg_catalog", "bpchar", "b", Kind.TEXT), ("public", "citext", "b", Kind.TEXT)),
        *(("pg_catalog", "interval", "b", Kind.OTHER), ("pg_catalog", "_int4", "b", Kind.OTHER)),
        *(("public", "int4", "c", Kind.OTHER), ("pg_catalog", "bytea", "b", Kind.OTHER)),
        *(("pg_catalog", "money", "b", Kind.OTHER), ("pg_catalog", "timetz", "b", Kind.OTHER)),
    ],
)
def test_types_are_of_a_kind(schema: str, base: str, sort: str, kind: Kind) -> None:
    assert kind_of(schema, base, sort) is kind
