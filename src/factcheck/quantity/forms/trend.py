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
from factcheck.model.told import told, told_count, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import difference_of, word_number, word_set
from factcheck.quantity.codes import GAP, NO_STEPS
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.forms.expanded import Expanded, Shown, counted, more_step, whole, worded
from factcheck.quantity.forms.group import named_group
from factcheck.quantity.forms.periods import Scale, scale_of
from factcheck.quantity.forms.trend_chart import Window, limit_around, trend_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.chart import TrendChart
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
    window = _window(field, form)
    periods = window.periods
    members = field.members((form.measure,), periods)
    for period in periods:
        if period in members.left_out:
            message = told(
                "the trend has a gap: there is no value for {period}", period=quoted(period.label)
            )
            raise ObstacleError(Obstacle("missing", message, GAP))
        if not period.is_sure:
            message = told(
                "it is not known whether there is a row of {group}", group=quoted(period.label)
            )
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
    return Expanded(bound, _TrendTeller(field, form, window, limit))


def _window(field: Field, form: BoundTrend) -> Window:
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
        message = told(
            "a trend needs two periods, from one to a later one; there are {n}", n=len(kept)
        )
        raise ObstacleError(Obstacle("missing", message, GAP))
    for before, after in pairwise(kept):
        if not scale.is_next(before.key[0], after.key[0]):
            raise _gap(field, scale, before, after)
    return Window(kept, tuple(ordered), scale)


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
        message = told(
            "column {column} has no order to step along: {values}",
            column=quoted(column),
            values=shown,
        )
        hint = told("a trend goes over numbers, dates of one kind or periods; name 'from' and 'to'")
        raise ObstacleError(Obstacle("fault", message, NO_STEPS, hint))
    return found


def _gap(field: Field, scale: Scale, before: Group, after: Group) -> ObstacleError:
    (column,) = field.groups.by
    message = told(
        "the trend has a gap: in column {column}, {before} is followed by {after}",
        column=quoted(column),
        before=quoted(before.label),
        after=quoted(after.label),
    )
    hint = told(
        "steps are of {step}; declare another 'step' for {column}, or 'step: any', if that is "
        "right",
        step=scale.words or str(scale.step),
        column=column,
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
    text = told("{first} to {last}", first=start.text, last=other.text)
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
    window: Window
    limit: _Limit | None
    """Of a flat trend."""

    @property
    def periods(self) -> tuple[Group, ...]:
        """The periods that are claimed."""
        return self.window.periods

    def told(self, account: Account, permitted: Permitted) -> Told:
        del account
        steps = len(self.periods) - 1
        allowed = self._allowed()
        held = [found.is_within(allowed) for found in permitted.found]
        may_hold = [not found.is_apart_from(allowed) for found in permitted.found]
        found = whole(sum(held), sum(may_hold))
        words = _holds_at(self.form.direction, worded(found), steps)
        if False in may_hold:
            words = self._not_at(may_hold.index(False), words)
        return Told(
            counted(whole(steps, steps), "steps", self._claimed(steps)),
            counted(found, "steps", words),
            sides=_SIDES[self.form.direction],
        )

    def _not_at(self, step: int, words: str) -> str:
        """Return the words with the first step, or period, that is not as claimed."""
        after = self.periods[step + 1].label
        if self.form.within is not None:
            return told("{text}, not at {period}", text=words, period=after)
        name = told("{first} to {last}", first=self.periods[step].label, last=after)
        return told("{text}, not from {step}", text=words, step=name)

    def _claimed(self, steps: int) -> str:
        first, last = self.periods[0].label, self.periods[-1].label
        limit = self.form.within
        if limit is None:
            return _claimed_at(self.form.direction, steps, first, last)
        upper = limit.figure.profiles.default.upper
        assert upper is not None  # a limit without an end is refused when it is read
        number = word_number(upper, limit.figure.unit)
        return told(
            "within {number} of {first}, until {last}", number=number, first=first, last=last
        )

    def _allowed(self) -> Interval:
        if self.limit is not None:
            return self.limit.profiles.default
        return _UP if self.form.direction is Direction.RISING else _DOWN

    def measures(self) -> tuple[Bound, ...]:
        return ()

    def shown(self, account: Account) -> Shown:
        measures = [self.field.measure(self.form.measure, period) for period in self.periods]
        lines = [_Line(self._line(account, self.periods[0], measures[0], ""))]
        fits: list[bool | None] = [None]
        for period, before, after in zip(self.periods[1:], measures, measures[1:], strict=False):
            gap = _difference(before, after)
            if self.limit is not None:
                gap = _distance(self.limit.gap, measures[0], after)
            found = account.range_of(gap)
            is_missed = found is not None and found.is_apart_from(self._allowed())
            is_met = found is not None and found.is_within(self._allowed())
            fits.append(is_met if is_met or is_missed else None)
            mark = "" if found is None else told("({text})", text=self._mark(found, gap))
            line = self._line(account, period, after, mark, account.range_of(before))
            lines.append(_Line(line, is_missed))
        return Shown(tuple(_around_breaks(lines)), chart=self._chart(account, fits))

    def _chart(self, account: Account, fits: list[bool | None]) -> TrendChart | None:
        limit = None
        if self.limit is not None:
            start = account.range_of(self.field.measure(self.form.measure, self.periods[0]))
            limit = limit_around(start, self.limit.gap, self.limit.profiles.default)
        return trend_chart(self.field, self.form, self.window, account, (fits, limit))

    def _line(
        self,
        account: Account,
        period: Group,
        measure: Bound,
        mark: str,
        before: Interval | None = None,
    ) -> Step:
        text = told_join("", (period.label, account.numbers(measure)))
        words = account.words(measure, beside=before)
        behind = account.provenance(measure)
        return Step(text, told_join(" ", (words, mark)), account.origin(measure), behind)

    def _mark(self, found: Interval, gap: Bound) -> str:
        """Return how far a period is from what it is compared with, and whether that fits."""
        sign = "+" if found.lower is not None and found.lower > 0 else ""
        verb, opposite = _VERBS[self.form.direction]
        step = (found, gap.unit) if self.limit is not None else difference_of(found, gap.unit)
        fits = told("not known")
        if found.is_within(self._allowed()):
            fits = verb
        elif found.is_apart_from(self._allowed()):
            fits = opposite
        return told_join(": ", (told_join("", (sign, word_set(*step))), fits))


class _Line(Struct, frozen=True):
    """The line of one period, and whether the claim surely fails there."""

    step: Step
    is_break: bool = False


_VERBS = {
    Direction.RISING: (told("rises"), told("does not rise")),
    Direction.FALLING: (told("falls"), told("does not fall")),
    Direction.FLAT: (told("is within the limit"), told("is not within the limit")),
}
_SIDES = {
    Direction.RISING: (
        told("it rises at every step"),
        told("there is a step at which it does not rise"),
    ),
    Direction.FALLING: (
        told("it falls at every step"),
        told("there is a step at which it does not fall"),
    ),
    Direction.FLAT: (
        told("it is within the limit at every later period"),
        told("there is a later period at which it is not within the limit"),
    ),
}


def _holds_at(direction: Direction, number: str, steps: int) -> str:
    """Return at how many steps, or periods, it is as claimed: ``rises at 5 of 7 steps``."""
    parts = {"number": number, "n": steps}
    match direction:
        case Direction.RISING:
            return told_count(
                steps, "rises at {number} of {n} step", "rises at {number} of {n} steps", **parts
            )
        case Direction.FALLING:
            return told_count(
                steps, "falls at {number} of {n} step", "falls at {number} of {n} steps", **parts
            )
        case Direction.FLAT:
            return told_count(
                steps,
                "is within the limit at {number} of {n} later period",
                "is within the limit at {number} of {n} later periods",
                **parts,
            )
        case _:
            assert_never(direction)


def _claimed_at(direction: Direction, steps: int, first: str, last: str) -> str:
    ends = {"n": steps, "first": first, "last": last}
    if direction is Direction.RISING:
        return told_count(
            steps,
            "rising at each of {n} step from {first} to {last}",
            "rising at each of {n} steps from {first} to {last}",
            **ends,
        )
    return told_count(
        steps,
        "falling at each of {n} step from {first} to {last}",
        "falling at each of {n} steps from {first} to {last}",
        **ends,
    )


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
            yield from more_step(spot - last - 1)
        yield lines[spot].step
        last = spot
