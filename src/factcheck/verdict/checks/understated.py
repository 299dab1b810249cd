"""The number lies well past the bound that was printed: true, but not what the words suggest.

## What it looks for

A lower bound ("more than", "at least", "well over") where everything that the evidence permits
lies a grain or more above the printed number, or an upper bound ("fewer than", "at most", "up to")
where it lies a grain or more below.
The grain is the step that the print shows: 1 million for "82 million", 1 point for "63 percent".
The whole number next to a bound that excludes itself is left alone: of 4 nothing better can be said
than "fewer than 5".

## Why it matters

A bound is true of every number beyond it.
Readers expect the nearest round one: whoever writes "more than 82 million" is understood to know
of less than 83 million.
A lower bound far below the number understates it; an upper bound far above overstates it.

## Example

"More than 82 million reports", where the sum was 112,860,753.

## What to publish instead

The nearest bound, "more than 112 million", or the number itself.

## References

- Cummins, Sauerland and Solt (2012), "Granularity and scalar implicature in numerical
  expressions", Linguistics and Philosophy 35, doi:10.1007/s10988-012-9114-0.
- Hesse and Benz (2020), Journal of Memory and Language 111, on what such numerals lead to expect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.told import told
from factcheck.model.wording import word_number, word_set, worded_unit
from factcheck.verdict.explained import code_of
from factcheck.verdict.next_grain import LOWER_WORDS, is_past_next_grain, next_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.figure import Figure
    from factcheck.model.interval import Interval
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC105", "understated", __doc__)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where a bound is true and lies a grain or more from the number."""
    del claim, assessment
    figure, permitted = possible.bound.figure, possible.permitted
    if figure is None or permitted is None or not permitted.found:
        return
    target, found = possible.bound.targets[0], permitted.found[0]
    claimed = target.claimed.default
    if not found.is_within(claimed) or not is_past_next_grain(found, figure, claimed):
        return
    if not _is_next_whole(found, figure, claimed):
        unit = worded_unit(target.measure.unit, figure)
        verb = told("understates") if figure.hedge in LOWER_WORDS else told("overstates")
        yield told(
            "{figure} is true but {understates} the number: {found} was found, which also reaches "
            "the next step, {step}",
            figure=quoted(figure.text),
            understates=verb,
            found=word_set(found, unit, beside=claimed),
            step=word_number(next_step(figure, claimed), unit),
        )


def _is_next_whole(found: Interval, figure: Figure, claimed: Interval) -> bool:
    """Whether whole numbers lie right beyond a bound that excludes itself: 4 is fewer than 5."""
    step = next_step(figure, claimed)
    return figure.hedge in {"gt", "lt"} and figure.grain == 1 and step in (found.lower, found.upper)
