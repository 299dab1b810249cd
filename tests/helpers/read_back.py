"""Inequalities in prose, read back by a reader of its own, in the standard library's fractions."""

from __future__ import annotations

import re
from fractions import Fraction as Plain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SAID = re.compile(r"(.+) is (at least|at most|more than|less than) (.+)")
PRODUCT = re.compile(r"and (\S+)( %)?(?: \(\S+ %\))? of (\S+)( %)?(?: \(\S+ %\))? is (\S+)( %)?,")
NUMBER = re.compile(r"−?[\d,]+(?:\.\d+|/\d+)?")


def number(text: str, percent: str | None = None) -> Plain:
    """Return a printed number."""
    found = Plain(text.replace(",", "").replace("−", "-"))
    return found / 100 if percent else found


def _term(text: str, place: Mapping[str, Plain]) -> Plain:
    text = re.sub(r" \(\S+ %\)", "", text)
    if text in place:
        return place[text]
    if " % of " in text:
        part, name = text.split(" % of ")
        return number(part) / 100 * place[name]
    for sign in (" of ", " × "):
        if sign in text:
            part, name = text.split(sign)
            return number(part) * place[name]
    assert NUMBER.fullmatch(text), text
    return number(text)


def total(text: str, place: Mapping[str, Plain]) -> Plain:
    """Return what a sum in words comes to."""
    pieces = re.split(r" (\+|−) ", text)
    result = _term(pieces[0], place)
    for sign, term in zip(pieces[1::2], pieces[2::2], strict=True):
        result += _term(term, place) * (1 if sign == "+" else -1)
    return result


def is_so(text: str, place: Mapping[str, Plain]) -> bool:
    """Whether an inequality in words holds for some numbers."""
    found = SAID.fullmatch(text)
    assert found is not None, text
    left, right = total(found[1], place), total(found[3], place)
    return {
        "at least": left >= right,
        "at most": left <= right,
        "more than": left > right,
        "less than": left < right,
    }[found[2]]
