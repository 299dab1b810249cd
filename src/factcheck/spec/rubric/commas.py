"""Commas between digits, which are decimal to some, divide thousands to others, and make lists."""

from __future__ import annotations

import re

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.near import quoted
from factcheck.rubric.codes import UNREADABLE_TEST
from factcheck.rubric.sfeel import SFeelError

_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*"')
_NUMERAL = re.compile(r"(?<![0-9])[0-9]+(?:[.,][0-9]+)+")


def doubtful_comma(text: str) -> SFeelError | None:
    """Return what is wrong with the first comma of a test between two digits, if there is one.

    ``text`` is one that is no test in words, in which commas divide thousands: to S-FEEL the
    comma would make a list of the digits on its sides.
    """
    every = [each for each in _NUMERAL.finditer(_TEXTS.sub(_blank, text)) if "," in each[0]]
    if not every:
        return None
    found = next((each for each in every if not _is_english(each[0])), every[0])
    message = f"the comma in {quoted(found[0])} may be decimal, or divide a list"
    return SFeelError(UNREADABLE_TEST, message, found.start(), found.end(), _hint(found[0]))


def with_comma(text: str) -> bool:
    """Whether a text is digits with a comma between two of them, as nothing but a number is."""
    return "," in text and _NUMERAL.fullmatch(text.removeprefix("-")) is not None


def _is_english(numeral: str) -> bool:
    """Whether commas divide a number into thousands."""
    try:
        return parse_decimal(numeral) is not None
    except TooLongError:
        return False


def _hint(numeral: str) -> str:
    if _is_english(numeral):
        return f"write {numeral.replace(',', '')}: beside signs of S-FEEL a comma divides a list"
    listed = quoted(numeral.replace(",", ", "))
    if numeral.count(",") == 1 and "." not in numeral:
        return f"write {numeral.replace(',', '.')} for the number, {listed} for a list"
    return f"write {listed} for a list; numbers have a point before their decimals"


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
