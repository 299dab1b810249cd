"""Names for tables and columns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.expression_text import is_plain_name
from factcheck.scaffold.names import is_name, name_for
from factcheck.spec.structure.patterns import NAME


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Release Year", "release_year"),
        ("2017", "y2017"),
        ("2014_murders", "n2014_murders"),
        ("12", "n12"),
        ("F*G", "f_g"),
        ("not", "not_"),
        ("Großbritannien (UK)", "großbritannien_uk"),
        ("__x__", "x"),
        ("§§", "column_3"),
        ("", "column_3"),
        ("\u0430b", "column_3"),
        ("x" * 60, "x" * 32),
        ("a word and another word and one more", "a_word_and_another_word_and_one"),
        ("Which of these have you seen? Please choose. - The first", "which_of_these_the_first"),
        ("Short - too", "short_too"),
        ("? ! ? - " + "answer " * 9, "answer_answer"),
    ],
)
def test_a_name_is_made_of_the_words(text: str, name: str) -> None:
    assert name_for(text, (), otherwise="column_3") == name


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken = ["a", "a_2"]
    assert name_for("A", taken, otherwise="x") == "a_3"
    assert name_for("?", ["x"], otherwise="x") == "x_2"


@pytest.mark.parametrize("text", ["year", "Release_Year", "_x", "Größe"])
def test_plain_words_are_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["", "a b", "2017", "not", "in", "a-b", "\u0430b", "Gro\u0308sse", "a\u200bb"]
)
def test_others_are_none(text: str) -> None:
    assert not is_name(text)


@given(st.text(max_size=60), st.lists(st.sampled_from(["a", "b", "column_1"]), max_size=3))
def test_every_text_gets_a_name_of_its_own(text: str, taken: list[str]) -> None:
    name = name_for(text, taken, otherwise="column_1")
    assert re.match(NAME, name)
    assert is_plain_name(name)
    assert is_name(name)
    assert name not in taken
