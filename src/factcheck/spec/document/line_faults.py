"""Faults of lines and blocks: tabs, directives, missing blanks, brackets, indentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.events import ScalarEvent

from factcheck.model.near import quoted
from factcheck.spec.codes_yaml import (
    COLON,
    COMMENT,
    DIRECTIVE,
    FIRST_CHARACTER,
    FLOW_COMMA,
    KEY_NO_TEXT,
    MISSING_BLANK,
    SYNTAX,
    TAB,
    UNCLOSED_BRACKET,
)
from factcheck.spec.document.fault import Diagnosis, one
from factcheck.spec.document.marks import end_of, start_of
from factcheck.spec.document.repair import set_blank, stand_in, without_line
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from factcheck.spec.document.fault import SyntaxFault
    from factcheck.spec.document.marks import Mark
    from factcheck.spec.document.source import Repair

_TAB_INDENT = re.compile(r" *\t\s*\S")
JOINED_KEY = re.compile(r"([\w-]+):(?=\S)")


def tab(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a tab where blanks should indent a line; every such line is shown."""
    if "tab character" not in fault.problem and fault.character != "\t":
        return None
    source = fault.source
    lines = [n for n, line in enumerate(source.lines) if _TAB_INDENT.match(line)]
    message = "the line is indented with a tab; YAML is indented with blanks"
    hint = "use two blanks for each level"
    problems = tuple(
        problem_at(
            TAB, message, source.place(n, source.lines[n].index("\t")), source.original, hint=hint
        )
        for n in lines[:20]
    )
    return Diagnosis(problems) if problems else None


def directive(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a directive of YAML."""
    if "directive" not in fault.context and "incompatible" not in fault.problem:
        return None
    files = fault.source.kind.many
    message = f"a line that begins with '%' is a YAML directive; {files} need none"
    repair = without_line(fault.source, fault.start.line)
    return one(fault, DIRECTIVE, message, fault.start, hint="remove the line", repair=repair)


def colon_below(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a colon in the second or a later line of an unquoted value."""
    last = fault.last
    if "mapping values are not allowed" not in fault.problem or not isinstance(last, ScalarEvent):
        return None
    start = start_of(last)
    first = fault.source.line(start.line)
    if JOINED_KEY.match(first, start.column) and not first[: start.column].strip(" -"):
        return _joined(fault, start)
    message = (
        f"the value that begins on line {start.line + 1} runs on to this line, because it is "
        "indented deeper; a colon and a blank cannot stand in an unquoted value"
    )
    hint = "indent a key like the key above it; put a text of several lines under >-"
    return one(fault, COLON, message, fault.mark, hint=hint)


def no_colon(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a line that is no key and no item."""
    if "simple key" not in fault.context:
        return None
    text = fault.source.line(fault.start.line)[fault.start.column :]
    if JOINED_KEY.match(text):
        return _joined(fault, fault.start)
    if re.match(r"-\S", text):
        message = "the blank after the dash of a list is missing"
        repair = set_blank(fault.source, fault.start, 1)
        return one(fault, MISSING_BLANK, message, fault.start, hint="write '- item'", repair=repair)
    message = f"expected 'key: value', found {quoted(text.strip())}"
    hint = "indent the lines of a text deeper than its key, and put it under >-"
    repair = without_line(fault.source, fault.start.line)
    length = max(len(text.rstrip()), 1)
    return one(fault, SYNTAX, message, fault.start, length, hint=hint, repair=repair)


def _joined(fault: SyntaxFault, start: Mark) -> Diagnosis:
    """Diagnose ``figure:5``, to YAML a text."""
    match = JOINED_KEY.match(fault.source.line(start.line), start.column)
    assert match is not None
    message = f"the blank after '{match[0]}' is missing"
    repair = set_blank(fault.source, start, len(match[0]))
    hint = f"write '{match[0]} …'"
    return one(fault, MISSING_BLANK, message, start, len(match[0]), hint=hint, repair=repair)


def comment(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a comment that cuts a text of several lines short."""
    last = fault.last
    if not isinstance(last, ScalarEvent) or last.style or end_of(last).line >= fault.mark.line:
        return None
    end = end_of(last)
    match = re.match(r"\s+#", fault.source.line(end.line)[end.column :])
    if match is None or fault.mark.column <= fault.start.column:
        return None
    message = "a '#' after a blank begins a comment, which cuts this text short"
    line = fault.source.line(end.line)
    span = fault.source.place(end.line, end.column + match.end() - 1, len(line) - end.column)
    hint = "put the text under >-, or the comment on a line of its own above"
    return Diagnosis((problem_at(COMMENT, message, span, fault.source.original, hint=hint),))


def flow(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose brackets that hold something else than their author meant, or stay open."""
    if "flow" not in fault.context or fault.flow is None:
        return None
    repair = stand_in(fault.source, fault.flow)
    if "flow node" in fault.context:
        return _flow_node(fault, repair)
    is_same_line = fault.mark.line == fault.start.line
    if is_same_line and fault.is_after_last and fault.character in "[{":
        message = (
            f"'{fault.character}' stands inside an unquoted value between brackets or braces, "
            "where it begins a list or a mapping"
        )
        hint = "write each key or item on a line of its own, or put the value in quotes"
        return one(fault, FLOW_COMMA, message, fault.mark, hint=hint, repair=repair)
    if is_same_line and fault.is_after_last and fault.character == ":":
        message = "a colon and a blank stand in an unquoted value; YAML takes them for a key"
        return one(fault, COLON, message, fault.mark, hint="put the value in quotes", repair=repair)
    return _unclosed(fault, repair)


def _unclosed(fault: SyntaxFault, repair: Repair | None) -> Diagnosis:
    """Diagnose a bracket that is still open where something else comes, or the file ends."""
    start = fault.start if fault.character else fault.flow or fault.start
    sign = fault.source.line(start.line)[start.column : start.column + 1]
    message = f"'{sign}' opens a {'list' if sign == '[' else 'mapping'} that is not closed rightly"
    hint = "close it on its line; a text that begins with a bracket stands in quotes"
    return one(fault, UNCLOSED_BRACKET, message, start, hint=hint, repair=repair)


def _flow_node(fault: SyntaxFault, repair: Repair | None) -> Diagnosis:
    """Diagnose a sign between brackets where a key or value should begin."""
    if fault.character == ":":
        message = "found a colon without a key before it"
        return one(fault, KEY_NO_TEXT, message, fault.mark, repair=repair)
    if not fault.character:
        return _unclosed(fault, repair)
    message = f"found '{fault.character}' between brackets where a value should begin"
    hint = "a text that begins with a special character stands in quotes"
    return one(fault, FIRST_CHARACTER, message, fault.mark, hint=hint, repair=repair)


def indentation(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a line that begins in a column where no block begins."""
    if "expected key" in fault.problem and fault.character == ":":
        return one(fault, KEY_NO_TEXT, "found a colon without a key before it", fault.mark)
    if "expected key" in fault.problem:
        message = "this line is indented like no key above it"
        hint = "keys of one block begin in the same column"
        return one(fault, SYNTAX, message, fault.mark, hint=hint)
    if "'-' indicator" in fault.problem:
        message = "expected another item of the list above, or a line indented less"
        return one(fault, SYNTAX, message, fault.mark, hint="items begin with '- ' in one column")
    return None
