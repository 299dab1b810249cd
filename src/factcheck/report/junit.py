"""The report as JUnit XML: a suite for each claim file, a test for each claim and dispute.

It has a failure or an error if, and only if, the exit code is not 0. A failure is something that
was evaluated and is not as expected, an error something that could not be evaluated; what could
not be evaluated as expected is skipped. Times and the machine's name are left out, so that the
same input gives the same bytes.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.report.ci.notices import (
    fails,
    is_undecided,
    place_of,
    undecided_in_words,
)
from factcheck.report.ci.words import claim_lines, dispute_lines
from factcheck.report.ci.xml import element, text
from factcheck.report.memo.build import memo_of_claim, memo_of_dispute
from factcheck.report.problem_lines import problem_lines
from factcheck.report.styled import painted
from factcheck.report.terminal import claim_text, dispute_text
from factcheck.report.visible import one_line
from factcheck.report.wording import FAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.model.runs import Run, Runs
    from factcheck.model.span import Span
    from factcheck.model.spec import Source
    from factcheck.report.formats import Look

WIDTH = 88
FILE_TEST = "(the claim file)"
"""The test that stands for a file as a whole, where something is wrong with it."""


class Outcome(Enum):
    """What came of a test; the value is the name of its element."""

    PASSED = ""
    FAILED = "failure"
    ERROR = "error"
    SKIPPED = "skipped"


class _Test(Struct, frozen=True):
    name: str
    outcome: Outcome
    kind: str = ""
    """The verdict, ``fault``, or the code of a problem."""
    message: str = ""
    body: str = ""
    """The report on it."""


def render_runs(runs: Runs, look: Look) -> str:
    """Return the suites of all claim files."""
    del look
    suites = [(run, tuple(_tests(run))) for run in runs.runs]
    every = [test for _, tests in suites for test in tests]
    counts = _counts(every)
    del counts["skipped"]
    inside = ("\n", *(_suite(run, tests) for run, tests in suites))
    root = element("testsuites", {"name": "factcheck", **counts}, inside)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'


def _counts(tests: Sequence[_Test]) -> dict[str, str]:
    found = [test.outcome for test in tests]
    return {
        "tests": str(len(found)),
        "failures": str(found.count(Outcome.FAILED)),
        "errors": str(found.count(Outcome.ERROR)),
        "skipped": str(found.count(Outcome.SKIPPED)),
    }


def _suite(run: Run, tests: tuple[_Test, ...]) -> str:
    file = one_line(run.file)
    warnings = run.result.warnings if run.result else ()
    inside = [_case(test, class_name(file)) for test in tests]
    inside += [element("system-err", {}, [text(_problems_text(warnings))])] if warnings else []
    return element("testsuite", {"name": file, **_counts(tests), "file": file}, ("\n", *inside))


def class_name(file: str) -> str:
    """Return a path as readers group tests by: ``claims.swiss`` for ``claims/swiss.yml``."""
    folder, slash, name = file.replace("\\", "/").rpartition("/")
    stem = name.rpartition(".")[0] or name
    parts = [part for part in folder.split("/") if part not in {"", ".", ".."}] if slash else []
    return ".".join(part.replace(".", "_") for part in (*parts, stem))


def _case(test: _Test, class_name: str) -> str:
    inside = []
    match test.outcome:
        case Outcome.FAILED | Outcome.ERROR:
            told = {"type": test.kind, "message": test.message}
            inside.append(element(test.outcome.value, told, [text(test.body)]))
        case Outcome.SKIPPED:
            told = {"type": test.kind, "message": test.message}
            inside.append(element(test.outcome.value, told))
        case Outcome.PASSED:
            pass
        case _:
            assert_never(test.outcome)
    inside.append(element("system-out", {}, [text(test.body)]))
    return element("testcase", {"name": test.name, "classname": class_name}, ("\n", *inside))


def _tests(run: Run) -> Iterator[_Test]:
    if run.result is None:
        yield _wrong(run.problems)
        return
    result = run.result
    for claim in result.claims:
        yield _claim(claim, result.sources)
    for dispute in result.disputes:
        yield _dispute(dispute, result.sources)
    if is_undecided(result):
        yield _undecided(result)


def _wrong(problems: tuple[Problem, ...]) -> _Test:
    first = problems[0]
    place = f"{_place(first.span)}: " if first.span else ""
    message = f"{place}{one_line(first.message)}"
    kind = one_line(f"{first.code.code} {first.code.slug}")
    return _Test(FILE_TEST, Outcome.ERROR, kind, message, _problems_text(problems))


def _undecided(result: RunResult) -> _Test:
    said = undecided_in_words()
    counts = f"{result.declared} declared, {result.evaluated} evaluated, {result.decided} decided"
    return _Test(FILE_TEST, Outcome.ERROR, "nothing-decided", said, f"{said}\n{counts}\n")


def _claim(claim: ClaimResult, sources: tuple[Source, ...]) -> _Test:
    memo = memo_of_claim(claim, sources)
    name, outcome = memo.id, _outcome(claim, has_failed=fails(claim))
    return _Test(
        name,
        outcome,
        FAULT if claim.reason == FAULT else claim.verdict.value,
        _message(outcome, place_of(claim), claim_lines(name, memo)),
        f"{_place(claim.span)}\n{claim_text(memo, WIDTH)}",
    )


def _dispute(dispute: DisputeResult, sources: tuple[Source, ...]) -> _Test:
    memo = memo_of_dispute(dispute, sources)
    name, outcome = f"dispute {memo.id}", _outcome(dispute, has_failed=dispute.is_evaluated)
    return _Test(
        name,
        outcome,
        FAULT if dispute.reason == FAULT else dispute.verdict.value,
        _message(outcome, dispute.span, dispute_lines(name, memo)),
        f"{_place(dispute.span)}\n{dispute_text(memo, WIDTH)}",
    )


def _outcome(judged: ClaimResult | DisputeResult, *, has_failed: bool) -> Outcome:
    if not judged.as_expected:
        return Outcome.FAILED if has_failed else Outcome.ERROR
    return Outcome.PASSED if judged.is_evaluated else Outcome.SKIPPED


def _message(outcome: Outcome, place: Span, lines: Iterable[str]) -> str:
    """Return what to say of a test; nothing where it passed, as nobody asks then."""
    if outcome is Outcome.PASSED:
        return ""
    return f"{_place(place)}: " + "\n".join(filter(None, lines))


def _place(span: Span) -> str:
    """Return a place as editors read it."""
    return f"{one_line(span.file)}:{span.line}:{span.column}"


def _problems_text(problems: Sequence[Problem]) -> str:
    return painted([line for each in problems for line in problem_lines(each, WIDTH)], colour=False)
