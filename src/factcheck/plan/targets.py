"""What a figure or a comparison claims: numbers and the sets they must lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import PartOf
from factcheck.model.figure import Profiles
from factcheck.model.plan import Target
from factcheck.plan.comparing import compared, within
from factcheck.plan.figures import as_claimed, read_claimed

if TYPE_CHECKING:
    from factcheck.model.bound import BoundCondition
    from factcheck.model.expression import Comparison
    from factcheck.model.figure import Figure
    from factcheck.model.spec import FigureForm
    from factcheck.plan.expressions import Binder


def figure_target(binder: Binder, form: FigureForm) -> tuple[Target, Figure]:
    """Return the target of a figure claim: its measure lies in the figure's sets."""
    measure = as_claimed(binder.bind(form.measure, binder.where), form.figure)
    figure = read_claimed(form.figure, measure)
    target = Target(measure, figure.profiles, form.measure_text, hedge=figure.hedge)
    return target, figure


def holds_targets(binder: Binder, relation: Comparison | PartOf) -> tuple[Target, ...]:
    """Return one target for each comparator: the difference of its sides lies in a set."""
    if isinstance(relation, PartOf):
        condition, is_decisive = within(binder, relation, binder.where)
        return (_target(condition, is_decisive=is_decisive),)
    return tuple(_target(each) for each in compared(binder, relation, binder.where))


def _target(condition: BoundCondition, *, is_decisive: bool = True) -> Target:
    claimed = Profiles(condition.allowed, condition.allowed, condition.allowed)
    measure = condition.measure
    return Target(measure, claimed, measure.text, condition.is_negated, is_decisive)
