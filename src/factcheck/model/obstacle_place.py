"""Where in the claim file something stands that cannot be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.plan import Obstacle
from factcheck.model.spec import (
    AddsUpForm,
    EachForm,
    FigureForm,
    HoldsForm,
    RankForm,
    TrendForm,
)

if TYPE_CHECKING:
    from factcheck.model.cell import Fault
    from factcheck.model.span import Span
    from factcheck.model.spec import Form, Reading, TableDeclaration


def obstacle_of(fault: Fault, declaration: TableDeclaration) -> Obstacle:
    """Return a fault in a table as what keeps a reading from being checked.

    Its place is where the claim file declares the column, else the table's file, else the table.
    """
    place = _declared_at(fault, declaration)
    return Obstacle("fault", fault.message, fault.code, fault.hint, span=place)


def _declared_at(fault: Fault, declaration: TableDeclaration) -> Span:
    declared = (each.span for each in declaration.columns if each.name == fault.column)
    if fault.column is None and declaration.file is not None:
        return declaration.file.span
    return next(declared, declaration.span)


def place_of(reading: Reading) -> Span:
    """Return where the expression stands that a reading is about."""
    return _measured_at(reading.form)


def _measured_at(form: Form) -> Span:
    match form:
        case FigureForm() | RankForm() | TrendForm():
            return form.measure.span
        case HoldsForm():
            return form.relation.span
        case EachForm():
            return _measured_at(form.inner)
        case AddsUpForm():
            return form.total.span
        case _:
            assert_never(form)
