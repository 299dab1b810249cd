"""A claim file with its claims and disputes as tests."""

from __future__ import annotations

import os
import warnings
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.cli.cache import remembered
from factcheck.evidence import find_root
from factcheck.model.problem import ProblemsError
from factcheck.pipeline import run_text
from factcheck.planning import prepare, read_claim_file
from factcheck.report import render_problems
from factcheck.together.find import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest._code.code import TerminalRepr

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.model.span import Span

STRICT = "factcheck_strict"
WIDTH = 88
"""Columns of what is told of a failure: the same on every machine."""


class FactcheckWarning(UserWarning):
    """Something in a claim file that is doubtful, and no error."""


class UnexpectedVerdict(Exception):  # noqa: N818 - it is no error of the program
    """A claim or dispute is not as expected; printed it is all that is known of it."""

    def __init__(self, told: str, short: str) -> None:
        super().__init__(told)
        self.short = short


class ClaimFile(pytest.File):
    """A claim file, which is bound when it is collected, and evaluated once, by its first test."""

    def collect(self) -> Iterator[JudgedItem]:
        """Yield a test for each claim and each dispute, in their order.

        Raises ``ProblemsError`` where the file is wrong.
        """
        place: dict[str, Any] = {"folder": self.path.parent, "root": find_root(self.path)}
        prepared = prepare(self._text, file=self.shown, **place)
        prepared.reader.close()
        for problem in (*prepared.spec.warnings, *prepared.plan.warnings):
            self._warn(problem)
        for bound in prepared.plan.claims:
            yield self._item(bound.claim.id, bound.claim.span, is_dispute=False)
        for dispute in prepared.spec.disputes:
            yield self._item(dispute.id, dispute.span, is_dispute=True)

    def _item(self, judged: str, span: Span, *, is_dispute: bool) -> JudgedItem:
        name = f"dispute {judged}" if is_dispute else judged
        item: JudgedItem = JudgedItem.from_parent(
            self, name=name, judged=judged, span=span, is_dispute=is_dispute
        )
        return item

    @property
    def shown(self) -> str:
        """Return the file's path from the folder in which pytest was started."""
        return Path(os.path.relpath(self.path, self.config.invocation_params.dir)).as_posix()

    @cached_property
    def _text(self) -> bytes:
        try:
            return read_claim_file(self.path)
        except OSError as error:
            raise ProblemsError([unreadable(Path(self.shown), error)]) from error

    @cached_property
    def result(self) -> RunResult:
        """Return what is found of all claims; raises ``ProblemsError`` as a run does."""
        with remembered(is_wanted=True) as memory:
            return run_text(
                self._text,
                file=self.shown,
                folder=self.path.parent,
                root=find_root(self.path),
                strict=bool(self.config.getini(STRICT)),
                memory=memory,
            )

    def _warn(self, problem: Problem) -> None:
        span = problem.span
        hint = f" ({problem.hint})" if problem.hint else ""
        warnings.warn_explicit(
            f"{problem.code.code} {problem.code.slug}: {problem.message}{hint}",
            FactcheckWarning,
            self.shown if span is None else span.file,
            1 if span is None else span.line,
        )

    def repr_failure(  # type: ignore[override] # pytest calls it so, and leaves out the style
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> str | TerminalRepr:
        """Return what is wrong with the file, with its places, as the command tells it."""
        if isinstance(excinfo.value, ProblemsError):
            return render_problems(excinfo.value.problems, width=WIDTH).rstrip("\n")
        return super().repr_failure(excinfo)


class JudgedItem(pytest.Item):
    """One claim or dispute: passes where its verdict is as expected."""

    parent: ClaimFile

    def __init__(self, *, judged: str, span: Span, is_dispute: bool, **others: Any) -> None:  # noqa: ANN401 - pytest's own
        super().__init__(**others)
        self._judged = judged
        self._span = span
        self._is_dispute = is_dispute
        self.add_marker("factcheck")

    def runtest(self) -> None:
        """Raise ``UnexpectedVerdict`` where the verdict is not as expected.

        So it is, for each of them, where nothing is decided in the whole file, which is no pass.
        """
        result = self.parent.result
        found = self._found(result)
        is_undecided = result.exit_code != 0 and result.unexpected == 0
        if found.as_expected and not is_undecided:
            return
        from factcheck.pytest_plugin.told import short_of, told_of

        place = f"{self._span.file}:{self._span.line}"
        raise UnexpectedVerdict(
            told_of(result, found, place, WIDTH, is_undecided=is_undecided),
            short_of(found, is_undecided=is_undecided),
        )

    def _found(self, result: RunResult) -> ClaimResult | DisputeResult:
        judged: tuple[ClaimResult | DisputeResult, ...] = result.claims
        if self._is_dispute:
            judged = result.disputes
        return next(each for each in judged if each.id == self._judged)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the file, the line in it counted from 0, and the name."""
        return self.path, self._span.line - 1, self.name

    def repr_failure(  # type: ignore[override] # pytest calls it so, and leaves out the style
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> str | TerminalRepr:
        """Return what is known of the claim, or what is wrong with the file."""
        error = excinfo.value
        if isinstance(error, ProblemsError):
            return self.parent.repr_failure(excinfo)
        if not isinstance(error, UnexpectedVerdict):
            return super().repr_failure(excinfo)
        told = excinfo.getrepr(style="value")
        crash = told.reprcrash
        assert crash is not None
        # What failed is a line of the claim file and none of this module.
        crash.path, crash.lineno, crash.message = str(self.path), self._span.line, error.short
        return told
