"""What is connected with a measure: relations, statements and assumptions, at its slices."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import (
    Bound,
    Compound,
    Constant,
    QuantityTerm,
    quantity_terms,
    table_terms,
)
from factcheck.model.expression import Comparator, Name, Operator, PartOf
from factcheck.model.fraction import Fraction
from factcheck.model.plan import BoundRelation, BoundStatement, ObstacleError, Premise
from factcheck.model.told import told, told_and, told_count
from factcheck.plan.additive import is_additive
from factcheck.plan.assumed import add_assumption, added_bounds, assumed_premise
from factcheck.plan.closure import Closure, relation_key
from factcheck.plan.figures import read_claimed
from factcheck.plan.nesting import families_of, lies_within
from factcheck.plan.printed_equality import kept_apart, may_be_rounded
from factcheck.plan.said import bound_statement
from factcheck.plan.walk import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Test
    from factcheck.model.spec import Assumption, Statement
    from factcheck.plan.expressions import Binder
    from factcheck.plan.names import Names
    from factcheck.plan.nesting import Slice


class Surroundings(Struct, frozen=True):
    """Everything besides the measure that bounds it."""

    relations: tuple[BoundRelation, ...] = ()
    statements: tuple[BoundStatement, ...] = ()

    @property
    def has_asides(self) -> bool:
        """Whether anything of it matters only where tables leave numbers open."""
        return has_asides(self.relations, self.statements)


def has_asides(
    relations: tuple[BoundRelation, ...], statements: tuple[BoundStatement, ...]
) -> bool:
    """Whether any relation or statement matters only where tables leave numbers open."""
    return any(each.is_aside for each in relations) or any(each.is_aside for each in statements)


def surroundings_of(
    binder: Binder,
    measures: tuple[Bound, ...],
    assumptions: tuple[Assumption, ...],
    statements: tuple[Statement, ...],
) -> Surroundings:
    """Return the relations and statements that are connected with some measures.

    Raises ``ProblemsError`` for a relation or statement that is wrong in itself and
    ``ObstacleError`` where one that is needed meets a fault in the data.
    """
    closure = _grown(Closure(binder, False, _ids(statements)), measures, assumptions, statements)
    return Surroundings(tuple(closure.relations.values()), tuple(closure.statements.values()))


def wide_surroundings_of(
    binder: Binder,
    measures: tuple[Bound, ...],
    assumptions: tuple[Assumption, ...],
    statements: tuple[Statement, ...],
) -> Surroundings:
    """Return what is connected where tables may leave open what they give.

    What goes beyond ``surroundings_of`` is aside: it matters only where a table really does.
    """
    near = surroundings_of(binder, measures, assumptions, statements)
    closure = Closure(binder, True, _ids(statements))
    for same in _of_the_same_cells(binder, measures):
        closure.add_terms(same)
    _grown(closure, measures, assumptions, statements)
    known = {relation_key(relation) for relation in near.relations}
    others = [r for key, r in closure.relations.items() if key not in known]
    said = {statement.id for statement in near.statements}
    besides = [s for name, s in closure.statements.items() if name not in said]
    return Surroundings(
        (*near.relations, *(replace(each, is_aside=True) for each in others)),
        (*near.statements, *(replace(each, is_aside=True) for each in besides)),
    )


def _of_the_same_cells(binder: Binder, measures: tuple[Bound, ...]) -> Iterator[QuantityTerm]:
    """Yield the quantities that are calculated from a column that the measures use too."""
    used = {(term.table, term.column) for measure in measures for term in table_terms(measure)}
    for name in binder.names.quantities:
        try:
            quantity = binder.quantity(name, ())
        except ObstacleError:
            continue
        if any((term.table, term.column) in used for term in table_terms(quantity)):
            yield quantity


def _ids(statements: tuple[Statement, ...]) -> frozenset[str]:
    return frozenset(statement.id for statement in statements)


def _grown(
    closure: Closure,
    measures: tuple[Bound, ...],
    assumptions: tuple[Assumption, ...],
    statements: tuple[Statement, ...],
) -> Closure:
    binder, said = closure.binder, closure.said
    for measure in measures:
        closure.add_terms(measure)
    parts = (*_declared_parts(binder.names), *_assumed_parts(assumptions, said))
    before = (-1, -1, -1)
    while closure.size() != before:
        before = closure.size()
        _add_declared_parts(closure)
        _add_nested_slices(closure, parts)
        for assumption in assumptions:
            add_assumption(closure, assumption)
        for statement in statements:
            _add_statement(closure, statement)
    _add_signs(closure)
    return closure


def _add_signs(closure: Closure) -> None:
    """Add that amounts which tables give are not negative where the claim file says so."""
    for term in list(closure.terms.values()):
        is_declared = closure.binder.names.quantities[term.name].is_nonnegative
        if term.definition is None or not is_declared:
            continue
        nothing = Constant(Fraction(0), term.unit, "0")
        premise = Premise(
            "declared",
            told("{name} nonnegative", name=term.name),
            told("{name} is declared nonnegative", name=term.name),
        )
        closure.add_relation(BoundRelation(nothing, Comparator.AT_MOST, term, premise))


class _Part(Struct, frozen=True):
    """One quantity is part of another at every slice."""

    name: str
    whole: str
    premise: Premise
    assumption: str | None = None


def _declared_parts(names: Names) -> Iterator[_Part]:
    for quantity in names.quantities.values():
        if quantity.part_of is not None:
            whole = quantity.part_of.value
            text = told("{part} is declared part of {whole}", part=quantity.name, whole=whole)
            premise = Premise("part of", _part_of(quantity.name, whole), text)
            yield _Part(quantity.name, whole, premise)


def _assumed_parts(assumptions: tuple[Assumption, ...], said: frozenset[str]) -> Iterator[_Part]:
    for assumption in assumptions:
        match assumption.relation:
            case PartOf(part=Name(name=part), whole=Name(name=whole)):
                yield _Part(part, whole, assumed_premise(assumption, said), assumption.id)
            case _:
                pass


def _add_declared_parts(closure: Closure) -> None:
    for each in _declared_parts(closure.binder.names):
        for tests, is_aside in _slices_of_part(closure, (each.name, each.whole)):
            part, whole = _at(closure, each.name, tests), _at(closure, each.whole, tests)
            if part is None or whole is None:
                continue
            relation = BoundRelation(
                part, Comparator.AT_MOST, whole, each.premise, is_aside=is_aside
            )
            closure.add_relation(relation)


def _slices_of_part(
    closure: Closure, names: tuple[str, str]
) -> Iterator[tuple[tuple[Test, ...], bool]]:
    """Yield the slices at which a part and its whole matter to each other, and whether aside.

    A calculated part is bounded by its whole as far as its tables leave it open.
    """
    for (name, slices), term in list(closure.terms.items()):
        if name in names and closure.matters(names, slices):
            yield term.tests, False
        elif name == names[0]:
            yield term.tests, True


def _at(closure: Closure, name: str, tests: tuple[Test, ...]) -> QuantityTerm | None:
    """Return a quantity at a slice, or ``None`` where it cannot be sliced so."""
    try:
        return closure.binder.quantity(name, tests)
    except ObstacleError:
        return None


def _add_nested_slices(closure: Closure, parts: tuple[_Part, ...]) -> None:
    """Add that slices of a count which share nothing add up to no more than a wider one.

    What a part's narrow slices leave of its wide one lies inside what its whole's leave.
    """
    counts = [t for t in closure.terms.values() if t.is_nonnegative and t.is_count]
    is_rounded = may_be_rounded(t.declaration for t in closure.binder.names.tables.values())
    for name in dict.fromkeys(term.name for term in counts):
        same = [term for term in counts if term.name == name]
        is_known = all(term.definition is not None for term in same)
        if is_known and not any(part.name == name for part in parts):
            # Tables say what each of them is.
            continue
        slices = {term.slice: kept_apart(term.tests, is_rounded) for term in same}
        for narrow, wide in permutations(slices, 2):
            if lies_within(slices[narrow], slices[wide]):
                _add_up(closure, name, (narrow,), wide)
        if not is_additive(name, closure.binder.names):
            continue
        for wide, family in families_of(slices):
            _add_up(closure, name, family, wide)
            for part in parts:
                _add_rest(closure, part, name, family, wide)


def _add_up(closure: Closure, name: str, narrow: tuple[Slice, ...], wide: Slice) -> None:
    inner, around = [closure.terms[name, each] for each in narrow], closure.terms[name, wide]
    if all(term.definition is not None for term in (*inner, around)):
        return
    total = _total(inner)
    text = told_count(
        len(inner),
        "{parts} is a slice of {whole}",
        "{parts} are slices without common rows of {whole}",
        parts=told_and(term.text for term in inner),
        whole=around.text,
    )
    premise = Premise("part of", _part_of(total.text, around.text), text)
    closure.add_relation(BoundRelation(total, Comparator.AT_MOST, around, premise))


def _part_of(part: str, whole: str) -> str:
    return told("{part} part of {whole}", part=part, whole=whole)


def _add_rest(
    closure: Closure, part: _Part, name: str, narrow: tuple[Slice, ...], wide: Slice
) -> None:
    """Add that the rest of a part's slice lies inside the rest of its whole's."""
    if part.name != name or not is_additive(part.whole, closure.binder.names):
        return
    slices = (wide, *narrow)
    parts = [closure.terms.get((name, each)) for each in slices]
    wholes = [closure.terms.get((part.whole, each)) for each in slices]
    inner = [term for term in parts if term is not None]
    outer = [term for term in wholes if term is not None]
    is_known = all(t.definition is not None for t in (*inner, *outer))
    if len(outer) < len(slices) or (is_known and not closure.is_wide):
        return
    closure.add_relation(
        BoundRelation(_rest(inner), Comparator.AT_MOST, _rest(outer), part.premise, part.assumption)
    )


def _rest(terms: list[QuantityTerm]) -> Bound:
    """Return the first of some slices without the others."""
    rest: Bound = terms[0]
    for term in terms[1:]:
        text = f"{rest.text} - {term.text}"
        rest = Compound(Operator.SUBTRACT, rest, term, rest.unit, text)
    return rest


def _total(terms: list[QuantityTerm]) -> Bound:
    total: Bound = terms[0]
    for term in terms[1:]:
        total = added_bounds(total, term)
    return total


def _add_statement(closure: Closure, statement: Statement) -> None:
    if statement.id in closure.statements or not _names_present(closure, statement):
        return
    bound = bound_statement(closure.binder, statement)
    if not any(_is_near(closure, term) for term in quantity_terms(bound)):
        return
    figure = read_claimed(statement.figure, bound)
    text = told("“{figure}” said of {measure}", figure=figure.text, measure=statement.measure_text)
    if statement.figure.margin is None:
        text = told("{text}, read generously", text=text)
    premise = Premise("wording", statement.id, text)
    closure.statements[statement.id] = BoundStatement(
        statement.id,
        bound,
        figure,
        statement.source,
        premise,
        statement.confidence,
        span=statement.span,
    )
    closure.add_terms(bound)


def _names_present(closure: Closure, statement: Statement) -> bool:
    named = quantities_in(statement.measure, closure.binder.names)
    return any(name in named for name, _ in closure.terms)


def _is_near(closure: Closure, term: QuantityTerm) -> bool:
    """Whether a quantity of the statement is one of the reading's, or a slice of an unknown one.

    What is said of a number that a table gives can only contradict the table, and may.
    """
    if (term.name, term.slice) in closure.terms:
        return True
    return term.definition is None and any(
        name == term.name and (set(slices) <= set(term.slice) or set(term.slice) <= set(slices))
        for name, slices in closure.terms
    )
