"""Values of ``for_each`` in the tree of an expression."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.expression import Expression, Literal, Negated, Number
from factcheck.model.expression_text import is_plain_value
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.span import Span
from factcheck.spec.codes import PLACEHOLDER

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.assemble.placeholders import Row

_Tree = TypeVar("_Tree")
_NAME = re.compile(r"\$([^\W\d]\w*)")


def with_row(context: Context, tree: _Tree, row: Row) -> _Tree:
    """Return a tree with the values of a row for its ``$names``.

    A name that no row has, one inside a longer text, and a value that is no number where one is
    needed are noted as problems.
    """
    return cast("_Tree", _Substitution(context, row).apply(tree))


class _Substitution:
    """The state of putting one row into one tree."""

    def __init__(self, context: Context, row: Row) -> None:
        self._context = context
        self._row = row

    def apply(self, node: object) -> object:
        """Return a part of a tree with values in it; what holds none is returned as it is."""
        if isinstance(node, Number):
            return self._number(node) if node.text.startswith("$") else node
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, tuple):
            return tuple(self.apply(part) for part in node)
        if isinstance(node, (Span, Enum)) or not isinstance(node, Struct):
            return node
        inner = {name: getattr(node, name) for name in node.__struct_fields__}
        made = {name: self.apply(part) for name, part in inner.items()}
        changed = {name: part for name, part in made.items() if part != inner[name]}
        return replace(node, **changed) if changed else node

    def _literal(self, literal: Literal) -> Literal:
        names = _NAME.findall(literal.text)
        whole = None if literal.is_quoted else _NAME.fullmatch(literal.text)
        if whole is not None:
            value = self._value(whole[1], literal.span)
            return literal if value is None else _literal_of(value, literal.span)
        misplaced = next((name for name in names if name in self._row.values), None)
        if misplaced is not None:
            message = f"found '${misplaced}' inside a longer text; it stands for a whole value"
            hint = f"write column = ${misplaced}, without quotes, and put the whole text in a row"
            self._context.report(PLACEHOLDER, message, literal.span, hint)
        return literal

    def _number(self, number: Number) -> Expression:
        """Return the number that a ``$name`` stands for; ``$n%`` is a share."""
        value = self._value(number.text.removeprefix("$"), number.span)
        if value is None:
            return number
        digits = value.strip()
        is_share = number.is_share or digits.endswith("%")
        digits = digits.removesuffix("%").rstrip()
        found = _decimal(digits)
        if found is None:
            message = f"'{number.text}' is {quoted(value)} here, and a number is needed"
            hint = "write digits, with a point for decimals and a percent sign for a share"
            self._context.report_value(PLACEHOLDER, message, number.span, hint)
            return number
        written = f"{digits.lstrip('-+−').replace(',', '')}{'%' * is_share}"
        size = abs(found) / 100 if is_share else abs(found)
        made = Number(size, is_share, written, number.span)
        return Negated(made, number.span) if found < 0 else made

    def _value(self, name: str, span: Span) -> str | None:
        """Return the value of a name, ``None`` where no row has it."""
        if name in self._row.values:
            return self._row.values[name]
        message = f"there is no {quoted(name)} in the rows of 'for_each'"
        close = did_you_mean(name, self._row.values)
        self._context.report(PLACEHOLDER, message, span, close)
        return None


def _literal_of(value: str, span: Span) -> Literal:
    return Literal(value, is_quoted=not is_plain_value(value), span=span)


def _decimal(digits: str) -> Fraction | None:
    try:
        return parse_decimal(digits)
    except TooLongError:
        return None
