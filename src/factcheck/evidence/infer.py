"""How a column prints its numbers, where it shows it by itself and nobody declared it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from factcheck.evidence.digits import comma_form, is_foreign, point_form
from factcheck.evidence.raw import DOUBTFUL, DOUBTFUL_SIGNS
from factcheck.model.spec import ColumnType
from factcheck.model.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.meaning import Rules
    from factcheck.figure import DigitFormat
    from factcheck.model.fraction import Fraction

_Key = TypeVar("_Key")
_DIGITS = re.compile(r"[.,]?[0-9](?:.*[0-9])?", re.ASCII)
"""What stands between the sign and the currency of a numeral."""
_SIGNED = re.compile(r"(?<![0-9.,])[0-9]*(?:[.,][0-9]+)+", re.ASCII)
"""A number with a sign that may group digits or begin decimals."""
_IS_DOUBTFUL = re.compile(DOUBTFUL).fullmatch
WITH_COMMA = told("with a decimal comma")
WITH_SPACES = told("with spaces or apostrophes between thousands")


class Inferred(NamedTuple):
    """How the numbers of a column are printed, and what shows it."""

    form: DigitFormat
    example: str
    """The cell that decides."""
    told: str
    """``with a decimal comma``."""
    doubt: tuple[str, str] | None = None
    """A cell and its numeral that can be read in two ways nevertheless, and nothing decides."""


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
        # Groups of spaces or apostrophes say nothing of a comma or a point beside them.
        is_decided = None in by_comma
        doubt = None if is_decided else min(doubtful_cells(column).items(), default=None)
        return Inferred(point_form(), shown[foreign[0]], WITH_SPACES, doubt)
    return None


def doubtful_cells(column: ReadColumn) -> dict[str, str]:
    """Return cells of a column with signs and their numerals, nothing where one decides.

    Numerals that no English number is are left out.
    """
    if column.seen.doubtful == ():
        return {}
    signed = {
        one.label: one.numeral
        for one in column.as_numbers.values()
        if one.numeral is not None and any(sign in one.numeral for sign in DOUBTFUL_SIGNS)
    }
    for label, inside in _inside_words(column):
        # One that can be read in one way only, if there is one: it decides for the column.
        signed[label] = min(inside, key=lambda text: _IS_DOUBTFUL(text) is not None)
    cores = map(_DIGITS.search, signed.values())
    if not all(core is not None and _IS_DOUBTFUL(core[0]) for core in cores):
        return {}
    return signed | {text.strip(): text.strip() for text in column.seen.doubtful or ()}


def _inside_words(column: ReadColumn) -> Iterator[tuple[str, list[str]]]:
    """Yield cells in which words stand beside numbers that a rubric asks for, with those.

    Only numbers with a sign that may group digits or begin decimals are meant.
    """
    if column.input is None:
        return
    meant = {name for name, _ in column.input.meanings}
    for one in column.as_numbers.values():
        is_read = one.gap is not None or one.is_total or one.number is not None
        if is_read or one.label in meant or one.label in column.rules.labels.values():
            continue
        signed = _SIGNED.findall(one.label)
        if signed and column.rules.numeral(one.label) is None:
            yield one.label, signed


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
    for label, inside in _inside_words(column):
        for numeral in filter(is_foreign, inside):
            found[numeral] = min(label, found.get(numeral, label))
    return found


def note_of(name: str, inferred: Inferred) -> str:
    """Return what the report says of a column whose format was inferred."""
    return told(
        "column '{column}' is read {way}, inferred from '{example}'",
        column=name,
        way=inferred.told,
        example=inferred.example,
    )


def inferred_in(columns: Mapping[_Key, ReadColumn]) -> dict[_Key, Inferred]:
    """Return the formats that columns show by themselves, by what the columns are called."""
    found = {name: inferred_of(column) for name, column in columns.items()}
    return {name: one for name, one in found.items() if one is not None}


def _number(text: str, rules: Rules, form: DigitFormat) -> Fraction | None:
    return rules.read_as(text, form).number
