"""Linear rows decided exactly: a point, or the multiples of ends that contradict each other.

Method: the general simplex of Dutertre and de Moura (2006). Every row is a number of its own,
tied to the variables by a tableau and bounded by what the row allows. Ends that do not belong to
their set are kept by an infinitesimal: a number is ``real + small * delta`` with a delta above
zero and below every other number. Pivots follow Bland's rule once a run of greedy ones is over,
so that it ends; effort is counted in pivots, never in seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.limits import MINUS, ONE, Near, limits_of
from factcheck.bounds.merged import shared_out, unmerged
from factcheck.model.certificate import Combination, End
from factcheck.model.fraction import Fraction
from factcheck.model.linear import ZERO

if TYPE_CHECKING:
    from factcheck.bounds.limits import Limits
    from factcheck.bounds.merged import Merged
    from factcheck.model.linear import Form, Row, System

MAX_PIVOTS = 20_000
"""How many pivots the questions to one tableau may take."""
MAX_STEPS = 10_000_000
"""How many multiples they may change."""
GREEDY_PIVOTS = 200
"""After so many pivots the first candidate is taken, which cannot go round in circles."""

Point = dict[str, Fraction]
_Key = int | str
"""A row by its place, or a variable by its name."""


class TooLongError(Exception):
    """A question took more pivots than are allowed."""


_NOTHING = Near(ZERO, ZERO)


class Optimum(Struct, frozen=True):
    """The largest number of a form over a system."""

    end: Fraction | None
    """The least upper bound; ``None`` where there is none."""
    is_attained: bool
    point: Point
    """Where it is attained, or a point near it."""
    proof: Combination | None
    """Multiples of ends that add up to ``end`` less the form."""


class Tableau:
    """The rows of a system in the state of the simplex.

    Raises ``TooLongError`` from every question that takes too many pivots.
    """

    def __init__(
        self, system: System, limits: Limits | None = None, short: Merged | None = None
    ) -> None:
        """Begin with every row basic; ``short`` has the same limits with fewer numbers."""
        self.limits = limits_of(system) if limits is None else limits
        self.short = unmerged(self.limits) if short is None else short
        fixed, left_out = self.limits.fixed, self.short.left_out
        self.lower: dict[_Key, Near] = {}
        self.upper: dict[_Key, Near] = {}
        self.value: dict[_Key, Near] = {}
        self.order: dict[_Key, int] = {}
        self.rows: dict[_Key, dict[_Key, Fraction]] = {}
        """For each basic number the multiples of the others that it is made of."""
        self.columns: dict[_Key, set[_Key]] = {}
        """For each other number the basic ones that are made of it."""
        self.clash = self.limits.clash
        self.pivots = self.steps = 0
        self.lower.update((name, each.at) for name, each in self.short.limits.lower.items())
        self.upper.update((name, each.at) for name, each in self.short.limits.upper.items())
        for each in system.variables:
            self.order[each.name] = len(self.order)
            if each.name not in fixed and each.name not in left_out:
                self.columns[each.name] = set()
                self.value[each.name] = self._start(each.name)
        for place, row in self.short.limits.rows.items():
            self._add_row(place, row)

    def _start(self, key: _Key) -> Near:
        """Return a number inside the bounds of a variable."""
        lower, upper = self.lower.get(key), self.upper.get(key)
        if lower is not None and lower > _NOTHING:
            return lower
        return upper if upper is not None and upper < _NOTHING else _NOTHING

    def _add_row(self, place: int, row: Row) -> None:
        """Add a row's form, without its known numbers, as a basic number."""
        self.order[place] = len(self.order)
        made, known = self._made_of(row.form)
        allowed = row.allowed
        if allowed.lower is not None:
            self.lower[place] = Near(allowed.lower - known, ZERO if allowed.lower_closed else ONE)
        if allowed.upper is not None:
            self.upper[place] = Near(allowed.upper - known, ZERO if allowed.upper_closed else MINUS)
        self._make_basic(place, made)

    def _made_of(self, form: Form) -> tuple[dict[_Key, Fraction], Fraction]:
        """Return a form written in numbers that are not basic now, and its known part."""
        made: dict[_Key, Fraction] = {}
        known, fixed = form.constant, self.limits.fixed
        for name, multiple in form.terms:
            if name in fixed:
                known += multiple * fixed[name]
                continue
            inside = self.rows.get(name)
            if inside is None:
                _add(made, name, multiple)
                continue
            for other, inner in inside.items():
                _add(made, other, multiple * inner)
        return made, known

    def _make_basic(self, key: _Key, made: dict[_Key, Fraction]) -> None:
        self.rows[key] = made
        total = _NOTHING
        for other, multiple in made.items():
            self.columns[other].add(key)
            total = total.plus(self.value[other], multiple)
        self.value[key] = total

    def is_possible(self) -> bool:
        """Whether some point satisfies everything; if not, ``clash`` tells why."""
        while self.clash is None:
            broken = self._broken()
            if broken is None:
                return True
            self._mend(*broken)
        return False

    def _broken(self) -> tuple[_Key, End] | None:
        """Return a basic number outside its bounds, and the end that it misses."""
        found, worst = None, None
        for key in self.rows:
            value = self.value[key]
            lower, upper = self.lower.get(key), self.upper.get(key)
            if lower is not None and value < lower:
                missed, end = lower.plus(value, MINUS), End.LOWER
            elif upper is not None and value > upper:
                missed, end = value.plus(upper, MINUS), End.UPPER
            else:
                continue
            # Short rows first: what they tie together is not written out in the longer ones.
            length = len(self.rows[key]) if self.short.is_worth else 0
            rank = (-length, missed, -self.order[key])
            if self.pivots > GREEDY_PIVOTS:
                rank = (0, _NOTHING, -self.order[key])
            if worst is None or rank > worst:
                found, worst = (key, end), rank
        return found

    def _mend(self, key: _Key, end: End) -> None:
        """Bring a basic number to the end that it misses, or find why that cannot be."""
        wanted = self.lower[key] if end is End.LOWER else self.upper[key]
        rises = end is End.LOWER
        chosen: _Key | None = None
        for other, multiple in self.rows[key].items():
            if self._may_move(other, up=(multiple > 0) is rises) and (
                chosen is None or self._rank(other) < self._rank(chosen)
            ):
                chosen = other
        if chosen is None:
            multiples = self._multiples(self.rows[key], rises=rises)
            if isinstance(key, int):
                multiples[key] = ONE if rises else MINUS
            self.clash = self.limits.completed(multiples)
            assert self.clash is not None, "what cannot move is at an end"
            return
        step = wanted.plus(self.value[key], MINUS)
        factor = 1 / self.rows[key][chosen]
        self._move(chosen, Near(step.real * factor, step.small * factor))
        self._pivot(key, chosen)

    def _rank(self, key: _Key) -> tuple[int, int]:
        greedy = 0 if self.pivots > GREEDY_PIVOTS else len(self.columns[key])
        return greedy, self.order[key]

    def _may_move(self, key: _Key, *, up: bool) -> bool:
        end = self.upper.get(key) if up else self.lower.get(key)
        return end is None or self.value[key] != end

    def _multiples(self, made: dict[_Key, Fraction], *, rises: bool) -> dict[int, Fraction]:
        """Return the multiples of rows that keep a sum of numbers from rising, or from falling."""
        return {
            other: -multiple if rises else multiple
            for other, multiple in made.items()
            if isinstance(other, int)
        }

    def _move(self, key: _Key, step: Near) -> None:
        """Move a number that is not basic, and the basic ones with it."""
        value, rows = self.value, self.rows
        value[key] = value[key].plus(step, ONE)
        for basic in self.columns[key]:
            value[basic] = value[basic].plus(step, rows[basic][key])

    def _pivot(self, leaving: _Key, entering: _Key) -> None:
        """Exchange a basic number for one that is not."""
        self.pivots += 1
        if self.pivots > MAX_PIVOTS or self.steps > MAX_STEPS:
            raise TooLongError
        made = self.rows.pop(leaving)
        for other in made:
            self.columns[other].discard(leaving)
        factor = 1 / made.pop(entering)
        solved = {other: -multiple * factor for other, multiple in made.items()}
        solved[leaving] = factor
        users = self.columns.pop(entering)
        self.steps += len(users) * len(solved)
        self.columns[leaving] = set()
        self.rows[entering] = solved
        for other in solved:
            self.columns[other].add(entering)
        for user in users:
            self._replace(user, entering, solved)

    def _replace(self, user: _Key, entering: _Key, solved: dict[_Key, Fraction]) -> None:
        """Write out a number in a basic one's row."""
        # Written out here: this is what most of the time is spent on.
        row, columns = self.rows[user], self.columns
        share = row.pop(entering)
        is_plain = share == ONE
        for other, multiple in solved.items():
            part = multiple if is_plain else share * multiple
            before = row.get(other)
            if before is None:
                row[other] = part
                columns[other].add(user)
                continue
            total = before + part
            if total:
                row[other] = total
            else:
                del row[other]
                columns[other].discard(user)

    def largest(self, form: Form) -> Optimum | None:
        """Return the largest number of a form; ``None`` where nothing is possible.

        The form has equal multiples of numbers that were taken together.
        """
        if not self.is_possible():
            return None
        made, known = self._made_of(self.short.form(form))
        goal = "\0goal"
        self.order[goal] = len(self.order)
        self._make_basic(goal, made)
        is_bounded = self._climb(goal)
        value, made = self.value.pop(goal), self.rows.pop(goal)
        del self.order[goal]
        for other in made:
            self.columns[other].discard(goal)
        if not is_bounded:
            return Optimum(None, False, self.point(), None)
        proof = self.limits.completed(self._multiples(made, rises=True), form)
        return Optimum(value.real + known, value.small == 0, self.point(), proof)

    def _climb(self, goal: _Key) -> bool:
        """Raise a basic number as far as it goes; return whether that comes to an end."""
        while True:
            chosen = self._entering(goal)
            if chosen is None:
                return True
            up = self.rows[goal][chosen] > 0
            blocking, room = self._room(chosen, up=up, goal=goal)
            if room is None:
                return False
            self._move(chosen, room if up else Near(-room.real, -room.small))
            if blocking is not None and blocking != chosen:
                self._pivot(blocking, chosen)

    def _entering(self, goal: _Key) -> _Key | None:
        """Return a number with which a basic one rises; ``None`` where there is none."""
        is_greedy = self.short.is_worth and self.pivots <= GREEDY_PIVOTS
        chosen: _Key | None = None
        best = (ZERO, 0)
        for other, multiple in self.rows[goal].items():
            if self._may_move(other, up=multiple > 0):
                rank = (abs(multiple) if is_greedy else ZERO, -self.order[other])
                if chosen is None or rank > best:
                    chosen, best = other, rank
        return chosen

    def _room(self, key: _Key, *, up: bool, goal: _Key) -> tuple[_Key | None, Near | None]:
        """Return how far a number can move, and what stops it."""
        end = self.upper.get(key) if up else self.lower.get(key)
        found: Near | None = None
        if end is not None:
            gap = end.plus(self.value[key], MINUS)
            found = gap if up else Near(-gap.real, -gap.small)
        blocking: _Key | None = key if end is not None else None
        for basic in self.columns[key]:
            if basic == goal:
                continue
            multiple = self.rows[basic][key]
            stop = (self.upper if (multiple > 0) is up else self.lower).get(basic)
            if stop is None:
                continue
            gap = stop.plus(self.value[basic], MINUS)
            factor = 1 / (multiple if up else -multiple)
            room = Near(gap.real * factor, gap.small * factor)
            is_first = blocking is not None and self.order[basic] < self.order[blocking]
            if found is None or room < found or (room == found and is_first):
                found, blocking = room, basic
        return blocking, found

    def point(self) -> Point:
        """Return a number for every variable, with a delta small enough for every strict end."""
        delta = ONE
        for key, value in self.value.items():
            lower, upper = self.lower.get(key), self.upper.get(key)
            if lower is not None:
                delta = _small_enough(delta, lower, value)
            if upper is not None:
                delta = _small_enough(delta, value, upper)
        point = dict(self.limits.fixed)
        for key, value in self.value.items():
            if isinstance(key, str):
                point[key] = value.real + value.small * delta
        shared_out(point, self.short, self.limits)
        return point


def _small_enough(delta: Fraction, less: Near, more: Near) -> Fraction:
    """Return a delta at most as large with which ``less`` is at most ``more``."""
    if less.small > more.small and less.real < more.real:
        return min(delta, (more.real - less.real) / (less.small - more.small))
    return delta


def _add(made: dict[_Key, Fraction], key: _Key, number: Fraction) -> None:
    """Add to one multiple of a sum."""
    before = made.get(key)
    total = number if before is None else before + number
    if total:
        made[key] = total
    else:
        made.pop(key, None)
