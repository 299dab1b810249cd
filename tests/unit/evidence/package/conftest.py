"""A folder for a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from package_files import Packages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    """Return a folder with an empty package."""
    return Packages(tmp_path)
