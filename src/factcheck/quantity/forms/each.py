"""Claims about each of several groups: how many of them satisfy conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import BoundCondition, Tally
from factcheck.model.figure import Profiles
from factcheck.model.interval import Interval
from factcheck.model.near import listed, quoted
from factcheck.model.plan import Obstacle, ObstacleError, Target
from factcheck.model.possible import Told
from factcheck.model.result import Step
from factcheck.model.spec import Quantifier
from factcheck.model.told import told, told_count, told_digits, told_join
from factcheck.model.truth import AND, Truth, truth
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.forms.expanded import (
    SHOWN,
    Expanded,
    Shown,
    as_said,
    counted,
    if_there,
    in_groups,
    left_out_step,
    listed_labels,
    may_count_or_not,
    whole,
    worded,
)
from factcheck.quantity.forms.field import number_of
from factcheck.quantity.forms.group import COUNT, named_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.form import BoundEach
    from factcheck.model.possible import Permitted
    from factcheck.model.result import NumberSet
    from factcheck.quantity.calculation import Account
    from factcheck.quantity.forms.field import Field, Members
    from factcheck.quantity.forms.group import Group

    Conditions = tuple[BoundCondition, ...]
    Case = tuple[Group, Conditions]
    """A group and what is asked of it."""

_NONE = Interval.point(0)
DEFAULT = 1


def expanded_each(field: Field, form: BoundEach) -> Expanded:
    """Return the targets of an each claim: the number of groups that satisfy it, or fail it.

    A group without a value may do either. Raises ``ObstacleError`` for a listed group that is
    none, and where there is no group at all.
    """
    measures = tuple(each.measure for each in form.conditions[DEFAULT])
    members = _meant(field.members(measures), form.of)
    if not members.number.lower:
        by = listed(field.groups.by)
        message = told("there is no group of {columns} to ask", columns=by)
        if members.groups:
            message = told(
                "it is not known whether there is a group of {columns} to ask", columns=by
            )
        raise ObstacleError(Obstacle("missing", message))
    listed_groups = _listed_groups(field, form, members)
    claims = _Claims(field, form, members, listed_groups)
    targets = (*claims.targets(), *claims.number_of_groups())
    missing = _missing_of_domain(field, form)
    if missing and not _is_missed(field, targets[0]):
        raise ObstacleError(_says_nothing_of(field, missing))
    bound = replace(
        field.bound,
        targets=tuple(replace(each, is_decisive=form.is_decisive) for each in targets),
        form=None,
        relations=field.relations(measures, members.groups),
        premises=(*field.bound.premises, *field.premises()),
    )
    figure = next(iter(bound.words), None)
    return Expanded(bound, _EachTeller(field, form, members, listed_groups), figure)


def _meant(members: Members, number: int | None) -> Members:
    """Return the groups that are spoken of: those with a value, where just so many are meant."""
    if number is None or number not in members.number or number in _asked(members):
        return members
    return replace(members, unasked=())


def _asked(members: Members) -> Interval:
    """Return how many groups are asked, those included that have no answer."""
    return number_of((*members.groups, *members.unasked))


def _listed_groups(field: Field, form: BoundEach, members: Members) -> tuple[Group, ...]:
    """Return the groups that the claim lists; raise ``ObstacleError`` for one without a value."""
    view, by = field.view_of_groups(), field.groups.by
    named = [named_group(view, by, each, field.every) for each in form.selection.groups]
    for group in named:
        if group in members.left_out:
            message = told(
                "there is no value for {group}, which the claim lists", group=quoted(group.label)
            )
            raise ObstacleError(Obstacle("missing", message))
    return tuple(named)


def _missing_of_domain(field: Field, form: BoundEach) -> tuple[str, ...]:
    """Return the groups of the domain without a row, where all or none is claimed.

    The domain says which groups there are; a claim that says how many there are, or chooses
    some, has said so itself.
    """
    is_of_all = form.selection.quantifier in {Quantifier.ALL, Quantifier.NONE}
    is_told = form.of is not None or form.is_of_chosen or bool(field.outside)
    if not is_of_all or is_told or len(field.groups.by) > 1:
        return ()
    declared = field.view_of_groups().column(field.groups.by[0])
    known = {group.key[0] for group in field.every}
    domain = () if declared is None else declared.domain
    return tuple(value for value in domain if value not in known)


def _is_missed(field: Field, target: Target) -> bool:
    """Whether the groups that are there refute a claim by themselves, however it is read."""
    measures = target.by_profile or (target.measure,)
    result = field.equations(measures)
    found = [range_of_value(result.measures.value_of(each), result.system) for each in measures]
    return all(each is not None and each.is_apart_from(target.claimed.default) for each in found)


def _says_nothing_of(field: Field, missing: tuple[str, ...]) -> Obstacle:
    (column,) = field.groups.by
    message = told_count(
        len(missing),
        "all groups of {column} are spoken of, and of its domain {names} has no row",
        "all groups of {column} are spoken of, and of its domain {names} have no row",
        column=quoted(column),
        names=listed(missing),
    )
    number = len(field.every)
    hint = told("say how many groups are meant, as in 'of: {number}'", number=number)
    return Obstacle("missing", message, hint=hint)


class _Claims(Struct, frozen=True):
    """What an each claim demands of the groups."""

    field: Field
    form: BoundEach
    members: Members
    listed: tuple[Group, ...]

    def targets(self) -> tuple[Target, ...]:
        """Return the targets for the groups that must, and that must not, satisfy it."""
        every, selection = self.members.groups, self.form.selection
        unasked = tuple(group.label for group in self.members.unasked)
        match selection.quantifier:
            case Quantifier.ALL:
                return (self._failing(every, unasked),)
            case Quantifier.NONE:
                return (self._satisfying(every, _NONE, unasked),)
            case Quantifier.COUNT:
                assert selection.count is not None
                return (self._satisfying(every, selection.count, unasked),)
            case Quantifier.THESE:
                others = tuple(each for each in every if each not in self.listed)
                number = len(self.listed)
                these = self._satisfying(self.listed, whole(number, number))
                if not others and not unasked:
                    return (these,)
                return (these, self._satisfying(others, _NONE, unasked))
            case _:
                assert_never(selection.quantifier)

    def number_of_groups(self) -> tuple[Target, ...]:
        """Return that there are as many groups as the claim says, if it says so."""
        if self.form.of is None:
            return ()
        every = (*self.members.groups, *self.members.unasked)
        cases = tuple(self.field.exists(each) for each in every if not each.is_sure)
        text = told("number of groups")
        tally = Tally(cases, COUNT, text, len(every) - len(cases))
        number = whole(self.form.of, self.form.of)
        return (Target(tally, Profiles(number, number, number), text),)

    def _satisfying(
        self, groups: tuple[Group, ...], allowed: Interval, unasked: tuple[str, ...] = ()
    ) -> Target:
        """Return that so many groups satisfy it; one without a value may do so or not."""

        def cases(conditions: Conditions) -> Iterator[Case]:
            for group in groups:
                yield group, (*self.field.exists(group), *self._of(group, conditions))

        return self._tallied(told("groups that satisfy it"), allowed, cases, unasked)

    def _failing(self, groups: tuple[Group, ...], unasked: tuple[str, ...]) -> Target:
        """Return that no group fails it; one without a value may do so or not."""

        def cases(conditions: Conditions) -> Iterator[Case]:
            for group in groups:
                for each in self._of(group, conditions):
                    opposite = replace(each, is_negated=not each.is_negated)
                    yield group, (*self.field.exists(group), opposite)

        return self._tallied(told("groups that fail it"), _NONE, cases, unasked)

    def _tallied(
        self,
        text: str,
        allowed: Interval,
        cases: Callable[[Conditions], Iterator[Case]],
        unasked: tuple[str, ...],
    ) -> Target:
        strict, default, lenient = (
            _tally(text, tuple(cases(conditions)), unasked) for conditions in self.form.conditions
        )
        claimed = Profiles(allowed, allowed, allowed)
        if strict == default == lenient:
            return Target(default, claimed, text)
        return Target(default, claimed, text, by_profile=(strict, default, lenient))

    def _of(self, group: Group, conditions: Conditions) -> Conditions:
        return tuple(
            replace(each, measure=self.field.measure(each.measure, group)) for each in conditions
        )


def _tally(text: str, cases: tuple[Case, ...], unasked: tuple[str, ...]) -> Tally:
    conditions = tuple(each for _, each in cases)
    return Tally(conditions, COUNT, text, 0, tuple(group.label for group, _ in cases), unasked)


class _EachTeller(Struct, frozen=True):
    """Tells an each claim: ``7 of 8 groups``."""

    field: Field
    form: BoundEach
    members: Members
    listed: tuple[Group, ...]

    def told(self, account: Account, permitted: Permitted) -> Told:
        found = self._number(account, permitted)
        every = self._number_of_groups()
        words = told("{number} of {groups}", number=worded(found), groups=in_groups(every))
        return Told(
            self._claimed(),
            counted(found, "groups", told_join(": ", (words, self._names(account)))),
            explanation=self._explanation(every),
            world=("", self._ending(in_groups(every))),
            sides=_SIDES if self.listed or self.form.of is not None else None,
        )

    def _ending(self, groups: str) -> str:
        """Return what the groups do that the first target counts: `` of 8 groups fail it``."""
        if self.form.selection.quantifier is Quantifier.ALL:
            return told(" of {groups} fail it", groups=groups)
        return told(" of {groups} satisfy it", groups=groups)

    def _number(self, account: Account, permitted: Permitted) -> Interval:
        """Return how many groups satisfy it; what was found already, where that is the claim."""
        if self.form.selection.quantifier in {Quantifier.COUNT, Quantifier.NONE}:
            return permitted.found[0]
        truths = [self._truth(account, group) for group in self.members.groups]
        surely, perhaps = truths.count(Truth.TRUE), truths.count(Truth.UNKNOWN)
        perhaps += len(self.members.unasked)
        return whole(surely, surely + perhaps)

    def _names(self, account: Account) -> str:
        """Return the groups that satisfy it, where the claim names them."""
        if not self.listed:
            return ""
        names = [g.label for g in self.members.groups if self._truth(account, g) is Truth.TRUE]
        return listed_labels(names)

    def _truth(self, account: Account, group: Group) -> Truth:
        """Return whether a group satisfies it; unknown if it may not be there."""
        result = Truth.TRUE if group.is_sure else Truth.UNKNOWN
        for each in self.form.conditions[DEFAULT]:
            measure = self.field.measure(each.measure, group)
            if account.may_lack(measure):
                return Truth.UNKNOWN
            result = AND[result, _holds(each, account.range_of(measure))]
        return result

    def _claimed(self) -> NumberSet:
        selection, every = self.form.selection, self._number_of_groups()
        of = in_groups(every if self.form.of is None else whole(self.form.of, self.form.of))
        match selection.quantifier:
            case Quantifier.ALL:
                number = every if self.form.of is None else whole(self.form.of, self.form.of)
                return counted(number, "groups", told("all {groups}", groups=of))
            case Quantifier.NONE:
                return counted(_NONE, "groups", told("none of {groups}", groups=of))
            case Quantifier.COUNT:
                assert selection.count is not None
                words = as_said(selection.text, selection.count)
                text = told("{number} of {groups}", number=words, groups=of)
                return counted(selection.count, "groups", text)
            case Quantifier.THESE:
                number = whole(len(self.listed), len(self.listed))
                names = listed_labels([group.label for group in self.listed])
                text = told("exactly these of {groups}: {names}", groups=of, names=names)
                return counted(number, "groups", text)
            case _:
                assert_never(selection.quantifier)

    def _number_of_groups(self) -> Interval:
        return _asked(self.members)

    def _explanation(self, every: Interval) -> str | None:
        said = []
        if self.members.unasked:
            said.append(may_count_or_not(self.members.unasked))
        if self.form.of is not None and self.form.of not in every:
            said.append(
                told(
                    "there are {groups}, where the claim speaks of {number}",
                    groups=in_groups(every),
                    number=self.form.of,
                )
            )
        return told_join("; ", said) or None

    def measures(self) -> tuple[Bound, ...]:
        return ()

    def shown(self, account: Account) -> Shown:
        """Return the groups that are not as claimed; where all are, the first of those asked."""
        truths = [(group, self._truth(account, group)) for group in self.members.groups]
        odd = [(group, held) for group, held in truths if held is not self._expected(group)]
        shown = odd or truths
        lines = [self._line(account, group, held) for group, held in shown[:SHOWN]]
        rest = told_digits(f"{len(shown) - SHOWN:,}")
        text = told("… {n} more as claimed", n=rest)
        if odd:
            text = told("… {n} more not as claimed", n=rest)
        more = (Step(text, ""),) if len(shown) > SHOWN else ()
        return Shown((*lines, *more, *left_out_step(self.members.left_out, self.members.unasked)))

    def _expected(self, group: Group) -> Truth:
        """Return what would need no remark of a group."""
        match self.form.selection.quantifier:
            case Quantifier.ALL | Quantifier.COUNT:
                return Truth.TRUE
            case Quantifier.NONE:
                return Truth.FALSE
            case Quantifier.THESE:
                return truth(group in self.listed)
            case _:
                assert_never(self.form.selection.quantifier)

    def _line(self, account: Account, group: Group, held: Truth) -> Step:
        measures = [
            self.field.measure(each.measure, group) for each in self.form.conditions[DEFAULT]
        ]
        conditions = self.form.conditions[DEFAULT]
        values = told_join(
            ", ",
            (
                account.words(measure, beside=each.allowed)
                for measure, each in zip(measures, conditions, strict=True)
            ),
        )
        numbers = account.numbers(measures[0]) if len(measures) == 1 else ""
        text = told_join("", (if_there(group.label, is_sure=group.is_sure), numbers))
        origin, behind = account.origin(measures[0]), account.provenance(*measures)
        mark = told("({text})", text=_WORDS[held])
        return Step(text, told_join(" ", (values, mark)), origin, behind)


_SIDES = (told("the groups are as claimed"), told("the groups are not as claimed"))
_WORDS = {
    Truth.TRUE: told("satisfies it"),
    Truth.FALSE: told("fails it"),
    Truth.UNKNOWN: told("not known"),
}


def _holds(condition: BoundCondition, found: Interval | None) -> Truth:
    if found is None:  # the evidence contradicts itself
        return Truth.UNKNOWN
    if found.is_within(condition.allowed):
        return truth(not condition.is_negated)
    if found.is_apart_from(condition.allowed):
        return truth(condition.is_negated)
    return Truth.UNKNOWN
