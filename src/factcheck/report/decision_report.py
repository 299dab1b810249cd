"""What a decision table says of one row, for a terminal and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, assert_never

from factcheck.model.decimal_text import fraction_of
from factcheck.model.rubric import Literal, ValueKind
from factcheck.report.visible import visible
from factcheck.report.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.rubric import Outcome, Rubric, Rule
    from factcheck.rubric.decide import Decision

_NOTHING = "null"


def render_text(rubric: Rubric, found: Decision) -> str:
    """Return the outcome on the first line and the rules that matched below it."""
    lines = [visible(_outcome(rubric, found))]
    if not found.rules and found.decided_by:
        lines.append("  no rule matches; otherwise decides" + _place(found.decided_by[0]))
    elif not found.rules:
        lines.append("  no rule matches")
    for rule in found.rules:
        is_deciding = rule in found.decided_by
        beside = "" if is_deciding else " (matches too)"
        lines.append(f"  {visible(_called(rule))}{_place(rule)}{beside}")
    return "\n".join(lines) + "\n"


def _outcome(rubric: Rubric, found: Decision) -> str:
    shown = [_shown(rubric, each) for each in found.outcomes]
    if found.is_list:
        return f"[{', '.join(shown)}]"
    return " or ".join(shown) if shown else _NOTHING


def _shown(rubric: Rubric, outcome: Outcome) -> str:
    if len(rubric.outputs) == 1:
        return _literal(outcome[0])
    pairs = zip(rubric.outputs, outcome, strict=True)
    return "{" + ", ".join(f"{output.name}: {_literal(value)}" for output, value in pairs) + "}"


def _literal(value: Literal) -> str:
    return _NOTHING if value.kind is ValueKind.NOTHING else value.text


def _called(rule: Rule) -> str:
    tests = ", ".join(f"{test.input} {' '.join(test.text.value.split())}" for test in rule.tests)
    said = f": {tests}" if tests else ""
    because = "" if rule.because is None else f" – {rule.because}"
    return f"{rule.called}{said}{because}"


def _place(rule: Rule) -> str:
    return visible(f" ({rule.span.file}:{rule.span.line})")


def conflict(rubric: Rubric, rules: Sequence[Rule]) -> str:
    """Return what is wrong where several rules match that may not."""
    names = listed([f"{rule.called} (line {rule.span.line})" for rule in rules])
    outcomes = dict.fromkeys(each for rule in rules for each in rule.outcomes)
    given = listed([_shown(rubric, each) for each in outcomes])
    reason = f"the hit policy is {rubric.hit.value}, and {names} match: {given}"
    return visible(f"error FC311 several-rules-match: {reason}")


def render_json(rubric: Rubric, found: Decision) -> str:
    """Return the outcome and the rules as one object of JSON.

    ``outcome`` is a value, an object of values by output, a list of these, or null; where a rule
    leaves open which of several it is, ``may_be`` lists them and ``outcome`` is null.
    """
    values = [_value(rubric, each) for each in found.outcomes]
    is_open = not found.is_list and len(values) > 1
    single = values[0] if values and not is_open else None
    said = {
        "outcome": values if found.is_list else single,
        "may_be": values if is_open else [],
        "rules": [_rule(rule) for rule in found.rules],
        "decided_by": [_rule(rule) for rule in found.decided_by],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _value(rubric: Rubric, outcome: Outcome) -> object:
    if len(rubric.outputs) == 1:
        return _plain(outcome[0])
    pairs = zip(rubric.outputs, outcome, strict=True)
    return {output.name: _plain(value) for output, value in pairs}


def _plain(value: Literal) -> object:
    """Return a value as JSON has it, numbers with the digits that its readers keep."""
    match value.kind:
        case ValueKind.NOTHING:
            return None
        case ValueKind.BOOLEAN:
            return value.text == "true"
        case ValueKind.NUMBER:
            number = fraction_of(value.text)
            return int(number) if number.denominator == 1 else float(number)
        case ValueKind.TEXT | ValueKind.DATE:
            return value.text
        case _:
            assert_never(value.kind)


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "number": rule.number,
        "id": rule.id,
        "because": rule.because,
        "file": rule.span.file,
        "line": rule.span.line,
    }
