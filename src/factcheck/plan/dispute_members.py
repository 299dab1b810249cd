"""The members of a dispute looked up: each as one reading, with everything chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.dispute import readings_by_address
from factcheck.model.near import listed, quoted
from factcheck.model.plan import Obstacle
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import FigureForm, Reading
from factcheck.plan import codes
from factcheck.plan.names import problem_at
from factcheck.plan.variants import variants_of

if TYPE_CHECKING:
    from factcheck.model.dispute import Addressed, Dispute, DisputeMember
    from factcheck.model.fraction import Fraction
    from factcheck.model.spec import Spec, Statement
    from factcheck.plan.names import Names
    from factcheck.plan.variants import Variant


class Side(Struct, frozen=True):
    """A member as one reading with everything chosen."""

    member: DisputeMember
    id: str
    """The claim's or statement's id, by which assumptions bridge it."""
    variant: Variant | None
    fault: Obstacle | None = None
    confidence: Fraction | None = None
    """The level of a statement that has one."""

    @property
    def chosen(self) -> Variant:
        """What was chosen; there is no fault."""
        assert self.variant is not None
        return self.variant


def sides_of(spec: Spec, names: Names, dispute: Dispute, as_of: str | None) -> tuple[Side, ...]:
    """Return the members of a dispute, each as one reading.

    ``as_of`` is the date of those that name none. Raises ``ProblemsError`` for a member that
    stands for several readings.
    """
    look = _Look(spec, names, as_of, readings_by_address(spec.claims))
    return tuple(look.side(each) for each in dispute.members)


class _Look(Struct, frozen=True):
    """Looks members up."""

    spec: Spec
    names: Names
    as_of: str | None
    known: dict[str, Addressed]

    def side(self, member: DisputeMember) -> Side:
        """Return a member as one reading."""
        name = member.address.value
        if member.is_statement:
            statement = next(each for each in self.spec.statements if each.id == name)
            chosen = self._only(member, _as_reading(statement))
            return Side(member, name, chosen, confidence=statement.confidence)
        found = self.known[name]
        if found.reading is None:
            fault = found.claim.fault
            assert fault is not None
            obstacle = Obstacle("fault", fault.message, fault.code, fault.hint, span=fault.span)
            return Side(member, found.claim.id, None, obstacle)
        return Side(member, found.claim.id, self._only(member, found.reading))

    def _only(self, member: DisputeMember, reading: Reading) -> Variant:
        """Return the one thing that a reading stands for; its ``using`` is not inherited."""
        plain = replace(reading, using=None)
        found = tuple(variants_of(self.spec, self.names, plain, self.as_of))
        if len(found) == 1:
            return found[0]
        shown = listed(each.reading.name or "" for each in found)
        message = f"{quoted(member.address.value)} stands for several readings: {shown}"
        hint = "a member of a dispute says one thing; make a claim of the one that is meant"
        place = member.address.span
        raise ProblemsError((problem_at(codes.SEVERAL_MEANINGS, message, place, hint),))


def _as_reading(statement: Statement) -> Reading:
    form = FigureForm(statement.measure, statement.measure_text, statement.figure)
    return Reading(None, statement.span, form, statement.scope)
