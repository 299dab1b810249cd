"""Says where in a DMN model stands what a rubric that was made of it does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.span import Span
from factcheck.rubric.codes import UNTESTED_RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric

_HINT = "give it a test, or make what it gives the default output entry"


def in_model(
    problems: Iterable[Problem], text: str, rubric: Rubric, model: bytes
) -> tuple[Problem, ...]:
    """Return problems of a rubric's YAML at the rule or the input of the model that is meant.

    ``text`` is the YAML of ``rubric``, which was read from ``model``.
    """
    written = text.splitlines()
    lines = model.decode("utf-8-sig", "replace").splitlines()
    return tuple(_moved(each, written, rubric, lines) for each in problems)


def _moved(
    problem: Problem, written: Sequence[str], rubric: Rubric, lines: Sequence[str]
) -> Problem:
    line = 1 if problem.span is None else problem.span.line
    span = _span(written[:line], rubric)
    excerpt = lines[span.line - 1] if span.line <= len(lines) else None
    hint = _HINT if problem.code is UNTESTED_RULE else problem.hint
    return replace(problem, span=span, excerpt=excerpt, hint=hint)


def _span(before: Sequence[str], rubric: Rubric) -> Span:
    """Return the place of the last rule or input that begins in some lines of YAML."""
    starts = [number for number, line in enumerate(before) if line[:1].strip()]
    block = before[starts[-1] :] if starts else before
    last = rubric.otherwise
    found: list[Span] = []
    if block[0].startswith("rules:"):
        rules = (*rubric.rules, *(() if last is None else (last,)))
        count = sum(line.startswith("  - ") for line in block)
        found = [rule.span for rule in rules[:count]]
    elif block[0].startswith("inputs:"):
        count = sum(line[:2] == "  " and bool(line[2:3].strip()) for line in block)
        found = [each.span for each in rubric.inputs[:count]]
    return found[-1] if found else Span(rubric.file, 1, 1, 1, 2)
