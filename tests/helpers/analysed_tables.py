"""Small decision tables as records, and the plainest analysis of them: every point is tried.

Nothing here cuts domains into pieces. A point is one value for each input; a rule matches where
each of its tests has the value.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    NumberDomain,
    Numbers,
    Output,
    Rubric,
    RubricInput,
    RubricTest,
    Rule,
    UnknownPolicy,
    ValueKind,
)
from factcheck.model.span import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from random import Random

    from factcheck.model.rubric import Domain, Outcome, ValueSet
    from factcheck.rubric.analysis import Finding

Point = tuple[int | str, ...]
POLICIES = tuple(each for each in HitPolicy)
SINGLE = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST)


def place(line: int) -> Span:
    return Span("r.yml", line, 3, line, 9)


def whole(name: str, lower: int, upper: int) -> RubricInput:
    """Return an input of whole numbers."""
    within = Interval(Fraction(lower), Fraction(upper))
    return RubricInput(name, place(2), name, NumberDomain(within, is_integer=True))


def real(name: str, within: Interval) -> RubricInput:
    return RubricInput(name, place(2), name, NumberDomain(within))


def kinds(name: str, *values: str, is_open: bool = False) -> RubricInput:
    return RubricInput(name, place(3), name, CategoryDomain(values, is_open=is_open))


def truth(name: str) -> RubricInput:
    return RubricInput(name, place(3), name, CategoryDomain(("true", "false"), is_boolean=True))


def outcome(text: str) -> Outcome:
    """Return an outcome; a number where the text is one."""
    is_number = text.lstrip("-").isdecimal()
    return (Literal(ValueKind.NUMBER if is_number else ValueKind.TEXT, text),)


def among(*parts: int | tuple[int, int] | Interval) -> Numbers:
    """Return a set of numbers: points, closed ranges, intervals."""
    return Numbers(
        tuple(
            part
            if isinstance(part, Interval)
            else Interval.point(part)
            if isinstance(part, int)
            else Interval(Fraction(part[0]), Fraction(part[1]))
            for part in parts
        )
    )


def of(*values: str) -> Categories:
    return Categories(values)


def rule(
    number: int, tests: Mapping[str, ValueSet], *gives: str, holds_without: bool = False
) -> Rule:
    """Return a rule that stands on line 10 plus its number."""
    made = tuple(
        RubricTest(name, allowed, Text("…", place(10 + number)), holds_without)
        for name, allowed in tests.items()
    )
    return Rule(number, place(10 + number), made, tuple(map(outcome, gives)))


def table(
    hit: HitPolicy,
    inputs: Sequence[RubricInput],
    rules: Iterable[tuple[Mapping[str, ValueSet], str]],
    *,
    outcomes: Sequence[str] = ("p", "q", "r"),
    otherwise: str | None = None,
) -> Rubric:
    """Return a table whose rules are given with their outcome, several joined by ``or``."""
    made = tuple(
        rule(number, tests, *gives.split(" or "))
        for number, (tests, gives) in enumerate(rules, start=1)
    )
    last = None if otherwise is None else rule(len(made) + 1, {}, *otherwise.split(" or "))
    output = Output("class", tuple(outcome(each)[0] for each in outcomes))
    return Rubric("r.yml", hit, UnknownPolicy.EITHER, tuple(inputs), (output,), made, last)


def values_of(domain: Domain) -> list[int | str]:
    """Return all values of a domain of whole numbers or categories."""
    if isinstance(domain, CategoryDomain):
        return list(domain.values)
    lower, upper = domain.within.lower, domain.within.upper
    assert lower is not None
    assert upper is not None
    return list(range(int(lower), int(upper) + 1))


def has(allowed: ValueSet, value: int | str) -> bool:
    if isinstance(allowed, Categories):
        return value in allowed.values
    assert isinstance(value, int)
    return any(value in each for each in allowed.intervals)


@dataclass(frozen=True)
class Naive:
    """A table of few points, and which rules match each of them, by their places."""

    rubric: Rubric
    matching: dict[Point, tuple[int, ...]]

    @property
    def gap(self) -> set[Point]:
        return {point for point, rules in self.matching.items() if not rules}

    def rows_of(self, place: int) -> set[Point]:
        return {point for point, rules in self.matching.items() if place in rules}

    def pairs(self) -> dict[tuple[int, int], set[Point]]:
        """Return which two rules match together, and where."""
        found: dict[tuple[int, int], set[Point]] = {}
        for point, rules in self.matching.items():
            for one in rules:
                for other in rules:
                    if one < other:
                        found.setdefault((one, other), set()).add(point)
        return found

    def gives(self, rules: Sequence[int]) -> object:
        """Return what the rules give together; contradictions are all that they say."""
        rubric = self.rubric
        if not rules:
            last = rubric.otherwise
            return None if last is None else sets_of([last])[0]
        given = sets_of([rubric.rules[each] for each in rules])
        match rubric.hit:
            case HitPolicy.UNIQUE | HitPolicy.ANY:
                return frozenset().union(*given)
            case HitPolicy.FIRST:
                return given[0]
            case HitPolicy.PRIORITY:
                order = [value.text for value in rubric.outputs[0].values]
                return frozenset(min(choice, key=order.index) for choice in product(*given))
            case HitPolicy.MINIMUM:
                return frozenset(min(map(int, choice)) for choice in product(*given))
            case HitPolicy.MAXIMUM:
                return frozenset(max(map(int, choice)) for choice in product(*given))
            case HitPolicy.SUM:
                return frozenset(sum(map(int, choice)) for choice in product(*given))
            case HitPolicy.NUMBER:
                return frozenset(len(set(choice)) for choice in product(*given))
            case _:
                return tuple(rules)

    def is_redundant(self, place: int) -> bool:
        """Whether the table gives the same everywhere without a rule."""
        return all(
            self.gives(rules) == self.gives([each for each in rules if each != place])
            for rules in self.matching.values()
        )

    def is_masked(self, place: int) -> bool:
        """Whether the outcome of a rule that matches something is never the table's."""
        rows = [rules for rules in self.matching.values() if place in rules]
        return bool(rows) and all(self._yields(place, rules) for rules in rows)

    def _yields(self, place: int, rules: Sequence[int]) -> bool:
        if self.rubric.hit is HitPolicy.FIRST:
            return rules[0] != place
        if self.rubric.hit is not HitPolicy.PRIORITY:
            return False
        return any(self.is_over(other, place) for other in rules)

    def is_over(self, one: int, other: int) -> bool:
        """Whether whatever a rule gives is more important than whatever another one does."""
        order = [value.text for value in self.rubric.outputs[0].values]
        mine, its = sets_of([self.rubric.rules[one], self.rubric.rules[other]])
        return all(order.index(a) < order.index(b) for a in mine for b in its)


def sets_of(rules: Sequence[Rule]) -> list[frozenset[str]]:
    return [frozenset(each[0].text for each in rule.outcomes) for rule in rules]


def naive(rubric: Rubric) -> Naive:
    """Return a table with its points."""
    axes = [values_of(each.domain) for each in rubric.inputs]
    names = [each.name for each in rubric.inputs]
    matching: dict[Point, tuple[int, ...]] = {}
    for point in product(*axes):
        row = dict(zip(names, point, strict=True))
        matching[point] = tuple(
            place
            for place, rule in enumerate(rubric.rules)
            if all(has(test.allowed, row[test.input]) for test in rule.tests)
        )
    return Naive(rubric, matching)


def rows_in(finding: Finding, rubric: Rubric) -> set[Point]:
    """Return the points of a region."""
    sides = zip(rubric.inputs, finding.region, strict=True)
    return set(
        product(
            *(
                [
                    value
                    for value in values_of(of.domain)
                    if side.values is None or has(side.values, value)
                ]
                for of, side in sides
            )
        )
    )


def random_table(random: Random) -> Rubric:
    """Return a table of a few inputs and rules, whatever their tests."""
    hit = random.choice((*SINGLE, *POLICIES))
    inputs = [_input(random, f"i{number}") for number in range(random.randint(2, 4))]
    names = ("0", "1", "2", "-1") if hit.is_score else ("p", "q", "r")
    rules = []
    for _ in range(random.randint(1, 7)):
        gives = random.sample(names, 2 if random.random() < 0.15 else 1)
        rules.append((dict(_tests(random, inputs)), " or ".join(gives)))
    has_default = not hit.is_score and random.random() < 0.3
    default = random.choice(names) if has_default else None
    return table(hit, inputs, rules, outcomes=names, otherwise=default)


def _input(random: Random, name: str) -> RubricInput:
    if random.random() < 0.5:
        return whole(name, 0, random.randint(1, 5))
    return kinds(name, *"abcd"[: random.randint(2, 4)])


def _tests(random: Random, inputs: Sequence[RubricInput]) -> Iterator[tuple[str, ValueSet]]:
    for each in inputs:
        if random.random() < 0.35:
            continue
        values = values_of(each.domain)
        some = sorted(random.sample(values, random.randint(1, len(values))), key=values.index)
        if isinstance(each.domain, CategoryDomain):
            yield each.name, Categories(tuple(str(value) for value in some))
        else:
            yield each.name, _numbers(random, [int(value) for value in some])


def _numbers(random: Random, some: list[int]) -> Numbers:
    """Return points, or a stretch with open or closed, or without, ends."""
    if random.random() < 0.3:
        return Numbers(tuple(Interval.point(each) for each in some))
    half = Fraction(1, 2)
    lower, upper = Fraction(some[0]), Fraction(some[-1])
    if random.random() < 0.08:
        # It reaches beyond the domain, or lies there as a whole.
        return Numbers((Interval(lower + random.choice((0, 9)), upper + 10),))
    return random.choice(
        (
            Numbers((Interval(lower, upper),)),
            Numbers((Interval(lower - 1, upper + 1, False, False),)),
            Numbers((Interval(lower - half, None),)),
            Numbers((Interval(None, upper + half),)),
        )
    )
