"""Answers of searches: written down, read back, and believed only where they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from factcheck.bounds import answers, edges, optimum, solve, suggest
from factcheck.bounds.answers import Reader, Recorder
from factcheck.bounds.decide import decide
from factcheck.bounds.decision import Decision
from factcheck.bounds.desk import FORM, at_desk, digest_of
from factcheck.bounds.optimum import form_range, largest
from factcheck.bounds.shown import (
    is_so,
    shows_of_form,
    shows_of_formula,
    shows_of_rows,
)
from factcheck.bounds.simplex import Optimum, TooLongError
from factcheck.bounds.solve import Solution
from factcheck.model.answered import Answered, Largest, Never, Open, Possible, Refuted
from factcheck.model.certificate import Answer, Combination, Granted
from factcheck.model.formula import Atom
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.answered import AnswerFound

A, B = variable("a"), variable("b")
ONE, TWO = Fraction(1), Fraction(2)
COUNT = Interval.at_least(0)
UNDER_TEN = Interval(Fraction(0), Fraction(10), upper_closed=False)
HALF = Interval.point(Fraction(1, 2))


def over(bounds: Interval, *rows: Row, whole: bool = False) -> System:
    return System((Variable("a", bounds, whole), Variable("b", COUNT, whole)), rows)


PART = Row("part", A - B, Interval.at_most(0))
CLASH = Row("clash", A + B, Interval.at_most(-1))
OPEN = Row("open", A, Interval.at_most(3, closed=False))
SYSTEMS = {
    "plain": over(UNDER_TEN, PART),
    "open": over(COUNT, PART, OPEN),
    "whole": over(COUNT, PART, OPEN, whole=True),
    "clash": over(COUNT, CLASH),
    "never whole": over(HALF, whole=True),
    "together": over(COUNT, Row("sum", A + B, HALF), whole=True),
}
FORMULA = Atom(A - constant(5))
QUESTIONS: dict[str, Callable[[System], object]] = {
    "rows": solve.solve,
    "formula": lambda system: decide(system, FORMULA),
    "most": lambda system: largest(system, A - B),
    "range": lambda system: form_range(system, A + B),
}


@pytest.mark.parametrize("large", [600, 0], ids=["exact", "floats"])
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", SYSTEMS)
def test_what_was_found_is_read_back_without_a_search(
    name: str, question: str, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggest, "LARGE", large)
    ask, known = QUESTIONS[question], SYSTEMS[name]
    system = System(known.variables, known.rows)
    alone = ask(System(system.variables, system.rows))
    recorder = Recorder()
    with at_desk(recorder):
        assert ask(system) == alone
        assert ask(System(system.variables, system.rows)) == alone
    assert recorder.answers

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a search was made")

    monkeypatch.setattr(solve, "over_reals", refuse)
    monkeypatch.setattr(optimum, "Tableau", refuse)
    reader = Reader(recorder.answers)
    with at_desk(reader):
        assert ask(System(system.variables, system.rows)) == alone
    assert (reader.faults, reader.unshown, reader.answers) == ([], 0, recorder.answers)


def test_what_a_search_asks_of_others_is_its_own_affair() -> None:
    recorder = Recorder()
    with at_desk(recorder):
        decide(SYSTEMS["plain"], FORMULA)
    assert len(recorder.answers) == 1


def test_nobody_at_the_desk_writes_nothing_down() -> None:
    recorder = Recorder()
    with at_desk(recorder), at_desk(None):
        solve.solve(SYSTEMS["plain"])
    assert recorder.answers == ()


def test_a_search_that_gave_up_is_read_back_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(*_: object, **__: object) -> None:
        raise TooLongError

    system = SYSTEMS["plain"]
    recorder = Recorder()
    monkeypatch.setattr(optimum, "Tableau", too_long)
    monkeypatch.setattr(solve, "over_reals", too_long)
    fresh = System(system.variables, system.rows)
    with at_desk(recorder):
        with pytest.raises(TooLongError):
            largest(fresh, A)
        assert solve.solve(fresh) == Solution()
        assert decide(fresh, FORMULA) == Decision()
    assert {each.found for each in recorder.answers} == {Open()}
    reader = Reader(recorder.answers)
    with at_desk(reader):
        with pytest.raises(TooLongError):
            largest(system, A)
        assert solve.solve(system) == Solution()
        assert decide(system, FORMULA) == Decision()
    assert (reader.faults, reader.unshown) == ([], 3)


def test_missing_and_wrong_answers_count_for_nothing() -> None:
    system = SYSTEMS["plain"]
    question = digest_of("rows", system, ())
    reader = Reader([Answered(question, Possible((("a", TWO), ("b", ONE))))])
    reader.begin("claim 1 of 1: x")
    with at_desk(reader):
        assert solve.solve(system) == Solution()
        assert solve.solve(system) == Solution()
        assert decide(system, FORMULA) == Decision()
    assert reader.faults == [
        f"claim 1 of 1: x: what shows an answer does not hold (answer {question})",
        "claim 1 of 1: x: an answer is missing that it takes",
    ]
    assert reader.unshown == 0


def test_what_has_no_proof_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "why_nothing", lambda _: None)
    recorder = Recorder()
    with at_desk(recorder):
        assert largest(SYSTEMS["clash"], A) is None
    assert [each.found for each in recorder.answers] == [Open()]


def test_an_edge_that_is_not_found_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(*_: object, **__: object) -> None:
        raise TooLongError

    monkeypatch.setattr(edges, "over_reals", too_long)
    recorder, system = Recorder(), SYSTEMS["open"]
    with at_desk(recorder):
        found = largest(system, A)
    reader = Reader(recorder.answers)
    with at_desk(reader):
        assert largest(system, A) == found
    assert (reader.faults, reader.unshown) == ([], 1)


def answer_of(system: System, form: Form) -> Largest:
    recorder = Recorder()
    with at_desk(recorder):
        largest(System(system.variables, system.rows), form)
    found = recorder.answers[0].found
    assert isinstance(found, Largest)
    return found


ATTAINED = answer_of(SYSTEMS["whole"], A)
UNATTAINED = answer_of(SYSTEMS["open"], A)
ENDLESS = answer_of(SYSTEMS["open"], B)


def test_ends_are_as_calculated_by_hand() -> None:
    assert (ATTAINED.end, ATTAINED.is_attained) == (TWO, True)
    assert (UNATTAINED.end, UNATTAINED.is_attained) == (Fraction(3), False)
    assert (ENDLESS.end, ENDLESS.is_attained) == (None, False)
    assert shows_of_form(SYSTEMS["whole"], A, ATTAINED)
    assert shows_of_form(SYSTEMS["open"], A, UNATTAINED)
    assert shows_of_form(SYSTEMS["open"], B, ENDLESS)


POINT = (("a", ONE), ("b", TWO))


@pytest.mark.parametrize(
    ("name", "form", "given"),
    [
        ("whole", A, replace(ATTAINED, end=ONE)),
        ("whole", A, replace(ATTAINED, is_attained=False)),
        ("whole", A, replace(ATTAINED, bound=None)),
        ("whole", A, replace(ATTAINED, world=POINT)),
        ("whole", A, replace(ATTAINED, world=(("a", TWO), ("b", ONE)))),
        ("whole", A, replace(ATTAINED, world=(("a", TWO),))),
        ("open", A, replace(UNATTAINED, is_attained=True)),
        ("open", A, replace(UNATTAINED, end=Fraction(4))),
        ("open", A, replace(UNATTAINED, edge=POINT)),
        ("open", A, replace(UNATTAINED, edge=(("a", Fraction(3)),))),
        ("open", A, replace(UNATTAINED, edge=(("a", Fraction(3)), ("b", TWO)))),
        ("open", A, replace(UNATTAINED, world=(("a", Fraction(3)), ("b", Fraction(3))))),
        ("open", B, replace(ENDLESS, is_attained=True)),
        ("open", B, replace(ENDLESS, bound=UNATTAINED.bound)),
        ("open", B, replace(ENDLESS, edge=(("a", ONE), ("b", ONE)))),
        ("open", B, replace(ENDLESS, edge=(("a", Fraction(-1)), ("b", ONE)))),
        ("open", B, replace(ENDLESS, edge=(("a", Fraction(0)), ("b", Fraction(0))))),
        ("open", A, replace(ENDLESS, edge=None, end=None, bound=UNATTAINED.bound)),
        ("open", A, Refuted(Combination(()))),
        ("open", A, Possible(POINT)),
        ("never whole", A, replace(ENDLESS, edge=None)),
    ],
)
def test_no_other_end_is_shown(name: str, form: Form, given: AnswerFound) -> None:
    assert not shows_of_form(SYSTEMS[name], form, given)


def test_an_end_may_be_shown_to_bound_and_no_more() -> None:
    assert shows_of_form(SYSTEMS["open"], A, replace(UNATTAINED, edge=None))


def test_worlds_need_every_number() -> None:
    system = SYSTEMS["plain"]
    assert shows_of_rows(system, Possible(POINT))
    assert not shows_of_rows(system, Possible(POINT[:1]))
    assert not shows_of_rows(system, Never(Granted()))
    assert not shows_of_rows(system, Refuted(Combination(())))
    high = Possible((("a", Fraction(6)), ("b", Fraction(6))))
    assert shows_of_formula(system, FORMULA, high)
    assert not shows_of_formula(system, FORMULA, Possible(POINT))
    assert not shows_of_formula(system, Atom(variable("c")), high)
    assert not shows_of_formula(system, FORMULA, Never(Granted()))
    assert not shows_of_formula(system, FORMULA, Open())


def test_an_answer_of_a_certificate_is_a_world_or_a_proof() -> None:
    system, world = SYSTEMS["plain"], (("a", Fraction(6)), ("b", Fraction(6)))
    assert is_so(system, Answer("default", True, FORMULA, world, None))
    assert not is_so(system, Answer("default", True, FORMULA, world, Granted()))
    assert not is_so(system, Answer("default", True, FORMULA, None, Granted()))
    assert not is_so(system, Answer("default", True, FORMULA, None, None))


def test_questions_differ_by_rows_and_by_what_is_asked() -> None:
    plain, other = SYSTEMS["plain"], SYSTEMS["open"]
    digests = {
        digest_of(kind, system, about)
        for system in (plain, other)
        for kind, about in (("rows", ()), (FORM, (A,)), (FORM, (B,)), ("formula", (FORMULA,)))
    }
    assert len(digests) == 8
    assert digest_of(FORM, System(plain.variables, plain.rows), (A,)) in digests


def test_an_optimum_is_read_as_it_was_found() -> None:
    found = Optimum(TWO, True, dict(ATTAINED.world), ATTAINED.bound)
    with at_desk(Reader([Answered(digest_of(FORM, SYSTEMS["whole"], (A,)), ATTAINED)])):
        assert largest(SYSTEMS["whole"], A) == found
