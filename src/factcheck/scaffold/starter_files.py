"""The starter project: files that ship with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

STARTER = (
    ("claims/example.yml", "claims/example.yml"),
    ("evidence/example.csv", "evidence/example.csv"),
    ("README.md", "README.md"),
    # Named otherwise here, where it marks nothing.
    (".factcheck-root", "marker"),
)
"""The path of each file in a project, and where its text is kept."""


def starter_files() -> dict[Path, str]:
    """Return the texts of a starter project by their paths in it."""
    kept = files("factcheck.scaffold").joinpath("starter")
    return {Path(path): kept.joinpath(name).read_text(encoding="utf-8") for path, name in STARTER}
