"""The starter project: files that ship with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from factcheck import __version__

CLAIMS = "claims/example.yml"
STARTER = (
    (CLAIMS, CLAIMS),
    ("evidence/example.csv", "evidence/example.csv"),
    ("README.md", "README.md"),
    # Named otherwise here, where it marks nothing.
    (".factcheck-root", "marker"),
)
"""The path of each file in a project, and where its text is kept."""
CI = (
    (".github/workflows/factcheck.yml", "ci/workflow.yml"),
    (".pre-commit-config.yaml", "ci/pre-commit-config.yaml"),
)
"""The same for those that have the claims checked by other programs."""
_VERSION = "VERSION"


def starter_files(*, with_ci: bool = False) -> dict[Path, str]:
    """Return the texts of a starter project by their paths in it."""
    kept = files("factcheck.scaffold").joinpath("starter")
    return {
        Path(path): kept.joinpath(name).read_text(encoding="utf-8").replace(_VERSION, __version__)
        for path, name in (*STARTER, *(CI if with_ci else ()))
    }
