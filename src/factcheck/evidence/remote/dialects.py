"""Where the dialects of SQL differ: the text of a value, its number, its digest.

Everything else of a query is written once, in ``query.py`` and ``digest.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.raw import DECIMALS
from factcheck.evidence.remote.store import Kind
from factcheck.evidence.sealed import literal

if TYPE_CHECKING:
    from factcheck.evidence.remote.store import Dialect, RemoteColumn

DECIMAL = f"DECIMAL(38, {DECIMALS})"
_AT_MIDNIGHT = r"T00:00:00(\.0+)?$"
HALF = 15
"""The hexadecimal digits in each half of a digest: 60 bits, which fit in a whole number."""


class Words:
    """Expressions over one column, as DuckDB writes them; ``name`` is the column in SQL."""

    text_type = "VARCHAR"
    end = "$"
    """Where a text ends, in a pattern."""
    is_fenced = False
    """Whether a subquery must be kept from being worked out again where its columns are used."""

    def text(self, name: str, column: RemoteColumn) -> str:
        """Return the text of a value as a cell has it, null where there is no value.

        Binary fractions come as the database prints them, for Python to read.
        """
        match column.kind:
            case Kind.OTHER:
                return f"CAST(NULL AS {self.text_type})"
            case Kind.MOMENT:
                moment = f"replace({self._cast(name)}, ' ', 'T')"
                return f"regexp_replace({moment}, {self.pattern(_AT_MIDNIGHT)}, '')"
            case Kind.ZONED:
                return f"{self._zoned(name)} || 'Z'"
            case _:
                return self._cast(name)

    def number(self, name: str, column: RemoteColumn) -> str:
        """Return the number of a column of whole or decimal ones, that can be added exactly."""
        del column
        return name

    def canonical(self, name: str, column: RemoteColumn) -> str:
        """Return the text of a value that all databases give alike, null where there is none."""
        if not column.is_float:
            return self.text(name, column)
        nan = f"CAST('NaN' AS {self._float_type(column)})"
        return (
            f"CASE WHEN {name} = 0 THEN '0' WHEN {name} = {nan} THEN 'nan'"
            f" WHEN {name} IS NOT NULL THEN {self._bits(name, column)} END"
        )

    def halves(self, text: str) -> tuple[str, str]:
        """Return two whole numbers of 60 bits, the first parts of the MD5 of a text in UTF-8."""
        return self._half(text, 1), self._half(text, 1 + HALF)

    def pattern(self, text: str) -> str:
        """Return a pattern as a literal."""
        return literal(text)

    def sum(self, name: str) -> str:
        """Return the exact sum of whole numbers of 60 bits."""
        return f"sum(CAST({name} AS DECIMAL(38, 0)))"

    def _cast(self, name: str) -> str:
        return f"CAST({name} AS {self.text_type})"

    def _zoned(self, name: str) -> str:
        return f"replace(CAST(make_timestamp(epoch_us({name})) AS VARCHAR), ' ', 'T')"

    def _float_type(self, column: RemoteColumn) -> str:
        return "DOUBLE" if column.kind is Kind.WIDE else "FLOAT"

    def _bits(self, name: str, column: RemoteColumn) -> str:
        # DuckDB has no function for the bits, and none of its tables is compared with others'.
        del column
        return self._cast(name)

    def _half(self, text: str, start: int) -> str:
        return f"CAST('0x' || substring(md5({text}), {start}, {HALF}) AS BIGINT)"


class PostgresWords(Words):
    """As PostgreSQL writes them; texts are compared byte by byte, whatever the table's rules."""

    text_type = "TEXT"
    is_fenced = True

    _MOST_DIGITS = 40
    """Before and behind the point of a decimal number that is summed; one with more is read by
    Python, which allows 100 in all."""

    def number(self, name: str, column: RemoteColumn) -> str:
        """Return the number of a column as ``numeric``, null for ``NaN`` and ``Infinity``."""
        if column.kind is Kind.WHOLE:
            return f"CAST({name} AS NUMERIC)"
        # What is no number is larger than all.
        most = f"1{'0' * self._MOST_DIGITS}"
        is_number = f"{name} BETWEEN -{most} AND {most} AND scale({name}) <= {self._MOST_DIGITS}"
        return f"CASE WHEN {is_number} THEN {name} END"

    def _cast(self, name: str) -> str:
        return f'CAST({name} AS TEXT) COLLATE "C"'

    def _zoned(self, name: str) -> str:
        moment = f"({name} AT TIME ZONE 'UTC')"
        return f"replace({self._cast(moment)}, ' ', 'T')"

    def _float_type(self, column: RemoteColumn) -> str:
        return "FLOAT8" if column.kind is Kind.WIDE else "FLOAT4"

    def _bits(self, name: str, column: RemoteColumn) -> str:
        send = "float8send" if column.kind is Kind.WIDE else "float4send"
        return f"encode({send}({name}), 'hex')"

    def _half(self, text: str, start: int) -> str:
        digits = f"substr(md5(convert_to({text}, 'UTF8')), {start}, {HALF})"
        return f"CAST(CAST(('x' || {digits}) AS BIT({4 * HALF})) AS BIGINT)"


class SparkWords(Words):
    """As Spark writes them, with ``spark.sql.ansi.enabled``."""

    text_type = "STRING"
    end = r"\z"
    """Since ``$`` also stands before a line feed at the end."""

    def text(self, name: str, column: RemoteColumn) -> str:
        """Return the text of a value, without the blanks that fill one of a fixed length."""
        text = super().text(name, column)
        return f"rtrim({text})" if column.type.startswith("char(") else text

    def number(self, name: str, column: RemoteColumn) -> str:
        """Return the number of a column as a decimal one, with room for sums."""
        return f"CAST({name} AS DECIMAL(20, 0))" if column.kind is Kind.WHOLE else name

    def pattern(self, text: str) -> str:
        """Return a pattern as a literal, in which Spark reads backslashes."""
        return literal(text.replace("\\", "\\\\"))

    def _zoned(self, name: str) -> str:
        # The time zone of the session is UTC.
        return f"replace({self._cast(name)}, ' ', 'T')"

    def _bits(self, name: str, column: RemoteColumn) -> str:
        is_wide = column.kind is Kind.WIDE
        java = "Double', 'doubleToLongBits" if is_wide else "Float', 'floatToIntBits"
        width = 16 if is_wide else 8
        # A whole number of 32 bits is made one of 64, whose last digits are the same.
        bits = f"lower(hex(CAST(java_method('java.lang.{java}', {name}) AS BIGINT)))"
        return f"right(lpad({bits}, 16, '0'), {width})"

    def _half(self, text: str, start: int) -> str:
        # MD5 is taken of the bytes in UTF-8, in which Spark keeps all texts.
        return f"CAST(conv(substring(md5({text}), {start}, {HALF}), 16, 10) AS DECIMAL(38, 0))"


_WORDS: dict[Dialect, Words] = {
    "duckdb": Words(),
    "postgres": PostgresWords(),
    "spark": SparkWords(),
}


def words_of(dialect: Dialect) -> Words:
    """Return how a dialect writes what dialects differ in."""
    return _WORDS[dialect]
