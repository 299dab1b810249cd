"""The connection string of Spark: a master, and settings as in the query of a URL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from factcheck.evidence.remote.codes import WRONG_CONNECTION
from factcheck.evidence.remote.spark_codes import WRONG_SETTING
from factcheck.evidence.remote.store import RemoteError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST = r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])"
_CLUSTER = re.compile(rf"spark://{_HOST}:[0-9]{{1,5}}(?:,{_HOST}:[0-9]{{1,5}})*")
_LOCAL = re.compile(r"local(?:\[(?:[1-9][0-9]{0,2}|\*)\])?")
_KEY = re.compile(r"spark\.[A-Za-z0-9_.-]{1,200}")
_SCHEME = "spark://"
_MAX_PORT = 65_535
_HINT = "write `spark://host:7077` or `local[2]`, then settings: `?spark.…=…&spark.…=…`"

FIXED = {
    "spark.app.name": "factcheck",
    "spark.submit.deployMode": "client",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Moments are told in UTC; an overflow is an error, never a null or another number.
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.storeAssignmentPolicy": "ANSI",
    # A name is a table's name, never the path of a file; a text is never a variable's name.
    "spark.sql.runSQLOnFiles": "false",
    "spark.sql.variable.substitute": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
    "spark.sql.caseSensitive": "false",
    # A part of a table is no table.
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
}
"""Settings that are the same in every run, because answers depend on them."""
USUAL = {
    # Rows that are read one by one come a part at a time, which has to fit in memory.
    "spark.sql.files.maxPartitionBytes": "32m",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "16m",
    # A column of times of the day is no reason to read none of the table.
    "spark.sql.timeType.enabled": "true",
}
"""Settings that hold where the connection string says nothing else."""
_KEPT = ("spark.sql.legacy.", "spark.sql.ansi.", "spark.sql.parser.", "spark.master")
"""How settings begin that no connection string may change."""


class SparkPlace(Struct, frozen=True):
    """Where Spark runs, and with which settings."""

    master: str
    settings: tuple[tuple[str, str], ...]
    """Those of the connection string, in its order."""

    @property
    def addresses(self) -> tuple[tuple[str, int], ...]:
        """Host and port of each master; none where Spark runs in this machine's memory."""
        if not self.master.startswith(_SCHEME):
            return ()
        pairs = (one.rpartition(":") for one in self.master.removeprefix(_SCHEME).split(","))
        return tuple((host.strip("[]"), int(port)) for host, _, port in pairs)

    @property
    def every_setting(self) -> dict[str, str]:
        """All settings of the program that plans the queries."""
        return {**USUAL, **dict(self.settings), **FIXED, "spark.master": self.master}


def spark_place(text: str) -> SparkPlace:
    """Return what a connection string says.

    Raises ``RemoteError``, which says what is wrong without a part of the string.
    """
    master, has_settings, told = text.strip().partition("?")
    if not (_LOCAL.fullmatch(master) or _is_cluster(master)):
        message = "the connection string begins like one of Spark, and goes on as none does"
        raise RemoteError(WRONG_CONNECTION, message, hint=_HINT)
    settings = tuple(_settings(told)) if has_settings else ()
    return SparkPlace(master, settings)


def _is_cluster(master: str) -> bool:
    if not _CLUSTER.fullmatch(master):
        return False
    return all(0 < port <= _MAX_PORT for _, port in SparkPlace(master, ()).addresses)


def _settings(told: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, one in enumerate(told.split("&"), 1):
        key, has_value, value = one.partition("=")
        # What is no setting may be a part of a password with `&` in it, and is not shown.
        if not has_value or not _KEY.fullmatch(key):
            message = f"setting {number} of the connection string is no `spark.…=…`"
            raise RemoteError(WRONG_SETTING, message, hint=_HINT)
        if key in seen:
            message = f"setting {number} of the connection string is there twice"
            raise RemoteError(WRONG_SETTING, message, hint="remove one of the two")
        if key in FIXED or key.startswith(_KEPT):
            message = f"setting {number} of the connection string is the same in every run"
            hint = "remove it; answers would depend on it"
            raise RemoteError(WRONG_SETTING, message, hint=hint)
        seen.add(key)
        yield key, _value(unquote(value), number)


def _value(value: str, number: int) -> str:
    if not value or not value.isprintable():
        message = f"setting {number} of the connection string has no value that can be printed"
        raise RemoteError(WRONG_SETTING, message, hint="give it one, or remove it")
    return value
