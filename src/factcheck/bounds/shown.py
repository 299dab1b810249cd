"""Whether an answer to a question about rows is shown to be so: exact arithmetic, no solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds.check import bound_of, proves, refutes
from factcheck.bounds.whole import whole_row
from factcheck.model.answered import Largest, Never, Possible, Refuted
from factcheck.model.formula import atoms_of, holds_at
from factcheck.model.interval import Interval
from factcheck.model.linear import ZERO, Row, System, variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from factcheck.model.answered import AnswerFound, Numbers
    from factcheck.model.certificate import Answer
    from factcheck.model.formula import Formula
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Form

    Point = Mapping[str, Fraction]


def is_world(system: System, world: Point) -> bool:
    """Whether a system admits some numbers, among which one of its own may be missing."""
    return _names(system) <= world.keys() and system.admits(world)


def makes_true(formula: Formula, world: Point) -> bool:
    """Whether a formula is true of some numbers, among which one of its own may be missing."""
    names = {name for atom in atoms_of(formula) for name, _ in atom.form.terms}
    return names <= world.keys() and holds_at(formula, world)


def is_so(system: System, answer: Answer) -> bool:
    """Whether an answer's world is one of a system's, or its proof shows that there is none."""
    if answer.world is None:
        return answer.proof is not None and proves(system, answer.formula, answer.proof)
    world = dict(answer.world)
    return answer.proof is None and is_world(system, world) and makes_true(answer.formula, world)


def shows_of_rows(system: System, given: AnswerFound) -> bool:
    """Whether an answer shows that rows are possible, or that they are not."""
    match given:
        case Possible():
            return is_world(system, dict(given.world))
        case Refuted():
            return refutes(system, given.refutation)
        case _:
            return False


def shows_of_formula(system: System, formula: Formula, given: AnswerFound) -> bool:
    """Whether an answer shows that a formula can be true, or that it cannot."""
    match given:
        case Possible():
            world = dict(given.world)
            return is_world(system, world) and makes_true(formula, world)
        case Never():
            return proves(system, formula, given.proof)
        case _:
            return False


def shows_of_form(system: System, form: Form, given: AnswerFound) -> bool:
    """Whether an answer shows how large a form can be over real numbers.

    That nothing is larger always has to be shown; that nothing smaller is the end, too, unless
    the answer itself says that this is not shown. Ends are those that whole numbers can reach.
    """
    match given:
        case Refuted():
            return refutes(system, given.refutation)
        case Largest():
            return _is_bound(system, form, given) and _is_reached(system, form, given)
        case _:
            return False


def _is_bound(system: System, form: Form, given: Largest) -> bool:
    """Whether the form is nowhere beyond the end."""
    if given.end is None:
        return not given.is_attained and given.bound is None
    if given.bound is None:
        return False
    return bound_of(system, form, given.bound) == (given.end, not given.is_attained)


def _is_reached(system: System, form: Form, given: Largest) -> bool:
    """Whether the end is attained, or there are numbers as near to it as one likes."""
    rows = tuple(_tight_rows(system))
    world = dict(given.world)
    if not (_names(system) | _used(form)) <= world.keys() or not _fits(rows, world, _inside):
        return False
    if given.is_attained:
        return form.at(world) == given.end
    if given.edge is None:
        return True
    edge = dict(given.edge)
    if not (_names(system) | _used(form)) <= edge.keys():
        return False
    if given.end is None:
        return form.at(edge) - form.constant > 0 and _fits(rows, edge, _along)
    return form.at(edge) == given.end and _fits(rows, edge, _within_closed)


def _names(system: System) -> set[str]:
    names = {each.name for each in system.variables}
    return names | {name for row in system.rows for name in _used(row.form)}


def _used(form: Form) -> set[str]:
    return {name for name, _ in form.terms}


def _tight_rows(system: System) -> Iterator[Row | None]:
    """Yield every row and bound with the ends that whole numbers can reach; ``None`` for none."""
    integers = system.integers
    for each in system.variables:
        yield whole_row(Row(each.name, variable(each.name), each.bounds), integers)
    for row in system.rows:
        yield whole_row(row, integers)


def _fits(rows: tuple[Row | None, ...], point: Point, fits: Callable[[Row, Point], bool]) -> bool:
    return all(row is not None and fits(row, point) for row in rows)


def _inside(row: Row, point: Point) -> bool:
    return row.form.at(point) in row.allowed


def _within_closed(row: Row, point: Point) -> bool:
    return row.form.at(point) in Interval(row.allowed.lower, row.allowed.upper)


def _along(row: Row, direction: Point) -> bool:
    """Whether nothing ever leaves a row that goes on in a direction."""
    change = row.form.at(direction) - row.form.constant
    allowed = row.allowed
    return (allowed.lower is None or change >= ZERO) and (allowed.upper is None or change <= ZERO)


def numbers_of(world: Point) -> Numbers:
    """Return numbers in the order of their names."""
    return tuple(sorted(world.items()))
