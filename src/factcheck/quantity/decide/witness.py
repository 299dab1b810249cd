"""Worlds that show a claim to be possibly true, or possibly false: checked exactly."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.quotient import positive_row
from factcheck.bounds.worlds import candidates, find_world
from factcheck.model.interval import Interval
from factcheck.model.linear import System
from factcheck.model.possible import CheckedWorld
from factcheck.model.truth import Truth
from factcheck.quantity.decide.cases import split, split_by_number, unknown_numbers
from factcheck.quantity.rational import denominators_of, value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.bounds.reach import Reach
    from factcheck.bounds.worlds import World
    from factcheck.model.linear import Form
    from factcheck.model.unit import Unit
    from factcheck.quantity.decide.cases import Case
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.decide.search import Search

MAX_DIVES = 640
"""How often a world is looked for, for one side of a claim in one profile."""
MAX_PARTS = 1024
"""How many parts of undecided cases are looked into besides."""

_ABOVE_ZERO = Interval.at_least(0, closed=False)

Worlds = tuple[CheckedWorld | None, CheckedWorld | None, CheckedWorld | None]


class Witness(Struct, frozen=True):
    """Looks for worlds that answer some questions."""

    search: Search
    named: dict[str, Unit]
    """The unknown numbers that a world shows, with their units."""
    certain: Callable[[System], Iterable[System]]
    """Narrows a system, in several ways, to worlds that are possible beyond what its rows say."""

    def by_profile(self, wanted: Truth, order: tuple[int, int, int]) -> Worlds:
        """Return for each profile a world in which the claim is true, or false.

        A world inside a narrower set is inside every wider one, and one outside a wider set
        outside every narrower one, so that in the right order of profiles one mostly serves all.
        """
        worlds: dict[int, CheckedWorld | None] = {}
        last: World | None = None
        for profile in order:
            if not self._may_find_any():
                # The cases are told apart all the same: that may show there is no such world.
                self.search.may_be(profile, wanted)
                continue
            look = _Look(self, profile, wanted)
            if last is None or look.checked(last) is None:
                last = self.search.seek(profile, wanted, look.into)
            worlds[profile] = None if last is None else look.checked(last)
        return worlds.get(0), worlds.get(1), worlds.get(2)

    def _may_find_any(self) -> bool:
        """Whether any world at all is known to be possible."""
        return any(True for _ in self.certain(System()))

    def tries_in(self, reach: Reach) -> Iterator[World | None]:
        """Yield what each dive into a case finds: for middling numbers, then small and large."""
        systems = tuple(self.certain(_with_denominators(self.search.questions, reach)))
        for lean in (0, -1, 1):
            for system in systems:
                yield find_world(system, lean=lean)


class _Look:
    """A look for a world in which the claim is true, or false, in one profile."""

    def __init__(self, witness: Witness, profile: int, wanted: Truth) -> None:
        self.witness = witness
        self.search = witness.search
        self.profile = profile
        self.wanted = wanted
        self.dives = MAX_DIVES
        self.parts = MAX_PARTS

    def first_of(self, worlds: Iterable[World | None]) -> World | None:
        """Return the first of some worlds in which the claim is so."""
        return next((each for each in worlds if each is not None and self.checked(each)), None)

    def into(self, case: Case) -> World | None:
        """Return a world of a case, if one is found."""
        world = self._within(case)
        if world is None and self.search.truth(case, self.profile) is Truth.UNKNOWN:
            return self._deeper(case)
        return world

    def _within(self, case: Case) -> World | None:
        return self.first_of(self._counted(self.witness.tries_in(case.reach)))

    def _counted(self, tries: Iterator[World | None]) -> Iterator[World | None]:
        for each in islice(tries, self.dives):
            self.dives -= 1
            yield each

    def _deeper(self, case: Case) -> World | None:
        """Look into parts of an undecided case, which need not make up all of it."""
        waiting = [case]
        while waiting and self.parts > 0:
            part = waiting.pop()
            truth = self.search.truth(part, self.profile)
            world = self._within(part) if truth is self.wanted else None
            if world is not None:
                return world
            if truth is Truth.UNKNOWN:
                parts = self._parts(part)
                self.parts -= max(1, len(parts))
                waiting.extend(reversed(parts))
        return None

    def _parts(self, case: Case) -> tuple[Case, ...]:
        branches = self.search.branches(case, self.profile)
        if branches is not None:
            return split(case, branches)
        asked = (value for _, value in self.search.asked(case, self.profile))
        reach, first = case.reach, unknown_numbers(asked, case.reach)[:1]
        tried = ((name, candidates(reach.box[name], name in reach.integers)) for name in first)
        return tuple(part for name, each in tried for part in split_by_number(case, name, each))

    def checked(self, world: World) -> CheckedWorld | None:
        """Return a world with the number that decides, if the claim is so in it."""
        found = world_of(self.search.questions, self.witness.named, self.profile, world)
        if found is None or found[1] is not (self.wanted is Truth.TRUE):
            return None
        return found[0]


def world_of(
    questions: tuple[Question, ...], named: dict[str, Unit], profile: int, world: World
) -> tuple[CheckedWorld, bool] | None:
    """Return a world with the number that decides, and whether the claim is true in it.

    ``None`` where a measure has no value.
    """
    numbers = []
    for question in questions:
        number = value_at(question.value_in(profile), world)
        if number is None:
            return None
        is_inside = number in question.set_in(profile)
        numbers.append((number, is_inside is not question.target.is_negated))
    missed = next((number for number, is_met in numbers if not is_met), None)
    shown = tuple((name, world[name], unit) for name, unit in named.items())
    deciding = numbers[0][0] if missed is None else missed
    return CheckedWorld(deciding, shown), missed is None


def _with_denominators(questions: tuple[Question, ...], reach: Reach) -> System:
    """Return the system of a reach in which no denominator of a question is zero."""
    values = (value for question in questions for value in question.values)
    forms = dict.fromkeys(form for value in values for form in denominators_of(value))
    rows = (positive_row(form) for form in forms if _needs_row(form, reach))
    return reach.system.with_rows(tuple(rows))


def _needs_row(form: Form, reach: Reach) -> bool:
    """Whether a denominator may be zero, and may be more than that."""
    bounds = reach.of(form)
    return bounds is not None and 0 in bounds and not bounds.is_apart_from(_ABOVE_ZERO)
