"""Values that rules give: texts, numbers, true and false, dates, and null."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.cell import number_key
from factcheck.model.dates import is_date
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import Literal, ValueKind
from factcheck.rubric.codes import UNREADABLE_TEST
from factcheck.spec.codes import WRONG_SHAPE, WRONG_VALUE
from factcheck.spec.document.node import Scalar, Style
from factcheck.spec.rubric.codes import UNKNOWN_OUTCOME
from factcheck.spec.rubric.commas import with_comma
from factcheck.spec.rubric.reader import TRUTHS, text_of, truth_hint
from factcheck.spec.rubric.traps import nested_trap, number_trap

if TYPE_CHECKING:
    from factcheck.model.rubric import Output
    from factcheck.spec.document.node import Node
    from factcheck.spec.rubric.reader import Reader

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DAY = len("2019-03-05")


def read_literal(reader: Reader, node: Node, what: str) -> Literal | None:
    """Return a value by its look: in quotes a text, else what YAML 1.2 and ISO 8601 read.

    A text that is not written alike by all programs, such as ``012``, is reported.
    """
    if not isinstance(node, Scalar):
        trap = nested_trap(node)
        if trap is not None:
            reader.report(trap.code, trap.message, node.span, trap.hint)
        else:
            reader.report(WRONG_SHAPE, f"{what} is one value", node.span, "write one value")
        return None
    if node.style is not Style.PLAIN:
        found = reader.scalar(node, what)
        return None if found is None else Literal(ValueKind.TEXT, text_of(found).value)
    return _plain(reader, node, what)


def _plain(reader: Reader, node: Scalar, what: str) -> Literal | None:
    text = text_of(node).value
    if node.is_missing:
        return Literal(ValueKind.NOTHING, "")
    if text in TRUTHS:
        return Literal(ValueKind.BOOLEAN, "true" if TRUTHS[text] else "false")
    trap = number_trap(text)
    if trap is not None:
        hint = f"{trap.hint}, or put it in quotes where it is a text"
        reader.report(trap.code, trap.message, node.span, hint)
        return None
    if _NUMBER.fullmatch(text):
        return _number(reader, node, what)
    if with_comma(text):
        message = f"{quoted(text)} is no number here, and a text without quotes"
        hint = "a number has no comma, and a point before decimals; put a text in quotes"
        reader.report(UNREADABLE_TEST, message, node.span, hint)
        return None
    if len(text) == _DAY and is_date(text):
        return Literal(ValueKind.DATE, text)
    return Literal(ValueKind.TEXT, text)


def read_score(reader: Reader, node: Node, what: str) -> Literal | None:
    """Return a number that a rule gives; report anything else."""
    found = reader.scalar(node, what)
    if found is None:
        return None
    trap = number_trap(found.text) if found.style is Style.PLAIN else None
    if trap is not None:
        reader.report(trap.code, trap.message, found.span, trap.hint)
        return None
    return _number(reader, found, what)


def _number(reader: Reader, node: Scalar, what: str) -> Literal | None:
    text = text_of(node)
    try:
        number = parse_decimal(text.value)
    except TooLongError as error:
        reader.report(UNREADABLE_TEST, f"{quoted(text.value)}: {error}", text.span)
        return None
    if number is None:
        message = f"{what} is {quoted(text.value)}, which is no number"
        reader.report(WRONG_VALUE, message, text.span, "rules give scores: 'then: 3'")
        return None
    return Literal(ValueKind.NUMBER, number_key(number))


def check_declared(reader: Reader, found: Literal, output: Output, node: Node) -> None:
    """Report a value that an output does not list, where it lists its values."""
    if not output.values or found in output.values or found.kind is ValueKind.NOTHING:
        return
    known = tuple(each.text for each in output.values)
    message = f"{quoted(found.text)} is no value of the output {quoted(output.name)}"
    hint = did_you_mean(found.text, known)
    if any(each.kind is ValueKind.BOOLEAN for each in output.values):
        hint = truth_hint(found.text) or hint
    if found.text in known:
        hint = "the value of that name is of another kind: quotes make a text of a number"
    reader.report(UNKNOWN_OUTCOME, message, node.span, hint)
