"""What decision tables of every hit policy say of one row."""

from __future__ import annotations

import pytest
from dmn_records import NOWHERE
from msgspec.structs import replace

from factcheck.model.dates import ordinal_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    OTHER,
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
    class_outcomes,
    class_output,
)
from factcheck.model.span import Text
from factcheck.rubric import SeveralRulesError, WordsError
from factcheck.rubric.decide import Known, decide, known_value, shown_value

AGE = RubricInput("age", NOWHERE, "age", NumberDomain(Interval.everything()))
KIND = RubricInput("kind", NOWHERE, "kind", CategoryDomain(("a", "b")))
NAMES = ("high", "middle", "low")


def number(text: str) -> Literal:
    return Literal(ValueKind.NUMBER, text)


def rule(place: int, least: int, *given: str) -> Rule:
    test = RubricTest("age", Numbers((Interval.at_least(least),)), Text(f">= {least}", NOWHERE))
    return Rule(place, NOWHERE, (test,), class_outcomes(given))


def scored(place: int, least: int, *given: str) -> Rule:
    outcomes = tuple((number(each),) for each in given)
    return replace(rule(place, least), outcomes=outcomes)


def classes(hit: HitPolicy, *rules: Rule, otherwise: Rule | None = None) -> Rubric:
    output = class_output(NAMES)
    return Rubric("r", hit, UnknownPolicy.EITHER, (AGE,), (output,), rules, otherwise)


def scores(hit: HitPolicy, *rules: Rule, otherwise: Rule | None = None) -> Rubric:
    return replace(classes(hit, *rules, otherwise=otherwise), outputs=(Output("score"),))


def given(rubric: Rubric, age: int | None) -> list[str]:
    found = decide(rubric, {"age": None if age is None else Fraction(age)})
    return [outcome[0].text for outcome in found.outcomes]


LOW, HIGH = rule(1, 0, "low"), rule(2, 10, "high")


@pytest.mark.parametrize(
    ("hit", "expected", "deciding"),
    [
        (HitPolicy.FIRST, ["low"], [1]),
        (HitPolicy.PRIORITY, ["high"], [2]),
        (HitPolicy.COLLECT, ["low", "high"], [1, 2]),
        (HitPolicy.RULE_ORDER, ["low", "high"], [1, 2]),
        (HitPolicy.OUTPUT_ORDER, ["high", "low"], [1, 2]),
        (HitPolicy.NUMBER, ["2"], [1, 2]),
    ],
)
def test_where_two_rules_match(hit: HitPolicy, expected: list[str], deciding: list[int]) -> None:
    rubric = classes(hit, LOW, HIGH)
    found = decide(rubric, {"age": Fraction(12)})
    assert [outcome[0].text for outcome in found.outcomes] == expected
    assert [each.number for each in found.rules] == [1, 2]
    assert [each.number for each in found.decided_by] == deciding
    is_list = hit in {HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER}
    assert found.is_list is is_list


@pytest.mark.parametrize("hit", [HitPolicy.UNIQUE, HitPolicy.ANY])
def test_rules_that_may_not_match_together(hit: HitPolicy) -> None:
    assert given(classes(hit, LOW, HIGH), 5) == ["low"]
    with pytest.raises(SeveralRulesError) as caught:
        given(classes(hit, LOW, HIGH), 12)
    assert caught.value.witness == (("age", "12"),)
    assert [each.number for each in caught.value.rules] == [1, 2]


def test_rules_that_agree_under_any() -> None:
    assert given(classes(HitPolicy.ANY, LOW, rule(2, 10, "low")), 12) == ["low"]


@pytest.mark.parametrize(
    ("hit", "expected"),
    [
        (HitPolicy.UNIQUE, []),
        (HitPolicy.ANY, []),
        (HitPolicy.FIRST, []),
        (HitPolicy.PRIORITY, []),
        (HitPolicy.COLLECT, []),
        (HitPolicy.NUMBER, ["0"]),
        (HitPolicy.SUM, ["0"]),
        (HitPolicy.MINIMUM, []),
        (HitPolicy.MAXIMUM, []),
    ],
)
def test_where_no_rule_matches(hit: HitPolicy, expected: list[str]) -> None:
    rubric = scores(hit, scored(1, 0, "3"))
    assert given(rubric, -1) == expected
    assert given(rubric, None) == expected
    last = Rule(2, NOWHERE, (), ((number("7"),),))
    found = decide(replace(rubric, otherwise=last), {"age": None})
    assert (found.outcomes, found.is_list, found.rules) == (((number("7"),),), False, ())
    assert found.decided_by == (last,)


@pytest.mark.parametrize(
    ("hit", "expected", "deciding"),
    [
        (HitPolicy.SUM, "5.5", [1, 2]),
        (HitPolicy.MINIMUM, "2.5", [2]),
        (HitPolicy.MAXIMUM, "3", [1]),
        (HitPolicy.NUMBER, "2", [1, 2]),
    ],
)
def test_scores(hit: HitPolicy, expected: str, deciding: list[int]) -> None:
    found = decide(scores(hit, scored(1, 0, "3"), scored(2, 0, "2.5")), {"age": Fraction(1)})
    assert found.outcomes == ((number(expected),),)
    assert [each.number for each in found.decided_by] == deciding


def test_what_is_left_open_under_a_policy_that_needs_one_outcome() -> None:
    with pytest.raises(WordsError, match="rule 1 leaves open what it gives, which 'collect \\+'"):
        given(scores(HitPolicy.SUM, scored(1, 0, "1", "2")), 1)
    with pytest.raises(WordsError, match="'low' is no number, which 'collect <' needs"):
        given(classes(HitPolicy.MINIMUM, LOW), 1)


def test_a_rule_that_leaves_open_what_it_gives() -> None:
    rubric = classes(HitPolicy.UNIQUE, rule(1, 0, "high", "low"))
    assert given(rubric, 1) == ["high", "low"]


def test_importance_of_what_is_left_open() -> None:
    rubric = classes(HitPolicy.PRIORITY, rule(1, 0, "high", "low"), rule(2, 10, "middle"))
    assert given(rubric, 1) == ["high", "low"]
    assert given(rubric, 12) == ["high", "middle"]
    rubric = classes(HitPolicy.PRIORITY, rule(1, 0, "middle", "low"), rule(2, 10, "high"))
    assert given(rubric, 12) == ["high"]


def test_importance_of_several_outputs() -> None:
    """An output without a list of values tells nothing apart: then the first rule decides."""
    outputs = (Output("x", (number("2"), number("1"))), Output("y"))
    rules = tuple(
        replace(rule(place, 0), outcomes=((number(x), number(y)),))
        for place, (x, y) in enumerate([("1", "7"), ("2", "8"), ("2", "9"), ("3", "6")], 1)
    )
    rubric = replace(classes(HitPolicy.PRIORITY, *rules), outputs=outputs)
    assert decide(rubric, {"age": Fraction(1)}).outcomes == ((number("2"), number("8")),)
    ordered = decide(replace(rubric, hit=HitPolicy.OUTPUT_ORDER), {"age": Fraction(1)})
    assert [each[1].text for each in ordered.outcomes] == ["8", "9", "7", "6"]


def test_tests_of_categories_and_of_no_value() -> None:
    test = RubricTest("kind", Categories(("a",)), Text('"a", null', NOWHERE), holds_without=True)
    only = Rule(1, NOWHERE, (test,), class_outcomes(["low"]))
    rubric = replace(classes(HitPolicy.UNIQUE, only), inputs=(KIND,))
    for value, expected in (("a", ["low"]), ("b", []), (None, ["low"])):
        found = decide(rubric, {"kind": value})
        assert [outcome[0].text for outcome in found.outcomes] == expected


def of(domain: NumberDomain | CategoryDomain) -> RubricInput:
    return RubricInput("x", NOWHERE, "x", domain)


WHOLE = of(NumberDomain(Interval(Fraction(0), Fraction(9)), is_integer=True))
SHARE = of(NumberDomain(Interval.everything(), is_percent=True))
DAY = of(NumberDomain(Interval.everything(), is_integer=True, is_date=True))
OPEN = of(CategoryDomain(("a", OTHER), is_open=True))
TRUTH = of(CategoryDomain(("true", "false"), is_boolean=True))
NULLS = of(CategoryDomain(("null", "a")))


@pytest.mark.parametrize(
    ("text", "where", "expected", "shown"),
    [
        (" 5 ", WHOLE, Fraction(5), "5"),
        ("null", WHOLE, None, "null"),
        ("12.5%", SHARE, Fraction(1, 8), "12.5%"),
        ("0", SHARE, Fraction(0), "0%"),
        ("2019-01-31", DAY, Fraction(ordinal_of("2019-01-31")), "2019-01-31"),
        ("a", OPEN, "a", "a"),
        ("b", OPEN, OTHER, "another text"),
        (OTHER, OPEN, OTHER, "another text"),
        ("null", OPEN, None, "null"),
        ("true", TRUTH, "true", "true"),
        ("null", NULLS, "null", "null"),
    ],
)
def test_values_as_people_write_them(
    text: str, where: RubricInput, expected: Known, shown: str
) -> None:
    assert known_value(text, where) == expected
    assert shown_value(expected, where) == shown


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("10", WHOLE, "'10' is not in the domain of 'x'"),
        ("0.5", WHOLE, "whole numbers only"),
        ("many", WHOLE, "'many' is no number"),
        ("1" * 101, WHOLE, "at most 100 digits"),
        ("5", SHARE, "write '5%'"),
        ("5%", WHOLE, "is no number"),
        ("2019", DAY, "'2019' is no day"),
        ("2019-02-30", DAY, "is no day"),
        ("0000-01-01", DAY, "is no day"),
        ("yes", TRUTH, "'yes' is not in the domain of 'x'"),
        ("aa", NULLS, "did you mean 'a'"),
    ],
)
def test_values_that_are_refused(text: str, where: RubricInput, said: str) -> None:
    with pytest.raises(WordsError) as caught:
        known_value(text, where)
    assert said in f"{caught.value.message} | {caught.value.hint}"
