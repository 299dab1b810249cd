"""Numbers in words, as the cells of one column print them: ``1.500–2.500``, ``10 to 20%``.

Each number is read by what is declared of its column: its locale, its scale, its percent sign and
how it was rounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.cell import Numerals, number_key
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.quantity.cells.rounded import rounding_of
from factcheck.rubric import WordsError, numbers_in, union_of
from factcheck.rubric.codes import UNREADABLE_TEST

if TYPE_CHECKING:
    from factcheck.figure import DigitFormat
    from factcheck.model.cell import ColumnFacts
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import NumberDomain, Numbers
    from factcheck.model.spec import ColumnDeclaration

_ENGLISH = Numerals()
_BARE = re.compile(
    r"(?<![0-9.,])(?:[0-9][0-9,]*+(?:\.[0-9]++)?+|\.[0-9]++)(?:[eE][+\-]?[0-9]++)?+(?! ?%)"
)
"""An English number without a percent sign."""


class PrintedWords(Struct, frozen=True):
    """Reads the cells of one column that are numbers in words."""

    facts: ColumnFacts
    declared: ColumnDeclaration | None
    is_percent: bool
    """Whether its numbers are percentages, with a sign or without."""
    is_share: bool
    """Whether they are shares, so that ``0.5`` and ``50%`` are one."""
    is_name: bool
    """Whether they name rows, and so were neither rounded nor moved."""

    def numbers_in(self, label: str, domain: NumberDomain) -> Numbers:
        """Return the numbers that a cell names, in the column's unit, as they are printed.

        Raises ``WordsError`` where it names none, and for a number that the column's locale does
        not print so.
        """
        english = self._english(label)
        if self.is_share:
            domain = replace(domain, is_percent="%" in english)
        elif self.is_percent:
            english = _BARE.sub(r"\g<0>%", english)
        try:
            found = numbers_in(english, domain)
        except WordsError as error:
            if english == label:
                raise
            message = f"{quoted(label)} is no number and no range of numbers"
            raise WordsError(error.code, message, error.hint) from error
        scale = self._numerals.scale
        if scale is None or scale == 1:
            return found
        return union_of(each.scaled(scale) for each in found.intervals)

    def around(self, found: Numbers) -> Numbers:
        """Return what the numbers may have been that a cell names, were they rounded or moved."""
        return union_of(map(self._around, found.intervals))

    def number_around(self, printed: Fraction) -> Interval:
        """Return what one printed number may have been."""
        if self.is_name:
            return Interval.point(printed)
        facts = replace(self.facts, noise=self._numerals.noise)
        return rounding_of(printed, self.declared, facts).around(printed)

    @property
    def _numerals(self) -> Numerals:
        return self.facts.numerals or _ENGLISH

    def _around(self, printed: Interval) -> Interval:
        lower, is_lower_in = printed.lower, printed.lower_closed
        if lower is not None:
            end = self.number_around(lower)
            lower, is_lower_in = end.lower, is_lower_in and end.lower_closed
        upper, is_upper_in = printed.upper, printed.upper_closed
        if upper is not None:
            end = self.number_around(upper)
            upper, is_upper_in = end.upper, is_upper_in and end.upper_closed
        return Interval(lower, upper, is_lower_in, is_upper_in)

    def _english(self, label: str) -> str:
        """Return a cell with its numbers as English prints them."""
        locale = self._numerals.locale
        if locale is None or label in self._numerals.written:
            return label
        from factcheck.figure import format_of_locale

        form = format_of_locale(locale)
        # Two dots are no sign of a number.
        parts = label.split("..")
        return "..".join(
            re.sub(form.pattern, lambda found: _translated(found[0], form, locale), part)
            for part in parts
        )


def _translated(numeral: str, form: DigitFormat, locale: str) -> str:
    from factcheck.figure import FigureError
    from factcheck.figure.digits import parse_digits

    try:
        return number_key(parse_digits(numeral, 0, form).number)
    except FigureError as error:
        message = f"by the locale {locale} {quoted(numeral)} is no number"
        hint = "name the locale that prints it so under 'locale', or correct the cell"
        raise WordsError(UNREADABLE_TEST, message, hint) from error
