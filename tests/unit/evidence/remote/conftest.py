"""Tests of databases need what speaks to them; the rest of the suite does not."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = {"test_remote_grouping.py": "sqlglot", "test_remote_postgres.py": "psycopg"}
collect_ignore = [file for file, module in NEEDED.items() if find_spec(module) is None]
