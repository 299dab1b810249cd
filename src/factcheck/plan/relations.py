"""What is connected with a measure: relations, statements and assumptions, at its slices."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.bound import Bound, Compound, QuantityTerm, quantity_terms
from factcheck.model.expression import Apart, Comparator, Comparison, Name, Operator, PartOf, SameAs
from factcheck.model.near import quoted
from factcheck.model.plan import BoundRelation, BoundStatement, ObstacleError, Premise
from factcheck.model.problem import ProblemsError
from factcheck.plan import codes
from factcheck.plan.additive import is_additive, wholes_of
from factcheck.plan.figures import read_claimed
from factcheck.plan.names import problem_at
from factcheck.plan.nesting import families_of, lies_within
from factcheck.plan.units import same_noun
from factcheck.plan.walk import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Expression, Test
    from factcheck.model.spec import Assumption, Statement
    from factcheck.plan.expressions import Binder
    from factcheck.plan.names import Names
    from factcheck.plan.nesting import Slice

MAX_TERMS = 500
"""Quantities at slices in one reading; a claim about more than this is generated nonsense."""


class Surroundings(Struct, frozen=True):
    """Everything besides the measure that bounds it."""

    relations: tuple[BoundRelation, ...] = ()
    statements: tuple[BoundStatement, ...] = ()


@dataclass(slots=True)
class _Closure:
    """Grows from the measure's quantities until nothing new is connected."""

    binder: Binder
    said: frozenset[str] = frozenset()
    """The ids of the statements that may be evidence."""
    terms: dict[tuple[str, tuple[str, ...]], QuantityTerm] = field(default_factory=dict)
    relations: dict[tuple[str, str, str], BoundRelation] = field(default_factory=dict)
    statements: dict[str, BoundStatement] = field(default_factory=dict)

    def add_terms(self, bound: Bound) -> None:
        for term in quantity_terms(bound):
            self.terms.setdefault((term.name, term.slice), term)

    def add_relation(self, relation: BoundRelation) -> None:
        key = (relation.left.text, relation.comparator.value, relation.right.text)
        if key not in self.relations and len(self.terms) < MAX_TERMS:
            self.relations[key] = relation
            self.add_terms(relation.left)
            self.add_terms(relation.right)

    def size(self) -> tuple[int, int, int]:
        return len(self.terms), len(self.relations), len(self.statements)

    def matters(self, names: tuple[str, ...], slices: tuple[str, ...]) -> bool:
        """Whether a relation between these quantities at a slice can bound the measure.

        It can where one of them is unknown; where all are calculated from tables, it can only
        show that these contradict each other, and does so if the measure uses all of them.
        """
        present = [self.terms.get((name, slices)) for name in names]
        return any(t is not None and t.definition is None for t in present) or all(
            t is not None for t in present
        )


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
    said = frozenset(statement.id for statement in statements)
    closure = _Closure(binder, said)
    for measure in measures:
        closure.add_terms(measure)
    parts = (*_declared_parts(binder.names), *_assumed_parts(assumptions, said))
    before = (-1, -1, -1)
    while closure.size() != before:
        before = closure.size()
        _add_declared_parts(closure)
        _add_nested_slices(closure, parts)
        for assumption in assumptions:
            _add_assumption(closure, assumption)
        for statement in statements:
            _add_statement(closure, statement)
    return Surroundings(tuple(closure.relations.values()), tuple(closure.statements.values()))


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
            text = f"{quantity.name} is declared part of {whole}"
            premise = Premise("part of", f"{quantity.name} part of {whole}", text)
            yield _Part(quantity.name, whole, premise)


def _assumed_parts(assumptions: tuple[Assumption, ...], said: frozenset[str]) -> Iterator[_Part]:
    for assumption in assumptions:
        match assumption.relation:
            case PartOf(part=Name(name=part), whole=Name(name=whole)):
                yield _Part(part, whole, _premise(assumption, said), assumption.id)
            case _:
                pass


def _add_declared_parts(closure: _Closure) -> None:
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
    closure: _Closure, names: tuple[str, str]
) -> Iterator[tuple[tuple[Test, ...], bool]]:
    """Yield the slices at which a part and its whole matter to each other, and whether aside.

    A calculated part is bounded by its whole as far as its tables leave it open.
    """
    for (name, slices), term in list(closure.terms.items()):
        if name in names and closure.matters(names, slices):
            yield term.tests, False
        elif name == names[0]:
            yield term.tests, True


def _at(closure: _Closure, name: str, tests: tuple[Test, ...]) -> QuantityTerm | None:
    """Return a quantity at a slice, or ``None`` where it cannot be sliced so."""
    try:
        return closure.binder.quantity(name, tests)
    except ObstacleError:
        return None


def _add_nested_slices(closure: _Closure, parts: tuple[_Part, ...]) -> None:
    """Add that slices of a count which share nothing add up to no more than a wider one.

    What a part's narrow slices leave of its wide one lies inside what its whole's leave.
    """
    counts = [t for t in closure.terms.values() if t.is_nonnegative and t.is_count]
    for name in dict.fromkeys(term.name for term in counts):
        same = [term for term in counts if term.name == name]
        is_known = all(term.definition is not None for term in same)
        if is_known and not any(part.name == name for part in parts):
            # Tables say what each of them is.
            continue
        slices = {term.slice: term.tests for term in same}
        for narrow, wide in permutations(slices, 2):
            if lies_within(slices[narrow], slices[wide]):
                _add_up(closure, name, (narrow,), wide)
        if not is_additive(name, closure.binder.names):
            continue
        for wide, family in families_of(slices):
            _add_up(closure, name, family, wide)
            for part in parts:
                _add_rest(closure, part, name, family, wide)


def _add_up(closure: _Closure, name: str, narrow: tuple[Slice, ...], wide: Slice) -> None:
    inner, around = [closure.terms[name, each] for each in narrow], closure.terms[name, wide]
    if all(term.definition is not None for term in (*inner, around)):
        return
    total = _total(inner)
    text = f"{' and '.join(t.text for t in inner)} {_ARE[len(inner) > 1]} of {around.text}"
    premise = Premise("part of", f"{total.text} part of {around.text}", text)
    closure.add_relation(BoundRelation(total, Comparator.AT_MOST, around, premise))


_ARE = ("is a slice", "are slices without common rows")


def _add_rest(
    closure: _Closure, part: _Part, name: str, narrow: tuple[Slice, ...], wide: Slice
) -> None:
    """Add that the rest of a part's slice lies inside the rest of its whole's."""
    if part.name != name or not is_additive(part.whole, closure.binder.names):
        return
    slices = (wide, *narrow)
    parts = [closure.terms.get((name, each)) for each in slices]
    wholes = [closure.terms.get((part.whole, each)) for each in slices]
    inner = [term for term in parts if term is not None]
    outer = [term for term in wholes if term is not None]
    if len(outer) < len(slices) or all(t.definition is not None for t in (*inner, *outer)):
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
        total = _added(total, term)
    return total


def _add_assumption(closure: _Closure, assumption: Assumption) -> None:
    match assumption.relation:
        case SameAs():
            return
        case PartOf(part=part, whole=whole):
            for tests in _relation_slices(closure, (part, whole)):
                _relate(closure, assumption, (part, Comparator.AT_MOST, whole), tests)
        case Comparison(operands=operands, comparators=comparators):
            sums = all(each is Comparator.EQUAL for each in comparators)
            slices = _relation_slices(closure, operands) if sums else iter(((),))
            if not sums and not _touches(closure, operands):
                return
            for tests in slices:
                for left, comparator, right in zip(
                    operands, comparators, operands[1:], strict=False
                ):
                    sides = (left, comparator, right)
                    _relate(closure, assumption, sides, tests, is_sum=sums)
        case Apart(members=members):
            for tests in _relation_slices(closure, members):
                _keep_apart(closure, assumption, members, tests)
        case _:
            assert_never(assumption.relation)


def _relation_slices(
    closure: _Closure, operands: tuple[Expression, ...]
) -> Iterator[tuple[Test, ...]]:
    names = _named(closure, operands)
    seen: set[tuple[str, ...]] = set()
    for (name, slices), term in list(closure.terms.items()):
        if name in names and slices not in seen and closure.matters(names, slices):
            seen.add(slices)
            yield term.tests


def _touches(closure: _Closure, operands: tuple[Expression, ...]) -> bool:
    names = _named(closure, operands)
    return any(name in names for name, _ in closure.terms)


def _named(closure: _Closure, operands: tuple[Expression, ...]) -> tuple[str, ...]:
    names = closure.binder.names
    return tuple(name for operand in operands for name in quantities_in(operand, names))


def _relate(
    closure: _Closure,
    assumption: Assumption,
    relation: tuple[Expression, Comparator, Expression],
    tests: tuple[Test, ...],
    *,
    is_sum: bool = True,
) -> None:
    """Add a relation at a slice; what is no sum and no part holds only as it is written."""
    left, comparator, right = relation
    bound_left = closure.binder.bind(left, tests)
    bound_right = closure.binder.bind(right, tests)
    _require_units(assumption, bound_left, bound_right)
    premise = _premise(assumption, closure.said)
    closure.add_relation(
        BoundRelation(
            bound_left, comparator, bound_right, premise, assumption.id, holds_in_slices=is_sum
        )
    )


def _premise(assumption: Assumption, said: frozenset[str]) -> Premise:
    """Return an assumption as a premise, under a name that is no statement's."""
    name = f"assumption {assumption.id}" if assumption.id in said else assumption.id
    reason = "" if assumption.because is None else f", because {assumption.because}"
    return Premise("assumption", name, f"{assumption.text}{reason}")


def _require_units(assumption: Assumption, left: Bound, right: Bound) -> None:
    if assumption.is_one_for_one or same_noun(left.unit.noun, right.unit.noun):
        return
    message = (
        f"{quoted(left.text)} counts {left.unit.noun} and {quoted(right.text)} counts "
        f"{right.unit.noun}: the assumption needs one_for_one"
    )
    hint = "add 'one_for_one: true' if each of the one is at least one of the other"
    raise ProblemsError((problem_at(codes.UNLIKE_PART, message, assumption.span, hint),))


def _keep_apart(
    closure: _Closure,
    assumption: Assumption,
    members: tuple[Expression, ...],
    tests: tuple[Test, ...],
) -> None:
    """Add that things apart from each other add up to no more than a common whole."""
    whole = _common_whole(closure, _named(closure, members))
    if whole is None:
        return
    bound_whole = closure.binder.bind(Name(whole, assumption.span), tests)
    total: Bound | None = None
    for member in members:
        bound = closure.binder.bind(member, tests)
        total = bound if total is None else _added(total, bound)
    assert total is not None
    premise = _premise(assumption, closure.said)
    closure.add_relation(
        BoundRelation(total, Comparator.AT_MOST, bound_whole, premise, assumption.id)
    )


def _added(left: Bound, right: Bound) -> Bound:
    return Compound(Operator.ADD, left, right, left.unit, f"{left.text} + {right.text}")


def _common_whole(closure: _Closure, names: tuple[str, ...]) -> str | None:
    chains = [wholes_of(name, closure.binder.names) for name in names]
    return next((name for name in chains[0] if all(name in chain for chain in chains)), None)


def _add_statement(closure: _Closure, statement: Statement) -> None:
    if statement.id in closure.statements or not _names_present(closure, statement):
        return
    bound = closure.binder.bind(statement.measure)
    if not any(_is_near(closure, term) for term in quantity_terms(bound)):
        return
    figure = read_claimed(statement.figure, bound)
    premise = Premise(
        "wording",
        statement.id,
        f"“{statement.figure.text.value}” said of {statement.measure_text}, read generously",
    )
    closure.statements[statement.id] = BoundStatement(
        statement.id, bound, figure, statement.source, premise
    )
    closure.add_terms(bound)


def _names_present(closure: _Closure, statement: Statement) -> bool:
    named = quantities_in(statement.measure, closure.binder.names)
    return any(name in named for name, _ in closure.terms)


def _is_near(closure: _Closure, term: QuantityTerm) -> bool:
    """Whether a quantity of the statement is one of the reading's, or a slice of an unknown one.

    What is said of a number that a table gives can only contradict the table, and may.
    """
    if (term.name, term.slice) in closure.terms:
        return True
    return term.definition is None and any(
        name == term.name and (set(slices) <= set(term.slice) or set(term.slice) <= set(slices))
        for name, slices in closure.terms
    )
