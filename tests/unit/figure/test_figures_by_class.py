"""Thirty figures of each language through every class, with all three sets."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from intervals import interval

from factcheck.figure import LANGUAGES, read_figure

FILE = Path(__file__).parent / "figures_by_class.csv"


def lines() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['lang']} {line['text']}")
def test_a_figure_has_the_sets_of_its_class(line: dict[str, str]) -> None:
    figure = read_figure(line["text"], lang=line["lang"])
    assert (figure.hedge, figure.unit.kind.value) == (line["class"], line["unit"])
    for profile in ("strict", "default", "lenient"):
        assert getattr(figure.profiles, profile) == interval(line[profile]), profile


def test_there_are_thirty_of_each_language() -> None:
    assert Counter(line["lang"] for line in lines()) == dict.fromkeys(LANGUAGES, 30)
