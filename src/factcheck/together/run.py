"""Many claim files as one plan: all of them bound, then each table scanned once for all."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import find_root
from factcheck.evidence.noted import noting
from factcheck.evidence.shared import Shared
from factcheck.model.problem import ProblemsError
from factcheck.model.step import Step
from factcheck.pipeline import Verdicts, evaluate
from factcheck.planning import prepare, read_claim_file, scanned
from factcheck.together.find import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from factcheck.bounds.desk import Desk
    from factcheck.evidence.cache import Memory
    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.planning import Planned, Prepared


class Ran(Struct, frozen=True):
    """What came of one claim file: its result, or what is wrong with it."""

    path: Path
    result: RunResult | None = None
    error: ProblemsError | None = None
    looked_for: frozenset[Path] = frozenset()
    """The files beside it that it was read with, and those that were not there, with all links
    resolved; of patterns of names the folders too."""


class Together(Struct, frozen=True):
    """How many claim files are run, and who is told meanwhile."""

    root: Path | None = None
    """The folder that no evidence may lie outside of; by default each file's own."""
    strict: bool = False
    as_of: str | None = None
    outputs: tuple[Path, ...] = ()
    """The files that reports go to, which no file may read."""
    memory: Memory | None = None
    """What earlier runs have seen of tables."""
    desk: Callable[[], Desk | None] = lambda: None
    """Makes who deals with the searches of one file."""
    on_step: Callable[[str], None] = lambda _: None
    on_claim: Callable[[Path, ClaimResult], None] | None = None
    """Is given each claim as soon as it is judged; the results have none of them then."""
    refusal: Callable[[Path], Callable[[Planned], None] | None] = lambda _: None
    """Gives what looks at a file's tables before any of its claims is evaluated."""


class _Bound(Struct):
    """A claim file that waits for its tables, or what is wrong with it."""

    path: Path
    text: bytes = b""
    prepared: Prepared | None = None
    error: ProblemsError | None = None
    looked_for: frozenset[Path] = frozenset()


def run_together(files: Iterable[Path], how: Together) -> Iterator[Ran]:
    """Yield what comes of each claim file, in their order, equal to what it is alone.

    What is wrong with one file, or with its evidence, is an error of that file alone.
    """
    shared = Shared()
    try:
        waiting = _all_bound(tuple(files), how, shared)
        is_alone = len(waiting) == 1
        total = sum(_claims_of(each) for each in waiting)
        done = 0
        while waiting:
            # Taken out, so that nothing of it is kept once its report is written.
            bound = waiting.popleft()
            yield _ran(
                bound, replace(how, on_step=_steps(how, bound.path, done, total, is_alone=is_alone))
            )
            done += _claims_of(bound)
    finally:
        shared.close()


def _all_bound(files: tuple[Path, ...], how: Together, shared: Shared) -> deque[_Bound]:
    bound: deque[_Bound] = deque()
    for number, path in enumerate(files):
        if len(files) > 1:
            how.on_step(Step(f"loading {path.as_posix()}", number, len(files)))
        bound.append(_bound(path, how, shared))
    return bound


def _bound(path: Path, how: Together, shared: Shared) -> _Bound:
    """Return a file with its claims bound, and what was looked for meanwhile."""
    with noting() as looked_for:
        bound = _bound_alone(path, how, shared)
    bound.looked_for = frozenset(looked_for)
    return bound


def _bound_alone(path: Path, how: Together, shared: Shared) -> _Bound:
    """Return a file with its claims bound, and announce what it asks of its tables."""
    try:
        text = read_claim_file(path)
    except OSError as error:
        return _Bound(path, error=ProblemsError([unreadable(path, error)]))
    try:
        prepared = prepare(
            text,
            file=path.as_posix(),
            folder=path.parent,
            root=how.root or find_root(path),
            as_of=how.as_of,
            outputs=how.outputs,
            shared=shared,
            memory=how.memory,
        )
    except ProblemsError as error:
        return _Bound(path, error=error)
    for table in prepared.plan.tables:
        prepared.reader.announce(table)
    return _Bound(path, text, prepared)


def _claims_of(bound: _Bound) -> int:
    return 0 if bound.prepared is None else len(bound.prepared.plan.claims)


def _steps(
    how: Together, path: Path, done: int, total: int, *, is_alone: bool
) -> Callable[[str], None]:
    """Return what tells the steps of one file as those of all."""
    if is_alone:
        return how.on_step

    def told(step: str) -> None:
        words = f"{path.as_posix()}: {step}"
        if isinstance(step, Step) and step.startswith("claim "):
            words = Step(words, done + step.done, total)
        how.on_step(words)

    return told


def _ran(bound: _Bound, how: Together) -> Ran:
    if bound.prepared is None:
        return Ran(bound.path, error=bound.error, looked_for=bound.looked_for)
    on_claim = how.on_claim
    try:
        refuse = how.refusal(bound.path)
        planned = scanned(bound.prepared, how.on_step, with_unread=refuse is not None)
        if refuse is not None:
            refuse(planned)
    except ProblemsError as error:
        return Ran(bound.path, error=error, looked_for=bound.looked_for)
    verdicts = Verdicts(
        strict=how.strict,
        as_of=how.as_of,
        desk=how.desk(),
        on_step=how.on_step,
        on_claim=None if on_claim is None else lambda claim: on_claim(bound.path, claim),
    )
    result = evaluate(planned, bound.text, verdicts)
    return Ran(bound.path, result, looked_for=bound.looked_for)
