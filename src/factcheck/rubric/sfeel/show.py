"""Sets of values as S-FEEL writes them: unary tests that let through just these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import number_key
from factcheck.model.dates import day_of
from factcheck.model.interval import Interval
from factcheck.model.rubric import OTHER, Categories, CategoryDomain, NumberDomain
from factcheck.rubric.sfeel.literal import show_text
from factcheck.rubric.sfeel.tokens import TokenKind, tokenise

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import Domain, ValueSet

ANY = "-"
NULL = "null"
NEVER = "< null"
"""Holds for no value, nor without one: null has no order."""


def show_tests(allowed: ValueSet, domain: Domain, *, holds_without: bool = False) -> str:
    """Return the unary tests that hold for these values of a domain, and for no others.

    ``holds_without`` says that they hold for null as well. Nothing is negated, but for texts of
    an open domain, so that what holds can be read off.
    """
    if isinstance(allowed, Categories):
        assert isinstance(domain, CategoryDomain)
        return _categories(allowed, domain, holds_without=holds_without)
    assert isinstance(domain, NumberDomain)
    intervals = allowed.intervals
    if intervals == (Interval.everything(),):
        return ANY if holds_without else f"not({NULL})"
    shown = [_interval(each, domain) for each in intervals]
    return ", ".join([*shown, NULL] if holds_without else shown) or NEVER


def _categories(allowed: Categories, domain: CategoryDomain, *, holds_without: bool) -> str:
    if allowed.values == domain.values:
        return ANY if holds_without else f"not({NULL})"
    if OTHER in allowed.values:
        rest = [_category(each, domain) for each in domain.values if each not in allowed.values]
        return f"not({', '.join(rest if holds_without else [*rest, NULL])})"
    shown = [_category(each, domain) for each in allowed.values]
    return ", ".join([*shown, NULL] if holds_without else shown) or NEVER


def _category(value: str, domain: CategoryDomain) -> str:
    return value if domain.is_boolean else show_text(value)


def _interval(interval: Interval, domain: NumberDomain) -> str:
    if interval.lower is None:
        assert interval.upper is not None
        sign = "<=" if interval.upper_closed else "<"
        return f"{sign} {_number(interval.upper, domain)}"
    if interval.upper is None:
        sign = ">=" if interval.lower_closed else ">"
        return f"{sign} {_number(interval.lower, domain)}"
    if interval.is_point:
        return _number(interval.lower, domain)
    opening = "[" if interval.lower_closed else "("
    closing = "]" if interval.upper_closed else ")"
    ends = f"{_number(interval.lower, domain)}..{_number(interval.upper, domain)}"
    return f"{opening}{ends}{closing}"


def _number(number: Fraction, domain: NumberDomain) -> str:
    if domain.is_date:
        return f'date("{day_of(int(number))}")'
    return f"{number_key(number * 100)}%" if domain.is_percent else number_key(number)


def tidied(text: str) -> str:
    """Return unary tests with one spelling of the spaces between their tokens."""
    shown = ""
    before = ""
    tokens = tokenise(text)
    for place, token in enumerate(tokens[:-1]):
        written = text[token.start : token.end]
        is_word = token.kind in {TokenKind.NAME, TokenKind.NUMBER}
        if before in _SPACED or (is_word and place and tokens[place - 1].kind is TokenKind.NAME):
            shown += " "
        shown += written
        before = written
    return shown


_SPACED = frozenset({",", "<", "<=", ">", ">=", "=", "!="})
