"""Which statements contradict each other: all minimal sets of them, certified.

Method: a tree of hitting sets (Reiter 1987): whatever resolves all conflicts takes a statement
out of each. A conflict found is shrunk by deletion, and only statements whose rows occur in a
refutation can be in the conflict that it shows. Effort is counted in questions, never in seconds.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from factcheck.bounds.decide import decide
from factcheck.bounds.decision import Conflicts
from factcheck.bounds.proofs import places_of, row_places
from factcheck.bounds.solve import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.bounds.simplex import Point
    from factcheck.model.formula import Formula
    from factcheck.model.linear import System

MAX_CONFLICTS = 10
"""So many minimal sets are listed."""
MAX_QUESTIONS = 300
"""So many questions are asked to find them."""
MAX_TERMS = 500_000
"""So many terms of rows are looked at in all questions."""

_Names: TypeAlias = "frozenset[str]"


def conflicts_of(system: System, named: Iterable[str] | None = None) -> Conflicts:
    """Return the minimal sets of named statements that contradict each other.

    Without names every statement of a row is one. Rows of other statements are always kept, and
    so are the bounds of the variables.
    """
    return _Listing(system, named, _of_rows).conflicts()


def minimal_supports(
    system: System, formula: Formula, named: Iterable[str] | None = None
) -> Conflicts:
    """Return the minimal sets of named statements with which a formula cannot be true.

    As in ``conflicts_of`` the other rows are always kept. The one set is empty where the formula
    cannot be true without any of the statements.
    """

    def answer(part: System) -> Answer:
        found = decide(part, formula)
        places = None if found.proof is None else places_of(found.proof)
        return Answer(places, found.point)

    return _Listing(system, named, answer).conflicts()


class Answer(Struct, frozen=True):
    """Whether something is impossible; neither is there where the question was too long."""

    places: frozenset[int] | None = None
    """The places of the rows that show that it is."""
    point: Point | None = None
    """A world that shows that it is not."""


def _of_rows(part: System) -> Answer:
    found = solve(part)
    places = None if found.refutation is None else row_places(found.refutation)
    return Answer(places, found.point)


class _Listing:
    """Looks for minimal sets as long as there are questions left."""

    def __init__(
        self,
        system: System,
        named: Iterable[str] | None,
        ask: Callable[[System], Answer],
    ) -> None:
        self.system = system
        self.ask = ask
        chosen = None if named is None else frozenset(named)
        statements = dict.fromkeys(row.statement for row in system.rows)
        self.named = tuple(each for each in statements if chosen is None or each in chosen)
        terms = sum(len(row.form.terms) for row in system.rows)
        self.questions = min(MAX_QUESTIONS, MAX_TERMS // max(1, terms))
        self.is_cut = False
        self.found: list[_Names] = []
        self.violated: list[_Names] = []
        """For each world that was found the statements that it violates."""

    def conflicts(self) -> Conflicts:
        """Return the minimal sets that are found."""
        waiting: deque[_Names] = deque([frozenset()])
        seen = {frozenset[str]()}
        resolved: list[_Names] = []
        while waiting:
            dropped = waiting.popleft()
            if any(each <= dropped for each in resolved):
                continue
            conflict = self._conflict_without(dropped)
            if conflict is None:
                resolved.append(dropped)
                continue
            for name in self._in_order(conflict):
                more = dropped | {name}
                if more not in seen:
                    seen.add(more)
                    waiting.append(more)
            if len(self.found) > MAX_CONFLICTS or self.questions <= 0:
                self.is_cut = True
                break
        order = {name: place for place, name in enumerate(self.named)}
        listed = [self._in_order(each) for each in self.found[:MAX_CONFLICTS]]
        listed.sort(key=lambda names: (len(names), [order[name] for name in names]))
        return Conflicts(tuple(listed), self.is_cut)

    def _in_order(self, names: _Names) -> tuple[str, ...]:
        return tuple(name for name in self.named if name in names)

    def _conflict_without(self, dropped: _Names) -> _Names | None:
        """Return a minimal set that is free of some statements; ``None`` where there is none."""
        for known in self.found:
            if known.isdisjoint(dropped):
                return known
        core = self._core(frozenset(self.named) - dropped)
        if core is None:
            return None
        found = self._shrunk(core)
        self.found.append(found)
        return found

    def _shrunk(self, core: _Names) -> _Names:
        """Return a minimal conflict inside another: drop each statement that is not needed."""
        for name in self._in_order(core):
            if name in core:
                smaller = self._core(core - {name})
                core = core if smaller is None else smaller
        return core

    def _core(self, kept: _Names) -> _Names | None:
        """Return the named statements that show some of them to be in conflict."""
        if any(kept.isdisjoint(violated) for violated in self.violated):
            return None
        self.questions -= 1
        part = self.system.without(frozenset(self.named) - kept)
        answer = self.ask(part) if self.questions >= 0 else Answer()
        if answer.places is not None:
            places = (place for place in answer.places if place < len(part.rows))
            return frozenset(part.rows[place].statement for place in places) & kept
        if answer.point is None:
            self.is_cut = True
        else:
            self.violated.append(self._violated_at(answer.point))
        return None

    def _violated_at(self, point: Point) -> _Names:
        """Return the statements without which a world is one: it answers further questions."""
        return frozenset(
            row.statement for row in self.system.rows if row.form.at(point) not in row.allowed
        )
