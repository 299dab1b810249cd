"""Faults of single values: first characters, quotation marks, colons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from factcheck.model.near import quoted
from factcheck.spec.codes_yaml import (
    AFTER_QUOTE,
    ANCHOR,
    COLON,
    ESCAPE,
    FIRST_CHARACTER,
    FLOW_COMMA,
    TAG,
)
from factcheck.spec.document.fault import Diagnosis, one, quoted_from
from factcheck.spec.document.marks import end_of, start_of
from factcheck.spec.document.quotes import swallowed_line, unclosed_quote
from factcheck.spec.document.repair import stand_in_at
from factcheck.spec.document.unquoted import in_quotes, value_between_brackets

if TYPE_CHECKING:
    from factcheck.spec.document.fault import SyntaxFault
    from factcheck.spec.document.marks import Mark

SHOWN = 60
"""So much of a value is repeated in a hint."""
_QUOTES = ("'", '"')
_PAIR = 2
_WHOLE = "put the whole text under >-, or in the other kind of quotation marks"
_PROPERTIES = ("an alias", "an anchor", "a tag", "tag handle")
_PROPERTY_CODES = {"*": ANCHOR, "&": ANCHOR, "!": TAG}
_MEANINGS = {
    ">": "begins a block of text in YAML",
    "|": "begins a block of text in YAML",
    "?": "begins a key in YAML",
    "-": "begins a list in YAML",
    ",": "divides lists in YAML",
    "]": "closes a list in YAML",
    "}": "closes a mapping in YAML",
    "*": "begins an alias in YAML",
    "&": "begins an anchor in YAML",
    "!": "begins a tag in YAML",
}


def first_character(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a value that begins with a character that means something else to YAML."""
    if "block scalar" in fault.context:
        return _special(fault, fault.start)
    if any(word in fault.context + fault.problem for word in _PROPERTIES):
        return _special(fault, fault.start)
    if "cannot start any token" in fault.problem:
        return _special(fault, fault.mark)
    is_misplaced = "not allowed in this context" in fault.problem and fault.character in "?-"
    if is_misplaced or "node content" in fault.problem:
        return _special(fault, fault.mark)
    return None


def _special(fault: SyntaxFault, mark: Mark) -> Diagnosis:
    sign = fault.source.line(mark.line)[mark.column : mark.column + 1]
    meaning = _MEANINGS.get(sign, "may not begin a value in YAML")
    code = _PROPERTY_CODES.get(sign, FIRST_CHARACTER)
    message = f"the value begins with '{sign}', which {meaning}"
    repair, text = quoted_from(fault, mark)
    between = value_between_brackets(fault.source.line(mark.line), mark.column)
    if between is not None:
        opened, value = between
        text = in_quotes(value)
        # The parser reads ahead, and may not have told of the bracket yet.
        if fault.flow is None:
            repair = stand_in_at(fault.source, mark.line, opened)
    hint = f"put it in quotes: {text}" if len(text) <= SHOWN else "put it in quotes"
    return one(fault, code, message, mark, hint=hint, repair=repair)


def open_quote(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a quotation mark that the file never closes."""
    if "quoted scalar" not in fault.context:
        return None
    if "escape" in fault.problem:
        return _escape(fault)
    repair, _ = quoted_from(fault, fault.start, skip=1)
    return Diagnosis((unclosed_quote(fault.source, fault.start, None),), repair)


def _escape(fault: SyntaxFault) -> Diagnosis:
    mark = fault.mark
    written = fault.source.line(mark.line)[mark.column : mark.column + 2]
    message = f"{quoted(written)} is no escape that YAML knows"
    hint = "use single quotes, where a backslash is an ordinary character, or double it"
    is_here = fault.start.line == mark.line
    repair = quoted_from(fault, fault.start)[0] if is_here else None
    return one(fault, ESCAPE, message, mark, 2, hint=hint, repair=repair)


def after_quote(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose text after a closing quotation mark, or a quote that closed only there."""
    last = fault.last
    if not isinstance(last, ScalarEvent) or last.style not in _QUOTES or not fault.is_after_last:
        return None
    source, start = fault.source, start_of(last)
    key_column = fault.start.column if fault.start.line <= start.line else -1
    swallowed = swallowed_line(source, last, key_column)
    if swallowed is not None:
        repair, _ = quoted_from(fault, start, skip=1)
        return Diagnosis((unclosed_quote(source, start, swallowed),), repair)
    message = "text follows the closing quotation mark"
    hint = _WHOLE
    mended = quoted_from(fault, start)[0] if start.line == end_of(last).line else None
    return one(fault, AFTER_QUOTE, message, fault.mark, hint=hint, repair=mended)


def after_quoted_key(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose ``'a' b: c``, a key with text after its closing quotation mark."""
    before = fault.source.line(fault.mark.line)[: fault.mark.column].strip(" -")
    is_quoted = len(before) >= _PAIR and before[0] in _QUOTES and before[-1] == before[0]
    if "expected key" not in fault.problem or not is_quoted:
        return None
    message = "text follows the closing quotation mark"
    return one(fault, AFTER_QUOTE, message, fault.mark, hint="put the whole key in quotes")


def after_alias(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose ``*important* news``, to YAML an alias with text after it."""
    if not isinstance(fault.last, AliasEvent) or not fault.is_after_last:
        return None
    return _special(fault, start_of(fault.last))


def after_bracket(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose ``[5] reports``, to YAML a list with text after it."""
    opened = fault.opened
    if not isinstance(fault.last, (SequenceEndEvent, MappingEndEvent)) or opened is None:
        return None
    is_flow = end_of(fault.last).index > start_of(fault.last).index
    if not is_flow or not fault.is_after_last or "flow" in fault.context:
        return None
    message = "text follows the closing bracket of a value that begins with a bracket"
    hint = "a text that begins with '[' or '{' stands in quotes"
    repair = quoted_from(fault, opened)[0] if opened.line == fault.mark.line else None
    return one(fault, FLOW_COMMA, message, fault.mark, hint=hint, repair=repair)


def colon(fault: SyntaxFault) -> Diagnosis | None:
    """Diagnose a colon and a blank in an unquoted value."""
    last = fault.last
    if "mapping values are not allowed" not in fault.problem or not isinstance(last, ScalarEvent):
        return None
    if start_of(last).line < fault.mark.line:
        return None
    message = "a colon and a blank stand in an unquoted value; YAML takes them for a key"
    repair, text = quoted_from(fault, start_of(last))
    shown = f", {text}," if len(text) <= SHOWN else ""
    hint = f"put the value in quotes{shown} or under >-"
    return one(fault, COLON, message, fault.mark, hint=hint, repair=repair)
