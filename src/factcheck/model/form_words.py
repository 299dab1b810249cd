"""The figures in words that a claim's form has."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.spec import (
    AddsUpForm,
    EachForm,
    FigureForm,
    HoldsForm,
    RankForm,
    TrendForm,
)

if TYPE_CHECKING:
    from factcheck.model.spec import FigureText, Form


def figures_in(form: Form) -> tuple[FigureText, ...]:
    """Return the figures of a form: what is claimed of a measure, a lead, a limit."""
    match form:
        case FigureForm():
            return (form.figure,)
        case HoldsForm() | AddsUpForm():
            return ()
        case RankForm():
            return () if form.lead is None else (form.lead,)
        case TrendForm():
            return () if form.within is None else (form.within,)
        case EachForm():
            return figures_in(form.inner)
        case _:
            assert_never(form)
