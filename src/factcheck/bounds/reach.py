"""What propagation leaves of some numbers, narrowed row by row without starting again.

The bounds are those of ``propagate``; a further row is looked at together with the rows that
share a number with it, and so on, until nothing moves.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.bounds.propagate import (
    MAX_ROUNDS,
    MEMO,
    image_of,
    propagate,
    tighten,
    whole_rows,
)
from factcheck.bounds.separate import separate_range
from factcheck.bounds.whole import whole_row
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.bounds.propagate import Box
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Form

_MEMO = "reach"

_Direction = tuple[tuple[str, "Fraction"], ...]
"""The terms of a form divided by the first multiple: proportional forms have one direction."""


class Change(Struct, frozen=True):
    """What is different in a narrower reach."""

    moved: frozenset[str]
    """The numbers whose bounds are tighter."""
    rows: tuple[frozenset[str], ...]
    """The numbers of each new row."""

    def may_narrow(self, names: frozenset[str]) -> bool:
        """Whether bounds on a form over some numbers may be tighter than before."""
        return not names.isdisjoint(self.moved) or any(each <= names for each in self.rows)


class Reach(Struct, frozen=True, eq=False):
    """What is known of some numbers, and bounds on each. Nothing that is inside is changed."""

    variables: tuple[Variable, ...]
    integers: frozenset[str]
    rows: tuple[Row, ...]
    box: Box
    touching: dict[str, tuple[int, ...]]
    """For each number the places of the rows of several numbers that it occurs in."""
    directions: dict[_Direction, Interval]
    """What rows leave to forms of several numbers, by direction and without constants."""
    kinds: tuple[_Direction, ...]
    """The direction of each row; none for a row of a single number."""
    memo: dict[str, System] = field(default_factory=dict)

    def of(self, form: Form) -> Interval | None:
        """Return bounds on a form; ``None`` where rows of its direction leave nothing."""
        bounds: Interval | None = image_of(form, self.box)
        if len(form.terms) < 2:  # noqa: PLR2004 - of a single number the box tells all
            return bounds
        direction, multiple = _direction(form)
        known = self.directions.get(direction)
        if known is not None and bounds is not None:
            bounds = bounds.intersect(known.scaled(multiple).shifted(form.constant))
        inside = self._inside(form, direction)
        if bounds is None or not inside:
            return bounds
        separate = separate_range(form, self.box, (self.rows[place] for place in inside))
        return None if separate is None else bounds.intersect(separate)

    def _inside(self, form: Form, direction: _Direction) -> list[int]:
        """Return the places of rows over several of a form's numbers and no others.

        Rows of the form's own direction are left out. Such a row occurs at two of the numbers at
        least, so the number with most rows need not be asked.
        """
        lists = sorted((self.touching.get(name, ()) for name, _ in form.terms), key=len)
        places = {place for each in lists[:-1] for place in each}
        names = {name for name, _ in form.terms}
        return [
            place
            for place in sorted(places)
            if self.kinds[place] != direction
            and all(name in names for name, _ in self.rows[place].form.terms)
        ]

    def narrowed(self, rows: Iterable[Row]) -> Reach | None:
        """Return what further rows leave; ``None`` is a proof that they leave nothing."""
        added: list[Row] = []
        for row in rows:
            bounds, whole = self.of(row.form), whole_row(row, self.integers)
            if bounds is None or whole is None:
                return None
            if not bounds.is_within(whole.allowed):
                added.append(whole)
        return self if not added else self._with((*added, *self._of_single_numbers(added)))

    def _of_single_numbers(self, added: Iterable[Row]) -> Iterator[Row]:
        """Yield what rows of two numbers say of each alone, beside others of the same two."""
        for row in added:
            if len(row.form.terms) != 2:  # noqa: PLR2004 - of more, one stays with others
                continue
            (one, _), (other, _) = row.form.terms
            for place in self.touching.get(one, ()):
                known = self.rows[place]
                if [name for name, _ in known.form.terms] == [one, other]:
                    yield from _without_each(row, known)

    def _with(self, added: tuple[Row, ...]) -> Reach | None:
        rows = self.rows + added
        touching, directions = dict(self.touching), dict(self.directions)
        places = range(len(self.rows), len(rows))
        kinds = _note_rows(rows, places, touching, directions)
        if kinds is None:
            return None
        box = dict(self.box)
        if not _settle(box, rows, touching, places, self.integers):
            return None
        kinds = self.kinds + kinds
        return Reach(self.variables, self.integers, rows, box, touching, directions, kinds)

    def fixed(self, name: str, number: Fraction) -> Reach | None:
        """Return what is left where one number is known; ``None`` where that leaves nothing.

        The number must lie in its bounds.
        """
        box = {**self.box, name: Interval.point(number)}
        places = self.touching.get(name, ())
        if not _settle(box, self.rows, self.touching, places, self.integers):
            return None
        return replace(self, box=box, memo={})

    def change_to(self, other: Reach) -> Change:
        """Return what is different in a reach that was narrowed from this one."""
        moved = (name for name, bounds in other.box.items() if bounds is not self.box[name])
        rows = other.rows[len(self.rows) :]
        names = (frozenset(name for name, _ in row.form.terms) for row in rows)
        return Change(frozenset(moved), tuple(names))

    @property
    def system(self) -> System:
        """The same as a system, with bounds as tight as they were found."""
        if _MEMO not in self.memo:
            variables = tuple(
                Variable(each.name, self.box[each.name], each.is_integer) for each in self.variables
            )
            system = System(variables, self.rows)
            system.memo.update({MEMO: self.box, _MEMO: self})
            self.memo[_MEMO] = system
        return self.memo[_MEMO]

    def about(self, forms: Iterable[Form]) -> System:
        """Return the part of the system that some forms have to do with."""
        waiting = [name for form in forms for name, _ in form.terms]
        names, places = set(waiting), set[int]()
        while waiting:
            for place in self.touching.get(waiting.pop(), ()):
                if place not in places:
                    places.add(place)
                    fresh = {name for name, _ in self.rows[place].form.terms} - names
                    names |= fresh
                    waiting.extend(fresh)
        return System(
            tuple(each for each in self.system.variables if each.name in names),
            tuple(self.rows[place] for place in sorted(places)),
        )


def _without_each(row: Row, known: Row) -> Iterator[Row]:
    """Yield the combinations of two rows of the same two numbers in which one is left."""
    for (_, of_row), (_, of_known) in zip(row.form.terms, known.form.terms, strict=True):
        ratio = of_row / of_known
        form = row.form - known.form.scaled(ratio)
        if not form.is_constant:
            yield Row(row.statement, form, row.allowed - known.allowed.scaled(ratio))


def reach_of(system: System) -> Reach | None:
    """Return what propagation leaves of a system's numbers; ``None`` for a contradiction."""
    if _MEMO not in system.memo:
        system.memo[_MEMO] = _reach(system)
    return cast("Reach | None", system.memo[_MEMO])


def _reach(system: System) -> Reach | None:
    box, rows = propagate(system), whole_rows(system)
    if box is None or rows is None:
        return None
    touching: dict[str, tuple[int, ...]] = {}
    directions: dict[_Direction, Interval] = {}
    kinds = _note_rows(rows, range(len(rows)), touching, directions)
    if kinds is None:
        return None
    return Reach(system.variables, system.integers, rows, box, touching, directions, kinds)


def _note_rows(
    rows: tuple[Row, ...],
    places: range,
    touching: dict[str, tuple[int, ...]],
    directions: dict[_Direction, Interval],
) -> tuple[_Direction, ...] | None:
    """Note rows by their numbers and directions, and return these.

    A row of a single number says all it can the first time it is looked at. ``None`` where the
    rows of one direction leave nothing.
    """
    kinds: list[_Direction] = []
    for place in places:
        form = rows[place].form
        if len(form.terms) < 2:  # noqa: PLR2004 - of a single number the box tells all
            kinds.append(())
            continue
        for name, _ in form.terms:
            touching[name] = (*touching.get(name, ()), place)
        direction, multiple = _direction(form)
        kinds.append(direction)
        allowed = rows[place].allowed.shifted(-form.constant).scaled(1 / multiple)
        both = allowed.intersect(directions.get(direction, allowed))
        if both is None:
            return None
        directions[direction] = both
    return tuple(kinds)


def _direction(form: Form) -> tuple[_Direction, Fraction]:
    first = form.terms[0][1]
    if first == 1:
        return form.terms, first
    return tuple((name, multiple / first) for name, multiple in form.terms), first


def _settle(
    box: Box,
    rows: tuple[Row, ...],
    touching: dict[str, tuple[int, ...]],
    places: Iterable[int],
    integers: frozenset[str],
) -> bool:
    """Tighten a box in place, by some rows first; ``False`` on a contradiction."""
    waiting = deque(places)
    for _ in range(MAX_ROUNDS * max(1, len(rows))):
        if not waiting:
            break
        moved = tighten(rows[waiting.popleft()], box, integers)
        if moved is None:
            return False
        for name in moved:
            waiting.extend(place for place in touching.get(name, ()) if place not in waiting)
    return True
