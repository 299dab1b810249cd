"""A refutation as a chain: inequalities that share a number, put together one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.quantity.explained.links import NOTHING, part_in
from factcheck.quantity.explained.products import calculated, number_of
from factcheck.quantity.explained.words import (
    ROUNDED_PLACES,
    AtLeastZero,
    rounded,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.quantity.explained.halves import Half, Scene
    from factcheck.quantity.explained.links import Chain, Link

MAX_PLACES = 12
"""To no more decimals are numbers rounded."""


def sentences(chain: Chain, scene: Scene) -> Iterator[str]:
    """Yield a chain in prose: each inequality, what follows from it, and what cannot be."""
    *links, last = chain.links
    if not links:
        yield from _alone(last, chain.signs, scene)
        return
    before, places = NOTHING, _places(chain)
    for place, (link, sum_) in enumerate(zip(links, chain.follows[:-1], strict=True)):
        measured = _measured(sum_, scene) if place == len(links) - 1 else ""
        yield f"{_linked(link, before, sum_, scene, places)}{measured}"
        before = sum_
    ending = f", with {_listed(last.puts, scene)}" if last.puts else ""
    signs = "".join(f", and {scene.told(sign)}" for sign in chain.signs)
    yield f"but {scene.told(last.half, places)}{ending}{signs}: both cannot be"


def _places(chain: Chain) -> int | None:
    """Return to how many decimals numbers are rounded so that the end is seen to contradict.

    ``None`` where it is seen in no rounded numbers, as both ends are the same one.
    """
    one, other = (number_of(said) for said in (chain.follows[-2], chain.links[-1].said))
    if one is None or other is None:
        return ROUNDED_PLACES
    if one == other:
        return None
    is_under = one < other
    for places in range(ROUNDED_PLACES, MAX_PLACES):
        # Each is rounded to the side on which what is said of it stays true.
        low, high = (one, other) if is_under else (other, one)
        if rounded(low, is_up=True, places=places) < rounded(high, is_up=False, places=places):
            return places
    return MAX_PLACES


def _alone(link: Link, signs: tuple[Half, ...], scene: Scene) -> Iterator[str]:
    """Tell an inequality that contradicts itself, signs, or what is put into it."""
    told = scene.told(link.half)
    if link.puts:
        known = _listed(link.puts, scene)
        yield f"{known}{_altogether(link, scene)}"
        ending = "".join(f", and {scene.told(sign)}" for sign in signs)
        yield f"but {told}{ending}: both cannot be"
    elif signs:
        yield told
        yield f"but {_listed(signs, scene)}: both cannot be"
    else:
        yield f"{told}, which cannot be"


def _listed(halves: Iterable[Half], scene: Scene) -> str:
    """Return inequalities in a list: ``a is at least 1 (x), b at most 2 (y) and …``."""
    *most, last = [scene.told(half) for half in halves]
    return f"{', '.join(most)} and {last}" if most else last


def _altogether(link: Link, scene: Scene) -> str:
    """Return what single numbers come to together, in terms of the measure where it is that."""
    if len(link.puts) == 1:
        return ""
    measured = None if scene.measured is None else scene.measured.at_ends(link.half, link.puts)
    if measured is not None:
        return f"; then {measured}"
    sum_ = NOTHING
    for each in link.puts:
        name = part_in(each)
        times = -dict(link.half.said.form.terms)[name] / dict(each.said.form.terms)[name]
        sum_ = sum_.plus(each.said, times)
    return f", so {scene.words(sum_)}"


def _linked(
    link: Link, before: AtLeastZero, sum_: AtLeastZero, scene: Scene, places: int | None
) -> str:
    """Return a link with what follows from it and what came before."""
    told = scene.told(link.half, places)
    if link.puts:
        return f"{_listed(link.halves, scene)}, so {scene.words(sum_, places)}"
    if before == NOTHING:
        return told
    return f"{told}{calculated(before, link.said, sum_)}, so {scene.words(sum_, places)}"


def _measured(sum_: AtLeastZero, scene: Scene) -> str:
    told = None if scene.measured is None else scene.measured.told(sum_)
    return "" if told is None else f"; then {told}"
