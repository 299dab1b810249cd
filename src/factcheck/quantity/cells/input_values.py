"""What an input of a rubric may be, given the cell of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from unicodedata import normalize

from msgspec import Struct

from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import InWords, Missing, OneOf, PartlyTicked, Rounded
from factcheck.model.dates import is_date
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.interval import Interval
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.rubric import OTHER, Categories, CategoryDomain, NumberDomain, Numbers
from factcheck.model.spec import ColumnType
from factcheck.quantity.cells.printed_words import PrintedWords
from factcheck.rubric import WordsError, dates_in, everything_in, inside
from factcheck.rubric.codes import UNREADABLE_CELL

if TYPE_CHECKING:
    from factcheck.filter.reader import Reader
    from factcheck.model.cell import KeyValue
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import RubricInput, ValueSet
    from factcheck.model.spec import TableDeclaration


class InputValues(Struct, frozen=True):
    """Reads the cells of one table as values of a rubric's inputs."""

    declaration: TableDeclaration
    rubric: str
    """The file of the rubric, for messages."""
    reader: Reader
    """Knows how the table's columns were read."""

    def read(self, of: RubricInput, key: KeyValue) -> ValueSet | None:
        """Return the values of the domain that a cell leaves; ``None`` where it has no value.

        Raises ``ObstacleError`` for a value that the rubric does not know.
        """
        match key:
            case Missing.NONE:
                return None
            case Missing.UNKNOWN | PartlyTicked():
                return everything_in(of.domain)
            case OneOf():  # pragma: no cover - the class of a rubric is no input of one
                raise AssertionError(key)
            case str() | Interval():
                found = self._named(of, key)
                within = None if found is None else inside(found, of.domain)
                if within is None:
                    raise self._unknown(of, key)
                return within
            case _:
                assert_never(key)

    def _named(self, of: RubricInput, key: str | Interval) -> ValueSet | None:
        """Return the values that a cell names, be they in the domain or not."""
        is_number = self.reader.columns[of.column].type is ColumnType.NUMBER
        if isinstance(key, Rounded) and _is_named(of, key.text):
            key = key.text
        if isinstance(key, InWords):
            return self._in_words(of, key)
        if isinstance(key, str):
            label = normalize("NFC", " ".join(key.split()))
            meaning = next((found for name, found in of.meanings if name == label), None)
            if meaning is not None:
                return meaning
            if not is_number:
                return self._worded(of, label)
        match of.domain:
            case NumberDomain(is_date=True):
                return self._days(of, key)
            case NumberDomain():
                self._require_signs(of, of.domain)
                return Numbers((_numbers_of(key),))
            case CategoryDomain():
                return _coded(of.domain, _numbers_of(key))
            case _:
                assert_never(of.domain)

    def _in_words(self, of: RubricInput, key: InWords) -> ValueSet | None:
        """Return the numbers of a figure in words; the ends of a range are those printed."""
        label = normalize("NFC", " ".join(key.text.split()))
        meaning = next((found for name, found in of.meanings if name == label), None)
        if meaning is not None:
            return meaning
        if isinstance(of.domain, NumberDomain) and not of.domain.is_date:
            try:
                return self._numbers(of, of.domain, label)
            except WordsError:
                # "around 9,000" is read as everywhere in a table.
                self._require_signs(of, of.domain)
                return Numbers((key,))
        return self._named(of, Interval(key.lower, key.upper, key.lower_closed, key.upper_closed))

    def _numbers(self, of: RubricInput, domain: NumberDomain, label: str) -> Numbers:
        """Return the numbers that words name; raises ``WordsError`` where they name none."""
        column = of.column
        if column in self.reader.percents:
            self._require_signs(of, domain)
        declared = next((each for each in self.declaration.columns if each.name == column), None)
        words = PrintedWords(
            self.reader.columns[column],
            declared,
            column in self.reader.percents,
            column in self.reader.shares,
            column in self.declaration.key,
        )
        printed = words.numbers_in(label, domain)
        for each in printed.intervals:
            for end in (each.lower, each.upper) if _is_closed(each) else ():
                assert end is not None
                if words.number_around(end).intersect(domain.within) is None:
                    raise self._unknown(of, label)
        return words.around(printed)

    def _dates(self, of: RubricInput, domain: NumberDomain, label: str) -> Numbers:
        found = dates_in(label)
        # A month that the domain cuts is one of the days in it, but nobody prints such a range.
        bounded = () if is_date(label) else filter(_is_closed, found.intervals)
        if any(each.intersect(domain.within) != each for each in bounded):
            raise self._unknown(of, label)
        return found

    def _worded(self, of: RubricInput, label: str) -> ValueSet | None:
        if isinstance(of.domain, CategoryDomain):
            return _category(of.domain, label)
        read = self._dates if of.domain.is_date else self._numbers
        try:
            return read(of, of.domain, label)
        except WordsError as error:
            hint = f"say under 'means' of the input {quoted(of.name)} what it stands for"
            raise self._obstacle(of, error.message, error.hint or hint) from error

    def _days(self, of: RubricInput, key: str | Interval) -> ValueSet | None:
        """Return the days of a number, which is a year."""
        if isinstance(key, str):
            return self._worded(of, key)
        message = "its cells are ranges of numbers, and the rubric's input holds dates"
        raise self._obstacle(of, message, "declare the column as 'type: text' or 'type: date'")

    def _require_signs(self, of: RubricInput, domain: NumberDomain) -> None:
        """Raise ``ObstacleError`` where only one of column and input speaks of percentages."""
        column = of.column
        if column in self.reader.shares:
            return
        has_signs = self.reader.columns[column].has_percent_signs
        is_percent = column in self.reader.percents or has_signs
        if is_percent != domain.is_percent:
            cells, numbers = ("are percentages", "are none")[:: 1 if is_percent else -1]
            message = f"its numbers {cells}, and those of the rubric's input {numbers}"
            hint = "'unit: percent' belongs to the column and to the input, or to neither"
            raise self._obstacle(of, message, hint)

    def _unknown(self, of: RubricInput, key: str | Interval) -> ObstacleError:
        if isinstance(of.domain, CategoryDomain):
            known = (*of.domain.values, *(label for label, _ in of.meanings))
            hint = did_you_mean(str(key), known)
            if of.domain.is_boolean and isinstance(key, str):
                meant = f"'means: {{{quoted(key)[1:-1]}: true}}'"
                hint = f"say what it stands for below the input {quoted(of.name)}: {meant}"
            return self._obstacle(of, f"{quoted(str(key))} is no value of the rubric", hint)
        allowed = "whole numbers of its domain" if of.domain.is_integer else "its domain"
        allowed = "the days of its domain" if of.domain.is_date else allowed
        message = f"{quoted(str(key))} lies outside of what the rubric allows, {allowed}"
        return self._obstacle(of, message, None)

    def _obstacle(self, of: RubricInput, message: str, hint: str | None) -> ObstacleError:
        place = f"column {quoted(of.column)} of table {quoted(self.declaration.called)}"
        told = f"{place} cannot be classified by {self.rubric}: {message}"
        return ObstacleError(Obstacle("fault", told, UNREADABLE_CELL, hint))


def _is_named(of: RubricInput, printed: str) -> bool:
    """Whether a printed number is a category, or has a meaning of its own, and is not measured."""
    is_category = isinstance(of.domain, CategoryDomain)
    return is_category or any(printed == name for name, _ in of.meanings)


def _is_closed(interval: Interval) -> bool:
    """Whether words name both ends of a range."""
    return interval.lower is not None and interval.upper is not None


def _numbers_of(key: str | Interval) -> Interval:
    return key if isinstance(key, Interval) else Interval.point(number_of_key(key))


def _category(domain: CategoryDomain, label: str) -> Categories | None:
    """Return the category that a label names; true and false in letters of either case."""
    name = label.casefold() if domain.is_boolean else label
    if name in domain.values:
        return Categories((name,))
    return Categories((OTHER,)) if domain.is_open else None


def _coded(domain: CategoryDomain, numbers: Interval) -> Categories:
    """Return the categories whose names are numbers of a set; any other text may be more."""
    coded = ((value, number_in(value)) for value in domain.values)
    kept = tuple(value for value, code in coded if code is not None and code in numbers)
    if domain.is_open and not (kept and numbers.is_point):
        return Categories((*kept, OTHER))
    return Categories(kept)


def number_in(text: str) -> Fraction | None:
    """Return the number that a text is; ``None`` where it is none."""
    try:
        return parse_decimal(text)
    except TooLongError:
        return None
