"""Signs for what is printed as nothing although it may be more: what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds.whole import whole_numbers
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Sign
from factcheck.model.near import quoted
from factcheck.model.problem import Code
from factcheck.model.rounding import EITHER_MULTIPLE
from factcheck.model.spec import ColumnKind, ColumnType

if TYPE_CHECKING:
    from factcheck.evidence.cell_meaning import Meaning
    from factcheck.evidence.column import ReadColumn

NO_SUCH_COUNT = Code(
    "FC271",
    "sign-of-no-count",
    "A sign says that a count is more than nothing and less than one.",
    "Signs such as `[low]`, `(Z)` and `ε`, and the `0` of some publishers, stand for more than "
    "nothing and less than half of the step that numbers are printed to. Where people are counted "
    "one by one there is no such number, so that the numbers were rounded, or the sign means "
    "something else. Declare what they were rounded to, `rounded: 10` or `scale: 1000`, or what "
    "the sign means in this table, under `markers` of the column.",
)

CODES: tuple[Code, ...] = (NO_SUCH_COUNT,)


def near_zero(column: ReadColumn, meaning: Meaning, sign: Sign) -> Interval:
    """Return what a sign for nothing, or what rounds to it, can be: of counts, whole numbers."""
    possible = _below_half(column, meaning, sign)
    whole = whole_numbers(possible) if _is_counted(column) else None
    return possible if whole is None else whole


def _below_half(column: ReadColumn, meaning: Meaning, sign: Sign) -> Interval:
    """Return what is printed as nothing: less than half of the last printed digit.

    Where it is printed with decimals, that is its own last digit. Where numbers go to either
    multiple of a step, however far, it is less than the step.
    """
    declared = column.rules.declared
    goes_far = declared is not None and declared.rounding == EITHER_MULTIPLE
    factor = abs(column.rules.factor(has_percent_sign=meaning.has_percent_sign))
    end = column.step_of(meaning.numeral) * factor / (1 if goes_far else 2)
    return Interval(Fraction(0), end, sign is Sign.ABOUT_ZERO, False)


def is_nothing(column: ReadColumn, meaning: Meaning, sign: Sign) -> bool:
    """Whether a sign for nothing, or what rounds to it, is exactly nothing.

    It is of what is counted one by one.
    """
    if sign is not Sign.ABOUT_ZERO or column.rules.is_rounded or not _is_counted(column):
        return False
    return whole_numbers(_below_half(column, meaning, sign)) == Interval.point(Fraction(0))


def of_no_count(column: ReadColumn) -> frozenset[str]:
    """Return the texts of a column of counts for more than nothing that no count can be."""
    if column.type is not ColumnType.NUMBER or not _is_counted(column):
        return frozenset()
    return frozenset(
        text
        for text, one in column.meanings.items()
        if one.gap is Sign.ROUNDS_TO_ZERO
        and whole_numbers(_below_half(column, one, one.gap)) is None
    )


def hint_for(column: ReadColumn, text: str) -> str:
    """Return what to declare of a column with such a text."""
    place = column.rules.place("markers")
    return (
        f"add what its numbers were rounded to under {column.rules.place()}, such as "
        f"`rounded: 10`, or `scale: 1000`; or say what the sign means in this table under {place}, "
        f"such as `{quoted(text)}: 1..4`, or `{quoted(text)}: 0` if it is nothing"
    )


def _is_counted(column: ReadColumn) -> bool:
    """Whether a column is declared to count something."""
    declared = column.rules.declared
    has_unit = declared is not None and declared.unit is not None
    is_kind = declared is not None and declared.kind is ColumnKind.COUNT
    return column.rules.is_count and (has_unit or is_kind)
