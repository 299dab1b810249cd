"""Numbers that are not rounded to the step that is declared for their column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.cell import number_key
from factcheck.model.problem import Code

if TYPE_CHECKING:
    from factcheck.evidence.column import ReadColumn

OFF_STEP = Code(
    "FC251",
    "not-rounded-so",
    "A column holds a number that is not rounded to the step declared for the column.",
    "`rounded: 1000` says that every number of a column was rounded to thousands, so that 9,000 "
    "may have been 8,500 to under 9,500. A 9,250 beside it shows that they were not, or not to "
    "that step. Declare the step to which all of them were rounded, or correct the cell.",
)

CODES: tuple[Code, ...] = (OFF_STEP,)


class OffStep(NamedTuple):
    """The cells of a column that are not rounded as declared, and what is said of them."""

    texts: frozenset[str]
    what: str


def off_step(column: ReadColumn) -> OffStep | None:
    """Return the numbers of a column that are no multiples of its declared step, if it has one.

    What is calculated from other columns was printed by nobody.
    """
    declared = column.rules.declared
    if declared is None or declared.rounded is None or column.rules.is_computed:
        return None
    step = declared.rounded
    texts = frozenset(
        text
        for text, meaning in column.meanings.items()
        if meaning.number is not None and (meaning.number / step).denominator != 1
    )
    step_told = number_key(step)
    return OffStep(texts, f"numbers that are no multiples of {step_told}, its `rounded`")
