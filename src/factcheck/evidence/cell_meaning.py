"""What one cell says, and how a number, or what was calculated, is read from its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.evidence.cell_codes import Worded
from factcheck.evidence.digits import parse_cell
from factcheck.model.cell import PartlyTicked
from factcheck.model.decimal_text import TooLongError
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import EmptyCell
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set

if TYPE_CHECKING:
    from factcheck.evidence.markers.signs import Note
    from factcheck.figure import DigitFormat
    from factcheck.model.marker_profile import Sign

_MONEY = re.compile(
    r"(?P<sign>[+\-−–]?)(?P<before>\D*?)"
    r"(?P<digits>\d(?:[\d.,'’ \u00a0\u2007\u2009\u202f]*\d)?)(?P<after>\D*)",
    re.ASCII,
)
_AFTER_SIGN = re.compile(r"(?<=^[+\-−])\s+(?=[\d.,])")
"""Blanks between a sign and its number, as in ``- 1.9%``."""
_DASH = re.compile(r"^–(?=\s*[\d.,])")
"""A dash that is printed for a minus, as in ``– 0.4 %``."""


class Meaning(Struct, frozen=True):
    """One text of a column, understood as far as the column's type is not needed."""

    text: str
    """As it stands in the file, without surrounding blanks."""
    label: str
    """After ``map``."""
    gap: EmptyCell | Interval | Sign | PartlyTicked | None = None
    """What it stands for where it is an empty cell or a marker with a declared meaning."""
    is_total: bool = False
    """Whether it is the declared label of the rows of totals."""
    number: Fraction | None = None
    """As printed: not yet scaled, a percentage as its hundredfold."""
    numeral: str | None = None
    """The number as the file prints it, without the flags and marks beside it."""
    has_percent_sign: bool = False
    is_too_long: bool = False
    is_ticked: bool = False
    """Whether it says what was ticked, which may be nothing."""
    is_words: bool = False
    """Whether its set of numbers comes from a figure in words."""
    notes: tuple[Note, ...] = ()
    """The flags beside the number, with what they say of it."""
    is_of_table: bool = False
    """Whether it is read with signs that hold for all columns of numbers of the table."""

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty cell that nobody has declared."""
        return self.gap is None and not self.label and not self.is_ticked


def coded_meaning(cell: Fraction | Interval | Worded | EmptyCell | PartlyTicked) -> Meaning:
    """Return what a cell means that was calculated or has no partner in another table."""
    match cell:
        case Fraction():
            return Meaning(str(cell), str(cell), number=cell)
        case Interval():
            shown = _shown(cell)
            return Meaning(shown, shown, gap=cell)
        case Worded():
            return Meaning(cell.words, cell.words, gap=cell.possible, is_words=True)
        case EmptyCell():
            return Meaning(cell.value, cell.value, gap=cell)
        case PartlyTicked():
            ticked, unsure = (", ".join(each) for each in (cell.ticked, cell.unsure))
            shown = f"{ticked or 'nothing'}, and perhaps {unsure}"
            return Meaning(shown, shown, gap=cell, is_ticked=True)
        case _:
            assert_never(cell)


def _shown(possible: Interval) -> str:
    is_anything = possible.lower is None and possible.upper is None
    return "unknown" if is_anything else word_set(possible, Unit(UnitKind.AMOUNT))


def number_meaning(
    text: str, label: str, currency: str | None, form: DigitFormat | None = None
) -> Meaning:
    """Return what a label means that may be a numeral, in the column's own currency.

    ``form`` is how its numbers are printed, where that is not the English way.
    """
    has_percent_sign = label.endswith("%")
    digits = bare_numeral(label, currency).removesuffix("%").rstrip()
    try:
        number = parse_cell(digits, form)
    except TooLongError:
        return Meaning(text, label, is_too_long=True)
    if number is None:
        return Meaning(text, label)
    return Meaning(text, label, number=number, numeral=label, has_percent_sign=has_percent_sign)


def bare_numeral(label: str, currency: str | None) -> str:
    """Return what may be a numeral or a percentage without the column's own currency."""
    digits = label if label.endswith("%") else digits_of(label, currency)
    return _AFTER_SIGN.sub("", _DASH.sub("−", digits))


def digits_of(label: str, currency: str | None) -> str:
    """Return *$4,000*, *-$4,000* and *4,000 USD* without the column's own currency."""
    match = None if currency is None else _MONEY.fullmatch(label)
    if match is None:
        return label
    from factcheck.figure import currency_named

    words = [word.strip() for word in (match["before"], match["after"]) if word.strip()]
    is_own = len(words) == 1 and currency_named(words[0]) == currency
    return f"{match['sign']}{match['digits']}" if is_own else label
