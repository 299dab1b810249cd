"""From a claim file to the result of a run."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck import __version__
from factcheck.bounds.desk import at_desk
from factcheck.evidence import find_root
from factcheck.model.result import FileUsed, RunResult
from factcheck.planning import Planned, plan_text, read_claim_file
from factcheck.quantity.work import Work
from factcheck.verdict.combine import Tally, judge_claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from factcheck.bounds.desk import Desk
    from factcheck.definitions import Scale
    from factcheck.evidence.cache import Memory
    from factcheck.evidence.given import Given
    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.possible import PossibleClaim
    from factcheck.model.result import ClaimResult

__all__ = [
    "Planned",
    "Verdicts",
    "evaluate",
    "plan_text",
    "read_claim_file",
    "run_file",
    "run_text",
]


def run_file(  # noqa: PLR0913 - the arguments of a run, each by its name
    path: Path,
    *,
    root: Path | None = None,
    strict: bool = False,
    given: Mapping[str, Given] | None = None,
    as_of: str | None = None,
    outputs: tuple[Path, ...] = (),
    desk: Desk | None = None,
    memory: Memory | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> RunResult:
    """Return the verdicts on the claims of one file.

    ``root`` is the folder that no evidence may lie outside of; by default the nearest one with
    a ``.git`` or ``.factcheck-root``, else the claim file's. ``outputs`` are the files that
    the caller will write reports to. Raises ``ProblemsError`` where the file is wrong, and
    ``OSError`` where it cannot be read; otherwise as ``run_text``.
    """
    name, folder, root = path.as_posix(), path.parent, root or find_root(path)
    return run_text(
        read_claim_file(path),
        file=name,
        folder=folder,
        root=root,
        strict=strict,
        given=given,
        as_of=as_of,
        outputs=outputs,
        desk=desk,
        memory=memory,
        on_step=on_step,
    )


def run_text(  # noqa: PLR0913 - the arguments of a run, each by its name
    text: bytes,
    *,
    file: str,
    folder: Path,
    root: Path,
    strict: bool = False,
    given: Mapping[str, Given] | None = None,
    as_of: str | None = None,
    outputs: tuple[Path, ...] = (),
    desk: Desk | None = None,
    memory: Memory | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> RunResult:
    """Return the verdicts on the claims of a text in the form of a claim file.

    ``file`` is the name that places carry, ``folder`` the one that paths in it are relative to,
    ``root`` the one that no evidence may lie outside of. ``given`` are tables that the caller has
    read already, by name, each used instead of its file. ``as_of`` is the date (a year, month or
    day) whose vintages are read by claims that name none. ``outputs`` are the files that the
    caller will write reports to, which must not be ones that this run reads. ``desk`` notes the
    answers of searches, or gives answers in their place. ``memory`` is what earlier runs have seen
    of tables; without one every table is read. ``on_step`` is told what is done next.
    Raises ``ProblemsError`` where the text or the evidence is wrong, ``ValueError`` where a table
    is given that the claims do not have, or for all vintages of one.
    """
    planned = plan_text(
        text,
        file=file,
        folder=folder,
        root=root,
        given=given,
        as_of=as_of,
        outputs=outputs,
        memory=memory,
        on_step=on_step,
    )
    how = Verdicts(strict=strict, as_of=as_of, desk=desk, on_step=on_step)
    return evaluate(planned, text, how)


class Verdicts(Struct, frozen=True):
    """How the claims of a file are judged, and who is told meanwhile."""

    strict: bool = False
    as_of: str | None = None
    desk: Desk | None = None
    on_step: Callable[[str], None] = lambda _: None
    on_claim: Callable[[ClaimResult], None] | None = None
    """Is given each claim as soon as it is judged; the result has none of them then."""


def evaluate(planned: Planned, text: bytes, how: Verdicts = Verdicts()) -> RunResult:  # noqa: B008
    """Return the verdicts on the claims of a file whose tables were scanned.

    ``text`` are the bytes of the claim file, which the result has the digest of.
    """
    work = Work(planned.plan, planned.cells, how.on_step)
    tally = Tally()
    claims: list[ClaimResult] = []
    for claim in _judged(planned, work, how):
        tally.add(claim)
        (how.on_claim or claims.append)(claim)
    disputes = _disputes(planned, work, how)
    for dispute in disputes:
        tally.add_dispute(dispute)
    found = _result(planned, text, tally)
    return replace(
        found,
        claims=tuple(claims),
        disputes=disputes,
        evidence=work.used(),
        as_of=how.as_of,
        answers=() if how.desk is None else how.desk.answers,
    )


def _judged(planned: Planned, work: Work, how: Verdicts) -> Iterator[ClaimResult]:
    """Yield each claim judged, with the house's own labels where it has some."""
    worked = work.claims()
    for bound in planned.plan.claims:
        claim = judge_claim(bound, _next(worked, how.desk), strict=how.strict)
        yield claim if planned.scale is None else _with_labels(claim, planned.scale)


def _next(worked: Iterator[PossibleClaim], desk: Desk | None) -> PossibleClaim:
    # Nobody sits at the desk between two claims, when whoever asked for them is at work.
    with at_desk(desk):
        return next(worked)


def _disputes(planned: Planned, work: Work, how: Verdicts) -> tuple[DisputeResult, ...]:
    """Return the disputes judged, which are counted apart from the claims."""
    if not planned.plan.disputes:
        return ()
    from factcheck.verdict.disputes import judge_disputes

    with at_desk(how.desk):
        worked = tuple(work.disputes())
    return judge_disputes(worked, strict=how.strict)


def _with_labels(claim: ClaimResult, scale: Scale) -> ClaimResult:
    """Return a claim with the house's own labels beside its verdict."""
    from factcheck.verdict.labels import with_labels

    (labelled,) = with_labels((claim,), scale.rubric)
    return labelled


def _result(planned: Planned, text: bytes, tally: Tally) -> RunResult:
    from factcheck.figure import HEDGES_VERSION

    spec, scale = planned.spec, planned.scale
    used = [*planned.rubrics, *([] if scale is None else [scale.used])]
    return RunResult(
        version=__version__,
        language=spec.language,
        hedges=HEDGES_VERSION,
        title=spec.title,
        about=spec.about,
        files=(
            FileUsed(spec.file, hashlib.sha256(text).hexdigest()),
            *(FileUsed(each.file, each.sha256) for each in used),
        ),
        evidence=(),
        sources=spec.sources,
        claims=(),
        declared=tally.declared,
        evaluated=tally.evaluated,
        decided=tally.decided,
        exit_code=tally.exit_code,
        unexpected=tally.unexpected,
        warnings=(*spec.warnings, *planned.plan.warnings),
        rubrics=planned.rubrics,
        scale=None if scale is None else scale.used,
        publisher=spec.publisher,
        declarations=(
            *spec.tables,
            *spec.quantities,
            *spec.statements,
            *spec.assumptions,
            *spec.conditions,
        ),
    )
