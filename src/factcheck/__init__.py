"""Verify published statistics: claims in, verdicts with their calculation out.

``factcheck.run`` runs a claim file, or its text, on files or on DataFrames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.api import ProblemsError, RunResult, run

__all__ = ["ProblemsError", "RunResult", "__version__", "run"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the interface only when it is used: the command has no need of it."""
    if name in {"ProblemsError", "RunResult", "run"}:
        from factcheck import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
