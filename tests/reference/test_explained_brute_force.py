"""What proofs say in prose, read back and compared with every point of a grid."""

from __future__ import annotations

from fractions import Fraction as Plain
from itertools import product
from random import Random

import pytest
from read_back import PRODUCT, is_so, number
from small_systems import random_form, random_system, total

from factcheck.bounds.solve import solve
from factcheck.model.certificate import Combination
from factcheck.model.fraction import Fraction
from factcheck.quantity.explained.chain import sentences
from factcheck.quantity.explained.halves import Half, Scene, is_impossible, sum_of
from factcheck.quantity.explained.links import chain_of
from factcheck.quantity.explained.words import AtLeastZero, digits, in_words

SEEDS = range(40)
STEPS = [Plain(step, 2) for step in range(-8, 9)]


def _is_met(said: AtLeastZero, place: dict[str, Plain]) -> bool:
    found = total(said.form, place)
    return found > 0 if said.is_strict else found >= 0


def _is_short(said: AtLeastZero) -> bool:
    """Whether no number in it can be long: all multiples are ones."""
    return all(abs(multiple) == 1 for _, multiple in said.form.terms)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_inequality_in_words_says_no_more_than_it_does(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing secret is made
    for _ in range(25):
        names = ["x", "y", "z"][: random.randint(1, 3)]
        said = AtLeastZero(random_form(random, names), random.random() < 0.5)
        if said.form.is_constant:
            continue
        text = in_words(said, {})
        for numbers in product(STEPS[::3], repeat=len(names)):
            place = dict(zip(names, numbers, strict=True))
            if _is_met(said, place):
                assert is_so(text, place), (text, place)
            elif _is_short(said):
                assert not is_so(text, place), (text, place)


def _refutations(seed: int) -> list[tuple[Scene, tuple[Half, ...]]]:
    random = Random(seed)  # noqa: S311 - nothing secret is made
    found = []
    for _ in range(25):
        system = random_system(random)
        refutation = solve(system).refutation
        scene = Scene(system, (), system, {}, is_true=True)
        if isinstance(refutation, Combination) and scene.never_whole(refutation) is None:
            halves = scene.halves(refutation)
            if halves:
                found.append((scene, halves))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_each_link_of_a_chain_follows_from_those_before(seed: int) -> None:
    chains = 0
    for scene, halves in _refutations(seed):
        assert is_impossible(sum_of(halves)), "multiples that do not add up to what cannot be"
        chain = chain_of(halves, scene.signs(halves))
        if chain is None:
            continue
        named = {half.statement for link in chain.links for half in link.halves}
        assert {half.statement for half in halves if not half.is_sign} <= named
        chains += 1
        names = [each.name for each in scene.system.variables]
        for place, line in enumerate(sentences(chain, scene)):
            _check_product(line)
            if ", so " not in line:
                continue
            follows = line.rsplit(", so ", 1)[1]
            for numbers in product(STEPS, repeat=len(names)):
                point = dict(zip(names, numbers, strict=True))
                links = chain.links[: place + 1]
                if all(_is_met(half.said, point) for link in links for half in link.halves):
                    assert is_so(follows, point), (line, point)
    assert chains > 0


def _check_product(line: str) -> None:
    found = PRODUCT.search(line)
    if found is None:
        return
    one, other, result = (number(found[n], found[n + 1]) for n in (1, 3, 5))
    assert abs(one * other - result) <= Plain(1, 50), line


@pytest.mark.parametrize(
    ("said", "is_up", "text"),
    [
        (Fraction(785, 1), False, "785"),
        (Fraction(1, 3), False, "0.33"),
        (Fraction(1, 3), True, "0.34"),
        (Fraction(-1, 3), False, "−0.34"),
        (Fraction(1, 3000), False, "1/3000"),
        (Fraction(39261, 5), False, "7,852.2"),
    ],
)
def test_numbers_are_rounded_to_the_safe_side(said: Fraction, is_up: bool, text: str) -> None:
    assert digits(said, is_up=is_up) == text
