"""A folder for each test's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evidence_workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tables(tmp_path: Path) -> Workspace:
    """An empty folder to write tables into."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Workspace(folder)
