"""Numbers of groups inside a measure: ``groups(t by c, holds …)`` as a tally of conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.bound import GroupTally, Tally, rewritten
from factcheck.model.form import Groups
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.told import told, told_digits
from factcheck.quantity.forms.expanded import left_out_step, outside_step, without_answer_step
from factcheck.quantity.forms.field import field_of

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.plan import BoundReading, BoundRelation, Premise
    from factcheck.model.result import Step
    from factcheck.quantity.cells.bench import Workbench

MAX_COUNTED = 1_000_000
"""Groups in all the numbers of groups of one reading."""


@dataclass(slots=True)
class Tallies:
    """Counts the groups that a reading's measures ask for; gathers what that needs beside."""

    bench: Workbench
    bound: BoundReading
    known: dict[GroupTally, Tally] = field(default_factory=dict)
    relations: dict[BoundRelation, None] = field(default_factory=dict)
    premises: dict[Premise, None] = field(default_factory=dict)
    notes: dict[Step, None] = field(default_factory=dict)
    """Remarks on groups that were left out."""
    counted: int = 0
    """How many groups were counted in all."""

    def expanded(self, bound: Bound) -> Bound:
        """Return a measure in which every number of groups is a tally."""
        return rewritten(bound, self._tally)

    def _tally(self, node: Bound) -> Tally | None:
        if not isinstance(node, GroupTally):
            return None
        if node not in self.known:
            self.known[node] = self._counted(node)
            self.counted += len(self.known[node].cases)
            if self.counted > MAX_COUNTED:
                message = told(
                    "more than {n} groups would have to be counted",
                    n=told_digits(f"{MAX_COUNTED:,}"),
                )
                raise ObstacleError(Obstacle("missing", message))
        return self.known[node]

    def _counted(self, node: GroupTally) -> Tally:
        groups = Groups(node.by, ((node.table, node.tests),))
        measures = tuple(each.measure for each in node.conditions)
        found = field_of(self.bench, self.bound, groups, measures, self.expanded)
        if found.views[node.table].key and not found.every:
            message = told(
                "{term}: no row of table {table} is there",
                term=quoted(node.text),
                table=quoted(node.table),
            )
            raise ObstacleError(Obstacle("missing", message))
        members = found.members(measures)
        self.relations |= dict.fromkeys(found.relations(measures, members.groups))
        self.premises |= dict.fromkeys(found.premises())
        self.notes |= dict.fromkeys(outside_step(found.outside))
        self.notes |= dict.fromkeys(left_out_step(members.left_out, members.unasked))
        self.notes |= dict.fromkeys(without_answer_step(members.unasked))
        cases = tuple(
            (
                *found.exists(group),
                *(
                    replace(each, measure=found.measure(each.measure, group))
                    for each in node.conditions
                ),
            )
            for group in members.groups
        )
        asked = tuple(group.label for group in members.groups)
        unasked = tuple(group.label for group in members.unasked)
        return Tally(cases, node.unit, node.text, 0, asked, unasked)
