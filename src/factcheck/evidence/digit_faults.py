"""Columns whose numbers can be read in two ways, told with both and the line to add."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.evidence.digit_codes import AMBIGUOUS_DIGITS
from factcheck.evidence.digits import comma_form, is_foreign, point_form
from factcheck.evidence.infer import may_be_inferred
from factcheck.evidence.raw import doubtful_pattern
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
_DIGITS = re.compile(r"[.,]?[0-9](?:.*[0-9])?", re.ASCII)
"""What stands between the sign and the currency of a numeral."""
_NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*", re.ASCII)
_PARENTHESES = re.compile(r"\(\s*[0-9][0-9.,'’\s]*\s*%?\s*\)")


def ambiguous(column: ReadColumn) -> Iterator[Fault]:
    """Yield a fault where every sign of a column's numbers may group digits or begin decimals."""
    example = _doubtful(column)
    if example is None:
        return
    by_point, by_comma = (_shown(column, example, form) for form in (point_form(), comma_form()))
    sign, first, second = "point", "begins the decimals", "groups digits"
    if "," in example:
        sign, first, second = "comma", second, first
    place = column.rules.place()
    yield Fault(
        AMBIGUOUS_DIGITS,
        f"column {quoted(column.rules.name)} can be read in two ways: {quoted(example)} is "
        f"{by_point} where a {sign} {first}, and {by_comma} where it {second}",
        column.rules.name,
        f"add `locale: en-GB` under {place} for {by_point}, `locale: de-DE` for {by_comma}; or "
        "under the table, for all of its columns",
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
    if not is_foreign(label):
        if rules.locale is not None and _is_english_decimal(label):
            return (
                f"by `locale: {rules.locale}` it is no number; remove the `locale`, or correct it"
            )
        return None
    if rules.locale is not None:
        return f"by `locale: {rules.locale}` it is no number; name the locale that prints it so"
    fitting = [
        locale
        for locale, form in (("de-DE", comma_form()), ("de-CH", point_form()))
        if rules.read_as(label, form).number is not None
    ]
    if not fitting:
        return None
    return (
        f"if its numbers are printed like {quoted(label)}, add `locale: {fitting[0]}` under "
        f"{rules.place()}, and correct the cells that are printed otherwise"
    )


def _doubtful(column: ReadColumn) -> str | None:
    """Return a numeral in doubt, ``None`` where there is none or some cell decides."""
    signs = _signs_in_doubt(column)
    is_asked = signs and may_be_inferred(column)
    if not is_asked or column.type is not ColumnType.NUMBER or column.seen.doubtful == "":
        return None
    written = set(column.rules.labels.values())
    labels = [
        one.label
        for one in column.meanings.values()
        if one.number is not None and one.gap is None and one.label not in written
    ]
    signed = [label for label in labels if any(sign in label for sign in signs)]
    is_doubtful = re.compile(doubtful_pattern(signs)).fullmatch
    cores = (_DIGITS.search(label) for label in signed)
    if not all(core is not None and is_doubtful(core[0]) for core in cores):
        return None
    plain = (column.seen.doubtful or "").strip()
    return min(signed, default=plain if any(sign in plain for sign in signs) else None)


def _signs_in_doubt(column: ReadColumn) -> str:
    """Return the signs that may group digits or begin decimals in a column.

    No share is printed in the thousands, so that a point in one begins decimals.
    """
    return column.doubtful.replace(".", "") if column.rules.is_share else column.doubtful


def _shown(column: ReadColumn, label: str, form: DigitFormat) -> str:
    """Return a numeral as another format reads it, without the flags and marks beside it."""
    core = _NUMERAL.search(label)
    assert core is not None
    number = column.rules.read_as(core[0], form).number
    assert number is not None
    return word_number(number, Unit(UnitKind.FACTOR), places=_PLACES)


def _is_english_decimal(label: str) -> bool:
    return re.fullmatch(r"[+\-\u2212]?[0-9]*\.[0-9]+\s?%?", label, re.ASCII) is not None
