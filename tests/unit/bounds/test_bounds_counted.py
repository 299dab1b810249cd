"""Counts of conditions written as rows, and what is proved with them."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from msgspec.structs import replace

from factcheck.bounds import counted
from factcheck.bounds import decide as search
from factcheck.bounds.check import proves, refutes
from factcheck.bounds.counted import counted_system, widest
from factcheck.bounds.decide import decide
from factcheck.bounds.proofs import places_of, row_places, without_row
from factcheck.bounds.solve import solve
from factcheck.model.certificate import Combination, Counted, End, Proof, Settled, Use
from factcheck.model.formula import FALSE, TRUE, All, AnyOf, Atom, Count, Formula, holds_at, negated
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

ONE, MINUS = Fraction(1), Fraction(-1)


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def names_of(number: int) -> list[str]:
    return [f"g{place:03}" for place in range(number)]


def groups(number: int, upper: int, total: int | None = None, first: int = 0) -> System:
    """Return groups of whole numbers with a sum, the first of them not below some number."""
    names = names_of(number)
    own = {names[0]: between(first, upper)}
    variables = tuple(Variable(each, own.get(each, between(0, upper)), True) for each in names)
    if total is None:
        return System(variables)
    terms = tuple((name, ONE) for name in names)
    return System(variables, (Row("total", Form(terms=terms), Interval.point(total)),))


def ahead(number: int, least: int, most: int, *, of: int = 0) -> Count:
    """That so many groups are ahead of one."""
    mine = variable(names_of(number)[of])
    others = [variable(name) for name in names_of(number) if variable(name) != mine]
    parts = tuple(Atom(other - mine, is_strict=True) for other in others)
    return Count(parts, between(least, most))


def counts(proof: Proof | None) -> bool:
    match proof:
        case Counted():
            return True
        case Settled(_, then):
            return counts(then)
        case _:
            return False


@pytest.mark.parametrize("number", [7, 16, 26, 60])
@pytest.mark.parametrize("upper", [4, 9])
def test_places_that_a_total_rules_out(number: int, upper: int) -> None:
    half = upper // 2
    # Three groups ahead of one with so many, and the others with nothing.
    enough = half + 3 * (half + 1)
    formula = ahead(number, 3, number)
    found = decide(groups(number, upper, enough, half), formula)
    assert found.point is not None
    assert holds_at(formula, found.point)
    system = groups(number, upper, enough - 1, half)
    found = decide(system, formula)
    assert found.proof is not None
    assert counts(found.proof)
    assert proves(system, formula, found.proof)


def test_two_groups_cannot_both_have_a_place_that_is_one_groups_alone() -> None:
    places = (ahead(20, 4, 4), ahead(20, 7, 7, of=1))
    found = decide(groups(20, 6), All(places))
    assert found.point is not None
    assert holds_at(All(places), found.point)


def test_what_is_counted_agrees_with_every_world() -> None:
    told = {True: 0, False: 0}
    for seed in range(60):
        random = Random(seed)  # noqa: S311 - nothing secret is made
        number = 7
        system = groups(number, 2, random.randint(0, 14), random.randint(0, 2))
        formula: Formula = ahead(number, *sorted(random.choices(range(number), k=2)))
        if random.random() < 0.4:
            formula = negated(formula)
        if random.random() < 0.5:
            formula = All((formula, ahead(number, *sorted(random.choices(range(7), k=2)), of=1)))
        worlds = (
            dict(zip(names_of(number), map(Fraction, numbers), strict=True))
            for numbers in product(range(3), repeat=number)
        )
        is_possible = any(system.admits(each) and holds_at(formula, each) for each in worlds)
        found = decide(system, formula)
        assert found.may_be is is_possible
        assert (found.proof is None) is is_possible
        told[is_possible] += 1
    assert min(told.values()) > 10, told


def test_few_conditions_are_told_apart_one_by_one() -> None:
    number = search.FEW + 1
    system = groups(number, 4, 5, 2)
    found = decide(system, ahead(number, 3, number))
    assert found.proof is not None
    assert not counts(found.proof)


def test_without_counting_cases_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "FEW", 100)
    system = groups(8, 4, 6, 1)
    for formula in (ahead(8, 3, 8), ahead(8, 5, 5), negated(ahead(8, 0, 2))):
        found = decide(system, formula)
        assert found.proof is None or not counts(found.proof)
        assert found.may_be or found.proof is not None


def test_a_count_may_be_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "MAX_PARTS", 3)
    system = groups(8, 4, 10, 2)
    assert counted_system(system, ahead(8, 3, 8), {}) is None
    found = decide(system, ahead(8, 3, 8))
    assert found.proof is not None
    assert not counts(found.proof)


def test_a_name_may_be_taken() -> None:
    taken = System((Variable("counted 0", between(0, 1)), Variable("a", between(0, 4))))
    formula = Count((Atom(variable("a") - constant(2)),), Interval.point(1))
    assert counted_system(taken, formula, {}) is None
    proof = Counted(Combination((Use(0, End.LOWER, ONE),)))
    assert not proves(taken, formula, proof)


def test_what_is_settled_is_not_counted() -> None:
    system = groups(2, 4)
    atom = Atom(variable("g000") - constant(2))
    assert widest(FALSE, {}) == widest(atom, {}) == 0
    assert counted_system(system, FALSE, {}) == system.with_rows(
        (Row("case", constant(1), Interval.at_most(0)),)
    )
    assert counted_system(system, TRUE, {}) == system
    formula = Count((atom, negated(atom), Atom(variable("g001"), True)), Interval.point(2))
    assert widest(All((formula,)), {}) == 3
    found = counted_system(system, formula, {atom: True})
    assert found is not None
    assert [each.name for each in found.variables[2:]] == ["counted 0"]
    assert found.rows[-1].form.constant == 1 + 1


def test_any_of_some_is_at_least_one_of_them() -> None:
    parts = tuple(Atom(variable(name) - constant(3)) for name in names_of(7))
    assert widest(AnyOf(parts), {}) == 7
    # They may be three each, and not all of them less than that.
    assert decide(groups(7, 4, 14), AnyOf(parts)).point is not None
    found = counted_system(groups(7, 2), AnyOf(parts), {})
    assert found is not None
    assert solve(found).refutation is not None


def test_an_alternative_between_counts_is_counted_too() -> None:
    # Neither of two groups can be behind three others, whichever it is.
    number, enough = 16, 2 + 3 * 3
    either = AnyOf((ahead(number, 3, number), ahead(number, 3, number, of=1)))
    rows = (Row("second", variable("g001"), Interval.at_least(2)),)
    found = decide(groups(number, 4, enough - 1, 2).with_rows(rows), either)
    assert counts(found.proof)
    found = decide(groups(number, 4, enough, 2).with_rows(rows), either)
    assert found.point is not None
    assert holds_at(either, found.point)


def test_a_condition_beside_a_count_is_a_row() -> None:
    atom = Atom(variable("g000") - constant(2))
    found = counted_system(groups(7, 4), All((atom, ahead(7, 3, 7))), {})
    assert found is not None
    assert found.rows[0] == atom.row


def test_numbers_at_open_ends_do_not_make_a_condition_true() -> None:
    # Its rows have closed ends where a number tells whether they hold.
    names = names_of(8)
    system = System(tuple(Variable(name, between(0, 1)) for name in names))
    found = decide(system, ahead(8, 4, 5))
    assert found.point is not None
    assert holds_at(ahead(8, 4, 5), found.point)


def test_one_alternative_is_no_choice() -> None:
    number, enough = 16, 2 + 3 * 3
    found = decide(groups(number, 4, enough - 1, 2), AnyOf((ahead(number, 3, number),)))
    assert counts(found.proof)


def test_numbers_without_ends_are_not_counted_on() -> None:
    free = System(tuple(Variable(name, Interval.everything()) for name in names_of(3)))
    formula = Count(
        (
            Atom(variable("g001") - variable("g000")),
            All((Atom(variable("g002") - variable("g000")), Atom(variable("g002")))),
            AnyOf((Atom(variable("g001")), Atom(variable("g002")))),
        ),
        Interval.point(2),
    )
    found = counted_system(free, formula, {})
    assert found is not None
    names = {name for row in found.rows for name, _ in row.form.terms}
    assert names == {each.name for each in found.variables[3:]}


def test_an_alternative_of_one_is_that_one() -> None:
    # Not all of one condition is any of its opposite.
    part = All((Atom(variable("g000") - constant(3)),))
    formula = Count((part,) * 6 + (Atom(variable("g001") - constant(3)),), between(0, 1))
    found = counted_system(groups(2, 4), formula, {})
    assert found is not None
    limits = [row for row in found.rows if row.form.terms[-1][0] == "g000"]
    assert len(limits) == 6


def test_numbers_that_fit_what_is_written_may_not_fit_the_formula() -> None:
    # Neither of two alternatives is written out, so that these rows say nothing of them.
    parts = tuple(
        AnyOf((Atom(variable(name) - constant(4)), Atom(constant(0) - variable(name))))
        for name in names_of(7)
    )
    formula = Count(parts, Interval.point(3))
    found = decide(groups(7, 4, 13), formula)
    assert found.point is not None
    assert holds_at(formula, found.point)
    formula = Count(parts, Interval.point(7))
    assert decide(groups(7, 4, 13), formula).proof is not None


def test_what_no_whole_numbers_reach_is_not_so() -> None:
    # Twice a whole number is never between one and two, in either way of saying it.
    double = Form(terms=(("g000", Fraction(2)),))
    odd = Row("odd", double - constant(1), Interval.point(0))
    system = groups(2, 4)
    writer = counted._Writer(system, {})
    writer._if_row(variable("so"), odd)
    assert writer.rows[0].allowed == Interval.at_most(0)
    writer.add(variable("so"), FALSE)
    assert writer.rows[1] == writer.rows[0]


def test_the_checker_asks_for_the_rows_itself() -> None:
    system = groups(16, 4, 9, 2)
    formula = ahead(16, 3, 16)
    written = counted_system(system, formula, {})
    assert written is not None
    refutation = solve(written).refutation
    assert refutation is not None
    assert refutes(written, refutation)
    proof = Counted(refutation)
    assert proves(system, formula, proof)
    # One more in total is enough for three.
    assert not proves(groups(16, 4, 11, 2), formula, proof)
    assert not proves(system, ahead(16, 0, 16), proof)
    assert places_of(proof) == row_places(refutation)
    assert max(places_of(without_row(proof, 0))) == max(places_of(proof)) - 1


def test_a_proof_that_counts_is_not_moved_to_other_conditions() -> None:
    # The same sum with another number of parts has other rows.
    system = groups(16, 4, 9, 2)
    found = decide(system, ahead(16, 3, 16))
    assert found.proof is not None
    bigger = System((*system.variables, Variable("more", between(0, 4), True)), system.rows)
    more = ahead(16, 3, 16)
    parts = (Atom(variable("more") - variable("g000"), True), *more.parts)
    assert not proves(bigger, replace(more, parts=parts), found.proof)
