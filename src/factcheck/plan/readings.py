"""One reading of a claim, bound with everything that bounds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import GroupTally, nodes_of, quantity_terms, table_terms
from factcheck.model.expression import Name, PartOf
from factcheck.model.form import measures_of
from factcheck.model.form_words import figures_in
from factcheck.model.near import quoted
from factcheck.model.obstacle_place import place_of
from factcheck.model.plan import BoundReading, Obstacle, ObstacleError, Premise, placed
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import FigureForm, HoldsForm
from factcheck.model.told import told
from factcheck.model.wording import word_set
from factcheck.plan.expressions import Binder
from factcheck.plan.figures import own_words
from factcheck.plan.filters import require_filters
from factcheck.plan.forms import bound_form
from factcheck.plan.grouping_sets import columns_read, groupings_of
from factcheck.plan.joins import joined_scopes
from factcheck.plan.openness import may_leave_open
from factcheck.plan.parts import PartKnowledge
from factcheck.plan.periods import is_dated
from factcheck.plan.relations import has_asides, surroundings_of, wide_surroundings_of
from factcheck.plan.rubrics import premises_of_rubrics
from factcheck.plan.sampled import whom_asked
from factcheck.plan.scope import require_comparable
from factcheck.plan.slices import written_out
from factcheck.plan.targets import figure_target, holds_targets
from factcheck.plan.variants import measure_text, variants_of
from factcheck.plan.vintages import is_outdated, on_its_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.expression import Test
    from factcheck.model.figure import Figure
    from factcheck.model.form import BoundForm
    from factcheck.model.plan import BoundRelation, BoundStatement, Target
    from factcheck.model.span import Text
    from factcheck.model.spec import (
        Assumption,
        Claim,
        FigureText,
        Form,
        Reading,
        Scope,
        Spec,
        Statement,
    )
    from factcheck.plan.names import Names
    from factcheck.plan.relations import Surroundings
    from factcheck.plan.variants import Variant


def bound_readings(
    spec: Spec, names: Names, claim: Claim, reading: Reading, as_of: str | None = None
) -> tuple[BoundReading, ...]:
    """Return a reading bound: several where dates, conditions or ``using`` make it several.

    ``as_of`` is the date whose vintages are read where the reading names none itself.
    """
    found = variants_of(spec, names, reading, as_of)
    return tuple(_on_vintages(spec, names, claim, variant) for variant in found)


def _on_vintages(spec: Spec, names: Names, claim: Claim, variant: Variant) -> BoundReading:
    """Bind a variant on the vintages of its date; beside it, where they are older, on the latest.

    Several dates of one reading already stand beside each other.
    """
    if variant.as_of is None:
        return _bound(spec, names, claim, variant)
    then = names.as_of(variant.as_of)
    bound = _bound(spec, then, claim, variant)
    if not variant.is_only_date or not is_outdated(bound, names):
        return bound
    return replace(bound, latest=_bound(spec, names, claim, variant))


def _bound(spec: Spec, names: Names, claim: Claim, variant: Variant) -> BoundReading:
    try:
        bound = on_its_tables(_Binding(spec, names, claim, variant).near(), names)
    except ObstacleError as error:
        reading = variant.reading
        obstacle = placed(error.obstacle, place_of(reading))
        return BoundReading(reading, measure_text(reading), obstacle=obstacle)
    return replace(bound, wide=_wide(spec, names, claim, variant, bound))


def _wide(
    spec: Spec, names: Names, claim: Claim, variant: Variant, near: BoundReading
) -> BoundReading | None:
    """Return the reading with all that tables may connect; ``None`` where that is no more.

    What only tables connect and cannot be bound leaves the reading as it is. A table that declares
    nothing that could leave a number open is not looked through, for speed; a cell in words there
    bounds only what names it.
    """
    is_grouped = _is_grouped(tuple(target.measure for target in near.targets))
    # By their own names: the names of the reading's tables stand for the latest vintages.
    read = {table for table, _ in near.groupings}
    declared = [table for table in spec.tables if table.name in read]
    if near.form is not None or is_grouped or not any(map(may_leave_open, declared)):
        return None
    try:
        wide = on_its_tables(_Binding(spec, names, claim, variant).wide(), names)
    except (ObstacleError, ProblemsError):
        return None
    return wide if has_asides(wide.relations, wide.statements) else None


class _Binding(Struct, frozen=True):
    """Binds one variant of a reading."""

    spec: Spec
    names: Names
    claim: Claim
    variant: Variant

    def near(self) -> BoundReading:
        """Return the reading with what is connected with its measures."""
        return self._bound(surroundings_of)

    def wide(self) -> BoundReading:
        """Return the reading also with what only open numbers of tables connect."""
        return self._bound(wide_surroundings_of)

    def _bound(
        self,
        around_of: Callable[
            [Binder, tuple[Bound, ...], tuple[Assumption, ...], tuple[Statement, ...]],
            Surroundings,
        ],
    ) -> BoundReading:
        spec, names, reading = self.spec, self.names, self.variant.reading
        named = {text.value for text in reading.under}
        assumptions = tuple(each for each in spec.assumptions if each.id in named)
        binder = self._binder(assumptions)
        asked = _asked(binder, reading.form)
        statements = _usable_statements(spec, self.claim, reading)
        around = around_of(binder, asked.measures, assumptions, statements)
        said = tuple(statement.measure for statement in around.statements)
        every = (*asked.measures, *_sides(around.relations), *said)
        scopes = scopes_of(spec, names, reading, every, around.statements)
        bridges = require_comparable(scopes, assumptions)
        groupings = groupings_of(every, asked.form, names)
        tables = tuple(table for table, _ in groupings)
        require_filters(binder, tables, has_groups=asked.has_groups)
        about = whom_asked(reading, asked.targets, groupings, names)
        return BoundReading(
            reading,
            measure_text(reading),
            asked.targets,
            asked.figure,
            asked.measures[0].unit,
            around.relations,
            around.statements,
            (
                *bridges,
                *thresholds_of(reading.form),
                *premises_of_rubrics(groupings, names),
                *about.premises,
            ),
            groupings,
            columns_read(groupings),
            is_illustrative=is_illustrative_with(names, tables, around.statements),
            form=asked.form,
            words=asked.words,
            is_about_population=about.is_population,
        )

    def _binder(self, assumptions: tuple[Assumption, ...]) -> Binder:
        names, variant = self.names, self.variant
        return Binder(
            names,
            knowledge_of(names, assumptions),
            variant.picks,
            _allowed_tables(self.spec, variant.reading),
            written_out(variant.reading.where, names, variant.picks),
            frozenset(variant.reading.unfiltered),
        )


class _Asked(Struct, frozen=True):
    """What a reading claims, bound."""

    measures: tuple[Bound, ...]
    targets: tuple[Target, ...] = ()
    figure: Figure | None = None
    form: BoundForm | None = None
    words: tuple[Figure, ...] = ()

    @property
    def has_groups(self) -> bool:
        """Whether tables are divided into groups, by the form or inside a measure."""
        return self.form is not None or _is_grouped(self.measures)


def _is_grouped(measures: tuple[Bound, ...]) -> bool:
    nodes = (node for measure in measures for node in nodes_of(measure))
    return any(isinstance(node, GroupTally) for node in nodes)


def _asked(binder: Binder, form: Form) -> _Asked:
    if isinstance(form, FigureForm):
        target, figure = figure_target(binder, form)
        return _Asked((target.measure,), (target,), figure, words=(figure,))
    if isinstance(form, HoldsForm):
        targets = holds_targets(binder, form.relation)
        return _Asked(tuple(target.measure for target in targets), targets)
    bound, words = bound_form(binder, form)
    return _Asked(measures_of(bound), form=bound, words=words)


def thresholds_of(form: Form) -> tuple[Premise, ...]:
    """Return the checker's own thresholds, for words that give none."""
    return tuple(
        Premise("threshold", each.means.value, _threshold_text(each, each.means.value))
        for each in figures_in(form)
        if each.means is not None
    )


def _threshold_text(figure: FigureText, means: str) -> str:
    """Return that a threshold is the checker's, and what the words say where they say anything."""
    own = own_words(figure)
    text = figure.text.value
    if own is None:
        return told(
            "“{figure}” is taken to mean {means}: the checker's own threshold",
            figure=text,
            means=means,
        )
    return told(
        "“{figure}” is taken to mean {means} instead of {set}: the checker's own threshold",
        figure=text,
        means=means,
        set=word_set(own.profiles.default, own.unit),
    )


def knowledge_of(names: Names, assumptions: tuple[Assumption, ...]) -> PartKnowledge:
    """Return which quantities lie inside which, as declared and as assumed."""
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
    return None if reading.using is None else tables_named(spec, reading.using)


def tables_named(spec: Spec, using: tuple[Text, ...]) -> frozenset[str]:
    """Return the tables that are named themselves, or by their source."""
    named = {text.value for text in using}
    return frozenset(t.called for t in spec.tables if t.called in named or t.source in named)


def _usable_statements(spec: Spec, claim: Claim, reading: Reading) -> tuple[Statement, ...]:
    """Return the statements that may be evidence: not the claim's own source's."""
    usable = [s for s in spec.statements if s.source is None or s.source != claim.source]
    if reading.using is not None:
        named = {text.value for text in reading.using}
        usable = [s for s in usable if s.id in named or s.source in named]
    return tuple(usable)


def _sides(relations: tuple[BoundRelation, ...]) -> tuple[Bound, ...]:
    return tuple(side for relation in relations for side in (relation.left, relation.right))


def scopes_of(
    spec: Spec,
    names: Names,
    reading: Reading,
    bounds: tuple[Bound, ...],
    statements: tuple[BoundStatement, ...],
) -> Iterator[tuple[str, Scope]]:
    """Yield what the tables, quantities and statements used, and the reading, declare."""
    found: dict[tuple[str, Scope], None] = {}
    claimed = reading.scope
    for bound in bounds:
        for quantity in quantity_terms(bound):
            scope = names.quantities[quantity.name].scope
            found[quantity.name, _sliced(scope, quantity.tests)] = None
        for term in table_terms(bound):
            declaration = names.table(term.table).declaration
            scope = declaration.scope
            if declaration.vintage is not None:
                # The claim's date chose the vintage, so that the two never differ.
                scope, claimed = replace(scope, as_of=None), replace(claimed, as_of=None)
            found[term.table, _sliced(scope, term.tests)] = None
            for name, theirs in joined_scopes(names, declaration, term):
                found[name, _sliced(theirs, term.tests)] = None
    yield from found
    used = {statement.id for statement in statements}
    for statement in spec.statements:
        if statement.id in used:
            yield statement.id, statement.scope
    yield told("the claim"), claimed


def _sliced(scope: Scope, tests: tuple[Test, ...]) -> Scope:
    """Return what something declares, without a period that its slice lies inside."""
    if scope.period is not None and is_dated(tests, scope.period.value):
        return replace(scope, period=None)
    return scope


def is_illustrative_with(
    names: Names, tables: tuple[str, ...], statements: tuple[BoundStatement, ...]
) -> bool:
    """Whether the evidence is made up; raises ``ObstacleError`` where only some of it is."""
    kinds = {table: names.table(table).declaration.is_illustrative for table in tables}
    if True in kinds.values() and (False in kinds.values() or statements):
        made_up = ", ".join(quoted(table) for table, is_made_up in kinds.items() if is_made_up)
        message = told(
            "the claim would rest on made-up evidence ({tables}) and on real evidence",
            tables=made_up,
        )
        raise ObstacleError(Obstacle("not comparable", message))
    return True in kinds.values()
