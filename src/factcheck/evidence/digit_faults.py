"""Columns whose numbers can be read in two ways, told with both and the line to add."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.evidence.digit_codes import AMBIGUOUS_DIGITS
from factcheck.evidence.digits import comma_form, is_foreign, point_form
from factcheck.evidence.infer import doubtful_cells, may_be_inferred
from factcheck.evidence.raw import DOUBTFUL_SIGNS
from factcheck.model.cell import Fault
from factcheck.model.near import quoted
from factcheck.model.spec import ColumnType
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.column import ReadColumn
    from factcheck.figure import DigitFormat

_PLACES = 3
_NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*", re.ASCII)
_PARENTHESES = re.compile(r"\(\s*[0-9][0-9.,'’\s]*\s*%?\s*\)")


def ambiguous(column: ReadColumn) -> Iterator[Fault]:
    """Yield a fault where every sign of a column's numbers may group digits or begin decimals."""
    found = _doubtful(column)
    if found is None:
        return
    example, numeral = found
    by_point, by_comma = (_shown(column, numeral, form) for form in (point_form(), comma_form()))
    sign, first, second = "point", "begins the decimals", "groups digits"
    if "," in numeral:
        sign, first, second = "comma", second, first
    place = column.rules.place()
    yield Fault(
        AMBIGUOUS_DIGITS,
        f"column {quoted(column.rules.name)} can be read in two ways: {quoted(example)} is "
        f"{by_point} where a {sign} {first}, and {by_comma} where it {second}",
        column.rules.name,
        f"{_beside(column)}add `locale: en-GB` under {place} for {by_point}, `locale: de-DE` for "
        f"{by_comma}; or under the table, for all of its columns",
    )


def digit_hint(column: ReadColumn, label: str) -> str | None:
    """Return what to declare of a text that is a number in another format than the column's."""
    rules = column.rules
    if _PARENTHESES.fullmatch(label):
        return (
            "parentheses mean a negative number to some and an unreliable one to others; say "
            f"which it is under {rules.place('map')}: `{quoted(label)}: …`, or name the publisher "
            "whose sign it is under `markers`"
        )
    numeral = rules.numeral(label)
    if numeral is None or not is_foreign(numeral):
        if rules.locale is not None and _is_english_decimal(label):
            return (
                f"by `locale: {rules.locale}` it is no number; remove the `locale`, or correct it"
            )
        return None
    if not rules.is_printed:
        # No `locale` may be declared there.
        return "such a file keeps numbers as numbers, and this is a text; correct it in the file"
    if rules.locale is not None:
        return f"by `locale: {rules.locale}` it is no number; name the locale that prints it so"
    fitting = [
        locale
        for locale, form in (("de-DE", comma_form()), ("de-CH", point_form()))
        if rules.read_as(numeral, form).number is not None
    ]
    if not fitting:
        return None
    return (
        f"if its numbers are printed like {quoted(label)}, add `locale: {fitting[0]}` under "
        f"{rules.place()}, and correct the cells that are printed otherwise"
    )


def may_be_doubted(column: ReadColumn) -> bool:
    """Whether a column is in doubt by itself, or would be beside one of another format."""
    return bool(_examples(column))


def _doubtful(column: ReadColumn) -> tuple[str, str] | None:
    """Return a cell in doubt and its numeral, ``None`` if there is none or some cell decides."""
    if column.rules.inferred is not None:
        are_numbers = column.type is ColumnType.NUMBER or column.input is not None
        return column.rules.inferred.doubt if are_numbers else None
    in_doubt = (
        pair
        for pair in _examples(column).items()
        if any(sign in pair[1] for sign in _signs_in_doubt(column, pair[1]))
    )
    return min(in_doubt, default=None)


def _beside(column: ReadColumn) -> str:
    """Return what shows that numbers may not be printed the English way, for hints."""
    if column.rules.inferred is not None:
        inferred = column.rules.inferred
        return f"the column prints numbers {inferred.told} too: {quoted(inferred.example)}; "
    return "" if column.witness is None else f"{column.witness.words}; "


def _examples(column: ReadColumn) -> dict[str, str]:
    """Return cells of a column with signs and their numerals, nothing where one decides."""
    if column.type is ColumnType.NUMBER:
        return doubtful_cells(column) if may_be_inferred(column) else {}
    # A rubric reads the numbers of texts too, also of those that are declared as such.
    is_printed = column.rules.form is None and column.rules.is_printed
    return doubtful_cells(column) if is_printed and column.input is not None else {}


def _signs_in_doubt(column: ReadColumn, numeral: str) -> str:
    """Return the signs that may group digits or begin decimals in a numeral of a column.

    In a table with another format commas are doubtful in English too. No share is printed in the
    thousands, so that a point in one begins decimals, and a comma hardly groups digits.
    """
    if column.rules.is_share:
        return ","
    is_english = column.witness is None and not numeral.endswith("%")
    return column.doubtful if is_english else DOUBTFUL_SIGNS


def _shown(column: ReadColumn, label: str, form: DigitFormat) -> str:
    """Return a numeral as another format reads it, without the flags and marks beside it."""
    core = _NUMERAL.search(label)
    assert core is not None
    number = column.rules.read_as(core[0], form).number
    assert number is not None
    return word_number(number, Unit(UnitKind.FACTOR), places=_PLACES)


def _is_english_decimal(label: str) -> bool:
    return re.fullmatch(r"[+\-\u2212]?[0-9]*\.[0-9]+\s?%?", label, re.ASCII) is not None
