"""The expressions, relations and tests that a claim's reading has."""

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
    from collections.abc import Iterator

    from factcheck.model.expression import Expression, Relation, Test
    from factcheck.model.spec import Form, Reading

    Tree = Expression | Test | Relation


def trees_of(reading: Reading) -> Iterator[Tree]:
    """Yield every tree of a reading: of its form, and of the tests that it sets for rows."""
    yield from _trees_of_form(reading.form)
    yield from reading.where


def _trees_of_form(form: Form) -> Iterator[Tree]:
    match form:
        case FigureForm():
            yield form.measure
        case HoldsForm():
            yield form.relation
        case RankForm():
            yield from (form.measure, *form.by, *form.among)
        case TrendForm():
            yield from (form.measure, form.over)
        case EachForm():
            yield from _trees_of_form(form.inner)
            yield from (*form.by, *form.among)
        case AddsUpForm():
            yield from (part for part, _ in form.parts)
            yield form.total
        case _:
            assert_never(form)
