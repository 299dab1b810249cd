"""A ranking written down: the groups around those that are claimed, with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.bound import Compound
from factcheck.model.chart import RankChart, RankedGroup
from factcheck.model.expression import Operator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.possible import Tie
from factcheck.model.result import Step
from factcheck.model.told import told
from factcheck.model.wording import with_noun, word_set
from factcheck.quantity.forms.expanded import (
    SHOWN,
    if_there,
    left_out_step,
    more_step,
    whole,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.model.form import BoundRank
    from factcheck.quantity.calculation import Account
    from factcheck.quantity.forms.field import Field, Members
    from factcheck.quantity.forms.group import Group, Key

_ZERO = Interval.point(0)
_AHEAD = Interval.at_least(0, closed=False)
_TOP = 3
_AROUND = 2
"""How many groups are shown at the top, and on either side of a claimed one."""


class Ranking(Struct, frozen=True):
    """The groups of a rank in the order of what the evidence permits for them."""

    field: Field
    form: BoundRank
    members: Members
    account: Account
    ordered: tuple[tuple[Group, Interval], ...]
    """The highest first, or the lowest."""
    ranges: dict[Key, Interval]
    spots: dict[Key, int]
    """Where each group stands in the order."""
    level: dict[Interval, list[int]]
    """Where the groups of each range stand."""
    are_known: bool
    """Whether every number is known and every group is there: then the order tells the places."""

    def chart(self, claimed: Sequence[Group]) -> RankChart:
        """Return the groups that are shown, still without what they come to."""
        keys = {group.key for group in claimed}
        groups: list[RankedGroup] = []
        last = -1
        for spot in self._shown(claimed):
            group, found = self.ordered[spot]
            groups.append(
                RankedGroup(
                    self._place(group),
                    group.label,
                    found,
                    self._word(group),
                    group.key in keys,
                    bool(self.level_with(group)),
                    group.is_sure,
                    spot - last - 1,
                )
            )
            last = spot
        measure, is_highest = self.form.measure, self.form.is_highest
        skipped = len(self.ordered) - last - 1
        return RankChart(measure.text, measure.unit, is_highest, "", "", tuple(groups), skipped)

    def steps(self, claimed: Sequence[Group], chart: RankChart) -> tuple[Step, ...]:
        """Return a line for each group that is shown."""
        lines: list[Step] = []
        shown = (self.ordered[spot][0] for spot in self._shown(claimed))
        for ranked, group in zip(chart.groups, shown, strict=True):
            lines += more_step(ranked.skipped)
            lines.append(self._line(ranked, group))
        lines += more_step(chart.skipped)
        return (*lines, *left_out_step(self.members.left_out))

    def _shown(self, claimed: Iterable[Group]) -> list[int]:
        """Return which groups are shown: all of few; else the first and those around claimed."""
        if len(self.ordered) <= SHOWN:
            return list(range(len(self.ordered)))
        shown = set(range(_TOP))
        for group in claimed:
            spot = self.spots[group.key]
            shown |= set(range(spot - _AROUND, spot + _AROUND + 1))
        return sorted(spot for spot in shown if 0 <= spot < len(self.ordered))

    def ties(self, claimed: Sequence[Group]) -> tuple[Tie, ...]:
        """Return the claimed groups that surely share their place with others."""
        found: list[Tie] = []
        for group in claimed:
            level = self.level_with(group)
            if level and not any(group.label in each.others for each in found):
                found.append(Tie(group.label, self._place(group), level, self._word(group)))
        return tuple(found)

    def level_with(self, group: Group) -> tuple[str, ...]:
        """Return the groups whose number surely is that of another."""
        mine = self.ranges[group.key]
        others = self.ordered
        if mine.is_point:
            # What is no point is not surely the same.
            others = tuple(self.ordered[spot] for spot in self.level[mine])
        return tuple(
            other.label
            for other, theirs in others
            if other.is_sure
            and other.key != group.key
            and self._is_level(other, theirs, group, mine)
        )

    def _is_level(self, other: Group, theirs: Interval, group: Group, mine: Interval) -> bool:
        if theirs.is_point or mine.is_point:
            return theirs == mine
        return self._difference(other, group) == _ZERO

    def _line(self, ranked: RankedGroup, group: Group) -> Step:
        label = told("{group} (tied)", group=ranked.label) if ranked.is_tied else ranked.label
        # Not ``2. Basel``: the lines of a calculation may be numbered themselves.
        text = told(
            "place {place}: {group}",
            place=ranked.place,
            group=if_there(label, is_sure=ranked.is_sure),
        )
        measure = self.field.measure(self.form.measure, group)
        return Step(text, ranked.text, None, self.account.provenance(measure))

    def _place(self, group: Group) -> str:
        """Return a group's place, counted from the first one."""
        mine = self.ranges[group.key]
        if self.are_known:
            # All that stand before the first of equal ones are ahead.
            first = 1 + self.level[mine][0]
            return worded(whole(first, first))
        surely = perhaps = 0
        for other, theirs in self.ordered:
            if other.key == group.key or not self._may_be_ahead(theirs, mine):
                continue
            both = theirs.is_point and mine.is_point
            lead = _AHEAD if both else self._lead(other, group)
            surely += other.is_sure and lead.is_within(_AHEAD)
            perhaps += not lead.is_apart_from(_AHEAD)
        return worded(whole(1 + surely, 1 + perhaps))

    def _may_be_ahead(self, theirs: Interval, mine: Interval) -> bool:
        """Whether plain ends leave it open that a number is ahead of another."""
        if not self.form.is_highest:
            theirs, mine = mine, theirs
        return theirs.upper is None or mine.lower is None or theirs.upper > mine.lower

    def _lead(self, other: Group, group: Group) -> Interval:
        return self._directed(self._difference(other, group))

    def _directed(self, difference: Interval) -> Interval:
        return difference if self.form.is_highest else difference.mirrored()

    def _difference(self, other: Group, group: Group) -> Interval:
        theirs, mine = (self.field.measure(self.form.measure, each) for each in (other, group))
        bound = Compound(Operator.SUBTRACT, theirs, mine, mine.unit, mine.text)
        found = self.account.range_of(bound)
        return Interval.everything() if found is None else found

    def _word(self, group: Group) -> str:
        sampled = self.account.sample_in_words(self.field.measure(self.form.measure, group))
        if sampled is not None:
            return sampled
        unit, mine = self.form.measure.unit, self.ranges[group.key]
        return with_noun(word_set(mine, unit, beside=self._beside(group)), unit)

    def _beside(self, group: Group) -> Interval | None:
        """Return the numbers of the groups before and after one, which it has to differ from."""
        spot = self.spots[group.key]
        neighbours = (*self.ordered[max(spot - 1, 0) : spot], *self.ordered[spot + 1 : spot + 2])
        found: Interval | None = None
        for _, other in neighbours:
            found = other if found is None else found.hull(other)
        return found


def ranking_of(field: Field, form: BoundRank, members: Members, account: Account) -> Ranking:
    """Return the groups of a rank in order; equal ones in the order of their values."""
    measured = []
    for group in members.groups:
        found = account.range_of(field.measure(form.measure, group))
        measured.append((group, Interval.everything() if found is None else found))
    ordered = sorted(measured, key=lambda each: _order(each[1], is_highest=form.is_highest))
    ranges = {group.key: found for group, found in ordered}
    spots = {group.key: spot for spot, (group, _) in enumerate(ordered)}
    level: dict[Interval, list[int]] = {}
    for spot, (_, found) in enumerate(ordered):
        level.setdefault(found, []).append(spot)
    known = all(group.is_sure and found.is_point for group, found in ordered)
    return Ranking(field, form, members, account, tuple(ordered), ranges, spots, level, known)


def _order(found: Interval, *, is_highest: bool) -> tuple[bool, Fraction]:
    end = found.mirrored().lower if is_highest else found.lower
    return end is not None, Fraction(0) if end is None else end
