"""The figure says "at least", and the evidence gives exactly that number.

## What it looks for

A figure with "at least" or its like whose number is the only one that the evidence permits.
A smallest or largest number is left alone: "at least 5" of a minimum speaks of all the others.

## Why it matters

"At least 63 percent" tells the reader that the true number is not known and may be higher.
Where the evidence says exactly 63 percent, the words suggest more than there is.

## Example

"At least 612 cases were passed on", where the table says 612.

## What to publish instead

The number: "612 cases".
If the count itself is incomplete, the evidence should say so, and why.

## References

- Nouwen (2010), "Two kinds of modified numerals", Semantics and Pragmatics 3:3: "at least" signals
  that the speaker does not know the number, "more than" does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import ExtremeOf, QuantityTerm, TableTerm
from factcheck.model.expression import AggregateFunction
from factcheck.model.near import quoted
from factcheck.model.told import told
from factcheck.model.wording import word_set
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

_EXTREMES = {AggregateFunction.MIN, AggregateFunction.MAX}

CODE = code_of("FC108", "at-least-for-exact", __doc__)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where a closed lower bound is met exactly by the only number possible."""
    del claim, assessment
    figure, permitted = possible.bound.figure, possible.permitted
    if figure is None or figure.hedge != "ge" or permitted is None or not permitted.found:
        return
    if _is_extreme(possible.bound.targets[0].measure):
        return
    found = permitted.found[0]
    if found.is_point and found.lower == figure.value:
        number = word_set(found, possible.bound.targets[0].measure.unit)
        yield told(
            "{figure} suggests that the number is not known and may be larger, but the evidence "
            "gives exactly {number}",
            figure=quoted(figure.text),
            number=number,
        )


def _is_extreme(measure: Bound) -> bool:
    """Whether a measure is the smallest or largest of several numbers."""
    match measure:
        case TableTerm(function=function):
            return function in _EXTREMES
        case QuantityTerm(definition=inner) if inner is not None:
            return _is_extreme(inner)
        case _:
            return isinstance(measure, ExtremeOf)
