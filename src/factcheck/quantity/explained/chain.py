"""A refutation as a chain: inequalities that share a number, put together one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told, told_join, told_list
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
        yield told_join("", (_linked(link, before, sum_, scene, places), measured))
        before = sum_
    ending = told(", with {numbers}", numbers=_listed(last.puts, scene)) if last.puts else ""
    parts = (scene.told(last.half, places), ending, _signs(chain.signs, scene))
    yield told("but {text}: both cannot be", text=told_join("", parts))


def _signs(signs: Iterable[Half], scene: Scene) -> str:
    """Return on which side of zero numbers are, to go on with: ``, and a is at least 0 (x)``."""
    return told_join("", (told(", and {text}", text=scene.told(sign)) for sign in signs))


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
    own = scene.told(link.half)
    if link.puts:
        known = _listed(link.puts, scene)
        yield told_join("", (known, _altogether(link, scene)))
        said = told_join("", (own, _signs(signs, scene)))
        yield told("but {text}: both cannot be", text=said)
    elif signs:
        yield own
        yield told("but {text}: both cannot be", text=_listed(signs, scene))
    else:
        yield told("{text}, which cannot be", text=own)


def _listed(halves: Iterable[Half], scene: Scene) -> str:
    """Return inequalities in a list: ``a is at least 1 (x), b at most 2 (y) and …``."""
    return told_list(scene.told(half) for half in halves)


def _altogether(link: Link, scene: Scene) -> str:
    """Return what single numbers come to together, in terms of the measure where it is that."""
    if len(link.puts) == 1:
        return ""
    measured = None if scene.measured is None else scene.measured.at_ends(link.half, link.puts)
    if measured is not None:
        return told("; then {text}", text=measured)
    sum_ = NOTHING
    for each in link.puts:
        name = part_in(each)
        times = -dict(link.half.said.form.terms)[name] / dict(each.said.form.terms)[name]
        sum_ = sum_.plus(each.said, times)
    return told(", so {text}", text=scene.words(sum_))


def _linked(
    link: Link, before: AtLeastZero, sum_: AtLeastZero, scene: Scene, places: int | None
) -> str:
    """Return a link with what follows from it and what came before."""
    own = scene.told(link.half, places)
    follows = told(", so {text}", text=scene.words(sum_, places))
    if link.puts:
        return told_join("", (_listed(link.halves, scene), follows))
    if before == NOTHING:
        return own
    return told_join("", (own, calculated(before, link.said, sum_), follows))


def _measured(sum_: AtLeastZero, scene: Scene) -> str:
    said = None if scene.measured is None else scene.measured.told(sum_)
    return "" if said is None else told("; then {text}", text=said)
