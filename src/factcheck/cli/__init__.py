"""The command line."""

from __future__ import annotations

from factcheck.cli.main import main

__all__ = ["main"]
