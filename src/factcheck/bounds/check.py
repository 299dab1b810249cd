"""The checker of certificates: exact arithmetic, and no solver.

Whatever it accepts is impossible; that it refuses something proves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.bounds.counted import counted_system
from factcheck.bounds.whole import whole_numbers, whole_row
from factcheck.model.certificate import (
    ByNumber,
    Combination,
    Counted,
    Cut,
    End,
    Granted,
    Impossible,
    Needed,
    Settled,
)
from factcheck.model.formula import Atom, truth_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import ZERO, Form, Row, System, constant, variable
from factcheck.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from factcheck.model.certificate import Case, Fact, Proof, Refutation, Use
    from factcheck.model.formula import Formula, Known

_MINUS = Fraction(-1)
_NONE: frozenset[str] = frozenset()


def refutes(system: System, refutation: Refutation) -> bool:
    """Whether a certificate shows that no point satisfies a system."""
    match refutation:
        case Combination():
            return _adds_up(system, refutation)
        case ByNumber(name, at):
            if name not in system.integers:
                return False
            below = narrowed_to_whole(system, name, Interval.at_most(at))
            above = narrowed_to_whole(system, name, Interval.at_least(at + 1))
            return (below is None or refutes(below, refutation.below)) and (
                above is None or refutes(above, refutation.above)
            )
        case _:
            assert_never(refutation)


def _adds_up(system: System, combination: Combination) -> bool:
    integers = system.integers if combination.is_whole else _NONE
    if integers and any(_is_never_whole(system, use, integers) for use in combination.uses):
        return True
    total = _sum_of(system, combination, integers)
    if total is None:
        return False
    form, is_strict = total
    return form.is_constant and (form.constant < 0 or (form.constant == 0 and is_strict))


def bound_of(system: System, form: Form, proof: Combination) -> tuple[Fraction, bool] | None:
    """Return a number that a form does not exceed, and whether it stays under it.

    ``None`` where the multiples do not add up to a number less the form.
    """
    integers = system.integers if proof.is_whole else _NONE
    total = _sum_of(system, proof, integers)
    if total is None or total[0].terms != form.scaled(_MINUS).terms:
        return None
    return total[0].constant + form.constant, total[1]


def _sum_of(
    system: System, combination: Combination, integers: AbstractSet[str]
) -> tuple[Form, bool] | None:
    """Return what the multiples of ends add up to, and whether it is above zero.

    It is never below zero. ``None`` where a multiple is below zero or an end is not there.
    """
    number, terms, is_strict = ZERO, dict[str, Fraction](), False
    # Written out: this is what most of the time is spent on.
    for use in combination.uses:
        multiple, found = use.multiple, _row_within(system, use.of, integers)
        if found is None or multiple < 0:
            return None
        allowed = found.allowed
        if use.end is End.LOWER:
            end, is_closed = allowed.lower, allowed.lower_closed
        else:
            end, is_closed, multiple = allowed.upper, allowed.upper_closed, -multiple
        if end is None:
            return None
        number += (found.form.constant - end) * multiple
        for name, inner in found.form.terms:
            before = terms.get(name)
            terms[name] = inner * multiple if before is None else before + inner * multiple
        is_strict = is_strict or (not is_closed and multiple != 0)
    left = sorted((name, multiple) for name, multiple in terms.items() if multiple)
    return Form(number, tuple(left)), is_strict


def half_of(system: System, use: Use, integers: AbstractSet[str]) -> tuple[Form, bool] | None:
    """Return the form that an end keeps at or above zero, and whether strictly above it.

    The end is the one that ``integers`` leave, numbers that are whole. ``None`` where there is no
    such row or end.
    """
    found = _row_within(system, use.of, integers)
    if found is None:
        return None
    allowed = found.allowed
    if use.end is End.LOWER:
        if allowed.lower is None:
            return None
        return found.form - constant(allowed.lower), not allowed.lower_closed
    if allowed.upper is None:
        return None
    return constant(allowed.upper) - found.form, not allowed.upper_closed


def _row_within(system: System, of: int | str, integers: AbstractSet[str]) -> Row | None:
    """Return a row with the ends that whole numbers leave; ``None`` where there is none."""
    row = _row_of(system, of)
    return row if row is None or not integers else whole_row(row, integers)


def _is_never_whole(system: System, use: Use, integers: AbstractSet[str]) -> bool:
    """Whether a row allows nothing that whole numbers can reach."""
    row = _row_of(system, use.of)
    return row is not None and whole_row(row, integers) is None


def _row_of(system: System, of: int | str) -> Row | None:
    if isinstance(of, int):
        return system.rows[of] if 0 <= of < len(system.rows) else None
    found = system.variable(of)
    return None if found is None else Row(of, variable(of), found.bounds)


def narrowed_to_whole(system: System, name: str, side: Interval) -> System | None:
    """Return a system with a variable on one side of a number; ``None`` for no number left."""
    variables = []
    for each in system.variables:
        bounds = each.bounds.intersect(side) if each.name == name else each.bounds
        bounds = None if bounds is None else whole_numbers(bounds) if each.is_integer else bounds
        if bounds is None:
            return None
        variables.append(replace(each, bounds=bounds))
    return System(tuple(variables), system.rows)


def proves(system: System, formula: Formula, proof: Proof) -> bool:
    """Whether a proof shows that no world of a system makes a formula true."""
    return _proves(system, formula, proof, (), {})


def _proves(
    system: System, formula: Formula, proof: Proof, rows: tuple[Row, ...], known: Known
) -> bool:
    match proof:
        case Granted():
            return truth_of(formula, known) is Truth.FALSE
        case Impossible():
            return refutes(system.with_rows(rows), proof.refutation)
        case Cut():
            atom = _plain_atom(proof)
            return (
                atom is not None
                and _proves(system, formula, proof.if_so, (*rows, atom.row), {**known, atom: True})
                and _proves(
                    system,
                    formula,
                    proof.if_not,
                    (*rows, atom.opposite().row),
                    {**known, atom: False},
                )
            )
        case Needed():
            return _proves_needed(system, formula, proof, rows, known)
        case Settled():
            facts = {}
            for fact in proof.facts:
                atom = _plain_atom(fact)
                if atom is None or not _is_fact(system.with_rows(rows), atom, fact):
                    return False
                facts[atom] = fact.holds
            return _proves(system, formula, proof.then, rows, {**known, **facts})
        case Counted():
            counted = counted_system(system.with_rows(rows), formula, known)
            return counted is not None and refutes(counted, proof.refutation)
        case _:
            assert_never(proof)


def _proves_needed(
    system: System, formula: Formula, proof: Needed, rows: tuple[Row, ...], known: Known
) -> bool:
    so_far, added = dict(known), list(rows)
    for case in proof.cases:
        atom = _plain_atom(case)
        if atom is None:
            return False
        if truth_of(formula, {**so_far, atom: not case.holds}) is not Truth.FALSE:
            return False
        so_far[atom] = case.holds
        added.append((atom if case.holds else atom.opposite()).row)
    return _proves(system, formula, proof.then, tuple(added), so_far)


def _plain_atom(of: Cut | Case | Fact) -> Atom | None:
    """Return the condition of a proof; ``None`` where it is not in plain form."""
    names = [name for name, _ in of.terms]
    is_plain = names and names == sorted(set(names)) and of.terms[0][1] == 1
    if not is_plain or not all(multiple for _, multiple in of.terms):
        return None
    return Atom(Form(of.constant, of.terms), of.is_strict)


def _is_fact(system: System, atom: Atom, fact: Fact) -> bool:
    denied = atom.opposite() if fact.holds else atom
    return refutes(system.with_rows((denied.row,)), fact.refutation)
