"""Digits as printed in English to an exact number and its precision."""

from __future__ import annotations

from msgspec import Struct

from factcheck.figure.codes import ILL_GROUPED, TOO_LONG
from factcheck.figure.errors import FigureError
from factcheck.figure.tokens import SPACES_IN_NUMBERS
from factcheck.model.decimal_text import MAX_DIGITS
from factcheck.model.fraction import Fraction

_GROUP = 3
_SEPARATORS = f",'’{SPACES_IN_NUMBERS}"


class Digits(Struct, frozen=True):
    """A numeral in digits."""

    number: Fraction
    decimals: int
    """How many digits stand behind the dot; trailing zeros are significant."""
    is_grouped: bool


def parse_digits(text: str, start: int) -> Digits:
    """Return the number of ``9,000``, ``4.50`` or ``.5`` that begins at ``start`` of a figure.

    Commas, thin and no-break spaces and Swiss apostrophes group three digits. Raises
    ``FigureError`` for any other grouping and past 100 digits.
    """
    whole, dot, decimals = text.partition(".")
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        raise FigureError(
            TOO_LONG, f"a number has at most {MAX_DIGITS} digits", start, start + len(text)
        )
    grouped = _ungrouped(whole)
    if grouped is None or (dot and not decimals.isdigit()):
        raise _ill_grouped(text, start)
    digits, is_grouped = grouped
    number = Fraction(int(digits + decimals), 10 ** len(decimals))
    return Digits(number, len(decimals), is_grouped)


def _ungrouped(whole: str) -> tuple[str, bool] | None:
    separators = {sign for sign in whole if sign in _SEPARATORS}
    if not separators:
        return whole or "0", False
    first, *rest = whole.split(separators.pop())
    is_right = 1 <= len(first) <= _GROUP and first[0] != "0" and not separators
    if is_right and all(len(group) == _GROUP and group.isdigit() for group in rest):
        return first + "".join(rest), True
    return None


def _ill_grouped(text: str, start: int) -> FigureError:
    return FigureError(
        ILL_GROUPED,
        f"the digits of '{text[:40]}' are grouped wrongly: a comma groups three digits, "
        "a dot begins the decimals",
        start,
        start + len(text),
        hint="write '9,000' for nine thousand and '9.5' for nine and a half",
    )
