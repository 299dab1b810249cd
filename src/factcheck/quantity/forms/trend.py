"""Trends: a measure that rises, falls or stays the same at every step of a column."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import Compound, PointsBetween, RelativeChange
from factcheck.model.expression import Operator
from factcheck.model.figure import Profiles
from factcheck.model.form import Gap
from factcheck.model.interval import Interval
from factcheck.model.near import listed, quoted
from factcheck.model.plan import Obstacle, ObstacleError, Target
from factcheck.model.possible import Told
from factcheck.model.result import Step
from factcheck.model.spec import Direction
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import difference_of, word_number, word_set
from factcheck.quantity.codes import GAP, NO_STEPS
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.forms.expanded import Expanded, Shown, counted, whole, worded
from factcheck.quantity.forms.group import named_group
from factcheck.quantity.forms.periods import Scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.form import BoundGap, BoundTrend
    from factcheck.model.possible import Permitted
    from factcheck.model.span import Text
    from factcheck.quantity.calculation import Account
    from factcheck.quantity.forms.field import Field
    from factcheck.quantity.forms.group import Group

_UP = Interval.at_least(0, closed=False)
_DOWN = Interval.at_most(0, closed=False)
_ZERO = Interval.point(0)
_FEWEST = 2
_MOST_LINES = 12
_MOST_BREAKS = 4


def expanded_trend(field: Field, form: BoundTrend) -> Expanded:
    """Return the targets of a trend: one for each step, or each period of a flat one.

    Raises ``ObstacleError`` where a period is missing or has no value, and for a column that
    has no order.
    """
    periods = _periods(field, form)
    members = field.members((form.measure,), periods)
    for period in periods:
        if period in members.left_out:
            message = f"the trend has a gap: there is no value for {quoted(period.label)}"
            raise ObstacleError(Obstacle("missing", message, GAP))
        if not period.is_sure:
            message = f"it is not known whether there is a row of {quoted(period.label)}"
            raise ObstacleError(Obstacle("missing", message, GAP))
    limit = None
    if form.within is not None:
        limit = _limit(field, form.within, field.measure(form.measure, periods[0]))
    bound = replace(
        field.bound,
        targets=tuple(_targets(field, form, periods, limit)),
        form=None,
        relations=field.relations((form.measure,), periods),
        premises=(*field.bound.premises, *field.premises()),
    )
    return Expanded(bound, _TrendTeller(field, form, periods, limit))


def _periods(field: Field, form: BoundTrend) -> tuple[Group, ...]:
    """Return the periods from the first to the last, none of them missing."""
    first, last = (_named(field, text) for text in (form.start, form.end))
    chosen = _of_one_precision(field, first or last)
    scale = _scale(field, chosen)
    ordered = sorted(chosen, key=lambda each: scale.at(each.key[0]))
    start = ordered[0] if first is None else first
    end = ordered[-1] if last is None else last
    lowest, highest = scale.at(start.key[0]), scale.at(end.key[0])
    kept = tuple(each for each in ordered if lowest <= scale.at(each.key[0]) <= highest)
    if len(kept) < _FEWEST:
        message = f"a trend needs two periods, from one to a later one; there are {len(kept)}"
        raise ObstacleError(Obstacle("missing", message, GAP))
    for before, after in pairwise(kept):
        if not scale.is_next(before.key[0], after.key[0]):
            raise _gap(field, scale, before, after)
    return kept


def _named(field: Field, text: Text | None) -> Group | None:
    if text is None:
        return None
    return named_group(field.view_of_groups(), field.groups.by, (text,), field.every)


def _of_one_precision(field: Field, like: Group | None) -> tuple[Group, ...]:
    """Return the periods written like the named ones, where a table has years beside months."""
    view = field.view_of_groups()
    is_number = view.reader.columns[field.groups.by[0]].type.value == "number"
    if like is None or is_number:
        return field.every
    return tuple(each for each in field.every if len(each.key[0]) == len(like.key[0]))


def _scale(field: Field, periods: tuple[Group, ...]) -> Scale:
    (column,) = field.groups.by
    view = field.view_of_groups()
    declared = view.column(column)
    step, is_free = (None, False) if declared is None else (declared.step, declared.has_any_step)
    found = None
    if periods:
        values = (each.key[0] for each in periods)
        found = scale_of(values, view.reader.columns[column].type, step, is_free=is_free)
    if found is None:
        shown = listed(each.label for each in periods)
        message = f"column {quoted(column)} has no order to step along: {shown}"
        hint = "a trend goes over numbers, dates of one kind or periods; name 'from' and 'to'"
        raise ObstacleError(Obstacle("fault", message, NO_STEPS, hint))
    return found


def _gap(field: Field, scale: Scale, before: Group, after: Group) -> ObstacleError:
    (column,) = field.groups.by
    message = (
        f"the trend has a gap: in column {quoted(column)}, {quoted(before.label)} is followed by "
        f"{quoted(after.label)}"
    )
    hint = (
        f"steps are of {scale.words or scale.step}; declare another 'step' for {column}, or "
        "'step: any', if that is right"
    )
    return ObstacleError(Obstacle("missing", message, GAP, hint))


def _targets(
    field: Field, form: BoundTrend, periods: tuple[Group, ...], limit: _Limit | None
) -> Iterator[Target]:
    measures = [field.measure(form.measure, period) for period in periods]
    if limit is not None:
        for after in measures[1:]:
            gap = _distance(limit.gap, measures[0], after)
            yield Target(gap, limit.profiles, gap.text)
        return
    allowed = _UP if form.direction is Direction.RISING else _DOWN
    for before, after in pairwise(measures):
        step = _difference(before, after)
        yield Target(step, Profiles(allowed, allowed, allowed), step.text)


class _Limit(Struct, frozen=True):
    """How far from the start a flat trend may get."""

    gap: Gap
    profiles: Profiles


def _limit(field: Field, within: BoundGap, start: Bound) -> _Limit:
    """Return the limit of a flat trend: any percentage of nothing is nothing."""
    if within.gap is Gap.RELATIVE:
        result = field.equations((start,))
        if range_of_value(result.measures.value_of(start), result.system) == _ZERO:
            return _Limit(Gap.DIFFERENCE, Profiles(_ZERO, _ZERO, _ZERO))
    return _Limit(within.gap, within.figure.profiles)


def _difference(before: Bound, after: Bound) -> Bound:
    text = f"{after.text} − {before.text}"
    return Compound(Operator.SUBTRACT, after, before, after.unit, text)


def _distance(gap: Gap, start: Bound, other: Bound) -> Bound:
    """Return how far a number is from the one at the start."""
    text = f"{start.text} to {other.text}"
    match gap:
        case Gap.RELATIVE:
            return RelativeChange(start, other, Unit(UnitKind.RELATIVE_CHANGE), text)
        case Gap.POINTS:
            return PointsBetween(start, other, Unit(UnitKind.POINTS), text)
        case Gap.DIFFERENCE:
            return _difference(start, other)
        case _:
            assert_never(gap)


class _TrendTeller(Struct, frozen=True):
    """Tells a trend: ``rises at 5 of 7 steps``."""

    field: Field
    form: BoundTrend
    periods: tuple[Group, ...]
    limit: _Limit | None
    """Of a flat trend."""

    def told(self, account: Account, permitted: Permitted) -> Told:
        del account
        steps = len(self.periods) - 1
        allowed = self._allowed()
        held = [found.is_within(allowed) for found in permitted.found]
        may_hold = [not found.is_apart_from(allowed) for found in permitted.found]
        found = whole(sum(held), sum(may_hold))
        verb, opposite = _VERBS[self.form.direction]
        noun = "step" if self.form.within is None else "later period"
        words = f"{verb} at {worded(found)} of {steps} {noun}{'' if steps == 1 else 's'}"
        if False in may_hold:
            where = "at" if self.form.within else "from"
            words += f", not {where} {self._name(may_hold.index(False))}"
        return Told(
            counted(whole(steps, steps), "steps", self._claimed(steps)),
            counted(found, "steps", words),
            sides=(f"it {verb} at every {noun}", f"there is a {noun} at which it {opposite}"),
        )

    def _claimed(self, steps: int) -> str:
        first, last = self.periods[0].label, self.periods[-1].label
        limit = self.form.within
        if limit is None:
            noun = "step" if steps == 1 else "steps"
            return f"{self.form.direction.value} at each of {steps} {noun} from {first} to {last}"
        upper = limit.figure.profiles.default.upper
        assert upper is not None  # a limit without an end is refused when it is read
        return f"within {word_number(upper, limit.figure.unit)} of {first}, until {last}"

    def _allowed(self) -> Interval:
        if self.limit is not None:
            return self.limit.profiles.default
        return _UP if self.form.direction is Direction.RISING else _DOWN

    def _name(self, step: int) -> str:
        """Return the step, or period, of one target."""
        after = self.periods[step + 1].label
        return after if self.form.within else f"{self.periods[step].label} to {after}"

    def measures(self) -> tuple[Bound, ...]:
        return ()

    def shown(self, account: Account) -> Shown:
        measures = [self.field.measure(self.form.measure, period) for period in self.periods]
        lines = [_Line(self._line(account, self.periods[0], measures[0], ""))]
        for period, before, after in zip(self.periods[1:], measures, measures[1:], strict=False):
            gap = _difference(before, after)
            if self.limit is not None:
                gap = _distance(self.limit.gap, measures[0], after)
            found = account.range_of(gap)
            is_missed = found is not None and found.is_apart_from(self._allowed())
            mark = "" if found is None else f" ({self._mark(found, gap)})"
            line = self._line(account, period, after, mark, account.range_of(before))
            lines.append(_Line(line, is_missed))
        return Shown(tuple(_around_breaks(lines)))

    def _line(
        self,
        account: Account,
        period: Group,
        measure: Bound,
        mark: str,
        before: Interval | None = None,
    ) -> Step:
        text = f"{period.label}{account.numbers(measure)}"
        words = account.words(measure, beside=before)
        behind = account.provenance(measure)
        return Step(text, f"{words}{mark}", account.origin(measure), behind)

    def _mark(self, found: Interval, gap: Bound) -> str:
        """Return how far a period is from what it is compared with, and whether that fits."""
        sign = "+" if found.lower is not None and found.lower > 0 else ""
        verb, opposite = _VERBS[self.form.direction]
        step = (found, gap.unit) if self.limit is not None else difference_of(found, gap.unit)
        words = f"{sign}{word_set(*step)}"
        if found.is_within(self._allowed()):
            return f"{words}: {verb}"
        is_missed = found.is_apart_from(self._allowed())
        return f"{words}: {opposite if is_missed else 'not known'}"


class _Line(Struct, frozen=True):
    """The line of one period, and whether the claim surely fails there."""

    step: Step
    is_break: bool = False


_VERBS = {
    Direction.RISING: ("rises", "does not rise"),
    Direction.FALLING: ("falls", "does not fall"),
    Direction.FLAT: ("is within the limit", "is not within the limit"),
}


def _around_breaks(lines: list[_Line]) -> Iterator[Step]:
    """Yield all of a few lines; of many the first, the last and those around the breaks."""
    kept = set(range(len(lines)))
    if len(lines) > _MOST_LINES:
        breaks = [place for place, line in enumerate(lines) if line.is_break][:_MOST_BREAKS]
        kept = {0, 1, len(lines) - 2, len(lines) - 1}
        kept |= {spot for place in breaks for spot in (place - 1, place)}
    last = -1
    for spot in sorted(kept):
        if spot > last + 1:
            yield Step(f"… {spot - last - 1:,} more", "")
        yield lines[spot].step
        last = spot
