"""Runs of claim files made by hand, for the formats that have all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import report_samples as samples
from msgspec.structs import replace

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.dispute_result import DisputeResult
from factcheck.model.problem import Code, Problem, Severity
from factcheck.model.runs import Run, Runs
from factcheck.model.span import Span
from factcheck.model.spec import Publisher, Verdict
from factcheck.model.total import Total

if TYPE_CHECKING:
    from factcheck.model.result import RunResult

CIRCLE = Code("FC066", "circular-definition", "A circle.", "**Why**\n\nNobody can say.")
PROBLEM = Problem(
    CIRCLE,
    "'a' is defined by itself",
    Span("claims/bad.yml", 13, 3, 13, 4),
    "  a: b",
    "define one without the other",
)
NO_PLACE = Problem(CIRCLE, "nothing stands here")
WRONG = Run("claims/bad.yml", None, (PROBLEM, NO_PLACE), 2)
HOUSE = Publisher(
    "The House",
    "https://house.example",
    "https://house.example/logo.png",
    "https://house.example/checks/swiss",
    "2026-11-22",
)


def dispute(
    verdict: DisputeVerdict = DisputeVerdict.INCOMPATIBLE, **others: object
) -> DisputeResult:
    """Return a dispute that is not as expected, unless something else is given."""
    fields: dict[str, Any] = {
        "id": "both",
        "span": Span(samples.FILE, 90, 3, 90, 7),
        "reason": None,
        "explanation": None,
        "members": (),
        "expected": None,
        "as_expected": False,
    }
    return DisputeResult(verdict=verdict, **(fields | others))


def runs_of(*results: RunResult, wrong: tuple[Run, ...] = ()) -> Runs:
    """Return the runs of results, each of the same claim file, and of wrong files."""
    total = Total()
    for result in results:
        total = total.with_result(result)
    for run in wrong:
        total = total.with_wrong(run.exit_code)
    runs = tuple(Run(samples.FILE, each, (), each.exit_code) for each in results)
    return Runs((*runs, *wrong), total)


UNEXPECTED = replace(
    samples.EVERYTHING,
    disputes=(dispute(), dispute(DisputeVerdict.COMPATIBLE, id="fine", as_expected=True)),
    unexpected=4,
)
NOTHING = samples.result(
    samples.claim("open", Verdict.NOT_CHECKABLE, expected=Verdict.NOT_CHECKABLE), exit_code=3
)
MIXED = runs_of(UNEXPECTED, wrong=(WRONG,))
FINE = runs_of(samples.SWISS)
WARNED = runs_of(replace(samples.SWISS, warnings=(samples.WARNING,)))
HOSTILE = (
    "::error file=x::boom\n::set-output name=a::b\r\n##[set-env name=A]b\n<script>alert(1)</script>"
    "]]>&amp;\x00\x1b[31m\u202e\ufffe\ud800%0A::stop-commands::x |`*_[a](b)"
)


def hostile(text: str, result: RunResult = UNEXPECTED) -> Runs:
    """Return runs whose every text is ``text``: names of files, messages, codes, addresses."""
    filled = samples.filled(result, text, kept=frozenset())
    problem = Problem(
        Code(text, text, text, text), text, Span(text, 1, 2, 3, 4), text, text, Severity.ERROR
    )
    wrong = Run(text, None, (problem,), 2)
    total = Total().with_result(filled).with_wrong(2)
    return Runs((Run(text, filled, (), filled.exit_code), wrong), total)
