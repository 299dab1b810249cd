"""What several matching rules give together, under every hit policy, against all choices."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model.fraction import Fraction
from factcheck.model.rubric import (
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    Rubric,
    RubricClass,
    RubricInput,
    RubricTest,
    Rule,
    UnknownPolicy,
    ValueKind,
    class_outcomes,
    class_output,
)
from factcheck.model.span import Span, Text
from factcheck.rubric import (
    NoRuleError,
    SeveralRulesError,
    TooManyError,
    classes_of,
    cut,
    scores_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.model.rubric import Outcome

CLASSES = ("p", "q", "r")
VALUES = ("a", "b", "c")
SPAN = Span("r.yml", 1, 1, 1, 2)
WITHOUT = "without"
"""Stands for no value."""


def number_outcomes(texts: Iterable[str]) -> tuple[Outcome, ...]:
    return tuple((Literal(ValueKind.NUMBER, text),) for text in texts)


def rubric_with(
    hit: HitPolicy,
    rules: list[tuple[frozenset[str], tuple[Outcome, ...]]],
    otherwise: tuple[Outcome, ...] | None = None,
    unknown: UnknownPolicy = UnknownPolicy.EITHER,
) -> Rubric:
    """Return a rubric of one input, with for each rule the values it allows and what it gives.

    Among the values may be ``WITHOUT``.
    """
    made = [
        Rule(number, SPAN, (_test(allowed),), outcomes)
        for number, (allowed, outcomes) in enumerate(rules, 1)
    ]
    default = None if otherwise is None else Rule(len(rules) + 1, SPAN, (), otherwise)
    return Rubric(
        "r.yml",
        hit,
        unknown,
        (RubricInput("x", SPAN, "x", CategoryDomain(VALUES)),),
        (class_output(CLASSES),),
        tuple(made),
        default,
        tuple(map(RubricClass, CLASSES)),
    )


def _test(allowed: frozenset[str]) -> RubricTest:
    values = tuple(value for value in VALUES if value in allowed)
    return RubricTest("x", Categories(values), Text("", SPAN), WITHOUT in allowed)


SETS = st.frozensets(st.sampled_from((*VALUES, WITHOUT)), min_size=1)
GIVEN = st.lists(st.sampled_from(CLASSES), min_size=1, max_size=3, unique=True)
NUMBERS = st.lists(st.sampled_from(("-1", "0", "1", "2", "1/3")), min_size=1, max_size=2)


def deciding(hit: HitPolicy, matching: list[Rule]) -> set[str] | None:
    """Return the classes that follow in the plainest way; ``None`` for an error."""
    if hit is HitPolicy.FIRST:
        return set(matching[0].classes)
    if hit is HitPolicy.PRIORITY:
        # The classes are declared in the order of the alphabet.
        return {min(chosen) for chosen in product(*(rule.classes for rule in matching))}
    differ = any(set(rule.classes) != set(matching[0].classes) for rule in matching)
    if len(matching) > 1 and (hit is HitPolicy.UNIQUE or differ):
        return None
    return set(matching[0].classes)


@settings(max_examples=300)
@given(
    st.sampled_from([each for each in HitPolicy if each.is_single]),
    st.lists(st.tuples(SETS, GIVEN), min_size=1, max_size=4),
    st.none() | GIVEN,
    st.sampled_from((*VALUES, WITHOUT)),
)
def test_classes_are_those_of_every_choice(
    hit: HitPolicy,
    rules: list[tuple[frozenset[str], list[str]]],
    otherwise: list[str] | None,
    value: str,
) -> None:
    rubric = rubric_with(
        hit,
        [(allowed, class_outcomes(names)) for allowed, names in rules],
        None if otherwise is None else class_outcomes(otherwise),
    )
    pairs = zip(rules, rubric.rules, strict=True)
    matching = [rule for (allowed, _), rule in pairs if value in allowed]
    expected = deciding(hit, matching) if matching else otherwise and set(otherwise)
    cell = None if value == WITHOUT else Categories((value,))
    if expected is not None:
        found = classes_of(cut(rubric), {"x": cell})
        assert set(found) == expected
        assert list(found) == sorted(found)
    elif not matching:
        with pytest.raises(NoRuleError):
            classes_of(cut(rubric), {"x": cell})
    else:
        with pytest.raises(SeveralRulesError) as several:
            classes_of(cut(rubric), {"x": cell})
        assert list(several.value.rules) == matching


SCORING: dict[HitPolicy, Callable[[Iterable[Fraction]], object]] = {
    HitPolicy.SUM: sum,
    HitPolicy.NUMBER: lambda numbers: len(set(numbers)),
    HitPolicy.MINIMUM: lambda numbers: min(numbers, default=None),
    HitPolicy.MAXIMUM: lambda numbers: max(numbers, default=None),
}


@settings(max_examples=300)
@given(
    st.sampled_from(list(SCORING)),
    st.lists(st.tuples(SETS, NUMBERS), min_size=1, max_size=4),
    st.none() | NUMBERS,
    st.lists(st.sampled_from(VALUES), min_size=1, unique=True),
    st.sampled_from(UnknownPolicy),
)
def test_scores_are_those_of_every_choice(
    hit: HitPolicy,
    rules: list[tuple[frozenset[str], list[str]]],
    otherwise: list[str] | None,
    values: list[str],
    unknown: UnknownPolicy,
) -> None:
    rubric = rubric_with(
        hit,
        [(allowed, number_outcomes(texts)) for allowed, texts in rules],
        None if otherwise is None else number_outcomes(otherwise),
        unknown,
    )
    worlds = [{value} for value in values]
    if unknown is UnknownPolicy.NO_MATCH:
        worlds = [set(values)]
    expected: set[object] = set()
    for world in worlds:
        given_ = [texts for allowed, texts in rules if world <= allowed]
        if not given_ and otherwise is not None:
            expected |= set(map(exact, otherwise))
            continue
        expected |= {SCORING[hit](map(exact, chosen)) for chosen in product(*given_)}
    cell = Categories(tuple(value for value in VALUES if value in values))
    found = scores_of(cut(rubric), {"x": cell})
    assert set(found) == expected
    numbers = [score for score in found if score is not None]
    assert numbers == sorted(numbers)
    assert None not in found[1:]


ALL = frozenset(VALUES)


def test_a_rule_may_ask_for_no_value() -> None:
    rules = [
        (frozenset({"a"}), class_outcomes("p")),
        (frozenset({"b", WITHOUT}), class_outcomes("q")),
    ]
    table = cut(rubric_with(HitPolicy.UNIQUE, rules, class_outcomes("r")))
    assert classes_of(table, {"x": None}) == ("q",)
    assert classes_of(table, {"x": Categories(VALUES)}) == CLASSES


def test_rules_that_say_the_same_in_another_order_agree() -> None:
    rules = [(ALL, class_outcomes("pq")), (ALL, class_outcomes("qp"))]
    assert classes_of(cut(rubric_with(HitPolicy.ANY, rules)), {"x": Categories(("a",))}) == (
        "p",
        "q",
    )


@pytest.mark.parametrize(
    ("hit", "texts"),
    [(HitPolicy.SUM, ("0", "{}")), (HitPolicy.NUMBER, ("{}", "-{}"))],
)
def test_too_many_scores_are_not_worked_out(hit: HitPolicy, texts: tuple[str, str]) -> None:
    rules = [
        (ALL, number_outcomes(text.format(2**place) for text in texts)) for place in range(1, 17)
    ]
    table = cut(rubric_with(hit, rules))
    with pytest.raises(TooManyError):
        scores_of(table, {"x": Categories(("a",))})


def test_nothing_matched_is_no_score_or_zero() -> None:
    rules = [(frozenset({"a"}), number_outcomes("3"))]
    scores = {
        hit: scores_of(cut(rubric_with(hit, rules)), {"x": Categories(("b",))}) for hit in SCORING
    }
    assert scores == {
        HitPolicy.SUM: (Fraction(0),),
        HitPolicy.NUMBER: (Fraction(0),),
        HitPolicy.MINIMUM: (None,),
        HitPolicy.MAXIMUM: (None,),
    }
