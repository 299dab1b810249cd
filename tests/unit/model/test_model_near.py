from __future__ import annotations

import pytest

from factcheck.model.near import did_you_mean, listed, nearest, quoted

KEYS = ("measure", "figure", "readings", "source")


def test_the_nearest_words_come_first() -> None:
    assert nearest("reading", ["trading", "readings", "zebra"]) == ("readings", "trading")


def test_no_more_words_than_asked_for() -> None:
    assert len(nearest("year1", ["year2", "year3", "year4"], most=2)) == 2
    assert len(nearest("year1", ["year2", "year3", "year4", "year5"])) == 3


def test_case_is_overlooked_and_the_known_spelling_kept() -> None:
    assert nearest("FIGURE", ["Figure"]) == ("Figure",)
    assert nearest("figure", ["FIGURE", "Figure"]) == ("FIGURE",)


def test_far_words_are_not_offered() -> None:
    assert nearest("zzz", KEYS) == ()


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("measre", KEYS, "did you mean 'measure'?"),
        ("figur", KEYS, "did you mean 'figure'?"),
        ("zzz", KEYS, "known here: 'measure', 'figure', 'readings', 'source'"),
        ("zzz", ("a", "a"), "known here: 'a'"),
        ("zzz", (), None),
    ],
)
def test_hints(word: str, known: tuple[str, ...], expected: str | None) -> None:
    assert did_you_mean(word, iter(known)) == expected


def test_a_hint_names_several_words_that_are_as_near() -> None:
    assert did_you_mean("sum", ["sums", "sumo"]) == "did you mean 'sums' or 'sumo'?"


@pytest.mark.parametrize("length", [1, 39, 40])
def test_words_up_to_forty_characters_are_quoted_whole(length: int) -> None:
    assert quoted("x" * length) == "'" + "x" * length + "'"


def test_longer_words_are_cut_to_forty_characters() -> None:
    shown = quoted("x" * 41)
    assert shown == "'" + "x" * 39 + "…'"
    assert len(shown.strip("'")) == 40


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("ab", "'a', 'b'"),
        ("abcde", "'a', 'b', 'c', 'd', 'e'"),
        ("abcdefg", "'a', 'b', 'c', 'd', 'e' and 2 more"),
    ],
)
def test_lists_show_at_most_five_words(words: str, expected: str) -> None:
    assert listed(words) == expected


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\u2028"])
def test_a_line_break_is_shown(sign: str) -> None:
    assert quoted(f"Total{sign}2020") == "'Total⏎2020'"
