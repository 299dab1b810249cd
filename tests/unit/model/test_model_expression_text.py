"""How values are written so that they can be copied back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.expression import CompareTest, Literal
from factcheck.model.expression_text import (
    fully_quoted,
    has_unseen,
    is_plain_value,
    looks_otherwise,
    quoted_value,
)
from factcheck.model.span import Span
from factcheck.report.visible import one_line
from factcheck.spec.expression import parse_test

_NOWHERE = Span("f", 1, 1, 1, 1)
_ODD = st.sampled_from("\n\r\t  \xa0\u200b\u202f\u202e\xad\\nrtu{}20\"'a")
_VALUES = st.text(_ODD, min_size=1, max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)


def read(written: str) -> str:
    test = parse_test(f"a = {written}", _NOWHERE)
    assert isinstance(test, CompareTest)
    assert isinstance(test.value, Literal)
    return test.value.text


@given(_VALUES)
def test_what_is_printed_can_be_copied_back(value: str) -> None:
    for written in (quoted_value(value), fully_quoted(value)):
        assert read(written) == value
        assert read(one_line(written)) == value
        assert not has_unseen(written)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Total\n2020", r'"Total\n2020"'),
        ("a\r\n\tb", r'"a\r\n\tb"'),
        ("a  b", r'"a \u{20}b"'),
        ("a\u200bb", r'"a\u{200B}b"'),
    ],
)
def test_what_no_report_shows_is_an_escape(value: str, written: str) -> None:
    assert quoted_value(value) == written
    assert not is_plain_value(value)
    assert looks_otherwise(value)


def test_other_blanks_are_told_apart_only_in_hints() -> None:
    assert (quoted_value("a\xa0b"), fully_quoted("a\xa0b")) == ('"a\xa0b"', r'"a\u{A0}b"')
    assert is_plain_value("a\xa0b")
    assert looks_otherwise("a\xa0b")
    assert not has_unseen("a\xa0b")
    assert not looks_otherwise("a b")
