"""The domain of an input: numbers within a range, or a list of categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.interval import Interval
from factcheck.model.near import listed, quoted
from factcheck.model.rubric import CategoryDomain, NumberDomain
from factcheck.model.unit import is_percent
from factcheck.rubric import WordsError, numbers_in
from factcheck.rubric.codes import NOT_EVALUATED, REPEATED, TOO_LARGE
from factcheck.spec.codes import MISSING_KEY, UNUSED_KEY, WRONG_SHAPE, WRONG_VALUE
from factcheck.spec.document.node import Sequence
from factcheck.spec.rubric.reader import text_of

if TYPE_CHECKING:
    from factcheck.model.rubric import Domain
    from factcheck.model.span import Text
    from factcheck.spec.document.node import Mapping, Node, Scalar
    from factcheck.spec.rubric.reader import Reader

KINDS = ("category", "number")
MAX_VALUES = 500

_CATEGORY, _NUMBER = KINDS
_LATER = ("date", "text", "boolean")
_ONLY_NUMBERS = ("integer", "unit")
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_LIST = "list every value that the column may have: 'domain: [image, video]'"
_RANGE = "write a range without brackets: 'domain: 0..120'"


def read_domain(reader: Reader, key: Scalar, block: Mapping, where: str) -> Domain | None:
    """Return the values that an input may have; what they are tells its kind, if nothing does."""
    entry = block.entry("domain")
    node = None if entry is None else entry.node
    kind = _kind(reader, block)
    if kind is None and node is None:
        if block.entry("kind") is None:
            message = f"{where} needs the key 'domain' or 'kind'"
            hint = "write 'kind: number', or 'domain: [image, video]'"
            reader.report(MISSING_KEY, message, key.span, hint)
        return None
    if kind is None:
        kind = _CATEGORY if isinstance(node, Sequence) else _NUMBER
    if kind == _NUMBER:
        return _numbers(reader, block, node)
    _refuse_numbers_keys(reader, block, where)
    if node is None:
        node = reader.require(block, "domain", where, _LIST)
    return _categories(reader, node, where)


def _kind(reader: Reader, block: Mapping) -> str | None:
    found = reader.text(block, "kind")
    if found is not None and found.value in _LATER:
        message = f"inputs of the kind {quoted(found.value)} are not evaluated yet"
        reader.report(NOT_EVALUATED, message, found.span, f"known here: {listed(KINDS)}")
        return None
    return reader.choice(block, "kind", KINDS)


def _refuse_numbers_keys(reader: Reader, block: Mapping, where: str) -> None:
    for name in _ONLY_NUMBERS:
        found = block.entry(name)
        if found is not None:
            message = f"'{name}' says something of numbers, and {where} has categories"
            reader.report(UNUSED_KEY, message, found.key.span, "leave the key out")


def _categories(reader: Reader, node: Node | None, where: str) -> CategoryDomain | None:
    items = reader.names(node, "'domain'", _LIST)
    if node is None or items is None:
        return None
    if len(items) == 1:
        is_range = ".." in items[0].value
        message = f"the domain of {where} has one value, which tells nothing apart"
        reader.report(WRONG_VALUE, message, node.span, _RANGE if is_range else _LIST)
        return None
    values = distinct(reader, items, "the domain")
    return None if values is None else CategoryDomain(values)


def distinct(reader: Reader, items: tuple[Text, ...], what: str) -> tuple[str, ...] | None:
    """Return texts that must differ from each other; report those that come again."""
    if len(items) > MAX_VALUES:
        message = f"{what} has {len(items):,} values; the limit is {MAX_VALUES}"
        reader.report(TOO_LARGE, message, items[MAX_VALUES].span)
        return None
    seen: dict[str, None] = {}
    for item in items:
        if item.value in seen:
            message = f"{what} has {quoted(item.value)} twice"
            reader.report(REPEATED, message, item.span, "remove one of the two")
        seen[item.value] = None
    return tuple(seen)


def _numbers(reader: Reader, block: Mapping, node: Node | None) -> NumberDomain | None:
    unit = reader.words(block, "unit")
    has_percent = is_percent(unit)
    domain = NumberDomain(
        Interval.everything(), _flag(reader, block), has_percent, None if has_percent else unit
    )
    if node is None:
        return domain
    if isinstance(node, Sequence):
        message = "the domain of numbers is a range; found a list"
        reader.report(WRONG_SHAPE, message, node.span, _RANGE)
        return None
    scalar = reader.scalar(node, "'domain'")
    return None if scalar is None else _within(reader, domain, text_of(scalar))


def _flag(reader: Reader, block: Mapping) -> bool:
    found = reader.text(block, "integer")
    if found is None:
        return False
    if found.value not in _FLAGS:
        message = f"'integer' is {quoted(found.value)}; expected true or false"
        reader.report(WRONG_VALUE, message, found.span)
    return _FLAGS.get(found.value, False)


def _within(reader: Reader, domain: NumberDomain, text: Text) -> NumberDomain | None:
    try:
        intervals = numbers_in(text.value, domain).intervals
    except WordsError as error:
        reader.report(error.code, error.message, text.span, error.hint)
        return None
    if len(intervals) != 1 or intervals[0].is_point:
        message = f"{quoted(text.value)} is no range of numbers"
        reader.report(WRONG_VALUE, message, text.span, _RANGE)
        return None
    return NumberDomain(intervals[0], domain.is_integer, domain.is_percent, domain.unit)
