"""``$name`` and ``{name}`` in a claim that ``for_each`` repeats: where they stand, and for what.

An expression is parsed as it is written, and values are put into its tree: whatever a value
holds, it cannot change the expression.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.near import did_you_mean, quoted
from factcheck.spec.codes import FOR_EACH, PLACEHOLDER
from factcheck.spec.document.node import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.span import Span
    from factcheck.spec.assemble.context import Context


class Row(Struct, frozen=True):
    """The values of one row of ``for_each`` by their names."""

    values: dict[str, str]
    is_trial: bool = False
    """Whether it stands for rows that are not known yet, so that no value is to be judged."""


class Kind(Enum):
    """What a text of a claim is, as far as values are put into it."""

    EXPRESSION = "an expression"
    WORDS = "words or a value"
    PROSE = "prose"
    PLAIN = "anything else"


_KINDS = {
    **dict.fromkeys(("measure", "holds", "total", "parts", "among", "where", "except"),
                    Kind.EXPRESSION),
    **dict.fromkeys(("figure", "lead", "within", "place", "from", "to", "of", "in", "date",
                     "as_of", "expect"), Kind.WORDS),
    **dict.fromkeys(("quote", "title", "note"), Kind.PROSE),
}  # fmt: skip
_IN_FIGURE = {"text": Kind.WORDS, "means": Kind.WORDS}
_DOLLAR = re.compile(r"(?<![\w$])\$([^\W\d]\w*)")
_BRACES = re.compile(r"\{([^\W\d]\w*)\}")


def filled(block: Mapping, row: Row) -> Mapping:
    """Return the block of a claim with the values of a row in all texts but its expressions."""

    def value(match: re.Match[str]) -> str:
        # A name that no row has is reported, and stays.
        return row.values.get(match[1], match[0])

    def fill(found: Scalar, kind: Kind) -> Scalar:
        pattern = {Kind.WORDS: _DOLLAR, Kind.PROSE: _BRACES}.get(kind)
        if pattern is None:
            return found
        return replace(found, text=pattern.sub(value, found.text))

    return _claim(block, fill)


def check_placeholders(context: Context, block: Mapping, row: Row, span: Span) -> None:
    """Note names in a claim's texts that no row has or that stand in the wrong place.

    A name of the rows that the claim does not use is noted as well, at ``span``. Unknown names
    in expressions are noted when those are parsed.
    """
    used: set[str] = set()

    def check(found: Scalar, kind: Kind) -> Scalar:
        used.update(_checked(context, found, kind, row))
        return found

    _claim(block, check)
    unused = [name for name in row.values if name not in used]
    if unused:
        message = f"the claim does not use {quoted(unused[0])}, which 'for_each' has a value for"
        hint = f"write ${unused[0]} where the value stands, or {{{unused[0]}}} in the quote"
        context.report(FOR_EACH, message, span, hint)


def _checked(context: Context, found: Scalar, kind: Kind, row: Row) -> set[str]:
    """Note what is wrong with the names in a text, and return those that are in it."""
    dollars, braces = _DOLLAR.findall(found.text), _BRACES.findall(found.text)
    right, wrong, sign = dollars, braces, "${}"
    if kind is Kind.PROSE:
        right, wrong, sign = braces, dollars, "{{{}}}"
    if kind is Kind.PLAIN:
        right, wrong = [], [*dollars, *braces]
    for name in right if kind in {Kind.WORDS, Kind.PROSE} else ():
        if name not in row.values:
            message = f"there is no {quoted(name)} in the rows of 'for_each'"
            context.report(PLACEHOLDER, message, found.span, did_you_mean(name, row.values))
    misplaced = next((name for name in wrong if name in row.values), None)
    if misplaced is not None:
        message = f"no value of 'for_each' can stand here, and found {quoted(misplaced)}"
        hint = "values stand in tests, for numbers, in figures, places, groups, dates and quotes"
        if kind is not Kind.PLAIN:
            message = f"{quoted(misplaced)} is written otherwise here"
            hint = f"write {sign.format(misplaced)}"
        context.report(PLACEHOLDER, message, found.span, hint)
    return {*right, *wrong}


def _claim(block: Mapping, change: Callable[[Scalar, Kind], Scalar]) -> Mapping:
    """Return the block of a claim or a reading with every text changed."""
    return replace(block, entries=tuple(_entry(entry, change) for entry in block.entries))


def _entry(entry: Entry, change: Callable[[Scalar, Kind], Scalar]) -> Entry:
    key, node = entry.key.text, entry.node
    if key in {"readings", "parts"} and isinstance(node, Mapping):
        inner = tuple(
            Entry(change(each.key, Kind.PLAIN), _reading_or_part(each.node, change))
            for each in node.entries
        )
        return replace(entry, node=replace(node, entries=inner))
    return replace(entry, node=_changed(node, _KINDS.get(key, Kind.PLAIN), change))


def _reading_or_part(node: Node, change: Callable[[Scalar, Kind], Scalar]) -> Node:
    if not isinstance(node, Mapping):
        return _changed(node, Kind.EXPRESSION, change)
    # A set inside a set is refused as such.
    return node if node.entry("for_each") else _claim(node, change)


def _changed(node: Node, kind: Kind, change: Callable[[Scalar, Kind], Scalar]) -> Node:
    """Return what stands under one key with every text changed."""
    if isinstance(node, Scalar):
        return change(node, kind)
    if isinstance(node, Sequence):
        return replace(node, items=tuple(_changed(item, kind, change) for item in node.items))
    inner = tuple(
        replace(each, node=_changed(each.node, _IN_FIGURE.get(each.key.text, Kind.PLAIN), change))
        for each in node.entries
    )
    return replace(node, entries=inner)
