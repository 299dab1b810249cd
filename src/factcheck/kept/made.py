"""The reports of claim files as they would be written today, beside what is kept of them."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.formats import FORMATS
from factcheck.model.problem import ProblemsError
from factcheck.model.total import Total
from factcheck.report.formats import Look
from factcheck.report.many import pieces_of
from factcheck.together.run import run_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.kept.places import Keeper, Kept
    from factcheck.model.problem import Problem
    from factcheck.model.result import RunResult
    from factcheck.model.spec import KeptReport
    from factcheck.together.run import Ran, Together


class Made(Struct, frozen=True):
    """One report: what is kept of it, and what would be written."""

    kept: Kept
    old: bytes | None
    """``None`` where there is no file yet."""
    new: bytes

    @property
    def is_current(self) -> bool:
        """Whether nothing would change; line ends are a text's own affair."""
        if self.old is None or FORMATS[self.kept.report.form].is_binary:
            return self.old == self.new
        return self.old.replace(b"\r\n", b"\n") == self.new


def made_reports(keepers: Sequence[Keeper], how: Together) -> tuple[Made, ...]:
    """Return the reports of claim files, in their order.

    A report is the one that ``factcheck run`` writes in the root of the project, whatever the
    current folder is. Raises ``ProblemsError`` with all that is wrong with any claim file or its
    evidence, ``MissingExtraError`` for a format whose packages are not installed, and ``OSError``
    where what is kept cannot be read.
    """
    made: dict[str, tuple[Made, ...]] = {}
    problems: list[Problem] = []
    for root in dict.fromkeys(each.root for each in keepers):
        here = {each.name: each for each in keepers if each.root == root}
        # Reports name claim files as they were named.
        with chdir(root):
            for ran in run_together(map(Path, here), _outputs(here, root, how)):
                if ran.error is not None:
                    problems.extend(ran.error.problems)
                keeper = here[ran.path.as_posix()]
                made[keeper.claims.as_posix()] = tuple(_made(keeper, ran))
    if problems:
        raise ProblemsError(problems)
    return tuple(report for each in keepers for report in made[each.claims.as_posix()])


def _outputs(keepers: dict[str, Keeper], root: Path, how: Together) -> Together:
    paths = tuple(each.path for keeper in keepers.values() for each in keeper.reports)
    return replace(how, root=root, outputs=paths)


def _made(keeper: Keeper, ran: Ran) -> Iterator[Made]:
    if ran.result is None:
        return
    for each in keeper.reports:
        new = _rendered(ran.result, keeper.name, each.report)
        yield Made(each, each.path.read_bytes() if each.path.exists() else None, new)


def _rendered(result: RunResult, name: str, report: KeptReport) -> bytes:
    """Return the report of one claim file, as a run of it alone writes it piece by piece."""
    pieces = pieces_of(report.form, Look(report.language), is_alone=True)
    told = [
        pieces.begin(),
        *(pieces.claim(name, claim) for claim in result.claims),
        pieces.result(name, result),
        pieces.end(Total().with_result(result)),
    ]
    return b"".join(each.encode() if isinstance(each, str) else each for each in told)
