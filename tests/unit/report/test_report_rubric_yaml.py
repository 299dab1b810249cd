"""A rubric as YAML: what its parts look like, and that it reads back to them."""

from __future__ import annotations

import pytest
from dmn_records import NOWHERE, without_places
from msgspec.structs import replace

from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import (
    OTHER,
    CategoryDomain,
    HitPolicy,
    Literal,
    Output,
    RubricInput,
    Rule,
    ValueKind,
)
from factcheck.report.rubric_yaml import quoted_if_need_be, render_rubric
from factcheck.spec import load_rubric

EVERYTHING = """\
rubric: depicted-acts
title: 'What is shown: a definition'
about: About it
version: '2'
author: A. Author
sources:
  - A law
  - {title: A book, url: 'https://law.example/'}
unknown: no match
hit_policy: first
inputs:
  age: {type: number, unit: years, integer: true, domain: 0..17, from: Age, label: the age}
  part: {type: number, unit: percent, domain: '[0%..100%)'}
  above: {type: number, domain: '> -1'}
  share: {type: number, unit: percent, domain: '0%..50%'}
  seen: {type: date, domain: 2019-01-01..2019-12-31}
  any day: {type: date}
  sure: {type: boolean}
  act: {type: category, values: [none, posing, 'n/a'], means: {odd: '"none", "posing"', all: any}}
  'anything else': {type: category}
classes:
  meets: {label: meets the definition, role: counted}
  undetermined: {role: either}
  other: {role: not counted}
rules:
  - id: R1
    when: {age: under 12, act: posing or none}
    then: meets
    because: 'Art. 197 (4)'
  - when: {part: '> 10%', seen: before 2019-06-01, sure: 'true'}
    then: [meets, other]
  - when: {age: '[16..18)', 'anything else': '"x"'}
    then: undetermined
  - id: R9
    otherwise: other
    because: the rest
"""

SCORES = """\
rubric: r
hit_policy: 'collect +'
inputs:
  x: {type: number}
rules:
  - when: {x: any}
    then: 3
  - when: {x: '5'}
    then: [1, 2.5]
"""

OUTPUTS = """\
rubric: r
hit_policy: priority
inputs:
  x: {type: number}
outputs:
  status: {values: ['true', 'yes', null, 5]}
  rate: {}
rules:
  - when: {x: '5'}
    then: {status: 'true', rate: true}
  - otherwise: {status: null, rate: 2019-01-31}
"""


CLASSES = """\
rubric: r
inputs:
  x: {type: number}
classes: [a, b]
rules:
  - when: {x: '5'}
    then: a
"""
LABELS = CLASSES.replace("[a, b]", "\n  a: {label: A}\n  b: {}")


@pytest.mark.parametrize("text", [EVERYTHING, SCORES, OUTPUTS, CLASSES, LABELS])
def test_what_is_read_and_printed_reads_back_to_the_same(text: str) -> None:
    rubric = load_rubric(text.encode(), file="r.yml")
    printed = render_rubric(rubric)
    assert without_places(load_rubric(printed.encode(), file="r.yml")) == without_places(rubric)


def test_the_look_of_a_rubric() -> None:
    for text in (SCORES, OUTPUTS, CLASSES):
        assert render_rubric(load_rubric(text.encode(), file="r.yml")) == text
    printed = render_rubric(load_rubric(EVERYTHING.encode(), file="r.yml"))
    for line in EVERYTHING.splitlines():
        if "anything else" not in line:
            assert line in printed, line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b-c_d.e", "a b-c_d.e"),
        ("12..15", "12..15"),
        ("2019-01-01..2019-12-31", "2019-01-01..2019-12-31"),
        ("Yes", "'Yes'"),
        ("null", "'null'"),
        ("5", "'5'"),
        ("a ", "'a '"),
        ("it's", "'it''s'"),
        ("a: b", "'a: b'"),
        ("a # b", "'a # b'"),
        ("", "''"),
        ("a\nb", '"a\\nb"'),
        ("ä", "ä"),
    ],
)
def test_quotes(text: str, expected: str) -> None:
    assert quoted_if_need_be(text) == expected


def test_a_rule_without_tests_names_an_input_whose_values_are_no_words_for_any() -> None:
    rubric = load_rubric(SCORES.encode(), file="r.yml")
    odd = RubricInput("w", NOWHERE, "w", CategoryDomain(("any", "b")))
    both = replace(rubric, inputs=(odd, *rubric.inputs))
    assert "when: {x: any}" in render_rubric(both)
    assert "when: {w: '-'}" in render_rubric(replace(rubric, inputs=(odd,)))
    opened = replace(odd, domain=CategoryDomain(("a", OTHER), is_open=True))
    assert "when: {w: any}" in render_rubric(replace(rubric, inputs=(opened,)))


def test_a_rubric_without_a_name() -> None:
    rubric = replace(load_rubric(SCORES.encode(), file="r.yml"), name=None)
    assert render_rubric(rubric).startswith("rubric: rubric\n")


def test_scores_with_outputs_are_no_scores_alone() -> None:
    rubric = load_rubric(SCORES.encode(), file="r.yml")
    five = Literal(ValueKind.NUMBER, "5")
    rule = Rule(1, NOWHERE, (), ((five,),))
    named = replace(rubric, outputs=(Output("points", (five,)),), rules=(rule,))
    printed = render_rubric(replace(named, hit=HitPolicy.NUMBER))
    assert "outputs:\n  points: {values: [5]}" in printed
    assert "then: {points: 5}" in printed
    with pytest.raises(ProblemsError):
        load_rubric(printed.replace("5", "six", 1).encode(), file="r.yml")
