"""The middle of a figure: its number, range, fraction, multiple or word of quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from factcheck.figure.codes import AMBIGUOUS, EMPTY_RANGE
from factcheck.figure.errors import FigureError
from factcheck.figure.numerals import numeral_at
from factcheck.figure.phrase import (
    Between,
    Core,
    Multiple,
    Numeral,
    Part,
    Plural,
    Printed,
    Quantifier,
    UnitWords,
)
from factcheck.figure.tokens import DASH, MINUS, VULGAR, TokenKind
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.vocabulary import Measure
    from factcheck.figure.words import Words

_SIGNS = {"+": 1, DASH: -1, MINUS: -1}
_ROUND_FIGURES = 2
_PERCENT = 100
_NO_UNIT = UnitWords()


class Found(NamedTuple):
    """A core, the unit that stands at it, and the index of the token behind both."""

    core: Core
    unit: UnitWords
    end: int


def core_at(words: Words, at: int) -> Found | None:
    """Return the core that begins at a token, or ``None``."""
    return (
        _every_nth(words, at)
        or _range_words(words, at)
        or _word_at(words, at)
        or _numbers_at(words, at)
    )


def unit_at(words: Words, at: int) -> tuple[UnitWords, int] | None:
    """Return the unit that stands at a token and its length, or ``None``."""
    length = words.noun_at(at)
    if length:
        noun = " ".join(token.text for token in words.tokens[at : at + length])
        return UnitWords(Printed.NUMBER, None, noun), length
    points, percent = words.match(words.lexicon.points, at), words.match(words.lexicon.percent, at)
    if points is not None:
        return UnitWords(Printed.POINTS), points[1]
    if percent is not None:
        return UnitWords(Printed.PERCENT), percent[1]
    measure = words.match(words.lexicon.measures, at)
    if measure is None:
        return None
    return UnitWords(Printed.MEASURE, measure[0]), measure[1]


def refuse_nested_part(words: Words, at: int) -> None:
    """Refuse *a third of a percent* and *half of one in five*, which are no thirds and halves.

    ``at`` is the token behind *of*. Raises ``FigureError``.
    """
    while words.has(at, "whole"):
        at += 1
    found = core_at(words, at)
    unit = unit_at(words, at + 1) if words.has(at, "one") else None
    units = [read for read in (found and found.unit, unit and unit[0]) if read is not None]
    is_percentage = any(read.printed in {Printed.PERCENT, Printed.POINTS} for read in units)
    if is_percentage or (found is not None and isinstance(found.core, Part)):
        start, end = words.start(at), len(words.text)
        raise FigureError(
            AMBIGUOUS,
            f"a part of {quoted(words.text[start:])} is another percentage",
            start,
            end,
            hint="write the percentage that is meant, such as '0.3 percent'",
        )


def _every_nth(words: Words, at: int) -> Found | None:
    """Read *every fifth* as one in five, and *every other* as one in two."""
    nth = words.lexicon.nth.get(words.key(at + 1)) if words.has(at, "every") else None
    return None if nth is None else Found(Part(Fraction(1, nth)), _NO_UNIT, at + 2)


def _quantifier_at(words: Words, at: int) -> Found | None:
    found = words.match(words.lexicon.quantifiers, at)
    # *Almost every* is a word of quantity; *almost every fifth* is almost one in five.
    if found is None or _every_nth(words, at + found[1] - 1) is not None:
        return None
    return Found(Quantifier(found[0]), _NO_UNIT, at + found[1])


def _word_at(words: Words, at: int) -> Found | None:
    """Read a word that needs no numeral: *most*, *hundreds*, *doubled*, *a factor of three*."""
    lexicon = words.lexicon
    if (factor := words.match(lexicon.factor_of, at)) is not None:
        return _factor_at(words, at + factor[1])
    if (quantifier := _quantifier_at(words, at)) is not None:
        return quantifier
    if (plural := words.match(lexicon.plurals, at)) is not None:
        return Found(Plural(*plural[0]), _NO_UNIT, at + plural[1])
    if (multiple := words.match(lexicon.multiples, at)) is not None:
        return Found(Multiple(multiple[0]), _NO_UNIT, at + multiple[1])
    return None


def _factor_at(words: Words, at: int) -> Found | None:
    read = numeral_at(words, at)
    if read is None:
        return None
    numeral, end = read
    return Found(Multiple(numeral.magnitude, numeral), _NO_UNIT, end)


def _range_words(words: Words, at: int) -> Found | None:
    """Read *between 20 and 30* and *from 20 to 30*."""
    for opening, middle in (("between", "and"), ("from", "through")):
        if words.has(at, opening):
            lower = _number_at(words, at + 1, joins=False)
            if lower is not None and words.has(lower.end, middle):
                return _upper(words, lower, at)
    return None


def _numbers_at(words: Words, at: int) -> Found | None:
    """Read one number, or two with a dash or *to* between them."""
    # *20 and a half to 30* is no range anybody prints, so an *and* may always join here.
    found = _number_at(words, at, joins=True)
    if found is None or not words.has(found.end, "through"):
        return found
    return _upper(words, found, at) or found


def _upper(words: Words, lower: Found, start: int) -> Found | None:
    upper = _number_at(words, lower.end + 1, joins=True)
    if upper is None:
        return None
    first, last = lower.core, upper.core
    assert isinstance(first, Numeral | Part)
    assert isinstance(last, Numeral | Part)
    unit = _shared_unit(words, lower, upper, start)
    first = _with_scale(first, last)
    if isinstance(first, Part) != isinstance(last, Part) or first.number >= last.number:
        raise _backwards(words, start, upper.end)
    return Found(Between(first, last), unit, upper.end)


def _with_scale(first: Numeral | Part, last: Numeral | Part) -> Numeral | Part:
    """Let *2 to 3 million* begin at two million."""
    if isinstance(first, Part) or isinstance(last, Part) or first.scale != 1 or last.scale == 1:
        return first
    return replace(first, scale=last.scale) if first.mantissa < last.mantissa else first


def _shared_unit(words: Words, lower: Found, upper: Found, start: int) -> UnitWords:
    if lower.unit in (_NO_UNIT, upper.unit):
        return upper.unit
    if upper.unit == _NO_UNIT and lower.unit.measure is not None:
        return lower.unit
    raise _backwards(words, start, upper.end)


def _backwards(words: Words, start: int, end: int) -> FigureError:
    return FigureError(
        EMPTY_RANGE,
        "a range has its smaller number first, and both in one unit",
        words.start(start),
        words.tokens[end - 1].end,
        hint="write 'between 20 and 30 percent'",
    )


def _number_at(words: Words, at: int, *, joins: bool) -> Found | None:
    """Read one number or fraction with its sign, currency and unit."""
    sign = _SIGNS.get(words.key(at), 0)
    start = at + 1 if sign else at
    currency = words.match(words.lexicon.measures, start)
    begin = start + currency[1] if currency is not None else start
    found = (
        _unsigned_at(words, begin, joins=joins)
        if currency is None
        else _money_at(words, begin, currency[0], joins=joins)
    )
    if found is None or not sign:
        return found
    return found._replace(core=_signed(words, found.core, sign, at))


def _money_at(words: Words, at: int, currency: Measure, *, joins: bool) -> Found | None:
    read = numeral_at(words, at, joins=joins, is_money=True)
    if read is None:
        return None
    return Found(read[0], UnitWords(Printed.MEASURE, currency), read[1])


def _signed(words: Words, core: Core, sign: int, at: int) -> Core:
    if isinstance(core, Numeral):
        return replace(core, sign=sign)
    raise FigureError(
        AMBIGUOUS,
        "a sign stands before digits, not before a fraction",
        words.start(at),
        words.start(at) + 1,
        hint="write 'fell by a third' for a change",
    )


def _unsigned_at(words: Words, at: int, *, joins: bool) -> Found | None:
    read = numeral_at(words, at, joins=joins)
    if read is None:
        part = _part_word(words, at)
        return part and _of_unit(words, part)
    numeral, end = read
    part = _ordinal(words, numeral, end) or _ratio(words, numeral, end)
    return _of_unit(words, part or Found(numeral, _NO_UNIT, end))


def _of_unit(words: Words, found: Found) -> Found:
    """Add the unit behind a number; a fraction has none of its own."""
    unit = unit_at(words, found.end)
    if unit is None or not isinstance(found.core, Numeral):
        return found
    return Found(found.core, unit[0], found.end + unit[1])


def _part_word(words: Words, at: int) -> Found | None:
    """Read *half*, *a third* and ``½``."""
    key = words.key(at)
    if key in VULGAR:
        return Found(Part(Fraction(*VULGAR[key])), _NO_UNIT, at + 1)
    if words.has(at, "halves"):
        return Found(Part(Fraction(1, 2)), _NO_UNIT, at + 1)
    denominator = words.lexicon.ordinals.get(words.key(at + 1))
    if words.has(at, "one") and denominator is not None:
        return Found(Part(Fraction(1, denominator)), _NO_UNIT, at + 2)
    return None


def _ordinal(words: Words, numeral: Numeral, at: int) -> Found | None:
    """Read the denominator of *two thirds*."""
    denominator = words.lexicon.ordinals.get(words.key(at))
    if denominator is None or not numeral.is_integer:
        return None
    return Found(Part(numeral.number / denominator), _NO_UNIT, at + 1)


def _ratio(words: Words, numeral: Numeral, at: int) -> Found | None:
    """Read the whole of *one in five*, *two out of five*, *3/4* and *855 of 9,499*."""
    out_of = words.match(words.lexicon.out_of, at)
    middle = 1 if words.key(at) == "/" else out_of[1] if out_of is not None else 0
    if words.is_count and words.has(at, "of"):
        return None
    whole = numeral_at(words, at + middle, joins=False) if middle else None
    if whole is None or not (numeral.is_integer and whole[0].is_integer):
        return None
    number, of = numeral.number, whole[0].number
    if words.key(at) == "/" and number + of == _PERCENT:
        raise _split(words, at)
    # *5 in 2018* names a year, *one in 2000* a part.
    is_year = whole[0].is_year and number != 1 and words.tokens[at].kind is TokenKind.WORD
    if of == 0 or number > of or is_year:
        return None
    is_precise = max(_figures(number), _figures(of)) > _ROUND_FIGURES
    return Found(Part(number / of, is_precise), _NO_UNIT, whole[1])


def _split(words: Words, at: int) -> FigureError:
    start, end = words.start(at - 1), words.tokens[at + 1].end
    return FigureError(
        AMBIGUOUS,
        f"{quoted(words.text[start:end])} divides a hundred in two rather than naming one share",
        start,
        end,
        hint="write the share that is meant, '60%', or 'three in five' for a fraction",
    )


def _figures(number: Fraction) -> int:
    """Return how many significant figures a whole number has without its trailing zeros."""
    return len(str(number).rstrip("0"))
