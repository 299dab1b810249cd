"""Columns of whose values all claims ask only whether they are some that they name."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from plan_files import WORLD, planned

from factcheck.plan import named as module

if TYPE_CHECKING:
    from factcheck.model.plan import TablePlan


def plan_of(*measures: str, world: str = WORLD) -> TablePlan:
    """Return the plan of table ``t`` for claims of these measures."""
    said = "".join(
        f"  c{place}:\n    measure: '{measure}'\n    figure: 5\n"
        for place, measure in enumerate(measures)
    )
    made = planned(world, f"claims:\n{said}")
    return next(table for table in made.tables if table.declaration.name == "t")


def named_by(*measures: str, world: str = WORLD) -> dict[str, tuple[str, ...]]:
    return dict(plan_of(*measures, world=world).named)


def declaring(old: str, new: str) -> str:
    """Return the world with something else declared of its table."""
    world = dedent(WORLD)
    assert old in world
    return world.replace(old, new, 1)


def test_values_are_gathered_from_all_claims() -> None:
    found = named_by("count(t[region = b])", "count(t[region != a])", "count(t[region in (a, c)])")
    assert found["region"] == ("a", "b", "c")


def test_whether_a_value_is_known_names_none() -> None:
    assert named_by("count(t[region = b, region known])")["region"] == ("b",)
    assert "region" not in named_by("count(t[region known])")


@pytest.mark.parametrize(
    "measure",
    [
        'count(t[region contains "b"])',
        "distinct(t.region)",
        "count(t[region = t.kind])",
        "groups(t by region, holds count(t) > 1)",
    ],
)
def test_a_column_of_which_more_is_asked_has_none(measure: str) -> None:
    assert "region" not in named_by("count(t[region = b])", measure)
    assert "kind" not in named_by("count(t[kind = b])", "count(t[region = t.kind])")


def test_a_column_with_labels_or_another_type_has_none() -> None:
    assert "region" in named_by("count(t[region = b])")
    for said in ("region: {map: {b: B}}", "region: {type: date}"):
        world = declaring("    columns:\n", f"    columns:\n      {said}\n")
        assert "region" not in named_by("count(t[region = b])", world=world)


def test_a_great_many_values_are_told_apart_as_all_others_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    assert "region" in named_by("count(t[region = b])")
    assert "region" not in named_by("count(t[region in (a, b)])")
