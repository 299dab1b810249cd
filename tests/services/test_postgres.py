"""Tables of a PostgreSQL server as evidence of claim files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from store_tables import cells, table

from factcheck.evidence.content import ContentError
from factcheck.evidence.raw import RawRequest, RawSet
from factcheck.evidence.remote.grouper import RemoteGrouper
from factcheck.evidence.remote.postgres import connect
from factcheck.evidence.remote.source import RemoteTable, remote_frame
from factcheck.evidence.remote.store import RemoteError
from factcheck.model.cell import GroupingSet
from factcheck.model.plan import TablePlan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import psycopg

VARIABLE = "FACTCHECK_WAREHOUSE"
PASSWORD = 'it\'s "100%" \\ s3cret@host/x'  # noqa: S105 - what must not be shown
SECRETS = ("s3cret", "it's", "reader one", "127.0.0.1", quote(PASSWORD, safe=""))
READER = "reader one"
CLAIMS = """\
factcheck: 1
evidence:
  cases:
    connection: FACTCHECK_WAREHOUSE
    table: {name}
    key: year
    columns:
      n:
        unit: cases
claims:
  c:
    measure: cases.n[year = 2020]
    figure: 12 cases
"""


@pytest.fixture
def owner(postgres: str) -> Iterator[psycopg.Connection]:
    """A connection that may do everything, to a schema that is removed afterwards."""
    import psycopg

    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS press CASCADE")
        connection.execute("CREATE SCHEMA press")
        yield connection
        connection.execute("DROP SCHEMA press CASCADE")


@pytest.fixture
def reader(owner: psycopg.Connection, postgres: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The connection string of a user with a hostile password, who may read one table."""
    from psycopg import sql

    owner.execute("CREATE TABLE press.cases (year int, n int)")
    owner.execute("INSERT INTO press.cases VALUES (2020, 12), (2021, 30)")
    owner.execute("CREATE TABLE press.secret (year int, n int)")
    role = sql.Identifier(READER)
    if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (READER,)).fetchall():
        made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(PASSWORD))
        owner.execute(made)
    owner.execute(sql.SQL("GRANT USAGE ON SCHEMA press TO {}").format(role))
    owner.execute(sql.SQL("GRANT SELECT ON press.cases TO {}").format(role))
    text = string(postgres)
    monkeypatch.setenv(VARIABLE, text)
    return text


def string(postgres: str, *, user: str = READER, password: str = PASSWORD, port: int = 0) -> str:
    place = urlsplit(postgres)
    secret = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return f"postgresql://{secret}@127.0.0.1:{port or place.port}/postgres"


def run(run_cli: object, folder: Path, name: str, *more: str) -> tuple[int, str]:
    (folder / "claims.yml").write_text(CLAIMS.format(name=name))
    assert callable(run_cli)
    result = run_cli("run", str(folder / "claims.yml"), *more)
    return result.exit_code, result.output


@pytest.fixture
def command(run_cli: object, reader: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """The command line, with the variable that it would have lost."""
    monkeypatch.setenv(VARIABLE, reader)
    return run_cli


def test_a_claim_is_checked_and_nothing_secret_is_shown(tmp_path: Path, command: object) -> None:
    for more in ((), ("--format", "json"), ("--format", "markdown"), ("--explain",)):
        code, output = run(command, tmp_path, "press.cases", *more)
        if more == ("--explain",) and code == 2:
            continue
        assert code == 0, output
        assert not any(secret in output for secret in SECRETS)
    _, output = run(command, tmp_path, "press.cases", "--format", "json")
    assert "press.cases at FACTCHECK_WAREHOUSE" in json.dumps(json.loads(output))


def test_a_lock_names_the_table_and_tells_when_it_changes(
    tmp_path: Path, command: object, owner: psycopg.Connection
) -> None:
    assert run(command, tmp_path, "press.cases", "-o", str(tmp_path / "old.json"))[0] == 0
    file = str(tmp_path / "claims.yml")
    assert callable(command)
    locked = command("lock", file, "--root", str(tmp_path))
    assert locked.exit_code == 0, locked.output
    text = (tmp_path / "factcheck.lock").read_text()
    assert "press.cases at FACTCHECK_WAREHOUSE" in text
    assert command("run", file, "--locked", "--root", str(tmp_path)).exit_code == 0
    owner.execute("INSERT INTO press.cases VALUES (2022, 1)")
    drifted = command("run", file, "--locked", "--root", str(tmp_path))
    assert drifted.exit_code not in {0, 1}
    told = command("diff", str(tmp_path / "old.json"), file).output
    for output in (text, locked.output, drifted.output, told):
        assert not any(secret in output for secret in SECRETS)


def test_the_rows_behind_a_claim_are_shown(tmp_path: Path, command: object) -> None:
    run(command, tmp_path, "press.cases")
    assert callable(command)
    shown = command("rows", str(tmp_path / "claims.yml"), "c")
    assert not any(secret in shown.output for secret in SECRETS)
    assert shown.exit_code == 0, shown.output


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("press.case", "FC284", "press.cases"),
        ("press.secret", "FC285", "does not let this user read"),
        ("a.b.c.d", "FC284", "no name of a table"),
        ("other.press.cases", "FC284", "no table or view"),
        ("'press.cases; DROP TABLE press.cases'", "FC284", "no table or view"),
    ],
)
def test_what_is_wrong_with_a_table(
    tmp_path: Path, command: object, name: str, code: str, said: str
) -> None:
    exit_code, output = run(command, tmp_path, name)
    assert exit_code == 2
    assert code in output
    assert said in " ".join(output.split())
    assert "claims.yml:5" in output
    assert not any(secret in output for secret in SECRETS)


def test_what_is_wrong_with_a_connection(
    tmp_path: Path, command: object, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text, said in (
        (string(postgres, password=PASSWORD + "x"), "the user or the password is wrong"),
        (string(postgres, user="nobody one"), "the user or the password is wrong"),
        (string(postgres, port=1), "nothing answers"),
        (string(postgres).replace("/postgres", "/none"), "no database of that name"),
    ):
        monkeypatch.setenv(VARIABLE, text)
        exit_code, output = run(command, tmp_path, "press.cases")
        assert exit_code == 2
        assert "FC283" in output
        assert said in " ".join(output.split())
        assert "claims.yml:4" in output
        assert not any(secret in output for secret in (*SECRETS, "nobody one"))


def test_a_query_may_not_take_longer_than_allowed(
    owner: psycopg.Connection, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.execute("CREATE VIEW press.slow AS SELECT pg_sleep(20)::text AS a")
    monkeypatch.setenv("FACTCHECK_STATEMENT_TIMEOUT", "1")
    store = connect(postgres)
    found = RemoteTable(store, store.find(("press", "slow")), "slow")
    with pytest.raises(ContentError, match="time allowed") as raised:
        list(found.chunks())
    assert raised.value.fault.code.code == "FC286"
    # The transaction goes on.
    owner.execute("CREATE TABLE press.other (a int)")
    store.close()


def test_every_answer_is_of_one_state(owner: psycopg.Connection, postgres: str) -> None:
    owner.execute("CREATE TABLE press.t AS SELECT 1 AS a")
    store = connect(postgres)
    found = RemoteTable(store, store.find(("press", "t")), "t")
    before = list(found.chunks())
    owner.execute("INSERT INTO press.t VALUES (2)")
    again = RemoteTable(store, found.found, "t")
    assert list(again.chunks()) == before
    assert [row for _, row in remote_frame(again).rows()] == [["1"]]
    store.close()
    other = connect(postgres)
    assert list(RemoteTable(other, found.found, "t").chunks()) != before
    other.close()


def test_nothing_can_be_changed(owner: psycopg.Connection, postgres: str) -> None:
    from factcheck.evidence.sealed import QueryError

    owner.execute("CREATE TABLE press.t AS SELECT 1 AS a")
    store = connect(postgres)
    for query in ("DELETE FROM press.t", "SELECT nextval('none')", "SELECT 1/0"):
        with pytest.raises(QueryError):
            list(store.ask(query))
    assert list(store.ask("SELECT a FROM press.t")) == [[(1,)]]
    store.close()
    with pytest.raises(ContentError, match="ended the connection"):
        list(store.ask("SELECT 1"))
    with pytest.raises(RemoteError):
        store.find(("press", "t"))


def test_answers_are_read_in_turns(owner: psycopg.Connection, postgres: str) -> None:
    owner.execute("CREATE TABLE press.t AS SELECT generate_series(1, 20000) AS a")
    store = connect(postgres)
    query = "SELECT a FROM press.t ORDER BY a"
    pairs = zip(store.ask(query), store.ask(query), strict=True)
    rows = sum(len(one) for one, other in pairs if one == other)
    assert rows == 20_000
    store.close()


def test_a_connection_that_the_server_ends_is_told(
    owner: psycopg.Connection, postgres: str
) -> None:
    owner.execute("CREATE TABLE press.t AS SELECT generate_series(1, 20000) AS a")
    store = connect(postgres)
    batches = store.ask("SELECT a FROM press.t")
    next(batches)
    owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'factcheck'"
    )
    with pytest.raises(ContentError) as raised:
        list(batches)
    assert raised.value.fault.code.code == "FC287"
    store.close()


def test_types_of_its_own(owner: psycopg.Connection, postgres: str) -> None:
    owner.execute("CREATE TYPE press.mood AS ENUM ('good', 'bad')")
    owner.execute("CREATE DOMAIN press.years AS int CHECK (value > 0)")
    owner.execute("CREATE DOMAIN press.age AS press.years")
    owner.execute(
        "CREATE TABLE press.t (mood press.mood, age press.age, code char(5), id uuid, n numeric, "
        'r time, "odd ""%s\'` name" varchar, j jsonb, a int[], i interval, b bytea, m money, '
        "z timetz)"
    )
    owner.execute(
        "INSERT INTO press.t VALUES ('bad', 7, 'ab', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 1.50,"
        " '10:30', 'x ', '{}', '{1}', '1 day', 'x', 1, '10:00+02'), "
        "(NULL, 8, 'c', NULL, 'NaN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)"
    )
    store = connect(postgres)
    found = RemoteTable(store, store.find(("press", "t")), "t")
    frame = remote_frame(found)
    assert frame.headers[6] == "odd \"%s'` name"
    assert sorted(str(fault.column) for fault in frame.faults) == ["a", "b", "i", "j", "m", "z"]
    rows = [row[:7] for _, row in frame.rows()]
    identity = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
    assert rows == [
        ["", "8", "c", "", "NaN", "", ""],
        ["bad", "7", "ab", identity, "1.50", "10:30:00", "x "],
    ]
    scan = RemoteGrouper(found).scan(RawRequest((RawSet((0, 6), (1, 4)),), (), ()))
    assert {(g.texts, g.rows) for g in scan.groups[0]} == {(("", ""), 1), (("bad", "x "), 1)}
    store.close()


def test_texts_are_told_apart_byte_by_byte_whatever_the_tables_rules(
    owner: psycopg.Connection, postgres: str
) -> None:
    owner.execute(
        "CREATE COLLATION press.loose (provider = icu, locale = 'und-u-ks-level1', "
        "deterministic = false)"
    )
    owner.execute("CREATE TABLE press.t (a text COLLATE press.loose)")
    owner.execute("INSERT INTO press.t VALUES ('a'), ('A'), ('ä'), ('a'), ('Total')")
    store = connect(postgres)
    found = RemoteTable(store, store.find(("press", "t")), "t")
    scan = RemoteGrouper(found).scan(RawRequest((RawSet((0,), ()),), (), (0,)))
    counted = {group.texts[0]: group.rows for group in scan.groups[0]}
    assert counted == {"a": 2, "A": 1, "ä": 1, "Total": 1}
    assert scan.totals == {(0, "Total")}
    assert [row[0] for _, row in remote_frame(found).rows()] == ["A", "Total", "a", "a", "ä"]
    store.close()


def test_a_table_of_which_rows_are_hidden_is_not_taken_for_the_whole(
    tmp_path: Path, command: object, owner: psycopg.Connection
) -> None:
    owner.execute("ALTER TABLE press.cases ENABLE ROW LEVEL SECURITY")
    owner.execute("CREATE POLICY old ON press.cases USING (year < 2021)")
    code, output = run(command, tmp_path, "press.cases")
    assert code == 4 or "FC285" in output, output
    assert "does not let this user read all" in " ".join(output.split())


def test_a_database_in_another_encoding(
    tmp_path: Path, owner: psycopg.Connection, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    for name, encoding, letter in (("latin", "LATIN1", "é"), ("ascii", "SQL_ASCII", "é")):
        owner.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")
        text = postgres.replace("/postgres", f"/{name}")
        with psycopg.connect(text, client_encoding="UTF8") as connection:
            connection.execute("CREATE TABLE t AS SELECT %s::text AS a, 'Total' AS b", (letter,))
        store = connect(text)
        found = RemoteTable(store, store.find(("t",)), "t")
        assert [row for _, row in remote_frame(found).rows()] == [["é", "Total"]]
        list(found.chunks())
        groups = GroupingSet(("a",))
        wanted = TablePlan(table(), (groups,), ("a",), ())
        monkeypatch.setenv(VARIABLE, text)
        seen = cells(tmp_path, f"    connection: {VARIABLE}\n    table: t\n", wanted)
        assert [one.key for _, each in seen.sets for one in each] == [("é",)]
        store.close()
        owner.execute(f"DROP DATABASE {name}")


def test_views_and_tables_joined_in_one_state(
    tmp_path: Path, command: object, owner: psycopg.Connection
) -> None:
    owner.execute("CREATE TABLE press.people (year int, people bigint)")
    owner.execute("INSERT INTO press.people VALUES (2020, 100), (2021, 200)")
    owner.execute("CREATE VIEW press.seen AS SELECT year, n * 2 AS n FROM press.cases")
    owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA press TO PUBLIC")
    (tmp_path / "claims.yml").write_text(
        "factcheck: 1\nevidence:\n"
        "  seen:\n    connection: FACTCHECK_WAREHOUSE\n    table: press.seen\n    key: year\n"
        "    join:\n      table: people\n      on: year\n"
        "    columns:\n      n:\n        unit: cases\n      people:\n        unit: people\n"
        "      rate:\n        compute: n / people\n        kind: rate\n"
        "  people:\n    connection: FACTCHECK_WAREHOUSE\n    table: press.people\n    key: year\n"
        "claims:\n"
        "  c:\n    measure: seen.n[year = 2021]\n    figure: 60 cases\n"
        "  p:\n    measure: seen.people[year = 2021]\n    figure: 200 people\n"
        "  each:\n    for_each:\n      table: people\n      columns:\n        - year\n"
        "    measure: seen.n[year = $year]\n    figure: at least 24 cases\n"
    )
    assert callable(command)
    result = command("run", str(tmp_path / "claims.yml"))
    assert result.exit_code == 0, result.output


def test_a_table_of_many_rows_comes_back_as_few_groups(
    owner: psycopg.Connection, postgres: str
) -> None:
    owner.execute(
        "CREATE TABLE press.t AS SELECT i % 7 AS a, (i % 13)::text AS b, i AS n, "
        "(i / 4.0)::numeric(12, 2) AS d FROM generate_series(1, 200000) AS i"
    )
    store = connect(postgres)
    found = RemoteTable(store, store.find(("press", "t")), "t")
    scan = RemoteGrouper(found).scan(RawRequest((RawSet((0, 1), (2, 3)), RawSet((), (2,))), (), ()))
    assert scan.rows == 200_000
    assert len(scan.groups[0]) == 91
    ((whole,),) = (scan.groups[1],)
    assert whole.measures[0].total == 200_000 * 200_001 // 2  # type: ignore[union-attr]
    store.close()
