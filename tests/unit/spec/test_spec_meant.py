"""What somebody means who writes a place or a number of groups as people say it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.spec.structure import patterns
from factcheck.spec.structure.meant import place_meant, selection_meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("second", "2"),
        ("1st", "1"),
        ("#1", "1"),
        ("No. 2", "2"),
        ("number one", "1"),
        ("top ten", "top 10"),
        ("top3", "top 3"),
        ("best 3", "top 3"),
        ("bottom two", "bottom 2"),
        ("last 3", "bottom 3"),
        ("first 3", "top 3"),
        ("1-3", "1..3"),
        ("1 to 3", "1..3"),
        ("first to third", "1..3"),
        ("not the first", "not 1"),
        ("not in the top 5", "not top 5"),
        ("third from last", None),
        ("worst", None),
        ("0", None),
        ("1, 2", None),
        ("", None),
    ],
)
def test_places(text: str, meant: str | None) -> None:
    assert place_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("every", "write all"),
        ("Each", "write all"),
        ("no", "write none"),
        ("less than 5", "write fewer than 5"),
        ("over seven", "write more than 7"),
        ("at least seven", "write at least 7"),
        ("seven", "write 7"),
        ("minimum 3", "write at least 3"),
        ("up to 3", "write at most 3"),
        ("only 2", "write exactly 2"),
        ("7 of 8", "write 'in: 7' and 'of: 8'"),
        ("at least seven out of 8", "write 'in: at least 7' and 'of: 8'"),
        ("most", None),
        ("Aarau", None),
        ("7%", None),
        ("at least", None),
    ],
)
def test_how_many_groups(text: str, meant: str | None) -> None:
    assert selection_meant(text) == meant


@given(st.text(max_size=80))
def test_a_place_that_is_meant_is_one(text: str) -> None:
    meant = place_meant(text)
    if meant is not None:
        assert re.search(patterns.RANK_PLACE, meant)


@given(st.sampled_from(["first", "top", "not", "last", "to", "-", "9999999", "2", "one", "of"]))
def test_words_of_places_do_no_harm(word: str) -> None:
    for other in ("first", "3", "", "ten", "of 8"):
        place_meant(f"{word} {other}")
        selection_meant(f"{word} {other}")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("topp 1", "top 1"),
        ("botom 2", "bottom 2"),
        ("not in topp 3", "not top 3"),
        ("frist", "first"),
        ("Last", "last"),
        ("worst 3", "3"),
        ("the two", "2"),
    ],
)
def test_a_slip_in_a_place(text: str, meant: str) -> None:
    assert place_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("allx", "write all"),
        ("nonee", "write none"),
        ("at leats 7", "write at least 7"),
        ("atleast 7", "write at least 7"),
        ("more then 7", "write more than 7"),
        ("every one", None),
        ("al", None),
        ("some 7", None),
    ],
)
def test_a_slip_in_a_number_of_groups(text: str, meant: str | None) -> None:
    assert selection_meant(text) == meant
