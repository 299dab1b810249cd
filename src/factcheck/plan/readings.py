"""One reading of a claim, bound with everything that bounds it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, assert_never

from factcheck.model.bound import quantity_terms, table_terms
from factcheck.model.cell import GroupingSet
from factcheck.model.expression import Name, PartOf
from factcheck.model.leaf_tests import columns_of
from factcheck.model.near import quoted
from factcheck.model.plan import BoundReading, Obstacle, ObstacleError, Premise
from factcheck.model.spec import FigureForm, HoldsForm
from factcheck.plan.expressions import Binder
from factcheck.plan.parts import PartKnowledge
from factcheck.plan.relations import surroundings_of
from factcheck.plan.scope import is_dated, require_comparable
from factcheck.plan.targets import figure_target, holds_targets
from factcheck.plan.walk import conditions_of, quantities_in, tables_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound, TableTerm
    from factcheck.model.expression import AggregateFunction, Expression, Test
    from factcheck.model.plan import BoundRelation, BoundStatement, Target
    from factcheck.model.spec import Assumption, Claim, Reading, Scope, Spec, Statement
    from factcheck.plan.names import Names

EACH_SOURCE = "each source"


def bound_readings(
    spec: Spec, names: Names, claim: Claim, reading: Reading
) -> tuple[BoundReading, ...]:
    """Return a reading bound: several where conditions or ``using`` make it several."""
    expanded = [
        one
        for by_source in _by_source(spec, names, reading)
        for one in _by_definition(names, by_source)
    ]
    return tuple(_bound(spec, names, claim, one, chosen) for one, chosen in expanded)


def _expressions(reading: Reading) -> tuple[Expression, ...]:
    form = reading.form
    match form:
        case FigureForm():
            return (form.measure,)
        case HoldsForm(relation=PartOf(part=part, whole=whole)):
            return (part, whole)
        case HoldsForm():
            return form.relation.operands  # type: ignore[union-attr]  # PartOf was the case above
        case _:
            assert_never(form)


def _by_definition(names: Names, reading: Reading) -> Iterator[tuple[Reading, dict[str, int]]]:
    """Yield one reading for each way to define the conditions it uses."""
    used = dict.fromkeys(
        name for each in _expressions(reading) for name in conditions_of(each, names)
    )
    several = [name for name in used if len(names.conditions[name].definitions) > 1]
    for chosen in product(*(range(len(names.conditions[n].definitions)) for n in several)):
        picks = dict(zip(several, chosen, strict=True))
        labels = [str(names.conditions[n].definitions[i][0]) for n, i in picks.items()]
        yield _renamed(reading, labels), picks


def _renamed(reading: Reading, labels: list[str]) -> Reading:
    if not labels:
        return reading
    parts = ([reading.name] if reading.name is not None else []) + labels
    return replace(reading, name=" / ".join(parts))


def _by_source(spec: Spec, names: Names, reading: Reading) -> Iterator[Reading]:
    """Yield the reading, or with ``using: each source`` one for each source of its evidence."""
    if reading.using is None or [text.value for text in reading.using] != [EACH_SOURCE]:
        yield reading
        return
    place = reading.using[0]
    for source in _sources_of(spec, names, reading):
        using = (replace(place, value=source),)
        yield _renamed(replace(reading, using=using), [source])


def _sources_of(spec: Spec, names: Names, reading: Reading) -> tuple[str, ...]:
    expressions = _expressions(reading)
    tables = {t for each in expressions for t in tables_in(each, names)}
    quantities = {q for each in expressions for q in quantities_in(each, names)}
    found = [table.source for table in spec.tables if table.name in tables]
    found += [
        statement.source
        for statement in spec.statements
        if quantities & set(quantities_in(statement.measure, names))
    ]
    return tuple(dict.fromkeys(source for source in found if source is not None))


def _bound(
    spec: Spec, names: Names, claim: Claim, reading: Reading, picks: dict[str, int]
) -> BoundReading:
    text = reading.form.measure_text if isinstance(reading.form, FigureForm) else reading.form.text
    try:
        return _bound_fully(spec, names, claim, reading, picks)
    except ObstacleError as error:
        return BoundReading(reading, text, obstacle=error.obstacle)


def _bound_fully(
    spec: Spec, names: Names, claim: Claim, reading: Reading, picks: dict[str, int]
) -> BoundReading:
    named = {text.value for text in reading.under}
    assumptions = tuple(each for each in spec.assumptions if each.id in named)
    binder = Binder(names, _knowledge(names, assumptions), picks, _allowed_tables(spec, reading))
    form, figure = reading.form, None
    targets: tuple[Target, ...]
    if isinstance(form, FigureForm):
        target, figure = figure_target(binder, form)
        targets, text = (target,), form.measure_text
    else:
        targets, text = holds_targets(binder, form.relation), form.text
    measures = tuple(target.measure for target in targets)
    around = surroundings_of(
        binder, measures, assumptions, _usable_statements(spec, claim, reading)
    )
    every = (*measures, *_sides(around.relations), *(s.measure for s in around.statements))
    bridges = require_comparable(
        _scopes(spec, names, reading, every, around.statements), assumptions
    )
    terms = tuple(term for bound in every for term in table_terms(bound))
    return BoundReading(
        reading,
        text,
        targets,
        figure,
        measures[0].unit,
        around.relations,
        around.statements,
        (*bridges, *_threshold(form)),
        _groupings(terms, names),
        tuple(sorted({(t.table, c) for t in terms for c in _columns(t, names)})),
        is_illustrative=_is_illustrative(names, terms, around.statements),
    )


def _threshold(form: FigureForm | HoldsForm) -> tuple[Premise, ...]:
    if isinstance(form, HoldsForm) or form.figure.means is None:
        return ()
    words = f"“{form.figure.text.value}” is taken to mean {form.figure.means.value}"
    return (Premise("threshold", form.figure.means.value, f"{words}: the checker's own threshold"),)


def _knowledge(names: Names, assumptions: tuple[Assumption, ...]) -> PartKnowledge:
    pairs = {
        (quantity.name, quantity.part_of.value)
        for quantity in names.quantities.values()
        if quantity.part_of is not None
    }
    for assumption in assumptions:
        relation = assumption.relation
        if (
            isinstance(relation, PartOf)
            and isinstance(relation.part, Name)
            and isinstance(relation.whole, Name)
        ):
            pairs.add((relation.part.name, relation.whole.name))
    return PartKnowledge(frozenset(pairs))


def _allowed_tables(spec: Spec, reading: Reading) -> frozenset[str] | None:
    if reading.using is None:
        return None
    named = {text.value for text in reading.using}
    return frozenset(t.name for t in spec.tables if t.name in named or t.source in named)


def _usable_statements(spec: Spec, claim: Claim, reading: Reading) -> tuple[Statement, ...]:
    """Return the statements that may be evidence: not the claim's own source's."""
    usable = [s for s in spec.statements if s.source is None or s.source != claim.source]
    if reading.using is not None:
        named = {text.value for text in reading.using}
        usable = [s for s in usable if s.id in named or s.source in named]
    return tuple(usable)


def _sides(relations: tuple[BoundRelation, ...]) -> tuple[Bound, ...]:
    return tuple(side for relation in relations for side in (relation.left, relation.right))


def _columns(term: TableTerm, names: Names) -> tuple[str, ...]:
    own = () if term.column is None else (term.column,)
    totals = tuple(column for column, _ in names.table(term.table).declaration.totals)
    return (*columns_of(term.tests), *own, *totals)


def _groupings(terms: tuple[TableTerm, ...], names: Names) -> tuple[tuple[str, GroupingSet], ...]:
    """Return for each table one grouping set with every column that the terms test or sum."""
    tables = dict.fromkeys(term.table for term in terms)
    return tuple((table, _grouping(table, terms, names)) for table in tables)


def _grouping(table: str, terms: tuple[TableTerm, ...], names: Names) -> GroupingSet:
    mine = [term for term in terms if term.table == table]
    tested = {column for term in mine for column in columns_of(term.tests)}
    tested |= {column for column, _ in names.table(table).declaration.totals}
    tested |= {term.column for term in mine if term.column and by_value(term.function)}
    measured = {
        term.column for term in mine if term.column is not None and not by_value(term.function)
    }
    return GroupingSet(tuple(sorted(tested)), tuple(sorted(measured)))


def by_value(function: AggregateFunction | None) -> bool:
    """Whether an aggregate needs every single value, so that its column becomes a dimension."""
    return function is not None and function.value in {"median", "quantile", "distinct"}


def _scopes(
    spec: Spec,
    names: Names,
    reading: Reading,
    bounds: tuple[Bound, ...],
    statements: tuple[BoundStatement, ...],
) -> Iterator[tuple[str, Scope]]:
    """Yield what the tables, quantities and statements used, and the reading, declare."""
    found: dict[tuple[str, Scope], None] = {}
    for bound in bounds:
        for quantity in quantity_terms(bound):
            scope = names.quantities[quantity.name].scope
            found[quantity.name, _sliced(scope, quantity.tests)] = None
        for term in table_terms(bound):
            scope = names.table(term.table).declaration.scope
            found[term.table, _sliced(scope, term.tests)] = None
    yield from found
    used = {statement.id for statement in statements}
    for statement in spec.statements:
        if statement.id in used:
            yield statement.id, statement.scope
    yield "the claim", reading.scope


def _sliced(scope: Scope, tests: tuple[Test, ...]) -> Scope:
    """Return what something declares, without a period that its slice lies inside."""
    if scope.period is not None and is_dated(tests, scope.period.value):
        return replace(scope, period=None)
    return scope


def _is_illustrative(
    names: Names, terms: tuple[TableTerm, ...], statements: tuple[BoundStatement, ...]
) -> bool:
    """Whether the evidence is made up; raises ``ObstacleError`` where only some of it is."""
    kinds = {term.table: names.table(term.table).declaration.is_illustrative for term in terms}
    if True in kinds.values() and (False in kinds.values() or statements):
        made_up = ", ".join(quoted(table) for table, is_made_up in kinds.items() if is_made_up)
        message = f"the claim would rest on made-up evidence ({made_up}) and on real evidence"
        raise ObstacleError(Obstacle("not comparable", message))
    return True in kinds.values()
