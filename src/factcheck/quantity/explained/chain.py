"""A refutation as a chain: inequalities that share a number, put together one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.linear import Form
from factcheck.quantity.explained.halves import Half, Kind
from factcheck.quantity.explained.words import AtLeastZero, digits, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.fraction import Fraction
    from factcheck.quantity.explained.halves import Scene

MAX_LINKS = 8
"""A refutation that uses more is listed rather than put into a chain."""
MAX_TRIED = 3_000
"""How many beginnings of chains are looked at."""
MAX_SHARED = 2
"""How many unknown numbers may be left after each link."""
_NOTHING = AtLeastZero(Form())


def chain_of(halves: tuple[Half, ...]) -> tuple[Half, ...] | None:
    """Return inequalities in an order in which each shares a number with what came before.

    What is known of numbers comes first, what the claim needs late, that numbers are not below
    zero last. ``None`` where there is no such order.
    """
    if len(halves) > MAX_LINKS:
        return None
    ordered = sorted(enumerate(halves), key=lambda pair: (*_place(pair[1]), pair[0]))
    left = [MAX_TRIED]
    return _completed((), _NOTHING, tuple(half for _, half in ordered), left)


def _place(half: Half) -> tuple[bool, bool, bool, int]:
    is_told = half.kind in {Kind.STATEMENT, Kind.BOUND, Kind.NOT_NEGATIVE}
    return half.is_sign, not is_told, half.kind is Kind.NEEDED, len(half.said.form.terms)


def _completed(
    chain: tuple[Half, ...], sum_: AtLeastZero, rest: tuple[Half, ...], left: list[int]
) -> tuple[Half, ...] | None:
    if not rest:
        return chain
    shared = {name for name, _ in sum_.form.terms}
    for half in rest:
        left[0] -= 1
        if left[0] < 0:
            return None
        if chain and shared.isdisjoint(name for name, _ in half.said.form.terms):
            continue
        more = sum_.plus(half.said, half.multiple)
        others = tuple(other for other in rest if other is not half)
        is_end = not more.form.terms and bool(others)
        if is_end or len(more.form.terms) > MAX_SHARED:
            continue
        found = _completed((*chain, half), more, others, left)
        if found is not None:
            return found
    return None


def sentences(chain: tuple[Half, ...], scene: Scene) -> Iterator[str]:
    """Yield a chain in prose: each inequality, what follows from it, and what cannot be."""
    *links, last = chain
    signs: list[Half] = []
    if last.is_sign and len(links) > 1:
        signs, last = [last], links.pop()
    sum_ = _NOTHING
    for place, half in enumerate(links):
        before, sum_ = sum_, sum_.plus(half.said, half.multiple)
        follows = _follows(before, half, sum_, scene) if place else ""
        measured = _measured(sum_, scene) if place == len(links) - 1 else ""
        yield f"{scene.told(half)}{follows}{measured}"
    if not links:
        yield f"{scene.told(last)}, which cannot be"
        return
    told = "".join(f", and {scene.told(sign)}" for sign in signs)
    yield f"but {scene.told(last)}{told}: both cannot be"


def _measured(sum_: AtLeastZero, scene: Scene) -> str:
    told = None if scene.measured is None else scene.measured.told(sum_)
    return "" if told is None else f"; then {told}"


def _follows(before: AtLeastZero, half: Half, sum_: AtLeastZero, scene: Scene) -> str:
    """Return what follows from a link and what came before it, with the numbers put in."""
    return f"{_calculated(before, half.said, sum_)}, so {scene.words(sum_)}"


def _calculated(before: AtLeastZero, link: AtLeastZero, sum_: AtLeastZero) -> str:
    """Return the multiplication behind a link: ``, and 63 % of 20 % is 12.6 %``."""
    ratio, result = _part_of(link), _part_of(sum_)
    first = _part_of(before)
    if ratio is None or ratio >= 1:
        return ""
    if first is not None and result is not None and first < 1 and first * ratio == result:
        pair = (first, ratio) if _leads(before, link) else (ratio, first)
        return f", and {part(pair[0])} of {part(pair[1])} is {part(result)}"
    number, product = _number(before), _number(sum_)
    if number and product and number * ratio == product:
        is_up = sum_.form.terms[0][1] < 0
        return (
            f", and {part(ratio)} of {digits(number, is_up=is_up)} "
            f"is {digits(product, is_up=is_up)}"
        )
    return ""


def _leads(before: AtLeastZero, link: AtLeastZero) -> bool:
    """Whether the whole of what came before is a part in the link."""
    wholes = {name for name, multiple in before.form.terms if multiple < 0}
    return any(name in wholes for name, multiple in link.form.terms if multiple > 0)


def _part_of(said: AtLeastZero) -> Fraction | None:
    """Return which part of another number a number is at least; ``None`` for no such part."""
    terms = said.form.terms
    if said.form.constant or len(terms) != MAX_SHARED:
        return None
    (_, one), (_, other) = terms
    if (one > 0) is (other > 0):
        return None
    ratio = -other / one if one > 0 else -one / other
    return ratio if ratio <= 1 else None


def _number(said: AtLeastZero) -> Fraction | None:
    """Return the number that a single unknown one is compared with."""
    terms = said.form.terms
    if len(terms) != 1 or not said.form.constant:
        return None
    return -said.form.constant / terms[0][1]
