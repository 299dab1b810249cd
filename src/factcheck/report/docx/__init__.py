"""The report as a document for Word, for editors who rewrite it; the same bytes always."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from factcheck.report.formats import MissingExtraError
from factcheck.report.memo.together import memos_of

if TYPE_CHECKING:
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look


def render_runs(runs: Runs, look: Look) -> bytes:
    """Return the memos of claim files as one document.

    Charts are pictures where typst is installed as well, and tables of their numbers without it.
    Raises ``MissingExtraError`` where python-docx is not installed.
    """
    try:
        import_module("docx")
    except ImportError as error:
        raise MissingExtraError("docx", "docx") from error
    from factcheck.report.docx.arranged import arranged

    return arranged(memos_of(runs, look.language))
