"""A percent sign can mean percent or percentage points here, and the two differ.

## What it looks for

A figure with a percent sign, or the word, whose measure is a difference of two shares in points
without `unit: points`, or the relative change of a share.
The message gives the number in both readings and says whether the figure would fit the other one.

## Why it matters

From 2 to 3 percent is an increase of one percentage point, and of 50 percent.
A reader who takes one for the other is wrong many times over.

## Example

"The share of women rose by 3%", where it went from 20 to 23 percent: 3 points, or 15 percent.

## What to publish instead

"By 3 percentage points", or both shares: "from 20 to 23 percent".
In a claim file `unit: points` beside the figure's `text` says that points are meant.

## References

- Office for National Statistics, Style guide, "Numbers": percentages and percentage points.
- Eurostat, Statistics Explained, "Tutorial: Symbols and abbreviations".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted
from factcheck.model.spec import FigureForm
from factcheck.model.told import told, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.interval import Interval
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC102", "percent-or-points", __doc__)

_NAMES = {
    UnitKind.POINTS: told("in percentage points"),
    UnitKind.RELATIVE_CHANGE: told("as a relative change"),
}
_HUNDREDTH = Fraction(1, 100)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where a percent sign could be read in both ways."""
    del claim, assessment
    bound, figure = possible.bound, possible.bound.figure
    form = bound.reading.form
    if figure is None or not figure.has_percent_sign or not isinstance(form, FigureForm):
        return
    kind, other = bound.targets[0].measure.unit.kind, possible.circumstances.other_reading
    is_ambiguous = kind is UnitKind.POINTS or (
        kind is UnitKind.RELATIVE_CHANGE and other is not None
    )
    if not is_ambiguous or form.figure.unit is not None:
        return
    start = told("{figure} is read {way}", figure=quoted(figure.text), way=_NAMES[kind])
    found = () if possible.permitted is None else possible.permitted.found
    if found:
        number = told("({text})", text=word_set(found[0], Unit(kind)))
        start = told_join(" ", (start, number))
    yield told_join("; ", (start, _second_half(kind, other, bound.targets[0].claimed.default)))


def _second_half(kind: UnitKind, other: tuple[str, Interval] | None, claimed: Interval) -> str:
    """Return what the number is in the other reading, and whether the figure fits it."""
    other_kind = UnitKind.POINTS if kind is UnitKind.RELATIVE_CHANGE else UnitKind.RELATIVE_CHANGE
    if other is None:
        return told("the same words can be meant {way}", way=_NAMES[other_kind])
    factor = _HUNDREDTH if kind is UnitKind.POINTS else 100
    number = word_set(other[1], Unit(other_kind))
    return told(
        "{way} it is {number}, which {fits}",
        way=_NAMES[other_kind],
        number=number,
        fits=_fit(other[1], claimed.scaled(factor)),
    )


def _fit(found: Interval, claimed: Interval) -> str:
    if found.is_within(claimed):
        return told("the figure would fit")
    if found.is_apart_from(claimed):
        return told("the figure would not fit")
    return told("the figure would fit only in part")
