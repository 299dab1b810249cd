"""Fixtures of the stage's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import Files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return an empty folder for a claim file and its tables."""
    return Files(tmp_path)
