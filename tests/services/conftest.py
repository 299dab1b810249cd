"""Services that tests need: started here unless they run already."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from browser import Windows, lacking, launched
from postgres_server import VARIABLE, programs, server
from spark_cluster import find_java, running_cluster
from store_tables import ParquetMaker, PostgresMaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from spark_cluster import Cluster
    from spark_tables import SparkMaker

STRICT = "FACTCHECK_TEST_STRICT"
"""Set to 1 where a service that is missing is a failure, as in .ci/run."""
WAREHOUSE = "FACTCHECK_CONTRACT_POSTGRES"
LAKE = "FACTCHECK_CONTRACT_SPARK"
# What speaks to databases is not there for whoever runs the other tests alone.
_IS_READY = os.environ.get(STRICT) == "1" or all(map(find_spec, ("sqlglot", "psycopg")))
_OF_DATABASES = ["test_contract.py", "test_postgres.py", "test_spark*.py"]
collect_ignore_glob = [] if _IS_READY else _OF_DATABASES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if "tests/services" in item.path.as_posix():
            item.add_marker(pytest.mark.services)


def missing(what: str) -> None:
    """Skip the tests that need a service, or fail them where none may be missing."""
    if os.environ.get(STRICT) == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The connection string of a PostgreSQL server, which belongs to the tests alone."""
    if find_spec("psycopg") is None or find_spec("sqlglot") is None:
        missing("no driver: pip install -e '.[postgres]'")
    known = os.environ.get(VARIABLE)
    if known:
        yield known
        return
    if programs() is None:
        missing(f"no server: {VARIABLE} is not set, and PostgreSQL is not installed")
    with server() as text:
        yield text


@pytest.fixture(scope="session")
def in_postgres(postgres: str) -> Iterator[PostgresMaker]:
    """What makes tables in PostgreSQL, found by the variable that it names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(WAREHOUSE, postgres)
        yield PostgresMaker(postgres, WAREHOUSE)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the claim files, and of the files of Parquet."""
    return tmp_path_factory.mktemp("claims")


@pytest.fixture(scope="session")
def in_parquet(folder: Path) -> Iterator[ParquetMaker]:
    """What makes tables as files of Parquet."""
    with pytest.MonkeyPatch.context() as patch:
        # Else a process is begun for every file.
        patch.setattr("factcheck.evidence.child.has_python", lambda: False)
        yield ParquetMaker(folder)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of Spark: a master and two workers, killed at the end."""
    if find_spec("pyspark") is None or find_java() is None:
        missing("no Spark: pyspark or Java is not installed")
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="session")
def in_spark(cluster: Cluster) -> Iterator[SparkMaker]:
    """What makes tables in Spark, found by the variable that it names."""
    from spark_tables import SparkMaker

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LAKE, cluster.connection)
        maker = SparkMaker(cluster.connection, LAKE, cluster.folder)
        yield maker
        maker.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    lack = lacking()
    if lack:
        missing(lack)
    with launched() as browser:
        yield browser


@pytest.fixture
def windows(chromium: Browser) -> Iterator[Windows]:
    """What opens pages in the browser; they are closed after the test."""
    opened = Windows(chromium)
    yield opened
    opened.close()
