"""The readings that one reading stands for: by date, by source, by definition of its conditions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.model.expression import PartOf
from factcheck.model.render_expression import render_test
from factcheck.model.spec import (
    AddsUpForm,
    EachForm,
    FigureForm,
    HoldsForm,
    RankForm,
    TrendForm,
)
from factcheck.model.told import told, told_join
from factcheck.plan.walk import conditions_of, quantities_in, tables_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Column, Expression, Test
    from factcheck.model.spec import Form, Reading, Spec
    from factcheck.plan.names import Names

EACH_SOURCE = "each source"


class Variant(Struct, frozen=True):
    """One reading, with everything chosen that it leaves open."""

    reading: Reading
    picks: dict[str, int] = field(default_factory=dict)
    """For a condition with several definitions, which of them."""
    as_of: str | None = None
    """The date whose vintages are read; ``None`` for the latest."""
    is_only_date: bool = True
    """Whether no other date of the same reading is judged beside it."""


def variants_of(spec: Spec, names: Names, reading: Reading, as_of: str | None) -> Iterator[Variant]:
    """Yield what a reading stands for; ``as_of`` is the date of readings that name none."""
    for dated in _by_date(reading, as_of):
        for sourced in _by_source(spec, names, dated):
            yield from _by_definition(names, sourced)


def _by_date(reading: Reading, as_of: str | None) -> Iterator[Variant]:
    if not reading.as_of:
        yield Variant(reading, as_of=as_of)
        return
    is_only = len(reading.as_of) == 1
    for date in reading.as_of:
        named = reading if is_only else _renamed(reading, [told("as of {date}", date=date.value)])
        yield Variant(named, as_of=date.value, is_only_date=is_only)


def _by_source(spec: Spec, names: Names, variant: Variant) -> Iterator[Variant]:
    """Yield the reading, or with ``using: each source`` one for each source of its evidence."""
    reading = variant.reading
    if reading.using is None or [text.value for text in reading.using] != [EACH_SOURCE]:
        yield variant
        return
    place = reading.using[0]
    for source in _sources_of(spec, names, reading):
        using = (replace(place, value=source),)
        yield replace(variant, reading=_renamed(replace(reading, using=using), [source]))


def _by_definition(names: Names, variant: Variant) -> Iterator[Variant]:
    """Yield one reading for each way to define the conditions it uses."""
    reading = variant.reading
    nodes: tuple[Expression | Test, ...] = (
        *_expressions(reading.form), *_among(reading.form), *reading.where
    )  # fmt: skip
    used = dict.fromkeys(name for each in nodes for name in conditions_of(each, names))
    several = [name for name in used if len(names.conditions[name].definitions) > 1]
    for chosen in product(*(range(len(names.conditions[n].definitions)) for n in several)):
        picks = dict(zip(several, chosen, strict=True))
        labels = [str(names.conditions[n].definitions[i][0]) for n, i in picks.items()]
        yield replace(variant, reading=_renamed(reading, labels), picks=picks)


def _renamed(reading: Reading, labels: list[str]) -> Reading:
    if not labels:
        return reading
    parts = ([reading.name] if reading.name is not None else []) + labels
    return replace(reading, name=told_join(" / ", parts))


def _sources_of(spec: Spec, names: Names, reading: Reading) -> tuple[str, ...]:
    expressions = _expressions(reading.form)
    tables = {t for each in expressions for t in tables_in(each, names)}
    quantities = {q for each in expressions for q in quantities_in(each, names)}
    found = [table.source for table in spec.tables if table.called in tables]
    found += [
        statement.source
        for statement in spec.statements
        if quantities & set(quantities_in(statement.measure, names))
    ]
    return tuple(dict.fromkeys(source for source in found if source is not None))


def _expressions(form: Form) -> tuple[Expression, ...]:
    match form:
        case FigureForm() | RankForm() | TrendForm():
            return (form.measure,)
        case HoldsForm(relation=PartOf(part=part, whole=whole)):
            return (part, whole)
        case HoldsForm():
            return form.relation.operands  # type: ignore[union-attr]  # PartOf was the case above
        case EachForm():
            return _expressions(form.inner)
        case AddsUpForm():
            return (*(part for part, _ in form.parts), form.total)
        case _:
            assert_never(form)


def _among(form: Form) -> tuple[Test, ...]:
    return form.among if isinstance(form, RankForm | EachForm) else ()


def measure_text(reading: Reading) -> str:
    """Return what a reading measures, in its own words: ``sum(t.n) by canton, where year = 2018``.

    Tests of ``except`` stand in it as they are asked: turned round.
    """
    text = _text(reading.form)
    if not reading.where:
        return text
    tests = ", ".join(map(render_test, reading.where))
    return told("{measure}, where {tests}", measure=text, tests=tests)


def _text(form: Form) -> str:
    match form:
        case FigureForm():
            return form.measure_text
        case HoldsForm():
            return form.text
        case RankForm():
            return told(
                "{measure} by {columns}", measure=form.measure_text, columns=_listed(form.by)
            )
        case TrendForm():
            return told(
                "{measure} over {column}", measure=form.measure_text, column=form.over.column
            )
        case EachForm():
            return told(
                "{measure} by {columns}", measure=_text(form.inner), columns=_listed(form.by)
            )
        case AddsUpForm():
            return f"{' + '.join(text for _, text in form.parts)} = {form.total_text}"
        case _:
            assert_never(form)


def _listed(by: tuple[Column, ...]) -> str:
    return ", ".join(column.column for column in by)
