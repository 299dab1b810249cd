"""Bound expressions as measures over the reading's unknown numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from factcheck.model.bound import (
    Absolute,
    Compound,
    Constant,
    ExtremeOf,
    GroupTally,
    Negative,
    PointsBetween,
    QuantityTerm,
    RelativeChange,
    TableTerm,
    Tally,
)
from factcheck.model.expression import Operator
from factcheck.model.interval import Interval
from factcheck.model.linear import Variable, variable
from factcheck.model.told import told
from factcheck.quantity.rational import (
    Condition,
    Joint,
    Quotient,
    Tallied,
    Tree,
    Value,
    added,
    cases_without_value,
    divided,
    multiplied,
    negated,
    number,
)

if TYPE_CHECKING:
    from factcheck.model.bound import Bound, BoundCondition
    from factcheck.quantity.aggregates.aggregate import Aggregated
    from factcheck.quantity.unknowns import Unknowns

_YES = Interval.point(1)
_NO_OR_YES = Interval.point(0).hull(_YES)


@dataclass(slots=True)
class Measures:
    """Turns bound expressions into measures; remembers the unknown quantities it met."""

    aggregated: dict[TableTerm, Aggregated]
    unknowns: Unknowns
    free: dict[str, QuantityTerm] = field(default_factory=dict)
    """Quantities that no table gives, by the name of their variable."""
    known: dict[int, tuple[Bound, Value]] = field(default_factory=dict)
    """What was worked out, by identity: to hash an expression takes longer than to work it out."""

    def value_of(self, bound: Bound) -> Value:
        """Return the measure that a bound expression is."""
        found = self.known.get(id(bound))
        if found is None:
            # The expression is kept as well, so that no other one can have its identity.
            found = self.known[id(bound)] = (bound, self._value_of(bound))
        return found[1]

    def _value_of(self, bound: Bound) -> Value:
        match bound:
            case Constant():
                return number(bound.number)
            case TableTerm():
                return self.aggregated[bound].value
            case QuantityTerm():
                return self._quantity(bound)
            case Compound():
                return self._compound(bound)
            case Negative():
                return negated(self.value_of(bound.operand))
            case RelativeChange():
                before, after = self.value_of(bound.before), self.value_of(bound.after)
                return divided(added(after, negated(before)), before)
            case PointsBetween():
                before, after = self.value_of(bound.before), self.value_of(bound.after)
                return multiplied(number(100), added(after, negated(before)))
            case Absolute():
                return Tree(Joint.MAGNITUDE, (self.value_of(bound.operand),))
            case ExtremeOf():
                joint = Joint.LARGEST if bound.is_largest else Joint.SMALLEST
                return Tree(joint, tuple(self.value_of(each) for each in bound.operands))
            case Tally():
                return self._tally(bound)
            case GroupTally():
                raise AssertionError(f"{bound.text} was not expanded into the groups there are")
            case _:
                assert_never(bound)

    def _condition(self, condition: BoundCondition) -> Condition:
        value = self.value_of(condition.measure)
        return Condition(value, condition.allowed, condition.is_negated)

    def _tally(self, tally: Tally) -> Tallied:
        cases = [tuple(self._condition(each) for each in case) for case in tally.cases]
        open_: list[tuple[Condition, ...]] = []
        for group in tally.unasked:
            answer = self._no_answer(tally, group)
            open_.append((answer,))
            label = told("a value for {group}", group=group)
            self.unknowns.labels |= dict.fromkeys(answer.names, label)
        for group, case in zip(tally.groups, cases, strict=bool(tally.groups)):
            lacking = cases_without_value(case)
            if lacking:
                answer = self._no_answer(tally, group)
                open_ += [(*conditions, answer) for conditions in lacking]
        return Tallied((*cases, *open_), tally.start)

    def _no_answer(self, tally: Tally, group: str) -> Condition:
        """Return a condition of which nobody knows whether a group meets it."""
        name = f"{tally.text}: {group}"
        self.unknowns.variables.setdefault(name, Variable(name, _NO_OR_YES, is_integer=True))
        return Condition(Quotient(variable(name)), _YES)

    def _quantity(self, term: QuantityTerm) -> Value:
        if term.definition is not None:
            return self.value_of(term.definition)
        bounds = Interval.at_least(0) if term.is_nonnegative else Interval.everything()
        self.free.setdefault(term.text, term)
        self.unknowns.add(term.text, bounds, term.text, is_integer=term.is_count)
        return Quotient(variable(term.text))

    def _compound(self, bound: Compound) -> Value:
        left, right = self.value_of(bound.left), self.value_of(bound.right)
        match bound.operator:
            case Operator.ADD:
                return added(left, right)
            case Operator.SUBTRACT:
                return added(left, negated(right))
            case Operator.MULTIPLY:
                square = self.unknowns.product_of_roots(left, right)
                return multiplied(left, right) if square is None else number(square)
            case Operator.DIVIDE:
                return divided(left, right)
            case _:
                assert_never(bound.operator)
