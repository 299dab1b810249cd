"""The forms that ask about groups, steps and parts, with every name resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.model.bound import BoundCondition, Constant
from factcheck.model.expression import PartOf
from factcheck.model.form import (
    BoundEach,
    BoundRank,
    BoundSum,
    BoundTrend,
)
from factcheck.model.spec import AddsUpForm, EachForm, FigureForm, RankForm, TrendForm
from factcheck.plan.comparing import compared, within
from factcheck.plan.figures import as_claimed, read_claimed
from factcheck.plan.gaps import read_lead, read_within
from factcheck.plan.grouping import groups_for
from factcheck.plan.written import adapted

if TYPE_CHECKING:
    from factcheck.model.expression import Column
    from factcheck.model.figure import Figure
    from factcheck.model.form import BoundForm, Conditions
    from factcheck.plan.expressions import Binder

GroupForm = RankForm | TrendForm | EachForm | AddsUpForm


def bound_form(binder: Binder, form: GroupForm) -> tuple[BoundForm, tuple[Figure, ...]]:
    """Return a form bound, and the figures in words that it has.

    Raises ``ProblemsError`` for what is wrong in the claim file and ``ObstacleError`` for a
    table that does not have what is asked.
    """
    match form:
        case RankForm():
            return _rank(_divided(binder, form.by), form)
        case TrendForm():
            return _trend(_divided(binder, (form.over,)), form)
        case EachForm():
            return _each(_divided(binder, form.by), form)
        case AddsUpForm():
            return _sum(binder, form), ()
        case _:
            assert_never(form)


def _divided(binder: Binder, by: tuple[Column, ...]) -> Binder:
    """Return what binds the expressions of a form that asks each of several groups."""
    return replace(binder, by=frozenset(column.column for column in by))


def _rank(binder: Binder, form: RankForm) -> tuple[BoundRank, tuple[Figure, ...]]:
    measure = binder.bind(form.measure, binder.where)
    lead = None if form.lead is None else read_lead(form.lead, measure)
    groups = groups_for(binder, form.by, form.among, (measure,))
    bound = BoundRank(measure, groups, form.of, form.place, form.is_highest, form.is_unique, lead)
    return bound, () if lead is None else (lead.figure,)


def _trend(binder: Binder, form: TrendForm) -> tuple[BoundTrend, tuple[Figure, ...]]:
    measure = binder.bind(form.measure, binder.where)
    limit = None if form.within is None else read_within(form.within, measure)
    groups = groups_for(binder, (form.over,), (), (measure,))
    bound = BoundTrend(measure, groups, form.start, form.end, form.direction, limit)
    return bound, () if limit is None else (limit.figure,)


def _each(binder: Binder, form: EachForm) -> tuple[BoundEach, tuple[Figure, ...]]:
    words: tuple[Figure, ...] = ()
    is_decisive = True
    every: tuple[Conditions, Conditions, Conditions]
    if isinstance(form.inner, FigureForm):
        measure = as_claimed(binder.bind(form.inner.measure, binder.where), form.inner.figure)
        figure = read_claimed(form.inner.figure, measure)
        sets = (figure.profiles.strict, figure.profiles.default, figure.profiles.lenient)
        strict, default, lenient = ((BoundCondition(measure, each),) for each in sets)
        every, words = (strict, default, lenient), (figure,)
    elif isinstance(form.inner.relation, PartOf):
        condition, is_decisive = within(binder, form.inner.relation, binder.where)
        every = ((condition,), (condition,), (condition,))
    else:
        conditions = compared(binder, form.inner.relation, binder.where)
        every = (conditions, conditions, conditions)
    measures = tuple(each.measure for each in every[1])
    groups = groups_for(binder, form.by, form.among, measures)
    is_of_chosen = bool(form.among)
    bound = BoundEach(groups, every, form.selection, form.of, is_decisive, is_of_chosen)
    return bound, words


def _sum(binder: Binder, form: AddsUpForm) -> BoundSum:
    total = binder.bind(form.total, binder.where)
    parts = [binder.bind(part, binder.where) for part, _ in form.parts]
    # Written numbers take the unit of what a table gives, if anything is from one.
    spoken = next((each for each in (total, *parts) if not isinstance(each, Constant)), total)
    total = adapted(total, spoken)
    parts = [adapted(part, spoken) for part in parts]
    for part, (node, _) in zip(parts, form.parts, strict=True):
        binder.require_alike(part, total, node.span)
    return BoundSum(tuple(parts), total)
