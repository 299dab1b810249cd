"""Columns that show that a table prints its numbers in another format than the English one.

Publishers print all columns of a table in one format, so that such a column makes the signs of
the others doubtful which could be read in two ways.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.digit_faults import may_be_doubted
from factcheck.evidence.digits import comma_form, is_foreign, parse_cell, point_form
from factcheck.evidence.infer import WITH_COMMA, WITH_SPACES
from factcheck.model.decimal_text import TooLongError
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.meaning import Rules

_IS_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,15}\s*", re.ASCII).fullmatch
_REMEMBERED = 10_000


class Witness(NamedTuple):
    """A column of another format than the English one."""

    name: str
    said: str
    """What shows it: ``is read with a decimal comma, by '3,5'``."""

    @property
    def words(self) -> str:
        """What it says of the columns beside it."""
        return f"column {quoted(self.name)} of the same table {self.said}"


def tell_witnesses(
    columns: Iterable[ReadColumn], others: Callable[[], Mapping[str | None, Witness]]
) -> None:
    """Tell columns that can be read in two ways of one of their table with another format.

    ``others`` looks through the columns that nobody asks for; its keys are the tables, ``None``
    for the table itself and names for those that are joined. It is called only where needed.
    """
    every = list(columns)
    asking = [column for column in every if may_be_doubted(column)]
    if not asking:
        return
    known = _known(every)
    if any(column.rules.owner not in known for column in asking):
        known = {**others(), **known}
    for column in asking:
        column.witness = known.get(column.rules.owner)


def _known(columns: Iterable[ReadColumn]) -> dict[str | None, Witness]:
    """Return a column of another format of each table, of those that were read."""
    found: dict[str | None, Witness] = {}
    for column in sorted(columns, key=lambda each: each.rules.name):
        rules = column.rules
        if rules.inferred is not None and column.type is ColumnType.NUMBER:
            said = _said(rules.inferred.told, rules.inferred.example)
        elif rules.form is not None and rules.form.decimal == ",":
            said = f"has `locale: {rules.locale}`"
        else:
            continue
        found.setdefault(rules.owner, Witness(rules.name, said))
    return found


def look(rows: Iterable[list[str]], rules: Mapping[int, Rules]) -> dict[str | None, Witness]:
    """Return a column of another format of each table, looked for at some positions of all rows.

    A column with a text that is no number shows nothing. Raises what the rows raise.
    """
    looked = {place: _Looked(each) for place, each in rules.items() if _may_show(each)}
    for row in rows:
        over = [place for place, each in looked.items() if not each.add(row[place])]
        for place in over:
            del looked[place]
        if not looked:
            break
    found: dict[str | None, Witness] = {}
    for each in sorted(looked.values(), key=lambda one: one.rules.name):
        witness = each.witness
        if witness is not None:
            found.setdefault(each.rules.owner, witness)
    return found


def _may_show(rules: Rules) -> bool:
    """Whether a column may be one of printed numbers."""
    return rules.is_printed and not rules.has_labels and rules.type in {None, ColumnType.NUMBER}


class _Looked:
    """One column that nobody asks for, looked at cell by cell."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._known: set[str] = set()
        self._by_comma = self._by_point = True
        self._foreign: str | None = None
        self._decisive: str | None = None

    def add(self, text: str) -> bool:
        """Look at a cell; return whether the column may still show a format."""
        if text in self._known or _IS_WHOLE(text):
            return True
        if len(self._known) < _REMEMBERED:
            self._known.add(text)
        meaning = self.rules.meaning(text)
        has_number = isinstance(meaning.gap, Interval) or meaning.gap is None
        if meaning.is_empty or meaning.is_total or not has_number:
            return True
        numeral = self.rules.numeral(meaning.label)
        if numeral is None:
            return meaning.gap is not None
        return self._add(numeral, meaning.text)

    def _add(self, numeral: str, text: str) -> bool:
        digits = numeral.removesuffix("%").rstrip()
        try:
            by_comma, by_point = (
                parse_cell(digits, form) is not None for form in (comma_form(), point_form())
            )
        except TooLongError:
            return False
        self._by_comma &= by_comma
        self._by_point &= by_point
        if is_foreign(numeral):
            self._foreign = min(text, self._foreign or text)
            if not by_point:
                self._decisive = min(text, self._decisive or text)
        return self._by_comma or self._by_point

    @property
    def witness(self) -> Witness | None:
        """What the column shows, seen whole."""
        if self._foreign is None:
            return None
        if self._decisive is None:
            return Witness(self.rules.name, _said(WITH_SPACES, self._foreign))
        # Else it would have been given up.
        assert self._by_comma
        return Witness(self.rules.name, _said(WITH_COMMA, self._decisive))


def _said(told: str, example: str) -> str:
    return f"prints numbers {told}: {quoted(example)}"
