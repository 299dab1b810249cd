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
    from collections.abc import Iterator, Mapping

    from factcheck.model.rubric import Rubric, Rule, ValueSet
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

    Raises ``NoRuleError`` for a combination that no rule matches, with that combination, and
    ``SeveralRulesError`` for one that several match under ``unique``, or under ``any`` several
    that do not agree; ``TooManyError`` past 20,000 combinations.
    """
    rubric = table.rubric
    possible: set[str] = set()
    for rules, witness in combinations(table, values).items():
        possible.update(classes_given(rubric, rules, witness))
    return tuple(each for each in rubric.class_names if each in possible)


def combinations(table: DecisionTable, values: Mapping[str, ValueSet | None]) -> dict[int, Witness]:
    """Return every set of rules that may match together, with values that show it.

    A set has one bit for each rule, the first one lowest. Raises ``TooManyError``.
    """
    found: dict[int, Witness] = {(1 << len(table.rubric.rules)) - 1: ()}
    for each in table.inputs:
        name = each.input.name
        options = options_of(each, values[name])
        if table.rubric.unknown is UnknownPolicy.NO_MATCH and len(options) > 1:
            options = _certain(options)
        check_number(len(found) * len(options))
        joined: dict[int, Witness] = {}
        for rules, witness in found.items():
            for holding, value in options.items():
                joined.setdefault(rules & holding, (*witness, (name, value)))
        found = joined
    return found


def check_number(combined: int) -> None:
    """Raise ``TooManyError`` for more combinations than are tried."""
    if combined > MAX_COMBINATIONS:
        raise TooManyError


def options_of(of: CutInput, values: ValueSet | None) -> Options:
    """Return the sets of rules that may hold for an input with some values, none included."""
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


def classes_given(rubric: Rubric, rules: int, witness: Witness) -> tuple[str, ...]:
    """Return what the rules that match say together.

    Raises ``NoRuleError`` and ``SeveralRulesError`` as ``classes_of`` does, with these values.
    """
    if rules == 0:
        if rubric.otherwise is None:
            raise NoRuleError(witness)
        return rubric.otherwise.classes
    if rubric.hit is HitPolicy.FIRST:
        return next(rules_in(rubric, rules)).classes
    matching = tuple(rules_in(rubric, rules))
    if rubric.hit is HitPolicy.PRIORITY:
        return _foremost(rubric, matching)
    if len(matching) > 1 and not _agree(rubric, matching):
        raise SeveralRulesError(matching, witness)
    return matching[0].classes


def rules_in(rubric: Rubric, rules: int) -> Iterator[Rule]:
    """Yield the rules whose bits are set, in the order of the rubric."""
    while rules:
        lowest = rules & -rules
        yield rubric.rules[lowest.bit_length() - 1]
        rules ^= lowest


def _agree(rubric: Rubric, matching: tuple[Rule, ...]) -> bool:
    """Whether several rules may match together: under ``any``, if they say the same."""
    return rubric.hit is HitPolicy.ANY and len({frozenset(rule.outcomes) for rule in matching}) == 1


def _foremost(rubric: Rubric, matching: tuple[Rule, ...]) -> tuple[str, ...]:
    """Return what the rules give together where the class that is declared first decides.

    A rule that leaves open which class it gives may give any of them, so that each choice of
    one class a rule counts.
    """
    order = {name: place for place, name in enumerate(rubric.class_names)}
    last = min(max(order[name] for name in rule.classes) for rule in matching)
    given = {name for rule in matching for name in rule.classes}
    return tuple(name for name in rubric.class_names[: last + 1] if name in given)
