"""Sets of numbers in words: ``under 12``, ``12..15``, ``10–14``, ``18 or more``, ``not 7``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.rubric.alternatives import Words, check_dots, check_length, numbers_of
from factcheck.rubric.codes import UNREADABLE_TEST
from factcheck.rubric.errors import WordsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import NumberDomain, Numbers

_NUMBER = r"([+\-\u2212]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[eE][+\-]?\d+)?(?: ?%)?)"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_MORE = "more|over|above|older|greater|higher|up|upwards|later"
_LESS = "less|under|below|younger|fewer|lower|smaller|earlier"
_FINISHING = re.compile(rf"(?:{_MORE}|{_LESS})\b", re.IGNORECASE)
"""What follows "or" without beginning another alternative."""
_POSITIVE = ("not less than", "not more than")


class _Form(NamedTuple):
    """One way to say a set with a single number in it."""

    pattern: re.Pattern[str]
    made: Callable[[Fraction], Interval]


def _form(words: str, made: Callable[[Fraction], Interval]) -> _Form:
    return _Form(re.compile(words.replace("N", _NUMBER), re.IGNORECASE), made)


def _above(number: Fraction) -> Interval:
    return Interval.at_least(number, closed=False)


def _below(number: Fraction) -> Interval:
    return Interval.at_most(number, closed=False)


_ONE_NUMBER = (
    _form("N", Interval.point),
    _form("(?:under|below|(?:less|fewer|younger|smaller|lower) than|<) ?N", _below),
    _form("(?:over|above|(?:more|older|greater|higher) than|>) ?N", _above),
    _form("(?:at least|from|not less than|no less than|>=|≥) ?N", Interval.at_least),
    _form("(?:at most|up to|not more than|no more than|<=|≤) ?N", Interval.at_most),
    _form(rf"N (?:or|and) (?:{_MORE})", Interval.at_least),
    _form(r"N ?\+", Interval.at_least),
    _form(rf"N (?:or|and) (?:{_LESS})", Interval.at_most),
)
_TWO_NUMBERS = (
    re.compile(rf"(?:from )?{_NUMBER} ?(?:\.\.| to |[{_DASHES}]) ?{_NUMBER}", re.IGNORECASE),
    re.compile(rf"between {_NUMBER} and {_NUMBER}", re.IGNORECASE),
)


def numbers_in(text: str, domain: NumberDomain) -> Numbers:
    """Return the set of numbers that the words of a test, or of a cell, name.

    The set may reach outside of the domain, which says whether the numbers have a percent sign
    and what word may stand beside them. Numbers with a percent sign are shares, 0 to 1. Raises
    ``WordsError`` for anything else.
    """
    check_length(text)
    check_dots(text)
    words = " ".join(_without_unit(text, domain).split())
    if words.startswith("!="):
        hint = f"did you mean {quoted('not ' + words.removeprefix('!=').strip())}?"
        raise WordsError(UNREADABLE_TEST, f"{quoted(text)} is no test", hint)
    kind = Words(_Reader(text, domain).interval_of, _FINISHING, _POSITIVE)
    return numbers_of(text, words, kind)


def _without_unit(text: str, domain: NumberDomain) -> str:
    if domain.unit is None:
        return text
    singular = domain.unit.removesuffix("s")
    names = "|".join(re.escape(name) for name in (domain.unit, singular) if name)
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", " ", text, flags=re.IGNORECASE)


class _Reader:
    """Reads the words of one text."""

    def __init__(self, text: str, domain: NumberDomain) -> None:
        self._text = text
        self._domain = domain

    def interval_of(self, words: str) -> Interval:
        """Return the interval that words without "or" and "not" name."""
        for pattern in _TWO_NUMBERS:
            found = pattern.fullmatch(words)
            if found is not None:
                return self._between(found[1], found[2])
        for form in _ONE_NUMBER:
            found = form.pattern.fullmatch(words)
            if found is not None:
                return form.made(self._number(found[1]))
        raise self._no_number(words)

    def _between(self, first: str, second: str) -> Interval:
        # In "10–20%" the sign belongs to both.
        is_shared = second.endswith("%") and not first.endswith("%")
        lower, upper = self._number(first + "%" * is_shared), self._number(second)
        if lower > upper:
            message = f"{quoted(self._text)} runs from a larger number to a smaller one"
            raise WordsError(UNREADABLE_TEST, message, f"write '{second}..{first}'")
        return Interval(lower, upper)

    def _number(self, text: str) -> Fraction:
        is_percent = text.endswith("%")
        try:
            number = parse_decimal(text.removesuffix("%").strip())
        except TooLongError as error:
            raise WordsError(UNREADABLE_TEST, f"{quoted(text)}: {error}") from error
        if number is None:
            raise self._no_number(text)
        if number != 0 and is_percent != self._domain.is_percent:
            raise self._wrong_sign(text, is_percent=is_percent)
        return number / 100 if is_percent else number

    def _wrong_sign(self, text: str, *, is_percent: bool) -> WordsError:
        if is_percent:
            message = f"{quoted(text)} has a percent sign, but the input's numbers are no shares"
            return WordsError(UNREADABLE_TEST, message, "declare 'unit: percent' for the input")
        message = f"the input's numbers are shares, and {quoted(text)} has no percent sign"
        return WordsError(UNREADABLE_TEST, message, f"write '{text}%'")

    def _no_number(self, words: str) -> WordsError:
        shown = quoted(words) if words else quoted(self._text)
        message = f"{shown} is no number and no range of numbers"
        hint = "write for instance 12, 12..15, under 12, 12 or more, not 12, 12 or 15"
        return WordsError(UNREADABLE_TEST, message, hint)
