"""What a chart shows: exact numbers and texts, before anything is drawn.

The stages that know the numbers fill these records; a report only draws them. None of them holds
a number that the result beside it does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.spec import Direction, Verdict
    from factcheck.model.unit import Unit

    Intervals = tuple[Interval, ...]
    """Sets of which one is meant, in order."""


class Band(Struct, frozen=True):
    """What is claimed of one number against what is found of it."""

    label: str | None
    """The reading, the comparison of a chain or the member; ``None`` for the only one."""
    unit: Unit
    """In which the numbers are worded: a factor claimed as a percentage is a share."""
    claimed: Intervals
    claimed_text: str
    found: Intervals
    """None where nothing is possible."""
    found_text: str
    verdict: Verdict | None = None
    narrow: Interval | None = None
    """What the words allow if they are read strictly, where that is less."""
    wide: Interval | None = None
    """What they allow if they are read generously, where that is more."""
    without: Interval | None = None
    """What is found without the assumptions, where that is something else."""
    without_text: str = ""
    without_verdict: Verdict | None = None


class BandChart(Struct, frozen=True):
    """Claimed bands against what is found, one below the other."""

    bands: tuple[Band, ...]
    """At least one."""
    are_members: bool = False
    """Whether they are the members of a dispute: what is found of one is what the others leave."""


class Moment(Struct, frozen=True):
    """One period of a trend."""

    label: str
    place: Fraction
    """Where it is on the scale of the periods."""
    found: Interval
    is_claimed: bool
    """Whether it belongs to the claimed window."""
    fits: bool | None = None
    """Whether it surely is, or surely is not, as claimed, compared with the one before it or with
    the start; ``None`` where that is open, at the start and outside of the window."""


class TrendChart(Struct, frozen=True):
    """A measure over the periods of a claimed window and those around it."""

    measure: str
    unit: Unit
    direction: Direction
    claimed_text: str
    found_text: str
    moments: tuple[Moment, ...]
    """In order; at least two of them are claimed."""
    limit: Interval | None = None
    """Where a flat trend has to stay, if the start and the limit tell it exactly."""
    verdict: Verdict | None = None


class RankedGroup(Struct, frozen=True):
    """One group of a ranking."""

    place: str
    """``2``, or ``2 to 4`` where numbers are uncertain, counted from the first."""
    label: str
    found: Interval
    text: str
    is_claimed: bool
    is_tied: bool = False
    is_sure: bool = True
    """Whether it has a row at all."""
    skipped: int = 0
    """How many groups before it are left out."""


class RankChart(Struct, frozen=True):
    """The groups of a ranking around the claimed ones, the first on top."""

    measure: str
    unit: Unit
    is_highest: bool
    """Whether the highest number comes first."""
    claimed_text: str
    found_text: str
    groups: tuple[RankedGroup, ...]
    skipped: int = 0
    """How many groups after the last one are left out."""
    verdict: Verdict | None = None


class Curve(Struct, frozen=True):
    """What one member's number can be, depending on what a dispute is in terms of.

    The others are taken to be true. Between two points the ends run straight, exactly.
    """

    member: str
    measure: str
    unit: Unit
    claimed: Interval
    claimed_text: str
    lower: tuple[tuple[Fraction, Fraction], ...]
    """Points of the lower end, from left to right; none where there is no lower end."""
    upper: tuple[tuple[Fraction, Fraction], ...]


class ConditionChart(Struct, frozen=True):
    """For which numbers the members of a dispute can be true together."""

    measure: str
    """What the dispute is in terms of."""
    unit: Unit
    possible: Interval
    """The numbers that it can have whatever the members say."""
    compatible: Intervals
    """Those of them for which all members can be true."""
    condition: str
    """That in words; the empty text where nothing is excluded."""
    whole: str = ""
    """What whole numbers add to it, in words."""
    curves: tuple[Curve, ...] = ()


Chart = BandChart | TrendChart | RankChart | ConditionChart
