"""The rules of a rubric, and what decides where none of them matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import RubricTest, Rule
from factcheck.rubric import WordsError, categories_in
from factcheck.rubric.codes import (
    NO_EFFECT,
    OTHERWISE,
    TOO_LARGE,
    UNKNOWN_CLASS,
    UNTESTED_RULE,
)
from factcheck.spec.document.node import Scalar, Sequence
from factcheck.spec.rubric.inputs import RESERVED
from factcheck.spec.rubric.reader import text_of
from factcheck.spec.rubric.value_sets import is_any, read_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.span import Span, Text
    from factcheck.spec.document.node import Entry, Mapping, Node
    from factcheck.spec.rubric.inputs import Inputs
    from factcheck.spec.rubric.reader import Reader

MAX_RULES = 2_000

_HINT = "write items such as '- age: under 18' with 'class: minor' below it"
_CLASS, _BECAUSE, _OTHERWISE = RESERVED


class Outline(NamedTuple):
    """What rules speak of: the inputs and classes of their rubric."""

    inputs: Inputs
    classes: tuple[str, ...] | None
    """``None`` where they cannot be read."""


class Rules(NamedTuple):
    """The rules of a rubric."""

    rules: tuple[Rule, ...] = ()
    otherwise: Rule | None = None


def read_rules(reader: Reader, root: Mapping, outline: Outline) -> Rules:
    """Return the rules in the order of the file; what is wrong with them is reported."""
    node = reader.require(root, "rules", "the rubric", _HINT)
    items = reader.items(node, "'rules'", _HINT)
    if items is None:
        return Rules()
    if len(items) > MAX_RULES:
        message = f"the rubric has {len(items):,} rules; the limit is {MAX_RULES:,}"
        reader.report(TOO_LARGE, message, items[MAX_RULES].span)
        return Rules()
    found = Rules()
    for number, item in enumerate(items, 1):
        block = reader.block(item, f"rule {number}", _HINT)
        if block is None:
            continue
        is_last = number == len(items)
        if block.entry(_OTHERWISE) is not None:
            found = found._replace(
                otherwise=_otherwise(reader, block, outline, number, is_last=is_last)
            )
        else:
            found = found._replace(rules=(*found.rules, _rule(reader, block, outline, number)))
    return found


def _rule(reader: Reader, block: Mapping, outline: Outline, number: int) -> Rule:
    where = f"rule {number}"
    known = (*outline.inputs, _CLASS, _BECAUSE)
    reader.check_keys(block, known, where)
    tested = [entry for entry in block.entries if entry.key.text not in (_CLASS, _BECAUSE)]
    tests = tuple(_tests(reader, tested, outline))
    is_untested = not tested or all(_is_any(entry, outline) for entry in tested)
    if is_untested and not reader.has_lost(block):
        hint = "write 'otherwise: CLASS' as the last rule for whatever matches no other"
        reader.report(UNTESTED_RULE, f"{where} tests nothing", block.span, hint)
    hint = "say which class the rule gives: 'class: minor'"
    classes = _classes(reader, reader.require(block, _CLASS, where, hint), outline)
    return Rule(number, block.span, tests, classes, reader.words(block, _BECAUSE))


def _is_any(entry: Entry, outline: Outline) -> bool:
    known = outline.inputs.get(text_of(entry.key).value)
    return known is not None and is_any(entry.node, known.domain)


def _tests(reader: Reader, entries: list[Entry], outline: Outline) -> Iterator[RubricTest]:
    for entry in entries:
        name = text_of(entry.key).value
        known = outline.inputs.get(name)
        if known is None or is_any(entry.node, known.domain):
            continue
        allowed = read_set(reader, entry.node, known.domain, quoted(name))
        if allowed is not None:
            yield RubricTest(name, allowed, _written(entry.node))


def _written(node: Node) -> Text:
    """Return a test as it was written, a list with "or" between its items."""
    if isinstance(node, Scalar):
        return text_of(node)
    assert isinstance(node, Sequence)
    items = [text_of(item) for item in node.items if isinstance(item, Scalar)]
    return type(items[0])(" or ".join(item.value for item in items), node.span)


def _otherwise(
    reader: Reader, block: Mapping, outline: Outline, number: int, *, is_last: bool
) -> Rule:
    place = block.span
    for entry in block.entries:
        if entry.key.text not in (_OTHERWISE, _BECAUSE):
            hint = "give the tests a rule of their own; 'otherwise' has none"
            message = f"{quoted(entry.key.text)} stands beside 'otherwise'"
            reader.report(OTHERWISE, message, entry.key.span, hint)
    if not is_last:
        hint = "move it to the end: it decides where no rule matches"
        reader.report(OTHERWISE, "'otherwise' is not the last of the rules", place, hint)
    given = block.entry(_OTHERWISE)
    assert given is not None
    classes = _classes(reader, given.node, outline)
    return Rule(number, place, (), classes, reader.words(block, _BECAUSE))


def _classes(reader: Reader, node: Node | None, outline: Outline) -> tuple[str, ...]:
    """Return the class that a rule gives, or several that it leaves open."""
    if node is None or outline.classes is None:
        return ()
    if isinstance(node, Sequence):
        items = reader.names(node, "'class'", "write one class, or several in a list") or ()
        for item in items:
            if item.value not in outline.classes:
                _report_class(reader, item.value, item.span, outline.classes)
        named = {item.value for item in items}
        return tuple(each for each in outline.classes if each in named)
    scalar = reader.scalar(node, "'class'")
    return () if scalar is None else _worded(reader, text_of(scalar), outline.classes)


def _worded(reader: Reader, text: Text, classes: tuple[str, ...]) -> tuple[str, ...]:
    said = "is no class of this rubric"
    try:
        return categories_in(text.value, classes, code=UNKNOWN_CLASS, unknown=said).values
    except WordsError as error:
        reader.report(error.code, error.message, text.span, error.hint)
        return ()


def _report_class(reader: Reader, name: str, span: Span, classes: tuple[str, ...]) -> None:
    message = f"{quoted(name)} is no class of this rubric"
    reader.report(UNKNOWN_CLASS, message, span, did_you_mean(name, classes))


def warn_of_unused(
    reader: Reader, outline: Outline, rules: Rules, classes: dict[str, Span]
) -> None:
    """Warn of inputs that no rule tests and of classes that none gives."""
    tested = {test.input for rule in rules.rules for test in rule.tests}
    for each in outline.inputs.values():
        if each is not None and each.name not in tested:
            message = f"no rule tests the input {quoted(each.name)}"
            reader.warn(NO_EFFECT, message, each.span, "remove the input, or test it")
    every = (*rules.rules, *([] if rules.otherwise is None else [rules.otherwise]))
    given = {name for rule in every for name in rule.classes}
    for name, span in classes.items():
        if name not in given:
            reader.warn(NO_EFFECT, f"no rule gives the class {quoted(name)}", span)
