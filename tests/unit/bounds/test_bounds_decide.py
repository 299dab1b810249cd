"""Formulas decided over all worlds of a system, and the checker of the proofs."""

from __future__ import annotations

import pytest
from exact import exact
from msgspec.structs import replace

from factcheck.bounds import decide as module
from factcheck.bounds import facts, simplex, suggest
from factcheck.bounds.check import proves
from factcheck.bounds.decide import decide
from factcheck.bounds.proofs import places_of, row_places, without_row
from factcheck.bounds.reasons import forced, reason_of
from factcheck.model.certificate import (
    ByNumber,
    Case,
    Combination,
    Cut,
    End,
    Fact,
    Granted,
    Impossible,
    Needed,
    Proof,
    Settled,
    Use,
)
from factcheck.model.formula import (
    FALSE,
    TRUE,
    All,
    AnyOf,
    Atom,
    Count,
    Formula,
    holds_at,
    negated,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

A, B, C, D = (variable(name) for name in "abcd")
ONE = Fraction(1)
MINUS = Fraction(-1)


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def whole(text: str, *rows: Row, upper: int = 4) -> System:
    return System(tuple(Variable(name, between(0, upper), True) for name in text), rows)


def more(one: Form, other: Form | int, *, strict: bool = True) -> Atom:
    """That one form is more than another, or at least as much."""
    right = constant(other) if isinstance(other, int) else other
    return Atom(one - right, strict)


def size(proof: Proof) -> int:
    match proof:
        case Cut():
            return 1 + size(proof.if_so) + size(proof.if_not)
        case Needed():
            return len(proof.cases) + size(proof.then)
        case Settled():
            return len(proof.facts) + size(proof.then)
        case _:
            return 1


def may_be(system: System, formula: Formula) -> bool:
    found = decide(system, formula)
    if found.point is not None:
        assert system.admits(found.point)
        assert holds_at(formula, found.point)
        return found.may_be
    assert found.proof is not None
    assert proves(system, formula, found.proof)
    return found.may_be


EACH = tuple(more(form, 2) for form in (A, B, C))
SUM = Row("sum", A + B + C, between(6, 6))


@pytest.mark.parametrize(
    ("expected", "formula"),
    [
        (True, TRUE),
        (False, FALSE),
        (True, more(A, 3)),
        (False, more(A, 4)),
        (False, Atom(constant(-1))),
        (True, Atom(constant(0))),
        (False, Atom(constant(0), is_strict=True)),
        (True, All(EACH[:1])),
        (False, All(EACH)),
        (False, All((EACH[0], EACH[0].opposite()))),
        (True, AnyOf(EACH)),
        (True, Count(EACH, Interval.point(1))),
        (False, Count(EACH, Interval.point(3))),
        (True, Count(EACH, Interval.point(0))),
        (False, Count(EACH, Interval.point(3), is_negated=False)),
        (True, Count(EACH, Interval.point(3), is_negated=True)),
        (False, Count(EACH, between(0, 2), is_negated=True)),
        (False, All((more(A, B), more(B, C), more(C, A)))),
        (False, All((more(A, B), Count((more(B, A), more(C, 4)), Interval.at_least(1))))),
        (True, AnyOf((All((more(A, B), more(B, A))), more(B, C)))),
        (False, AnyOf((All((more(A, B), more(B, A))), All((more(B, C), more(C, B)))))),
        (False, AnyOf(tuple(All((more(one, other), more(other, one)))
                            for one, other in ((A, B), (B, C), (C, A))))),
        (True, Count((more(A, B), more(B, A)), Interval.point(0))),
        (False, Count((more(A, B), more(B, A), more(A, B, strict=False)), Interval.point(3))),
        (False, All((more(A, 2), AnyOf((more(B, 3), more(C, 3))), more(B.scaled(MINUS), -1),
                     more(C.scaled(MINUS), -1)))),
    ],
)  # fmt: skip
def test_formulas(expected: bool, formula: Formula) -> None:
    system = whole("abc", SUM)
    assert may_be(system, formula) is expected
    assert expected or may_be(system, negated(formula))


def test_nothing_is_true_where_nothing_is_possible() -> None:
    clash = whole("abc", Row("low", A + B, between(0, 1)), Row("high", A + B, between(3, 4)))
    assert not may_be(clash, TRUE)
    assert not may_be(clash, Count(EACH, Interval.at_least(0)))
    outside = whole("abc", Row("high", A, between(5, 6)))
    assert not may_be(outside, Count(EACH, Interval.at_least(0)))


# Proofs are small.


def test_a_condition_that_does_not_matter_is_not_in_the_proof() -> None:
    """Whether ``d`` is large has nothing to do with it."""
    needs = All((AnyOf((more(D, 2), more(D, 1))), *EACH))
    found = decide(whole("abcd", SUM), needs)
    assert found.proof is not None
    assert size(found.proof) <= 7
    assert "'d'" not in str(found.proof)


def test_a_cut_is_left_out_where_one_side_is_impossible_without_it() -> None:
    either = AnyOf((more(D, 2), more(D, 1), more(D, C)))
    never = AnyOf((All((more(A, B), more(B, A))), All((more(B, C), more(C, B)))))
    found = decide(whole("abcd", SUM), All((either, never)))
    assert found.proof is not None
    assert "'d'" not in str(found.proof)


def test_ranks_over_many_groups() -> None:
    known = [Fraction(each * 7 % 200) for each in range(200)]
    groups = [f"g{place:03}" for place in range(200)]
    width = [Fraction(10 if place % 20 == 0 else 0) for place in range(200)]
    variables = tuple(
        Variable(name, Interval(number, number + wide), True)
        for name, number, wide in zip(groups, known, width, strict=True)
    )
    system = System(variables)
    first = variable("g100")
    beats = tuple(more(variable(name), first) for name in groups if name != "g100")
    surely = sum(number > 110 for number in known)
    at_most = sum(number + wide > 100 for number, wide in zip(known, width, strict=True)) - 1
    assert not may_be(system, Count(beats, Interval.at_most(surely - 15)))
    assert may_be(system, Count(beats, Interval.at_most(surely + 5)))
    assert not may_be(system, Count(beats, Interval.at_least(at_most + 1)))
    found = decide(system, Count(beats, Interval.at_least(at_most + 1)))
    assert isinstance(found.proof, Settled)
    assert found.proof.then == Granted()


def test_what_rows_decide_is_settled_too() -> None:
    """No bound of its own keeps ``a`` under ``b``, but the rows do, and whole numbers."""
    rows = (Row("gap", A - B, Interval.at_most(exact("-1/2"))), SUM)
    formula = Count((more(A, B, strict=False), more(C, 9), more(B, 9)), Interval.at_least(1))
    found = decide(whole("abc", *rows), formula)
    assert isinstance(found.proof, Settled)
    assert may_be(whole("abc", *rows), negated(formula))
    assert not may_be(whole("abc", *rows), formula)


def test_numbers_without_ends_have_no_facts() -> None:
    free = System(tuple(Variable(name, Interval.everything()) for name in "abc"), (SUM,))
    assert may_be(free, All(EACH[:2]))
    assert not may_be(free, All((*EACH[:2], more(C, 4))))


def test_larger_systems_are_not_propagated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "LARGE", 0)

    def never(_: System) -> None:
        raise AssertionError

    monkeypatch.setattr(facts, "reach_of", never)
    assert not may_be(whole("abc", SUM), Count(EACH, Interval.point(3)))


# Effort.


def test_a_search_may_be_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    formula = AnyOf((All((more(A, B), more(B, A))), All((more(B, C), more(C, B)))))
    monkeypatch.setattr(module, "MAX_NODES", 1)
    found = decide(whole("abc", SUM), formula)
    assert (found.point, found.proof) == (None, None)
    assert found.may_be


def test_a_search_may_be_too_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_DEPTH", 0)
    formula = AnyOf((All((more(A, B), more(B, A))), All((more(B, C), more(C, B)))))
    found = decide(whole("abc", SUM), formula)
    assert (found.point, found.proof) == (None, None)


def test_many_conditions_at_once_are_not_deep() -> None:
    names = [f"g{place:03}" for place in range(300)]
    total = Row("sum", Form(terms=tuple((name, ONE) for name in names)), Interval.at_most(599))
    system = System(tuple(Variable(name, between(0, 3), True) for name in names), (total,))
    enough = All(tuple(more(variable(name), 2, strict=False) for name in names))
    assert not may_be(system, enough)
    proof = decide(system, enough).proof
    assert isinstance(proof, Needed)
    assert len(proof.cases) == 300
    assert may_be(system, All(enough.parts[1:]))


def test_a_system_may_be_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplex, "MAX_PIVOTS", 0)
    found = decide(whole("abc", SUM), more(A, B))
    assert (found.point, found.proof) == (None, None)


def test_a_proof_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "proves", lambda *_: False)
    found = decide(whole("abc", SUM), All(EACH))
    assert (found.point, found.proof) == (None, None)


# The checker.

NOTHING = Combination(())
LOW = Row("low", A, Interval.at_least(3))
SMALL = Combination((Use(2, End.LOWER, ONE), Use("a", End.UPPER, ONE)))


def fact(form: Form, *, strict: bool = True, holds: bool = False) -> Fact:
    return Fact(form.constant, form.terms, strict, holds, SMALL)


@pytest.mark.parametrize(
    ("expected", "proof"),
    [
        (False, Granted()),
        (False, Impossible(NOTHING)),
        (True, Settled((fact(A - constant(4)),), Granted())),
        (False, Settled((fact(A - constant(4), holds=True),), Granted())),
        (False, Settled((fact(A - constant(3)),), Granted())),
        (False, Settled((fact(A.scaled(Fraction(2)) - constant(8)),), Granted())),
        (True, Cut(Fraction(-4), A.terms, True, Impossible(SMALL), Granted())),
        (False, Cut(Fraction(-4), A.terms, True, Granted(), Granted())),
        (False, Cut(Fraction(-4), A.terms, True, Impossible(SMALL), Impossible(SMALL))),
        (False, Cut(Fraction(-4), A.terms, False, Impossible(SMALL), Granted())),
        (False, Cut(Fraction(-4), (), True, Impossible(SMALL), Granted())),
        (False, Cut(Fraction(-4), (("a", Fraction(0)),), True, Impossible(SMALL), Granted())),
        (False, Cut(Fraction(-4), (*A.terms, *A.terms), True, Impossible(SMALL), Granted())),
        (False, Cut(Fraction(-4), (*A.terms, ("b", Fraction(0))), True, Impossible(SMALL),
                    Granted())),
        (True, Needed((Case(Fraction(-4), A.terms, True, True),), Impossible(SMALL))),
        (False, Needed((Case(Fraction(-4), A.terms, True, False),), Impossible(SMALL))),
        (False, Needed((Case(Fraction(-4), (), True, True),), Impossible(SMALL))),
        (False, Needed((), Impossible(SMALL))),
        (False, Cut(Fraction(-4), (*B.terms, *A.terms), True, Impossible(SMALL), Granted())),
    ],
)  # fmt: skip
def test_a_proof_must_show_what_it_says(expected: bool, proof: Proof) -> None:
    system = whole("ab", LOW, Row("free", B, Interval.everything()))
    assert proves(system, more(A, 4), proof) is expected


# Formulas and what they hang on.


@pytest.mark.parametrize(
    ("known", "count", "expected"),
    [
        ({0: True, 1: True, 2: True}, Interval.at_most(1), {0, 1}),
        ({0: False, 1: False, 2: False}, Interval.at_least(2), {0, 1}),
        ({0: True, 1: False, 2: True}, Interval.point(1), {0, 2}),
        ({0: True, 1: False, 2: False}, Interval.point(3), {1}),
        ({0: True, 1: False, 2: False}, Interval.point(1), {0, 1, 2}),
        ({0: True, 1: False, 2: False}, Interval.at_most(9), set()),
    ],
)
def test_a_count_hangs_on_as_few_parts_as_settle_it(
    known: dict[int, bool], count: Interval, expected: set[int]
) -> None:
    facts_known = {EACH[place]: is_so for place, is_so in known.items()}
    found = reason_of(Count(EACH, count), facts_known)
    assert found == {EACH[place] for place in expected}


def test_reasons_of_joined_formulas() -> None:
    known = {EACH[0]: True, EACH[1]: False, EACH[2]: False}
    assert reason_of(All(EACH), known) == {EACH[1]}
    assert reason_of(AnyOf(EACH), known) == {EACH[0]}
    assert reason_of(AnyOf(EACH[1:]), known) == set(EACH[1:])
    assert reason_of(All((EACH[0], negated(EACH[1]))), known) == set(EACH[:2])
    assert reason_of(Atom(constant(1)), known) == frozenset()


def test_what_a_formula_needs() -> None:
    one, two, three = EACH
    assert dict(forced(All((one, negated(two))), {})) == {one: True, two: False}
    assert dict(forced(AnyOf((one, two)), {})) == {}
    assert dict(forced(AnyOf((one, two)), {one: False})) == {two: True}
    assert dict(forced(Count(EACH, Interval.at_least(2)), {one: False})) == {two: True, three: True}
    assert dict(forced(Count(EACH, Interval.at_most(1)), {one: True})) == {two: False, three: False}
    assert dict(forced(Count(EACH, Interval.at_most(1)), {})) == {}
    assert dict(forced(Count(EACH, Interval.at_most(1), is_negated=True), {one: False})) == {
        two: True,
        three: True,
    }
    assert dict(forced(TRUE, {})) == {}


# Places of rows.

TREE = ByNumber("a", 1, Combination((Use(4, End.LOWER, ONE),)), SMALL)


def test_rows_that_proofs_use() -> None:
    assert row_places(TREE) == {2, 4}
    proof = Settled((replace(fact(A), refutation=TREE),), Cut(ONE, A.terms, True, Granted(),
                    Impossible(Combination((Use(7, End.LOWER, ONE),)))))  # fmt: skip
    assert places_of(proof) == {2, 4, 7}


def test_proofs_for_fewer_rows() -> None:
    used = Settled((replace(fact(A), refutation=TREE),), Cut(ONE, A.terms, True, Granted(),
                   Impossible(TREE)))  # fmt: skip
    assert places_of(without_row(used, 3)) == {2, 3}
    needed = Needed((Case(ONE, A.terms, True, True),), Impossible(TREE))
    assert places_of(needed) == {2, 4}
    assert places_of(without_row(needed, 0)) == {1, 3}
    assert places_of(without_row(used, 0)) == {1, 3}
    assert without_row(used, 9) == used
