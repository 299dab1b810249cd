"""What the evidence permits for one reading: bounds, checked worlds, and how they came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.certificate import Certificate
    from factcheck.model.chart import Chart
    from factcheck.model.confidence import Level
    from factcheck.model.dispute import PossibleDispute
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.plan import BoundReading, Obstacle, Premise
    from factcheck.model.result import Counts, EvidenceUsed, NumberSet, Step
    from factcheck.model.unit import Unit


Pieces = tuple[tuple["Interval", ...], ...]
"""For each of several cases, what is possible in it: one interval for each target."""


class CheckedWorld(Struct, frozen=True):
    """Numbers for everything unknown that satisfy every row of evidence exactly."""

    measure: Fraction
    """What the measure (for ``holds``, the difference that decides) is in it."""
    numbers: tuple[tuple[str, Fraction, Unit], ...]


class Permitted(Struct, frozen=True):
    """What one set of evidence and assumptions permits.

    ``found`` holds one interval for each target: one for a figure, one a comparator for
    ``holds``. The intervals are outer bounds; the worlds prove what is really possible.
    """

    found: tuple[Interval, ...]
    true_worlds: tuple[CheckedWorld | None, CheckedWorld | None, CheckedWorld | None]
    """Worlds in which the claim is true in the strict, default and lenient profile."""
    false_worlds: tuple[CheckedWorld | None, CheckedWorld | None, CheckedWorld | None]
    conflicts: tuple[tuple[str, ...], ...] = ()
    """Minimal sets of statements that contradict each other; then ``found`` is empty."""
    pieces: Pieces = ()
    """Where a measure goes by cases, what is possible in each of them: intervals parallel to
    ``found``, which is their hull. What lies in none of them is not possible."""
    by_profile: tuple[Pieces, Pieces, Pieces] | None = None
    """The cases of the strict, default and lenient profile, where these measure differently."""
    certificate: Certificate | None = None
    """What shows which worlds there are; ``None`` where every number is known, or where the claim
    is no formula over linear conditions and rests on interval arithmetic."""
    conflicts_cut: bool = False
    """Whether there may be more conflicts, or smaller ones, than are listed."""
    never_true: tuple[bool, bool, bool] = (False, False, False)
    """Whether it is proved that the claim is true in no world, in each profile."""
    never_false: tuple[bool, bool, bool] = (False, False, False)
    """Whether it is proved that the claim is false in no world, in each profile."""
    levels: tuple[Level, ...] = ()
    """The confidence of the evidence that is looked at: where the claim is decided, or the
    evidence contradicts itself, without all levels that this does not need."""
    conflict_levels: tuple[tuple[Level, ...], ...] = ()
    """The levels in each of the conflicts; empty where nothing has a level."""
    has_no_value: bool = False
    """Whether nothing is ``found`` only because something is divided by zero in every world."""


class History(Struct, frozen=True):
    """The measure at the other periods of its table."""

    claimed_period: str
    values: tuple[tuple[str, Interval], ...]
    """Period and what the evidence permits for it, in order."""


class Told(Struct, frozen=True):
    """What was claimed and found of groups, steps or parts, in numbers and words of their own."""

    claimed: NumberSet
    found: NumberSet
    explanation: str | None = None
    """What else there is to say, such as "consistent within rounding"."""
    world: tuple[str, str] = ("", "")
    """What stands before and after the number that the first target is in a possible world."""
    sides: tuple[str, str] | None = None
    """Instead of that, what is so in a world in which the claim is true, and in one in which it
    is false."""


class Tie(Struct, frozen=True):
    """A group that shares its place with others."""

    group: str
    place: str
    others: tuple[str, ...]
    number: str


class Circumstances(Struct, frozen=True):
    """What findings look at beside the verdict."""

    history: History | None = None
    if_rounded: Interval | None = None
    """The measure if round number cells were rounded figures; ``None`` where none are."""
    other_reading: tuple[str, Interval] | None = None
    """For a change of shares the difference in points, and the other way round."""
    denominator: Interval | None = None
    """The base of a share, in counts."""
    possible_totals: tuple[tuple[str, str, str], ...] = ()
    """Table, column and label of rows that look like totals and were counted with their parts."""
    ties: tuple[Tie, ...] = ()
    unequal_totals: tuple[tuple[str, str], ...] = ()
    """Table and remark for each declared total that its parts do not add up to."""
    totals_among_groups: tuple[tuple[str, str, str], ...] = ()
    """Table, column and label of groups that look like the total of the other groups."""


class Possible(Struct, frozen=True):
    """One reading, worked out."""

    bound: BoundReading
    obstacle: Obstacle | None = None
    permitted: Permitted | None = None
    """With the assumptions it names; ``None`` where there is an obstacle."""
    without_assumptions: Permitted | None = None
    """Only where the reading names assumptions."""
    calculation: tuple[Step, ...] = ()
    counts: Counts | None = None
    premises: tuple[Premise, ...] = ()
    decides: tuple[str, ...] = ()
    circumstances: Circumstances = Circumstances()
    sources: tuple[str, ...] = ()
    is_illustrative: bool = False
    told: Told | None = None
    """For the forms that ask about groups, steps or parts."""
    told_without: Told | None = None
    """The same without the assumptions."""
    assumption_sets: tuple[tuple[str, ...], ...] = ()
    """Minimal sets of assumptions of which the verdict needs one to hold; none for none."""
    without_each: tuple[tuple[str, Permitted], ...] = ()
    """What is permitted without each single assumption."""
    latest: Possible | None = None
    """The reading on the latest vintages, where it is judged on earlier ones."""
    why: tuple[str, ...] = ()
    """A proof of what is decided about unknown numbers, in prose, line by line."""
    chart: Chart | None = None
    """The periods of a trend or the groups of a rank, still without what they come to."""


class PossibleClaim(Struct, frozen=True):
    """A claim with its readings or parts worked out."""

    possible: tuple[Possible, ...]
    parts: tuple[PossibleClaim, ...]


class Worked(Struct, frozen=True):
    """Everything that the evidence says of a plan's claims."""

    claims: tuple[PossibleClaim, ...]
    evidence: tuple[EvidenceUsed, ...]
    disputes: tuple[PossibleDispute, ...] = ()
