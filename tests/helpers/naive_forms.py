"""Forms of claims evaluated naively in one world, and every world of a small table.

Nothing here shares code with the package. A row is a mapping from column to a known value; a
table's rows have ``UNKNOWN`` where nobody knows it. What has no answer in a world is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, product
from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNKNOWN = "?"
COLUMNS = ("g", "p", "f", "n")
DOMAINS: dict[str, tuple[object, ...]] = {
    "g": ("a", "b", "c"),
    "p": (1, 2, 3),
    "f": ("x", "y"),
    "n": (0, 1, 2),
}

Row = dict[str, object]
Rows = tuple[Row, ...]
Number = Fraction


def worlds(rows: Rows) -> Iterator[Rows]:
    """Yield every way to fill in what is unknown."""
    places = [(i, c) for i, row in enumerate(rows) for c in COLUMNS if row[c] == UNKNOWN]
    for values in product(*(DOMAINS[column] for _, column in places)):
        filled = [dict(row) for row in rows]
        for (place, column), value in zip(places, values, strict=True):
            filled[place][column] = value
        yield tuple(filled)


def count_worlds(rows: Rows) -> int:
    """Return how many there are."""
    number = 1
    for row in rows:
        for column in COLUMNS:
            number *= len(DOMAINS[column]) if row[column] == UNKNOWN else 1
    return number


@dataclass(frozen=True)
class Check:
    """A test as the language writes it, and what it means."""

    text: str
    holds: Callable[[Row], bool]
    columns: str
    """The columns that it looks at, each a letter."""


@dataclass(frozen=True)
class Measure:
    """A measure as the language writes it, and what it means for some rows."""

    text: str
    of: Callable[[Rows], Number | None]
    check: Check | None = None
    """What its rows pass."""
    is_partly: bool = False
    """Whether only a part of it is kept to these rows."""


class Either(Enum):
    """A claim that is true or false in a world, depending on what nobody can ask."""

    EITHER = "either"


EITHER = Either.EITHER
Answer = bool | Either | None
"""``None`` for no answer at all."""


@dataclass(frozen=True)
class Claim:
    """The keys of a claim, and whether it is true in a world."""

    body: str
    is_true: Callable[[Rows], Answer]


def numbers(rows: Rows) -> list[int]:
    return [value for row in rows if isinstance(value := row["n"], int)]


def mean(rows: Rows) -> Number | None:
    found = numbers(rows)
    return Fraction(sum(found), len(found)) if found else None


def quantile(rows: Rows, level: Fraction) -> Number | None:
    found = sorted(numbers(rows))
    if not found:
        return None
    place = level * (len(found) - 1)
    below = place.__floor__()
    above = min(below + 1, len(found) - 1)
    return found[below] + (place - below) * (found[above] - found[below])


def share(rows: Rows, check: Check) -> Number | None:
    return Fraction(sum(map(check.holds, rows)), len(rows)) if rows else None


def extreme(rows: Rows, choose: Callable[[list[int]], int]) -> Number | None:
    found = numbers(rows)
    return Fraction(choose(found)) if found else None


def grouped(rows: Rows, column: str) -> dict[object, Rows]:
    """Return the rows of each value that has some."""
    values = [each for each in DOMAINS[column] if any(row[column] == each for row in rows)]
    return {value: tuple(row for row in rows if row[column] == value) for value in values}


def asked(rows: Rows, column: str, measure: Measure) -> dict[object, Number | None]:
    """Return the measure of each group; ``None`` for one that has none.

    A measure that is kept to some groups is asked of no others; one that is partly, of none.
    """
    every = grouped(rows, column)
    if measure.check is not None and measure.check.columns == column:
        spoken = {value: group for value, group in every.items() if measure.check.holds(group[0])}
        every = {} if measure.is_partly and len(spoken) < len(every) else spoken
    return {value: measure.of(group) for value, group in every.items()}


def measured(rows: Rows, column: str, measure: Measure) -> dict[object, Number]:
    """Return the measure of each group that has one."""
    found = asked(rows, column, measure)
    return {value: number for value, number in found.items() if number is not None}


@dataclass(frozen=True)
class Ranking:
    """What a rank claim demands."""

    group: str
    first: int
    last: int
    is_lowest: bool = False
    is_from_end: bool = False
    is_negated: bool = False
    is_unique: bool = False

    def is_true(self, found: dict[object, Number]) -> bool | None:
        """Whether the group has one of the places."""
        if self.group not in found or len(found) < 2:
            return None
        mine = found[self.group]
        is_low = self.is_lowest != self.is_from_end
        ahead = [n for n in found.values() if (n < mine if is_low else n > mine)]
        place = len(ahead) + 1
        is_there = (self.first <= place <= self.last) != self.is_negated
        is_alone = list(found.values()).count(mine) == 1
        return is_there and (is_alone or not self.is_unique)


def trend_is_true(found: dict[object, Number], *, is_rising: bool) -> bool | None:
    """Whether each step goes that way; ``None`` with a gap."""
    if set(found) != set(DOMAINS["p"]):
        return None
    steps = list(pairwise(found[period] for period in sorted(found, key=str)))
    return all(after > before if is_rising else after < before for before, after in steps)


def each_is_true(satisfied: dict[object, bool | None], selection: str) -> Answer:
    """Whether so many groups satisfy it; one without a measure may do so or not."""
    open_ = list(satisfied.values()).count(None)
    if open_ == len(satisfied):
        return None
    surely = sum(held is True for held in satisfied.values())
    answers = {_is_so_many(surely + more, len(satisfied), selection) for more in range(open_ + 1)}
    return EITHER if len(answers) > 1 else answers.pop()


def at_least_is_true(satisfied: dict[object, bool | None], least: int) -> Answer:
    """Whether the number of groups that satisfy it is as large."""
    surely = sum(held is True for held in satisfied.values())
    is_open = surely < least <= surely + list(satisfied.values()).count(None)
    return EITHER if is_open else surely >= least


def _is_so_many(count: int, number: int, selection: str) -> bool:
    match selection.split():
        case ["all"]:
            return count == number
        case ["none"]:
            return count == 0
        case ["at", "least", least]:
            return count >= int(least)
        case ["at", "most", most]:
            return count <= int(most)
        case [exactly]:
            return count == int(exactly)
        case _:
            raise AssertionError(selection)
