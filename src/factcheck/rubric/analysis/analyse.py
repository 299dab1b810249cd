"""The analysis of a decision table: what no rule matches, and which rules are in each other's way.

Everything is about the rows of the declared domain: numbers, whole days and categories. That an
input has no value lies outside of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.rubric.analysis import tell
from factcheck.rubric.analysis.divide import BUDGET, Steps
from factcheck.rubric.analysis.findings import Analysis, Kind
from factcheck.rubric.analysis.gaps import gaps_of
from factcheck.rubric.analysis.grid import grid_of
from factcheck.rubric.analysis.index import Index
from factcheck.rubric.analysis.lone import lone_rules, put_lone
from factcheck.rubric.analysis.outcomes import Judge, is_expression
from factcheck.rubric.analysis.outside import put_outside
from factcheck.rubric.analysis.overlaps import Overlaps, put_overlaps
from factcheck.rubric.analysis.pairs import partners_of
from factcheck.rubric.analysis.shelf import Shelf
from factcheck.rubric.analysis.unmatched import put_gaps

if TYPE_CHECKING:
    from factcheck.model.rubric import Rubric
    from factcheck.rubric.analysis.grid import Grid


def analyse(rubric: Rubric, *, budget: int = BUDGET, most: int | None = None) -> Analysis:
    """Return what is noteworthy about a rubric.

    ``budget`` is the number of steps of the search for gaps, and a quarter of it that for rules
    which never decide or make no difference. Where it ends before a search, a finding says so.
    ``most`` is how many findings of a sort are listed, if not 500; all are counted.
    """
    grid, judge, shelf = grid_of(rubric), Judge(rubric), Shelf(most)
    index = Index(grid)
    steps = Steps(budget)
    gaps = gaps_of(grid, index, steps)
    partners = partners_of(grid, index)
    lone = lone_rules(grid, index, judge, partners, Steps(budget // 4))
    put_gaps(grid, gaps, shelf)
    put_overlaps(Overlaps(grid, index, judge, lone.redundant), partners, shelf)
    put_lone(grid, judge, partners, lone, shelf)
    put_outside(grid, shelf)
    _put_idle(grid, shelf)
    _put_not_evaluated(rubric, shelf)
    return Analysis(
        rubric,
        shelf.findings,
        shelf.tallies,
        cells=grid.cells,
        steps=steps.taken,
        is_complete=gaps.is_finished and not gaps.every,
        has_overlaps=any(partners),
    )


def _put_idle(grid: Grid, shelf: Shelf) -> None:
    """Add the rules that match nothing of the domain, and the inputs that decide nothing."""
    living = frozenset(grid.living)
    for rule in range(len(grid.boxes)):
        if rule not in living:
            is_for_none = tell.is_for_none(grid, rule)
            shelf.put((Kind.NEVER_MATCHES, is_for_none), tell.never_matches, grid, rule)
    for axis in grid.axes:
        if not axis.has_effect:
            shelf.put(Kind.NO_EFFECT, tell.no_effect, axis.input)


def _put_not_evaluated(rubric: Rubric, shelf: Shelf) -> None:
    """Add the outcomes and the inputs that are expressions."""
    rules = [rule for rule in rubric.rules if is_expression(rule)]
    if rules:
        shelf.put(Kind.NOT_EVALUATED, tell.outcomes_not_evaluated, rules)
    if rubric.otherwise is not None and is_expression(rubric.otherwise):
        shelf.put(Kind.NOT_EVALUATED, tell.otherwise_not_evaluated)
    for each in rubric.inputs:
        if each.is_expression:
            shelf.put(Kind.NOT_EVALUATED, tell.input_not_evaluated, each)
