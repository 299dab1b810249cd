"""A house's scale: complete for everything that can come out, and without contradictions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from scale_texts import COMPLETE, HEAD, SLUGS, scale

from factcheck.model.interval import Interval
from factcheck.model.problem import Severity
from factcheck.model.rubric import Categories, Numbers
from factcheck.model.spec import Verdict
from factcheck.rubric import NoRuleError, SeveralRulesError, classes_of, cut, evaluate
from factcheck.rubric.scale import (
    labels_beside,
    labels_of,
    possible_beside,
    problems_of_scale,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.rubric import Rubric, ValueSet

OTHERWISE = "- otherwise: c\n"


def told(found: Rubric) -> list[str]:
    return [f"{each.code.code} {each.message}" for each in problems_of_scale(found)]


def test_a_complete_scale_has_no_problems() -> None:
    assert told(scale()) == []


def test_each_verdict_that_has_no_label_is_told_with_values() -> None:
    found = scale("- {when: {verdict: supported}, then: a}\n- {when: {stale: true}, then: b}\n")
    assert told(found) == [
        "FC351 rule 1 (line 4) and rule 2 (line 5) all match verdict supported, stale true",
        "FC350 no rule matches verdict refuted, stale false",
        "FC350 no rule matches verdict undetermined, stale false",
        "FC350 no rule matches verdict conflicting, stale false",
        "FC350 no rule matches verdict not checkable, stale false",
    ]
    assert {each.span.line for each in problems_of_scale(found) if each.span} == {5}


def test_a_gap_in_the_distance_has_a_distance() -> None:
    rules = COMPLETE.replace("10% or more", "over 10%")
    assert told(scale(rules)) == ["FC350 no rule matches verdict refuted, distance 10%"]


def test_what_cannot_go_together_is_no_gap() -> None:
    rules = """\
    - {when: {verdict: supported, distance: 0%, direction: neither}, then: a}
    - {when: {verdict: refuted, direction: too low}, then: b}
    - {when: {verdict: refuted, direction: too high}, then: c}
    - {when: {verdict: undetermined or conflicting or not checkable}, then: b}
    """
    assert told(scale(rules)) == []


def test_no_findings_and_one_by_its_name_do_not_overlap() -> None:
    rules = """\
    - {when: {findings: 0}, then: a}
    - {when: {stale: true}, then: b}
    - {when: {stale: false, findings: 1 or more}, then: c}
    """
    assert told(scale(rules)) == []


@pytest.mark.parametrize(
    ("policy", "codes"), [("unique", ["FC351"] * 5), ("any", ["FC351"] * 5), ("first", [])]
)
def test_rules_that_overlap_are_an_error_unless_the_policy_decides(
    policy: str, codes: list[str]
) -> None:
    rules = "- {when: {tie: true}, then: a}\n- {when: {stale: true}, then: b}\n" + OTHERWISE
    found = problems_of_scale(scale(rules, f"{HEAD}hit_policy: {policy}\n"))
    assert [each.code.code for each in found] == codes


def test_rules_that_agree_may_overlap_under_any() -> None:
    rules = "- {when: {tie: true}, then: a}\n- {when: {stale: true}, then: a}\n" + OTHERWISE
    assert told(scale(rules, f"{HEAD}hit_policy: any\n")) == []


def test_a_rule_that_never_decides_is_a_warning() -> None:
    rules = """\
    - {when: {verdict: supported}, then: a}
    - {when: {verdict: supported, stale: true}, then: b}
    - otherwise: c
    """
    (found,) = problems_of_scale(scale(rules, f"{HEAD}hit_policy: first\n"))
    assert (found.code.slug, found.severity) == ("masked-rule", Severity.WARNING)


def test_more_outcomes_than_can_be_tried_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "MAX_COMBINATIONS", 2)
    rules = "- {when: {verdict: refuted, distance: 0%, stale: true, tie: true}, then: a}\n"
    assert told(scale(rules + OTHERWISE)) == [
        "FC353 the rules tell too many outcomes of the verdict 'refuted' apart"
    ]


def test_what_is_open_leaves_several_labels() -> None:
    found = scale()
    values = possible_beside(Verdict.REFUTED, found)
    assert labels_of(found, values) == ("b", "c")
    near = Numbers((Interval(exact("0"), exact("1/20")),))
    assert labels_of(found, values | {"distance": near}) == ("b",)
    assert labels_of(found, possible_beside(Verdict.SUPPORTED, found)) == ("a",)
    assert labels_of(found, possible_beside(Verdict.NOT_CHECKABLE, found)) == ("b", "c")


# Against every outcome, one by one

VERDICTS = [each.value for each in Verdict]
DIRECTIONS = ["too low", "too high", "neither"]
DISTANCES = ["0", "1/20", "1/10", "1/2"]


def outcomes() -> Iterator[dict[str, str]]:
    """Yield outcomes that can be, enough to meet every rule that is drawn."""
    for verdict, distance, direction, findings, stale in product(
        VERDICTS, DISTANCES, DIRECTIONS, ["0", "2"], ["true", "false"]
    ):
        if verdict == "supported" and (distance, direction) != ("0", "neither"):
            continue
        if (verdict, direction) == ("refuted", "neither") or (findings, stale) == ("0", "true"):
            continue
        names = ("verdict", "distance", "direction", "findings", "stale")
        yield dict(zip(names, (verdict, distance, direction, findings, stale), strict=True))


def values_of(outcome: dict[str, str]) -> dict[str, ValueSet]:
    numbers = {name: Numbers((Interval.point(exact(outcome[name])),)) for name in NUMBERED}
    words = {name: Categories((outcome[name],)) for name in outcome if name not in NUMBERED}
    other = Categories(("false",))
    return {"assumptions": ZERO, "illustrative": other, "tie": other, **numbers, **words}


NUMBERED = ("distance", "findings")
ZERO = Numbers((Interval.point(0),))

TESTS = st.fixed_dictionaries(
    {},
    optional={
        "verdict": st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=4).map(" or ".join),
        "distance": st.sampled_from(["under 10%", "10% or more", "0%", "over 0%"]),
        "direction": st.sampled_from(DIRECTIONS),
        "findings": st.sampled_from(["0", "1 or more"]),
        "stale": st.sampled_from(["true", "false"]),
    },
).filter(bool)
RULES = st.lists(st.tuples(TESTS, st.sampled_from("abc")), min_size=1, max_size=6)


@given(RULES, st.sampled_from(["unique", "any", "first", "priority"]), st.booleans())
def test_a_scale_has_errors_where_some_outcome_has_no_label_or_several(
    rules: list[tuple[dict[str, str], str]], policy: str, has_otherwise: bool
) -> None:
    lines = []
    for tests, of in rules:
        when = ", ".join(f"{name}: {test}" for name, test in tests.items())
        lines.append(f"- {{when: {{{when}}}, then: {of}}}")
    text = "\n".join([*lines, OTHERWISE if has_otherwise else ""])
    found = scale(text, f"{HEAD}hit_policy: {policy}\n")
    expected = set()
    table = cut(found)
    for outcome in outcomes():
        try:
            classes_of(table, values_of(outcome))
        except (NoRuleError, SeveralRulesError):
            expected.add(outcome["verdict"])
    errors = [each for each in problems_of_scale(found) if each.severity is Severity.ERROR]
    actual = {
        name for name in VERDICTS for each in errors if f"verdict {name}," in f"{each.message},"
    }
    assert actual == expected
    assert len(errors) == len(expected)


def test_the_findings_are_inputs() -> None:
    assert {each.name for each in scale().inputs} >= set(SLUGS)


# A finding that is there counts


def test_a_number_of_findings_goes_with_those_that_are_there() -> None:
    rules = """\
    - {when: {findings: 0, stale: false}, then: a}
    - {when: {findings: 0, stale: true}, then: c}
    - {when: {findings: 1, stale: true, tie: true}, then: c}
    - {when: {findings: 1 or more}, then: b}
    """
    for policy in ("unique", "any"):
        found = scale(rules, f"{HEAD}hit_policy: {policy}\n")
        warnings = problems_of_scale(found)
        assert [(each.code.code, each.severity.value) for each in warnings] == [
            ("FC345", "warning"),
            ("FC345", "warning"),
        ]
        assert [each.message for each in warnings] == [
            "rule 2 never matches: what it tests does not go together",
            "rule 3 never matches: what it tests does not go together",
        ]
        assert all(labels_beside(verdict, found) == ("a", "b") for verdict in Verdict)


def test_two_findings_that_are_there_are_two() -> None:
    rules = "- {when: {stale: true, tie: true, findings: 2}, then: a}\n" + OTHERWISE
    assert labels_beside(Verdict.REFUTED, scale(rules)) == ("a", "c")
    fewer = scale(rules.replace("findings: 2", "findings: under 2"))
    assert labels_beside(Verdict.REFUTED, fewer) == ("c",)


FLAGS = st.fixed_dictionaries(
    {},
    optional={
        "findings": st.sampled_from(["0", "1", "2", "under 2", "1 or more", "2 or more"]),
        "stale": st.sampled_from(["true", "false"]),
        "tie": st.sampled_from(["true", "false"]),
        "illustrative": st.sampled_from(["true", "false"]),
    },
).filter(bool)


@given(
    st.lists(st.tuples(FLAGS, st.sampled_from("abc")), min_size=1, max_size=5),
    st.sampled_from(["unique", "any", "first", "priority"]),
    st.booleans(),
)
def test_labels_are_those_of_every_outcome_that_can_be(
    rules: list[tuple[dict[str, str], str]], policy: str, has_otherwise: bool
) -> None:
    lines = []
    for tests, of in rules:
        when = ", ".join(f"{name}: {test}" for name, test in tests.items())
        lines.append(f"- {{when: {{{when}}}, then: {of}}}")
    text = "\n".join([*lines, OTHERWISE if has_otherwise else ""])
    found = scale(text, f"{HEAD}hit_policy: {policy}\n")
    expected: set[str] = set()
    is_wrong = False
    truths = ("true", "false")
    for number, stale, tie, made_up in product(range(4), truths, truths, truths):
        there = (stale, tie).count("true")
        # One finding may be there several times, with words of its own.
        if number < there or (there == 0 and number > 0):
            continue
        words = {"stale": stale, "tie": tie, "illustrative": made_up}
        outcome: dict[str, ValueSet] = dict(possible_beside(Verdict.SUPPORTED, found))
        outcome |= {name: Categories((word,)) for name, word in words.items()}
        outcome |= {"assumptions": ZERO, "findings": Numbers((Interval.point(number),))}
        try:
            expected |= set(labels_of(found, outcome))
        except (NoRuleError, SeveralRulesError):
            is_wrong = True
    errors = [each for each in problems_of_scale(found) if each.severity is Severity.ERROR]
    assert bool(errors) == is_wrong
    if not is_wrong:
        assert set(labels_beside(Verdict.SUPPORTED, found)) == expected
