"""The domain of an input: a range of numbers or of days, a list of categories, true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from factcheck.model.dates import LAST_ORDINAL
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.rubric import OTHER, CategoryDomain, NumberDomain, Numbers
from factcheck.model.unit import is_percent
from factcheck.rubric import WordsError, inside
from factcheck.rubric.codes import REPEATED, TOO_LARGE
from factcheck.spec.codes import MISSING_KEY, UNUSED_KEY, WRONG_SHAPE, WRONG_VALUE
from factcheck.spec.document.node import Sequence
from factcheck.spec.rubric.reader import text_of
from factcheck.spec.rubric.traps import list_trap, nested_trap, text_trap
from factcheck.spec.rubric.value_sets import tested_in, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.model.rubric import Domain
    from factcheck.model.span import Text
    from factcheck.spec.document.node import Mapping, Node, Scalar
    from factcheck.spec.rubric.reader import Reader

TYPES = ("number", "category", "date", "boolean")
MAX_VALUES = 500

_NUMBER, _CATEGORY, _DATE, _BOOLEAN = TYPES
_MEANT = (
    ("integer", "write 'type: number' and 'integer: true'"),
    ("int", "write 'type: number' and 'integer: true'"),
    ("float", "write 'type: number'"),
    ("decimal", "write 'type: number'"),
    ("text", "write 'type: category', and list the 'values' if they are known"),
    ("string", "write 'type: category', and list the 'values' if they are known"),
    ("bool", "write 'type: boolean'"),
)
_KEYS_OF = {
    _NUMBER: ("domain", "integer", "unit"),
    _CATEGORY: ("values",),
    _DATE: ("domain",),
    _BOOLEAN: (),
}
"""For each type its keys, which say nothing of other types."""
_LIST = "list every value that the column may have: 'values: [image, video]'"
_RANGES = {
    _NUMBER: "write a range without brackets: 'domain: 0..120'",
    _DATE: "write a range of days: 'domain: 2019-01-01..2019-12-31'",
}
CALENDAR = Interval(Fraction(1), Fraction(LAST_ORDINAL))
"""The days of the years 1 to 9999, as their numbers."""


class Asked(NamedTuple):
    """What is known of an input besides its own block."""

    key: Scalar
    where: str
    """What messages call it."""
    tests: Callable[[], Iterable[Node]]
    """What the rules test it by, and its labels mean."""


def read_domain(reader: Reader, block: Mapping, asked: Asked) -> Domain | None:
    """Return the values that an input may have; they tell its type, if nothing does."""
    kind = _type(reader, block, asked)
    if kind is None:
        return None
    for name in ("values", "domain", "integer", "unit"):
        found = block.entry(name)
        if found is not None and name not in _KEYS_OF[kind]:
            _refuse_key(reader, found.key, found.node, kind, asked.where)
    match kind:
        case "category":
            return _categories(reader, block, asked)
        case "boolean":
            return CategoryDomain(("true", "false"), is_boolean=True)
        case _:
            return _line(reader, block, kind)


def _type(reader: Reader, block: Mapping, asked: Asked) -> str | None:
    if block.entry("type") is not None:
        return reader.choice(block, "type", TYPES, _MEANT)
    if block.entry("values") is not None:
        return _CATEGORY
    domain = block.entry("domain")
    if domain is not None:
        return _CATEGORY if isinstance(domain.node, Sequence) else _NUMBER
    # A key of an older form is told of already.
    if block.entry("kind") is None:
        message = f"{asked.where} needs the key 'type' or 'values'"
        hint = "write 'type: number', or 'values: [image, video]'"
        reader.report(MISSING_KEY, message, asked.key.span, hint)
    return None


def _refuse_key(reader: Reader, key: Scalar, node: Node, kind: str, where: str) -> None:
    """Report a key that says nothing of the values of this type."""
    trap = list_trap(node)
    if trap is not None:
        reader.report(trap.code, trap.message, node.span, trap.hint)
        return
    if key.text == "domain" and kind == _CATEGORY:
        message = f"'domain' is a range of numbers or days, and {where} has categories"
        reader.report(UNUSED_KEY, message, key.span, _LIST)
        return
    shown = {_CATEGORY: "categories", _BOOLEAN: "true and false"}.get(kind, f"{kind}s")
    message = f"'{key.text}' says nothing of {shown}, which are the values of {where}"
    hint = _RANGES.get(kind, "leave the key out") if key.text == "values" else "leave the key out"
    reader.report(UNUSED_KEY, message, key.span, hint)


def _categories(reader: Reader, block: Mapping, asked: Asked) -> CategoryDomain | None:
    entry = block.entry("values")
    if entry is None:
        if block.entry("domain") is not None:
            return None
        return _open(reader, asked)
    node = entry.node
    if isinstance(node, Sequence):
        for item in node.items:
            trap = nested_trap(item)
            if trap is not None:
                reader.report(trap.code, trap.message, item.span, trap.hint)
                return None
    items = reader.names(node, "'values'", _LIST)
    if items is None:
        return None
    if len(items) == 1:
        message = f"{asked.where} has one value, which tells nothing apart"
        is_range = ".." in items[0].value
        reader.report(WRONG_VALUE, message, node.span, _RANGES[_NUMBER] if is_range else _LIST)
        return None
    values = distinct(reader, items, asked.where)
    return None if values is None else CategoryDomain(values)


def _open(reader: Reader, asked: Asked) -> CategoryDomain | None:
    """Return the domain of an input that may be any text: those that rules test, and the rest."""
    values = texts_of(asked.tests())
    if len(values) > MAX_VALUES:
        message = f"the rules test {asked.where} for {len(values):,} texts"
        reader.report(TOO_LARGE, f"{message}; the limit is {MAX_VALUES}", asked.key.span)
        return None
    return CategoryDomain((*values, OTHER), is_open=True)


def distinct(reader: Reader, items: Iterable[Text], what: str) -> tuple[str, ...] | None:
    """Return texts that must differ from each other; report those that come again."""
    every = tuple(items)
    if len(every) > MAX_VALUES:
        message = f"{what} has {len(every):,} values; the limit is {MAX_VALUES}"
        reader.report(TOO_LARGE, message, every[MAX_VALUES].span)
        return None
    seen: dict[str, None] = {}
    for item in every:
        if item.value in seen:
            message = f"{what} has {quoted(item.value)} twice"
            reader.report(REPEATED, message, item.span, "remove one of the two")
        seen[item.value] = None
    return tuple(seen)


def _line(reader: Reader, block: Mapping, kind: str) -> NumberDomain | None:
    """Return a range of numbers or of days."""
    if kind == _DATE:
        domain = NumberDomain(CALENDAR, is_integer=True, is_date=True)
    else:
        unit = reader.words(block, "unit")
        has_percent = is_percent(unit)
        is_integer = reader.flag(block, "integer")
        noun = None if has_percent else unit
        domain = NumberDomain(Interval.everything(), is_integer, has_percent, noun)
    entry = block.entry("domain")
    return domain if entry is None else _within(reader, domain, entry.node, _RANGES[kind])


def _within(reader: Reader, domain: NumberDomain, node: Node, hint: str) -> NumberDomain | None:
    trap = list_trap(node)
    if trap is None and isinstance(node, Sequence):
        reader.report(WRONG_SHAPE, "'domain' is a range; found a list", node.span, hint)
        return None
    scalar = None if trap is not None else reader.scalar(node, "'domain'")
    trap = trap if scalar is None else text_trap(scalar, domain)
    if trap is not None:
        reader.report(trap.code, trap.message, node.span, trap.hint)
    if trap is not None or scalar is None:
        return None
    text = text_of(scalar)
    try:
        found = tested_in(text.value, domain)
    except WordsError as error:
        reader.report(error.code, error.message, text.span, error.hint)
        return None
    allowed = inside(found.allowed, domain)
    intervals = allowed.intervals if isinstance(allowed, Numbers) else ()
    if len(intervals) != 1 or intervals[0].is_point or found.holds_without:
        what = "days" if domain.is_date else "numbers"
        reader.report(WRONG_VALUE, f"{quoted(text.value)} is no range of {what}", text.span, hint)
        return None
    return replace(domain, within=intervals[0])
