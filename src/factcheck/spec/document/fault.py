"""What the YAML parser says where it gives up, and what is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from factcheck.spec.document.marks import end_of, mark_of
from factcheck.spec.document.repair import quote_from, stand_in
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from factcheck.model.problem import Code, Problem
    from factcheck.spec.document.compose import SyntaxFaultError
    from factcheck.spec.document.marks import Mark
    from factcheck.spec.document.source import Repair, Source


class Diagnosis(Struct, frozen=True):
    """The problems at one place and, where there is one, a line to read on with."""

    problems: tuple[Problem, ...]
    repair: Repair | None = None


class SyntaxFault(Struct, frozen=True):
    """What the YAML parser says, and the event before."""

    source: Source
    problem: str
    context: str
    mark: Mark
    start: Mark
    """Where the thing began that could not be read; ``mark`` where nothing is said."""
    last: ScalarEvent | AliasEvent | SequenceEndEvent | MappingEndEvent | None
    opened: Mark | None
    """Where the list or mapping began that ended last."""
    flow: Mark | None
    """The outermost bracket that is still open."""

    @property
    def character(self) -> str:
        """What stands where the parser gave up."""
        return self.source.line(self.mark.line)[self.mark.column : self.mark.column + 1]

    @property
    def is_after_last(self) -> bool:
        """Whether only blanks stand between the last value and the fault, on one line."""
        last = self.last
        if last is None or end_of(last).line != self.mark.line:
            return False
        between = self.source.line(self.mark.line)[end_of(last).column : self.mark.column]
        return not between.strip()


def fault_of(error: SyntaxFaultError, source: Source) -> SyntaxFault:
    """Return what is known where the parser gave up."""
    told = error.fault
    mark = mark_of(told)
    last = error.last
    kinds = (ScalarEvent, AliasEvent, SequenceEndEvent, MappingEndEvent)
    return SyntaxFault(
        source,
        told.problem or "",
        told.context or "",
        mark,
        told.context_mark or mark,
        last if isinstance(last, kinds) else None,
        error.opened,
        error.flow,
    )


def one(
    fault: SyntaxFault,
    code: Code,
    message: str,
    mark: Mark,
    length: int = 1,
    *,
    hint: str | None = None,
    repair: Repair | None = None,
) -> Diagnosis:
    """Return the diagnosis of one problem at a mark."""
    span = fault.source.place(mark.line, mark.column, length)
    problem = problem_at(code, message, span, fault.source.original, hint=hint)
    return Diagnosis((problem,), repair)


def quoted_from(fault: SyntaxFault, mark: Mark, *, skip: int = 0) -> tuple[Repair | None, str]:
    """Return the line with its value in quotes, and the quoted value.

    Between brackets nobody knows where the value ends, and all of it becomes a stand-in.
    """
    repair, text = quote_from(fault.source, mark, skip=skip)
    return (repair if fault.flow is None else stand_in(fault.source, fault.flow)), text
