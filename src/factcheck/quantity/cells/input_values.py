"""What an input of a rubric may be, given the cell of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from unicodedata import normalize

from msgspec import Struct

from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import Missing, OneOf, PartlyTicked, Rounded
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.interval import Interval
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.rubric import Categories, CategoryDomain, NumberDomain, Numbers
from factcheck.model.spec import ColumnType
from factcheck.rubric import WordsError, everything_in, inside, numbers_in
from factcheck.rubric.codes import UNREADABLE_CELL

if TYPE_CHECKING:
    from factcheck.filter.reader import Reader
    from factcheck.model.cell import KeyValue
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import RubricInput, ValueSet


class InputValues(Struct, frozen=True):
    """Reads the cells of one table as values of a rubric's inputs."""

    table: str
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
        if isinstance(key, str):
            label = normalize("NFC", " ".join(key.split()))
            meaning = next((found for name, found in of.meanings if name == label), None)
            if meaning is not None:
                return meaning
            if not is_number:
                return self._worded(of, label)
        numbers = key if isinstance(key, Interval) else Interval.point(number_of_key(key))
        match of.domain:
            case NumberDomain():
                self._require_signs(of, of.domain)
                return Numbers((numbers,))
            case CategoryDomain(values=values):
                coded = ((value, number_in(value)) for value in values)
                kept = (value for value, code in coded if code is not None and code in numbers)
                return Categories(tuple(kept))
            case _:
                assert_never(of.domain)

    def _worded(self, of: RubricInput, label: str) -> ValueSet | None:
        if isinstance(of.domain, CategoryDomain):
            return Categories((label,)) if label in of.domain.values else None
        try:
            return numbers_in(label, of.domain)
        except WordsError as error:
            hint = f"say under 'means' of the input {quoted(of.name)} what it stands for"
            raise self._obstacle(of, error.message, error.hint or hint) from error

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
            return self._obstacle(of, f"{quoted(str(key))} is no value of the rubric", hint)
        numbers = "whole numbers of its domain" if of.domain.is_integer else "its domain"
        message = f"{quoted(str(key))} lies outside of what the rubric allows, {numbers}"
        return self._obstacle(of, message, None)

    def _obstacle(self, of: RubricInput, message: str, hint: str | None) -> ObstacleError:
        place = f"column {quoted(of.column)} of table {quoted(self.table)}"
        told = f"{place} cannot be classified by {self.rubric}: {message}"
        return ObstacleError(Obstacle("fault", told, UNREADABLE_CELL, hint))


def _is_named(of: RubricInput, printed: str) -> bool:
    """Whether a printed number is a category, or has a meaning of its own, and is not measured."""
    is_category = isinstance(of.domain, CategoryDomain)
    return is_category or any(printed == name for name, _ in of.meanings)


def number_in(text: str) -> Fraction | None:
    """Return the number that a text is; ``None`` where it is none."""
    try:
        return parse_decimal(text)
    except TooLongError:
        return None
