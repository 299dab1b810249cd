"""The one relation between what is claimed and what is permitted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import judge_samples as samples
import pytest
from judge_samples import between, everywhere, permits, target
from msgspec.structs import replace

from factcheck.model.spec import Verdict
from factcheck.model.standing import PROFILES, Standing, claimed_set, standing_of, verdict_of

if TYPE_CHECKING:
    from factcheck.model.interval import Interval

ZERO = between(0, 0)
LESS = between(None, -1)


@pytest.mark.parametrize(
    ("found", "strict", "default", "lenient"),
    [
        (between(10, 10), Standing.INSIDE, Standing.INSIDE, Standing.INSIDE),
        (between(9, 12), Standing.UNCLEAR, Standing.INSIDE, Standing.INSIDE),
        (between(13, 14), Standing.APART, Standing.APART, Standing.INSIDE),
        (between(15, None), Standing.APART, Standing.APART, Standing.APART),
        (between(None, None), Standing.UNCLEAR, Standing.UNCLEAR, Standing.UNCLEAR),
    ],
)
def test_each_profile_has_its_own_standing(
    found: Interval, strict: Standing, default: Standing, lenient: Standing
) -> None:
    standings = tuple(standing_of((target(),), permits(found), profile) for profile in range(3))
    assert standings == (strict, default, lenient)


def test_a_world_on_each_side_shows_that_both_are_possible() -> None:
    both = permits(between(0, 20), true=everywhere(10), false=everywhere(20))
    assert standing_of((target(),), both, 1) is Standing.BOTH
    one = permits(between(0, 20), true=everywhere(10))
    assert standing_of((target(),), one, 1) is Standing.UNCLEAR


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        (between(0, 0), Standing.APART),
        (between(1, 5), Standing.INSIDE),
        (between(0, 5), Standing.UNCLEAR),
    ],
)
def test_unequal_is_met_outside(found: Interval, standing: Standing) -> None:
    assert standing_of((target(ZERO, is_negated=True),), permits(found), 1) is standing


def test_all_targets_of_a_chain_must_be_met_and_one_missed_is_enough() -> None:
    chain = (target(LESS), target(LESS))
    assert standing_of(chain, permits(between(-2, -2), between(-1, -1)), 1) is Standing.INSIDE
    assert standing_of(chain, permits(between(-2, -2), between(0, 0)), 1) is Standing.APART
    assert standing_of(chain, permits(between(-2, 2), between(0, 0)), 1) is Standing.APART
    assert standing_of(chain, permits(between(-2, 2), between(-2, -2)), 1) is Standing.UNCLEAR


PAIRS = (target(LESS), target(LESS))


@pytest.mark.parametrize(
    ("pieces", "standing"),
    [
        # Each is missed somewhere, and one of them in every case.
        ([(-5, 0), (3, -5)], Standing.APART),
        ([(-5, -5), (-3, -3)], Standing.INSIDE),
        ([(-5, -5), (3, -3)], Standing.UNCLEAR),
    ],
)
def test_a_claim_has_to_be_so_in_every_case(
    pieces: list[tuple[int, int]], standing: Standing
) -> None:
    sets = tuple(tuple(between(each, each) for each in piece) for piece in pieces)
    hull = permits(between(-5, 3), between(-5, 0))
    assert standing_of(PAIRS, replace(hull, pieces=sets), 1) is standing


def test_a_gap_between_cases_refutes_what_lies_in_it() -> None:
    gap = replace(permits(between(1, 20)), pieces=((between(1, 5),), (between(15, 20),)))
    standings = [standing_of((target(),), gap, profile) for profile in range(3)]
    assert standings == [Standing.APART] * 3
    unequal = target(is_negated=True)
    assert standing_of((unequal,), gap, 1) is Standing.INSIDE


def test_each_profile_has_its_own_cases_where_it_measures_differently() -> None:
    number = target(between(2, 2))
    found = permits(between(2, 2), true=everywhere(2))
    by_profile = ((), ((between(2, 2),),), ((between(2, 2),), (between(3, 3),)))
    standings = [
        standing_of((number,), replace(found, by_profile=by_profile), profile)
        for profile in range(3)
    ]
    assert standings == [Standing.UNCLEAR, Standing.INSIDE, Standing.UNCLEAR]


def test_being_smaller_never_shows_being_a_part() -> None:
    undecisive = target(between(None, 0), is_decisive=False)
    assert standing_of((undecisive,), permits(between(-5, -5)), 1) is Standing.BOTH
    assert standing_of((undecisive,), permits(between(5, 5)), 1) is Standing.APART


def test_profiles_go_from_narrow_to_wide() -> None:
    sets = [claimed_set(samples.NARROW, place) for place in range(len(PROFILES))]
    assert all(inner.is_within(outer) for inner, outer in pairwise(sets))
    assert PROFILES == ("strict", "default", "lenient")


def test_verdict_of_each_standing() -> None:
    assert {standing: verdict_of(standing) for standing in Standing} == {
        Standing.INSIDE: Verdict.SUPPORTED,
        Standing.APART: Verdict.REFUTED,
        Standing.BOTH: Verdict.UNDETERMINED,
        Standing.UNCLEAR: Verdict.UNDETERMINED,
    }
