"""A group that is ranked shares its place with another.

## What it looks for

A claim about the place of a group, where another group surely has exactly the same number.

## Why it matters

Places are counted as in sports: two groups with the same number share the better place, and the
next one comes after both.
"The second most" is then true of both, and "only X is ahead of it" of neither.
Whoever reads that a group is on a place takes it to be there alone.

## Example

"Basel has the second most libraries", where Basel and Bern both have 12 and Zurich has 20.

## What to publish instead

"Basel and Bern have the second most, 12 each."
In a claim file `unique: true` demands that the group has its place alone.

## References

- Standard competition ranking ("1224"), as most sports and statistical offices rank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import listed, quoted
from factcheck.model.told import told
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC110", "tie", __doc__)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message for each claimed group that shares its place."""
    del claim, assessment
    for tie in possible.circumstances.ties:
        yield told(
            "{group} shares place {place} with {others}: all have {number}",
            group=quoted(tie.group),
            place=tie.place,
            others=listed(tie.others),
            number=tie.number,
        )
