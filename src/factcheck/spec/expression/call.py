"""The arguments of a function, read one after the other."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.expression import Column, Expression, Name, Sliced
from factcheck.model.near import quoted
from factcheck.spec.expression.codes import WRONG_ARGUMENTS
from factcheck.spec.expression.functions import USAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.problem import ProblemsError
    from factcheck.model.span import Span
    from factcheck.spec.expression.cursor import Cursor

_ROWS = frozenset({"count", "sum", "total", "mean", "median", "distinct"})
"""Functions of one argument that people give the tests too."""

_INSTEAD = MappingProxyType(
    {
        "min": "write min(t.c), or smallest(a, b) for the smallest of several numbers",
        "max": "write max(t.c), or largest(a, b) for the largest of several numbers",
        "count": "count(t[c known]) counts rows, distinct(t.c) the different values",
    }
)
"""What was probably meant where the arguments do not fit."""


class Call(Struct, frozen=True):
    """A function whose opening parenthesis has been read."""

    cursor: Cursor
    name: str
    start: int
    opening: int
    parse: Callable[[Cursor], Expression]
    """Reads an expression; given from outside, since expressions hold calls in their turn."""

    def argument(self) -> Expression:
        """Return the next argument, which must be there."""
        if self.cursor.next_is(")") or self.cursor.next_is(","):
            raise self.wrong("an argument is missing")
        return self.parse(self.cursor)

    def column(self) -> Expression:
        """Return the next argument, which must be a column, sliced or not."""
        begin = self.cursor.here
        node = self.argument()
        if not isinstance(_unsliced(node), Column):
            raise self.wrong_kind("a column, written table.column", begin)
        return node

    def table(self) -> Expression:
        """Return the next argument, which must be a table, sliced or not."""
        begin = self.cursor.here
        node = self.argument()
        if not isinstance(_unsliced(node), Name):
            raise self.wrong_kind("a table", begin)
        return node

    def comma(self) -> None:
        """Step over the comma before a further argument, which must be there."""
        if self.cursor.next_is(")"):
            raise self.wrong("too few arguments")
        if not self.cursor.take(","):
            raise self.cursor.unexpected("a comma", hint=self.usage)

    def keyword(self, word: str, expected: str) -> None:
        """Step over a word of the language, which must be there."""
        if self.cursor.next_is(")") or self.cursor.next_is(","):
            raise self.wrong(f"{quoted(word)} is missing")
        if not self.cursor.take_word(word):
            raise self.cursor.unexpected(expected, hint=self.usage)

    def close(self) -> Span:
        """Step over the closing parenthesis and return the place of the whole call."""
        if self.cursor.next_is(","):
            raise self.wrong("too many arguments", hint=self._for_several())
        self.cursor.close(self.opening, ")", "an operator", hint=self._for_a_word() or self.usage)
        return self.cursor.span(self.start)

    @property
    def usage(self) -> str:
        """How the function is written."""
        return f"write {USAGE[self.name]}"

    def _for_a_word(self) -> str | None:
        """Return what was probably meant by a word behind the argument."""
        word, before = self.cursor.word(), self.cursor.text[self.opening + 1 : self.cursor.position]
        if not word:
            return None
        if before.strip().lower() == "distinct":
            return f"write {USAGE['distinct']}"
        if before.strip().isidentifier() or "." not in before:
            return None
        table, _, last = before.strip().rpartition(".")
        return f"a name of several words stands in backticks: {table}.`{last} {word}`"

    def _for_several(self) -> str:
        """Return what was probably meant by one argument too many."""
        if self.name in _ROWS:
            usage = USAGE[self.name]
            return f"{self.usage}; tests go in a slice: {usage}[year = 2018]"
        return _INSTEAD.get(self.name, self.usage)

    def wrong(self, fault: str, *, hint: str | None = None) -> ProblemsError:
        """Return the problem of the number of arguments, at the sign that comes next."""
        place = self.cursor.here
        message = f"{fault}: '{self.name}' is used as {USAGE[self.name]}"
        return self.cursor.error(
            WRONG_ARGUMENTS, message, place, place + 1, hint=hint or self.usage
        )

    def wrong_kind(self, expected: str, begin: int) -> ProblemsError:
        """Return the problem that the argument just read is of the wrong kind."""
        end = self.cursor.position
        found = quoted(self.cursor.text[begin:end])
        message = f"'{self.name}' takes {expected}, and found {found}"
        hint = _INSTEAD.get(self.name, self.usage)
        if self.cursor.next_is("."):
            hint = "a slice goes behind the column: sum(t.c[year = 2018])"
        return self.cursor.error(WRONG_ARGUMENTS, message, begin, end, hint=hint)


def _unsliced(node: Expression) -> Expression:
    while isinstance(node, Sliced):
        node = node.base
    return node
