"""The tests of a rubric: the words, the S-FEEL or the list beside the name of an input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import (
    OTHER,
    Categories,
    NumberDomain,
    Numbers,
)
from factcheck.rubric import (
    WordsError,
    categories_in,
    dates_in,
    everything_in,
    holds_some,
    numbers_in,
    union_of,
)
from factcheck.rubric.codes import OUTSIDE_DOMAIN, UNREADABLE_TEST
from factcheck.rubric.sfeel import SFeelError, texts_in, unary_tests_in
from factcheck.spec.document.node import Scalar, Sequence
from factcheck.spec.rubric.commas import doubtful_comma
from factcheck.spec.rubric.reader import TRUTHS, text_of, truth_hint
from factcheck.spec.rubric.traps import list_trap, nested_trap, text_trap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.rubric import Domain, ValueSet
    from factcheck.model.span import Span, Text
    from factcheck.spec.document.node import Node
    from factcheck.spec.rubric.reader import Reader

NULL = "null"
"""S-FEEL's word for no value."""

_ANY = frozenset({"-", "any"})
_BRACKETS = frozenset("[](")
_HINT = "write one value, or several in a list"
_SFEEL = re.compile(rf'.*"|@|date ?\(|(?:not ?\()?{NULL}\)?$')
"""What only S-FEEL has, besides intervals in brackets: texts in quotes, dates, and nothing."""
_PERHAPS_SFEEL = re.compile(r"not ?\(|.*,")
"""What words have as well: a "not" before parentheses, commas within numbers."""


class Tested(NamedTuple):
    """What passes a test: values of the domain, and whether no value does as well."""

    allowed: ValueSet
    holds_without: bool = False


def is_any(node: Node, domain: Domain) -> bool:
    """Whether a test always holds, as if it were not there.

    A category that is listed may have that name; another text of that name stands in the quotes
    of S-FEEL.
    """
    if not isinstance(node, Scalar) or node.text not in _ANY:
        return False
    if isinstance(domain, NumberDomain) or domain.is_open:
        return True
    return node.text not in domain.values


def read_set(reader: Reader, node: Node, domain: Domain, what: str) -> Tested | None:
    """Return the values of a domain that a text or a list names; ``what`` is its key.

    ``None`` where it cannot be read, or where no value of the domain is meant: both are
    reported.
    """
    if is_any(node, domain):
        return Tested(everything_in(domain))
    if isinstance(node, Sequence):
        return _listed(reader, node, domain, what)
    found = reader.scalar(node, what)
    if found is None:
        return None
    trap = text_trap(found, domain)
    if trap is not None:
        reader.report(trap.code, trap.message, found.span, trap.hint)
        return None
    return _read(reader, text_of(found), domain)


def has_signs(text: str) -> bool:
    """Whether a text has signs that only S-FEEL has."""
    return _SFEEL.match(text) is not None or (text[:1] in _BRACKETS and ".." in text)


def _read(reader: Reader, text: Text, domain: Domain) -> Tested | None:
    try:
        found = tested_in(text.value, domain)
    except WordsError as error:
        reader.report(error.code, error.message, _place(text, error), error.hint)
        return None
    if not found.holds_without and not holds_some(found.allowed, domain):
        message = f"no value of the domain is {quoted(text.value)}"
        reader.report(OUTSIDE_DOMAIN, message, text.span, "no row could ever pass this test")
        return None
    return found


def _place(text: Text, error: WordsError) -> Span:
    """Return where the fault stands, its own characters where they are known."""
    span = text.span
    width = span.end_column - span.column
    is_verbatim = span.line == span.end_line and width == len(text.value)
    if not isinstance(error, SFeelError) or not is_verbatim:
        return span
    start = span.column + min(error.start, width - 1)
    return replace(span, column=start, end_column=max(span.column + error.end, start + 1))


def tested_in(text: str, domain: Domain) -> Tested:
    """Return what passes a test in words or in S-FEEL; raise ``WordsError`` for anything else.

    Words are tried first. Where both fail, the signs of the text tell whose error it is. A comma
    between two digits that is no English one is neither: it may be decimal, or divide a list.
    """
    try:
        return Tested(_in_words(text, domain))
    except WordsError as error:
        if isinstance(domain, NumberDomain) and not domain.is_date:
            doubt = doubtful_comma(text)
            if doubt is not None:
                raise doubt from error
        if has_signs(text):
            return _in_sfeel(text, domain)
        if not _PERHAPS_SFEEL.match(text):
            raise
        try:
            return _in_sfeel(text, domain)
        except WordsError:
            # Nothing but words was meant.
            pass
        raise


def _in_sfeel(text: str, domain: Domain) -> Tested:
    found = unary_tests_in(text, domain)
    nothing: ValueSet = Numbers(()) if isinstance(domain, NumberDomain) else Categories(())
    return Tested(nothing if found.allowed is None else found.allowed, found.holds_without)


def _in_words(text: str, domain: Domain) -> ValueSet:
    if isinstance(domain, NumberDomain):
        return dates_in(text) if domain.is_date else numbers_in(text, domain)
    if domain.is_open:
        known = domain.values[:-1]
        is_negated = text not in known and text.startswith("not ")
        _refuse_any(text)
        named = categories_in(text, known).values
        return Categories((*named, OTHER) if is_negated else named)
    if not domain.is_boolean:
        return categories_in(text, domain.values)
    if text in TRUTHS:
        return Categories(("true" if TRUTHS[text] else "false",))
    try:
        return categories_in(text, domain.values)
    except WordsError as error:
        hint = truth_hint(text) or error.hint
        raise WordsError(error.code, f"{quoted(text)} is not true or false", hint) from error


def _listed(reader: Reader, node: Sequence, domain: Domain, what: str) -> Tested | None:
    """Return what the items of a list name together; a category is an item word for word."""
    trap = list_trap(node, domain)
    if trap is not None:
        reader.report(trap.code, trap.message, node.span, trap.hint)
        return None
    for item in node.items:
        within = text_trap(item, domain) if isinstance(item, Scalar) else nested_trap(item)
        if within is not None:
            reader.report(within.code, within.message, item.span, within.hint)
            return None
    items = reader.names(node, what, _HINT)
    if items is None:
        return None
    found = [_item(reader, text, domain) for text in items]
    known = [each for each in found if each is not None]
    if len(known) < len(items):
        return None
    holds_without = any(each.holds_without for each in known)
    if isinstance(domain, NumberDomain):
        sets = (each.allowed for each in known if isinstance(each.allowed, Numbers))
        intervals = (interval for numbers in sets for interval in numbers.intervals)
        return Tested(union_of(intervals), holds_without)
    named = {
        value
        for each in known
        if isinstance(each.allowed, Categories)
        for value in each.allowed.values
    }
    values = tuple(value for value in domain.values if value in named)
    return Tested(Categories(values), holds_without)


def _item(reader: Reader, item: Text, domain: Domain) -> Tested | None:
    """Return what an item of a list names."""
    if isinstance(domain, NumberDomain) or domain.is_boolean or has_signs(item.value):
        return _read(reader, item, domain)
    if domain.is_open and item.value in _ANY:
        reader.report(UNREADABLE_TEST, _about_any(item.value), item.span, _spelt(item.value))
        return None
    if item.value in domain.values:
        return Tested(Categories((item.value,)))
    message = f"{quoted(item.value)} is not in the domain"
    hint = did_you_mean(item.value, [each for each in domain.values if each != OTHER])
    reader.report(OUTSIDE_DOMAIN, message, item.span, hint)
    return None


def _refuse_any(text: str) -> None:
    """Raise ``WordsError`` for the word that always holds as one of several texts."""
    bare = text.removeprefix("not ").strip("() ")
    word = next((each for each in bare.split(" or ") if each.strip() in _ANY), None)
    if word is not None:
        raise WordsError(UNREADABLE_TEST, _about_any(word.strip()), _spelt(word.strip()))


def _about_any(word: str) -> str:
    return f"{quoted(word)} holds for every text, and is none of several"


def _spelt(word: str) -> str:
    return f"write '\"{word}\"' for the text of that name, with both kinds of quotes"


def texts_of(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the texts that tests on an input name which may be any text, as they come.

    They are the values that its rules tell apart. What cannot be read names nothing; reading the
    tests reports it.
    """
    found: dict[str, None] = {}
    for node in nodes:
        if isinstance(node, Sequence):
            scalars = [item for item in node.items if isinstance(item, Scalar)]
            found |= {text: None for each in scalars for text in _named(each, is_item=True)}
        elif isinstance(node, Scalar):
            found |= dict.fromkeys(_named(node, is_item=False))
    return tuple(found)


def _named(node: Scalar, *, is_item: bool) -> Iterable[str]:
    text = text_of(node).value
    if has_signs(text):
        try:
            return texts_in(text)
        except WordsError:
            return ()
    if text in _ANY or not text:
        return ()
    if is_item:
        return (text,)
    bare = text.removeprefix("not ").strip()
    if bare != text and bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return (part.strip() for part in bare.split(" or "))
