"""Numbers in cells as a locale prints them, and the one that a column shows by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from factcheck.evidence.raw import DECIMALS, WHOLE_DIGITS, PlainForm
from factcheck.model.decimal_text import MAX_DIGITS, TooLongError, parse_decimal

if TYPE_CHECKING:
    from factcheck.figure import DigitFormat
    from factcheck.model.fraction import Fraction

SPACES = " \u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'’"
_SIGNS = "+-\u2212"
_GROUPED = re.compile(rf"[0-9][0-9.,{_APOSTROPHES}{SPACES}]*|[.,][0-9]+")
_FOREIGN = re.compile(
    rf"[{_SIGNS}]?[0-9]+(?:[.,{_APOSTROPHES}{SPACES}][0-9]+)+(?:[{SPACES}]?%)?|[{_SIGNS}]?,[0-9]+"
)
_GROUPS = 4


@cache
def plain_form(form: DigitFormat) -> PlainForm:
    """Return how an engine tells plain numbers of a format."""
    signs = dict.fromkeys([*form.group, *_APOSTROPHES, *SPACES])
    # One number has one sign between its groups, and both engines know no references back.
    grouped = "|".join(
        rf"[1-9][0-9]{{0,2}}({re.escape(sign)}[0-9]{{3}}){{1,{_GROUPS}}}" for sign in signs
    )
    pattern = (
        rf" *[+-]?([0-9]{{1,{WHOLE_DIGITS}}}|{grouped})"
        rf"({re.escape(form.decimal)}[0-9]{{1,{DECIMALS}}})? *"
    )
    return PlainForm(pattern, "".join(signs), form.decimal)


def parse_cell(text: str, form: DigitFormat | None) -> Fraction | None:
    """Return the exact number of a cell such as ``1.234,5`` in a format; English for ``None``.

    ``None`` for anything else. Raises ``TooLongError`` past 100 digits.
    """
    if form is None:
        return parse_decimal(text)
    from factcheck.figure import FigureError
    from factcheck.figure.digits import parse_digits

    digits = text[1:] if text[:1] and text[0] in _SIGNS else text
    if not _GROUPED.fullmatch(digits):
        return None
    if sum(map(str.isdigit, digits)) > MAX_DIGITS:
        raise TooLongError(f"a number has at most {MAX_DIGITS} digits")
    try:
        number = parse_digits(digits, 0, form).number
    except FigureError:
        return None
    return -number if text[0] in "-\u2212" else number


def is_foreign(text: str) -> bool:
    """Whether a text looks like a number that English does not print so: ``1.234,5``."""
    if not _FOREIGN.fullmatch(text):
        return False
    try:
        return parse_decimal(text.removesuffix("%").rstrip()) is None
    except TooLongError:
        return False


def is_english(text: str) -> bool:
    """Whether a text is a number as English prints it, perhaps a percentage."""
    try:
        return parse_decimal(text.removesuffix("%").rstrip()) is not None
    except TooLongError:
        return False


@cache
def comma_form() -> DigitFormat:
    """Return the format of ``1.234,5``."""
    from factcheck.figure import DigitFormat

    return DigitFormat(",", ".", has_spaces=True)


@cache
def point_form() -> DigitFormat:
    """Return the format of ``1 234.5`` and ``1’234.5``, in which commas group too."""
    from factcheck.figure import DigitFormat

    return DigitFormat(".", ",", has_spaces=True)
