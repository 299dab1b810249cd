"""How a column prints its numbers, where it shows it by itself and nobody declared it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.digits import comma_form, is_foreign, point_form
from factcheck.evidence.made import Computed, Ticked
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.meaning import Rules
    from factcheck.figure import DigitFormat
    from factcheck.model.fraction import Fraction


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
    if rules.form is not None or isinstance(rules.made, Computed | Ticked):
        return False
    is_number = rules.is_measured or rules.type is ColumnType.NUMBER or column.is_calculated
    return is_number and rules.type in {None, ColumnType.NUMBER}


def inferred_of(column: ReadColumn) -> Inferred | None:
    """Return how a column's numbers are printed, where cells show it that are no English ones.

    One that can only be read one way decides; ``None`` where none does, where two disagree, and
    where some text is no number in either format.
    """
    foreign = sorted(numerals(column, is_foreign))
    if not foreign or not may_be_inferred(column):
        return None
    by_comma, by_point = (
        [_number(text, column.rules, form) for text in foreign]
        for form in (comma_form(), point_form())
    )
    if None not in by_comma:
        deciding = (text for text, other in zip(foreign, by_point, strict=True) if other is None)
        example = next(deciding, None)
        if example is not None:
            return Inferred(comma_form(), example, "with a decimal comma")
    if None not in by_point:
        return Inferred(point_form(), foreign[0], "with spaces or apostrophes between thousands")
    return None


def are_read(column: ReadColumn) -> bool:
    """Whether every numeral of a column is a number in the format that was inferred."""

    def is_numeral(text: str) -> bool:
        return is_foreign(text) or _is_english(text)

    known = {column.meanings[text].label for text in column.seen.texts}
    wrong = (
        one
        for one in column.meanings.values()
        if one.label in known and one.number is None and one.gap is None and is_numeral(one.label)
    )
    return next(wrong, None) is None


def numerals(column: ReadColumn, is_meant: Callable[[str], bool]) -> Iterable[str]:
    """Return the distinct texts of a column that stand for themselves and look like numbers."""
    for one in column.as_numbers.values():
        if one.gap is None and not one.is_total and one.number is None and is_meant(one.label):
            yield one.label


def note_of(name: str, inferred: Inferred) -> str:
    """Return what the report says of a column whose format was inferred."""
    return f"column '{name}' is read {inferred.told}, inferred from '{inferred.example}'"


def inferred_in(columns: Mapping[str, ReadColumn]) -> dict[str, Inferred]:
    """Return the formats that columns show by themselves, by the columns' names."""
    found = {name: inferred_of(column) for name, column in columns.items()}
    return {name: one for name, one in found.items() if one is not None}


def _number(text: str, rules: Rules, form: DigitFormat) -> Fraction | None:
    return rules.read_as(text, form).number


def _is_english(text: str) -> bool:
    try:
        return parse_decimal(text.removesuffix("%").rstrip()) is not None
    except TooLongError:
        return False
