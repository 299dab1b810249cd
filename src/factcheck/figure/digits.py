"""Digits as a language or locale prints them to an exact number and its precision."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from factcheck.figure.codes import ILL_GROUPED, TOO_LONG, UNKNOWN_LOCALE
from factcheck.figure.errors import FigureError
from factcheck.model.decimal_text import MAX_DIGITS
from factcheck.model.fraction import Fraction
from factcheck.model.near import nearest, quoted

SPACES_IN_NUMBERS = "\u00a0\u2007\u2009\u202f"
_GROUP = 3
_PAIR = 2
_NEUTRAL = f"'’{SPACES_IN_NUMBERS}"
"""What groups digits in every language, and never begins decimals."""
_SIGNS = ".,"
_APOSTROPHES = "'’"
_IN_PRINT = {"de_AT": ".", "es_ES": ".", "es_MX": ","}
"""The sign that groups in a country's print beside a plain space, where the CLDR has only one."""


class DigitFormat(Struct, frozen=True):
    """How numerals are printed: the sign of the decimals, and the one that groups three digits.

    Thin and no-break spaces and apostrophes group in every format.
    """

    decimal: str = "."
    group: str = ","
    """Empty where only spaces and apostrophes group."""
    has_spaces: bool = False
    """Whether a plain space groups too: ``9 000``."""
    also_decimal: str = ""
    """A second sign of the decimals, before other than three digits: ``2,5`` in Switzerland."""
    has_pairs: bool = False
    """Whether two digits may group above the thousands: ``12,34,567`` in India."""

    @property
    def pattern(self) -> str:
        """A regular expression of the numerals, also of the ill-formed ones."""
        plain = r"|(?<![0-9][0-9][0-9][0-9])[ ][0-9]{3}(?![0-9])" if self.has_spaces else ""
        inner = f"(?:[.,'’{SPACES_IN_NUMBERS}][0-9]+{plain})*"
        # A comma that begins decimals is no comma between words: ``,5`` is a half.
        first = rf"(?<![^\W\d_])[.{self.decimal}](?=[0-9])"
        return rf"(?:[0-9]|{first})[0-9]*{inner}"


@cache
def format_of_locale(locale: str) -> DigitFormat:
    """Return how a locale such as ``de-CH`` prints numerals, after the Unicode CLDR.

    Raises ``FigureError`` where the locale is unknown.
    """
    from babel.core import Locale, UnknownLocaleError

    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise FigureError(
            UNKNOWN_LOCALE,
            f"there is no locale '{locale[:40]}'",
            0,
            0,
            hint=_locale_hint(locale),
        ) from None
    symbols = known.number_symbols.get("latn", {})
    decimal, group = symbols.get("decimal", "."), symbols.get("group", ",")
    group = _IN_PRINT.get(str(known), group)
    is_sign = group in _SIGNS
    # Where apostrophes group, texts have decimal commas beside the decimal points of money.
    also = "," if group in _APOSTROPHES and decimal == "." else ""
    has_spaces = not is_sign or str(known) in _IN_PRINT
    has_pairs = known.decimal_formats[None].grouping == (_GROUP, _PAIR)
    return DigitFormat(decimal, group if is_sign else "", has_spaces, also, has_pairs)


def _locale_hint(locale: str) -> str:
    """Return the nearest locales of the same language, else what a locale looks like."""
    from babel.localedata import locale_identifiers

    language = locale.partition("-")[0]
    known = (name.replace("_", "-") for name in locale_identifiers())
    near = nearest(locale[:40], [name for name in known if name.partition("-")[0] == language])
    if not near:
        return "a language and a country, such as en-GB, de-CH or fr-CA"
    return f"did you mean {' or '.join(map(quoted, near))}?"


_LIKE_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{2}0(?![0-9]|[.,][0-9])")


def like_thousands(text: str) -> re.Match[str] | None:
    """Return a numeral such as ``9.000`` and ``1.500``, which is a thousand to half of Europe.

    Nobody prints a zero as third decimal without a reason.
    """
    return _LIKE_THOUSANDS.search(text)


class Digits(Struct, frozen=True):
    """A numeral in digits."""

    number: Fraction
    decimals: int
    """How many digits stand behind the sign of the decimals; trailing zeros are significant."""
    is_grouped: bool


def parse_digits(text: str, start: int, form: DigitFormat) -> Digits:
    """Return the number of ``9,000``, ``4.50`` or ``.5`` that begins at ``start`` of a figure.

    Raises ``FigureError`` for a grouping that the format does not have, and past 100 digits.
    """
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        raise FigureError(
            TOO_LONG, f"a number has at most {MAX_DIGITS} digits", start, start + len(text)
        )
    read = _digits(text, form)
    if read is None:
        raise _ill_grouped(text, start, form)
    return read


@lru_cache(maxsize=1024)
def _digits(text: str, form: DigitFormat) -> Digits | None:
    whole, sign, decimals = text.partition(form.decimal)
    if not sign and form.also_decimal:
        whole, sign, decimals = text.partition(form.also_decimal)
        # *9,000* is likelier an English thousand.
        if len(decimals) == _GROUP:
            return None
    grouped = _ungrouped(whole, form)
    if grouped is None or (sign and not decimals.isdigit()):
        return None
    digits, is_grouped = grouped
    number = Fraction(int(digits + decimals), 10 ** len(decimals))
    return Digits(number, len(decimals), is_grouped)


def _ungrouped(whole: str, form: DigitFormat) -> tuple[str, bool] | None:
    separators = {sign for sign in whole if not sign.isdigit()}
    if not separators:
        return whole or "0", False
    separator = separators.pop()
    is_known = separator in _NEUTRAL or separator in (form.group, " ")
    first, *rest = whole.split(separator)
    is_right = is_known and not separators and 1 <= len(first) <= _GROUP and first[0] != "0"
    if is_right and all(map(str.isdigit, rest)) and _is_grouped(first, rest, form):
        return first + "".join(rest), True
    return None


def _is_grouped(first: str, rest: list[str], form: DigitFormat) -> bool:
    """Whether the groups behind the first have three digits, or in India two and at last three."""
    lengths = [len(group) for group in rest]
    if lengths == [_GROUP] * len(rest):
        return True
    is_pairs = lengths == [_PAIR] * (len(rest) - 1) + [_GROUP]
    return form.has_pairs and is_pairs and len(first) <= _PAIR


def _ill_grouped(text: str, start: int, form: DigitFormat) -> FigureError:
    group = f"'{form.group}'" if form.group else "a space"
    thousand, half = f"9{form.group or ' '}000", f"9{form.decimal}5"
    shown = text[:40]
    readings = sorted({read for read in map(_reading, _other_readings(text, form)) if read})
    meant = f"; it can be read as {' or as '.join(readings)}" if readings else ""
    return FigureError(
        ILL_GROUPED,
        f"the digits of '{shown}' are grouped wrongly: {group} groups three digits, "
        f"'{form.decimal}' begins the decimals{meant}",
        start,
        start + len(text),
        hint=f"write '{thousand}' for nine thousand and '{half}' for nine and a half, "
        "or name the 'locale' that prints numbers like this",
    )


def _other_readings(text: str, form: DigitFormat) -> list[Digits | None]:
    del form
    return [_digits(text, DigitFormat(decimal, group)) for decimal, group in (".,", ",.")]


def _reading(digits: Digits | None) -> str:
    if digits is None:
        return ""
    whole, rest = divmod(digits.number.numerator * 10**digits.decimals, digits.number.denominator)
    assert rest == 0
    shown = str(whole).rjust(digits.decimals + 1, "0")
    cut = len(shown) - digits.decimals
    return shown[:cut] + ("." + shown[cut:] if digits.decimals else "")
