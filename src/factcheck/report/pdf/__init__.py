"""The report as a PDF to print and to archive: PDF/A-2a and PDF/UA-1, the same bytes always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.memo.together import memos_of
from factcheck.report.pdf.plain import plain_memos
from factcheck.report.pdf.typesetting import typeset

if TYPE_CHECKING:
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look


def render_runs(runs: Runs, look: Look) -> bytes:
    """Return the memos of claim files as one document.

    Raises ``MissingExtraError`` where typst is not installed.
    """
    return typeset(plain_memos(memos_of(runs, look.language)), look.language)
