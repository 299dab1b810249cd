"""The classes that a row may have: all that follow from the values it may have.

An input that is known lies in one piece of its domain, one that is unknown or given as a range in
several. Each combination of pieces tells exactly which rules match, because a piece is a part of
the domain in which no test changes; the inputs are independent of each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.rubric import HitPolicy, UnknownPolicy
from factcheck.rubric.errors import NoRuleError, SeveralRulesError, TooManyError
from factcheck.rubric.pieces import overlap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.rubric import Rubric, ValueSet
    from factcheck.rubric.errors import Witness
    from factcheck.rubric.pieces import CutInput, DecisionTable

MAX_COMBINATIONS = 20_000
"""Combinations of the pieces of unknown inputs that are tried for one row."""

NO_VALUE = "no value"
UNDECIDED = "undecided"

Options = dict[int, str]
"""Sets of rules that may hold for an input, one bit a rule, each with a value that shows it."""


def classes_of(table: DecisionTable, values: Mapping[str, ValueSet | None]) -> tuple[str, ...]:
    """Return the classes that a row may have, in the order of the rubric; at least one.

    ``values`` has for each input, by its name, the values of the domain that it may have, or
    ``None`` where it has none at all: then only rules match that do not test it. Under
    ``unknown: no match`` a rule matches only where its tests hold for all of these values.

    Raises ``NoRuleError`` and ``SeveralRulesError`` for a combination that no rule matches, or
    under ``unique`` several, with that combination; ``TooManyError`` past 20,000 combinations.
    """
    rubric = table.rubric
    possible: set[str] = set()
    for rules, witness in _combinations(table, values).items():
        possible.update(_classes(rubric, rules, witness))
    return tuple(each for each in rubric.classes if each in possible)


def _combinations(
    table: DecisionTable, values: Mapping[str, ValueSet | None]
) -> dict[int, Witness]:
    """Return every set of rules that may match together, with values that show it."""
    found: dict[int, Witness] = {(1 << len(table.rubric.rules)) - 1: ()}
    for each in table.inputs:
        name = each.input.name
        options = _options(each, values[name])
        if table.rubric.unknown is UnknownPolicy.NO_MATCH and len(options) > 1:
            options = _certain(options)
        if len(found) * len(options) > MAX_COMBINATIONS:
            raise TooManyError
        joined: dict[int, Witness] = {}
        for rules, witness in found.items():
            for holding, value in options.items():
                joined.setdefault(rules & holding, (*witness, (name, value)))
        found = joined
    return found


def _options(of: CutInput, values: ValueSet | None) -> Options:
    if values is None:
        return {of.untested: NO_VALUE}
    options: Options = {}
    for piece in of.pieces:
        if piece.rules not in options:
            value = overlap(piece, values, of.input)
            if value is not None:
                options[piece.rules] = value
    return options


def _certain(options: Options) -> Options:
    """Return the one option that an undecided test does not match."""
    rules = ~0
    for holding in options:
        rules &= holding
    return {rules: UNDECIDED}


def _classes(rubric: Rubric, rules: int, witness: Witness) -> tuple[str, ...]:
    """Return what the matching rules say together."""
    if rules == 0:
        if rubric.otherwise is None:
            raise NoRuleError(witness)
        return rubric.otherwise.classes
    first = rules & -rules
    if rubric.hit is HitPolicy.UNIQUE and rules != first:
        matching = (rule for place, rule in enumerate(rubric.rules) if rules >> place & 1)
        raise SeveralRulesError(tuple(matching), witness)
    return rubric.rules[first.bit_length() - 1].classes
