"""How pyspark is spoken to, with a pyspark that only pretends."""

from __future__ import annotations

import subprocess
import sys
import warnings
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from factcheck.evidence.remote import spark
from factcheck.evidence.remote.spark import SparkStore
from factcheck.evidence.remote.spark_codes import WRONG_SETTING
from factcheck.evidence.remote.spark_connection import SparkPlace
from factcheck.evidence.remote.spark_driver import SparkDriver, _Pairs
from factcheck.evidence.remote.spark_errors import SparkFailureError
from factcheck.evidence.remote.spark_types import SparkField
from factcheck.evidence.remote.store import RemoteError

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = SparkPlace("local", (("spark.driver.memory", "1g"), ("spark.a", "s3cret")))


class FakeError(Exception):
    """An error of pyspark."""

    condition: str | None = "ARITHMETIC_OVERFLOW"

    def getCondition(self) -> str | None:  # noqa: N802 - pyspark's name
        return self.condition


class WordlessError(FakeError):
    """An error of pyspark whose program is gone."""

    def getCondition(self) -> str | None:  # noqa: N802 - pyspark's name
        raise ConnectionRefusedError

    def __str__(self) -> str:
        raise ConnectionRefusedError


class FakeProgram:
    """The process that plans queries."""

    def __init__(self) -> None:
        self.stdin = SimpleNamespace(close=lambda: self.told.append("close"))
        self.told: list[str] = []
        self.is_stubborn = False

    def wait(self, seconds: float | None = None) -> None:
        self.told.append("wait")
        if self.is_stubborn and seconds is not None:
            raise subprocess.TimeoutExpired("java", seconds)

    def kill(self) -> None:
        self.told.append("kill")


class FakeContext:
    """pyspark's context; there is one a process."""

    _gateway: ClassVar[Any] = None
    _jvm: ClassVar[Any] = None
    _active_spark_context: ClassVar[object] = None
    failure: ClassVar[Exception | None] = None

    def __init__(self, conf: FakeConf, gateway: object) -> None:
        warnings.warn("of its surroundings", FutureWarning, stacklevel=1)
        FakeContext._gateway = FakeContext._jvm = gateway
        if self.failure is not None:
            raise self.failure
        self.settings = dict(conf.pairs)
        self.is_stopped = False
        self.cancelled = 0
        self._jsc = SimpleNamespace(sc=lambda: SimpleNamespace(isStopped=lambda: self.is_stopped))

    def cancelAllJobs(self) -> None:  # noqa: N802 - pyspark's name
        self.cancelled += 1


class FakeConf:
    """pyspark's settings."""

    def __init__(self, _jvm: object) -> None:
        self.pairs: list[tuple[str, str]] = []

    def setAll(self, pairs: list[tuple[str, str]]) -> FakeConf:  # noqa: N802 - pyspark's name
        self.pairs = pairs
        return self


class FakeSession:
    """pyspark's session."""

    def __init__(self, context: FakeContext) -> None:
        self.sparkContext = context
        self.asked: list[str] = []
        self.answer: list[tuple[Any, ...] | Exception] = []
        self.fields: list[Any] = []

    def sql(self, query: str) -> SimpleNamespace:
        self.asked.append(query)
        return SimpleNamespace(collect=lambda: self.answer, toLocalIterator=self._rows)

    def table(self, name: str) -> SimpleNamespace:
        self.asked.append(name)
        return SimpleNamespace(schema=SimpleNamespace(fields=self.fields))

    def stop(self) -> None:
        self.sparkContext.is_stopped = True

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        for row in self.answer:
            if isinstance(row, Exception):
                raise row
            yield row


class Launched:
    """What was started, and how."""

    def __init__(self) -> None:
        self.programs: list[FakeProgram] = []
        self.early: dict[str, str] = {}
        self.options: dict[str, Any] = {}

    def launch(self, conf: _Pairs, popen_kwargs: dict[str, Any]) -> SimpleNamespace:
        self.early, self.options = dict(conf.getAll()), popen_kwargs
        self.programs.append(FakeProgram())
        return SimpleNamespace(jvm=None, proc=self.programs[-1], shutdown=lambda: None)


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> Launched:
    """Put a fake in pyspark's place."""
    found = Launched()
    names: dict[str, dict[str, object]] = {
        "pyspark": {"SparkConf": FakeConf, "SparkContext": FakeContext},
        "pyspark.java_gateway": {"launch_gateway": found.launch},
        "pyspark.sql": {"SparkSession": FakeSession},
        "pyspark.errors": {"PySparkException": FakeError},
        "py4j": {},
        "py4j.protocol": {"Py4JError": type("Py4JError", (Exception,), {})},
    }
    for name, content in names.items():
        module = ModuleType(name)
        for key, value in content.items():
            setattr(module, key, value)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(FakeContext, "_gateway", None)
    monkeypatch.setattr(FakeContext, "_jvm", None)
    monkeypatch.setattr(FakeContext, "failure", None)
    return found


def a_driver() -> tuple[SparkDriver, FakeSession]:
    driver = SparkDriver(PLACE)
    session: FakeSession = driver._session
    return driver, session


def test_the_program_is_started_in_silence_and_told_secrets_later(launched: Launched) -> None:
    _, session = a_driver()

    assert launched.options == {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    assert launched.early == {"spark.driver.memory": "1g"}
    assert session.sparkContext.settings == PLACE.every_setting


def test_a_program_that_ended_is_not_alive(launched: Launched) -> None:
    del launched
    driver, session = a_driver()

    seen = [driver.is_alive]
    session.sparkContext.is_stopped = True
    seen.append(driver.is_alive)
    del session.sparkContext
    seen.append(driver.is_alive)

    assert seen == [True, False, False]


def test_a_table_is_described_as_it_is_now(launched: Launched) -> None:
    del launched
    driver, session = a_driver()
    whole = SimpleNamespace(simpleString=lambda: "int")
    text = SimpleNamespace(simpleString=lambda: "string")
    session.fields = [
        SimpleNamespace(name="a", dataType=whole, metadata={}),
        SimpleNamespace(
            name="b", dataType=text, metadata={"__CHAR_VARCHAR_TYPE_STRING": "char(3)"}
        ),
    ]

    fields = driver.fields(("sh`op", "t"))

    assert fields == (SparkField("a", "int"), SparkField("b", "char(3)"))
    name = "`sh``op`.`t`"
    assert session.asked == [name, f"REFRESH TABLE {name}", name]


def test_rows_come_one_by_one_and_names_at_once(launched: Launched) -> None:
    del launched
    driver, session = a_driver()
    session.answer = [(1, "a"), (2, "b")]

    assert list(driver.rows("SELECT")) == [(1, "a"), (2, "b")]
    assert driver.names("SHOW TABLES") == ((1, "a"), (2, "b"))


@pytest.mark.parametrize(
    ("error", "condition", "words"),
    [
        (FakeError("[X] y"), "ARITHMETIC_OVERFLOW", "[X] y"),
        (WordlessError(), None, "WordlessError"),
        (EOFError("gone"), None, "EOFError: gone"),
    ],
)
def test_errors_are_our_own(
    launched: Launched, error: Exception, condition: str | None, words: str
) -> None:
    del launched
    driver, session = a_driver()
    session.answer = [(1,), error]
    rows = driver.rows("SELECT")

    assert next(rows) == (1,)
    with pytest.raises(SparkFailureError) as caught:
        next(rows)

    assert (caught.value.condition, caught.value.words) == (condition, words)


def test_queries_are_cancelled_where_there_are_any(launched: Launched) -> None:
    del launched
    driver, session = a_driver()
    context = session.sparkContext

    driver.cancel()
    driver.end()
    driver.cancel()

    assert context.cancelled == 1


def test_at_the_end_nothing_is_left(launched: Launched) -> None:
    driver, session = a_driver()

    driver.end()

    assert session.sparkContext.is_stopped
    assert launched.programs[0].told == ["close", "wait"]
    assert FakeContext._gateway is None
    assert not driver.is_alive
    FakeContext._gateway = "another"
    driver.end()
    assert FakeContext._gateway == "another"


def test_a_program_of_somebody_else_is_not_waited_for(launched: Launched) -> None:
    driver, _ = a_driver()
    driver._gateway.proc = None

    driver.end()

    assert launched.programs[0].told == []


def test_a_program_that_does_not_end_is_killed(launched: Launched) -> None:
    driver, _ = a_driver()
    launched.programs[0].is_stubborn = True

    driver.end()

    assert launched.programs[0].told == ["close", "wait", "kill", "wait"]


def test_a_session_of_somebody_else_is_left_alone(
    launched: Launched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeContext, "_active_spark_context", object())

    with pytest.raises(RemoteError, match="has a session of Spark already") as caught:
        SparkStore(PLACE, spark.SESSIONS, 1)

    assert caught.value.code == WRONG_SETTING
    assert not launched.programs


def test_a_cluster_that_takes_nobody_on_leaves_nothing_behind(launched: Launched) -> None:
    FakeContext.failure = OSError("no")

    with pytest.raises(SparkFailureError, match="Spark failed"):
        spark.SESSIONS.take(PLACE)

    assert launched.programs[0].told == ["close", "wait"]
    assert FakeContext._gateway is None
