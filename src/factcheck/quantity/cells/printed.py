"""Numbers as they are printed, and how far rounding may have moved them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import unrounded_cell
from factcheck.model.unit import UnitKind
from factcheck.quantity.cells.spread import apparent_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.bound import Constant
    from factcheck.model.rounding import Rounding
    from factcheck.model.spec import ColumnDeclaration
    from factcheck.quantity.cells.evidence_view import TableView

EXACT = Interval.point(0)
_ONE = Fraction(1)
_MOST_PLACES = 12
_WRITTEN = re.compile(r"[+\-−]?[0-9,]*(?:\.(?P<decimals>[0-9]+))?(?P<percent> ?%)?")


def as_printed(view: TableView) -> TableView:
    """Return a view in which rounded cells are the numbers that stand there."""
    columns = tuple(replace(each, rounded=None) for each in view.declaration.columns)
    declaration = replace(view.declaration, columns=columns)
    return replace(view, declaration=declaration, is_as_printed=True, sums={})


def moved_by(
    printed: Fraction,
    step: Fraction | None,
    rounding: Rounding | None = None,
    noise: Fraction | None = None,
) -> Interval:
    """Return how far a printed number may lie above what was rounded to it at a step.

    ``noise`` is how far that was moved before.
    """
    if step is None and noise is None:
        return EXACT
    found = unrounded_cell(printed, step, is_nonnegative=False, rounding=rounding, noise=noise)
    return found.mirrored().shifted(printed)


def step_of_written(constant: Constant, *, is_counted: bool) -> Fraction | None:
    """Return the step that a number written in an expression was rounded to; ``None`` if exact.

    Its last digit shows it. A whole number of things that a table counts is exact unless round.
    """
    match = _WRITTEN.fullmatch(constant.text)
    # Nothing is nothing; "0" says no more of its decimals than it says of its unit.
    if match is None or not _number(constant.text):
        return None
    places = len(match["decimals"] or "")
    step = Fraction(1, 10**places)
    if match["percent"] is not None:
        return step / 100
    if places:
        return step
    if is_counted and constant.unit.kind is UnitKind.COUNT:
        return apparent_step(constant.number)
    return apparent_step(constant.number) or step


def _number(text: str) -> Fraction | None:
    try:
        return parse_decimal(text.removesuffix("%").strip())
    except TooLongError:
        return None


def step_of_cells(
    declared: ColumnDeclaration | None,
    numbers: Iterable[Fraction],
    *,
    is_percent: bool,
    is_counted: bool,
) -> Fraction | None:
    """Return the step that the numbers of a column were rounded to; ``None`` for exact ones.

    That is the declared one, else the smallest that their print shows: a decimal that one of
    them has, all were printed with. Whole counts are exact unless all of them are round.
    """
    factor = _factor(declared, is_percent=is_percent)
    if declared is not None and (declared.is_exact or declared.rounded is not None):
        return None if declared.rounded is None else declared.rounded * factor
    printed = [number / factor for number in numbers if number != 0]
    places = [_places(number) for number in printed]
    if None in places:
        # Calculated, as no print has endless decimals.
        return None
    decimals = max((each for each in places if each is not None), default=0)
    if decimals:
        return factor * Fraction(1, 10**decimals)
    step = min((apparent_step(number) or _ONE for number in printed), default=_ONE)
    return None if is_counted and factor == step == 1 else step * factor


def _factor(declared: ColumnDeclaration | None, *, is_percent: bool) -> Fraction:
    scale = _ONE if declared is None or declared.scale is None else declared.scale
    return scale / 100 if is_percent else scale


def _places(number: Fraction) -> int | None:
    """Return how many decimals write a number; ``None`` where they do not end soon."""
    return next((n for n in range(_MOST_PLACES) if (number * 10**n).denominator == 1), None)
