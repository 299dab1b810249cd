"""A form turned into targets, and how it is told once these were worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.result import NumberSet, Step
from factcheck.model.told import told, told_count, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.bound import Bound
    from factcheck.model.chart import Chart
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
    chart: Chart | None = None
    """What there is to draw of it."""


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
    """Return a number of ``groups``, ``steps`` or ``places``, in words of its own."""
    return NumberSet(interval, Unit(UnitKind.COUNT, _NOUNS[noun]), text)


_NOUNS = {"groups": told("groups"), "steps": told("steps"), "places": told("places")}


def whole(lower: int, upper: int) -> Interval:
    """Return the numbers from one whole number to another."""
    return Interval(Fraction(lower), Fraction(upper))


def worded(interval: Interval) -> str:
    """Return whole numbers in words: ``2``, ``2 to 4``, ``at least 7``."""
    return word_set(interval, Unit(UnitKind.COUNT))


def as_said(text: str, meant: Interval) -> str:
    """Return a claimed number as it was written, in the words of reports if these are the same."""
    words = worded(meant)
    return words if words == text else text


def in_groups(number: Interval) -> str:
    """Return a number of groups in words: ``2 to 4 groups``."""
    if number == whole(1, 1):
        return told("{number} group", number=worded(number))
    return told("{number} groups", number=worded(number))


def listed_labels(labels: Sequence[str]) -> str:
    """Return at most a few groups by name: ``ZH, BE, … and 14 more``."""
    shown = ", ".join(labels[:SHOWN])
    rest = len(labels) - SHOWN
    return told("{names} and {rest} more", names=shown, rest=rest) if rest > 0 else shown


def no_value_for(groups: Sequence[Group]) -> str:
    """Return that some groups have no value: ``there is no value for ZH, BE``."""
    names = listed_labels([group.label for group in groups])
    return told("there is no value for {groups}", groups=names)


def without_answer_step(groups: Sequence[Group]) -> tuple[Step, ...]:
    """Return a remark on groups that may count or not, as they have no value, if there are any."""
    return (Step(may_count_or_not(groups), ""),) if groups else ()


def may_count_or_not(groups: Sequence[Group]) -> str:
    """Return that groups may count or not, as they have no value."""
    return told_join(": ", (no_value_for(groups), EITHER_WAY))


def outside_step(groups: Sequence[Group]) -> tuple[Step, ...]:
    """Return a remark on groups that a measure does not speak of, if there are any."""
    if not groups:
        return ()
    text = told_count(
        len(groups),
        "not asked, as the measure is kept to others: {n} group ({names})",
        "not asked, as the measure is kept to others: {n} groups ({names})",
        names=listed_labels([group.label for group in groups]),
    )
    return (Step(text, ""),)


EITHER_WAY = told("it may count or not, unless a test leaves it out")


def more_step(number: int) -> tuple[Step, ...]:
    """Return a remark that so many lines are not shown; none where all are."""
    return (Step(told_count(number, "… {n} more", "… {n} more"), ""),) if number > 0 else ()


def if_there(label: str, *, is_sure: bool) -> str:
    """Return a group's label, with a remark where it is not sure that it has a row."""
    return label if is_sure else told("{group} (if it has a row)", group=label)


def left_out_step(groups: Sequence[Group], but: Sequence[Group] = ()) -> tuple[Step, ...]:
    """Return a remark on groups without a value, if there are any but those that are counted."""
    named = [group.label for group in groups if group not in but]
    if not named:
        return ()
    text = told_count(
        len(named),
        "left out, as there is no value for them: {n} group ({names})",
        "left out, as there is no value for them: {n} groups ({names})",
        names=listed_labels(named),
    )
    return (Step(text, ""),)
