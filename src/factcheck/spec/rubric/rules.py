"""The rules of a rubric, and what decides where none of them matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.near import quoted
from factcheck.model.rubric import HitPolicy, RubricTest, Rule
from factcheck.rubric.codes import NO_EFFECT, OTHERWISE, REPEATED, TOO_LARGE, UNTESTED_RULE
from factcheck.spec.document.node import Mapping, Scalar, Sequence
from factcheck.spec.rubric.old_form import RULE_KEYS_MEANT, test_meant
from factcheck.spec.rubric.outcomes import read_outcomes
from factcheck.spec.rubric.reader import text_of
from factcheck.spec.rubric.value_sets import is_any, read_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.span import Text
    from factcheck.spec.document.node import Entry, Node
    from factcheck.spec.rubric.inputs import Inputs
    from factcheck.spec.rubric.outputs import Given
    from factcheck.spec.rubric.reader import Reader

RULE_KEYS = ("id", "when", "then", "because")
OTHERWISE_KEYS = ("id", "otherwise", "because")
MAX_RULES = 2_000

_HINT = "write items such as '- when: {age: under 18}' with 'then: minor' below it"
_WHEN = "name an input and the values that pass: 'when: {age: under 18}'"
_FALLBACK = "write 'otherwise: …' as the last rule for whatever matches no other"


class Outline(NamedTuple):
    """What rules speak of: the inputs of their rubric and what it says of rows."""

    inputs: Inputs
    given: Given
    policy: HitPolicy


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
    # What decides where none of them matches is no rule of its own.
    count = len(items) - _is_otherwise(items[-1])
    if count > MAX_RULES:
        message = f"the rubric has {count:,} rules; the limit is {MAX_RULES:,}"
        reader.report(TOO_LARGE, message, items[MAX_RULES].span)
        return Rules()
    rules: list[Rule] = []
    last: Rule | None = None
    is_alone = sum(not _is_otherwise(each) for each in items) == 1
    for number, item in enumerate(items, 1):
        block = reader.block(item, f"rule {number}", _HINT)
        if block is None:
            continue
        if reader.has_lost(block, "otherwise"):
            # It is told of already.
            continue
        if block.entry("otherwise") is not None:
            is_last = number == len(items)
            last = _otherwise(reader, block, outline, number, is_last=is_last)
        else:
            rules.append(_rule(reader, block, outline, number, is_alone=is_alone))
    found = Rules(tuple(rules), last)
    _check_ids(reader, found)
    return found


def _is_otherwise(node: Node) -> bool:
    return isinstance(node, Mapping) and node.entry("otherwise") is not None


def _check_ids(reader: Reader, rules: Rules) -> None:
    seen: dict[str, Rule] = {}
    for rule in (*rules.rules, *([] if rules.otherwise is None else [rules.otherwise])):
        if rule.id is None:
            continue
        if rule.id in seen:
            message = (
                f"two rules have the id {quoted(rule.id)}: rule {seen[rule.id].number} "
                f"and rule {rule.number}"
            )
            reader.report(REPEATED, message, rule.span, "give one of them another id")
        seen.setdefault(rule.id, rule)


def _rule(reader: Reader, block: Mapping, outline: Outline, number: int, *, is_alone: bool) -> Rule:
    where = f"rule {number}"
    old = [(name, test_meant(name)) for name in outline.inputs]
    reader.check_keys(block, RULE_KEYS, where, (*RULE_KEYS_MEANT, *old))
    instead = tuple(name for name in outline.inputs if block.entry(name) is not None)
    node = reader.require(block, "when", where, _WHEN, instead=instead, beside=RULE_KEYS)
    tested = reader.block(node, "'when'", _WHEN)
    tests: tuple[RubricTest, ...] = ()
    if tested is not None:
        reader.check_keys(tested, outline.inputs, f"'when' of {where}")
        tests = tuple(_tests(reader, tested.entries, outline))
        is_untested = all(_is_any(entry, outline) for entry in tested.entries)
        # Under other policies a rule that says "any" of its inputs adds to what others give.
        is_wrong = not tested.entries or (outline.policy is HitPolicy.UNIQUE and not is_alone)
        if is_untested and is_wrong and not reader.has_lost(tested):
            more = ", or say which rule decides: 'hit_policy: first'" if tested.entries else ""
            hint = f"{_FALLBACK}{more}"
            reader.report(UNTESTED_RULE, f"{where} tests nothing", block.span, hint)
    hint = "say what the rule gives: 'then: minor'"
    then = reader.require(block, "then", where, hint, instead=("class",), beside=RULE_KEYS)
    outcomes = read_outcomes(reader, then, outline.given, "then")
    because, name = reader.words(block, "because"), reader.words(block, "id")
    return Rule(number, block.span, tests, outcomes, because, name)


def _is_any(entry: Entry, outline: Outline) -> bool:
    known = outline.inputs.get(text_of(entry.key).value)
    return known is not None and is_any(entry.node, known.domain)


def _tests(reader: Reader, entries: tuple[Entry, ...], outline: Outline) -> Iterator[RubricTest]:
    for entry in entries:
        name = text_of(entry.key).value
        known = outline.inputs.get(name)
        if known is None or is_any(entry.node, known.domain):
            continue
        found = read_set(reader, entry.node, known.domain, quoted(name))
        if found is not None:
            yield RubricTest(name, found.allowed, _written(entry.node), found.holds_without)


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
    for entry in block.entries:
        if entry.key.text not in OTHERWISE_KEYS:
            hint = "give the tests a rule of their own; 'otherwise' has none"
            message = f"{quoted(entry.key.text)} stands beside 'otherwise'"
            reader.report(OTHERWISE, message, entry.key.span, hint)
    if not is_last:
        hint = "move it to the end: it decides where no rule matches"
        reader.report(OTHERWISE, "'otherwise' is not the last of the rules", block.span, hint)
    given = block.entry("otherwise")
    assert given is not None
    outcomes = read_outcomes(reader, given.node, outline.given, "otherwise")
    because, name = reader.words(block, "because"), reader.words(block, "id")
    return Rule(number, block.span, (), outcomes, because, name)


def warn_of_unused(reader: Reader, outline: Outline, rules: Rules) -> None:
    """Warn of inputs that no rule tests and of classes that none gives."""
    tested = {test.input for rule in rules.rules for test in rule.tests}
    for each in outline.inputs.values():
        if each is not None and each.name not in tested:
            message = f"no rule tests the input {quoted(each.name)}"
            reader.warn(NO_EFFECT, message, each.span, "remove the input, or test it")
    every = (*rules.rules, *([] if rules.otherwise is None else [rules.otherwise]))
    given = {name for rule in every for name in rule.classes}
    for found, span in zip(outline.given.classes, outline.given.spans, strict=True):
        if found.name not in given:
            reader.warn(NO_EFFECT, f"no rule gives the class {quoted(found.name)}", span)
