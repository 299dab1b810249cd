"""The exact engine and its checker against every point of small grids.

A plain run tries two hundred systems, always the same; the nightly profile tries thousands of
others. The number of spoilt certificates is asserted, so that the checker is known to be tried.
"""

from __future__ import annotations

import time
from fractions import Fraction as Plain
from random import Random
from typing import TYPE_CHECKING

import pytest
from corruptions import spoilt_proof, spoilt_refutation, spoilt_system
from hypothesis import settings
from small_systems import (
    fits,
    is_true,
    places,
    random_form,
    random_formula,
    random_system,
    read,
    total,
)

from factcheck.bounds import decide as search
from factcheck.bounds import merged, suggest
from factcheck.bounds import solve as engine
from factcheck.bounds.check import bound_of, proves, refutes
from factcheck.bounds.conflict import conflicts_of, minimal_supports
from factcheck.bounds.decide import decide
from factcheck.bounds.optimum import form_range, largest, ratio_range
from factcheck.bounds.solve import solve
from factcheck.model.formula import negated
from factcheck.model.linear import System, Variable

if TYPE_CHECKING:
    from factcheck.model.certificate import Proof, Refutation
    from factcheck.model.formula import Formula
    from factcheck.model.fraction import Fraction

SYSTEMS, NIGHTLY = 200, 3_500
SPOILT = 40
"""So many spoilt certificates are made of each."""
HALF, QUARTER = Plain(1, 2), Plain(1, 4)


def is_nightly() -> bool:
    profile = settings.default
    assert profile is not None
    return profile.max_examples >= 5000


def tries() -> list[Random]:
    start = time.time_ns() % 10**9 if is_nightly() else 0
    seeds = range(start, start + (NIGHTLY if is_nightly() else SYSTEMS))
    return [Random(seed) for seed in seeds]  # noqa: S311 - nothing secret is made


@pytest.fixture(params=["exact", "merged", "floats", "counted"], autouse=True)
def _engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask everything of the exact simplex, of those for larger systems, and by counting."""
    match request.param:
        case "floats":
            monkeypatch.setattr(suggest, "LARGE", 0)
        case "merged":
            monkeypatch.setattr(merged, "WORTH", 0)
            monkeypatch.setattr(engine, "WORTH", 0)
        case "counted":
            monkeypatch.setattr(search, "FEW", 0)


def place_of(point: dict[str, Fraction]) -> dict[str, Plain]:
    return {name: read(number) for name, number in point.items()}


def grid_step(system: System) -> Plain:
    """Return a step with which a grid has every point there can be of whole numbers."""
    return Plain(1) if all(each.is_integer for each in system.variables) else HALF


def test_no_solution_contradicts_the_grid() -> None:
    counted = {"possible": 0, "impossible": 0, "only whole": 0}
    for random in tries():
        system = random_system(random)
        found = solve(system)
        assert found.is_certified, system
        if found.point is not None:
            assert fits(system, place_of(found.point)), system
            counted["possible"] += 1
            continue
        assert found.refutation is not None
        assert refutes(system, found.refutation), system
        assert next(places(system, grid_step(system)), None) is None, system
        counted["impossible"] += 1
        counted["only whole"] += found.rests_on_whole
    assert min(counted.values()) > 5, counted


def test_whole_systems_without_points_are_always_refuted() -> None:
    for random in tries():
        system = random_system(random, is_whole=True)
        has_point = next(places(system), None) is not None
        assert (solve(system).refutation is None) is has_point, system


def spoilt(random: Random, system: System, refutation: Refutation) -> tuple[System, Refutation]:
    """Return a certificate and a system of which one or both are not what they were."""
    kind = random.random()
    for _ in range(random.randint(1, 2)):
        if kind < 0.7:
            refutation = spoilt_refutation(random, refutation, system)
        if kind > 0.5 and system.rows:
            system = spoilt_system(random, system)
    return system, refutation


def test_no_spoilt_certificate_is_accepted_where_a_point_is_left() -> None:
    tried = accepted = 0
    for random in tries():
        system = random_system(random, is_whole=random.random() < 0.7)
        found = solve(system)
        if found.refutation is None:
            continue
        for _ in range(SPOILT):
            other, refutation = spoilt(random, system, found.refutation)
            tried += 1
            if refutes(other, refutation):
                accepted += 1
                assert next(places(other, grid_step(other)), None) is None, (other, refutation)
    assert tried > 20 * len(tries())
    # Many a change is one of what the certificate does not use.
    assert tried / 50 < accepted < tried, (tried, accepted)


def drawn(random: Random) -> tuple[System, Formula]:
    system = random_system(random, is_whole=True)
    names = [each.name for each in system.variables]
    return system, random_formula(random, names)


def test_no_decision_contradicts_the_grid() -> None:
    counted = {"worlds": 0, "proofs": 0}
    for random in tries():
        system, formula = drawn(random)
        some = list(places(system))
        for asked in (formula, negated(formula)):
            is_possible = any(is_true(asked, place) for place in some)
            found = decide(system, asked)
            if found.point is not None:
                place = place_of(found.point)
                assert fits(system, place), (system, asked)
                assert is_true(asked, place), (system, asked)
                counted["worlds"] += 1
            else:
                assert found.proof is not None, (system, asked)
                assert proves(system, asked, found.proof)
                assert not is_possible, (system, asked)
                counted["proofs"] += 1
    assert min(counted.values()) > 30, counted


def spoilt_all(
    random: Random, system: System, formula: Formula, proof: Proof
) -> tuple[System, Formula, Proof]:
    kind = random.random()
    for _ in range(random.randint(1, 2)):
        if kind < 0.7:
            proof = spoilt_proof(random, proof, system)
        if kind > 0.5 and system.rows:
            system = spoilt_system(random, system)
    if random.random() < 0.1:
        formula = negated(formula)
    return system, formula, proof


def test_no_spoilt_proof_is_accepted_where_a_world_is_left() -> None:
    tried = accepted = 0
    for random in tries():
        system, formula = drawn(random)
        found = decide(system, formula)
        if found.proof is None:
            continue
        for _ in range(SPOILT):
            other, asked, proof = spoilt_all(random, system, formula, found.proof)
            tried += 1
            if proves(other, asked, proof):
                accepted += 1
                worlds = places(other, grid_step(other))
                assert not any(is_true(asked, place) for place in worlds), (other, asked, proof)
    assert tried > 15 * len(tries())
    assert tried / 50 < accepted < tried, (tried, accepted)


def test_a_range_holds_the_whole_grid_and_its_ends_are_reached() -> None:
    sharp = 0
    for random in tries():
        system = random_system(random)
        form = random_form(random, [each.name for each in system.variables])
        numbers = [total(form, place) for place in places(system, HALF)]
        bounds = form_range(system, form)
        top = largest(system, form)
        if bounds is None or top is None:
            assert bounds is None
            assert top is None
            assert not numbers
            continue
        assert bounds.lower is not None
        assert bounds.upper is not None
        low, high = read(bounds.lower), read(bounds.upper)
        assert all(low <= number <= high for number in numbers)
        assert bounds.lower_closed or low not in numbers
        assert bounds.upper_closed or high not in numbers
        assert top.end == bounds.upper
        assert top.proof is not None
        assert bound_of(system, form, top.proof) == (top.end, not top.is_attained)
        real = System(tuple(_any(each) for each in system.variables), system.rows)
        if top.is_attained:
            assert total(form, place_of(top.point)) == high
            assert fits(real, place_of(top.point))
            sharp += 1
    assert sharp > len(tries()) / 10


def _any(each: Variable) -> Variable:
    return Variable(each.name, each.bounds)


def test_a_quotients_range_holds_the_whole_grid() -> None:
    met = 0
    for random in tries():
        system = random_system(random)
        names = [each.name for each in system.variables]
        above, below = random_form(random, names), random_form(random, names)
        bounds = ratio_range(system, above, below)
        for place in places(system, HALF):
            divisor = total(below, place)
            if divisor > 0:
                quotient = total(above, place) / divisor
                assert bounds is not None, (system, above, below)
                assert bounds.lower is None or read(bounds.lower) <= quotient
                assert bounds.upper is None or quotient <= read(bounds.upper)
                assert bounds.lower_closed or quotient != _read_or_none(bounds.lower)
                assert bounds.upper_closed or quotient != _read_or_none(bounds.upper)
                met += 1
    assert met > len(tries()) / 2


def _read_or_none(number: Fraction | None) -> Plain | None:
    return None if number is None else read(number)


def minimal(sets: list[frozenset[str]]) -> set[frozenset[str]]:
    return {each for each in sets if not any(other < each for other in sets)}


def subsets(names: list[str]) -> list[frozenset[str]]:
    found = [frozenset[str]()]
    for name in names:
        found += [each | {name} for each in found]
    return found


def test_every_minimal_conflict_is_listed() -> None:
    several = 0
    for random in tries():
        system = random_system(random, is_whole=True)
        names = sorted({row.statement for row in system.rows})
        clashing = [
            kept
            for kept in subsets(names)
            if next(places(system.without(frozenset(names) - kept)), None) is None
        ]
        found = conflicts_of(system)
        assert not found.is_cut
        assert {frozenset(each) for each in found.sets} == minimal(clashing)
        several += len(found.sets) > 1
    assert several > len(tries()) / 50


def test_every_minimal_support_is_listed() -> None:
    resting = 0
    for random in tries():
        system, formula = drawn(random)
        names = sorted({row.statement for row in system.rows} - {"s0"})
        needed = [
            kept
            for kept in subsets(names)
            if not any(
                is_true(formula, place) for place in places(system.without(frozenset(names) - kept))
            )
        ]
        found = minimal_supports(system, formula, names)
        assert not found.is_cut
        assert {frozenset(each) for each in found.sets} == minimal(needed)
        resting += any(found.sets)
    assert resting > len(tries()) / 10
