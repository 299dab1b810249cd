"""The identity of a check, from its code, its slug and the docstring of its file."""

from __future__ import annotations

from factcheck.model.problem import Code

_HEADING = "## "


def code_of(code: str, slug: str, docstring: str | None) -> Code:
    """Return a check's code: the docstring's first line is its title, the rest explains it.

    The headings of the docstring become bold words, because an explanation has none. Without
    docstrings (``python -OO``) both texts are empty.
    """
    title, _, rest = (docstring or "").partition("\n")
    lines = (_unheaded(line) for line in rest.strip().splitlines())
    return Code(code, slug, title.strip(), "\n".join(lines))


def _unheaded(line: str) -> str:
    return f"**{line.removeprefix(_HEADING)}**" if line.startswith(_HEADING) else line
