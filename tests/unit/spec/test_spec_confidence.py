"""The margin and the level of confidence of a statement."""

from __future__ import annotations

import pytest
from exact import exact
from spec_helpers import CLAIM, HEAD, TABLE, load, problems_of


def said(**keys: str) -> str:
    lines = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    statement = f"statements:\n  s:\n    measure: count(t)\n    figure: 63\n{lines}"
    return HEAD + TABLE + statement + CLAIM


@pytest.mark.parametrize(
    ("written", "level"),
    [("95%", "0.95"), ("95 %", "0.95"), ("99.9%", "0.999"), ("0.1%", "0.001"), ("'95%'", "0.95")],
)
def test_a_level_is_a_percentage(written: str, level: str) -> None:
    (statement,) = load(said(confidence=written)).statements
    assert statement.confidence == exact(level)


def test_a_statement_without_a_level_is_certain() -> None:
    (statement,) = load(said(margin="3.1")).statements
    assert statement.confidence is None
    assert statement.figure.margin is not None
    assert statement.figure.margin.value == "3.1"


@pytest.mark.parametrize("written", ["3", "3.1", ".5", "1,000", "3.1 points", "500 people", "3%"])
def test_a_margin_is_a_number_and_may_have_a_unit(written: str) -> None:
    (statement,) = load(said(margin=written)).statements
    assert statement.figure.margin is not None
    assert statement.figure.margin.value == written


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("95", "write confidence: 95%"),
        ("0.95", "write confidence: 95%"),
        ("95 percent", "write confidence: 95%"),
        ("99.5", "write confidence: 99.5%"),
        ("1", "leave the key out: what is certain has no level of confidence"),
        ("100%", "leave the key out: what is certain has no level of confidence"),
        ("101%", "write a percentage: confidence: 95%"),
        ("950", "write a percentage: confidence: 95%"),
        ("0", "write a percentage: confidence: 95%"),
        ("0%", "write a percentage: confidence: 95%"),
        ("-95%", "write a percentage: confidence: 95%"),
        ("high", "write a percentage: confidence: 95%"),
    ],
)
def test_what_is_no_level_is_refused_with_what_to_write(written: str, hint: str) -> None:
    (problem,) = problems_of(said(confidence=written))
    expected = f"expected a percentage above 0% and below 100%, found '{written}'"
    assert (problem.code.slug, problem.message, problem.hint) == ("wrong-value", expected, hint)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("-3", "a margin goes to both sides and has no sign: margin: 3"),
        ("'±3.1'", "a margin goes to both sides and has no sign: margin: 3.1"),
        ("'+3'", "a margin goes to both sides and has no sign: margin: 3"),
        ("0", "write digits, with a point for decimals, in the figure's unit: margin: 3.1"),
        ("'3,1'", "write digits, with a point for decimals, in the figure's unit: margin: 3.1"),
        ("three", "write digits, with a point for decimals, in the figure's unit: margin: 3.1"),
    ],
)
def test_what_is_no_margin_is_refused_with_what_to_write(written: str, hint: str) -> None:
    (problem,) = problems_of(said(margin=written))
    shown = written.strip("'")
    expected = f"expected a number above 0, found '{shown}'"
    assert (problem.code.slug, problem.message, problem.hint) == ("wrong-value", expected, hint)


@pytest.mark.parametrize("key", ["margin: 3", "confidence: 95%"])
def test_a_claim_has_neither(key: str) -> None:
    claim = f"claims:\n  c:\n    measure: count(t)\n    figure: 5\n    {key}\n"
    (problem,) = problems_of(HEAD + TABLE + claim)
    name = key.partition(":")[0]
    assert (problem.code.slug, problem.hint) == (
        "unknown-key",
        f"'{name}' is a key of a statement, under 'statements:'",
    )


def test_a_margin_stands_beside_the_figure() -> None:
    statement = (
        "statements:\n  s:\n    measure: count(t)\n    figure:\n      text: '63'\n      margin: 3\n"
    )
    (problem,) = problems_of(HEAD + TABLE + statement + CLAIM)
    assert problem.hint == "'margin' is a key of the block around it, beside 'figure:'"
