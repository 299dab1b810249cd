"""A form turned into targets, and how it is told once these were worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.result import NumberSet, Step
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.bound import Bound
    from factcheck.model.figure import Figure
    from factcheck.model.plan import BoundReading
    from factcheck.model.possible import Permitted, Tie, Told
    from factcheck.quantity.calculation import Account
    from factcheck.quantity.forms.group import Group

SHOWN = 10
"""Groups that a report lists at most."""


class Teller(Protocol):
    """Tells a form in its own words."""

    def told(self, account: Account, permitted: Permitted) -> Told:
        """Return what was claimed and found."""
        ...

    def measures(self) -> tuple[Bound, ...]:
        """Return the measures whose calculation is shown in full."""
        ...

    def shown(self, account: Account) -> Shown:
        """Return the further steps of the calculation: the ranking, the periods, the sum."""
        ...


class Shown(Struct, frozen=True):
    """What the calculation shows of a form."""

    steps: tuple[Step, ...]
    ties: tuple[Tie, ...] = ()
    """The groups that share their place."""


class Expanded(Struct, frozen=True):
    """A reading with targets for everything that its form claims."""

    bound: BoundReading
    teller: Teller | None = None
    """``None`` for a figure or a comparison, which are told as they are."""
    figure: Figure | None = None
    """The figure that measures are compared with: it decides whether a factor is a percentage."""
    notes: tuple[Step, ...] = ()
    """Remarks for the calculation on groups that were left out."""


def counted(interval: Interval, noun: str, text: str) -> NumberSet:
    """Return a number of groups, steps or places, in words of its own."""
    return NumberSet(interval, Unit(UnitKind.COUNT, noun), text)


def whole(lower: int, upper: int) -> Interval:
    """Return the numbers from one whole number to another."""
    return Interval(Fraction(lower), Fraction(upper))


def worded(interval: Interval) -> str:
    """Return whole numbers in words: ``2``, ``2 to 4``, ``at least 7``."""
    return word_set(interval, Unit(UnitKind.COUNT))


def listed_labels(labels: Sequence[str]) -> str:
    """Return at most a few groups by name: ``ZH, BE, … and 14 more``."""
    shown = ", ".join(labels[:SHOWN])
    rest = len(labels) - SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown


def no_value_for(groups: Sequence[Group]) -> str:
    """Return that some groups have no value: ``there is no value for ZH, BE``."""
    return f"there is no value for {listed_labels([group.label for group in groups])}"


def without_answer_step(groups: Sequence[Group]) -> tuple[Step, ...]:
    """Return a remark on groups that may count or not, as they have no value, if there are any."""
    return (Step(f"{no_value_for(groups)}: {EITHER_WAY}", ""),) if groups else ()


def outside_step(groups: Sequence[Group]) -> tuple[Step, ...]:
    """Return a remark on groups that a measure does not speak of, if there are any."""
    if not groups:
        return ()
    number = f"{len(groups):,} {'group' if len(groups) == 1 else 'groups'}"
    names = listed_labels([group.label for group in groups])
    return (Step(f"not asked, as the measure is kept to others: {number} ({names})", ""),)


EITHER_WAY = "it may count or not, unless a test leaves it out"


def left_out_step(groups: Sequence[Group], but: Sequence[Group] = ()) -> tuple[Step, ...]:
    """Return a remark on groups without a value, if there are any but those that are counted."""
    named = [group.label for group in groups if group not in but]
    if not named:
        return ()
    number = f"{len(named):,} {'group' if len(named) == 1 else 'groups'}"
    text = f"left out, as there is no value for them: {number} ({listed_labels(named)})"
    return (Step(text, ""),)
