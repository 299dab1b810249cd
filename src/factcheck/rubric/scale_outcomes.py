"""The outcomes that can be: which rules of a scale may match together.

A finding that is there counts as one, so that the number of findings and the single ones do not
vary on their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.interval import Interval
from factcheck.model.rubric import Numbers
from factcheck.rubric.evaluate import check_number, combinations, options_of
from factcheck.rubric.pieces import DecisionTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.rubric import ValueSet
    from factcheck.rubric.errors import Witness
    from factcheck.rubric.pieces import CutInput

_Counted = dict[tuple[int, int], "Witness"]
"""A set of rules and how many findings are there, each with values that show it."""


def with_findings(
    table: DecisionTable, values: Mapping[str, ValueSet], number: str, named: frozenset[str]
) -> dict[int, Witness]:
    """Return every set of rules that may match together an outcome that has findings.

    ``values`` has what each other input may be, ``number`` is the input that counts findings, and
    ``named`` are those that are true where one is there. One finding may be there several times,
    each with words of its own, so that the number is that of the true ones or above. Raises
    ``TooManyError``.
    """
    others = tuple(each for each in table.inputs if each.input.name not in {*named, number})
    found: _Counted = {
        (rules, 0): witness
        for rules, witness in combinations(DecisionTable(table.rubric, others), values).items()
    }
    for each in table.inputs:
        if each.input.name in named:
            found = _with_one(found, each)
    (count,) = (each for each in table.inputs if each.input.name == number)
    return _counted(found, count)


def _with_one(found: _Counted, flag: CutInput) -> _Counted:
    """Return the combinations with one finding that may be there or not.

    Of those in which the same rules hold, two tell all that is possible: the one without any
    finding, and the one with the fewest.
    """
    name = flag.input.name
    holding = {str(piece.values): piece.rules for piece in flag.pieces}
    check_number(len({rules for rules, _ in found}) * len(set(holding.values())))
    none: dict[int, Witness] = {}
    some: dict[int, tuple[int, Witness]] = {}
    for value, more in (("false", 0), ("true", 1)):
        for (rules, before), witness in found.items():
            kept, after = rules & holding[value], before + more
            shown = (*witness, (name, value))
            if after == 0:
                none.setdefault(kept, shown)
            elif kept not in some or after < some[kept][0]:
                some[kept] = (after, shown)
    fewest = {(rules, after): shown for rules, (after, shown) in some.items()}
    return {(rules, 0): shown for rules, shown in none.items()} | fewest


def _counted(found: _Counted, count: CutInput) -> dict[int, Witness]:
    """Return the rules that hold where some finding is there, with how many there may be."""
    joined: dict[int, Witness] = {}
    for (rules, least), witness in found.items():
        if least == 0:
            continue
        number = Numbers((Interval.at_least(least),))
        for holding, value in options_of(count, number).items():
            joined.setdefault(rules & holding, (*witness, (count.input.name, value)))
    return joined
