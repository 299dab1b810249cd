"""What an analysis finds that a user has to know who only uses the rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.problem import Problem, Severity
from factcheck.rubric.analysis.analyse import analyse
from factcheck.rubric.analysis.findings import Kind, Level

if TYPE_CHECKING:
    from factcheck.model.rubric import Rubric
    from factcheck.model.span import Span
    from factcheck.rubric.analysis.findings import Analysis, Finding, Tally

MOST = 20
"""Of each kind and level so many are told one by one."""

BUDGET = 1_000_000
"""Steps of an analysis that is made in passing, at every run."""


def analysed_in_passing(rubric: Rubric) -> Analysis:
    """Return an analysis of a rubric that is used and not looked at: it takes few steps.

    Rules that overlap are found all the same, and as many findings are listed as are told.
    """
    return analyse(rubric, budget=BUDGET, most=MOST + 1)


def problems_of(analysis: Analysis) -> tuple[Problem, ...]:
    """Return the errors and warnings of an analysis, at their places in the rubric's file.

    Notes are for ``factcheck rubric check``, and so is that a search was not finished: it takes
    more steps there. So are inputs without a test, of which reading the file warns already.
    """
    problems = []
    for tally in analysis.tallies:
        if tally.level is Level.NOTE or tally.kind is Kind.UNFINISHED:
            continue
        found = [
            each
            for each in analysis.findings
            if (each.kind, each.level) == (tally.kind, tally.level)
            and not _is_told_already(analysis.rubric, each)
        ]
        problems += [_problem(analysis.rubric, each) for each in found[:MOST]]
        if len(found) > MOST:
            problems.append(_more(analysis.rubric, tally, found[MOST]))
    return tuple(problems)


def _is_told_already(rubric: Rubric, finding: Finding) -> bool:
    tested = {test.input for rule in rubric.rules for test in rule.tests}
    return finding.kind is Kind.NO_EFFECT and finding.input not in tested


def _problem(rubric: Rubric, finding: Finding) -> Problem:
    message = finding.message
    if finding.witness:
        row = ", ".join(f"{name} = {value}" for name, value in finding.witness)
        message += f"; for example {row}"
    return Problem(
        finding.code,
        message,
        _place(rubric, finding),
        hint=finding.hint,
        severity=_severity(finding.level),
    )


def _more(rubric: Rubric, tally: Tally, first: Finding) -> Problem:
    message = (
        f"{tally.number - MOST:,} more of this kind: {first.kind.value}; "
        "`factcheck rubric check` lists them"
    )
    return Problem(first.code, message, _place(rubric, first), severity=_severity(tally.level))


def _severity(level: Level) -> Severity:
    return Severity.ERROR if level is Level.ERROR else Severity.WARNING


def _place(rubric: Rubric, finding: Finding) -> Span | None:
    """Return the later of its rules, else its input, else the last rule, after which one lacks."""
    if finding.rules:
        return max(rule.span for rule in finding.rules)
    if finding.input is not None:
        return next(each.span for each in rubric.inputs if each.name == finding.input)
    return rubric.rules[-1].span if rubric.rules else None
