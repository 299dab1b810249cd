"""What a published number would decide, compared with every world of a small grid."""

from __future__ import annotations

from fractions import Fraction as Plain
from random import Random
from typing import TYPE_CHECKING

import pytest
from small_systems import is_true, lies_in, places, random_form, random_formula, random_system

from factcheck.model.certificate import Answer, Certificate
from factcheck.model.formula import All, Atom, negated
from factcheck.model.linear import System, Variable
from factcheck.quantity.decide.deciding import deciding
from factcheck.quantity.decide.sharp import range_of_form

if TYPE_CHECKING:
    from factcheck.model.formula import Formula
    from factcheck.quantity.decide.deciding import Deciding, Sets

SEEDS = range(40)


def found_for(system: System, claim: Formula, name: str) -> Deciding | None:
    """Return what a number would decide of a claim that is the same in each profile."""
    answers = tuple(
        Answer(profile, wanted, claim if wanted else negated(claim), None, None)
        for profile in ("strict", "default", "lenient")
        for wanted in (True, False)
    )
    variable = system.variable(name)
    assert variable is not None
    certificate = Certificate(system.variables, system.rows, answers)
    return deciding(certificate, system, variable, range_of_form, is_hedged=False)


def in_sets(number: Plain, sets: Sets) -> bool:
    """Whether a number lies in one of some sets."""
    return any(lies_in(number, each) for each in sets)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_value_decides_only_what_it_does(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing secret is made
    told = 0
    for _ in range(25):
        system = random_system(random, is_whole=True)
        names = [each.name for each in system.variables]
        claim = random_formula(random, names)
        found = found_for(system, claim, "x")
        if found is None:
            continue
        told += 1
        for place in places(system):
            number, is_so = place["x"], is_true(claim, place)
            assert in_sets(number, found.possible)
            assert is_so or not in_sets(number, found.supporting)
            assert not is_so or not in_sets(number, found.refuting)
            kinds = (found.supporting, found.refuting, found.undecided)
            assert sum(in_sets(number, each) for each in kinds) == 1
    assert told > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_thresholds_of_one_number_are_those_of_the_grid(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing secret is made
    for _ in range(25):
        whole = random_system(random, is_whole=True)
        system = System(
            tuple(each for each in whole.variables if each.name == "x"),
            tuple(row for row in whole.rows if {n for n, _ in row.form.terms} <= {"x"}),
        )
        claim = All(tuple(Atom(random_form(random, ["x"])) for _ in range(random.randint(1, 2))))
        found = found_for(system, claim, "x")
        assert found is not None
        assert found.undecided == ()
        worlds = {place["x"]: is_true(claim, place) for place in places(system)}
        for step in range(-8, 9):
            number = Plain(step)
            assert in_sets(number, found.supporting) is worlds.get(number, False)
            assert in_sets(number, found.refuting) is (number in worlds and not worlds[number])


@pytest.mark.parametrize("seed", SEEDS)
def test_real_numbers_leave_open_just_what_both_sides_reach(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing secret is made
    for _ in range(10):
        given = random_system(random)
        system = System(
            tuple(Variable(each.name, each.bounds) for each in given.variables), given.rows
        )
        names = [each.name for each in system.variables]
        claim = All(tuple(Atom(random_form(random, names)) for _ in range(2)))
        found = found_for(system, claim, "x")
        assert found is not None
        seen: dict[Plain, set[bool]] = {}
        for place in places(system, Plain(1, 2)):
            seen.setdefault(place["x"], set()).add(is_true(claim, place))
        for number, sides in seen.items():
            if len(sides) == 2:
                assert in_sets(number, found.undecided)
