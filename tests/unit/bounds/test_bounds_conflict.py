"""All minimal sets of statements that contradict each other, or that something rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds import conflict, simplex
from factcheck.bounds.conflict import (
    Answer,
    conflicts_of,
    minimal_supports,
)
from factcheck.bounds.decision import Conflicts
from factcheck.model.formula import Atom, Formula
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

if TYPE_CHECKING:
    import pytest

A, B, C = (variable(name) for name in "abc")
COUNT = Interval.at_least(0)


def system(*rows: Row) -> System:
    return System(tuple(Variable(name, COUNT, True) for name in "abc"), rows)


def least(statement: str, form: Form, number: int) -> Row:
    return Row(statement, form, Interval.at_least(number))


def most(statement: str, form: Form, number: int) -> Row:
    return Row(statement, form, Interval.at_most(number))


CLASH = system(
    least("sum", A + B, 10),
    most("few a", A, 3),
    most("few b", B, 5),
    most("fewer b", B, 2),
    least("aside", C, 1),
    most("no c", C, 0),
)
SETS = (
    ("aside", "no c"),
    ("sum", "few a", "few b"),
    ("sum", "few a", "fewer b"),
)


def test_every_minimal_conflict_is_listed() -> None:
    assert conflicts_of(CLASH) == Conflicts(SETS)
    assert conflicts_of(CLASH).sets == SETS
    assert conflicts_of(system(least("sum", A + B, 10))) == Conflicts()


def test_conflicts_that_propagation_does_not_see() -> None:
    ring = system(least("one", A - B, 0), least("two", B - C, 0), least("three", C - A, 1))
    assert conflicts_of(ring).sets == (("one", "two", "three"),)


def test_statements_of_several_rows_go_together() -> None:
    both = system(least("pair", A, 1), most("pair", B, 0), most("flat", A - B, 0))
    assert conflicts_of(both).sets == (("pair", "flat"),)


def test_what_a_smaller_core_leaves_out_is_not_asked_of() -> None:
    rows = [least(name, A, 0) for name in ("one", "two", "three")]
    asked = []

    def ask(part: System) -> Answer:
        names = [row.statement for row in part.rows]
        asked.append(names)
        if names == ["one", "two", "three"]:
            return Answer(frozenset({0, 1, 2}))
        # Without the first statement it shows that the third is enough.
        return Answer(frozenset({names.index("three")}) if "three" in names else None)

    found = conflict._Listing(system(*rows), None, ask).conflicts()
    assert found == Conflicts((("three",),), is_cut=True)
    assert asked[:3] == [["one", "two", "three"], ["two", "three"], []]


def test_other_statements_are_always_kept() -> None:
    assert conflicts_of(CLASH, ("few b", "fewer b", "sum")).sets == ((),)
    kept = system(*(row for row in CLASH.rows if row.statement != "no c"))
    assert conflicts_of(kept, ("few b", "fewer b")).sets == (("few b",), ("fewer b",))


def test_bounds_of_numbers_are_always_kept() -> None:
    outside = System((Variable("a", Interval.point(1)),), (most("row", A, 0),))
    assert conflicts_of(outside).sets == (("row",),)
    never = System(
        (Variable("a", Interval(Fraction(1, 3), Fraction(2, 3)), True),), (most("row", A, 9),)
    )
    assert conflicts_of(never).sets == ((),)


def test_only_so_many_are_listed() -> None:
    rows = [least(f"at least {each}", A, 20 + each) for each in range(4)]
    rows += [most(f"at most {each}", A, each) for each in range(4)]
    found = conflicts_of(system(*rows))
    assert found.is_cut
    assert len(found.sets) == conflict.MAX_CONFLICTS
    assert all(len(each) == 2 for each in found.sets)


def test_only_so_many_questions_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflict, "MAX_QUESTIONS", 4)
    found = conflicts_of(CLASH)
    assert found.is_cut
    assert set(found.sets) < set(SETS)
    monkeypatch.setattr(conflict, "MAX_QUESTIONS", 0)
    assert conflicts_of(CLASH) == Conflicts((), is_cut=True)


def test_worlds_answer_further_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    original = conflict._of_rows

    def noted(part: System) -> Answer:
        asked.append(part)
        return original(part)

    monkeypatch.setattr(conflict, "_of_rows", noted)
    assert conflicts_of(CLASH) == Conflicts(SETS)
    assert len(asked) < 20


def test_an_uncertain_answer_is_no_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplex, "MAX_PIVOTS", 0)
    ring = system(least("one", A - B, 1), least("two", B - C, 1), least("three", C - A, 1))
    assert conflicts_of(ring) == Conflicts((), is_cut=True)
    assert minimal_supports(ring, atom(A, 1)) == Conflicts((), is_cut=True)


def atom(form: Form, number: int) -> Formula:
    return Atom(form - constant(number))


def test_what_a_formula_is_impossible_with() -> None:
    rows = (
        least("reports", A - B, 0),
        least("graphic is relevant", C - B, 0),
        least("forwarded is relevant", C - A, 0),
        least("many", B, 63),
        most("whole", A, 100),
    )
    named = ("graphic is relevant", "forwarded is relevant")
    under_ten = Atom(constant(10) - C, is_strict=True)
    found = minimal_supports(system(*rows), under_ten, named)
    assert found == Conflicts((("graphic is relevant",), ("forwarded is relevant",)))
    assert minimal_supports(system(*rows), atom(C, 10), named) == Conflicts()
    assert minimal_supports(system(*rows), atom(A, 101), named) == Conflicts(((),))
    every = minimal_supports(system(*rows), under_ten)
    assert ("graphic is relevant", "many") in every.sets
