"""Whether a system of rows is possible at all: a point, or a certificate that there is none.

A system is first asked over the real numbers; where that leaves a point and some numbers must be
whole, rows are tightened to what whole numbers can reach, and then branched on one number at a
time (Land and Doig 1960). Effort is counted in pivots and nodes, never in seconds.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.check import narrowed_to_whole, refutes
from factcheck.bounds.desk import ROWS, answered
from factcheck.bounds.limits import limits_of
from factcheck.bounds.merged import WORTH, merged
from factcheck.bounds.rounding import whole_near
from factcheck.bounds.simplex import Tableau, TooLongError
from factcheck.bounds.suggest import is_large, size_of, suggestions, whole_suggestion
from factcheck.bounds.whole import whole_numbers, whole_row
from factcheck.model.certificate import ByNumber, Combination, End, Use
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable

if TYPE_CHECKING:
    from factcheck.bounds.limits import Limits
    from factcheck.bounds.simplex import Point
    from factcheck.model.certificate import Refutation


MAX_NODES = 2_000
"""How many nodes the tree over whole numbers may have."""
MAX_DEPTH = 60
"""How many numbers in a row it may branch on."""
NODES_BEFORE_FLOATS = 20
TERMS_BEFORE_FLOATS = 4_000
"""After so many nodes, or terms of rows in them, a solver with floats is asked for a point."""
MAX_TERMS = 400_000
"""How many terms of rows may be looked at in all its nodes."""
_MEMO = "solution"
_NARROW = "tightened"
_REALS = "over reals"


class Solution(Struct, frozen=True):
    """What is known of a system: at most one of the two is there, and both were checked."""

    point: Point | None = None
    """Numbers that satisfy everything, whole numbers included."""
    refutation: Refutation | None = None
    """Why nothing does."""

    @property
    def is_certified(self) -> bool:
        """Whether either is there."""
        return self.point is not None or self.refutation is not None

    @property
    def rests_on_whole(self) -> bool:
        """Whether it is impossible only because some numbers are whole."""
        return isinstance(self.refutation, ByNumber) or (
            isinstance(self.refutation, Combination) and self.refutation.is_whole
        )


@answered(ROWS)
def solve(system: System) -> Solution:
    """Return a point of a system, or why it has none; neither where the effort was not enough."""
    found = system.memo.get(_MEMO)
    if not isinstance(found, Solution):
        found = system.memo[_MEMO] = _checked(system, _solved(system))
    return found


def _checked(system: System, found: Solution) -> Solution:
    """Return a solution if it is one: nothing is believed that was not checked."""
    is_point = found.point is not None and system.admits(found.point)
    is_refuted = found.refutation is not None and refutes(system, found.refutation)
    return found if is_point or is_refuted else Solution()


def _solved(system: System) -> Solution:
    try:
        found = _larger(system) if system.integers and is_large(limits_of(system)) else None
        if found is not None:
            return found
        real = over_reals(system)
        if real.point is None or not system.integers or system.admits(real.point):
            return real
        return _Tree(system).solution(system)
    except TooLongError:
        return Solution()


def _larger(system: System) -> Solution | None:
    """Ask with ends that whole numbers can reach at once, which saves asking twice.

    ``None`` where that shows it to be impossible, and it may be so only for whole numbers.
    """
    narrow = tightened(system)
    if isinstance(narrow, Combination):
        return None
    found = over_reals(narrow, is_whole=True)
    if found.point is not None:
        return _Tree(system).solution(system)
    assert isinstance(found.refutation, Combination), "numbers that need not be whole"
    plain = replace(found.refutation, is_whole=False)
    return Solution(refutation=plain) if refutes(system, plain) else None


def over_reals(system: System, *, is_whole: bool = False) -> Solution:
    """Ask a system as if no number had to be whole.

    ``is_whole`` says that its ends are those that whole numbers can reach. Raises
    ``TooLongError``.
    """
    key = f"{_REALS} {is_whole}"
    found = system.memo.get(key)
    if not isinstance(found, Solution):
        found = system.memo[key] = _over_reals(system, is_whole=is_whole)
    return found


def _over_reals(system: System, *, is_whole: bool) -> Solution:
    limits = limits_of(system)
    if limits.clash is None and is_large(limits):
        found = _by_floats(system, limits, is_whole=is_whole)
        if found.is_certified:
            return found
    tableau = Tableau(system, limits, merged(limits))
    if tableau.is_possible():
        return Solution(point=tableau.point())
    assert tableau.clash is not None
    return Solution(refutation=replace(tableau.clash, is_whole=is_whole))


def _by_floats(system: System, limits: Limits, *, is_whole: bool) -> Solution:
    """Return the first of what the floats suggest that is so; nothing where nothing is."""
    real = without_whole(system)
    for found in suggestions(system, limits):
        if isinstance(found, Combination):
            refutation = replace(found, is_whole=is_whole)
            if refutes(system, refutation):
                return Solution(refutation=refutation)
        elif real.admits(found):
            return Solution(point=found)
    return Solution()


def without_whole(system: System) -> System:
    """Return a system in which no number has to be whole."""
    if not system.integers:
        return system
    return System(tuple(replace(each, is_integer=False) for each in system.variables), system.rows)


class _Tree:
    """Branches on whole numbers, as long as there are nodes left."""

    def __init__(self, system: System) -> None:
        self.system = system
        terms = self.terms = size_of(limits_of(system))
        self.nodes = min(MAX_NODES, MAX_TERMS // max(1, terms))
        self.before_floats = min(NODES_BEFORE_FLOATS, TERMS_BEFORE_FLOATS // max(1, terms))

    def solution(self, system: System, depth: int = 0) -> Solution:
        """Return a point with whole numbers, or the tree that shows there is none."""
        self.nodes -= 1
        if self.nodes < 0 or depth > MAX_DEPTH:
            raise TooLongError
        narrow = tightened(system)
        if isinstance(narrow, Combination):
            return Solution(refutation=narrow)
        found = over_reals(narrow, is_whole=True)
        if found.point is None:
            return found
        name = _broken(system, found.point)
        if name is None:
            return found
        point = self._near(narrow, found.point) if depth == 0 else None
        point = point or self._suggested()
        if point is not None:
            return Solution(point=point)
        return self._split(system, name, found.point[name], depth)

    def _near(self, narrow: System, point: Point) -> Point | None:
        """Return whole numbers near a point, for a system that is not a small one."""
        near = whole_near(narrow, point) if self.terms >= WORTH else None
        return near if near is not None and self.system.admits(near) else None

    def _suggested(self) -> Point | None:
        """Return a point that the floats find; they are asked once, after some trying."""
        self.before_floats -= 1
        if self.before_floats != -1:
            return None
        narrow = tightened(self.system)
        assert isinstance(narrow, System), "its rows were tightened before"
        point = whole_suggestion(narrow, limits_of(narrow))
        return point if point is not None and self.system.admits(point) else None

    def _split(self, system: System, name: str, number: Fraction, depth: int) -> Solution:
        """Look at both sides of a number, the nearer one first."""
        at = floor(number)
        sides = (Interval.at_most(at), Interval.at_least(at + 1))
        proofs: list[Refutation] = []
        is_up = number - at > Fraction(1, 2)
        for side in sides[::-1] if is_up else sides:
            part = narrowed_to_whole(system, name, side)
            # An empty side needs no reason: the checker sees that by itself.
            nothing = Solution(refutation=Combination(()))
            found = nothing if part is None else self.solution(part, depth + 1)
            if found.refutation is None:
                return found
            proofs.append(found.refutation)
        below, above = proofs[::-1] if is_up else proofs
        return Solution(refutation=ByNumber(name, at, below, above))


def _broken(system: System, point: Point) -> str | None:
    """Return the number that is least whole of those that must be, the first of equals."""
    worst: tuple[Fraction, str] | None = None
    for each in system.variables:
        if each.is_integer and point[each.name].denominator != 1:
            distance = abs(point[each.name] - round(point[each.name]))
            if worst is None or distance > worst[0]:
                worst = distance, each.name
    return None if worst is None else worst[1]


def tightened(system: System) -> System | Combination:
    """Return a system with every row and bound shrunk to what whole numbers can reach.

    Or, where nothing is left of one of them, that this is so.
    """
    if not system.integers:
        return system
    found = system.memo.get(_NARROW)
    if not isinstance(found, System | Combination):
        found = system.memo[_NARROW] = _tightened(system)
    return found


def _tightened(system: System) -> System | Combination:
    variables: list[Variable] = []
    rows: list[Row] = []
    integers = system.integers
    for each in system.variables:
        bounds = whole_numbers(each.bounds) if each.is_integer else each.bounds
        if bounds is None:
            return Combination((Use(each.name, End.LOWER, Fraction(1)),), is_whole=True)
        variables.append(each if bounds is each.bounds else replace(each, bounds=bounds))
    for place, found in enumerate(system.rows):
        whole = whole_row(found, integers)
        if whole is None:
            return Combination((Use(place, End.LOWER, Fraction(1)),), is_whole=True)
        rows.append(whole)
    return System(tuple(variables), tuple(rows))
