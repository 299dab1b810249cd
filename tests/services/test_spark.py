"""What only a cluster of Spark shows: workers, failures, its own types, its silence."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from store_tables import Made, cells, declared, table
from test_contract import every_value

from factcheck.evidence.codes import CHANGED
from factcheck.evidence.content import ContentError
from factcheck.evidence.duckdb_engine import RefusedError
from factcheck.evidence.raw import RawGroup, RawNumbers, RawRequest, RawSet
from factcheck.evidence.remote.codes import NO_CONNECTION, NO_TABLE, TOO_SLOW
from factcheck.evidence.remote.grouper import RemoteGrouper
from factcheck.evidence.remote.names import parse_name
from factcheck.evidence.remote.source import RemoteTable, remote_frame
from factcheck.evidence.remote.spark import SESSIONS, SparkStore, connect
from factcheck.evidence.remote.spark_codes import WRONG_SETTING
from factcheck.evidence.remote.spark_connection import spark_place
from factcheck.evidence.remote.store import RemoteError
from factcheck.model.cell import GroupingSet
from factcheck.model.fraction import Fraction
from factcheck.model.plan import TablePlan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spark_cluster import Cluster
    from spark_tables import SparkMaker
    from store_tables import PostgresMaker

PAIRS = (("t", "text"), ("w", "whole"))


@pytest.fixture
def store(cluster: Cluster, in_spark: SparkMaker) -> Iterator[SparkStore]:
    del in_spark
    opened = connect(cluster.connection)
    yield opened
    opened.close()


def remote(store: SparkStore, keys: str) -> RemoteTable:
    name = declared(keys)["relation"].value
    return RemoteTable(store, store.find(parse_name(name)), name)


def tasks(in_spark: SparkMaker) -> dict[str, int]:
    """Return how many tasks each executor that is there has finished."""
    found = in_spark.session.sparkContext._jsc.sc().statusStore().executorList(True)
    executors = [found.apply(number) for number in range(found.size())]
    return {one.id(): one.completedTasks() for one in executors if one.id() != "driver"}


def test_a_table_of_many_files_is_grouped_on_both_workers(
    store: SparkStore, in_spark: SparkMaker
) -> None:
    parts = [
        Made(PAIRS, tuple((f"g{number % 3}", str(number)) for number in range(start, start + 500)))
        for start in range(0, 6000, 500)
    ]
    found = remote(store, in_spark.make_of(parts))
    before = tasks(in_spark)

    scan = RemoteGrouper(found).scan(RawRequest((RawSet((0,), (1,)),), (), ()))

    assert scan.rows == 6000
    groups = {one.texts[0]: one.measures[0] for one in scan.groups[0]}
    for rest, (text, numbers) in enumerate(sorted(groups.items())):
        assert text == f"g{rest}"
        every = range(rest, 6000, 3)
        assert numbers == RawNumbers(
            2000, Fraction(sum(every)), Fraction(every[0]), Fraction(every[-1])
        )
    worked = {one for one, number in tasks(in_spark).items() if number > before.get(one, 0)}
    assert len(worked) == 2


def test_all_rows_are_read_a_part_at_a_time(store: SparkStore, in_spark: SparkMaker) -> None:
    in_spark.sql("CREATE OR REPLACE VIEW contract.many AS SELECT id AS w FROM range(0, 60000)")
    found = remote(store, "    connection: A\n    table: contract.many\n")

    rows = [cells[0] for _, cells in remote_frame(found).rows()]

    assert rows == sorted(map(str, range(60000)))
    some = remote_frame(found).rows()
    assert next(some) == (1, ["0"])
    del some


def test_sparks_own_types(store: SparkStore, in_spark: SparkMaker) -> None:
    in_spark.sql(
        "CREATE OR REPLACE VIEW contract.own_types AS SELECT"
        " CAST(3 AS TINYINT) AS small, CAST('ab' AS STRING COLLATE UTF8_LCASE) AS folded,"
        " NULL AS nothing, CAST(0.0000001 AS DECIMAL(20, 10)) AS little, array(1) AS list,"
        " map('a', 1) AS pairs, named_struct('a', 1) AS record, X'00' AS bytes,"
        " INTERVAL '1' DAY AS span, 'a\\\\b\\'c' AS text, TIME'10:30:00.5' AS clock"
        " UNION ALL SELECT 4, CAST('AB' AS STRING COLLATE UTF8_LCASE), NULL, 1, NULL, NULL,"
        " NULL, NULL, NULL, '${spark.app.name}', TIME'00:00:00'"
    )
    in_spark.sql("CREATE TABLE contract.fixed (c CHAR(5), v VARCHAR(5)) USING parquet")
    in_spark.sql("INSERT INTO contract.fixed VALUES ('ab', 'ab '), (NULL, NULL)")
    found = remote(store, "    connection: A\n    table: contract.own_types\n")
    fixed = remote(store, "    connection: A\n    table: contract.fixed\n")
    # A text with a special meaning is a text, and never a variable or an escape.
    special = frozenset({"${spark.app.name}", "a\\b'c"})
    request = RawRequest((RawSet((1,), (9,)),), ((9, special),), ())

    rows = [cells for _, cells in remote_frame(found).rows()]
    scan = RemoteGrouper(found).scan(request)

    empty = [""] * 5
    assert rows == [
        ["3", "ab", "", "0.0000001000", *empty, "a\\b'c", "10:30:00.5"],
        ["4", "AB", "", "1.0000000000", *empty, "${spark.app.name}", "00:00:00"],
    ]
    assert set(scan.groups[0]) == {
        RawGroup(("ab",), ("a\\b'c",), 1),
        RawGroup(("AB",), ("${spark.app.name}",), 1),
    }
    assert [one.column for one in remote_frame(found).faults] == [
        *("list", "pairs", "record", "bytes", "span"),
    ]
    assert [cells for _, cells in remote_frame(fixed).rows()] == [["", ""], ["ab", "ab "]]


def test_a_sum_that_overflows_is_made_elsewhere(
    folder: Path, store: SparkStore, in_spark: SparkMaker
) -> None:
    largest = "9999999999999999999999999999.9999999999"
    keys = in_spark.make(Made((("t", "text"), ("l", "long")), (("a", largest),) * 20))

    with pytest.raises(RefusedError):
        RemoteGrouper(remote(store, keys)).scan(RawRequest((RawSet((0,), (1,)),), (), ()))

    wanted = TablePlan(table(), (GroupingSet(("t",), ("l",)),), ("t", "l"), ("l",))
    (found,) = cells(folder, keys, wanted).sets
    (cell,) = found[1]
    assert cell.measured[0].total == 20 * Fraction(10**38 - 1, 10**10)


def test_the_digest_is_that_of_postgresql(
    store: SparkStore,
    in_spark: SparkMaker,
    in_postgres: PostgresMaker,
) -> None:
    from factcheck.evidence.remote.postgres import connect as connect_postgres

    made = every_value()
    half = len(made.rows) // 2
    # Of two files in another order, for the order of rows means nothing.
    parts = [Made(made.columns, made.rows[half:]), Made(made.columns, made.rows[:half])]
    mine = remote(store, in_spark.make_of(parts))
    name = declared(in_postgres.make(made))["relation"].value
    # A connection sees nothing that is made after it.
    other = connect_postgres(in_postgres.connection)
    theirs = RemoteTable(other, other.find(parse_name(name)), name)

    assert list(mine.chunks()) == list(theirs.chunks())
    other.close()
    fewer = remote(store, in_spark.make(Made(made.columns, made.rows[1:])))
    assert list(fewer.chunks()) != list(mine.chunks())


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("contract.owm", "did you mean 'contract.own'"),
        ("contrakt.t", "there is no schema 'contrakt'; did you mean 'contract'?"),
        ("a.b.c", None),
        ("parquet.`/tmp`", "there is no schema 'parquet'"),
        ('"a`b"."c d"', "there is no schema 'a`b'"),
    ],
)
def test_a_table_that_is_not_there(
    store: SparkStore, in_spark: SparkMaker, name: str, hint: str | None
) -> None:
    in_spark.sql("CREATE VIEW IF NOT EXISTS contract.own AS SELECT 1 AS a")

    with pytest.raises(RemoteError, match="has no table or view") as caught:
        store.find(parse_name(name))

    assert (caught.value.code, caught.value.at) == (NO_TABLE, "table")
    assert (caught.value.hint or "").startswith(hint or "")


def test_a_table_whose_files_are_gone_changed(
    store: SparkStore, in_spark: SparkMaker, cluster: Cluster
) -> None:
    keys = in_spark.make(Made(PAIRS, (("a", "1"),)))
    found = remote(store, keys)
    assert next(iter(found.chunks()))
    name = declared(keys)["relation"].value.rpartition(".")[2]
    for file in (cluster.folder / name).glob("*.parquet"):
        file.unlink()

    with pytest.raises(ContentError) as caught:
        RemoteGrouper(found).scan(RawRequest((RawSet((0,), (1,)),), (), ()))

    assert caught.value.fault.code == CHANGED


SLOW = (
    "CREATE OR REPLACE VIEW contract.slow AS SELECT concat('g', id % 7) AS t, id AS w"
    " FROM range(0, {rows}, 1, 8)"
)


def test_what_takes_too_long_is_ended_and_the_next_query_answered(
    cluster: Cluster, in_spark: SparkMaker
) -> None:
    in_spark.sql(SLOW.format(rows=10**12))
    impatient = SparkStore(spark_place(cluster.connection), SESSIONS, 1)
    found = remote(impatient, "    connection: A\n    table: contract.slow\n")
    begun = time.monotonic()

    with pytest.raises(ContentError) as caught:
        next(found.chunks())

    assert caught.value.fault.code == TOO_SLOW
    assert time.monotonic() - begun < 60
    impatient.close()
    patient = connect(cluster.connection)
    assert list(patient.ask("SELECT 1 AS a")) == [[(1,)]]
    patient.close()


def test_one_process_has_one_session(cluster: Cluster, store: SparkStore) -> None:
    with pytest.raises(RemoteError, match="from Spark with other settings") as caught:
        connect(f"{cluster.connection}&spark.sql.shuffle.partitions.x=3")

    assert caught.value.code == WRONG_SETTING
    assert list(store.ask("SELECT 1 AS a")) == [[(1,)]]


def test_a_worker_that_is_killed_changes_no_number(
    cluster: Cluster, store: SparkStore, in_spark: SparkMaker
) -> None:
    rows = 4_000_000
    in_spark.sql(SLOW.format(rows=rows))
    found = remote(store, "    connection: A\n    table: contract.slow\n")
    before = sum(tasks(in_spark).values())
    killed = threading.Event()

    def kill() -> None:
        for _ in range(600):
            if sum(tasks(in_spark).values()) > before + 1:
                break
            time.sleep(0.1)
        cluster.kill_worker()
        killed.set()

    killing = threading.Thread(target=kill)
    killing.start()
    try:
        scan = RemoteGrouper(found).scan(RawRequest((RawSet((0,), (1,)),), (), ()))
    finally:
        was_killed = killed.is_set()
        killing.join()
        cluster.replace_worker()

    assert was_killed
    assert scan.rows == rows
    found_numbers = {one.texts[0]: one.measures[0] for one in scan.groups[0]}
    for rest in range(7):
        every = range(rest, rows, 7)
        total = (every[0] + every[-1]) * len(every) // 2
        assert found_numbers[f"g{rest}"] == RawNumbers(
            len(every), Fraction(total), Fraction(rest), Fraction(every[-1])
        )


CLAIMS = """\
factcheck: 1
evidence:
  shops:
    connection: FACTCHECK_LAKE
    table: town.shops
quantities:
  open:
    is: shops that are open
    unit: shops
    measure: sum(shops.n)
claims:
  many:
    quote: There are 12 shops.
    figure: 12 shops
    measure: open
"""
_MAKE = """\
import os
from factcheck.evidence.remote.spark import connect
session = connect(os.environ["FACTCHECK_LAKE"])._driver._session
session.sql("CREATE SCHEMA town")
rows = "SELECT 'a' AS t, 5 AS n UNION ALL SELECT 'b', 7"
session.sql(f"CREATE TABLE town.shops USING parquet AS {rows}")
"""


def run_apart(folder: Path, connection: str, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FACTCHECK_LAKE": connection, "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_table_is_found_by_name_in_another_process_which_prints_its_report_only(
    tmp_path: Path,
) -> None:
    from spark_cluster import settings_of

    told = "&".join(f"{key}={value}" for key, value in settings_of(tmp_path).items())
    connection = f"local[1]?{told}"
    made = run_apart(tmp_path, connection, "-c", _MAKE)
    (tmp_path / "claims.yml").write_text(CLAIMS, encoding="utf-8")

    ran = run_apart(
        tmp_path, connection, "-m", "factcheck", "run", "claims.yml", "--format", "json"
    )

    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    report: dict[str, Any] = json.loads(ran.stdout)
    assert report["claims"][0]["verdict"] == "supported"
    assert report["evidence"][0]["path"] == "town.shops at FACTCHECK_LAKE"
    assert ran.stderr == ""
    assert ran.returncode == 0
    assert "metastore" not in ran.stdout


def test_a_server_that_is_no_master_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    begun = time.monotonic()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        settings = "spark.driver.host=127.0.0.1&spark.driver.memory=512m&spark.x=s3cret"
        connection = f"spark://127.0.0.1:{port}?{settings}"

        ran = run_apart(tmp_path, connection, "-m", "factcheck", "run", "claims.yml")

    assert ran.returncode == 2
    told = ran.stdout + ran.stderr
    assert NO_CONNECTION.code in told
    assert "s3cret" not in told
    assert str(port) not in told
    assert time.monotonic() - begun < 240
