"""A rubric file becomes records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rubric_helpers import AGES, changed, rubric_of

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import Severity
from factcheck.model.rubric import (
    OTHER,
    Categories,
    CategoryDomain,
    HitPolicy,
    NumberDomain,
    Numbers,
    UnknownPolicy,
    class_output,
)
from factcheck.rubric import union_of
from factcheck.rubric.sets import complement_of
from factcheck.spec.rubric.domains import CALENDAR

if TYPE_CHECKING:
    from factcheck.model.rubric import Domain, ValueSet

FULL = """\
    rubric: young-drivers
    title: Young drivers
    about: >-
      A driver counts as young below 25.
    version: "2"
    author: The statistical office
    sources:
      - title: Road traffic act
        publisher: The ministry
        url: https://example.org/act
        archived: https://archive.example.org/act
        published: 2001-05
        accessed: 2024-01-31
      - the explanatory note
    unknown: no match
    hit_policy: first
    inputs:
      age:
        from: age group
        domain: 0..120
        integer: true
        unit: years
        label: Age in years
        means:
          minor: under 18
          pensioner: [65..70, over 70]
          not stated: any
      role:
        type: category
        values:
          - driver
          - passenger
          - pedestrian or cyclist
        means:
          in a car: driver or passenger
    classes:
      - young
      - old
      - neither
    rules:
      - id: R1
        when:
          age: under 25 years
          role: driver
        then: young
        because: section 1
      - when:
          age: [65..70, 80 or more]
          role: [driver, passenger]
        then: old
      - when:
          role: pedestrian or cyclist
          age: any
        then: neither
      - when: {age: 71..79}
        then: [old, neither]
      - id: rest
        otherwise: young or neither
        because: section 9
    """


def test_a_rubric_becomes_records() -> None:
    rubric = rubric_of(FULL)
    assert (rubric.file, rubric.name, rubric.title, rubric.about) == (
        "r.yml",
        "young-drivers",
        "Young drivers",
        "A driver counts as young below 25.",
    )
    assert (rubric.version, rubric.author) == ("2", "The statistical office")
    act, note = rubric.sources
    assert (act.publisher, act.url) == ("The ministry", "https://example.org/act")
    assert (note.title, note.url) == ("the explanatory note", None)
    assert (rubric.hit, rubric.unknown) == (HitPolicy.FIRST, UnknownPolicy.NO_MATCH)
    assert rubric.class_names == ("young", "old", "neither")
    assert rubric.outputs == (class_output(("young", "old", "neither")),)
    assert rubric.columns == ("age group", "role")
    assert rubric.warnings == ()


def test_inputs_have_their_domains_and_labels() -> None:
    age, role = rubric_of(FULL).inputs
    assert age.domain == NumberDomain(Interval(Fraction(0), Fraction(120)), True, False, "years")
    assert (age.label, role.label) == ("Age in years", None)
    assert role.domain == CategoryDomain(("driver", "passenger", "pedestrian or cyclist"))
    labels = dict(age.meanings)
    assert labels["minor"] == Numbers((Interval.at_most(18, closed=False),))
    assert labels["pensioner"] == Numbers((Interval.at_least(65),))
    assert labels["not stated"] == Numbers((age.domain.within,))
    assert dict(role.meanings) == {"in a car": Categories(("driver", "passenger"))}


def test_rules_have_their_tests_and_classes() -> None:
    rubric = rubric_of(FULL)
    first, second, third, fourth = rubric.rules
    assert [(test.input, test.text.value) for test in first.tests] == [
        ("age", "under 25 years"),
        ("role", "driver"),
    ]
    assert (first.classes, first.because, first.called) == (("young",), "section 1", "rule R1")
    assert [test.text.value for test in second.tests] == [
        "65..70 or 80 or more",
        "driver or passenger",
    ]
    assert second.called == "rule 2"
    assert [test.input for test in third.tests] == ["role"]
    assert fourth.classes == ("old", "neither")
    assert rubric.otherwise is not None
    assert (rubric.otherwise.number, rubric.otherwise.classes) == (5, ("young", "neither"))
    assert (rubric.otherwise.because, rubric.otherwise.id) == ("section 9", "rest")


def domain_of(block: str) -> Domain:
    """Return the domain of an input, given its block in braces, which no rule tests."""
    text = f"rubric: d\ninputs:\n  a: {{values: [x, y]}}\n  b: {block}\n"
    text += "classes: [p, q]\nrules:\n  - {when: {a: x}, then: p}\n  - otherwise: q\n"
    return rubric_of(text).inputs[1].domain


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("{type: number}", NumberDomain(Interval.everything())),
        ("{domain: 0..1}", NumberDomain(Interval(Fraction(0), Fraction(1)))),
        ("{domain: over 0}", NumberDomain(Interval.at_least(0, closed=False))),
        ('{domain: "[0..1)"}', NumberDomain(Interval(Fraction(0), Fraction(1), True, False))),
        ("{type: boolean}", CategoryDomain(("true", "false"), is_boolean=True)),
        ("{type: category}", CategoryDomain((OTHER,), is_open=True)),
        ("{values: [NO, 012, 3]}", CategoryDomain(("NO", "012", "3"))),
        ("{type: date}", NumberDomain(CALENDAR, is_integer=True, is_date=True)),
        (
            "{type: date, domain: 2019}",
            NumberDomain(Interval(Fraction(737060), Fraction(737424)), True, is_date=True),
        ),
        (
            "{type: date, domain: from 9999-12-30}",
            NumberDomain(Interval(Fraction(3652058), Fraction(3652059)), True, is_date=True),
        ),
    ],
)
def test_an_input_has_a_domain(block: str, expected: Domain) -> None:
    assert domain_of(block) == expected


OPEN = """\
    rubric: open
    inputs:
      code: {type: category, means: {either: a or c}}
    classes: [p, q]
    rules:
      - {when: {code: not (a or b)}, then: p}
      - {when: {code: [d or e, b, '"f", "a"']}, then: q}
      - {when: {code: 'not("g")'}, then: q}
      - {when: {code: any}, then: q}
      - {when: {code: not h}, then: q}
      - {when: {code: "null"}, then: q}
      - {when: {code: "-"}, then: q}
    """


def test_an_open_input_knows_the_texts_that_rules_test_and_the_rest() -> None:
    rubric = rubric_of(OPEN.replace("rubric: open", "rubric: open\n    hit_policy: first"))
    (code,) = rubric.inputs
    values = ("a", "b", "d or e", "f", "g", "h", "c", OTHER)
    assert code.domain == CategoryDomain(values, is_open=True)
    allowed = [rule.tests[0].allowed for rule in rubric.rules if rule.tests]
    assert allowed[0] == Categories(values[2:])
    assert allowed[1] == Categories(("a", "b", "d or e", "f"))
    assert allowed[2] == Categories(tuple(value for value in values if value != "g"))
    assert allowed[3] == Categories(tuple(value for value in values if value != "h"))
    assert allowed[4] == Categories(())
    assert dict(code.meanings) == {"either": Categories(("a", "c"))}


TESTS = """\
    rubric: tests
    inputs:
      n: {{type: number}}
      c: {{values: [a, b, c d]}}
      day: {{type: date, domain: 2018..2019}}
      sure: {{type: boolean}}
    classes: [p, q]
    rules:
      - when: {test}
        then: p
      - otherwise: q
    """


def between(lower: int, upper: int, *closed: bool) -> Numbers:
    return Numbers((Interval(Fraction(lower), Fraction(upper), *closed),))


@pytest.mark.parametrize(
    ("test", "allowed"),
    [
        ('{n: "[16..18)"}', between(16, 18, True, False)),
        ('{n: "]0..1["}', between(0, 1, False, False)),
        ("{n: (0..1)}", between(0, 1, False, False)),
        ("{n: < 5}", Numbers((Interval.at_most(5, closed=False),))),
        ("{n: '< 5, > 9'}", union_of([Interval.at_most(5, closed=False),
                                      Interval.at_least(9, closed=False)])),
        ("{n: '1, 2'}", Numbers((Interval.point(1), Interval.point(2)))),
        ('{n: ["[1..2)", 2]}', between(1, 2)),
        ("{n: not(5)}", complement_of(Numbers((Interval.point(5),)))),
        ("""{c: 'not("a", "b")'}""", Categories(("c d",))),
        ("""{c: '"c d", "a"'}""", Categories(("a", "c d"))),
        ("""{c: ['"c d"', a]}""", Categories(("a", "c d"))),
        ("{c: c d}", Categories(("c d",))),
        ("{day: 2019-03}", between(737119, 737149)),
        ("{day: before 2018-01-03}", Numbers((Interval.at_most(736697, closed=False),))),
        ("""{day: '< date("2018-01-03")'}""",
         Numbers((Interval.at_most(736697, closed=False),))),
        ("""{day: '@"2019-03-01"'}""", between(737119, 737119)),
        ("{sure: true}", Categories(("true",))),
        ("{sure: FALSE}", Categories(("false",))),
        ("{sure: not true}", Categories(("false",))),
        ("{sure: [true, false]}", Categories(("true", "false"))),
    ],
)  # fmt: skip
def test_a_test_is_in_words_or_in_s_feel(test: str, allowed: ValueSet) -> None:
    (found,) = rubric_of(TESTS.format(test=test)).rules[0].tests
    assert found.allowed == allowed


@pytest.mark.parametrize(
    ("words", "sfeel"),
    [
        ("{n: 12}", "{n: '[12..12]'}"),
        ("{n: 12..15}", "{n: '[12..15]'}"),
        ("{n: under 12}", "{n: < 12}"),
        ("{n: 12 or more}", "{n: '>= 12'}"),
        ("{n: not 12}", "{n: not(12)}"),
        ("{n: not (under 3 or over 5)}", "{n: 'not(< 3, > 5)'}"),
        ("{n: 1 or 2..3}", "{n: '1, [2..3]'}"),
        ("{n: [under 1, 2]}", "{n: '< 1, 2'}"),
        ("{c: a or c d}", """{c: '"a", "c d"'}"""),
        ("{c: not (a or b)}", """{c: 'not("a", "b")'}"""),
        ("{day: 2019-03}", """{day: '[date("2019-03-01")..date("2019-03-31")]'}"""),
        ("{day: until 2018}", """{day: '<= date("2018-12-31")'}"""),
        ("{day: not before 2019}", """{day: '>= @"2019-01-01"'}"""),
        ("{sure: not true}", "{sure: not(true)}"),
    ],
)
def test_words_are_another_spelling_of_s_feel(words: str, sfeel: str) -> None:
    first, second = (rubric_of(TESTS.format(test=test)).rules[0].tests for test in (words, sfeel))
    assert first[0].allowed == second[0].allowed


@pytest.mark.parametrize(
    "test", ["{n: null}", '{n: "null"}', "{c: null}", "{day: [null]}", "{sure: null}"]
)
def test_null_is_a_test_for_no_value(test: str) -> None:
    (found,) = rubric_of(TESTS.format(test=test)).rules[0].tests
    assert (found.allowed, found.holds_without) in (
        (Numbers(()), True),
        (Categories(()), True),
    )


def test_values_and_null_may_pass_together() -> None:
    (found,) = rubric_of(TESTS.format(test="{c: [a, null]}")).rules[0].tests
    assert (found.allowed, found.holds_without) == (Categories(("a",)), True)


def test_policies_need_not_be_given() -> None:
    rubric = rubric_of(AGES)
    assert (rubric.hit, rubric.unknown) == (HitPolicy.UNIQUE, UnknownPolicy.EITHER)
    assert (rubric.title, rubric.about, rubric.version, rubric.author) == (None,) * 4
    assert rubric.sources == ()


@pytest.mark.parametrize("sources", ["the footnote", "{title: the footnote}", "[the footnote]"])
def test_a_source_may_be_alone(sources: str) -> None:
    (source,) = rubric_of(changed("rubric: ages", f"rubric: ages\n    sources: {sources}")).sources
    assert source.title == "the footnote"


def test_a_category_may_be_called_any() -> None:
    text = AGES.replace("[image, video, text]", "[image, any]").replace("image or video", "any")
    (test, _) = rubric_of(text).rules[0].tests
    assert test.allowed == Categories(("any",))


def test_unused_inputs_and_classes_are_warnings() -> None:
    text = AGES.replace("          content: image or video\n", "")
    warnings = rubric_of(text.replace("[young, other]", "[young, other, old]")).warnings
    assert [(w.message, w.severity) for w in warnings] == [
        ("no rule tests the input 'content'", Severity.WARNING),
        ("no rule gives the class 'old'", Severity.WARNING),
    ]


def test_a_rubric_without_otherwise_is_complete() -> None:
    text = AGES.replace("  - otherwise: other", "  - {when: {age: 12 or more}, then: other}")
    assert rubric_of(text).otherwise is None
