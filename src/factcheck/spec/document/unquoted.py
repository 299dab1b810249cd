"""Tests of rubrics whose brackets, commas or quotes YAML takes for its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.spec.codes_yaml import FLOW_COMMA
from factcheck.spec.document.fault import Diagnosis
from factcheck.spec.document.repair import stand_in
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from factcheck.spec.document.fault import SyntaxFault

# A limit keeps the search linear in a line of any length.
_END = r"[^,{}\[\]()'\"]{0,60}"
_INTERVAL = re.compile(rf"[\[\](]{_END}\.\.{_END}[\[\])]")
_LIST = re.compile(r"\bnot ?\([^()]*\)")
_OPENED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\[\]{}]")
_VALUE = re.compile(r"[^,\[\]{}]*[^,\[\]{}\s]")


def unquoted_test(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose ``[1..5)`` and ``not("a", "b")`` between braces, which are read piece by piece."""
    if "flow" not in fault.context:
        return None
    # The parser gives up within the text, right behind it, or lines later.
    for mark in (fault.mark, fault.start):
        line = fault.source.line(mark.line)
        for found in (*_INTERVAL.finditer(line), *_LIST.finditer(line)):
            if found.start() <= mark.column <= found.end():
                return _told(fault, mark.line, found.start(), found[0])
    return None


def _told(fault: SyntaxFault, line: int, column: int, text: str) -> Diagnosis:
    what = "an interval" if ".." in text else "a test"
    message = f"{quoted(text)} is {what}, and YAML reads its signs as its own"
    hint = f"put it in quotes: {in_quotes(text)}"
    span = fault.source.place(line, column, len(text))
    problem = problem_at(FLOW_COMMA, message, span, fault.source.original, hint=hint)
    repair = None if fault.flow is None else stand_in(fault.source, fault.flow)
    return Diagnosis((problem,), repair)


def in_quotes(text: str) -> str:
    """Return a text in the quotes of YAML in which nothing of it needs an escape."""
    return "'" + text.replace("'", "''") + "'"


def value_between_brackets(line: str, column: int) -> tuple[int, str] | None:
    """Return the bracket that is open at a column of a line, and the value that begins there.

    ``None`` where no bracket is open.
    """
    opened: list[int] = []
    for found in _OPENED.finditer(line[:column]):
        if found[0] in "[{":
            opened.append(found.start())
        elif found[0] in "]}" and opened:
            opened.pop()
    if not opened:
        return None
    value = _INTERVAL.match(line, column) or _VALUE.match(line, column)
    return opened[0], line[column:] if value is None else value[0]
