"""Whether some world of a system makes a formula true: that world, or a proof of none.

Method: a search over the formula's conditions in the manner of Davis, Logemann and Loveland
(1962), in which linear rows are decided exactly at every node (the lazy approach of
satisfiability modulo theories). Conditions that bounds decide are settled first, those that the
formula needs are asked all at once, and the worlds that are found on the way show where to look
next. What a refutation does not use is left out of the proof: the search goes back to the last
condition that matters. Effort is counted in nodes, never in seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.check import proves
from factcheck.bounds.counted import counted_system, widest
from factcheck.bounds.decision import Decision
from factcheck.bounds.desk import FORMULA, answered
from factcheck.bounds.facts import facts_of
from factcheck.bounds.proofs import row_places, without_row
from factcheck.bounds.reasons import forced, reason_of, turning_point
from factcheck.bounds.solve import Solution, solve
from factcheck.model.certificate import Case, Counted, Cut, Granted, Impossible, Needed, Settled
from factcheck.model.formula import holds_at, truth_of
from factcheck.model.truth import Truth

if TYPE_CHECKING:
    from factcheck.bounds.simplex import Point
    from factcheck.model.certificate import Fact, Proof
    from factcheck.model.formula import Atom, Formula, Known
    from factcheck.model.linear import Row, System

MAX_NODES = 2_000
"""How many nodes one search may have."""
MAX_DEPTH = 100
"""How many cuts may be made one after the other."""
FEW = 5
"""Counts of no more conditions than these are told apart one by one, which is easier to follow."""


@answered(FORMULA)
def decide(system: System, formula: Formula) -> Decision:
    """Return a world of a system in which a formula is true, or why there is none."""
    search = _Search(system, formula)
    proof = search.proof()
    if search.point is not None:
        return Decision(point=search.point)
    if proof is None or not proves(system, formula, proof):
        return Decision()
    return Decision(proof=proof)


class _Node(Struct, frozen=True):
    """What was decided on the way to a node of the search."""

    known: Known
    atoms: tuple[Atom, ...] = ()
    """The condition of each further row."""
    rows: tuple[Row, ...] = ()
    point: Point | None = None
    """A world with these rows, if one is known."""
    depth: int = 0
    """How many of the conditions were cut on."""

    def with_case(self, atom: Atom, is_so: bool) -> _Node:
        """Return the node with one more condition."""
        row = (atom if is_so else atom.opposite()).row
        point = self.point
        if point is not None and row.form.at(point) not in row.allowed:
            point = None
        known = {**self.known, atom: is_so}
        return _Node(known, (*self.atoms, atom), (*self.rows, row), point, self.depth)


class _Found(Struct, frozen=True):
    """A proof, and the conditions that it takes from the way to its node."""

    proof: Proof
    used: frozenset[Atom]


class _Search:
    """Walks through the cases of a formula until one has a world."""

    def __init__(self, system: System, formula: Formula) -> None:
        self.system = system
        self.formula = formula
        self.point: Point | None = None
        self.nodes = MAX_NODES

    def proof(self) -> Proof | None:
        """Return why no world makes the formula true.

        ``None`` where one does, which is then noted, or where the effort was not enough.
        """
        facts: dict[Atom, Fact] = facts_of(self.system, self.formula)
        found = self._found(_Node({atom: fact.holds for atom, fact in facts.items()}))
        if found is None:
            return None
        needed = tuple(fact for atom, fact in facts.items() if atom in found.used)
        return Settled(needed, found.proof) if needed else found.proof

    def _found(self, node: _Node) -> _Found | None:
        """Return a proof for a node: first with all that the formula needs to be true."""
        way = [node]
        while truth_of(self.formula, node.known) is not Truth.FALSE:
            needed = dict(forced(self.formula, node.known))
            if not needed:
                break
            for atom, is_so in needed.items():
                node = node.with_case(atom, is_so)
                way.append(node)
        found = self._at(node)
        return None if found is None else self._needing(found, way)

    def _needing(self, found: _Found, way: list[_Node]) -> _Found:
        """Return a proof for the first node from that for the last: each needs one case more."""
        cases: list[Case] = []
        for before, after in zip(way[-2::-1], way[:0:-1], strict=True):
            atom = after.atoms[-1]
            if atom not in found.used:
                found = self._without_last(found, after)
                continue
            is_so, form = after.known[atom], atom.form
            why = reason_of(self.formula, {**before.known, atom: not is_so})
            cases.append(Case(form.constant, form.terms, atom.is_strict, is_so))
            found = _Found(found.proof, (found.used | why) - {atom})
        return _Found(Needed(tuple(cases[::-1]), found.proof), found.used) if cases else found

    def _without_last(self, found: _Found, node: _Node) -> _Found:
        """Return a proof that does not use a node's last condition, for the node before."""
        place = len(self.system.rows) + len(node.rows) - 1
        return _Found(without_row(found.proof, place), found.used)

    def _at(self, node: _Node) -> _Found | None:
        """Return a proof for a node at which the formula needs nothing for certain."""
        if truth_of(self.formula, node.known) is Truth.FALSE:
            return _Found(Granted(), reason_of(self.formula, node.known))
        self.nodes -= 1
        if self.nodes < 0 or node.depth > MAX_DEPTH:
            return None
        point = node.point
        if point is None:
            found = solve(self.system.with_rows(node.rows))
            if found.refutation is not None:
                first = len(self.system.rows)
                places = row_places(found.refutation)
                used = frozenset(node.atoms[each - first] for each in places if each >= first)
                return _Found(Impossible(found.refutation), used)
            point = found.point
        if point is None:
            return None
        if holds_at(self.formula, point):
            self.point = point
            return None
        if node.depth == 0:
            found_at_once = self._counted(node)
            if found_at_once is not None or self.point is not None:
                return found_at_once
        return self._cut(replace(node, point=point, depth=node.depth + 1), point)

    def _counted(self, node: _Node) -> _Found | None:
        """Return a proof by counting, where the formula counts many conditions.

        ``None`` where there is no such proof; a world may have been noted on the way.
        """
        if widest(self.formula, node.known) <= FEW:
            return None
        counted = counted_system(self.system.with_rows(node.rows), self.formula, node.known)
        found = Solution() if counted is None else solve(counted)
        if found.refutation is not None:
            return _Found(Counted(found.refutation), frozenset(node.known))
        if found.point is not None:
            world = {each.name: found.point[each.name] for each in self.system.variables}
            if holds_at(self.formula, world):
                self.point = world
        return None

    def _cut(self, node: _Node, point: Point) -> _Found | None:
        """Look at both sides of a condition, at the one first in which the last world is not."""
        atom = turning_point(self.formula, node.known, point)
        proofs: dict[bool, _Found] = {}
        for is_so in (not holds_at(atom, point), holds_at(atom, point)):
            after = node.with_case(atom, is_so)
            found = self._found(after)
            if found is None:
                return None
            if atom not in found.used:
                # The other side is impossible for the same reason.
                return self._without_last(found, after)
            proofs[is_so] = found
        return _joined(atom, proofs)


def _joined(atom: Atom, proofs: dict[bool, _Found]) -> _Found:
    """Return the proof that looks at both sides of a condition."""
    used = (proofs[True].used | proofs[False].used) - {atom}
    form = atom.form
    cut = Cut(form.constant, form.terms, atom.is_strict, proofs[True].proof, proofs[False].proof)
    return _Found(cut, used)
