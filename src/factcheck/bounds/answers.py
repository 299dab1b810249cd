"""Answers of searches written down, and read back as far as the checker accepts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct

from factcheck.bounds.decision import Decision
from factcheck.bounds.desk import FORM, FORMULA, ROWS, digest_of
from factcheck.bounds.edges import edge_of, why_nothing
from factcheck.bounds.shown import numbers_of, shows_of_form, shows_of_formula, shows_of_rows
from factcheck.bounds.simplex import Optimum, TooLongError
from factcheck.bounds.solve import Solution
from factcheck.model.answered import (
    Answered,
    Largest,
    Never,
    Open,
    Possible,
    Refuted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.model.answered import AnswerFound
    from factcheck.model.formula import Formula
    from factcheck.model.linear import Form, System


_About_contra = TypeVar("_About_contra", contravariant=True)
_Found = TypeVar("_Found")


class _Kind(Protocol[_About_contra, _Found]):
    """How the answers to one kind of question are written down and read."""

    def written(self, system: System, about: _About_contra, found: _Found) -> AnswerFound:
        """Return what a search found, with what shows it."""

    def is_shown(self, system: System, about: _About_contra, given: AnswerFound) -> bool:
        """Whether an answer that was written down is shown to be so."""

    def read(self, given: AnswerFound) -> _Found:
        """Return an answer as the search would; raise ``TooLongError`` as it would for none."""


class _OfRows(Struct, frozen=True):
    """Whether rows are possible."""

    def written(self, _: System, __: tuple[()], found: Solution) -> AnswerFound:
        if found.point is not None:
            return Possible(numbers_of(found.point))
        return Open() if found.refutation is None else Refuted(found.refutation)

    def is_shown(self, system: System, _: tuple[()], given: AnswerFound) -> bool:
        return shows_of_rows(system, given)

    def read(self, given: AnswerFound) -> Solution:
        match given:
            case Possible():
                return Solution(point=dict(given.world))
            case Refuted():
                return Solution(refutation=given.refutation)
            case _:
                return Solution()


class _OfFormula(Struct, frozen=True):
    """Whether a formula can be true."""

    def written(self, _: System, __: tuple[Formula], found: Decision) -> AnswerFound:
        if found.point is not None:
            return Possible(numbers_of(found.point))
        return Open() if found.proof is None else Never(found.proof)

    def is_shown(self, system: System, about: tuple[Formula], given: AnswerFound) -> bool:
        return shows_of_formula(system, *about, given)

    def read(self, given: AnswerFound) -> Decision:
        match given:
            case Possible():
                return Decision(point=dict(given.world))
            case Never():
                return Decision(proof=given.proof)
            case _:
                return Decision()


class _OfForm(Struct, frozen=True):
    """How large a form can be."""

    def written(self, system: System, about: tuple[Form], found: Optimum | None) -> AnswerFound:
        if found is None:
            refutation = why_nothing(system)
            return Open() if refutation is None else Refuted(refutation)
        edge = None if found.is_attained else edge_of(system, *about, found.end)
        return Largest(
            found.end,
            found.is_attained,
            numbers_of(found.point),
            found.proof,
            None if edge is None else numbers_of(edge),
        )

    def is_shown(self, system: System, about: tuple[Form], given: AnswerFound) -> bool:
        return shows_of_form(system, *about, given)

    def read(self, given: AnswerFound) -> Optimum | None:
        match given:
            case Largest():
                return Optimum(given.end, given.is_attained, dict(given.world), given.bound)
            case Refuted():
                return None
            case _:
                raise TooLongError


_KINDS: dict[str, _Kind[Any, Any]] = {ROWS: _OfRows(), FORMULA: _OfFormula(), FORM: _OfForm()}


class Recorder:
    """Lets the searches search, and writes down what they find."""

    def __init__(self) -> None:
        """Begin with nothing written down."""
        self._known: dict[str, Answered] = {}

    @property
    def answers(self) -> tuple[Answered, ...]:
        """Return the answers, each once, in the order of the questions."""
        return tuple(self._known.values())

    def answer(
        self, kind: str, system: System, about: tuple[object, ...], search: Callable[[], _Found]
    ) -> _Found:
        """Return what a search finds."""
        question, is_new = self._asked(kind, system, about)
        try:
            found = search()
        except TooLongError:
            self._note(question, Open())
            raise
        if is_new:
            self._note(question, _KINDS[kind].written(system, about, found))
        return found

    def _asked(self, kind: str, system: System, about: tuple[object, ...]) -> tuple[str, bool]:
        question = digest_of(kind, system, about)
        return question, question not in self._known

    def _note(self, question: str, found: AnswerFound) -> None:
        self._known.setdefault(question, Answered(question, found))


class Reader:
    """Gives the answers that somebody wrote down, if they are shown to be so; searches nothing."""

    def __init__(self, answers: Iterable[Answered]) -> None:
        """Take the answers that may be given."""
        self._given = {each.question: each.found for each in answers}
        self._asked: dict[str, AnswerFound] = {}
        self._label = ""
        self.faults: list[str] = []
        """What is missing or not shown, with what it is for."""

    @property
    def answers(self) -> tuple[Answered, ...]:
        """Return the answers that were asked for, each once, in the order of the questions."""
        return tuple(Answered(question, found) for question, found in self._asked.items())

    def begin(self, step: str) -> None:
        """Take note of what is worked out next, in words."""
        self._label = step

    @property
    def unshown(self) -> int:
        """How many of them say that the effort was not enough to find or to show something."""
        given = (self._given.get(question) for question in self._asked)
        return sum(_is_unshown(each) for each in given)

    def answer(
        self, kind: str, system: System, about: tuple[object, ...], search: Callable[[], _Found]
    ) -> _Found:
        """Return the answer to a question; as if the effort was not enough where none counts."""
        del search
        known, question = _KINDS[kind], digest_of(kind, system, about)
        if question not in self._asked:
            self._asked[question] = self._checked(known, question, system, about)
        found: _Found = known.read(self._asked[question])
        return found

    def _checked(
        self, kind: _Kind[Any, Any], question: str, system: System, about: tuple[object, ...]
    ) -> AnswerFound:
        given = self._given.get(question)
        if given is None:
            self.faults.append(f"{self._label}: an answer is missing that it takes")
            return Open()
        if not isinstance(given, Open) and not kind.is_shown(system, about, given):
            self.faults.append(
                f"{self._label}: what shows an answer does not hold (answer {question})"
            )
            return Open()
        return given


def _is_unshown(found: AnswerFound | None) -> bool:
    is_endless = isinstance(found, Largest) and not found.is_attained and found.edge is None
    return is_endless or isinstance(found, Open)
