"""The memo as one page of HTML that needs nothing from outside and runs no script.

``render_runs`` is the format. Other pages may use the same pieces: ``environment`` has the
templates, whose macros show the pieces of a memo, and ``style`` returns the style sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.html.environment import clean, environment
from factcheck.report.html.style import policy, style
from factcheck.report.memo.records import Memo
from factcheck.report.memo.together import memos_of

if TYPE_CHECKING:
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look
    from factcheck.report.memo.records import Memos

__all__ = ["clean", "environment", "policy", "render", "render_runs", "style"]

_LONG = 100
"""Claims from which on a browser lays out only those in sight, to show the page at once."""


def render_runs(runs: Runs, look: Look) -> str:
    """Return the memos of claim files as one page, in the reader's language."""
    return render(memos_of(runs, look.language))


def render(memos: Memos) -> str:
    """Return the page: of one memo, or of several below a table of all files.

    It is well-formed XML as well as HTML, and the same bytes for the same memos.
    """
    template = environment().get_template("page.html")
    return clean(
        template.render(
            memos=memos,
            words=memos.words,
            language=memos.language,
            style=style(),
            policy=policy(),
            title=_title(memos),
            is_long=_claims_in(memos) > _LONG,
        )
    )


def _claims_in(memos: Memos) -> int:
    return sum(len(part.claims) for part in memos.parts if isinstance(part, Memo))


def _title(memos: Memos) -> str:
    """Return the title of the window; never empty."""
    words = memos.words
    if memos.rows or not memos.parts:
        return f"{words.fact_check}: {words.all_files}"
    (part,) = memos.parts
    return (isinstance(part, Memo) and part.title) or part.file or words.fact_check
