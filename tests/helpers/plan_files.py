"""Claim files planned against headers, and what is wrong with them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from factcheck.model.cell import OpenedTable
from factcheck.model.problem import ProblemsError
from factcheck.plan.make import make_plan
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from factcheck.model.plan import BoundReading, Obstacle, Plan
    from factcheck.model.problem import Problem
    from factcheck.model.unit import Unit

HEADERS = {"t": ("year", "region", "kind", "n", "rate", "stock", "pct"), "u": ("year", "m")}
JOINED: dict[str, tuple[tuple[str, str], ...]] = {}
"""Headers that came along by ``join``, each with the table whose column it is."""

WORLD = """\
    evidence:
      t:
        file: t.csv
        source: office
        period: 2017..2024
        columns:
          n:
            unit: reports
          rate:
            kind: rate
          stock:
            kind: stock
            over: year
          pct:
            unit: percent
      u:
        file: u.csv
        source: other
        columns:
          m:
            unit: CHF
    sources:
      office:
        title: The office
      other:
        title: Another office
      paper:
        title: The paper
    quantities:
      reports:
        unit: reports
        measure: sum(t.n)
      relevant:
        unit: reports
        part_of: reports
      graphic:
        unit: reports
        part_of: relevant
      cases:
        unit: cases
        measure: count(t)
      money:
        unit: CHF
        measure: sum(u.m)
      quota:
        unit: percent
        measure: mean(t.pct)
      ratio:
        measure: reports / cases
      named_ratio:
        unit: things
        measure: reports / cases
    conditions:
      north: region = north
      late:
        strict: year > 2020
        loose: year > 2018
      both: (north or late)
    """


def planned(*blocks: str) -> Plan:
    """Return the plan of a claim file put together from blocks."""
    text = "factcheck: 1\n" + "".join(_placed(block) for block in blocks)
    spec = load_spec(text.encode(), file="claims.yml")
    opened = [
        OpenedTable(
            table.name, f"{table.name}.csv", HEADERS[table.name], joined=JOINED.get(table.name, ())
        )
        for table in spec.tables
    ]
    return make_plan(spec, opened)


def _placed(block: str) -> str:
    return dedent(block) if block.startswith("    ") else block


def claim(measure: str, figure: str = "5", *more: str) -> str:
    """Return the block of a figure claim; ``more`` are further lines of it."""
    rest = "".join(f"    {line}\n" for line in more)
    return f"claims:\n  c:\n    measure: '{measure}'\n    figure: {figure}\n{rest}"


def holds(relation: str, *more: str) -> str:
    """Return the block of a comparison."""
    rest = "".join(f"    {line}\n" for line in more)
    return f"claims:\n  c:\n    holds: '{relation}'\n{rest}"


def readings_of(*blocks: str) -> tuple[BoundReading, ...]:
    """Return the bound readings of the only claim, on the world's tables."""
    (bound,) = planned(WORLD, *blocks).claims
    return bound.readings


def reading_of(*blocks: str) -> BoundReading:
    """Return the only bound reading."""
    (reading,) = readings_of(*blocks)
    return reading


def unit_of(measure: str, figure: str = "5") -> Unit:
    """Return the unit of a measure."""
    reading = reading_of(claim(measure, figure))
    assert reading.unit is not None, reading.obstacle
    return reading.unit


def obstacle_of(*blocks: str) -> Obstacle:
    """Return what is in the way of the only reading."""
    found = reading_of(*blocks).obstacle
    assert found is not None
    return found


def problems_of(*blocks: str) -> tuple[Problem, ...]:
    """Return what is wrong in the claim file."""
    try:
        planned(WORLD, *blocks)
    except ProblemsError as error:
        return error.problems
    raise AssertionError("nothing is wrong")
