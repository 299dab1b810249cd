"""Tables of a cluster of Spark, made in the session of this process."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from store_tables import ParquetMaker

from factcheck.evidence.remote.spark import SESSIONS
from factcheck.evidence.remote.spark_connection import spark_place

if TYPE_CHECKING:
    from pathlib import Path

    from store_tables import Made

TYPES = {
    "whole": "BIGINT",
    "small": "SMALLINT",
    "decimal": "DECIMAL(18, 4)",
    "long": "DECIMAL(38, 10)",
    "wide": "DOUBLE",
    "narrow": "FLOAT",
    "truth": "BOOLEAN",
    "day": "DATE",
    "moment": "TIMESTAMP_NTZ",
    "zoned": "TIMESTAMP",
    "text": "STRING",
    "list": "ARRAY<INT>",
}
"""The sorts of columns, and their types as Spark writes them."""
SCHEMA = "contract"


class SparkMaker:
    """Tables of a cluster, whose files are written without Spark, since that takes seconds."""

    def __init__(self, connection: str, variable: str, folder: Path) -> None:
        self.variable = variable
        self._folder = folder
        self._driver = SESSIONS.take(spark_place(connection))
        self._files = ParquetMaker(folder)
        self._numbers = count()
        self.sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")

    @property
    def session(self) -> Any:  # noqa: ANN401 - pyspark's own
        """The session that claims are read with as well."""
        driver: Any = self._driver
        return driver._session

    def sql(self, query: str) -> list[Any]:
        """Return the rows of a query or command."""
        rows: list[Any] = self.session.sql(query).collect()
        return rows

    def make(self, made: Made) -> str:
        """Create a table of one file; return the keys of its declaration."""
        return self.make_of([made])

    def make_of(self, parts: list[Made]) -> str:
        """Create a table of several files, which have the same columns."""
        name = f"t{next(self._numbers)}"
        place = self._folder / name
        place.mkdir()
        for part in parts:
            file = self._files.make(part).split()[-1]
            (self._folder / file).rename(place / file)
        columns = ", ".join(f"`{one}` {TYPES[sort]}" for one, sort in parts[0].columns)
        self.sql(f"CREATE TABLE {SCHEMA}.{name} ({columns}) USING parquet LOCATION '{place}'")
        return f"    connection: {self.variable}\n    table: {SCHEMA}.{name}\n"

    def close(self) -> None:
        """End the session."""
        SESSIONS.release()
        SESSIONS.end()
