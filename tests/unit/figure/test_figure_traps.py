"""Figures that were once misread, or refused for no reason: each is read rightly or refused."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest
from intervals import interval

from factcheck.figure import FigureError, read_figure
from factcheck.model.unit import Unit, UnitKind

FILE = Path(__file__).parent / "figures_traps.csv"


def lines() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unit(text: str) -> Unit | None:
    kind, _, noun = text.partition(":")
    return Unit(UnitKind(kind), noun or None) if kind else None


@pytest.mark.parametrize(
    "line", lines(), ids=lambda line: f"{line['lang']} {line['text']} {line['expects']}"
)
def test_a_trap_is_read_rightly_or_refused(line: dict[str, str]) -> None:
    read = partial(
        read_figure,
        line["text"],
        lang=line["lang"],
        locale=line["locale"] or None,
        expects=unit(line["expects"]),
    )
    if line["class"] == "refused":
        with pytest.raises(FigureError) as caught:
            read()
        assert caught.value.code.slug == line["unit"]
        return
    figure = read()
    assert (figure.hedge, figure.unit.kind.value) == (line["class"], line["unit"])
    assert figure.profiles.default == interval(line["default"])


@pytest.mark.parametrize(
    ("lang", "text", "message", "hint"),
    [
        ("en", "two to three thousand", "at 2 or at 2,000", "'2,000' and '3,000'"),
        ("en", "20 to 30,000", "at 20 or at 20,000", "'20,000' and '30,000'"),
        ("de", "zwei bis dreitausend", "at 2 or at 2.000", "'2.000' and '3.000'"),
        ("fr", "deux à trois mille", "at 2 or at 2 000", "'2 000' and '3 000'"),
        ("en", "almost none", "how many", "'at most 5 percent'"),
        ("en", "one more in ten", "may be a number or a part", "'one in ten'"),
        ("de", "eine Vielzahl", "'eine' before 'Vielzahl' is an article", "'1 Vielzahl'"),
        ("en", "12 MF", "the abbreviation 'MF' may be a unit", "in full"),
    ],
)
def test_what_is_refused_says_what_to_write(lang: str, text: str, message: str, hint: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang=lang)
    assert message in caught.value.message
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize(("lang", "text"), [("en", "one record"), ("de", "10 Prozent ganze")])
def test_no_word_is_guessed_to_be_itself(lang: str, text: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang=lang)
    assert "did you mean" not in str(caught.value.hint)


@pytest.mark.parametrize(
    ("text", "reads"), [("eine Vielzahl", "approx"), ("12 MF", "approx"), ("12 kF", "bare")]
)
def test_with_reads_the_words_are_not_interpreted(text: str, reads: str) -> None:
    assert read_figure(text, lang="de", reads=reads).hedge == reads
