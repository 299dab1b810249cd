"""The session of Spark in this process: the only module that speaks to pyspark.

It runs only where there are pyspark and Java, so it decides nothing: ``spark.py`` does.
"""

from __future__ import annotations

import atexit
import logging
import subprocess
import sys
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from factcheck.evidence.remote.spark_errors import ANOTHER_SESSION, SparkFailureError
from factcheck.evidence.remote.spark_names import in_backticks
from factcheck.evidence.remote.spark_types import SparkField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.remote.spark_connection import SparkPlace

_PATIENCE = 20
"""Seconds until a program that was told to end is killed."""
_AT_START = "spark.driver."
"""How settings begin that the program has to be started with."""


class SparkDriver:
    """The program that plans queries, and what runs them."""

    def __init__(self, place: SparkPlace) -> None:
        """Start it; raises ``SparkFailureError`` where there is no cluster that takes it on."""
        self._session: Any = None
        settings = place.every_setting
        early = {key: value for key, value in settings.items() if key.startswith(_AT_START)}
        with _own_errors(), _quiet():
            from pyspark import SparkConf, SparkContext
            from pyspark.java_gateway import launch_gateway
            from pyspark.sql import SparkSession

            if SparkContext._active_spark_context is not None:  # noqa: SLF001 - not told otherwise
                raise SparkFailureError(ANOTHER_SESSION, "")
            # One that somebody stopped before would be taken instead.
            SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - same
            # Nothing of it is printed: standard output has the report.
            nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            self._gateway = launch_gateway(_Pairs(early), popen_kwargs=nowhere)
            atexit.register(self.end)
            try:
                # Not on the command line, where every user of the machine could read them.
                conf = SparkConf(_jvm=self._gateway.jvm).setAll(list(settings.items()))
                self._session = SparkSession(SparkContext(conf=conf, gateway=self._gateway))
            except BaseException:
                self.end()
                raise

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        if self._session is None:
            return False
        try:
            return not self._context._jsc.sc().isStopped()  # noqa: SLF001 - not told otherwise
        except Exception:  # noqa: BLE001 - whatever a program that is gone raises
            return False

    @property
    def _context(self) -> Any:  # noqa: ANN401 - pyspark's own
        return self._session.sparkContext

    def fields(self, parts: tuple[str, ...]) -> tuple[SparkField, ...]:
        """Return the columns of a table as it is now; raises ``SparkFailureError``."""
        name = in_backticks(parts)
        with _own_errors(), _quiet():
            # What is not there is told in other words where it is refreshed.
            self._session.table(name)
            # What was remembered of its files may be of another day.
            self._session.sql(f"REFRESH TABLE {name}")
            return tuple(map(_field, self._session.table(name).schema.fields))

    def names(self, query: str) -> tuple[tuple[Any, ...], ...]:
        """Return what a query of names finds; raises ``SparkFailureError``."""
        with _own_errors(), _quiet():
            return tuple(tuple(row) for row in self._session.sql(query).collect())

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, one part of the answer in memory at a time.

        Raises ``SparkFailureError``.
        """
        with _own_errors(), _quiet():
            found = self._session.sql(query).toLocalIterator()
        while True:
            with _own_errors():
                row = next(found, None)
            if row is None:
                return
            yield tuple(row)

    def cancel(self) -> None:
        """End every query that runs."""
        # Where the program is gone nothing runs.
        with suppress(Exception):
            self._context.cancelAllJobs()

    def end(self) -> None:
        """End the program; it may have ended before."""
        atexit.unregister(self.end)
        with suppress(Exception), _quiet():
            self._session.stop()
        self._session = None
        with suppress(Exception):
            self._gateway.shutdown()
        _finish(self._gateway.proc)
        # pyspark would go on asking the program that is gone.
        context = getattr(sys.modules.get("pyspark"), "SparkContext", None)
        if context is not None and context._gateway is self._gateway:  # noqa: SLF001 - same
            context._gateway = context._jvm = None  # noqa: SLF001 - same


def _finish(program: subprocess.Popen[bytes] | None) -> None:
    """Wait for the end of the program, or kill it; there is none inside of ``spark-submit``."""
    if program is None:
        return
    assert program.stdin is not None
    # It ends where nobody can speak to it any more.
    program.stdin.close()
    try:
        program.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


class _Pairs:
    """Settings for the command line, as pyspark asks for them before it has begun."""

    def __init__(self, pairs: dict[str, str]) -> None:
        self._pairs = pairs

    def getAll(self) -> list[tuple[str, str]]:  # noqa: N802 - pyspark's name
        return list(self._pairs.items())


def _field(field: Any) -> SparkField:  # noqa: ANN401 - pyspark's own
    # A text of a fixed length is a plain one to queries, which see the blanks that fill it.
    told = field.metadata.get("__CHAR_VARCHAR_TYPE_STRING", field.dataType.simpleString())
    return SparkField(field.name, told)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to itself what pyspark says of its surroundings, and of errors that are told anyway."""
    logging.getLogger("SQLQueryContextLogger").disabled = True
    logging.getLogger("DataFrameQueryContextLogger").disabled = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _own_errors() -> Iterator[None]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        raise SparkFailureError(_condition(error), _words(error)) from error
    except (Py4JError, EOFError, OSError) as error:
        raise SparkFailureError(None, f"{type(error).__name__}: {_words(error)}") from error


def _condition(error: Any) -> str | None:  # noqa: ANN401 - pyspark's own
    # It asks the program, which may be gone.
    with suppress(Exception):
        condition: str | None = error.getCondition()
        return condition
    return None


def _words(error: Exception) -> str:
    with suppress(Exception):
        return str(error)
    return type(error).__name__
