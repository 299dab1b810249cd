"""The same table in a file of Parquet and in databases, and what is read of it from each."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import duckdb
from msgspec.structs import replace

from factcheck.evidence import EvidenceReader
from factcheck.model.span import Span, Text
from factcheck.model.spec import TableDeclaration
from factcheck.pipeline import run_text
from factcheck.report.json_report import claim_object

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from duckdb_store import DuckStore

    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import TableCells
    from factcheck.model.plan import TablePlan

SPAN = Span("claims.yml", 1, 1, 1, 2)
DUCKDB = {
    "whole": "BIGINT",
    "small": "SMALLINT",
    "decimal": "DECIMAL(18, 4)",
    "long": "DECIMAL(38, 10)",
    "wide": "DOUBLE",
    "narrow": "FLOAT",
    "truth": "BOOLEAN",
    "day": "DATE",
    "moment": "TIMESTAMP",
    "zoned": "TIMESTAMPTZ",
    "text": "VARCHAR",
    "list": "INTEGER[]",
}
"""The sorts of columns, and their types in Parquet as DuckDB writes it."""

_PLACES = frozenset({"sha256", "line", "column", "end_line", "end_column", "span"})


class Made(NamedTuple):
    """Columns with their sorts, and rows with one text a column, None where there is no value."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str | None, ...], ...]


class Maker(Protocol):
    """Puts tables where claims can read them; each store of the contract has one."""

    def make(self, made: Made) -> str:
        """Create a table; return the keys of its declaration, as YAML, indented by four."""
        ...


@dataclass
class ParquetMaker:
    """Tables as files of Parquet, which DuckDB reads: what the others are compared with."""

    folder: Path
    numbers: count[int] = field(default_factory=count)

    def make(self, made: Made) -> str:
        """Write a file."""
        name = f"t{next(self.numbers)}.parquet"
        with duckdb.connect() as connection:
            create_table(connection, "t", made)
            connection.execute(f"COPY t TO '{self.folder / name}' (FORMAT parquet)")
        return f"    file: {name}\n"


@dataclass
class DuckMaker:
    """Tables of a store that needs no server."""

    store: DuckStore
    variable: str
    numbers: count[int] = field(default_factory=count)

    def make(self, made: Made) -> str:
        """Create a table."""
        name = f"t{next(self.numbers)}"
        create_table(self.store.connection, name, made)
        self.store.sorts[name] = made.columns
        return f"    connection: {self.variable}\n    table: {name}\n"


def create_table(connection: duckdb.DuckDBPyConnection, name: str, made: Made) -> None:
    """Create a table of DuckDB."""
    columns = ", ".join(f'"{one}" {DUCKDB[sort]}' for one, sort in made.columns)
    marks = ", ".join(f"CAST(? AS {DUCKDB[sort]})" for _, sort in made.columns)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"CREATE TABLE {name} ({columns})")
    if made.rows:
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", made.rows)  # noqa: S608 - own names


@dataclass
class PostgresMaker:
    """Tables of a PostgreSQL server."""

    connection: str
    variable: str
    numbers: count[int] = field(default_factory=count)

    def make(self, made: Made) -> str:
        """Create a table."""
        import psycopg
        from psycopg import sql

        types = DUCKDB | {"wide": "float8", "narrow": "float4", "text": "text"}
        name = f"Table {next(self.numbers)}"
        columns = sql.SQL(", ").join(
            sql.SQL("{} " + types[sort]).format(sql.Identifier(one)) for one, sort in made.columns
        )
        marks = ", ".join(f"CAST(%s::text AS {types[sort]})" for _, sort in made.columns)
        with psycopg.connect(self.connection, autocommit=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            table = sql.Identifier("public", name)
            connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
            connection.execute(sql.SQL("CREATE TABLE {} ({})").format(table, columns))
            with connection.cursor() as cursor:
                # Only names of types are put in here.
                into = "INSERT INTO {} VALUES (" + marks + ")"  # noqa: S608
                insert = sql.SQL(into).format(table)
                cursor.executemany(insert, made.rows)
        return f"    connection: {self.variable}\n    table: public.{name}\n"


def declared(keys: str) -> dict[str, Any]:
    """Return the fields of a declaration that says where a table is."""
    pairs = dict(line.strip().split(": ", 1) for line in keys.splitlines())
    names = {"table": "relation"}
    return {names.get(key, key): Text(text, SPAN) for key, text in pairs.items()}


def cells(folder: Path, keys: str, plan: TablePlan, engine: Engine = "auto") -> TableCells:
    """Return the cells of a plan, without what says where they come from and in which words."""
    wanted = replace(plan, declaration=replace(plan.declaration, **declared(keys)))
    with EvidenceReader(folder, folder, engine=engine) as reader:
        found = reader.scan(wanted)
    # A database has no lines that a message could name.
    faults = tuple(replace(one, message="", hint=None) for one in found.faults)
    return replace(found, path="", sha256="", faults=faults)


def table(columns: Sequence[Any] = (), **said: Any) -> TableDeclaration:  # noqa: ANN401 - any field
    """Return a declaration of a table that lies nowhere yet."""
    return TableDeclaration("t", SPAN, None, columns=tuple(columns), **said)


def claims_of(folder: Path, keys: str, text: str) -> list[Any]:
    """Return the claims of a report in JSON, with nothing in it that says where the tables are.

    ``text`` is a claim file in which ``@`` stands for the keys that say it.
    """
    whole = text.replace("    @\n", keys)
    result = run_text(whole.encode(), file="claims.yml", folder=folder, root=folder)
    return [_placeless(claim_object(claim), keys) for claim in result.claims]


def _placeless(node: Any, keys: str) -> Any:  # noqa: ANN401 - any value of JSON
    """Return a part of a report without digests, places, and the words for them."""
    if isinstance(node, dict):
        kept = {key: one for key, one in node.items() if key not in _PLACES}
        return {key: _placeless(one, keys) for key, one in kept.items()}
    if isinstance(node, list | tuple):
        return [_placeless(one, keys) for one in node]
    if isinstance(node, str):
        for said in _said(keys):
            node = node.replace(said, "TABLE")
    return node


def _said(keys: str) -> list[str]:
    told = {key: one.value for key, one in declared(keys).items()}
    if "file" in told:
        return [told["file"]]
    return [f"{told['relation']} at {told['connection']}"]
