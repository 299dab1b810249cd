"""Whatever is altered in a report is seen when it is compared with itself."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.pipeline import run_file
from factcheck.report import render_json
from factcheck.report.changes import changes_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.report.changes import Changes

Place = tuple[str | int, ...]

UNSEEN = {
    "factcheck": "the version of the program alone says nothing of a claim",
    "report": "reports of another form are not read at all",
    "declared": "counts what is listed",
    "evaluated": "counts verdicts",
    "decided": "counts verdicts",
    "warnings": "say nothing of a claim",
    "answers": "say how a search went",
    "sources": "are prose, but for their ids",
    "rubrics": "have their digests among the files",
    "scale": "has its digest among the files",
}
"""Top fields that are not compared, and why."""
NOT_COMPARED = {"position", "obstacle_at", "measure", "figure", "figure_rule"}
"""Fields of claims that are places, or what their terms tell."""
EACH = 97
"""One in so many places is tried where such a field was met before."""


@pytest.fixture(scope="module", name="report")
def _report(root: Path) -> dict[str, Any]:
    before = Path.cwd()
    os.chdir(root)
    try:
        result = run_file(Path("claims/swiss.yml"))
    finally:
        os.chdir(before)
    found: dict[str, Any] = json.loads(render_json(result))
    return found


def places(node: object, place: Place = ()) -> Iterator[Place]:
    """Yield where a report says something."""
    pairs: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        pairs.extend(node.items())
    elif isinstance(node, list):
        pairs.extend(enumerate(node))
    for key, inner in pairs:
        yield from places(inner, (*place, key))
    if not pairs:
        yield place


def is_compared(place: Place) -> bool:
    top, last = place[0], [step for step in place if isinstance(step, str)]
    if top in UNSEEN or place[:2] == ("files", 0) or last[-1] in {"readings", "parts"}:
        # Of readings and parts that are none, the reader tells.
        return False
    return not (top in {"claims", "disputes"} and NOT_COMPARED & {*last[1:]})


def sample(report: dict[str, Any]) -> list[Place]:
    met: set[Place] = set()
    kept = []
    for number, place in enumerate(filter(is_compared, places(report))):
        names = tuple(step for step in place if isinstance(step, str))
        kind = (*names[:1], *names[-2:])
        if kind not in met or number % EACH == 0:
            kept.append(place)
        met.add(kind)
    return kept


def altered(report: dict[str, Any], place: Place) -> dict[str, Any]:
    found = copy.deepcopy(report)
    node: Any = found
    for step in place[:-1]:
        node = node[step]
    value = node[place[-1]]
    match value:
        case bool():
            node[place[-1]] = not value
        case int() | float():
            node[place[-1]] = value + 1
        case str():
            node[place[-1]] = f"{value}x"
        case []:
            node[place[-1]] = ["x"]
        case _:
            node[place[-1]] = "x"
    return found


def test_a_report_is_like_itself(report: dict[str, Any]) -> None:
    assert not changes_between(report, copy.deepcopy(report), ("a", "b")).is_any


def test_whatever_is_altered_is_a_change(report: dict[str, Any]) -> None:
    tried = sample(report)
    assert len(tried) > 200
    unseen = [
        place
        for place in tried
        if not changes_between(report, altered(report, place), ("a", "b")).is_any
    ]
    assert unseen == []


def moved(changes: Changes) -> list[tuple[str, ...]]:
    """Return the changes, whichever of the reports is the older."""
    every = (*changes.silencing, *changes.results, *changes.evidence)
    return [(each.where, each.what, *sorted([each.old or "", each.new or ""])) for each in every]


def test_a_change_is_one_in_both_directions(report: dict[str, Any]) -> None:
    for place in sample(report)[::5]:
        other = altered(report, place)
        there = changes_between(report, other, ("a", "b"))
        back = changes_between(other, report, ("b", "a"))
        assert there.is_any
        assert back.is_any
        if place[-1] not in {"id", "name", "kind", "key", "table", "vintage", "path"}:
            assert moved(there) == moved(back)


def test_readings_of_one_name_are_told_apart(report: dict[str, Any]) -> None:
    old, new = copy.deepcopy(report), copy.deepcopy(report)
    for each in (old, new):
        readings = each["claims"][0]["readings"]
        readings += [copy.deepcopy(readings[0]) for _ in range(2)]
    new["claims"][0]["readings"][-1]["verdict"] = "conflicting"
    (change,) = changes_between(old, new, ("a", "b")).results
    assert (change.where, change.what) == ("claim around-9000 / 2018 (3)", "verdict")
