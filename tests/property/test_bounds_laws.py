"""Laws of bounds: more evidence never widens, and units do not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bounds_strategies import forms, rows, systems
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.bounds.check import refutes
from factcheck.bounds.conflict import conflicts_of
from factcheck.bounds.decide import decide
from factcheck.bounds.optimum import form_range, ratio_range
from factcheck.bounds.propagate import propagate, range_of
from factcheck.bounds.quotient import quotient_range
from factcheck.bounds.solve import solve
from factcheck.bounds.worlds import find_world
from factcheck.model.formula import Atom, negated
from factcheck.model.fraction import Fraction
from factcheck.model.linear import ZERO, Form, Row, System, Variable

if TYPE_CHECKING:
    from factcheck.model.interval import Interval

FACTORS = st.sampled_from([Fraction(n, d) for n in (1, 2, 7, 1000) for d in (1, 3, 1000)])


def is_narrower(one: Interval | None, other: Interval | None) -> bool:
    """Whether the first of two sets, ``None`` for none, lies inside the second."""
    return one is None or (other is not None and one.is_within(other))


@given(systems(), rows())
def test_another_row_never_widens_a_box(system: System, row: Row) -> None:
    before, after = propagate(system), propagate(system.with_rows((row,)))
    if after is not None:
        assert before is not None
        assert all(bounds.is_within(before[name]) for name, bounds in after.items())


@given(systems(), rows(), forms())
def test_another_row_never_widens_a_range(system: System, row: Row, form: Form) -> None:
    more = system.with_rows((row,))
    before, after = propagate(system), propagate(more)
    if before is None or after is None:
        assert after is None
        return
    assert is_narrower(range_of(form, after, more.rows), range_of(form, before, system.rows))


@given(systems(), rows(), forms(), forms())
def test_another_row_never_widens_a_quotient(
    system: System, row: Row, numerator: Form, denominator: Form
) -> None:
    before = quotient_range(system, numerator, denominator)
    after = quotient_range(system.with_rows((row,)), numerator, denominator)
    assert is_narrower(after, before)


@given(systems(), st.sampled_from((-1, 0, 1)))
def test_worlds_lie_inside_the_box(system: System, lean: int) -> None:
    world, box = find_world(system, lean=lean), propagate(system)
    if world is not None:
        assert box is not None
        assert all(world[name] in bounds for name, bounds in box.items())


def _rescaled(form: Form, factor: Fraction) -> Form:
    """Return a form over variables of which each now counts ``1 / factor`` as much."""
    return Form(form.constant, tuple((n, m / factor) for n, m in form.terms))


@given(systems(), FACTORS)
def test_the_unit_of_the_variables_does_not_matter(system: System, factor: Fraction) -> None:
    continuous = System(tuple(replace(v, is_integer=False) for v in system.variables), system.rows)
    scaled = System(
        tuple(Variable(v.name, v.bounds.scaled(factor)) for v in continuous.variables),
        tuple(replace(row, form=_rescaled(row.form, factor)) for row in continuous.rows),
    )
    before, after = propagate(continuous), propagate(scaled)
    if before is None or after is None:
        assert before is after
        return
    assert after == {name: bounds.scaled(factor) for name, bounds in before.items()}


@given(systems(), FACTORS, st.booleans())
def test_a_row_times_a_number_is_the_same_row(
    system: System, factor: Fraction, is_mirrored: bool
) -> None:
    by = -factor if is_mirrored else factor
    scaled = tuple(
        Row(row.statement, row.form.scaled(by), row.allowed.scaled(by)) for row in system.rows
    )
    assert propagate(System(system.variables, scaled)) == propagate(system)


@given(systems(), forms(), forms(), FACTORS)
def test_a_quotient_does_not_change_with_the_unit_of_both_sides(
    system: System, numerator: Form, denominator: Form, factor: Fraction
) -> None:
    plain = quotient_range(system, numerator, denominator)
    scaled = quotient_range(system, numerator.scaled(factor), denominator.scaled(factor))
    assert scaled == plain


@given(forms(), forms(), st.fractions(-10, 10, max_denominator=9).map(Fraction))
def test_forms_are_a_vector_space(a: Form, b: Form, factor: Fraction) -> None:
    assert a + b == b + a
    assert (a + b) - b == a
    assert (a + b).scaled(factor) == a.scaled(factor) + b.scaled(factor)
    assert a.scaled(Fraction(0)) == Form()
    assert (a - a).is_constant
    assert all(multiple != ZERO for _, multiple in (a + b).terms)


# The exact engine.


@given(systems(), rows(), forms())
def test_another_row_never_widens_a_sharp_range(system: System, row: Row, form: Form) -> None:
    more = system.with_rows((row,))
    assert is_narrower(form_range(more, form), form_range(system, form))


@given(systems(), rows(), forms(), forms())
def test_another_row_never_widens_a_sharp_quotient(
    system: System, row: Row, numerator: Form, denominator: Form
) -> None:
    before = ratio_range(system, numerator, denominator)
    assert is_narrower(ratio_range(system.with_rows((row,)), numerator, denominator), before)


@given(systems(), forms())
def test_a_sharp_range_lies_inside_that_of_propagation(system: System, form: Form) -> None:
    box = propagate(
        System(tuple(replace(v, is_integer=False) for v in system.variables), system.rows)
    )
    sharp = form_range(system, form)
    if box is None:
        assert sharp is None
        return
    assert is_narrower(sharp, range_of(form, box, system.rows))


@given(systems(), forms(), forms())
def test_a_sharp_quotient_lies_inside_that_of_propagation(
    system: System, numerator: Form, denominator: Form
) -> None:
    real = System(tuple(replace(v, is_integer=False) for v in system.variables), system.rows)
    plain = quotient_range(real, numerator, denominator)
    assert is_narrower(ratio_range(system, numerator, denominator), plain)


@given(systems(), rows())
def test_what_is_refuted_stays_refuted_with_the_same_certificate(system: System, row: Row) -> None:
    found = solve(system)
    more = system.with_rows((row,))
    if found.refutation is not None:
        assert refutes(more, found.refutation)
        assert solve(more).refutation is not None


@given(systems())
def test_what_propagation_refutes_is_refuted(system: System) -> None:
    if propagate(system) is None:
        assert solve(system).refutation is not None


@given(systems())
def test_the_order_of_rows_does_not_matter(system: System) -> None:
    turned = System(system.variables, system.rows[::-1])
    assert (solve(system).point is None) is (solve(turned).point is None)
    sets = ({frozenset(each) for each in conflicts_of(of).sets} for of in (system, turned))
    assert next(sets) == next(sets)


@given(systems(), forms(), st.booleans())
def test_a_condition_or_its_opposite_may_be(system: System, form: Form, is_strict: bool) -> None:
    atom = Atom(form, is_strict)
    may_be = [decide(system, each).point is not None for each in (atom, negated(atom))]
    assert any(may_be) is (solve(system).point is not None)
