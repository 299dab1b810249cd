"""The Python interface: run a claim file and look at the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.pipeline import run_file

if TYPE_CHECKING:
    import os

    from factcheck.model.result import RunResult


def run(
    path: str | os.PathLike[str],
    *,
    root: str | os.PathLike[str] | None = None,
    strict: bool = False,
) -> RunResult:
    """Return the verdicts on the claims of one file.

    ``root`` is the folder that no evidence may lie outside of; by default the nearest one with
    a repository, else the claim file's. With ``strict``, an undetermined verdict that was not
    expected counts as not as expected. Raises ``ProblemsError`` with every fault of the file.
    """
    return run_file(Path(path), root=None if root is None else Path(root), strict=strict)
