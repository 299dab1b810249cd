"""Every line of every lexicon has an example, and every example is read as it says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from intervals import interval

from factcheck.figure import LANGUAGES, read_figure
from factcheck.figure.errors import FigureError

FOLDER = Path(__file__).parents[3] / "src" / "factcheck" / "figure" / "lexicon"
# Lists of single words that have a meaning only beside others.
GRAMMAR = frozenset(
    {
        "language", "name", "digits", "variants", "compounds", "joints", "units_first",
        "tens_joined", "twenties", "bare_hundred", "elision", "verbs_last", "stems", "glued",
        "including", "no_nouns", "endings", "irregular", "umlauts", "measures", "nouns_first",
        "capital_nouns", "ordinal_dots",
    }
)  # fmt: skip


@cache
def documents(language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the words and the examples of a lexicon."""
    text = (FOLDER / f"{language}.yml").read_text(encoding="utf-8")
    words, examples = yaml.load_all(text, Loader=yaml.CBaseLoader)
    return words, examples["examples"]


def lines_of(language: str) -> list[str]:
    """Return the names of the lines: ``before.approx``, ``numbers``, …"""
    words, _ = documents(language)
    names = []
    for name, value in words.items():
        if name in GRAMMAR or value == "":
            continue
        names += [f"{name}.{part}" for part in value] if isinstance(value, dict) else [name]
    return names


EXAMPLES = [
    pytest.param(language, *example, id=f"{language}-{line}-{example[0]}")
    for language in LANGUAGES
    for line, examples in documents(language)[1].items()
    for example in examples
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_an_example(language: str) -> None:
    assert set(lines_of(language)) - set(documents(language)[1]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_of_a_line(language: str) -> None:
    assert set(documents(language)[1]) - set(lines_of(language)) == set()


@pytest.mark.parametrize(("language", "text", "hedge", "unit", "default"), EXAMPLES)
def test_an_example_is_read_as_it_says(
    language: str, text: str, hedge: str, unit: str, default: str
) -> None:
    if hedge == "refused":
        with pytest.raises(FigureError) as caught:
            read_figure(text, lang=language)
        assert caught.value.code.slug == unit
        return
    figure = read_figure(text, lang=language)
    assert (figure.hedge, figure.unit.kind.value) == (hedge, unit)
    assert figure.profiles.default == interval(default)
