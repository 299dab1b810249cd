"""As little evidence with a level of confidence as a conclusion needs.

Method: a conclusion is as sure as the evidence it is drawn from. So the surest part of the evidence
is tried first, which is the one without any level, then the next, and the first that leads to the
same conclusion is taken. With many levels not every part is tried: then each level is dropped in
turn, the least sure one first, where the conclusion stands without it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from factcheck.model.confidence import combined, levels_of, word_level
from factcheck.model.plan import Premise
from factcheck.model.told import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.model.confidence import Level
    from factcheck.model.linear import System

MOST_TRIED = 5
"""With no more levels than this every part is tried, of which there are 32."""

Levels = tuple["Level", ...]
_Found = TypeVar("_Found")


def surest(
    levels: Levels,
    found: _Found,
    drawn: Callable[[Levels], _Found],
    is_same: Callable[[_Found], bool],
) -> tuple[_Found, Levels]:
    """Return a conclusion drawn from the surest evidence that is enough for it, and its levels.

    ``found`` is what was drawn from all ``levels``; ``drawn`` draws it from some of them beside
    everything that has none, and ``is_same`` says whether that is the same conclusion.
    """
    if len(levels) > MOST_TRIED:
        return _reduced(levels, found, drawn, is_same)
    for some in _parts(levels):
        other = drawn(some)
        if is_same(other):
            return other, some
    return found, levels


def _parts(levels: Levels) -> Iterator[Levels]:
    """Yield every part that is not the whole, the surest first."""
    every = (some for size in range(len(levels)) for some in combinations(levels, size))
    yield from sorted(every, key=lambda some: -combined(some))


def _reduced(
    levels: Levels,
    found: _Found,
    drawn: Callable[[Levels], _Found],
    is_same: Callable[[_Found], bool],
) -> tuple[_Found, Levels]:
    certain = drawn(())
    if is_same(certain):
        return certain, ()
    kept = levels
    for least in sorted(levels, key=lambda each: each.level):
        some = tuple(each for each in kept if each != least)
        other = drawn(some)
        if is_same(other):
            found, kept = other, some
    return found, kept


def with_levels(system: System, some: Levels) -> System:
    """Return a system without the rows of what has another level than some."""
    others = {each.name for each in levels_of(system.rows)} - {each.name for each in some}
    return system.without(frozenset(others)) if others else system


def confidence_premises(levels: Iterable[Level]) -> Iterator[Premise]:
    """Yield a premise for each level that a conclusion rests on."""
    for each in levels:
        text = told("confidence of {name}: {level}", name=each.name, level=word_level(each.level))
        yield Premise("confidence", each.name, text)


def levels_in(levels: Levels, conflicts: tuple[tuple[str, ...], ...]) -> tuple[Levels, ...]:
    """Return the levels in each of some conflicts; nothing where nothing has a level."""
    if not levels:
        return ()
    return tuple(tuple(each for each in levels if each.name in names) for names in conflicts)
