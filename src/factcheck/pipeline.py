"""From a claim file to the result of a run."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck import __version__
from factcheck.evidence import EvidenceReader, find_root
from factcheck.model.problem import ProblemsError
from factcheck.model.result import FileUsed, RunResult
from factcheck.plan.make import make_plan
from factcheck.quantity.work import work_out
from factcheck.spec import load_spec
from factcheck.verdict.combine import exit_code_of, is_decided
from factcheck.verdict.judge import judge_claims

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.model.cell import OpenedTable
    from factcheck.model.possible import Worked
    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult
    from factcheck.model.spec import Spec

_MOST_BYTES = 2**24
"""Far more than a claim file may have, which the stage that reads it refuses with a message."""


def run_file(path: Path, *, root: Path | None = None, strict: bool = False) -> RunResult:
    """Return the verdicts on the claims of one file.

    ``root`` is the folder that no evidence may lie outside of; by default the nearest one with
    a repository, else the claim file's. Raises ``ProblemsError`` where the file is wrong, and
    ``OSError`` where it cannot be read.
    """
    text = _read(path)
    spec = load_spec(text, file=path.as_posix())
    with EvidenceReader(path.parent, root or find_root(path)) as reader, _excerpts_from(spec):
        plan = make_plan(spec, _opened(reader, spec))
        cells = [reader.scan(table) for table in plan.tables]
    worked = work_out(plan, cells)
    claims = judge_claims(plan, worked, strict=strict)
    return _result(spec, text, worked, claims)


def _read(path: Path) -> bytes:
    """Return the bytes of a claim file; of something endless only the first of them."""
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _opened(reader: EvidenceReader, spec: Spec) -> list[OpenedTable]:
    """Open every table; raise ``ProblemsError`` with all that are not there."""
    opened: list[OpenedTable] = []
    problems: list[Problem] = []
    for table in spec.tables:
        try:
            opened.append(reader.open(table))
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(problems)
    return opened


@contextmanager
def _excerpts_from(spec: Spec) -> Iterator[None]:
    """Give every problem of a later stage the line of the claim file that it points at."""
    try:
        yield
    except ProblemsError as error:
        raise ProblemsError(_with_excerpt(spec, problem) for problem in error.problems) from error


def _with_excerpt(spec: Spec, problem: Problem) -> Problem:
    if problem.span is None or problem.excerpt is not None:
        return problem
    return replace(problem, excerpt=spec.lines[problem.span.line - 1])


def _result(spec: Spec, text: bytes, worked: Worked, claims: tuple[ClaimResult, ...]) -> RunResult:
    from factcheck.figure import HEDGES_VERSION

    return RunResult(
        version=__version__,
        language=spec.language,
        hedges=HEDGES_VERSION,
        title=spec.title,
        about=spec.about,
        files=(FileUsed(spec.file, hashlib.sha256(text).hexdigest()),),
        evidence=worked.evidence,
        sources=spec.sources,
        claims=claims,
        declared=len(claims),
        evaluated=sum(claim.is_evaluated for claim in claims),
        decided=sum(is_decided(claim) for claim in claims),
        exit_code=exit_code_of(claims),
        warnings=spec.warnings,
    )
