"""The tests of a rubric: the words, or the list, that stand beside the name of an input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import Categories, CategoryDomain, NumberDomain, Numbers
from factcheck.rubric import (
    WordsError,
    categories_in,
    everything_in,
    inside,
    numbers_in,
    union_of,
)
from factcheck.rubric.codes import OUTSIDE_DOMAIN
from factcheck.spec.document.node import Scalar, Sequence
from factcheck.spec.rubric.reader import text_of

if TYPE_CHECKING:
    from factcheck.model.rubric import Domain, ValueSet
    from factcheck.model.span import Text
    from factcheck.spec.document.node import Node
    from factcheck.spec.rubric.reader import Reader

_ANY = frozenset({"-", "any"})
_HINT = "write one value, or several in a list"


def is_any(node: Node, domain: Domain) -> bool:
    """Whether a test always holds, as if it were not there; a category may have that name."""
    if not isinstance(node, Scalar) or node.text not in _ANY:
        return False
    return not (isinstance(domain, CategoryDomain) and node.text in domain.values)


def read_set(reader: Reader, node: Node, domain: Domain, what: str) -> ValueSet | None:
    """Return the values of a domain that a text or a list names; ``what`` is its key.

    ``None`` where it cannot be read, or where no value of the domain is meant: both are
    reported.
    """
    if is_any(node, domain):
        return everything_in(domain)
    if isinstance(node, Sequence):
        return _listed(reader, node, domain, what)
    found = reader.scalar(node, what)
    if found is None:
        return None
    return _read(reader, text_of(found), domain)


def _read(reader: Reader, text: Text, domain: Domain) -> ValueSet | None:
    try:
        named: ValueSet = (
            numbers_in(text.value, domain)
            if isinstance(domain, NumberDomain)
            else categories_in(text.value, domain.values)
        )
    except WordsError as error:
        reader.report(error.code, error.message, text.span, error.hint)
        return None
    if inside(named, domain) is None:
        message = f"no value of the domain is {quoted(text.value)}"
        reader.report(OUTSIDE_DOMAIN, message, text.span, "no row could ever pass this test")
        return None
    return named


def _listed(reader: Reader, node: Sequence, domain: Domain, what: str) -> ValueSet | None:
    """Return what the items of a list name together; a category is an item word for word."""
    items = reader.names(node, what, _HINT)
    if items is None:
        return None
    if isinstance(domain, CategoryDomain):
        return _listed_categories(reader, items, domain)
    sets = [_read(reader, item, domain) for item in items]
    found = [each for each in sets if isinstance(each, Numbers)]
    numbers = union_of(interval for each in found for interval in each.intervals)
    return numbers if len(found) == len(items) else None


def _listed_categories(
    reader: Reader, items: tuple[Text, ...], domain: CategoryDomain
) -> Categories | None:
    unknown = [item for item in items if item.value not in domain.values]
    for item in unknown:
        message = f"{quoted(item.value)} is not in the domain"
        hint = did_you_mean(item.value, domain.values)
        reader.report(OUTSIDE_DOMAIN, message, item.span, hint)
    named = {item.value for item in items}
    values = tuple(value for value in domain.values if value in named)
    return None if unknown else Categories(values)
