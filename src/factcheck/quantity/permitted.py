"""What a system of rows permits for a reading's targets: bounds, and worlds on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.bounds.conflict import minimal_conflicts
from factcheck.bounds.quotient import positive_row
from factcheck.bounds.worlds import find_world
from factcheck.model.possible import CheckedWorld, Permitted
from factcheck.quantity.rational import Quotient, denominators_of, range_of_value, value_at
from factcheck.quantity.rows import outside_of, rows_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from fractions import Fraction

    from factcheck.bounds.linear import System
    from factcheck.model.interval import Interval
    from factcheck.model.plan import Target
    from factcheck.model.unit import Unit
    from factcheck.quantity.rational import Value

NO_WORLDS = (None, None, None)


@dataclass(frozen=True, slots=True)
class Question:
    """A target and its measure over the unknown numbers."""

    target: Target
    value: Value

    def sets(self) -> tuple[Interval, Interval, Interval]:
        """Return the claimed sets of the strict, default and lenient profile."""
        claimed = self.target.claimed
        return claimed.strict, claimed.default, claimed.lenient


def permitted_by(
    system: System,
    questions: tuple[Question, ...],
    named: dict[str, Unit],
    certain: Callable[[System], Iterable[System]],
) -> Permitted:
    """Return what a system permits; with its minimal conflicts where that is nothing.

    ``named`` are the unknown numbers that a world shows, with their units; ``certain`` narrows
    a system, in several ways, to worlds that are possible beyond what its rows say.
    """
    ranges = [range_of_value(question.value, system) for question in questions]
    found = tuple(each for each in ranges if each is not None)
    if len(found) < len(ranges):
        conflicts = minimal_conflicts(_with_denominators(system, questions))
        return Permitted((), NO_WORLDS, NO_WORLDS, conflicts or ((),))
    if all(each.is_point for each in found) or not system.variables:
        return Permitted(found, NO_WORLDS, NO_WORLDS)
    systems = tuple(certain(_with_denominators(system, questions)))
    search = _Search(systems, questions, found, named)
    true_worlds = search.by_profile(search.true_world, (0, 1, 2))
    false_worlds = search.by_profile(search.false_world, (2, 1, 0))
    return Permitted(found, true_worlds, false_worlds)


def _with_denominators(system: System, questions: tuple[Question, ...]) -> System:
    forms = {form for question in questions for form in denominators_of(question.value)}
    ordered = sorted(forms, key=lambda form: (form.terms, form.constant))
    return system.with_rows(tuple(positive_row(form) for form in ordered))


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks for worlds in which the claim is true, and in which it is false."""

    systems: tuple[System, ...]
    questions: tuple[Question, ...]
    found: tuple[Interval, ...]
    """Bounds on each question's measure; no world is looked for beyond them."""
    named: dict[str, Unit]

    def by_profile(
        self, search: Callable[[int], CheckedWorld | None], order: tuple[int, int, int]
    ) -> tuple[CheckedWorld | None, CheckedWorld | None, CheckedWorld | None]:
        """Search each profile; a world of one serves every later one of the order.

        A world inside a narrower set is inside every wider one, and one outside a wider set is
        outside every narrower one.
        """
        worlds: dict[int, CheckedWorld | None] = {}
        last: CheckedWorld | None = None
        for profile in order:
            last = last if last is not None else search(profile)
            worlds[profile] = last
        return worlds[0], worlds[1], worlds[2]

    def true_world(self, profile: int) -> CheckedWorld | None:
        """Return a world in which every target is met."""
        choices: list[tuple[tuple[Question, Interval], ...]] = [()]
        for question, found in zip(self.questions, self.found, strict=True):
            allowed = _sides(question, found, profile, is_met=True)
            choices = [(*chosen, (question, side)) for chosen in choices for side in allowed]
        return next((w for chosen in choices if (w := self._world(chosen)) is not None), None)

    def false_world(self, profile: int) -> CheckedWorld | None:
        """Return a world in which some target is missed."""
        for question, found in zip(self.questions, self.found, strict=True):
            for side in _sides(question, found, profile, is_met=False):
                world = self._world(((question, side),))
                if world is not None:
                    return world
        return None

    def _world(self, wanted: tuple[tuple[Question, Interval], ...]) -> CheckedWorld | None:
        for numbers in self._candidates(wanted):
            values = [value_at(question.value, numbers) for question, _ in wanted]
            if all(
                value is not None and value in side
                for value, (_, side) in zip(values, wanted, strict=True)
            ):
                assert values[0] is not None
                return CheckedWorld(values[0], self._shown(numbers))
        return None

    def _candidates(
        self, wanted: tuple[tuple[Question, Interval], ...]
    ) -> Iterator[dict[str, Fraction]]:
        """Yield worlds of the evidence that may meet what is wanted.

        Wanted quotients become rows of the system; other measures are hit by trying worlds with
        small, middling and large numbers.
        """
        rows = tuple(
            row
            for question, side in wanted
            if isinstance(question.value, Quotient)
            for row in rows_within(question.value, side, "wanted")
        )
        for lean in (0, -1, 1):
            for system in self.systems:
                world = find_world(system.with_rows(rows), lean=lean)
                if world is not None:
                    yield world

    def _shown(self, numbers: dict[str, Fraction]) -> tuple[tuple[str, Fraction, Unit], ...]:
        return tuple((name, numbers[name], unit) for name, unit in self.named.items())


def _sides(
    question: Question, found: Interval, profile: int, *, is_met: bool
) -> tuple[Interval, ...]:
    """Return the sets in which a target is met, or missed, as far as the bounds reach them."""
    claimed = question.sets()[profile]
    sides = (claimed,) if is_met is not question.target.is_negated else outside_of(claimed)
    return tuple(side for side in sides if not side.is_apart_from(found))
