"""The style sheet of every page, and the policy that lets a browser obey nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from factcheck.report.html.painted import style_of_charts

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def style() -> str:
    """Return the style sheet, without its comments and indentation."""
    source = files("factcheck.report.html").joinpath("memo.css").read_text(encoding="utf-8")
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "\n".join((*filter(None, lines), style_of_charts()))


@cache
def policy() -> str:
    """Return the content security policy of a page with this style sheet in it.

    Nothing is loaded, no script runs, and no form is sent. The style sheet is known by its
    digest, so that no other one has any effect.
    """
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
