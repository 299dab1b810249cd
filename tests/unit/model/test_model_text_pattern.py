from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.text_pattern import parse_text_pattern, parts_of


def parts(pattern: str, text: str) -> tuple[str, ...] | None:
    return parts_of(parse_text_pattern(pattern), text)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("{home} - {away}", "3 - 1", ("3", "1")),
        ("{home} - {away}", "-3 - -1", ("-3", "-1")),
        ("{home}-{away}", "-3--1", ("-3", "-1")),
        ("{home}-{away}", " 3  -  1 ", ("3", "1")),
        ("{n} of {all}", "1,234 of\u00a05,678", ("1,234", "5,678")),
        ("({n})", "(5)", ("5",)),
        ("{a} - {b}", "x - y - z", ("x", "y - z")),
        ("{a}, {b} ({c})", "Smith, J. (Jr) (2019)", ("Smith", "J.", "Jr) (2019")),
        ("{a}", "anything", ("anything",)),
        ("about {n}", "about  12", ("12",)),
        ("{home} - {away}", "3-1", None),
        ("{home} - {away}", "3 - ", None),
        ("{home}-{away}", "-3", None),
        ("({n})", "()", None),
        ("({n})", "(5", None),
        ("({n})", "5)", None),
        ("{a}-{b}-{c}", "1- -3", None),
        ("{a};{b};{c}", "1;2", None),
        ("{a} - {b}", "3 – 1", None),
        ("x{a}x", "x", None),
    ],
)
def test_texts_are_taken_apart(pattern: str, text: str, expected: tuple[str, ...] | None) -> None:
    assert parts(pattern, text) == expected


_LITERALS = st.sampled_from(("-", ":", "ab", "a", "--", "(", ")", ".*"))


@given(
    st.lists(_LITERALS, min_size=1, max_size=3),
    st.booleans(),
    st.booleans(),
    st.text("ab-:()*.1", max_size=12),
)
def test_parts_are_those_of_a_lazy_regular_expression(
    between: list[str], has_first: bool, has_last: bool, text: str
) -> None:
    first, last = (between[0] if has_first else ""), (between[-1] if has_last else "")
    names = [f"{{p{n}}}" for n in range(len(between) + 1)]
    inner = "".join(literal + name for literal, name in zip(between, names[1:], strict=True))
    pattern = first + names[0] + inner + last
    regular = re.escape(first) + "(.+?)" + "".join(f"{re.escape(x)}(.+?)" for x in between)
    match = re.fullmatch(regular + re.escape(last), text)
    assert parts(pattern, text) == (None if match is None else match.groups())


def test_a_hostile_text_takes_no_longer_than_its_length() -> None:
    pattern = "a".join(f"{{p{n}}}" for n in range(10)) + "b"
    started = perf_counter()
    assert parts(pattern, "a" * 200_000) is None
    assert perf_counter() - started < 2
