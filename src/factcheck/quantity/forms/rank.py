"""Ranks: the place of a group is one and the number of groups that are ahead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import (
    BoundCondition,
    Compound,
    Constant,
    QuantityTerm,
    TableTerm,
    Tally,
    table_terms,
)
from factcheck.model.expression import AggregateFunction, Comparator, Operator
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.plan import BoundRelation, Obstacle, ObstacleError, Premise, Target
from factcheck.model.possible import Told
from factcheck.model.told import told, told_count, told_digits, told_join, told_list
from factcheck.model.wording import word_set
from factcheck.quantity.forms.expanded import Expanded, Shown, counted, no_value_for, whole, worded
from factcheck.quantity.forms.field import ANY
from factcheck.quantity.forms.group import COUNT, MAX_GROUPS, named_group
from factcheck.quantity.forms.lead import lead_target
from factcheck.quantity.forms.quotients import divides
from factcheck.quantity.forms.ranking import ranking_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.form import BoundGap, BoundRank
    from factcheck.model.possible import Permitted
    from factcheck.model.spec import Place
    from factcheck.quantity.calculation import Account
    from factcheck.quantity.forms.field import Field, Members
    from factcheck.quantity.forms.group import Group
    from factcheck.quantity.forms.ranking import Ranking

MAX_COMPARED = 1_000_000
"""Pairs of a claimed group and another one; a claim about more than this is generated nonsense."""

_ZERO = Interval.point(0)
_AHEAD = Interval.at_least(0, closed=False)
_BEHIND = Interval.at_most(0, closed=False)
_SUMS = frozenset({AggregateFunction.SUM, AggregateFunction.TOTAL})


def expanded_rank(field: Field, form: BoundRank) -> Expanded:
    """Return the targets of a rank: for each group its place, and what else is demanded of it.

    Places are those of standard competition ranking: groups with equal numbers share one.
    Raises ``ObstacleError`` for a group that is none, and where nothing is there to rank it with.
    """
    members = field.members((form.measure,), may_lack=_may_lack(form))
    named = [
        named_group(field.view_of_groups(), field.groups.by, each, field.every) for each in form.of
    ]
    if len(named) * len(members.groups) > MAX_COMPARED:
        message = told(
            "more than {n} pairs of groups would have to be compared",
            n=told_digits(f"{MAX_COMPARED:,}"),
        )
        raise ObstacleError(Obstacle("missing", message))
    for group in named:
        _require_ranked(members, group)
    _require_few_unknown(field, form, members)
    targets: list[Target] = []
    spots: list[_Spots] = []
    for claims in (_Claims(field, form, members, group) for group in named):
        spots.append(claims.spots(len(targets)))
        targets += claims.targets()
    relations = field.relations((form.measure,), members.groups)
    there = [each for group in named for each in _is_there(field, group)]
    bound = replace(
        field.bound,
        targets=tuple(targets),
        form=None,
        relations=(*relations, *there),
        # Whatever the numbers are: without a row the group would have no place at all.
        premises=(*field.bound.premises, *field.premises(), *(each.premise for each in there)),
    )
    return Expanded(bound, _RankTeller(field, form, members, tuple(spots)))


def _may_lack(form: BoundRank) -> frozenset[AggregateFunction]:
    """Return the aggregates that a group of a keyed table may lack every row for.

    It is left out, as one without a cell is. A count of no row would be zero if the rows that
    are there were all: that changes no place counted from the top, and every one from below.
    """
    measure = form.measure
    if isinstance(measure, QuantityTerm) and measure.definition is not None:
        measure = measure.definition
    is_from_top = form.is_highest != form.place.is_from_end
    is_lowest_of_all = is_from_top and isinstance(measure, TableTerm)
    return _SUMS | {AggregateFunction.COUNT} if is_lowest_of_all else _SUMS


def _require_ranked(members: Members, group: Group) -> None:
    """Raise ``ObstacleError`` for a group without a value, and for one that may be alone."""
    if group in members.left_out:
        message = told(
            "there is no value for {group}, so that it has no place", group=quoted(group.label)
        )
        raise ObstacleError(Obstacle("missing", message))
    others = [each for each in members.groups if each != group]
    if not any(each.is_sure for each in others):
        message = told(
            "a ranking needs two groups, and beside {group} there is none",
            group=quoted(group.label),
        )
        if others:
            message = told("{text}, or perhaps none", text=message)
        raise ObstacleError(Obstacle("missing", message))


def _require_few_unknown(field: Field, form: BoundRank, members: Members) -> None:
    """Raise ``ObstacleError`` for more groups than are ranked where some number is unknown."""
    if len(members.groups) <= MAX_GROUPS:
        return
    for group in members.groups:
        terms = tuple(table_terms(field.measure(form.measure, group)))
        if not group.is_sure or not all(map(field.is_known, terms)):
            message = told(
                "there are {number} groups, and the number of {group} is not known: more than "
                "{most} groups are ranked only where all numbers are",
                number=told_digits(f"{len(members.groups):,}"),
                group=quoted(group.label),
                most=told_digits(f"{MAX_GROUPS:,}"),
            )
            columns = [term.column for term in terms if term.column is not None]
            known = f"{columns[0]} known" if columns else "…"
            hint = told("rank only those whose number is known: 'among: {test}'", test=known)
            raise ObstacleError(Obstacle("missing", message, hint=hint))


def _is_there(field: Field, group: Group) -> Iterator[BoundRelation]:
    """Yield that a claimed group has a row, where that is not sure: without one it has no place."""
    for condition in field.exists(group):
        there = told("there is a row of {group}", group=group.label)
        premise = Premise("groups", group.label, there)
        nothing = Constant(Fraction(0), COUNT, "0")
        yield BoundRelation(condition.measure, Comparator.GREATER, nothing, premise)


class _Spots(Struct, frozen=True):
    """Where the targets of one group are."""

    group: Group
    place: int
    alone: int | None = None
    lead: int | None = None


class _Claims(Struct, frozen=True):
    """What a rank claims of one group."""

    field: Field
    form: BoundRank
    members: Members
    group: Group

    def targets(self) -> list[Target]:
        """Return the targets, the place first."""
        found = [self._place()]
        if self.form.is_unique:
            found.append(self._alone())
        if self.form.lead is not None:
            others = tuple(each for each in self.members.groups if each != self.group)
            found.append(lead_target(self.field, self.form, self.form.lead, self.group, others))
        if divides(self._mine()):
            # A group without a number has no place; what it is divided by is not zero.
            found.append(Target(self._mine(), ANY, self._mine().text))
        return found

    def spots(self, start: int) -> _Spots:
        """Return where the targets are if the first one is at ``start``."""
        alone = start + 1 if self.form.is_unique else None
        lead = None if self.form.lead is None else (alone or start) + 1
        return _Spots(self.group, start, alone, lead)

    def _mine(self) -> Bound:
        return self.field.measure(self.form.measure, self.group)

    def _place(self) -> Target:
        is_from_top = self.form.is_highest != self.form.place.is_from_end
        tally = self._tally(
            _AHEAD if is_from_top else _BEHIND,
            told("place of {group}", group=self.group.label),
            start=1,
        )
        target = _within(tally, places(self.form.place), tally.text)
        return replace(target, is_negated=self.form.place.is_negated)

    def _alone(self) -> Target:
        text = told("groups level with of {group}", group=self.group.label)
        tally = self._tally(_ZERO, text, start=0)
        return _within(tally, _ZERO, tally.text)

    def _tally(self, allowed: Interval, text: str, start: int) -> Tally:
        mine = self._mine()
        cases = tuple(
            (*self.field.exists(other), BoundCondition(self._difference(other, mine), allowed))
            for other in self.members.groups
            if other != self.group
        )
        return Tally(cases, COUNT, text, start)

    def _difference(self, other: Group, mine: Bound) -> Bound:
        theirs = self.field.measure(self.form.measure, other)
        text = f"{theirs.text} − {mine.text}"
        return Compound(Operator.SUBTRACT, theirs, mine, mine.unit, text)


def _within(measure: Bound, allowed: Interval, text: str) -> Target:
    return Target(measure, Profiles(allowed, allowed, allowed), text)


def places(place: Place) -> Interval:
    """Return the places that are claimed, counted from the end that the claim counts from."""
    return whole(place.first, place.last)


class _RankTeller(Struct, frozen=True):
    """Tells a rank: ``place 2 of 26``."""

    field: Field
    form: BoundRank
    members: Members
    spots: tuple[_Spots, ...]

    def told(self, account: Account, permitted: Permitted) -> Told:
        found = [self._found(spot, account, permitted) for spot in self.spots]
        if len(self.spots) > 1:
            found = [
                told_join(": ", (spot.group.label, text))
                for spot, text in zip(self.spots, found, strict=True)
            ]
        place = permitted.found[self.spots[0].place]
        start = told("{group} has place ", group=self.spots[0].group.label)
        end = told(" from the end") if self.form.place.is_from_end else ""
        world = (start, end) if len(self.spots) == 1 else None
        return Told(
            counted(places(self.form.place), "places", self._claimed()),
            counted(place, "places", told_join("; ", found)),
            explanation=self._explanation(),
            world=world or ("", ""),
            sides=None if world else _SIDES,
        )

    def _explanation(self) -> str | None:
        """Return what a verdict should not be read without."""
        said = []
        number, place = self._number_of_groups(), self.form.place
        is_every_place = place.first == 1 and number.upper == place.last
        if is_every_place or number.is_within(Interval.at_most(place.last, closed=False)):
            said.append(told("there are only {number} groups to rank", number=worded(number)))
        if self.members.unasked:
            said.append(
                told_count(
                    len(self.members.unasked),
                    "{text}, so that it has no place",
                    "{text}, so that they have no place",
                    text=no_value_for(self.members.unasked),
                )
            )
        return told_join("; ", said) or None

    def _claimed(self) -> str:
        lead = self.form.lead
        words = [
            place_words(self.form.place),
            *([told("alone")] if self.form.is_unique else []),
            *([] if lead is None else [told("{number} ahead", number=_words(lead))]),
        ]
        text = told_join(", ", words)
        if len(self.spots) == 1:
            return text
        return told_join(": ", (told_list(spot.group.label for spot in self.spots), text))

    def _found(self, spot: _Spots, account: Account, permitted: Permitted) -> str:
        numbers = {
            "place": worded(permitted.found[spot.place]),
            "number": worded(self._number_of_groups()),
        }
        words = told("place {place} of {number}", **numbers)
        if self.form.place.is_from_end:
            words = told("place {place}, counted from the end, of {number}", **numbers)
        if spot.alone is not None and not permitted.found[spot.alone].is_apart_from(_MORE):
            level = ", ".join(self._ranking(account).level_with(spot.group))
            alone = told("{text}, perhaps not alone", text=words)
            words = (
                told("{text}, level with {groups}", text=words, groups=level) if level else alone
            )
        if spot.lead is not None:
            assert self.form.lead is not None
            lead = word_set(permitted.found[spot.lead], self.form.lead.figure.unit)
            words = told_join(", ", (words, told("{number} ahead", number=lead)))
        return words

    def _number_of_groups(self) -> Interval:
        return self.members.number

    def _ranking(self, account: Account) -> Ranking:
        return ranking_of(self.field, self.form, self.members, account)

    def measures(self) -> tuple[Bound, ...]:
        return tuple(self.field.measure(self.form.measure, spot.group) for spot in self.spots)

    def shown(self, account: Account) -> Shown:
        claimed = [spot.group for spot in self.spots]
        ranking = self._ranking(account)
        chart = ranking.chart(claimed)
        return Shown(ranking.steps(claimed, chart), ranking.ties(claimed), chart)


_MORE = Interval.at_least(1)
_SIDES = (told("all have these places"), told("some has another place"))


def _words(lead: BoundGap) -> str:
    return word_set(lead.figure.profiles.default, lead.figure.unit)


def place_words(place: Place) -> str:
    """Return claimed places in words: ``place 1``, ``not in places 1 to 10``, ``last place``."""
    if place.is_from_end and place.first == place.last == 1:
        words = told("last place")
    elif place.first == place.last:
        words = told("place {place}", place=place.first)
    else:
        words = told("places {first} to {last}", first=place.first, last=place.last)
    if place.is_from_end and place.last > 1:
        words = told("{places} from the end", places=words)
    return told("not in {places}", places=words) if place.is_negated else words
