"""Parquet files for tests, written by DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path


def write_parquet(path: Path, query: str, **options: str) -> None:
    """Write what a query finds; options are those of ``COPY``."""
    said = "".join(f", {key} {value}" for key, value in options.items())
    quoted = str(path).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{quoted}' (FORMAT parquet{said})")
