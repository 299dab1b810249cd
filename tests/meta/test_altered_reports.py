"""The flagship's report altered in one place at a time: `factcheck verify` names each of them.

By default a fixed sample is tried: every kind of field at least once, and each so many of the
rest. ``FACTCHECK_MUTANTS=all`` tries every number, verdict and text of the report.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck import recheck
from factcheck.bounds.answers import Recorder
from factcheck.pipeline import run_file
from factcheck.recheck import NotAReportError, check_again
from factcheck.report import render_json

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FILES = [path.relative_to(ROOT) for path in sorted((ROOT / "claims").glob("*.yml"))]
EACH = 300
"""One in so many places is tried where such a field was met before."""

SILENT = {
    "factcheck": "an older report may be checked by a newer version, which then says so",
    "answers": "another answer that is shown just as well is as good, where nothing else changes",
}
"""Top fields in which something may be altered without a difference, and why."""

Place = tuple[str | int, ...]


@pytest.fixture(scope="module", name="report")
def _report() -> dict[str, Any]:
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        result = run_file(Path("claims/swiss.yml"), desk=Recorder())
    finally:
        os.chdir(before)
    found: dict[str, Any] = json.loads(render_json(result))
    return found


def places(node: object, place: Place = ()) -> Iterator[Place]:
    """Yield where a report says something: numbers, texts, truth values, nothing."""
    pairs: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        pairs.extend(node.items())
    elif isinstance(node, list):
        pairs.extend(enumerate(node))
    for key, inner in pairs:
        yield from places(inner, (*place, key))
    if not pairs:
        yield place


def sample(every: list[Place]) -> list[Place]:
    """Return the places that are tried."""
    if os.environ.get("FACTCHECK_MUTANTS") == "all":
        return every
    met: set[Place] = set()
    kept = []
    for number, place in enumerate(every):
        names = tuple(step for step in place if isinstance(step, str))
        kind = (*names[:1], *names[-2:])
        if kind not in met or number % EACH == 0:
            kept.append(place)
        met.add(kind)
    return kept


def other(said: object) -> object:
    """Return something else of the same kind, where there is such a thing."""
    match said:
        case bool():
            return not said
        case int() | float():
            return said + 1
        case str() if said.removeprefix("-").isdigit():
            return str(int(said) + 1)
        case str():
            return f"{said}1"
        case list():
            return ["more"]
        case _:
            return "1"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_report_of_the_project_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    report = json.loads(render_json(run_file(path, desk=Recorder())))
    found = check_again(report)
    assert (found.differences, found.unshown) == ((), 0)


def test_every_altered_place_is_named(
    report: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    # What files come to depends on them and the answers alone.
    monkeypatch.setattr(recheck, "work_out_again", cache(recheck.work_out_again))
    assert check_again(report).differences == ()
    silent = []
    for place in sample(list(places(report))):
        *way, last = place
        node: Any = report
        for step in way:
            node = node[step]
        before, node[last] = node[last], other(node[last])
        if not is_named(report, place):
            silent.append(place)
        node[last] = before
    assert {place[0] for place in silent} <= SILENT.keys(), silent
    assert check_again(report).differences == ()


def is_named(report: dict[str, Any], place: Place) -> bool:
    """Whether an altered report is refused, or a difference names the place."""
    try:
        told = check_again(report).differences
    except (NotAReportError, OSError):
        # It is no report any more, or one of another file.
        return True
    if not told:
        return False
    if place[0] in {"claims", "disputes"}:
        owner = report[place[0]][place[1]]["id"]
        is_moved = place[-1] == "id"
        assert is_moved or any(f"'{owner}" in each for each in told), (place, told)
    return True
