"""Gap and overlap analyses of another project, and ours of the same tables, point by point.

Rectangles cut the same set in many ways, so that sets of points are compared: on a grid with all
ends of the tests, of the domains and of what is expected. Enumerations are ranges there, in the
order of the alphabet; ``false`` comes before ``true``.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import islice, pairwise, product
from math import prod
from typing import TYPE_CHECKING, Any

from exact import exact

from factcheck.model.dates import ordinal_of
from factcheck.model.fraction import Fraction
from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import Categories, CategoryDomain, NumberDomain, Numbers
from factcheck.rubric.dmn import read_dmn

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Domain, Rubric, RubricInput, ValueSet
    from factcheck.rubric.analysis import Finding

MOST_ROWS = 300_000
Value = Fraction | str
Row = tuple[Value, ...]
Expected = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """A table that was analysed there, as it is read here."""

    rubric: Rubric | None
    problems: tuple[Problem, ...]


def analyses(folder: Path) -> list[Expected]:
    """Return every analysis that is there."""
    text = (folder / "expected.json").read_text(encoding="utf-8")
    found: list[Expected] = json.loads(text)
    return found


def subject_of(folder: Path, expected: Expected) -> Subject:
    """Return the table that an analysis is of."""
    models = [folder / "models" / name for name in expected["models"]]
    model, place = next((m, at) for m in models if (at := _place(m, expected)) is not None)
    others = [(each.read_bytes(), each.name) for each in models if each != model]
    try:
        found = read_dmn(model.read_bytes(), model.name, others, for_analysis=True)[place]
    except ProblemsError as error:
        return Subject(None, error.problems)
    return Subject(found.rubric, found.problems)


def _place(model: Path, expected: Expected) -> int | None:
    """Return the place of a table among those of a model; ``None`` where it is not there."""
    root = ET.fromstring(model.read_text(encoding="utf-8"))  # noqa: S314 - a file of the set
    holders = [each for each in root if each.tag.endswith(("}decision", "}businessKnowledgeModel"))]
    tables = [t for each in holders for t in each.iter() if t.tag.endswith("}decisionTable")]
    ids = [each.get("id") for each in tables]
    wanted = expected["decision_table_id"]
    return ids.index(wanted) if wanted in ids else None


def grid(rubric: Rubric, expected: Expected) -> list[Row]:
    """Return a row for each combination of values that anybody tells apart.

    Of a very large grid, which none of these tables has today, every so manieth row.
    """
    boxes = [*expected.get("gaps", ()), *(each["area"] for each in expected.get("overlaps", ()))]
    axes = [_values(rubric, each, boxes) for each in rubric.inputs]
    step = prod(map(len, axes)) // MOST_ROWS + 1
    return list(islice(product(*axes), 0, None, step))


def _values(rubric: Rubric, of: RubricInput, boxes: list[Expected]) -> list[Value]:
    domain = of.domain
    if isinstance(domain, CategoryDomain):
        return list(domain.values)
    axis = rubric.inputs.index(of)
    ends = {end for end in (domain.within.lower, domain.within.upper) if end is not None}
    for rule in rubric.rules:
        for test in rule.tests:
            if test.input == of.name and isinstance(test.allowed, Numbers):
                for part in test.allowed.intervals:
                    ends |= {end for end in (part.lower, part.upper) if end is not None}
    for box in boxes:
        for edge in box["edges"][axis : axis + 1]:
            for bound in (edge["lower"], edge["upper"]):
                value = _value(bound["value"])
                ends |= {value} if isinstance(value, Fraction) else set()
    points = sorted(ends) or [Fraction(0)]
    between = [(a + b) / 2 for a, b in pairwise(points)]
    near = [point + step for point in points for step in (-1, 1)]
    every = sorted({*points, *between, *near})
    return [
        each
        for each in every
        if each in domain.within and (not domain.is_integer or each.denominator == 1)
    ]


def _value(bound: dict[str, Any]) -> Value | None:
    """Return an end of an edge; ``None`` where there is none."""
    ((kind, value),) = bound.items()
    match kind:
        case "number":
            return exact(str(value))
        case "date":
            return Fraction(ordinal_of(value))
        case "boolean":
            return str(value).casefold()
        case "inf":
            return None
        case _:
            return str(value)


def is_in(box: Expected, row: Row, rubric: Rubric) -> bool:
    """Whether a row lies in a box of theirs, which may leave out the last inputs."""
    return all(
        _is_between(edge, value, of.domain)
        for edge, value, of in zip(box["edges"], row, rubric.inputs, strict=False)
    )


def _is_between(edge: Expected, value: Value, domain: Domain) -> bool:
    lower, upper = _value(edge["lower"]["value"]), _value(edge["upper"]["value"])
    assert isinstance(domain, NumberDomain) == isinstance(value, Fraction)
    return (lower is None or _is_before(lower, value, closed=edge["lower"]["closed"])) and (
        upper is None or _is_before(value, upper, closed=edge["upper"]["closed"])
    )


def _is_before(one: Value, other: Value, *, closed: bool) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return str(one) < str(other) or (closed and one == other)
    return one < other or (closed and one == other)


def holds_in(found: Finding, row: Row) -> bool:
    """Whether a row lies in the region of a finding of ours."""
    return all(
        side.values is None or _has(side.values, value)
        for side, value in zip(found.region, row, strict=True)
    )


def matching(rubric: Rubric, row: Row) -> frozenset[int]:
    """Return the numbers of the rules that match a row."""
    values = {of.name: value for of, value in zip(rubric.inputs, row, strict=True)}
    return frozenset(
        rule.number
        for rule in rubric.rules
        if all(_has(test.allowed, values[test.input]) for test in rule.tests)
    )


def _has(allowed: ValueSet, value: Value) -> bool:
    if isinstance(allowed, Categories):
        return value in allowed.values
    return isinstance(value, Fraction) and any(value in part for part in allowed.intervals)
