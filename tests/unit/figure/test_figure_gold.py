"""Figures whose sets were worked out by hand, and the published table of phrases."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from exact import exact
from intervals import interval

from factcheck.figure import read_figure
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from factcheck.model.figure import Figure

HERE = Path(__file__).parent
HEDGES = HERE.parents[3] / "shared" / "semantics" / "hedges.jsonl"
_ENDS = ("lower", "upper")
PROFILES = ("strict", "default", "lenient")


def gold() -> list[dict[str, str]]:
    with (HERE / "figures_gold.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unit(text: str) -> Unit | None:
    kind, _, noun = text.partition(":")
    return Unit(UnitKind(kind), noun or None) if kind else None


@pytest.mark.parametrize("line", gold(), ids=lambda line: f"{line['text']} {line['expects']}")
def test_a_figure_is_read_as_worked_out_by_hand(line: dict[str, str]) -> None:
    figure = read_figure(line["text"], expects=unit(line["expects"]))
    assert (figure.hedge, figure.unit.kind.value) == (line["class"], line["unit"])
    for profile in PROFILES:
        assert getattr(figure.profiles, profile) == interval(line[profile]), profile


def test_the_gold_figures_are_many_and_differ() -> None:
    lines = gold()
    assert len(lines) >= 150
    assert len({(line["text"], line["expects"]) for line in lines}) == len(lines)


def published() -> list[dict[str, Any]]:
    if not HEDGES.exists():
        return []
    lines = map(json.loads, HEDGES.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line["lang"] == "en"]


def expected(line: dict[str, Any], figure: Figure) -> Interval:
    in_hundredths = line["unit"] in {"percent", "percent_change", "percent_of"}
    scale = Fraction(1, 100) if in_hundredths and figure.unit.kind is not UnitKind.POINTS else 1
    lower, upper = (None if line[key] is None else exact(line[key]) for key in _ENDS)
    return Interval(lower, upper, line["lower_closed"], line["upper_closed"]).scaled(scale)


@pytest.mark.skipif(not HEDGES.exists(), reason="the published table of hedges is not at ../shared")
@pytest.mark.parametrize("line", published(), ids=lambda line: str(line["phrase"]))
def test_a_published_phrase_has_its_published_sets(line: dict[str, Any]) -> None:
    figure = read_figure(line["phrase"])
    assert figure.hedge == line["cls"]
    for profile in PROFILES:
        sets = line if profile == "default" else line[profile]
        assert getattr(figure.profiles, profile) == expected({**line, **sets}, figure), profile


UNITS = {
    "percent": UnitKind.SHARE,
    "proportion": UnitKind.SHARE,
    "count": UnitKind.COUNT,
    "factor": UnitKind.FACTOR,
    "percent_of": UnitKind.FACTOR,
    "percent_change": UnitKind.RELATIVE_CHANGE,
}


@pytest.mark.skipif(not HEDGES.exists(), reason="the published table of hedges is not at ../shared")
@pytest.mark.parametrize("line", published(), ids=lambda line: str(line["phrase"]))
def test_a_published_phrase_has_its_published_unit(line: dict[str, Any]) -> None:
    assert read_figure(line["phrase"]).unit.kind is UNITS[line["unit"]]
