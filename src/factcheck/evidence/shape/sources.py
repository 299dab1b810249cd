"""The columns that calculations within rows look at: read once for what only all rows tell."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, assert_never

from factcheck.evidence.column import ReadColumn, Seen
from factcheck.evidence.column_faults import faults_of, first_lines
from factcheck.evidence.meaning import Rules
from factcheck.evidence.raw import PLAIN
from factcheck.evidence.shape.values import unknown
from factcheck.model.cell import Mark, Missing, PartlyTicked
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Sign
from factcheck.model.rounding import unrounded_cell
from factcheck.model.spec import ColumnType, EmptyCell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.frame import Frame
    from factcheck.evidence.shape.names import Columns
    from factcheck.evidence.shape.values import Value
    from factcheck.model.cell import ColumnFacts, Fault, KeyValue
    from factcheck.model.spec import TableDeclaration

_IS_PLAIN = re.compile(PLAIN).fullmatch
REMEMBERED = 50_000
MONTHS = Interval(Fraction(1), Fraction(12))


class Use(Enum):
    """What a calculation takes from a cell."""

    NUMBER = "number"
    WHOLE = "whole"
    """The cell as it is, a number or a text."""
    DATE = "date"
    TEST = "test"


class Place(NamedTuple):
    """A column and what is taken from it."""

    position: int
    use: Use


class Source:
    """One column, ready to be asked for the value of a cell."""

    def __init__(self, place: Place, column: ReadColumn) -> None:
        self.place = place
        self.column = column
        self._values: dict[str, Value] = {}

    def value(self, row: list[str]) -> Value:
        """Return what a row's cell holds."""
        text = row[self.place.position]
        if text not in self._values:
            if len(self._values) > REMEMBERED:
                self._values.clear()
            self._values[text] = self._read(text)
        return self._values[text]

    def key(self, row: list[str]) -> KeyValue | None:
        """Return the key of a row's cell; ``None`` where it does not apply."""
        text = row[self.place.position]
        if self.column.type is ColumnType.NUMBER:
            meaning = self.column.meaning(text)
            if meaning.is_total or self.column.is_wrong(meaning):
                # The label of a total is no number that a test could compare with.
                return Missing.NONE
        return self.column.key(text)

    @property
    def facts(self) -> ColumnFacts:
        """What tests need to know of the column; it was looked at whole."""
        keys = (self.column.key(text) for text in self.column.seen.texts)
        values = tuple(sorted({key for key in keys if isinstance(key, str)}))
        return self.column.facts(self.column.rules.name, values)

    def _read(self, text: str) -> Value:
        match self.place.use:
            case Use.NUMBER:
                return self._number(text)
            case Use.WHOLE | Use.TEST:
                is_number = self.column.type is ColumnType.NUMBER
                return self._number(text) if is_number else self._label(text)
            case Use.DATE:
                return self._label(text)
            case _:
                assert_never(self.place.use)

    def _number(self, text: str) -> Value:
        amount = self.column.amount_of(self.column.meaning(text))
        if isinstance(amount, Mark):
            return self._unknown(amount)
        if not self.column.rules.is_rounded:
            return amount
        has_sign = self.column.meaning(text).has_percent_sign
        declared = self.column.rules.declared
        step = None if declared is None else declared.rounded
        possible = unrounded_cell(
            amount,
            step and step * self.column.rules.factor(has_percent_sign=has_sign),
            is_nonnegative=self.column.is_nonnegative,
            rounding=None if declared is None else declared.rounding,
            noise=self.column.noise(has_percent_sign=has_sign),
        )
        return unknown(possible, place=self.place.position)

    def _unknown(self, mark: Mark) -> Value:
        if mark.is_inapplicable:
            return EmptyCell.NOT_APPLICABLE
        if mark.possible is None:
            return EmptyCell.NONE
        words = (mark.text,) if mark.is_words else ()
        return unknown(mark.possible, words, self.place.position)

    def _label(self, text: str) -> Value:
        meaning = self.column.meaning(text)
        if isinstance(meaning.gap, Interval | PartlyTicked | Sign):
            return EmptyCell.UNKNOWN
        if meaning.gap is EmptyCell.ZERO:
            return "0"
        if meaning.gap is not None:
            return meaning.gap
        return meaning.label or EmptyCell.NONE


def read_sources(
    frame: Frame,
    columns: Columns,
    declaration: TableDeclaration,
    places: Iterable[Place],
    lang: str,
) -> dict[Place, Source]:
    """Return the columns at some places, each read once; raises what the frame's rows raise."""
    wanted = sorted(set(places), key=lambda place: (place.position, place.use.value))
    rules = {place: _rules(columns, declaration, place, lang) for place in wanted}
    seen = _seen(frame, wanted, rules)
    return {
        place: Source(
            place,
            ReadColumn(
                rules[place],
                seen[place],
                is_needed=False,
                is_measure=place.use is Use.NUMBER,
            ),
        )
        for place in wanted
    }


def _rules(columns: Columns, declaration: TableDeclaration, place: Place, lang: str) -> Rules:
    name = columns.named(columns.frame.headers[place.position])
    rules = Rules(declaration, name, lang, columns.made(place.position))
    if place.use is Use.DATE:
        # What a date is taken of must be one, whatever else is said of the column.
        rules.type = ColumnType.DATE
    return rules


class _Numbers:
    """What a column holds that is only calculated with: all texts but plain numbers."""

    def __init__(self, position: int, special: frozenset[str]) -> None:
        self.position = position
        self.texts: Counter[str] = Counter()
        self._special = special
        self._has_nonzero = self._has_negative = False

    def add(self, text: str) -> None:
        """Look at one cell."""
        if not _IS_PLAIN(text) or text.strip() in self._special:
            self.texts[text] += 1
        elif text.strip("0. ,+-"):
            self._has_nonzero = True
            if "-" in text:
                self._has_negative = True

    @property
    def seen(self) -> Seen:
        """What was met."""
        return Seen(self.texts, False, self._has_nonzero, self._has_negative)


def _seen(frame: Frame, places: list[Place], rules: dict[Place, Rules]) -> dict[Place, Seen]:
    """Return what every column holds, in one look at the rows."""
    # What an unknown share can be, or one that rounds to zero, depends on every number.
    is_whole = {
        p: p.use is not Use.NUMBER or rules[p].is_part or rules[p].needs_texts for p in places
    }
    texts = {place: Counter[str]() for place in places if is_whole[place]}
    numbers = {
        place: _Numbers(place.position, rules[place].special)
        for place in places
        if not is_whole[place]
    }
    whole = [(place.position, counter) for place, counter in texts.items()]
    calculated = list(numbers.values())
    for _, row in frame.rows():
        for position, counter in whole:
            counter[row[position]] += 1
        for each in calculated:
            each.add(row[each.position])
    seen = {place: Seen(counter, is_complete=True) for place, counter in texts.items()}
    return seen | {place: each.seen for place, each in numbers.items()}


def faults_in(source: Source, frame: Frame) -> list[Fault]:
    """Return what is wrong with a column, as a claim would be told that uses it."""

    def lines(texts: frozenset[str]) -> tuple[int, ...]:
        return first_lines(
            line for line, row in frame.rows() if row[source.place.position] in texts
        )

    found = list(faults_of(source.column, lines, is_key=False))
    return (
        found if source.place.use is Use.NUMBER else [each for each in found if each.spoils_tests]
    )
