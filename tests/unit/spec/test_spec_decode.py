from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, SMALLEST, TABLE, place_of, places_of, problems_of

from factcheck.spec.document import decode as module
from factcheck.spec.document.decode import MAX_BYTES


def only(text: str | bytes) -> str:
    (problem,) = problems_of(text)
    return f"{place_of(problem)} {problem.message}"


def test_the_smallest_file_loads() -> None:
    assert places_of(SMALLEST) == []


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "\ufeff"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert only(text).startswith("FC002 1:1 the file is empty")


@pytest.mark.parametrize("text", ["# only a comment\n", "---\n", "null\n", "--- ~\n"])
def test_a_file_without_content_is_refused(text: str) -> None:
    assert only(text).startswith("FC002 1:1 the file holds nothing but comments")


def test_a_byte_order_mark_of_utf_8_does_no_harm() -> None:
    assert places_of(b"\xef\xbb\xbf" + SMALLEST.encode()) == []


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16 without a byte order mark"),
        ("utf-16-le", "UTF-16 without a byte order mark"),
        ("utf-32", "UTF-32"),
    ],
)
def test_wide_encodings_are_named(encoding: str, named: str) -> None:
    assert only(SMALLEST.encode(encoding)) == f"FC001 1:1 the file is {named}; expected UTF-8"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_latin_1_is_named_at_its_first_byte(end: str) -> None:
    (problem,) = problems_of(f"factcheck: 1{end}title: caf\xe9 au lait{end}".encode("latin-1"))
    assert place_of(problem) == "FC001 2:11"
    assert "0xE9" in problem.message
    assert "Latin-1 or Windows-1252" in problem.message
    assert problem.excerpt == "title: caf\ufffd au lait"


def test_a_file_above_the_limit_is_refused() -> None:
    head = SMALLEST.encode()
    assert places_of(head + b"#" * (MAX_BYTES - len(head))) == []
    assert only(head + b"#" * (MAX_BYTES - len(head) + 1)).startswith(
        "FC003 1:1 the file has more than 2,097,152 bytes"
    )


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_in_three_ways(end: str) -> None:
    assert places_of(SMALLEST.replace("\n", end)) == []
    assert places_of((SMALLEST + "titel: x\n").replace("\n", end)) == ["FC030 6:1"]


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("\x00", "is a control character"),
        ("\x0b", "is a control character"),
        ("\x7f", "is a control character"),
        ("\x85", "is a line end that only some programs see"),
        ("\u2028", "is a line end that only some programs see"),
        ("\u202e", "turns the direction of writing"),
        ("\u2066", "turns the direction of writing"),
        ("\u200f", "turns the direction of writing"),
        ("\u200b", "cannot be seen"),
        ("\u200d", "cannot be seen"),
        ("\u00ad", "cannot be seen"),
        ("\ufeff", "cannot be seen"),
        ("\U000e0041", "cannot be seen"),
    ],
)
def test_hidden_characters_are_refused_anywhere(character: str, said: str) -> None:
    code_point = f"U+{ord(character):04X}"
    text = f"{SMALLEST}title: ab{character}c\n# {character}\n"
    first, second = problems_of(text)
    assert (place_of(first), place_of(second)) == ("FC005 6:10", "FC005 7:3")
    assert first.message == f"found {code_point}, which {said}"


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "❤️‍🔥 👩‍👩‍👧", "größer × 3 – “quoted”…"])
def test_joiners_and_signs_that_a_script_needs_are_allowed(text: str) -> None:
    assert places_of(f"{SMALLEST}title: {text}\n") == []


def test_a_hidden_character_written_as_an_escape_is_refused() -> None:
    assert only(f'{SMALLEST}title: "a\\u200Bb"\n').startswith("FC005 6:8 this text holds U+200B")


def test_a_line_end_written_as_an_escape_is_allowed() -> None:
    assert places_of(f'{SMALLEST}title: "a\\nb"\n') == []


def test_twenty_hidden_characters_are_shown() -> None:
    many = "\u200b" * 30
    assert len(problems_of(f"{SMALLEST}title: {many}\n")) == 20


def test_after_a_hidden_character_the_other_faults_are_found_too() -> None:
    assert places_of(f"{HEAD}titel: a\u200b\n{TABLE}{CLAIM}") == ["FC030 2:1", "FC005 2:9"]


def test_every_kind_of_hidden_character_has_a_description() -> None:
    hidden = [chr(n) for n in range(0x110000) if module._HIDDEN.match(chr(n))]
    assert {module.described(character).split(", which ")[1] for character in hidden} == {
        "is a control character",
        "is a line end that only some programs see",
        "turns the direction of writing",
        "cannot be seen",
    }
