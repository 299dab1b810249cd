"""The evidence was revised after the claim, and the verdict would be another one today.

## What it looks for

A claim with `as_of` whose table has later vintages.
It is judged on the vintage of its own date, and a second time on the latest one.
The finding appears if the two verdicts differ.

## Why it matters

Statistical offices revise their figures.
Whoever quoted the figure of the day was right, and whoever quotes it today may be wrong; a check
against the newest table alone would blame the first, one against the old table would excuse the
second.

## Example

"The economy shrank in the second quarter", true of the first estimate and wrong after the
revision of the following year.

## What to publish instead

The figure with its date, "according to the estimate of July 2012", and the revised one beside it.
In a claim file `as_of: [2012-07, 2016-01]` gives a verdict for each.

## References

- Croushore and Stark (2001), "A real-time data set for macroeconomists", Journal of Econometrics
  105, on what was known when.
- Eurostat, ESS guidelines on revision policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of
from factcheck.verdict.assess import assess
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

_LONGEST = 60

CODE = code_of("FC111", "revised", __doc__)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where the verdict on the latest vintage differs."""
    del claim
    if possible.latest is None:
        return
    now = assess(possible.latest)
    if now.verdict is assessment.verdict:
        return
    yield told_join(", ", (_judged_on(possible, assessment), _judged_on(possible.latest, now)))


def _judged_on(possible: Possible, assessment: Assessment) -> str:
    verdict = word_of(assessment.verdict)
    text = told("{verdict} on {vintages}", verdict=verdict, vintages=_vintages(possible))
    return told_join(" ", (text, _found(assessment)))


def _vintages(possible: Possible) -> str:
    """Return the tables with their vintages: ``police of 2016-01``."""
    named = (table.partition("@") for table, _ in possible.bound.groupings)
    return told_join(
        ", ",
        (told("{table} of {date}", table=table, date=date) for table, _, date in named if date),
    )


def _found(assessment: Assessment) -> str:
    """Return what was found, where it is short enough to stand inside a sentence."""
    text = "" if assessment.found is None else assessment.found.text
    return told("({text})", text=text) if 0 < len(text) <= _LONGEST else ""
