"""A share is claimed of two numbers of which one is not known to be part of the other.

## What it looks for

A figure printed as a share, with a percent sign or as a fraction ("one in five"), whose measure is
a quotient of unlike things, or of counts that no `part_of` joins.
Comparisons with another level ("46 percent higher", "doubled") are no shares and are left alone.

## Why it matters

A share is never larger than its whole, and it says something of each member of the whole.
Cases divided by reports can exceed 100 percent, and "ten percent of them" is then true of nobody.
The verdict compares the bare numbers and cannot know whether the words are right.

## Example

"Just under ten percent of the reports", calculated as cases passed on divided by reports: one
case can rest on several reports, and one report can lead to several cases.

## What to publish instead

The ratio as what it is, "15 cases for every 100 reports", or a share of things of one kind.
In a claim file `part_of` declares that one quantity lies inside the other; where nobody published
that, write it down as an assumption.

## References

- Porta (ed.), A Dictionary of Epidemiology, entries "proportion" and "ratio".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure import FigureError, read_figure
from factcheck.model.near import quoted
from factcheck.model.told import told
from factcheck.model.unit import UnitKind
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.figure import Figure
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC103", "not-a-share", __doc__)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where a share is claimed of a factor."""
    del claim, assessment
    bound, figure = possible.bound, possible.bound.figure
    if figure is None or bound.targets[0].measure.unit.kind is not UnitKind.FACTOR:
        return
    if _says_share(figure):
        yield told(
            "{figure} speaks of a share, but nothing says that the numerator of {measure} is part "
            "of its denominator; only the two numbers were compared",
            figure=quoted(figure.text),
            measure=quoted(bound.measure_text),
        )


def _says_share(figure: Figure) -> bool:
    """Whether the words alone, whatever they are claimed of, speak of a part of a whole."""
    try:
        own = read_figure(figure.text, lang=figure.lang, locale=figure.locale)
    except FigureError:
        # Words such as a noun of the measure's unit are known only beside the measure.
        return figure.has_percent_sign
    return own.unit.kind is UnitKind.SHARE
