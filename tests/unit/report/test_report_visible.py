"""Text made safe to show."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.visible import (
    cells,
    one_line,
    padded,
    paragraphs,
    visible,
    without_passwords,
    wrapped,
)

# Visible although Unicode calls them "format", or needed inside words.
_ALLOWED = {0x200C, 0x200D, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
_ALLOWED |= set(range(0x0600, 0x0606))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (None, ""),
        ("  \n ", ""),
        ("two\r\n  lines\tand\u2028more", "two lines and more"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x00\x7f\x9b", "␀␡⟨U+009B⟩"),
        ("\u202eabc\u2066", "⟨U+202E⟩abc⟨U+2066⟩"),
        ("soft\xadhyphen", "softhyphen"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("joined \u200c\u200d", "joined \u200c\u200d"),
        ("\ud800", "⟨U+D800⟩"),
    ],
)
def test_one_line_shows_what_is_hidden(raw: str | None, expected: str) -> None:
    assert one_line(raw) == expected


def test_no_character_that_a_terminal_obeys_is_left() -> None:
    left = [
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and chr(code) in one_line(f"a{chr(code)}b")
    ]
    assert set(left) == _ALLOWED


def test_visible_keeps_the_spaces_of_a_line() -> None:
    assert visible("\ta  b\x07\xad") == "→a  b␇⟨U+00AD⟩"


def test_paragraphs_are_the_lines_that_say_something() -> None:
    assert paragraphs("one\n\n \ntwo\x1b") == ["one", "two␛"]
    assert paragraphs(None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", 3), ("", 0), ("ä", 1), ("日本", 4), ("e\u0301", 1), ("a\u200db", 2)],
)
def test_cells_counts_columns(text: str, expected: int) -> None:
    assert cells(text) == expected


def test_padded_goes_by_columns() -> None:
    assert padded("日", 4) == "日  "
    assert padded("long", 2) == "long"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (None, 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefgh ij", 4, ["abcd", "efgh", "ij"]),
        ("lies at 9 %", 9, ["lies at", "9 %"]),
        ("sum year = 2018", 12, ["sum", "year = 2018"]),
        ("日本語", 4, ["日本", "語"]),
    ],
)
def test_wrapped_breaks_between_words(text: str | None, width: int, expected: list[str]) -> None:
    assert wrapped(text, width) == expected


@given(st.text(max_size=60), st.integers(2, 20))
def test_wrapped_keeps_to_the_width_and_loses_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(line and cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == one_line(text).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgresql://reader:secret@db.example/w", "postgresql://reader:******@db.example/w"),
        ("found 'postgresql://reader:secret…'", "found 'postgresql://reader:*******'"),
        ("host=db Password = s3cret dbname=w", "host=db Password = ****** dbname=w"),
        ("https://example.org:8443/table.csv", "https://example.org:8443/table.csv"),
        ("spark://master:7077", "spark://master:7077"),
        ("the ratio 3:4 @ noon", "the ratio 3:4 @ noon"),
    ],
)
def test_passwords_are_stars(text: str, expected: str) -> None:
    assert without_passwords(text) == expected
