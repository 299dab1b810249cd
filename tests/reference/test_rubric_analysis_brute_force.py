"""The analysis of decision tables against every point of small ones.

A plain run tries two hundred tables, always the same; the nightly profile tries two thousand
others.
"""

from __future__ import annotations

import time
from collections import Counter
from itertools import product
from random import Random
from typing import TYPE_CHECKING

from analysed_tables import has, naive, random_table, rows_in, values_of
from hypothesis import settings
from msgspec.structs import replace

from factcheck.model.rubric import HitPolicy, Literal, Numbers, ValueKind
from factcheck.rubric.analysis import Kind, Level, analyse, problems_of
from factcheck.rubric.analysis.divide import Steps
from factcheck.rubric.analysis.grid import grid_of
from factcheck.rubric.analysis.index import Index
from factcheck.rubric.analysis.lone import lone_rules
from factcheck.rubric.analysis.outcomes import Judge
from factcheck.rubric.analysis.pairs import partners_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysed_tables import Naive, Point

    from factcheck.model.rubric import Outcome, Rubric, RubricTest
    from factcheck.rubric.analysis import Analysis, Finding

TABLES, NIGHTLY = 200, 2_000
STRICT = (HitPolicy.UNIQUE, HitPolicy.ANY)


def tables() -> list[Rubric]:
    profile = settings.default
    assert profile is not None
    is_nightly = profile.max_examples >= 5000
    start = time.time_ns() % 10**9 if is_nightly else 0
    seeds = range(start, start + (NIGHTLY if is_nightly else TABLES))
    return [random_table(Random(seed)) for seed in seeds]  # noqa: S311 - nothing secret is made


def test_nothing_is_missed_and_nothing_invented() -> None:
    seen: Counter[Kind] = Counter()
    for rubric in tables():
        analysis, points = analyse(rubric), naive(rubric)
        _gaps_agree(analysis, points)
        _overlaps_agree(analysis, points)
        _levels_agree(analysis, points)
        _lone_rules_agree(analysis, points)
        _idle_parts_agree(analysis, points)
        for finding in analysis.findings:
            _witness_shows(finding, points)
        seen.update(each.kind for each in analysis.findings)
        assert analysis == analyse(rubric)
        # Pairs that are not listed are counted in another way than those that are.
        assert analysis.tallies == analyse(rubric, most=1).tallies
    # Everything but what these tables cannot have was tried, and often.
    rare = {Kind.OPEN_TEXT, Kind.NOT_EVALUATED, Kind.UNFINISHED}
    assert min(seen[kind] for kind in Kind if kind not in rare) >= 3, seen


def test_what_is_said_of_expressions_holds_whatever_they_come_to() -> None:
    """A rule that does nothing does nothing for each value that an expression may have."""
    found: Counter[HitPolicy] = Counter()
    for number, rubric in enumerate(tables()):
        random = Random(number)  # noqa: S311 - nothing secret is made
        given = sorted({each for rule in rubric.rules for each in rule.outcomes}, key=str)
        named = {
            each: (Literal(ValueKind.TEXT, f"f{place}", is_expression=True),)
            for place, each in enumerate(random.sample(given, len(given) // 2))
        }
        idle = _idle(_with_outcomes(rubric, named))
        found[rubric.hit] += bool(idle and named)
        for _ in range(5):
            values = {each: random.choice(given) for each in named}
            assert idle <= _idle(_with_outcomes(rubric, values))
    assert found[HitPolicy.PRIORITY]
    assert len(found) > 5


def _with_outcomes(rubric: Rubric, instead: Mapping[Outcome, Outcome]) -> Rubric:
    """Return a table with other outcomes; each rule gives one, as rules of DMN do."""
    rules = (
        replace(rule, outcomes=(instead.get(rule.outcomes[0], rule.outcomes[0]),))
        for rule in rubric.rules
    )
    return replace(rubric, rules=tuple(rules))


def _idle(rubric: Rubric) -> set[int]:
    """Return the rules that never decide or make no difference."""
    grid, judge = grid_of(rubric), Judge(rubric)
    index = Index(grid)
    lone = lone_rules(grid, index, judge, partners_of(grid, index), Steps(10**9))
    return {*lone.masked, *lone.redundant}


def _gaps_agree(analysis: Analysis, points: Naive) -> None:
    gaps = analysis.of(Kind.GAP)
    assert set().union(*(rows_in(each, points.rubric) for each in gaps)) == points.gap
    assert analysis.is_complete == (not points.gap)
    for each in gaps:
        _is_as_wide_as_possible(each, points)


def _is_as_wide_as_possible(gap: Finding, points: Naive) -> None:
    """No other value of one input can join a gap."""
    inputs = points.rubric.inputs
    sides = [
        [value for value in values_of(of.domain) if side.values is None or has(side.values, value)]
        for of, side in zip(inputs, gap.region, strict=True)
    ]
    for place, of in enumerate(inputs):
        for value in values_of(of.domain):
            if value in sides[place]:
                continue
            wider = [*sides[:place], [value], *sides[place + 1 :]]
            assert any(point not in points.gap for point in product(*wider))


def _overlaps_agree(analysis: Analysis, points: Naive) -> None:
    expected = points.pairs()
    assert analysis.has_overlaps == bool(expected)
    found = {}
    for each in analysis.findings:
        if each.kind.is_overlap:
            one, other = sorted(rule.number - 1 for rule in each.rules)
            assert (one, other) not in found
            found[one, other] = rows_in(each, points.rubric)
    if not points.rubric.hit.is_single:
        same = {pair for pair in expected if len({frozenset(points.rows_of(r)) for r in pair}) == 1}
        expected = {pair: rows for pair, rows in expected.items() if pair in same}
    assert found == expected


def _levels_agree(analysis: Analysis, points: Naive) -> None:
    """What contradicts itself is an error, under the policies that know contradictions."""
    rubric = points.rubric
    outcomes = [frozenset(rule.outcomes) for rule in rubric.rules]
    conflicts = {(a, b) for a, b in points.pairs() if outcomes[a] != outcomes[b]}
    errors = {
        tuple(rule.number - 1 for rule in each.rules)
        for each in analysis.findings
        if each.level is Level.ERROR
    }
    assert errors == (conflicts if rubric.hit in STRICT else set())
    subsumed = {
        tuple(rule.number - 1 for rule in each.rules) for each in analysis.of(Kind.SUBSUMED)
    }
    rows = {place: points.rows_of(place) for place in range(len(rubric.rules))}
    assert subsumed == {
        (outer, inner)
        for outer in rows
        for inner in rows
        if rubric.hit.is_single
        and outcomes[outer] == outcomes[inner]
        and set() < rows[inner] < rows[outer]
    }
    assert {
        tuple(rule.number - 1 for rule in each.rules) for each in analysis.of(Kind.MISLEADING)
    } == _misleading(points)


def _misleading(points: Naive) -> set[tuple[int, ...]]:
    """Return which rules override another that tests an input which they leave open."""
    found: set[tuple[int, ...]] = set()
    if points.rubric.hit is not HitPolicy.PRIORITY:
        return set()
    for pair in points.pairs():
        if points.rows_of(pair[0]) == points.rows_of(pair[1]):
            continue
        for one, other in (pair, pair[::-1]):
            narrow = _inputs_tested(points, other) - _inputs_tested(points, one)
            if points.is_over(one, other) and narrow:
                found.add((one, other))
    return found


def _inputs_tested(points: Naive, place: int) -> set[str]:
    """Return the inputs of which a rule does not allow all values."""
    tests = points.rubric.rules[place].tests
    domains = {each.name: values_of(each.domain) for each in points.rubric.inputs}
    return {
        test.input
        for test in tests
        if not all(has(test.allowed, value) for value in domains[test.input])
    }


def _lone_rules_agree(analysis: Analysis, points: Naive) -> None:
    rubric = points.rubric
    everyone = range(len(rubric.rules))
    living = {place for place in everyone if points.rows_of(place)}
    masked = {each.rules[0].number - 1 for each in analysis.of(Kind.MASKED)}
    assert masked == {place for place in living if points.is_masked(place)}
    redundant = {each.rules[0].number - 1 for each in analysis.of(Kind.REDUNDANT)}
    for each in analysis.of(Kind.SUBSUMED, Kind.DUPLICATE):
        if each.hint is not None and each.hint.startswith("leave it out"):
            redundant.add(each.rules[1].number - 1)
        if each.hint == "leave out one of them":
            redundant.update(r.number - 1 for r in each.rules if points.is_redundant(r.number - 1))
    expected = {place for place in living - masked if points.is_redundant(place)}
    if rubric.hit is HitPolicy.NUMBER:
        # Of rules that leave open what they give, not all that add nothing are found.
        assert redundant <= expected
        expected = {place for place in expected if place in redundant or is_sure(points, place)}
    assert redundant - masked == expected
    for each in analysis.of(Kind.MASKED):
        _masks(points, each)


def is_sure(points: Naive, place: int) -> bool:
    near = {each for rules in points.matching.values() if place in rules for each in rules}
    return all(len(points.rubric.rules[each].outcomes) == 1 for each in near)


def _masks(points: Naive, finding: Finding) -> None:
    """The rules that are told to decide in another's place do, and none of them is idle."""
    place = finding.rules[0].number - 1
    others = [rule.number - 1 for rule in finding.others]
    rows = points.rows_of(place)
    assert rows <= set().union(*(points.rows_of(other) for other in others))
    for other in others:
        rest = (points.rows_of(each) for each in others if each != other)
        assert not rows <= set().union(*rest)


def _idle_parts_agree(analysis: Analysis, points: Naive) -> None:
    rubric = points.rubric
    idle = {each.rules[0].number - 1 for each in analysis.of(Kind.NEVER_MATCHES)}
    assert idle == {place for place in range(len(rubric.rules)) if not points.rows_of(place)}
    without = {each.input for each in analysis.of(Kind.NO_EFFECT)}
    assert without == {
        of.name
        for of in rubric.inputs
        if all(
            len({has(test.allowed, value) for value in values_of(of.domain)}) == 1
            for rule in rubric.rules
            for test in rule.tests
            if test.input == of.name
        )
    }
    far = {(each.rules[0].number, each.input) for each in analysis.of(Kind.OUTSIDE_DOMAIN)}
    assert far == {
        (rule.number, test.input)
        for rule in rubric.rules
        for test in rule.tests
        if rule.number - 1 not in idle and _reaches_out(rubric, test)
    }
    assert len(problems_of(analysis)) <= len(analysis.findings)


def _reaches_out(rubric: Rubric, test: RubricTest) -> bool:
    """Whether a test has a whole number beyond the domain, and ends there."""
    values = next(values_of(of.domain) for of in rubric.inputs if of.name == test.input)
    return isinstance(test.allowed, Numbers) and any(
        (part.upper is not None and max(map(int, values)) + 1 in part)
        or (part.lower is not None and -1 in part)
        for part in test.allowed.intervals
    )


def _witness_shows(finding: Finding, points: Naive) -> None:
    """A witness is a row of the region, and matches the rules that the finding is about."""
    if not finding.witness:
        return
    values = [value for _, value in finding.witness]
    row: Point = tuple(int(value) if value.isdecimal() else value for value in values)
    assert row in rows_in(finding, points.rubric)
    matching = points.matching[row]
    if finding.kind is Kind.GAP:
        assert matching == ()
    assert {rule.number - 1 for rule in finding.rules} <= set(matching)
