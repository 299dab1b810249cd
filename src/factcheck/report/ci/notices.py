"""What whoever looks after claim files has to see of a run, worst first.

That is what is wrong with the files, claims and disputes that are not as expected, warnings and
findings. What is as expected is no notice, so that a run without any passes.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.problem import Code, Severity
from factcheck.model.spec import FigureForm
from factcheck.report.ci import rules
from factcheck.report.ci.words import claim_lines, dispute_lines, problem_lines
from factcheck.report.memo.build import memo_of_claim, memo_of_dispute
from factcheck.report.visible import one_line
from factcheck.report.wording import FAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.problem import Problem
    from factcheck.model.result import Assessment, ClaimResult, Finding, RunResult
    from factcheck.model.runs import Run, Runs
    from factcheck.model.span import Span
    from factcheck.model.spec import Source

VERDICT = "verdict"
"""The kind of notice that a claim or dispute has at most one of."""


class Weight(IntEnum):
    """How much a notice matters; in the order of the exit codes."""

    WRONG = 0
    """A file is wrong: exit code 2, or 3 where evidence is not what is pinned."""
    FAILED = 1
    """Evaluated and not as expected: exit code 1."""
    NOT_EVALUATED = 2
    """Unexpectedly not evaluated, or nothing decided: exit code 3."""
    WARNING = 3
    FINDING = 4

    @property
    def is_error(self) -> bool:
        """Whether the exit code is not 0 because of it."""
        return self < Weight.WARNING


class Notice(Struct, frozen=True):
    """One thing to see."""

    weight: Weight
    rule: Code
    file: str
    span: Span | None
    """``None`` for the file as a whole."""
    subject: str
    """The claim, ``claim / part`` or ``dispute x`` that it is about; empty for a file."""
    kind: str
    """Tells the notices about one subject apart, whatever they say."""
    lines: tuple[str, ...]
    """What to say, each safe to show; never empty."""
    judged: ClaimResult | DisputeResult | None = None


def notices_of(runs: Runs) -> tuple[Notice, ...]:
    """Return what there is to notice in claim files, the worst first, else in their order."""
    found = (notice for run in runs.runs for notice in _of_run(run))
    return tuple(sorted(found, key=lambda each: each.weight))


def _of_run(run: Run) -> Iterator[Notice]:
    if run.result is None:
        yield from (_problem(each, run.file) for each in run.problems)
        return
    result = run.result
    for claim in result.claims:
        yield from _of_claim(claim, result.sources)
    for dispute in result.disputes:
        if not dispute.as_expected:
            yield _dispute(dispute, result.sources)
    if is_undecided(result):
        yield _undecided(run.file)
    yield from (_problem(each, run.file) for each in result.warnings)


def is_undecided(result: RunResult) -> bool:
    """Whether all is as expected and the run fails, because nothing was decided."""
    judged: tuple[ClaimResult | DisputeResult, ...] = (*result.claims, *result.disputes)
    return result.exit_code != 0 and all(each.as_expected for each in judged)


def fails(claim: ClaimResult) -> bool:
    """Whether a claim that is not as expected was evaluated, or a part of it that is not."""
    return any(each.is_evaluated for each in claim.surprises)


def place_of(claim: ClaimResult) -> Span:
    """Return where to look: at what is in the way, else at the figure, else at the claim.

    The figure is meant where the claim has one, for all its readings.
    """
    if claim.obstacle_at is not None and claim.obstacle_at.file == claim.span.file:
        return claim.obstacle_at
    figures = {_figure_of(reading) for reading in claim.readings}
    figure = figures.pop() if len(figures) == 1 else None
    return claim.span if figure is None else figure


def _figure_of(reading: Assessment) -> Span | None:
    form = None if reading.reading is None else reading.reading.form
    return form.figure.text.span if isinstance(form, FigureForm) else None


def undecided_in_words() -> str:
    """Return that nothing was decided."""
    return "nothing was decided: no claim and no dispute of the file"


def _of_claim(claim: ClaimResult, sources: tuple[Source, ...]) -> Iterator[Notice]:
    surprises = claim.surprises
    for name, each in _with_parts(claim, ""):
        if any(each is one for one in surprises):
            yield _claim(name, each, sources)
        for findings in _findings_of(each).values():
            yield _findings(name, each, findings)


def _with_parts(claim: ClaimResult, within: str) -> Iterator[tuple[str, ClaimResult]]:
    """Yield a claim and all its parts with their names: ``claim``, ``claim / part``."""
    name = f"{within}{one_line(claim.id)}"
    yield name, claim
    for part in claim.parts:
        yield from _with_parts(part, f"{name} / ")


def _findings_of(claim: ClaimResult) -> dict[str, list[Finding]]:
    """Return the findings of all readings by their codes, each once."""
    found: dict[str, list[Finding]] = {}
    for finding in dict.fromkeys(each for one in claim.readings for each in one.findings):
        found.setdefault(finding.code, []).append(finding)
    return found


def _claim(name: str, claim: ClaimResult, sources: tuple[Source, ...]) -> Notice:
    return Notice(
        Weight.FAILED if claim.is_evaluated else Weight.NOT_EVALUATED,
        rules.FAULT if claim.reason == FAULT else rules.BY_VERDICT[claim.verdict],
        claim.span.file,
        place_of(claim),
        name,
        VERDICT,
        _lines(claim_lines(name, memo_of_claim(claim, sources))),
        claim,
    )


def _dispute(dispute: DisputeResult, sources: tuple[Source, ...]) -> Notice:
    name = f"dispute {one_line(dispute.id)}"
    return Notice(
        Weight.FAILED if dispute.is_evaluated else Weight.NOT_EVALUATED,
        rules.FAULT if dispute.reason == FAULT else rules.BY_VERDICT[dispute.verdict],
        dispute.span.file,
        dispute.span,
        name,
        VERDICT,
        _lines(dispute_lines(name, memo_of_dispute(dispute, sources))),
        dispute,
    )


def _findings(name: str, claim: ClaimResult, findings: Sequence[Finding]) -> Notice:
    """Return the notice of all findings of one code."""
    first = findings[0]
    return Notice(
        Weight.FINDING,
        first.about or Code(first.code, first.slug, first.slug, first.message),
        claim.span.file,
        place_of(claim),
        name,
        first.code,
        tuple(f"{name}: {one_line(each.message)}" for each in findings),
        claim,
    )


def _problem(problem: Problem, file: str) -> Notice:
    return Notice(
        Weight.WRONG if problem.severity is Severity.ERROR else Weight.WARNING,
        problem.code,
        file if problem.span is None else problem.span.file,
        problem.span,
        "",
        problem.code.code,
        _lines(problem_lines(problem)),
    )


def _undecided(file: str) -> Notice:
    said = (undecided_in_words(),)
    return Notice(Weight.NOT_EVALUATED, rules.NOTHING_DECIDED, file, None, "", VERDICT, said)


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, lines))
