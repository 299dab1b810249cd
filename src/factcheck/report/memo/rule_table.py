"""A rubric as the table that it is: a row for each rule, a column for each input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.rubric import CLASS, ValueKind
from factcheck.model.told import told, told_count, told_digits, told_or
from factcheck.report.memo.records import RuleTable
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from factcheck.model.rubric import Literal, Outcome, Rubric, RubricInput, Rule

MOST_RULES = 100
"""Rules of a table in a memo; more than these nobody prints."""


def rule_table(rubric: Rubric) -> RuleTable:
    """Return the rules of a rubric with what they look at, give, and their reasons."""
    rules = [*rubric.rules, *filter(None, [rubric.otherwise])]
    inputs = tuple(each for each in rubric.inputs if _is_tested(each, rules))
    has_reasons = any(one_line(rule.because) for rule in rules)
    header = [
        told("Rule"),
        *(one_line(each.label or each.name) for each in inputs),
        *(told("Class") if each.name == CLASS else one_line(each.name) for each in rubric.outputs),
        *([told("Because")] if has_reasons else []),
    ]
    rows = [_row(rule, rubric, inputs, has_reasons=has_reasons) for rule in rules[:MOST_RULES]]
    return RuleTable(tuple(header), tuple(rows), _left_out(len(rules) - MOST_RULES))


def _is_tested(each: RubricInput, rules: list[Rule]) -> bool:
    """Whether some rule looks at an input; a column of nothing but "any" tells nobody anything."""
    return any(test.input == each.name for rule in rules for test in rule.tests)


def _row(
    rule: Rule, rubric: Rubric, inputs: tuple[RubricInput, ...], *, has_reasons: bool
) -> tuple[str, ...]:
    is_last = rule is rubric.otherwise
    tests = {test.input: one_line(test.text.value) for test in rule.tests}
    anything = "" if is_last else told("any")
    cells = [
        told("otherwise") if is_last else one_line(rule.id) or told_digits(f"{rule.number:,}"),
        *(tests.get(each.name, anything) for each in inputs),
        *(_given(rule.outcomes, at, rubric) for at in range(len(rubric.outputs))),
        *([one_line(rule.because)] if has_reasons else []),
    ]
    return tuple(cells)


def _given(outcomes: tuple[Outcome, ...], at: int, rubric: Rubric) -> str:
    """Return what a rule gives as one output; several where it leaves open which of them."""
    return told_or(_in_words(outcome[at], rubric) for outcome in outcomes)


def _in_words(value: Literal, rubric: Rubric) -> str:
    if value.kind is ValueKind.NOTHING:
        return told("nothing")
    labels = {each.name: each.label for each in rubric.classes}
    return one_line(labels.get(value.text) or value.text)


def _left_out(number: int) -> tuple[str, ...]:
    if number <= 0:
        return ()
    return (told_count(number, "{n} more rule is left out.", "{n} more rules are left out."),)
