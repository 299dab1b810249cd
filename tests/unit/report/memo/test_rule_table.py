"""Rubrics as tables in memos."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.api import run
from factcheck.model.rubric import HitPolicy, Literal, Rubric, UnknownPolicy, ValueKind
from factcheck.report.memo.build import memo_of
from factcheck.report.memo.rule_table import _given

ROOT = Path(__file__).resolve().parents[4]
HEAD = (
    "rubric: acts\nhit_policy: first\ninputs:\n  age: {domain: 0..120, label: Age}\n"
    "classes: {young: {label: Young ones}, old: {}}\nrules:\n"
)
CLAIMS = (
    "factcheck: 1\nevidence: {t: {file: t.csv, rubric: r.yml}}\n"
    "claims:\n  a: {measure: 'count(t[class = young])', figure: 1}\n"
)


EMPTY = Rubric("r.yml", HitPolicy.UNIQUE, UnknownPolicy.EITHER, (), (), ())


def table_of(folder: Path, rules: str) -> tuple[tuple[str, ...], ...]:
    (folder / "r.yml").write_text(HEAD + rules, encoding="utf-8")
    (folder / "t.csv").write_text("age,n\n3,1\n60,2\n", encoding="utf-8")
    (folder / "c.yml").write_text(CLAIMS, encoding="utf-8")
    (rubric,) = memo_of(run(folder / "c.yml", root=folder)).rubrics
    assert rubric.table is not None
    return rubric.table.lines


def test_a_rubric_is_printed_as_the_table_that_it_is(tmp_path: Path) -> None:
    rules = "  - {when: {age: under 18}, then: young, because: the law}\n  - {otherwise: old}\n"
    assert table_of(tmp_path, rules) == (
        ("Rule", "Age", "Class", "Because"),
        ("1", "under 18", "Young ones", "the law"),
        ("otherwise", "", "old", ""),
    )


def test_a_rule_without_a_test_takes_any_value(tmp_path: Path) -> None:
    rules = "  - {when: {age: under 18}, then: young}\n  - {when: {age: any}, then: [young, old]}\n"
    assert table_of(tmp_path, rules) == (
        ("Rule", "Age", "Class"),
        ("1", "under 18", "Young ones"),
        ("2", "any", "Young ones or old"),
    )


def test_an_input_that_no_rule_tests_has_no_column(tmp_path: Path) -> None:
    rules = "  - {when: {age: any}, then: [young, old]}\n"
    assert table_of(tmp_path, rules) == (("Rule", "Class"), ("1", "Young ones or old"))


@pytest.mark.parametrize("number", [99, 100, 101])
def test_very_many_rules_are_cut(tmp_path: Path, number: int) -> None:
    rules = "".join(f"  - {{when: {{age: {each}}}, then: young}}\n" for each in range(number))
    lines = table_of(tmp_path, rules + "  - {otherwise: old}\n")
    assert len(lines) == min(number + 1, 100) + 1


def test_the_example_prints_its_definition() -> None:
    (rubric,) = memo_of(run(ROOT / "claims" / "rubric-example.yml")).rubrics
    assert rubric.table is not None
    assert rubric.table.notes == ()
    assert len(rubric.table.rows) == 3


def test_a_rule_may_give_nothing() -> None:
    nothing = Literal(ValueKind.NOTHING, "")
    assert _given(((nothing,), (Literal(ValueKind.TEXT, "old"),)), 0, EMPTY) == "nothing or old"
