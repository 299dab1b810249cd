from __future__ import annotations

import re
from pathlib import Path

import pytest
from expression_helpers import expression, one_test, relation

from factcheck.model.near import nearest
from factcheck.spec.expression import CODES
from factcheck.spec.expression.functions import USAGE
from factcheck.spec.expression.parse_calls import _READERS

ROOT = Path(__file__).parents[3]
_BLOCK = re.compile(r"^```(expr|test|relation)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[tuple[str, str]]:
    return [(kind, line) for kind, body in _BLOCK.findall(text) for line in body.splitlines()]


PAGE = (ROOT / "docs" / "reference" / "expressions.md").read_text(encoding="utf-8")
EXPLAINED = "\n".join(code.explanation + "\n" for code in CODES)


def test_codes_are_fc050_to_fc059() -> None:
    assert [code.code for code in CODES] == [f"FC05{digit}" for digit in range(10)]
    assert len({code.slug for code in CODES}) == len(CODES)
    assert all(len(code.explanation) > 100 for code in CODES)


@pytest.mark.parametrize(("kind", "text"), [*blocks(PAGE), *blocks(EXPLAINED)])
def test_examples_can_be_read(kind: str, text: str) -> None:
    parse = {"expr": expression, "test": one_test, "relation": relation}[kind]
    assert parse(text).span.column >= 1


def test_the_page_shows_every_function() -> None:
    shown = " ".join(text for kind, text in blocks(PAGE) if kind == "expr")
    assert [name for name in USAGE if f"{name}(" not in shown] == []


def test_the_page_names_every_code() -> None:
    assert [code.code for code in CODES if code.code not in PAGE] == []


def test_every_function_has_a_reader_and_a_usage_that_can_be_read() -> None:
    assert set(USAGE) == set(_READERS)
    for name, usage in USAGE.items():
        assert nearest(name, USAGE, most=1) == (name,)
        assert expression(usage).span.column >= 1
