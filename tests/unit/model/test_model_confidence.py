"""Levels of confidence, combined."""

from __future__ import annotations

import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.confidence import (
    Level,
    combined,
    confidence_of,
    is_too_weak,
    levels_of,
    word_level,
)
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, variable


def levels(*texts: str) -> tuple[Level, ...]:
    return tuple(Level(f"s{place}", exact(text)) for place, text in enumerate(texts))


@pytest.mark.parametrize(
    ("each", "together"),
    [
        ((), "1"),
        (("0.95",), "0.95"),
        (("0.95", "0.95"), "0.9"),
        (("0.95", "0.9", "0.7"), "0.55"),
        # No guarantee is left, and nothing is below that.
        (("0.4", "0.5"), "0"),
        (("0.3", "0.2"), "0"),
    ],
)
def test_what_each_lacks_adds_up(each: tuple[str, ...], together: str) -> None:
    assert combined(levels(*each)) == exact(together)


def test_what_is_named_twice_counts_once() -> None:
    (one,) = levels("0.95")
    assert combined((one, one)) == exact("0.95")


def test_half_is_enough_and_less_is_not() -> None:
    assert not is_too_weak(levels("0.75", "0.75"))
    assert is_too_weak(levels("0.75", "0.74"))
    assert not is_too_weak(())


def test_what_is_certain_has_no_level() -> None:
    assert confidence_of(()) is None
    assert confidence_of(levels("0.95", "0.95")) == exact("0.9")


def test_rows_have_their_levels_once_each() -> None:
    sure, allowed = exact("0.95"), Interval.at_least(0)
    rows = (
        Row("poll", variable("a"), allowed, sure),
        Row("count", variable("a"), allowed),
        Row("poll", variable("b"), allowed, sure),
    )
    assert levels_of(rows) == (Level("poll", sure),)


@pytest.mark.parametrize(
    ("level", "words"), [("0.95", "95 %"), ("0.9", "90 %"), ("0.99999", "99.999 %"), ("0", "0 %")]
)
def test_a_level_in_words_is_never_rounded_up_to_certainty(level: str, words: str) -> None:
    assert word_level(exact(level)) == words


@given(st.lists(st.integers(min_value=1, max_value=999), max_size=6))
def test_more_that_has_to_hold_is_never_surer(thousandths: list[int]) -> None:
    found = levels(*(f"{each}/1000" for each in thousandths))
    for place in range(len(found)):
        assert combined(found[:place]) >= combined(found[: place + 1])
    lacking = sum(1000 - each for each in thousandths)
    assert combined(found) == max(0, 1 - exact(f"{lacking}/1000"))
