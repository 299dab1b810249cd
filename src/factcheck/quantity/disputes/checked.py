"""What a report says of a dispute, judged by what it shows: no solver is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.check import refutes
from factcheck.bounds.simplex import TooLongError
from factcheck.bounds.solve import Solution
from factcheck.bounds.whole import common_step
from factcheck.model.dispute import Condition, DisputeVerdict, Outlook
from factcheck.model.fraction import Fraction
from factcheck.quantity.decide.prover import is_world
from factcheck.quantity.disputes.condition import excluded_by
from factcheck.quantity.disputes.outlook import Looked, look, outlook_on
from factcheck.quantity.disputes.sets import united
from factcheck.quantity.disputes.whole import beyond
from factcheck.quantity.disputes.whole_condition import counted_in

if TYPE_CHECKING:
    from factcheck.bounds.simplex import Point
    from factcheck.model.certificate import Refutation
    from factcheck.model.linear import Form, System
    from factcheck.model.proof import Proved, SaidOutlook
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.cover import Cover

_MINUS = Fraction(-1)
_NOT_SHOWN = Outlook(DisputeVerdict.UNDETERMINED)


def look_again(arena: Arena, profile: int, system: System, said: SaidOutlook) -> Outlook:
    """Return as much of what a report says of a dispute as follows from what it shows.

    The ways in which the members can be true are put together anew; each counts as impossible
    only with a refutation that the checker accepts, and the members as compatible only with a
    world that satisfies every row.
    """
    proved = said.proved
    if proved is None or (proved.variables, proved.rows) != (system.variables, system.rows):
        return _NOT_SHOWN
    believing = _Believing(proved)
    conditions = _Conditions(said, believing)
    looked = look(replace(arena, solve=believing.solution), profile, system, conditions.looked)
    return looked.outlook


class _Believing(Struct, frozen=True):
    """Answers what a proof shows of the rows of the whole with some more."""

    proved: Proved

    def solution(self, system: System) -> Solution:
        """Return the world or refutation that shows whether a system has a point, if one does."""
        refutation = self.refutation(system)
        if refutation is not None:
            return Solution(refutation=refutation)
        world = dict(self.proved.possible or ())
        return Solution(point=world if is_world(system, world) else None)

    def refutation(self, system: System) -> Refutation | None:
        """Return why a system has no point."""
        added = system.rows[len(self.proved.rows) :]
        found = (each.refutation for each in self.proved.impossible if each.rows == added)
        return next((each for each in found if refutes(system, each)), None)


class _Conditions(Struct, frozen=True):
    """The conditions that a report names, each dropped where something outside is not refuted."""

    said: SaidOutlook
    believing: _Believing

    def looked(self, arena: Arena, system: System, joint: Cover, point: Point) -> Looked:
        """Return what is left of the conditions."""
        condition, whole = self._real(arena, joint), self._whole(arena, system, joint)
        outlook = outlook_on(condition, whole, is_cut=self.said.is_undetermined)
        return Looked(outlook, joint, point)

    def _real(self, arena: Arena, joint: Cover) -> Condition | None:
        sets, terms, target = self.said.sets, arena.terms, arena.terms_target
        assert terms is not None
        assert target is not None
        if not sets or sets != united(sets):
            return None
        try:
            excluded = excluded_by(terms, sets, joint, self.believing.refutation)
        except TooLongError:
            return None
        return Condition(target.text, target.measure.unit, sets) if excluded else None

    def _whole(self, arena: Arena, system: System, joint: Cover) -> Condition | None:
        assert arena.terms_target is not None
        said = self.said.whole
        counted = None if said is None else counted_in(arena, arena.terms_target, system)
        if said is None or counted is None:
            return None
        form = counted.form
        ends = ((form, said.upper), (form.scaled(_MINUS), said.mirrored().upper))
        given = [(form, end) for form, end in ends if end is not None]
        if not given or not all(self._is_last(form, end, joint) for form, end in given):
            return None
        return Condition(counted.bound.text, counted.bound.unit, (said,))

    def _is_last(self, form: Form, end: Fraction, joint: Cover) -> bool:
        """Whether the next number of a form after one, and all beyond, are refuted."""
        step = common_step(multiple for _, multiple in form.terms)
        try:
            beyond(form, end + step, joint, self.believing.solution)
        except TooLongError:
            return False
        return True
