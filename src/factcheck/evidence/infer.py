"""How a column prints its numbers, where it shows it by itself and nobody declared it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from factcheck.evidence.digits import comma_form, is_foreign, point_form
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.meaning import Rules
    from factcheck.figure import DigitFormat
    from factcheck.model.fraction import Fraction

_Key = TypeVar("_Key")
WITH_COMMA = "with a decimal comma"
WITH_SPACES = "with spaces or apostrophes between thousands"


class Inferred(NamedTuple):
    """How the numbers of a column are printed, and what shows it."""

    form: DigitFormat
    example: str
    """The cell that decides."""
    told: str
    """``with a decimal comma``."""


def may_be_inferred(column: ReadColumn) -> bool:
    """Whether a column holds numbers, as declared or by what claims do with it, in any format."""
    rules = column.rules
    if rules.form is not None or not rules.is_printed:
        return False
    is_sized = column.is_calculated or column.is_compared
    is_number = rules.is_measured or rules.type is ColumnType.NUMBER or is_sized
    return is_number and rules.type in {None, ColumnType.NUMBER}


def inferred_of(column: ReadColumn) -> Inferred | None:
    """Return how a column's numbers are printed, where cells show it that are no English ones.

    One that can only be read one way decides; ``None`` where none does, where two disagree, and
    where some text is no number in either format.
    """
    if not may_be_inferred(column):
        return None
    shown = _foreign(column)
    foreign = sorted(shown)
    if not foreign:
        return None
    by_comma, by_point = (
        [_number(text, column.rules, form) for text in foreign]
        for form in (comma_form(), point_form())
    )
    if None not in by_comma:
        deciding = (text for text, other in zip(foreign, by_point, strict=True) if other is None)
        example = next(deciding, None)
        if example is not None:
            return Inferred(comma_form(), shown[example], WITH_COMMA)
    if None not in by_point:
        return Inferred(point_form(), shown[foreign[0]], WITH_SPACES)
    return None


def are_read(column: ReadColumn) -> bool:
    """Whether every numeral of a column is a number in the format that was inferred."""
    unread = (one for one in column.meanings.values() if one.gap is None and one.number is None)
    return all(one.is_total or column.rules.numeral(one.label) is None for one in unread)


def _foreign(column: ReadColumn) -> dict[str, str]:
    """Return the numerals of a column that are no English ones, each with its whole cell."""
    found: dict[str, str] = {}
    for one in column.as_numbers.values():
        if one.gap is None and not one.is_total and one.number is None:
            numeral = column.rules.numeral(one.label)
            if numeral is not None and is_foreign(numeral):
                found[numeral] = min(one.label, found.get(numeral, one.label))
    return found


def note_of(name: str, inferred: Inferred) -> str:
    """Return what the report says of a column whose format was inferred."""
    return f"column '{name}' is read {inferred.told}, inferred from '{inferred.example}'"


def inferred_in(columns: Mapping[_Key, ReadColumn]) -> dict[_Key, Inferred]:
    """Return the formats that columns show by themselves, by what the columns are called."""
    found = {name: inferred_of(column) for name, column in columns.items()}
    return {name: one for name, one in found.items() if one is not None}


def _number(text: str, rules: Rules, form: DigitFormat) -> Fraction | None:
    return rules.read_as(text, form).number
