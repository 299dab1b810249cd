"""One column, read whole: its type, and every text as a key or as a number."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, assert_never

from factcheck.evidence.made import Computed, Ticked
from factcheck.evidence.near_zero import is_nothing, near_zero
from factcheck.model.cell import (
    ColumnFacts,
    InWords,
    Mark,
    Missing,
    Numerals,
    PartlyTicked,
    number_key,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Sign
from factcheck.model.spec import ColumnType, EmptyCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.evidence.cell_meaning import Meaning
    from factcheck.evidence.meaning import Rules
    from factcheck.evidence.witness import Witness
    from factcheck.model.cell import KeyValue
    from factcheck.model.rubric import RubricInput

_DECIMALS = {sign: re.compile(rf"[{sign}]([0-9]{{1,50}})(?![0-9])") for sign in ".,"}
"""What stands behind the sign that begins the decimals, by that sign."""
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Seen(NamedTuple):
    """What a scan met in one column."""

    texts: Mapping[str, int]
    """Distinct texts and their rows; without plain numbers where ``is_complete`` is false."""
    is_complete: bool
    has_plain_nonzero: bool = False
    has_plain_negative: bool = False
    plain_maximum: Fraction | None = None
    """The largest plain number as printed; ``None`` where nobody looked, or there is none."""
    doubtful: tuple[str, ...] | None = None
    """Plain numbers if all with a sign can be read in two ways; empty if not; ``None`` if none."""
    has_plain: bool = False
    """Whether there are plain numbers."""


class ReadColumn:
    """A column's texts, each read once."""

    def __init__(
        self,
        rules: Rules,
        seen: Seen,
        *,
        is_needed: bool,
        is_measure: bool,
        doubtful: str = "",
        is_compared: bool = False,
        input_: RubricInput | None = None,
    ) -> None:
        self.rules = rules
        self.seen = seen
        self.is_needed = is_needed
        """Whether claims calculate or compare sizes with it."""
        self.is_measure = is_measure
        self.doubtful = doubtful if rules.is_printed else ""
        """The signs that may group digits or begin decimals, where that is asked."""
        self.is_compared = is_compared
        """Whether tests compare its sizes."""
        self.input = input_
        """The input of its table's rubric that asks for its numbers, even inside words."""
        self.witness: Witness | None = None
        """Another column of its table that shows a format which is not the English one."""
        self.as_numbers: dict[str, Meaning] = {text: rules.meaning(text) for text in seen.texts}
        """What its texts mean if it holds numbers."""
        self.keys: dict[str, KeyValue | None] = {}
        self.amounts: dict[str, Fraction | Mark] = {}
        self.words: dict[str, Interval | None] = {}

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """What its texts mean: the signs of a table's numbers mean nothing in other columns."""
        if self.type is ColumnType.NUMBER or not any(
            one.is_of_table for one in self.as_numbers.values()
        ):
            return self.as_numbers
        return {text: self.rules.plainly(text) for text in self.as_numbers}

    @cached_property
    def type(self) -> ColumnType:
        """The declared type, else number where every cell with a meaning of its own is one.

        A column that is declared to count or measure something may have figures in words. What
        claims ask of it makes no difference: a test must find the same whatever else is asked.
        """
        if self.rules.type is not None:
            return self.rules.type
        match self.rules.made:
            case Computed(type=type_):
                return type_
            case Ticked():
                return ColumnType.TEXT
            case _:
                pass
        told = [one for one in self.as_numbers.values() if is_told(one)]
        if not told:
            is_printed = any(one.numeral is not None for one in self.as_numbers.values())
            are_numbers = is_printed or self.seen.has_plain or self._is_hidden
        elif self.rules.is_measured:
            are_numbers = not any(map(self.is_no_number, told))
        else:
            are_numbers = all(one.number is not None for one in told)
        return ColumnType.NUMBER if are_numbers else ColumnType.TEXT

    @property
    def _is_hidden(self) -> bool:
        """Whether a column of which no cell says anything holds numbers that nobody knows."""
        if self.rules.is_measured or self.rules.has_labels:
            return self.rules.is_measured
        gaps = {EmptyCell.UNKNOWN, EmptyCell.ZERO}
        # That a table has its publisher's signs does not make numbers of a column of letters.
        return any(
            isinstance(one.gap, Interval | Sign) or one.gap in gaps
            for one in self.as_numbers.values()
            if not one.is_of_table
        )

    def facts(self, header: str, values: tuple[str, ...]) -> ColumnFacts:
        """Return how the column was read; ``values`` are its distinct keys, sorted."""
        told = [one for one in self.meanings.values() if one.gap is None]
        has_signs = any(one.has_percent_sign for one in told)
        return ColumnFacts(
            self.rules.name,
            header,
            self.type,
            values,
            has_signs,
            *self.rules.ticks,
            is_nonnegative=self.is_nonnegative,
            noise=self.noise(has_percent_sign=has_signs),
            numerals=None if self.input is None else self._numerals(has_percent_sign=has_signs),
        )

    def _numerals(self, *, has_percent_sign: bool) -> Numerals:
        rules = self.rules
        written = frozenset(label for label in rules.labels.values() if label)
        noise = self._moved(has_percent_sign=has_percent_sign)
        return Numerals(rules.locale_shown, rules.scale, noise, written)

    def noise(self, *, has_percent_sign: bool = False) -> Fraction | None:
        """Return how far noise may have moved its numbers, in the column's unit."""
        if self.type is not ColumnType.NUMBER:
            return None
        return self._moved(has_percent_sign=has_percent_sign)

    def _moved(self, *, has_percent_sign: bool) -> Fraction | None:
        if self.rules.noise is None:
            return None
        return self.rules.noise * abs(self.rules.factor(has_percent_sign=has_percent_sign))

    @property
    def is_nonnegative(self) -> bool:
        """Whether none of its numbers can be negative, not even one that nobody knows."""
        return self._anything.lower is not None

    @property
    def is_calculated(self) -> bool:
        """Whether some claim calculates with the column or compares its sizes."""
        return self.is_needed or self.is_measure

    def is_no_number(self, meaning: Meaning) -> bool:
        """Whether a text that stands for itself is neither a number nor a figure in words."""
        return (
            is_told(meaning)
            and meaning.number is None
            and not meaning.is_too_long
            and self.figure(meaning.label) is None
        )

    def key(self, text: str) -> KeyValue | None:
        """Return the key of a text; ``None`` where the row is to be dropped."""
        if text not in self.keys:
            self.keys[text] = self.key_of(self.meaning(text))
        return self.keys[text]

    def meaning(self, text: str) -> Meaning:
        """Return what a text means, also a plain number, of which a scan keeps no texts."""
        found = self.meanings.get(text)
        if found is not None:
            return found
        is_number = self.type is ColumnType.NUMBER
        return self.rules.meaning(text) if is_number else self.rules.plainly(text)

    def amount(self, text: str) -> Fraction | Mark:
        """Return the number of a text in the column's unit, or the mark that stands for it."""
        if text not in self.amounts:
            self.amounts[text] = self.amount_of(self.meaning(text))
        return self.amounts[text]

    def figure(self, text: str) -> Interval | None:
        """Return the set of a figure in words, ``None`` for other text."""
        if text not in self.words:
            self.words[text] = self.rules.figure(text)
        return self.words[text]

    def is_wrong(self, meaning: Meaning) -> bool:
        """Whether a text that stands for something is not of the column's type."""
        if not is_told(meaning):
            return False
        match self.type:
            case ColumnType.NUMBER:
                return meaning.number is None and self.figure(meaning.label) is None
            case ColumnType.DATE:
                return not is_date(meaning.label)
            case ColumnType.TEXT:
                return False
            case unknown:
                assert_never(unknown)

    def key_of(self, meaning: Meaning) -> KeyValue | None:
        """Return the key of a text's meaning; ``None`` where the row is to be dropped."""
        if isinstance(meaning.gap, Interval):
            if self.type is not ColumnType.NUMBER:
                return Missing.UNKNOWN
            possible = self._within(meaning.gap)
            return _worded(possible, meaning.text) if meaning.is_words else possible
        if isinstance(meaning.gap, PartlyTicked):
            return meaning.gap
        if isinstance(meaning.gap, Sign):
            if self.type is not ColumnType.NUMBER or meaning.gap is Sign.SUPPRESSED:
                return Missing.UNKNOWN
            if is_nothing(self, meaning, meaning.gap):
                return number_key(Fraction(0))
            return near_zero(self, meaning, meaning.gap)
        if meaning.gap is not None:
            return _gap_key(meaning.gap)
        if meaning.is_empty:
            return Missing.NONE
        if self.type is not ColumnType.NUMBER or meaning.is_total or self.is_wrong(meaning):
            return meaning.label
        if meaning.number is not None:
            return number_key(self._scaled(meaning, meaning.number))
        words = self.figure(meaning.label)
        return Missing.UNKNOWN if words is None else _worded(words, meaning.text)

    def amount_of(self, meaning: Meaning) -> Fraction | Mark:
        """Return the number of a text's meaning, or the mark that stands for it."""
        if meaning.gap is not None:
            return self._gap_amount(meaning, meaning.gap)
        if meaning.number is not None:
            return self._scaled(meaning, meaning.number)
        words = None if meaning.is_empty or meaning.is_total else self.figure(meaning.label)
        return Mark(meaning.text, words, is_words=words is not None)

    def _gap_amount(
        self, meaning: Meaning, gap: EmptyCell | Interval | Sign | PartlyTicked
    ) -> Fraction | Mark:
        match gap:
            case EmptyCell.ZERO:
                return Fraction(0)
            case EmptyCell.UNKNOWN | PartlyTicked():
                return Mark(meaning.text, self._anything)
            case EmptyCell.NONE | EmptyCell.NOT_APPLICABLE:
                return Mark(meaning.text, None, is_inapplicable=gap is EmptyCell.NOT_APPLICABLE)
            case Interval():
                return Mark(meaning.text, self._within(gap), is_words=meaning.is_words)
            case Sign.SUPPRESSED:
                return Mark(meaning.text, self._anything, is_suppressed=True)
            case Sign.ROUNDS_TO_ZERO | Sign.ABOUT_ZERO:
                if is_nothing(self, meaning, gap):
                    return Fraction(0)
                return Mark(meaning.text, near_zero(self, meaning, gap))
            case unknown:
                assert_never(unknown)

    def _within(self, gap: Interval) -> Interval:
        """Return a declared range in the column's unit; one without a lower end begins at zero.

        That is so of what cannot be negative.
        """
        possible = gap.scaled(self.rules.factor())
        if possible.lower is not None:
            return possible
        kept = possible.intersect(self._anything)
        return possible if kept is None else kept

    def step_of(self, numeral: str | None) -> Fraction:
        """Return the declared step, else that of a zero's own decimals, else of the column's."""
        declared = self.rules.declared
        if declared is not None and declared.rounded is not None:
            return declared.rounded
        own = 0 if numeral is None else self._places(numeral)
        return Fraction(1, 10 ** (own or self._printed_places))

    @cached_property
    def _printed_places(self) -> int:
        """How many decimals the column prints at most."""
        numbers = (text for text, one in self.as_numbers.items() if one.numeral is not None)
        return max(map(self._places, numbers), default=0)

    def _places(self, text: str) -> int:
        form = self.rules.form
        found = _DECIMALS["." if form is None else form.decimal].search(text)
        return 0 if found is None else len(found[1])

    def _scaled(self, meaning: Meaning, number: Fraction) -> Fraction:
        return number * self.rules.factor(has_percent_sign=meaning.has_percent_sign)

    @cached_property
    def _anything(self) -> Interval:
        """What an unknown number of the column may be: of a count, or of shares, not just any.

        A column with a negative number counts nothing, whatever its unit, and one with a number
        above 1 holds no shares.
        """
        has_negative = self.seen.has_plain_negative or any(
            one.number is not None and one.number < 0 for one in self.meanings.values()
        )
        if has_negative:
            return Interval.everything()
        if self.rules.is_count:
            return Interval.at_least(0)
        is_share = self.rules.is_part and self.largest <= 1
        return Interval(Fraction(0), Fraction(1)) if is_share else Interval.everything()

    @property
    def largest(self) -> Fraction:
        """The largest number of the column in its unit, if it is above 0."""
        told = self.meanings.values()
        plain = (self.seen.plain_maximum or Fraction(0)) * self.rules.factor()
        return max([plain, *(self._scaled(one, one.number) for one in told if one.number)])


def is_told(meaning: Meaning) -> bool:
    """Whether a text stands for itself: neither empty, nor a marker, nor the label of totals."""
    return meaning.gap is None and not meaning.is_total and bool(meaning.label)


def is_date(text: str) -> bool:
    """Whether a text is a day, a month or a year as ISO 8601 writes them."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    from datetime import date

    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _worded(possible: Interval, text: str) -> KeyValue:
    """Return the key of a figure in words: of one that says it exactly, its number."""
    if possible.is_point and possible.lower is not None:
        return number_key(possible.lower)
    return InWords.of(possible, text)


def _gap_key(gap: EmptyCell) -> KeyValue | None:
    match gap:
        case EmptyCell.UNKNOWN:
            return Missing.UNKNOWN
        case EmptyCell.NONE:
            return Missing.NONE
        case EmptyCell.ZERO:
            return "0"
        case EmptyCell.NOT_APPLICABLE:
            return None
        case unknown:
            assert_never(unknown)
