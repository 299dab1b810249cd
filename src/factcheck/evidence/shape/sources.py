"""The columns that calculations within rows look at: read once for what only all rows tell."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, assert_never

from factcheck.bounds.whole import whole_numbers
from factcheck.evidence.column import ReadColumn, Seen
from factcheck.evidence.column_faults import faults_of, first_lines
from factcheck.evidence.digits import plain_form
from factcheck.evidence.doubts import Doubts
from factcheck.evidence.infer import are_read, inferred_in
from factcheck.evidence.layout import doubtful_signs
from factcheck.evidence.meaning import Rules
from factcheck.evidence.raw import ENGLISH
from factcheck.evidence.shape.values import unknown
from factcheck.evidence.witness import look, tell_witnesses
from factcheck.model.cell import Mark, Missing, PartlyTicked, Rounded, number_key
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Sign
from factcheck.model.rounding import unrounded_cell
from factcheck.model.spec import ColumnType, EmptyCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.evidence.frame import Frame
    from factcheck.evidence.infer import Inferred
    from factcheck.evidence.shape.names import Columns
    from factcheck.evidence.shape.values import Value
    from factcheck.evidence.witness import Witness
    from factcheck.model.cell import ColumnFacts, Fault, KeyValue
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration

_HAS_NONZERO = re.compile("[1-9]").search
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

    def __init__(self, place: Place, column: ReadColumn, *, is_key: bool = False) -> None:
        self.place = place
        self.column = column
        self.is_key = is_key
        """Whether it names rows, so that tests take its numbers as they are printed."""
        self._values: dict[str, Value] = {}
        self._rounded: dict[str, Rounded | None] = {}

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
            if self.column.rules.is_rounded and not self.is_key:
                return self._rounded_of(text) or self.column.key(text)
        return self.column.key(text)

    @property
    def rounded(self) -> dict[str, Rounded]:
        """What each printed number that tests look at may have been; empty for exact ones."""
        is_number = self.column.type is ColumnType.NUMBER
        if not is_number or not self.column.rules.is_rounded or self.is_key:
            return {}
        every = (self._rounded_of(text) for text in self.column.seen.texts)
        return {each.text: each for each in every if each is not None}

    def _rounded_of(self, text: str) -> Rounded | None:
        """Return what a rounded number may have been; ``None`` for what is no number."""
        if text not in self._rounded:
            if len(self._rounded) > REMEMBERED:
                self._rounded.clear()
            self._rounded[text] = self._unrounded(text)
        return self._rounded[text]

    def _unrounded(self, text: str) -> Rounded | None:
        amount, declared = self.column.amount_of(self.column.meaning(text)), self._declared
        if isinstance(amount, Mark):
            return None
        is_name = declared is None or declared.says_nothing
        return Rounded.of(self._possible(text, amount), number_key(amount), is_name=is_name)

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
        return unknown(self._possible(text, amount), place=self.place.position)

    @property
    def _declared(self) -> ColumnDeclaration | None:
        return self.column.rules.declared

    def _possible(self, text: str, amount: Fraction) -> Interval:
        """Return what a rounded number may have been: a whole number where things are counted."""
        has_sign = self.column.meaning(text).has_percent_sign
        rules, declared = self.column.rules, self._declared
        step = None if declared is None else declared.rounded
        possible = unrounded_cell(
            amount,
            step and step * rules.factor(has_percent_sign=has_sign),
            is_nonnegative=self.column.is_nonnegative,
            rounding=None if declared is None else declared.rounding,
            noise=self.column.noise(has_percent_sign=has_sign),
        )
        is_counted = declared is not None and declared.unit is not None and rules.is_count
        if not is_counted or amount.denominator != 1:
            return possible
        whole = whole_numbers(possible)
        assert whole is not None
        return whole

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
    columns: Columns,
    declaration: TableDeclaration,
    places: Iterable[Place],
    lang: str,
    sized: frozenset[int] = frozenset(),
) -> dict[Place, Source]:
    """Return the columns at some places, read as if a claim did what is done with them here.

    ``sized`` are the positions of columns whose sizes are compared. Raises what the frame's rows
    raise.
    """
    wanted = sorted(set(places), key=lambda place: (place.position, place.use.value))
    numbers = {place.position for place in wanted if place.use is Use.NUMBER}
    rows = _Rows(columns, declaration, lang, sized | numbers)
    first = read = rows.read(wanted, {})
    inferred = inferred_in(read)
    while inferred:
        # A column has one format, whatever a calculation takes from it.
        forms = {place.position: one for place, one in inferred.items()}
        read = rows.read(wanted, forms)
        wrong = {place.position for place in inferred if not are_read(read[place])}
        if not wrong:
            break
        inferred = {place: one for place, one in inferred.items() if place.position not in wrong}
    else:
        read = first
    tell_witnesses(read.values(), lambda: rows.witnesses(wanted))
    key = declaration.key
    return {p: Source(p, read[p], is_key=read[p].rules.name in key) for p in read}


class _Rows(NamedTuple):
    """The rows of a frame, whose columns are read as often as their formats need it."""

    columns: Columns
    declaration: TableDeclaration
    lang: str
    sized: frozenset[int]
    """Where columns stand whose cells are taken for numbers."""

    def read(self, places: list[Place], forms: Mapping[int, Inferred]) -> dict[Place, ReadColumn]:
        """Return the columns at some places, some of which are printed in formats of their own."""
        rules = {place: self._rules(place, forms.get(place.position)) for place in places}
        seen = _seen(self.columns.frame, places, rules)
        signs = doubtful_signs(self.declaration.lang or self.lang)
        return {
            place: ReadColumn(
                rules[place],
                seen[place],
                is_needed=False,
                is_measure=place.use is Use.NUMBER,
                is_compared=place.position in self.sized,
                doubtful=signs,
            )
            for place in places
        }

    def witnesses(self, places: Iterable[Place]) -> Mapping[str | None, Witness]:
        """Return a column of another format of each table, of those that nobody uses here."""
        frame = self.columns.frame
        used = {place.position for place in places}
        key = {self.columns.header(name) for name in self.declaration.key}
        rules = {
            position: self._rules(Place(position, Use.NUMBER))
            for position, header in enumerate(frame.headers)
            if header and header not in key and position not in used
        }
        return look((row for _, row in frame.rows()), rules)

    def _rules(self, place: Place, inferred: Inferred | None = None) -> Rules:
        frame = self.columns.frame
        rules = Rules(
            self.declaration,
            self.columns.named(frame.headers[place.position]),
            self.lang,
            self.columns.made(place.position),
            inferred=inferred,
            is_printed=frame.is_printed,
        )
        if place.use is Use.DATE:
            # What a date is taken of must be one, whatever else is said of the column.
            rules.type = ColumnType.DATE
        return rules


class _Numbers:
    """What a column holds that is only calculated with: all texts but plain numbers."""

    def __init__(self, position: int, rules: Rules) -> None:
        self.position = position
        self.texts: Counter[str] = Counter()
        self._special = rules.special
        form = ENGLISH if rules.form is None else plain_form(rules.form)
        self._is_plain = re.compile(form.pattern).fullmatch
        self._has_plain = self._has_nonzero = self._has_negative = False
        self._doubts = Doubts() if rules.form is None else None

    def add(self, text: str) -> None:
        """Look at one cell."""
        if not self._is_plain(text) or text.strip() in self._special:
            self.texts[text] += 1
            return
        self._has_plain = True
        if self._doubts is not None:
            self._doubts.add(text)
        if _HAS_NONZERO(text):
            self._has_nonzero = True
            if "-" in text:
                self._has_negative = True

    @property
    def seen(self) -> Seen:
        """What was met."""
        return Seen(
            self.texts,
            False,
            self._has_nonzero,
            self._has_negative,
            doubtful=None if self._doubts is None else self._doubts.examples,
            has_plain=self._has_plain,
        )


def _seen(frame: Frame, places: list[Place], rules: dict[Place, Rules]) -> dict[Place, Seen]:
    """Return what every column holds, in one look at the rows."""
    # What an unknown share can be, or one that rounds to zero, depends on every number.
    is_whole = {
        p: p.use is not Use.NUMBER or rules[p].is_part or rules[p].needs_texts for p in places
    }
    texts = {place: Counter[str]() for place in places if is_whole[place]}
    numbers = {
        place: _Numbers(place.position, rules[place]) for place in places if not is_whole[place]
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
