"""Phrases of newspapers and statistical offices, worked out without the program."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from exact import exact

from factcheck.figure import LANGUAGES, FigureError, read_figure
from factcheck.model.interval import Interval

HERE = Path(__file__).parent / "newspapers"


def lines(language: str) -> list[dict[str, str]]:
    with (HERE / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PHRASES = [
    pytest.param(language, line, id=f"{language} {line['text']}")
    for language in LANGUAGES
    for line in lines(language)
]


def worked_out(line: dict[str, str]) -> Interval:
    lower, upper = (exact(line[end]) if line[end] else None for end in ("lower", "upper"))
    return Interval(lower, upper, line["lower_closed"] == "true", line["upper_closed"] == "true")


@pytest.mark.parametrize(("language", "line"), PHRASES)
def test_a_phrase_is_read_as_worked_out(language: str, line: dict[str, str]) -> None:
    if line["class"] == "refused":
        with pytest.raises(FigureError):
            read_figure(line["text"], lang=language)
        return
    figure = read_figure(line["text"], lang=language)
    unit, _, noun = line["unit"].partition(":")
    assert (figure.hedge, figure.unit.kind.value) == (line["class"], unit)
    assert not noun or figure.unit.noun == noun
    assert figure.profiles.default == worked_out(line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_sixty_of_each_language(language: str) -> None:
    assert len({line["text"] for line in lines(language)}) == 60
