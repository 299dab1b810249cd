"""Tables of Spark, asked of a driver that only pretends."""

from __future__ import annotations

import os
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.evidence.content import ContentError
from factcheck.evidence.remote import spark
from factcheck.evidence.remote.codes import (
    NO_CONNECTION,
    NO_TABLE,
    NOT_PERMITTED,
    TOO_SLOW,
    WRONG_CONNECTION,
)
from factcheck.evidence.remote.spark import BATCH, SparkStore, connect
from factcheck.evidence.remote.spark_codes import NO_JAVA, WRONG_SETTING
from factcheck.evidence.remote.spark_connection import SparkPlace
from factcheck.evidence.remote.spark_errors import SparkFailureError
from factcheck.evidence.remote.spark_once import Once
from factcheck.evidence.remote.spark_types import SparkField
from factcheck.evidence.remote.store import Kind, RemoteError
from factcheck.evidence.sealed import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACE = SparkPlace("spark://warehouse:7077", (("spark.a", "s3cret"),))
ABSENT = SparkFailureError("TABLE_OR_VIEW_NOT_FOUND", "s3cret")


class FakeDriver:
    """Answers what it was told to answer."""

    def __init__(self, place: SparkPlace = PLACE) -> None:
        self.place = place
        self.is_alive = True
        self.is_ended = False
        self.is_slow = False
        self.cancelled = threading.Event()
        self.described: tuple[SparkField, ...] | SparkFailureError = ()
        self.named: dict[str, tuple[tuple[Any, ...], ...]] = {}
        self.answer: list[tuple[Any, ...] | SparkFailureError] = []
        self.queries: list[str] = []

    def fields(self, parts: tuple[str, ...]) -> tuple[SparkField, ...]:
        del parts
        if isinstance(self.described, SparkFailureError):
            raise self.described
        return self.described

    def names(self, query: str) -> tuple[tuple[Any, ...], ...]:
        if query not in self.named:
            raise ABSENT
        return self.named[query]

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        self.queries.append(query)
        for row in self.answer:
            if self.is_slow:
                assert self.cancelled.wait(10)
            if isinstance(row, SparkFailureError):
                raise row
            yield row

    def cancel(self) -> None:
        self.cancelled.set()

    def end(self) -> None:
        self.is_ended = True


def a_store(driver: FakeDriver, seconds: float = 60) -> SparkStore:
    return SparkStore(PLACE, Once(lambda _: driver), seconds)


def test_a_table_has_the_columns_that_spark_describes() -> None:
    driver = FakeDriver()
    driver.described = (SparkField("a", "int"), SparkField("b", "array<int>"))

    found = a_store(driver).find(("shop", "t"))

    assert found.parts == ("shop", "t")
    assert [column.kind for column in found.columns] == [Kind.WHOLE, Kind.OTHER]


def test_a_store_says_what_it_is() -> None:
    store = a_store(FakeDriver())

    assert store.dialect == "spark"
    assert not store.keeps_state


@pytest.mark.parametrize(
    ("parts", "named", "hint"),
    [
        (
            ("shop", "cases"),
            {"SHOW TABLES IN `shop`": (("shop", "case", False), ("shop", "people", False))},
            "did you mean 'shop.case'?",
        ),
        (("cases",), {"SHOW TABLES": (("", "cased", True),)}, "did you mean 'cased'?"),
        (("shop", "cases"), {"SHOW TABLES IN `shop`": ()}, None),
        (
            ("shop", "cases"),
            {"SHOW TABLES IN `shop`": (("shop", "xyz", False),)},
            "known here: 'xyz'",
        ),
        (
            ("shop", "cases"),
            {"SHOW DATABASES": (("shops",), ("other",))},
            "there is no schema 'shop'; did you mean 'shops'?",
        ),
        (("shop", "cases"), {"SHOW DATABASES": ()}, "there is no schema 'shop'"),
        (("shop", "cases"), {"SHOW DATABASES": (("shop",),)}, None),
        (("cases",), {"SHOW DATABASES": (("shop",),)}, None),
        (("a`b", "cases"), {"SHOW TABLES IN `a``b`": (("a`b", "case", False),)}, "did you mean"),
        (("shop", "cases"), {}, None),
    ],
)
def test_a_table_that_is_not_there_has_near_names(
    parts: tuple[str, ...], named: dict[str, tuple[tuple[Any, ...], ...]], hint: str | None
) -> None:
    driver = FakeDriver()
    driver.described, driver.named = ABSENT, named

    with pytest.raises(RemoteError, match="Spark has no table or view") as caught:
        a_store(driver).find(parts)

    assert (caught.value.code, caught.value.at) == (NO_TABLE, "table")
    assert (caught.value.hint or "").startswith(hint or "")
    assert (caught.value.hint is None) == (hint is None)


def test_a_table_that_may_not_be_read_is_told() -> None:
    driver = FakeDriver()
    driver.described = SparkFailureError(None, "AccessControlException: s3cret")

    with pytest.raises(RemoteError, match=r"Spark may not read 'shop\.t'") as caught:
        a_store(driver).find(("shop", "t"))

    assert caught.value.code == NOT_PERMITTED


def test_a_table_that_cannot_be_described_is_told_in_sparks_words() -> None:
    driver = FakeDriver()
    driver.described = SparkFailureError("X", "[X] at s3cret of warehouse:7077\nmore")

    with pytest.raises(RemoteError) as caught:
        a_store(driver).find(("t",))

    assert caught.value.message == "Spark does not describe 't': [X] at … of …"
    assert caught.value.at == "table"


def test_an_answer_comes_in_batches() -> None:
    driver = FakeDriver()
    driver.answer = [(number,) for number in range(2 * BATCH + 1)]

    batches = list(a_store(driver).ask("SELECT 1"))

    assert [len(batch) for batch in batches] == [BATCH, BATCH, 1]
    assert driver.queries == ["SELECT 1"]
    assert not driver.cancelled.is_set()


def test_an_answer_may_fail_on_its_way() -> None:
    driver = FakeDriver()
    driver.answer = [(1,), SparkFailureError("ARITHMETIC_OVERFLOW", "[ARITHMETIC_OVERFLOW] s3cret")]

    with pytest.raises(QueryError, match=r"^\[ARITHMETIC_OVERFLOW\] …$"):
        list(a_store(driver).ask("SELECT 1"))


def test_what_takes_too_long_is_cancelled_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "_AGAIN", 0.01)
    driver = FakeDriver()
    driver.answer = [SparkFailureError(None, "cancelled")]
    driver.is_slow = True
    cancel, count = driver.cancel, iter(range(3))
    # The first two come too early.
    monkeypatch.setattr(driver, "cancel", lambda: None if next(count, 2) < 2 else cancel())

    with pytest.raises(ContentError) as caught:
        list(a_store(driver, 0.05).ask("SELECT 1"))

    assert caught.value.fault.code == TOO_SLOW


def test_one_driver_is_kept_for_whoever_comes_later() -> None:
    begun: list[FakeDriver] = []

    def begin(place: SparkPlace) -> FakeDriver:
        begun.append(FakeDriver(place))
        return begun[-1]

    once = Once(begin)
    first, second = SparkStore(PLACE, once, 1), SparkStore(PLACE, once, 1)
    other = SparkPlace("local", ())
    first.close()
    with pytest.raises(RemoteError, match="comes from Spark with other settings") as caught:
        SparkStore(other, once, 1)
    assert caught.value.code == WRONG_SETTING
    second.close()
    SparkStore(other, once, 1).close()

    assert [driver.place for driver in begun] == [PLACE, other]
    assert [driver.is_ended for driver in begun] == [True, False]
    once.end()
    once.end()
    assert begun[1].is_ended


def test_a_driver_that_died_is_begun_anew() -> None:
    begun: list[FakeDriver] = []

    def begin(place: SparkPlace) -> FakeDriver:
        begun.append(FakeDriver(place))
        return begun[-1]

    once = Once(begin)
    SparkStore(PLACE, once, 1).close()
    begun[0].is_alive = False
    SparkStore(PLACE, once, 1).close()

    assert len(begun) == 2


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (SparkFailureError("JAVA_GATEWAY_EXITED", ""), NO_JAVA),
        (SparkFailureError(None, "[JAVA_GATEWAY_EXITED] s3cret"), NO_JAVA),
        (SparkFailureError(None, "s3cret"), NO_CONNECTION),
    ],
)
def test_a_driver_that_does_not_begin_is_told(failure: SparkFailureError, code: object) -> None:
    def begin(_: SparkPlace) -> FakeDriver:
        raise failure

    with pytest.raises(RemoteError) as caught:
        SparkStore(PLACE, Once(begin), 1)

    assert caught.value.code == code
    assert "s3cret" not in caught.value.message


def test_without_java_nothing_is_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(RemoteError, match="needs Java") as caught:
        connect("local")

    assert caught.value.code == NO_JAVA


@pytest.fixture
def java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Java that is there, and never runs."""
    program = tmp_path / "bin" / ("java.exe" if os.name == "nt" else "java")
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(program.parent))


@pytest.mark.usefixtures("java")
def test_a_master_that_does_not_answer_is_told_at_once() -> None:
    with socket.socket() as bound:
        # It is bound and does not listen, so that nobody else does.
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        with pytest.raises(RemoteError, match="no master of Spark answers") as caught:
            connect(f"spark://127.0.0.1:{port}?spark.a=s3cret")

    assert caught.value.code == NO_CONNECTION
    assert str(port) not in caught.value.message + str(caught.value.hint)


@pytest.mark.usefixtures("java")
def test_a_master_that_answers_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[SparkPlace] = []

    def begin(place: SparkPlace) -> FakeDriver:
        places.append(place)
        return FakeDriver(place)

    monkeypatch.setattr(spark, "SESSIONS", Once(begin))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        connect(f"spark://127.0.0.1:{listening.getsockname()[1]}").close()

    assert len(places) == 1
    connect("local[2]").close()
    assert places[1].master == "local[2]"


def test_what_is_no_connection_string_is_refused() -> None:
    with pytest.raises(RemoteError) as caught:
        connect("spark:/x")

    assert caught.value.code == WRONG_CONNECTION
