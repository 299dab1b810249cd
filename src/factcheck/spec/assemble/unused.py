"""Declared names that nothing uses, as warnings, and definitions that go round in circles."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from factcheck.model.expression import Column, SameAs
from factcheck.model.near import quoted
from factcheck.model.problem import Severity
from factcheck.spec.assemble.form_trees import trees_of
from factcheck.spec.codes import CIRCULAR, UNUSED
from factcheck.spec.expression import names_in
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factcheck.model.expression import Expression, Relation, Test
    from factcheck.model.problem import Problem
    from factcheck.model.span import Span
    from factcheck.model.spec import Claim, Condition, QuantityDeclaration, Spec
    from factcheck.spec.assemble.context import Context

    Tree = Expression | Test | Relation

_MOST_CIRCLES = 20
_SHOWN = 5


def names_of(tree: Tree) -> set[str]:
    """Return the quantities, tables and conditions that a tree names."""
    found = (node.table if isinstance(node, Column) else node.name for node in names_in(tree))
    return {name for name in found if name is not None}


def circular_definitions(
    quantities: Sequence[QuantityDeclaration],
    conditions: Sequence[Condition],
    lines: Sequence[str],
) -> Iterator[Problem]:
    """Yield quantities and conditions that are defined by themselves, each circle once."""
    uses: dict[str, set[str]] = {}
    for quantity in quantities:
        uses[quantity.name] = set() if quantity.measure is None else names_of(quantity.measure)
    for condition in conditions:
        uses[condition.name] = {n for _, test in condition.definitions for n in names_of(test)}
    spans = {quantity.name: quantity.span for quantity in quantities}
    spans |= {condition.name: condition.span for condition in conditions}
    yield from circles(uses, spans, lines, "is defined by itself")
    wholes = {q.name: {q.part_of.value} for q in quantities if q.part_of is not None}
    yield from circles(wholes, spans, lines, "is part of itself")


def circles(
    uses: Mapping[str, set[str]], spans: Mapping[str, Span], lines: Sequence[str], what: str
) -> Iterator[Problem]:
    """Yield a problem for each circle of names that use each other; at most twenty."""
    left = {name: used & uses.keys() for name, used in uses.items()}
    for _ in range(_MOST_CIRCLES):
        circle = _circle(left)
        if not circle:
            return
        steps = [quoted(name) for name in circle[:_SHOWN]]
        steps += ["…"] if len(circle) > _SHOWN else []
        way = " → ".join((*steps, quoted(circle[0])))
        message = f"{quoted(circle[0])} {what}: {way}"
        hint = "one of these must be defined without the others"
        yield problem_at(CIRCULAR, message, spans[circle[0]], lines, hint=hint)
        left = {name: used.difference(circle) for name, used in left.items() if name not in circle}


def _circle(uses: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return names each of which uses the next, and the last the first; the earliest leads."""
    try:
        # Sorted, because the order of a set differs from run to run.
        TopologicalSorter({name: sorted(used) for name, used in uses.items()}).prepare()
    except CycleError as error:
        # The sorter lists what is used before what uses it, and the first name twice.
        circle = list(reversed(error.args[1]))[1:]
        order = list(uses)
        start = min(range(len(circle)), key=lambda place: order.index(circle[place]))
        return (*circle[start:], *circle[:start])
    return ()


def unused(spec: Spec, context: Context) -> Iterator[Problem]:
    """Yield a warning for each declared name that nothing uses."""
    declared = context.declared
    used = context.used
    kinds = (
        ("source", declared.sources, used["sources"]),
        ("table", declared.tables, used["names"]),
        ("quantity", declared.quantities, used["names"]),
        ("statement", declared.statements, used["statements"] | _connected_statements(spec)),
        ("assumption", declared.assumptions, used["assumptions"]),
        ("condition", declared.conditions, used["conditions"]),
    )
    for kind, names, known in kinds:
        for name, span in names.items():
            if name not in known:
                message = f"nothing uses the {kind} {quoted(name)}"
                yield problem_at(UNUSED, message, span, spec.lines, severity=Severity.WARNING)


def _connected_statements(spec: Spec) -> set[str]:
    """Return the statements that share a name, directly or by relations, with some claim."""
    groups = _Groups()
    for quantity in spec.quantities:
        linked = set() if quantity.measure is None else names_of(quantity.measure)
        whole = set() if quantity.part_of is None else {quantity.part_of.value}
        groups.join({quantity.name, *linked, *whole})
    for assumption in spec.assumptions:
        groups.join(_related(assumption.relation))
    for statement in spec.statements:
        groups.join(names_of(statement.measure))
    reached = {groups.find(name) for claim in spec.claims for name in _claim_names(claim)}
    return {
        statement.id
        for statement in spec.statements
        if any(groups.find(name) in reached for name in names_of(statement.measure))
    }


def _related(relation: Relation) -> set[str]:
    """Return the names that a relation connects."""
    if isinstance(relation, SameAs):
        return {member.value for member in relation.of}
    return names_of(relation)


def _claim_names(claim: Claim) -> Iterator[str]:
    for reading in claim.readings:
        for tree in trees_of(reading):
            yield from names_of(tree)
    for part in claim.parts:
        yield from _claim_names(part)


class _Groups:
    """Names joined to groups that have something to do with each other."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, name: str) -> str:
        """Return the name that stands for a name's group."""
        while name in self._above:
            name = self._above[name]
        return name

    def join(self, names: Iterable[str]) -> None:
        """Make one group of several names."""
        roots = sorted({self.find(name) for name in names})
        self._above.update((root, roots[0]) for root in roots[1:])
