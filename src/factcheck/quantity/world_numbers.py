"""The numbers that a world shows: of quantities nobody published, and of cells left open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.expression import AggregateFunction
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.fraction import Fraction
    from factcheck.model.possible import CheckedWorld, Permitted
    from factcheck.quantity.decide.witness import Worlds
    from factcheck.quantity.measures import Measures

MAX_CELLS = 6
"""So many open cells are told in a world. Of more, single numbers tell nothing."""

_PLAIN = {None, AggregateFunction.SUM}

Numbers = tuple[tuple[str, "Fraction", Unit], ...]


def world_numbers(measures: Measures) -> dict[str, Unit]:
    """Return the unknown numbers that a world shows, by the names of their variables."""
    free = {name: term.unit for name, term in measures.free.items()}
    cells = dict(_cells(measures))
    return free | cells if len(cells) <= MAX_CELLS else free


def _cells(measures: Measures) -> Iterator[tuple[str, Unit]]:
    """Yield the open cells that a table would print and that only one number is called by."""
    unknowns = measures.unknowns
    units = {f"{t.table}.{t.column}": t.unit for t in measures.aggregated if t.function in _PLAIN}
    called = Counter(unknowns.labels.values())
    for name in unknowns.sums:
        variable = unknowns.variables[name]
        if called[unknowns.labels[name]] == 1:
            kind = UnitKind.COUNT if variable.is_integer else UnitKind.AMOUNT
            yield name, units.get(name.rpartition("#")[0], Unit(kind))


def in_words(numbers: Numbers, measures: Measures) -> Numbers:
    """Return the numbers of a world under the names that a reader knows."""
    labels = measures.unknowns.labels
    return tuple((labels.get(name, name), number, unit) for name, number, unit in numbers)


def with_worlds_in_words(permitted: Permitted, measures: Measures) -> Permitted:
    """Return what is permitted, its worlds with the names that a reader knows."""

    def told(worlds: Worlds) -> Worlds:
        strict, default, lenient = (_told(each, measures) for each in worlds)
        return strict, default, lenient

    return replace(
        permitted,
        true_worlds=told(permitted.true_worlds),
        false_worlds=told(permitted.false_worlds),
    )


def _told(world: CheckedWorld | None, measures: Measures) -> CheckedWorld | None:
    return None if world is None else replace(world, numbers=in_words(world.numbers, measures))
