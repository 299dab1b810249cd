"""A percentage of so few cases that one more or less moves it by whole points.

## What it looks for

A share whose base, the count it is taken of, is below 20.
Where the base is known only within bounds, its largest possible number must be below 20.

## Why it matters

Percentages of small counts jump: of 7 cases, one is 14 points.
The percent sign suggests a stable proportion where there is a handful of events.

## Example

"43 percent of the complaints were upheld": 3 of 7.

## What to publish instead

The counts: "3 of 7 complaints".
If the percentage is needed, print the base beside it.

## References

- Altman and Bland (1996), "Presentation of numerical data", BMJ 312:572.
- The limit of 20 is a stipulation; no source gives it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number, word_set
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.interval import Interval
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC104", "small-base", __doc__)

SMALL = 20
"""Below this a base is small; stipulated."""


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where a share is taken of fewer than 20."""
    del claim, assessment
    base = possible.circumstances.denominator
    targets = possible.bound.targets
    if base is None or not targets or targets[0].measure.unit.kind is not UnitKind.SHARE:
        return
    if _is_small(base):
        yield told(
            "the base is only {base}: one case more or less changes the share by {step}",
            base=word_set(base, Unit(UnitKind.COUNT)),
            step=_step(base),
        )


def _is_small(base: Interval) -> bool:
    upper = base.upper
    if upper is None or upper <= 0:
        return False
    return upper < SMALL or (upper == SMALL and not base.upper_closed)


def _step(base: Interval) -> str:
    assert base.upper is not None
    step = word_number(100 / base.upper, Unit(UnitKind.POINTS))
    return step if base.is_point else told("at least {number}", number=step)
