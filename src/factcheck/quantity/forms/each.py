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
from factcheck.model.truth import AND, Truth, truth
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.forms.expanded import (
    EITHER_WAY,
    SHOWN,
    Expanded,
    Shown,
    counted,
    left_out_step,
    listed_labels,
    no_value_for,
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
        unclear = "it is not known whether there is a" if members.groups else "there is no"
        message = f"{unclear} group of {listed(field.groups.by)} to ask"
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
            message = f"there is no value for {quoted(group.label)}, which the claim lists"
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
    verb = "has" if len(missing) == 1 else "have"
    message = (
        f"all groups of {quoted(column)} are spoken of, and of its domain {listed(missing)} "
        f"{verb} no row"
    )
    hint = f"say how many groups are meant, as in 'of: {len(field.every)}'"
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
        text = "number of groups"
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

        return self._tallied("groups that satisfy it", allowed, cases, unasked)

    def _failing(self, groups: tuple[Group, ...], unasked: tuple[str, ...]) -> Target:
        """Return that no group fails it; one without a value may do so or not."""

        def cases(conditions: Conditions) -> Iterator[Case]:
            for group in groups:
                for each in self._of(group, conditions):
                    opposite = replace(each, is_negated=not each.is_negated)
                    yield group, (*self.field.exists(group), opposite)

        return self._tallied("groups that fail it", _NONE, cases, unasked)

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
        return Told(
            self._claimed(),
            counted(found, "groups", f"{worded(found)} of {_groups(every)}{self._names(account)}"),
            explanation=self._explanation(every),
            world=("", f" of {_groups(every)} {self._verb()}"),
            sides=_SIDES if self.listed or self.form.of is not None else None,
        )

    def _verb(self) -> str:
        """Return what the groups do that the first target counts."""
        is_all = self.form.selection.quantifier is Quantifier.ALL
        return "fail it" if is_all else "satisfy it"

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
        return f": {listed_labels(names)}" if names else ""

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
        of = _groups(every if self.form.of is None else whole(self.form.of, self.form.of))
        match selection.quantifier:
            case Quantifier.ALL:
                number = every if self.form.of is None else whole(self.form.of, self.form.of)
                return counted(number, "groups", f"all {of}")
            case Quantifier.NONE:
                return counted(_NONE, "groups", f"none of {of}")
            case Quantifier.COUNT:
                assert selection.count is not None
                return counted(selection.count, "groups", f"{selection.text} of {of}")
            case Quantifier.THESE:
                number = whole(len(self.listed), len(self.listed))
                names = listed_labels([group.label for group in self.listed])
                return counted(number, "groups", f"exactly these of {of}: {names}")
            case _:
                assert_never(selection.quantifier)

    def _number_of_groups(self) -> Interval:
        return _asked(self.members)

    def _explanation(self, every: Interval) -> str | None:
        said = []
        if self.members.unasked:
            said.append(f"{no_value_for(self.members.unasked)}: {EITHER_WAY}")
        if self.form.of is not None and self.form.of not in every:
            said.append(f"there are {_groups(every)}, where the claim speaks of {self.form.of}")
        return "; ".join(said) or None

    def measures(self) -> tuple[Bound, ...]:
        return ()

    def shown(self, account: Account) -> Shown:
        """Return the groups that are not as claimed; where all are, the first of those asked."""
        truths = [(group, self._truth(account, group)) for group in self.members.groups]
        odd = [(group, held) for group, held in truths if held is not self._expected(group)]
        shown, noun = (odd, "not as claimed") if odd else (truths, "as claimed")
        lines = [self._line(account, group, held) for group, held in shown[:SHOWN]]
        rest = len(shown) - SHOWN
        more = (Step(f"… {rest:,} more {noun}", ""),) if rest > 0 else ()
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
        values = ", ".join(
            account.words(measure, beside=each.allowed)
            for measure, each in zip(measures, conditions, strict=True)
        )
        numbers = account.numbers(measures[0]) if len(measures) == 1 else ""
        perhaps = "" if group.is_sure else " (if it has a row)"
        text = f"{group.label}{perhaps}{numbers}"
        origin, behind = account.origin(measures[0]), account.provenance(*measures)
        return Step(text, f"{values} ({_WORDS[held]})", origin, behind)


_SIDES = ("the groups are as claimed", "the groups are not as claimed")
_WORDS = {Truth.TRUE: "satisfies it", Truth.FALSE: "fails it", Truth.UNKNOWN: "not known"}


def _holds(condition: BoundCondition, found: Interval | None) -> Truth:
    if found is None:  # the evidence contradicts itself
        return Truth.UNKNOWN
    if found.is_within(condition.allowed):
        return truth(not condition.is_negated)
    if found.is_apart_from(condition.allowed):
        return truth(condition.is_negated)
    return Truth.UNKNOWN


def _groups(number: Interval) -> str:
    return f"{worded(number)} {'group' if number == whole(1, 1) else 'groups'}"
