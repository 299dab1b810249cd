"""Conditions that have no two cases, because of bounds, each with its refutation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds.limits import ONE, Near, limits_of
from factcheck.bounds.reach import reach_of
from factcheck.bounds.solve import solve
from factcheck.bounds.suggest import is_large
from factcheck.model.certificate import Combination, End, Fact, Use
from factcheck.model.formula import atoms_of
from factcheck.model.linear import ZERO

if TYPE_CHECKING:
    from factcheck.bounds.limits import Limits
    from factcheck.bounds.reach import Reach
    from factcheck.model.certificate import Refutation
    from factcheck.model.formula import Atom, Formula
    from factcheck.model.linear import Form, System

FEW = 3
"""With fewer conditions the search is as quick."""


def facts_of(system: System, formula: Formula) -> dict[Atom, Fact]:
    """Return the conditions of a formula that bounds decide, in plain form."""
    atoms = dict.fromkeys(atoms_of(formula))
    limits = limits_of(system)
    if len(atoms) < FEW or limits.clash is not None:
        return {}
    # Propagation is quick only where there is little to propagate.
    reach = None if is_large(limits) else reach_of(system)
    facts: dict[Atom, Fact] = {}
    for atom in atoms:
        for holds in (True, False):
            denied = atom.opposite() if holds else atom
            refutation = _refutation(system, denied, limits, reach)
            if refutation is not None:
                form = atom.form
                facts[atom] = Fact(form.constant, form.terms, atom.is_strict, holds, refutation)
                break
    return facts


def _refutation(
    system: System, denied: Atom, limits: Limits, reach: Reach | None
) -> Refutation | None:
    """Return why a condition cannot be, if bounds alone show it."""
    most = _most(denied.form, limits)
    if most is not None and most < (Near(ZERO, ONE) if denied.is_strict else Near(ZERO, ZERO)):
        ends = limits.completed({}, denied.form)
        assert ends is not None, "what has a largest number has all the ends for it"
        return Combination((Use(len(system.rows), End.LOWER, ONE), *ends.uses))
    bounds = None if reach is None else reach.of(denied.form)
    if bounds is None or bounds.intersect(denied.row.allowed) is not None:
        return None
    return solve(system.with_rows((denied.row,))).refutation


def _most(form: Form, limits: Limits) -> Near | None:
    """Return the largest number that a form has by its numbers' own ends."""
    total = Near(form.constant, ZERO)
    for name, multiple in form.terms:
        limit = (limits.upper if multiple > 0 else limits.lower).get(name)
        if limit is None:
            return None
        total = total.plus(limit.at, multiple)
    return total
