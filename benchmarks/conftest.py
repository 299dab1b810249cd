"""Benchmarks that are tests run only where they are asked for."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip every benchmark unless ``--benchmark-only`` was given."""
    if config.getoption("benchmark_only", default=False):
        return
    reason = pytest.mark.skip(reason="a benchmark: run pytest benchmarks --benchmark-only")
    for item in items:
        item.add_marker(reason)
