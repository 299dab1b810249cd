"""Texts that remember how they were put together."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.told import (
    Speech,
    Told,
    mapped,
    told,
    told_and,
    told_choice,
    told_count,
    told_digits,
    told_join,
    told_list,
    told_or,
)

GERMAN = {
    "{part} of {whole}": "{part} von {whole}",
    "{most} and {last}": "{most} und {last}",
    "{most} or {last}": "{most} oder {last}",
    "nothing": "nichts",
    "in {braces}": "in {{geschweiften}} {braces}",
}


def in_german(text: str) -> str:
    rows = {True: "{n} Zeile", False: "{n} Zeilen"}
    speech = Speech(
        lambda template: GERMAN.get(template, template),
        lambda number, _one, _many: rows[number == 1],
        lambda digits: digits.translate(str.maketrans(",.", ".,")),
    )
    return speech.say(text)


def test_a_told_text_is_a_text() -> None:
    text = told("{part} of {whole}", part="one", whole="two")
    assert text == "one of two"
    assert hash(text) == hash("one of two")
    assert json.dumps({"a": text}) == '{"a": "one of two"}'


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        (told("nothing"), "nothing", "nichts"),
        (told("{part} of {whole}", part=told("nothing"), whole=3), "nothing of 3", "nichts von 3"),
        (told_digits("1,234.5"), "1,234.5", "1.234,5"),
        (told_count(1, "{n} row", "{n} rows"), "1 row", "1 Zeile"),
        (told_count(1200, "{n} row", "{n} rows"), "1,200 rows", "1.200 Zeilen"),
        (told_join("; ", [told("nothing"), "", "1.5"]), "nothing; 1.5", "nichts; 1.5"),
        (told_list(["a", "b", told("nothing")]), "a, b and nothing", "a, b und nichts"),
        (told_choice(["a", "b"]), "a or b", "a oder b"),
        (told_or(["a", "b", "c"]), "a or b or c", "a oder b oder c"),
        (told_and(["a", "b", "c"]), "a and b and c", "a und b und c"),
        (told_and([]), "", ""),
        (told("not in the catalogue"), "not in the catalogue", "not in the catalogue"),
        ("nothing", "nothing", "nothing"),
        (told_list([]), "", ""),
        (told_or([]), "", ""),
        (told_join(", ", []), "", ""),
        (told_list(["one"]), "one", "one"),
        (told_choice([]), "", ""),
    ],
)
def test_a_text_is_said_in_another_language(text: str, english: str, german: str) -> None:
    assert text == english
    assert in_german(text) == german


def test_parts_of_the_users_are_no_templates() -> None:
    text = told("{part} of {whole}", part="{whole}", whole="{0.__class__}")
    assert text == "{whole} of {0.__class__}"
    assert in_german(text) == "{whole} von {0.__class__}"


def test_a_text_without_parts_may_have_braces() -> None:
    assert told("`{x}`") == "`{x}`"
    assert in_german(told("`{x}`")) == "`{x}`"


def pickled(text: str) -> object:
    return pickle.loads(pickle.dumps(text))  # noqa: S301 - it is ours


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_remembers_too(again: object) -> None:
    assert callable(again)
    text = again(told("{part} of {whole}", part=told("nothing"), whole="x"))
    assert isinstance(text, Told)
    assert in_german(text) == "nichts von x"


@pytest.mark.parametrize(
    ("text", "changed", "german"),
    [
        (told("{part} of {whole}", part="x", whole=3), "xx of 3", "xx von 3"),
        (told("nothing"), "nothing", "nichts"),
        (told_digits("1,5"), "1,5", "1.5"),
        (told_join("+", ["a", "b"]), "aa+bb", "aa+bb"),
        (told_count(2, "{n} row of {x}", "{n} rows of {x}", x="x"), "22 rows of xx", "22 Zeilen"),
    ],
)
def test_parts_can_be_changed(text: str, changed: str, german: str) -> None:
    assert isinstance(text, Told)
    again = mapped(text, lambda part: part * 2)
    assert again == changed
    assert in_german(again) == german


@given(st.lists(st.text(max_size=5), max_size=5))
def test_english_is_what_is_said_without_a_translation(parts: list[str]) -> None:
    speech = Speech(str, lambda number, one, many: one if number == 1 else many, str)
    every = [told("<{x}>", x=part) for part in parts]
    for text in (
        told_join("; ", every),
        told_list(every),
        told_choice(every),
        told_or(every),
        told_and(every),
    ):
        assert speech.say(text) == text
