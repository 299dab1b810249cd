"""The outcome of a decision table, for a terminal and for programs."""

from __future__ import annotations

import json

from factcheck.model.fraction import Fraction
from factcheck.report import decision_report
from factcheck.rubric.decide import decide
from factcheck.spec import load_rubric

CLASSES = """\
rubric: r
hit_policy: priority
inputs:
  age: {type: number}
classes: [minor, adult, old]
rules:
  - {id: R1, when: {age: under 18}, then: minor, because: Art. 1}
  - {when: {age: under 21}, then: adult or old}
  - {when: {age: under 5}, then: old}
"""
OUTPUTS = """\
rubric: r
hit_policy: collect
inputs:
  age: {type: number}
outputs:
  a: {}
  b: {}
rules:
  - {when: {age: under 18}, then: {a: 1.5, b: null}}
  - {when: {age: under 5}, then: {a: true, b: 2019-01-31}}
  - {otherwise: {a: 3, b: x}}
"""


def text(source: str, age: int | None) -> str:
    rubric = load_rubric(source.encode(), file="r.yml")
    found = decide(rubric, {"age": None if age is None else Fraction(age)})
    return decision_report.render_text(rubric, found)


def said(source: str, age: int | None) -> dict[str, object]:
    rubric = load_rubric(source.encode(), file="r.yml")
    found = decide(rubric, {"age": None if age is None else Fraction(age)})
    loaded: dict[str, object] = json.loads(decision_report.render_json(rubric, found))
    return loaded


def test_one_outcome_with_the_rules_behind_it() -> None:
    assert text(CLASSES, 4) == (
        "minor\n"
        "  rule R1: age under 18 – Art. 1 (r.yml:7)\n"
        "  rule 2: age under 21 (r.yml:8) (matches too)\n"
        "  rule 3: age under 5 (r.yml:9) (matches too)\n"
    )


def test_what_is_left_open() -> None:
    assert text(CLASSES, 20).startswith("adult or old\n")
    assert said(CLASSES, 20)["outcome"] is None
    assert said(CLASSES, 20)["may_be"] == ["adult", "old"]


def test_no_rule() -> None:
    assert text(CLASSES, 30) == "null\n  no rule matches\n"
    assert said(CLASSES, 30) == {"outcome": None, "may_be": [], "rules": [], "decided_by": []}
    assert text(OUTPUTS, None) == "{a: 3, b: x}\n  no rule matches; otherwise decides (r.yml:11)\n"


def test_lists_of_several_outputs() -> None:
    assert text(OUTPUTS, 4).startswith("[{a: 1.5, b: null}, {a: true, b: 2019-01-31}]\n")
    assert said(OUTPUTS, 4)["outcome"] == [{"a": 1.5, "b": None}, {"a": True, "b": "2019-01-31"}]
    assert said(OUTPUTS, None)["outcome"] == {"a": 3, "b": "x"}
    assert said(OUTPUTS, 4)["rules"] == [
        {"number": 1, "id": None, "because": None, "file": "r.yml", "line": 9},
        {"number": 2, "id": None, "because": None, "file": "r.yml", "line": 10},
    ]


def test_a_conflict() -> None:
    rubric = load_rubric(CLASSES.encode(), file="r.yml")
    assert decision_report.conflict(rubric, rubric.rules[:2]) == (
        "error FC311 several-rules-match: the hit policy is priority, and rule R1 (line 7) and "
        "rule 2 (line 8) match: minor, adult and old"
    )
