"""The templates, and what they may call."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from factcheck.report.html.arranged import (
    capital,
    excerpt,
    hint_told,
    is_address,
    nested,
    problem_told,
    split,
    unsplit,
)
from factcheck.report.html.painted import svg
from factcheck.report.memo.records import Memo

# Characters that no XML document may hold, not even written as numbers.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def environment() -> Environment:
    """Return the templates of pages: every text is escaped, and a name that is missing an error."""
    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "excerpt": excerpt,
        "hint_told": hint_told,
        "nested": nested,
        "problem_told": problem_told,
        "split": split,
        "svg": svg,
    }
    made.filters |= {"capital": capital, "unsplit": unsplit}
    made.tests |= {"address": is_address, "memo": lambda part: isinstance(part, Memo)}
    return made


def _source(name: str) -> str:
    """Return a template without the indentation that would fill the page."""
    source = files("factcheck.report.html").joinpath(f"templates/{name}")
    return "\n".join(line.strip() for line in source.read_text(encoding="utf-8").splitlines())


def clean(page: str) -> str:
    """Return a page without characters that XML forbids, which texts of the user's may hold."""
    return _FORBIDDEN.sub("\ufffd", page)
