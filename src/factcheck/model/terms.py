"""What a claim file says of one thing, as texts: for reports, and to see what changed in them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, get_args

from msgspec import Struct

from factcheck.model import expression
from factcheck.model.cell_range import CellRange
from factcheck.model.dispute import DisputeMember
from factcheck.model.expression import Apart, Comparison, PartOf, SameAs
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.render_expression import render_expression, render_relation, render_test
from factcheck.model.span import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXPRESSIONS = get_args(expression.Expression)
_TESTS = get_args(expression.Test)

_INLINE = frozenset({"form", "scope", "inner", "meaning"})
"""Records whose fields are told as those of the record that they are in."""
_UNTOLD = frozenset(
    {
        # Names and places.
        "id", "name", "span", "owner",
        # Told in another field, in a file of its own, or by what a publisher means with its signs.
        "measure_text", "total_text", "compute", "in_terms_of", "classified_by", "signs",
        # Prose, which no verdict rests on.
        "description", "because", "quote", "note", "title",
    }
)  # fmt: skip
_CALLED = {
    "start": "from",
    "end": "to",
    "relation": "holds",
    "compute_text": "compute",
    "in_terms_of_text": "in_terms_of",
    "is_highest": "highest",
    "is_negated": "negated",
    "is_unique": "unique",
    "is_exact": "exact",
    "is_amount": "amount",
    "is_nonnegative": "nonnegative",
    "is_illustrative": "illustrative",
    "is_one_for_one": "one_for_one",
    "has_footnotes": "footnotes",
    "cell_range": "range",
    "has_any_step": "any_step",
    "selection": "in",
    "definitions": "tests",
}
"""Keys of the claim file, where fields of records are called otherwise."""


class Term(Struct, frozen=True):
    """One thing that a claim file says: a key and what stands under it."""

    key: str
    """Keys inside of others are joined by points: ``columns.deaths.empty``."""
    text: str


def terms_of(record: Struct) -> tuple[Term, ...]:
    """Return what a declaration of a claim file says that a verdict may rest on.

    Whatever is not declared is left out, and so is prose, such as a note. Expressions stand in
    their one spelling, so that the same meaning gives the same text.
    """
    return tuple(_of_record(record, ""))


def _of_record(record: Struct, prefix: str) -> Iterator[Term]:
    for name, default in _fields(record):
        value = getattr(record, name)
        if name in _UNTOLD or value == default or _is_told_already(record, name):
            continue
        if name in _INLINE:
            yield from _inlined(value, prefix)
        else:
            key = f"{prefix}{_CALLED.get(name, name)}"
            yield from (Term(key, "false"),) if value is False else _told(value, key)


def _fields(record: Struct) -> Iterator[tuple[str, object]]:
    """Yield the fields of a record, each with its default; ``None`` where it has to be given."""
    names, defaults = record.__struct_fields__, record.__struct_defaults__
    yield from zip(names, (*(None,) * (len(names) - len(defaults)), *defaults), strict=True)


def _is_told_already(record: Struct, name: str) -> bool:
    """Whether what a field says stands in another one: as a tree, or as the record's own name."""
    if name == "text":
        return hasattr(record, "relation")
    return name == "header" and getattr(record, name) == getattr(record, "name", None)


def _inlined(value: object, prefix: str) -> Iterator[Term]:
    if isinstance(value, Struct) and not isinstance(value, Interval):
        yield from _of_record(value, prefix)
    else:
        yield from _told(value, prefix.removesuffix("."))


def _told(value: object, key: str) -> Iterator[Term]:
    text = _text(value)
    if text is not None:
        yield Term(key, text)
    elif isinstance(value, tuple):
        yield from _of_list(value, key)
    elif isinstance(value, Struct):
        yield from _of_struct(value, key)


def _of_struct(value: Struct, key: str) -> Iterator[Term]:
    """Yield what a record inside of another says; of one that has its words those alone."""
    words = getattr(value, "text", None)
    if words is None:
        yield from _of_record(value, f"{key}." if key else "")
        return
    yield from _told(words, key)
    if hasattr(value, "lang"):
        # The words of a figure, and how they are to be read.
        named = ((name, getattr(value, name)) for name in value.__struct_fields__)
        for name, each in named:
            if name != "text":
                yield from _told(each, f"{key}.{name}")


def _of_list(values: tuple[object, ...], key: str) -> Iterator[Term]:
    """Yield a list as one text where it can be one, else what stands in each of its records."""
    whole = _whole(values)
    if whole is not None:
        yield Term(key, whole)
        return
    for each in values:
        if isinstance(each, tuple):
            first, second = each
            yield from _told(second, key if first is None else f"{key}.{first}")
        else:
            assert isinstance(each, Struct)
            name = getattr(each, "name", None) or getattr(each, "text", "")
            yield from _of_struct(each, f"{key}.{name}")


def _whole(values: tuple[object, ...], between: str = ", ") -> str | None:
    """Return a list as one text; ``None`` where a record is among it, or a named test."""
    if any(isinstance(each, tuple) and isinstance(each[-1], _TESTS) for each in values):
        return None
    texts = [_grouped(each) if isinstance(each, tuple) else _text(each) for each in values]
    whole = [text for text in texts if text is not None]
    return between.join(whole) if len(whole) == len(texts) else None


def _grouped(values: tuple[object, ...]) -> str | None:
    """Return what stands together in a list as a text; an expression without its own text."""
    is_written = len(values) > 1 and isinstance(values[0], _EXPRESSIONS)
    return _whole(values[:1] if is_written else values, " = ")


def _text(value: object) -> str | None:
    """Return what is no record as a text; ``None`` for one, and for nothing."""
    match value:
        case None | False:
            return None
        case True:
            return "true"
        case str() | int():
            return str(value)
        case Text():
            return value.value
        case Enum():
            return str(value.value)
        case Fraction() | CellRange():
            return str(value)
        case Interval():
            return _interval(value)
        case DisputeMember():
            return value.address.value
        case Comparison() | PartOf():
            return render_relation(value)
        case Apart():
            return f"apart: {', '.join(map(render_expression, value.members))}"
        case SameAs():
            return f"same {value.aspect}: {', '.join(each.value for each in value.of)}"
        case _ if isinstance(value, _EXPRESSIONS):
            return render_expression(value)
        case _ if isinstance(value, _TESTS):
            return render_test(value)
        case _:
            return None


def _interval(value: Interval) -> str:
    lower = "" if value.lower is None else str(value.lower)
    upper = "" if value.upper is None else str(value.upper)
    before = "" if value.lower is None or value.lower_closed else "over "
    after = "" if value.upper is None or value.upper_closed else "under "
    return f"{before}{lower}..{after}{upper}"
