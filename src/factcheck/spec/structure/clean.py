"""Values that are missing or cut short by a comment: reported once, then left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.spec.codes import NO_VALUE
from factcheck.spec.codes_yaml import COMMENT
from factcheck.spec.document.node import Mapping, Scalar, Sequence, Style
from factcheck.spec.located import problem_at, spot

if TYPE_CHECKING:
    from collections.abc import Sequence as Items

    from factcheck.model.problem import Problem
    from factcheck.model.span import Span
    from factcheck.spec.document.node import Node
    from factcheck.spec.structure.plain import Path

_PRINTED = frozenset({"quote", "figure", "note", "text", "means", "lead", "within"})
"""Keys that hold words as printed: a comment behind them is a mistake or soon will be."""
_PROSE = frozenset(
    {
        "title", "about", "is", "because", "speaker", "missing", "not_checkable", "population",
        "definition", "publisher",
    }
)  # fmt: skip
_HINT = "put the text in quotes or under >-; a comment goes on a line of its own above"


class Cleaner:
    """Walks a tree and notes what is missing in it."""

    def __init__(self, lines: Items[str]) -> None:
        self._lines = lines
        self.problems: list[Problem] = []
        self.holes: set[Path] = set()
        """Where something stands that cannot be used, for reasons already reported."""
        self.leaky: set[Path] = set()
        """Blocks of which keys may have been lost."""

    def visit(self, node: Node, path: Path = ()) -> None:
        """Note everything below a node that is missing or doubtful."""
        if node.is_doubtful:
            (self.leaky if isinstance(node, Mapping) else self.holes).add(path)
        if isinstance(node, Mapping):
            for entry in node.entries:
                here = (*path, entry.key.text)
                self._check(entry.node, here, quoted(entry.key.text))
                self.visit(entry.node, here)
        elif isinstance(node, Sequence):
            for number, item in enumerate(node.items):
                self._check(item, (*path, number), "an item of this list")
                self.visit(item, (*path, number))

    def _check(self, node: Node, path: Path, name: str) -> None:
        if not isinstance(node, Scalar) or node.is_doubtful:
            return
        if node.comment is not None and _cuts(node.comment, path[-1]):
            self._report_comment(node, name)
            self.holes.add(path)
        elif node.is_missing:
            shown = f" but '{node.text}'" if node.text else ""
            message = f"{name} has no value{shown}"
            hint = "write the value, or leave the key out"
            if node.text:
                hint = f"if the text '{node.text}' is meant, put it in quotes"
            place = self._problem_place(node)
            self.problems.append(problem_at(NO_VALUE, message, place, self._lines, hint=hint))
            self.holes.add(path)

    def _problem_place(self, node: Scalar) -> Span:
        """Return the place of a missing value: at least one character wide."""
        span = node.span
        return span if node.text else spot(span.file, span.line, span.column)

    def _report_comment(self, node: Scalar, name: str) -> None:
        self.problems.append(comment_problem(node, name, self._lines))


def comment_problem(node: Scalar, name: str, lines: Items[str]) -> Problem:
    """Return the problem of a comment that cuts a text short."""
    assert node.comment is not None
    end = node.span
    column = lines[end.end_line - 1].find("#", end.end_column - 1) + 1
    message = (
        f"a '#' after a blank begins a comment, so {name} is "
        f"{quoted(node.text) if node.text else 'empty'}"
    )
    span = spot(end.file, end.end_line, column, len(node.comment))
    return problem_at(COMMENT, message, span, lines, hint=_HINT)


def _cuts(comment: str, key: str | int) -> bool:
    """Return whether a comment behind this key is, or looks like, a part of its text.

    A comment begins ``# ``; ``#1`` does not look like one.
    """
    return key in _PRINTED or (key in _PROSE and looks_like_text(comment))


def looks_like_text(comment: str) -> bool:
    """Return whether what follows a blank begins like ``#1`` rather than like ``# why``."""
    return re.match(r"#[^\s#]", comment) is not None


def is_cut(node: Scalar) -> bool:
    """Return whether an unquoted text is followed by what looks like more text."""
    return node.style is Style.PLAIN and node.comment is not None and looks_like_text(node.comment)
