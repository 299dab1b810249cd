"""Bounds and worlds against every point of a small grid."""

from __future__ import annotations

from bounds_strategies import forms, grid, systems, value
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.bounds.conflict import conflicts_of
from factcheck.bounds.propagate import propagate, range_of
from factcheck.bounds.quotient import quotient_range
from factcheck.bounds.worlds import find_world
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, variable

A, B, C = (variable(name) for name in "abc")


def boxed(a: Interval, b: Interval, *rows: Row) -> System:
    return System(
        (Variable("a", a), Variable("b", b), Variable("c", Interval.point(0))), tuple(rows)
    )


@given(systems())
def test_every_point_lies_inside_the_box(system: System) -> None:
    box = propagate(system)
    for point in grid(system):
        assert box is not None
        assert all(point[name] in bounds for name, bounds in box.items())


@given(systems(), forms())
def test_every_number_of_a_form_lies_inside_its_range(system: System, form: Form) -> None:
    box = propagate(system)
    numbers = {value(form, point) for point in grid(system)}
    bounds = None if box is None else range_of(form, box, system.rows)
    assert not numbers or bounds is not None
    assert [number for number in numbers if bounds is not None and number not in bounds] == []


# A corner of an open box whose quotient is attained elsewhere in it.
CORNER = boxed(
    Interval(Fraction(-1), Fraction(0)), Interval(Fraction(1), Fraction(2), False, False)
)


@given(systems(), forms(), forms())
@example(CORNER, A, B)
@example(CORNER, A.scaled(Fraction(-1)), B)
@example(boxed(Interval(Fraction(0), Fraction(4)), Interval(Fraction(0), Fraction(4))), A, A + B)
def test_every_quotient_lies_inside_its_range(
    system: System, numerator: Form, denominator: Form
) -> None:
    quotients = {
        value(numerator, point) / below
        for point in grid(system)
        if (below := value(denominator, point)) > 0
    }
    bounds = quotient_range(system, numerator, denominator)
    assert not quotients or bounds is not None
    assert [each for each in quotients if bounds is not None and each not in bounds] == []


@given(systems(), st.sampled_from((-1, 0, 1)))
def test_a_world_satisfies_every_row(system: System, lean: int) -> None:
    world = find_world(system, lean=lean)
    if world is None:
        return
    assert system.admits(world)
    for each in system.variables:
        assert world[each.name] in each.bounds
        assert not each.is_integer or world[each.name].denominator == 1
    assert all(value(row.form, world) in row.allowed for row in system.rows)


@given(systems())
def test_a_system_admits_a_point_exactly_if_every_row_holds(system: System) -> None:
    everywhere = System(system.variables)
    satisfying = [tuple(sorted(point.items())) for point in grid(system)]
    for point in grid(everywhere):
        assert system.admits(point) is (tuple(sorted(point.items())) in satisfying)


@given(systems(most_rows=5))
def test_conflicts_are_contradictory_and_minimal(system: System) -> None:
    statements = {row.statement for row in system.rows}
    conflicts = conflicts_of(system).sets
    if propagate(system) is None:
        assert conflicts
    for conflict in conflicts:
        kept = frozenset(conflict)
        assert kept <= statements
        assert list(grid(system.without(frozenset(statements) - kept))) == []
        assert not any(set(other) < kept for other in conflicts)


@given(systems())
def test_no_world_of_whole_numbers_is_made_up(system: System) -> None:
    whole = System(
        tuple(Variable(each.name, each.bounds, True) for each in system.variables), system.rows
    )
    # Of whole numbers the grid has every one.
    if next(grid(whole), None) is None:
        assert find_world(whole) is None
