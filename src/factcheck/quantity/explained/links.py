"""The order in which inequalities are told: what is known first, what the claim needs at the end.

A certificate's own multiples say that everything adds up to what cannot be, at once. A reader
follows one number after the other: each inequality is put into the one before it so that a number
goes out, and the last one contradicts what came of the others. The multiples are worked out anew
for that, so that nothing rests on the order but the ease of reading.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.linear import Form
from factcheck.quantity.explained.halves import Kind, is_impossible
from factcheck.quantity.explained.products import calculated, is_awkward
from factcheck.quantity.explained.words import AtLeastZero

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.fraction import Fraction
    from factcheck.quantity.explained.halves import Half

MAX_LINKS = 8
"""What uses more inequalities is listed rather than put in order."""
MAX_TRIED = 3_000
"""How many beginnings are looked at."""
MAX_SHARED = 2
"""How many unknown numbers may be left after each link."""
NOTHING = AtLeastZero(Form())

_NEEDED = frozenset({Kind.NEEDED, Kind.SUPPOSED})
_LATE = _NEEDED | {Kind.CASE}


class Link(Struct, frozen=True):
    """An inequality, and others that are put into it: of one number, or of a part and its whole."""

    half: Half
    puts: tuple[Half, ...] = ()

    @property
    def halves(self) -> tuple[Half, ...]:
        """All of them."""
        return (self.half, *self.puts)

    @property
    def said(self) -> AtLeastZero:
        """What they say together."""
        said = self.half.said
        for each in self.puts:
            said = _without(said, each.said, part_in(each)) or said
        return said


class Chain(Struct, frozen=True):
    """Links in order: the last one contradicts what follows from the others."""

    links: tuple[Link, ...]
    follows: tuple[AtLeastZero, ...]
    """What follows from each link and those before it."""
    signs: tuple[Half, ...] = ()
    """What is said of single numbers that the contradiction takes besides."""


def chain_of(halves: tuple[Half, ...], signs: tuple[Half, ...] = ()) -> Chain | None:
    """Return inequalities in an order in which each takes a number out of what came before.

    ``signs`` say besides on which side of zero numbers are. ``None`` where there is no such
    order.
    """
    if len(halves) > MAX_LINKS:
        return None
    own = tuple(half for half in halves if half.is_sign)
    told = tuple(half for half in halves if not half.is_sign) or halves
    every = (*own, *signs)
    found = [chain for some in _enough(told) for chain in _chains(some, every)]
    found = found or _chains(halves, every)
    return min(found, key=_cost) if found else None


def _enough(halves: tuple[Half, ...]) -> Iterator[tuple[Half, ...]]:
    """Yield the inequalities, and without each of which the statement has another end among them.

    A certificate may take the second end only to say on which side of zero a number is.
    """
    yield halves
    for half in halves:
        others = tuple(other for other in halves if other is not half)
        if half.statement and any(other.statement == half.statement for other in others):
            yield others


def _chains(halves: tuple[Half, ...], signs: tuple[Half, ...]) -> list[Chain]:
    search = _Search(signs)
    return [chain for links in _grouped(halves) for chain in search.completed((), (), links)]


def _grouped(halves: tuple[Half, ...]) -> Iterator[tuple[Link, ...]]:
    """Yield the inequalities as links; one with many numbers takes up what is said of single ones.

    That is tried with all of these, then with all but one, and so on.
    """
    long_ = [half for half in halves if _is_sum(half)]
    if not long_:
        yield tuple(Link(half) for half in halves)
        return
    hub = long_[0]
    single = [half for half in halves if half is not hub and _goes_into(half, hub)]
    for number in range(len(single), -1, -1):
        for puts in combinations(single, number):
            rest = tuple(half for half in halves if half is not hub and half not in puts)
            yield (Link(hub, puts), *(Link(half) for half in rest))


def _is_sum(half: Half) -> bool:
    """Whether an inequality is of several numbers together: many, or two on one side."""
    terms = half.said.form.terms
    is_on_one_side = len({multiple > 0 for _, multiple in terms}) == 1
    return len(terms) > MAX_SHARED or (len(terms) == MAX_SHARED and is_on_one_side)


def _goes_into(half: Half, hub: Half) -> bool:
    """Whether what is said of a single number, or of a part, takes it out of an inequality.

    The whole of a part is there already.
    """
    terms = half.said.form.terms
    if half.kind in _NEEDED or len(terms) > MAX_SHARED:
        return False
    name = part_in(half)
    out = _without(hub.said, half.said, name)
    others = {known for known, _ in terms if known != name}
    is_known = others <= {known for known, _ in hub.said.form.terms}
    return out is not None and is_known and not (others and half.said.form.constant)


def part_in(half: Half) -> str:
    """Return the number that an inequality is about: of a part and its whole the part."""
    return max(half.said.form.terms, key=lambda term: abs(term[1]))[0]


def _without(said: AtLeastZero, other: AtLeastZero, name: str) -> AtLeastZero | None:
    """Return what follows from two inequalities without a number; ``None`` for nothing."""
    one, two = _multiple(said, name), _multiple(other, name)
    if one is None or two is None or (one > 0) is (two > 0):
        return None
    return said.plus(other, -one / two)


def _multiple(said: AtLeastZero, name: str) -> Fraction | None:
    return next((multiple for known, multiple in said.form.terms if known == name), None)


class _Search:
    """Looks for orders, as long as there are beginnings left."""

    def __init__(self, signs: tuple[Half, ...]) -> None:
        self.signs = signs
        self.left = MAX_TRIED

    def completed(
        self, links: tuple[Link, ...], follows: tuple[AtLeastZero, ...], rest: tuple[Link, ...]
    ) -> Iterator[Chain]:
        """Yield the chains that go on with the rest of the links."""
        if not rest:
            signs = self._refuting(follows[-1])
            if signs is not None:
                yield Chain(links, follows, signs)
            return
        for link in rest:
            self.left -= 1
            if self.left < 0:
                return
            others = tuple(other for other in rest if other is not link)
            for sum_ in _after(follows, link):
                is_end = bool(others) and not sum_.form.terms
                if not is_end and len(sum_.form.terms) <= MAX_SHARED:
                    yield from self.completed((*links, link), (*follows, sum_), others)

    def _refuting(self, said: AtLeastZero) -> tuple[Half, ...] | None:
        """Return the signs that contradict an inequality; ``None`` where none do."""
        used: list[Half] = []
        for name, _ in said.form.terms:
            known = [half for half in self.signs if half.said.form.terms[0][0] == name]
            outs = [(half, _without(said, half.said, name)) for half in known]
            # What is above zero says more than what is not below.
            outs.sort(key=lambda pair: not pair[0].said.is_strict)
            half, left = next(((h, out) for h, out in outs if out is not None), (None, None))
            if half is None or left is None:
                return None
            used.append(half)
            said = left
        return tuple(used) if is_impossible(said) else None


def _after(follows: tuple[AtLeastZero, ...], link: Link) -> Iterator[AtLeastZero]:
    """Yield what follows from a link and what came before, one number less of either."""
    if not follows:
        yield link.said
        return
    before = follows[-1]
    # A part goes out rather than the whole that it is compared with.
    for name, _ in sorted(before.form.terms, key=lambda term: -abs(term[1])):
        found = _without(before, link.said, name)
        if found is not None:
            yield found


def _cost(chain: Chain) -> tuple[int, int, int, int]:
    """Return how hard a chain is to follow: what the claim needs, early; long inequalities."""
    early = sum(link.half.kind in _LATE for link in chain.links[:-1])
    length = sum(_length(said) for said in chain.follows[:-1])
    awkward = sum(is_awkward(said) for said in chain.follows[1:-1])
    number = len(chain.links) + len(chain.signs)
    return number + early, length + awkward, -_products(chain), _disorder(chain)


def _products(chain: Chain) -> int:
    """Return how often a number is a part of the one before, so that it can be multiplied."""
    pairs = zip(chain.follows, chain.links[1:-1], chain.follows[1:], strict=False)
    return sum(bool(calculated(before, link.said, sum_)) for before, link, sum_ in pairs)


def _length(said: AtLeastZero) -> int:
    return len(said.form.terms) + bool(said.form.constant and len(said.form.terms) > 1)


def _disorder(chain: Chain) -> int:
    """Return how far from a number to what is made of it the chain goes back and forth."""
    return sum(len(link.half.said.form.terms) * place for place, link in enumerate(chain.links))
