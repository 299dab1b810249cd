"""The middle of a figure: its number, range, fraction, multiple or word of quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.ends import (
    backwards,
    refuse_elliptic,
    shared_unit,
    with_scale,
    with_thousands,
    with_whole,
)
from factcheck.figure.errors import FigureError
from factcheck.figure.numerals import numeral_at, scale_at, with_part
from factcheck.figure.phrase import (
    Between,
    Core,
    Multiple,
    Numeral,
    Part,
    Plural,
    Printed,
    Quantifier,
    Unchanged,
    UnitWords,
)
from factcheck.figure.ratios import is_base, ratio_at
from factcheck.figure.tenths import tenths_at
from factcheck.figure.tokens import DASH, MINUS, SUSPENDED, VULGAR, TokenKind
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from factcheck.figure.vocabulary import Measure
    from factcheck.figure.words import Words

_SIGNS = {"+": 1, DASH: -1, MINUS: -1}
_PERCENT = 100
_MILLE = 1000
_LARGEST_PART = 20
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
    measure = words.match(words.lexicon.measures, at)
    length = words.noun_at(at)
    if length:
        noun = " ".join(token.text for token in words.tokens[at : at + length])
        return UnitWords(Printed.NUMBER, None, noun), length
    points, percent = words.match(words.lexicon.points, at), words.match(words.lexicon.percent, at)
    # *Points de base* are no percentage points.
    if points is not None and (measure is None or measure[1] <= points[1]):
        return UnitWords(Printed.POINTS), points[1]
    rate = _rate_at(words, at)
    # *Per centomila* is a rate, *per cento* a percentage.
    if percent is not None and (rate is None or rate[1] <= percent[1]):
        return UnitWords(Printed.PERCENT), percent[1]
    if rate is not None:
        return rate
    if measure is None:
        return None
    return UnitWords(Printed.MEASURE, measure[0]), measure[1]


def _rate_at(words: Words, at: int) -> tuple[UnitWords, int] | None:
    """Read *per mille* and *per 100,000*."""
    mille = words.match(words.lexicon.per_mille, at)
    if mille is not None:
        return UnitWords(Printed.RATE, per=_MILLE), mille[1]
    per = words.match(words.lexicon.per, at)
    base = None if per is None else numeral_at(words, at + per[1], joins=False)
    if base is None and per is not None and (scale := scale_at(words, at + per[1])):
        return UnitWords(Printed.RATE, per=scale), per[1] + 1
    if base is None or not is_base(base[0]):
        return None
    return UnitWords(Printed.RATE, per=int(base[0].magnitude)), base[1] - at


def _every_nth(words: Words, at: int) -> Found | None:
    """Read *every fifth* as one in five, and *every other* as one in two."""
    nth = words.lexicon.nth.get(words.key(at + 1)) if words.has(at, "every") else None
    return None if nth is None else Found(Part(Fraction(1, nth)), _NO_UNIT, at + 2)


def _quantifier_at(words: Words, at: int) -> Found | None:
    found = words.match(words.lexicon.quantifiers, at)
    # *Almost every* is a word of quantity; *almost every fifth* is almost one in five.
    if found is None or _every_nth(words, at + found[1] - 1) is not None:
        return None
    hedge = words.match(words.lexicon.before, at)
    if hedge is not None and hedge[1] == found[1] and numeral_at(words, at + found[1]) is not None:
        # *Keine Fälle* are none, *keine 10 Fälle* fewer than ten.
        return None
    return Found(Quantifier(found[0]), _NO_UNIT, at + found[1])


def _word_at(words: Words, at: int) -> Found | None:
    """Read a word that needs no numeral: *most*, *hundreds*, *doubled*, *a factor of three*."""
    lexicon = words.lexicon
    if (factor := words.match(lexicon.factor_of, at)) is not None:
        return _factor_at(words, at + factor[1])
    if (divisor := words.match(lexicon.divided_by, at)) is not None:
        return _divided(words, at + divisor[1])
    if (unchanged := words.match(lexicon.unchanged, at)) is not None:
        return Found(Unchanged(), _NO_UNIT, at + unchanged[1])
    if (collective := words.match(lexicon.collectives, at)) is not None:
        numeral = Numeral(Fraction(collective[0]), is_collective=True)
        return _of_unit(words, Found(numeral, _NO_UNIT, at + collective[1]))
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


def _divided(words: Words, at: int) -> Found | None:
    """Read *divisé par deux*, which is halved."""
    read = numeral_at(words, at)
    if read is None or read[0].magnitude == 0:
        return None
    return Found(Multiple(1 / read[0].magnitude), _NO_UNIT, read[1])


def _range_words(words: Words, at: int) -> Found | None:
    """Read *between 20 and 30* and *from 20 to 30*."""
    for opening, middle in (("between", "and"), ("from", "through")):
        if words.has(at, opening):
            lower = _number_at(words, at + 1, joins=False)
            if lower is not None and words.has(_past_hyphen(words, lower.end), middle):
                return _upper(words, lower, at)
    return None


def _numbers_at(words: Words, at: int) -> Found | None:
    """Read one number, or two with a dash or *to* between them."""
    # *20 and a half to 30* is no range anybody prints, so an *and* may always join here.
    found = _number_at(words, at, joins=True)
    if found is None:
        return None
    middle = _past_hyphen(words, found.end)
    if words.has(middle, "either"):
        return _either(words, found, at) or found
    return (words.has(middle, "through") and _upper(words, found, at)) or found


def _past_hyphen(words: Words, at: int) -> int:
    """Return the index behind the hyphen of *zwei- bis dreitausend*."""
    return at + (words.key(at) == SUSPENDED)


def _either(words: Words, lower: Found, start: int) -> Found | None:
    """Read *four or five out of ten* as a range, where nothing lies between the two."""
    upper = _number_at(words, _past_hyphen(words, lower.end) + 1, joins=True)
    if upper is None:
        return None
    is_rate = upper.unit.printed is Printed.RATE
    whole = upper.core.whole if isinstance(upper.core, Part) else 1 if is_rate else None
    found = None if whole is None else _upper(words, lower, start)
    if whole is None or found is None:
        return None
    assert isinstance(found.core, Between)
    step = found.core.upper.number - found.core.lower.number
    return found if step * whole == 1 else None


def _upper(words: Words, lower: Found, start: int) -> Found | None:
    middle = _past_hyphen(words, lower.end)
    upper = _number_at(words, middle + 1, joins=True)
    if upper is None:
        return None
    first, last = lower.core, upper.core
    assert isinstance(first, Numeral | Part)
    assert isinstance(last, Numeral | Part)
    unit = shared_unit(words, lower, upper, start)
    if middle > lower.end:
        first = with_thousands(words, first, last, range(start, upper.end))
    else:
        refuse_elliptic(words, first, last, range(start, upper.end))
    first = with_whole(with_scale(first, last), last, unit.per)
    if isinstance(first, Part) != isinstance(last, Part) or first.number >= last.number:
        raise backwards(words, start, upper.end)
    return Found(Between(first, last), unit, upper.end)


def _number_at(words: Words, at: int, *, joins: bool) -> Found | None:
    """Read one number or fraction with its sign, currency and unit."""
    at = _past_article(words, at)
    sign = _SIGNS.get(words.key(at), 0)
    start = at + 1 if sign else at
    currency = words.match(words.lexicon.measures, start)
    # *Les années 1970* are no amount.
    currency = currency if currency is not None and currency[0].is_currency else None
    begin = start + currency[1] if currency is not None else start
    if currency is not None and not sign and words.is_glued(begin + 1):
        # *CHF -25*, but *CHF - 25* is nothing.
        sign, begin = _SIGNS.get(words.key(begin), 0), begin + (words.key(begin) in _SIGNS)
    found = (
        _unsigned_at(words, begin, joins=joins)
        if currency is None
        else _money_at(words, begin, currency[0], joins=joins)
    )
    if found is None or not sign:
        return found
    return found._replace(core=_signed(words, found.core, sign, at))


def _past_article(words: Words, at: int) -> int:
    """Return the index behind an article, as in *tra il 20 e il 30 per cento*."""
    first = at + 1
    # *Un -5%*, but *uno - 5* is a range.
    first += words.key(first) in _SIGNS and not words.is_glued(first) and words.is_glued(first + 1)
    is_number = first < len(words) and words.tokens[first].kind is TokenKind.NUMBER
    is_spoken = words.lexicon.is_reversed or words.has(at, "number_articles")
    if is_spoken and (word := words.match(words.lexicon.numbers, at + 1)):
        # *Ein zehnprozentiger Anstieg*, *un diez por ciento*: no number begins with *one*.
        is_number = word[0] > 1
    return at + 1 if words.has(at, "articles") or (is_number and words.has(at, "one")) else at


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
    # *Une moitié* is no one of anything.
    is_half = words.has(at, "one") and _is_half(words, at + 1)
    if read is None or (is_half and read[1] == at + 1):
        part = _part_word(words, at)
        return part and _of_unit(words, part)
    numeral, end = read
    part = _ordinal(words, numeral, end) or _ratio(words, numeral, end, joins=joins)
    found = part or Found(numeral, _NO_UNIT, end)
    return found if found.unit != _NO_UNIT else _of_unit(words, found)


def _of_unit(words: Words, found: Found) -> Found:
    """Add the unit behind a number; a fraction has none of its own."""
    if not isinstance(found.core, Numeral):
        return found
    start = found.end
    tenths = tenths_at(words, found.core, start)
    if tenths is not None:
        return Found(tenths[0], UnitWords(Printed.POINTS), tenths[1])
    # *2 millions d'euros*: the word of scale is a noun, and the unit its complement.
    is_noun = (found.core.scale > 1 or found.core.is_collective) and words.has(start, "scale_of")
    unit = unit_at(words, start + is_noun)
    if unit is None:
        return found
    core, end = found.core, start + is_noun + unit[1]
    if unit[0].printed in {Printed.MEASURE, Printed.POINTS} and core.is_integer:
        # *Deux ans et demi* are two and a half.
        core, end = with_part(words, core, end)
    return Found(core, unit[0], end)


def _is_half(words: Words, at: int) -> bool:
    """Whether a word is a half of anything; *demi* is only one of a unit, as in *demi-litre*."""
    return words.has(at, "halves") and not words.has(at, "half_units")


def _part_word(words: Words, at: int) -> Found | None:
    """Read *half*, *a third* and ``½``."""
    key = words.key(at)
    if key in VULGAR:
        return Found(Part(Fraction(*VULGAR[key])), _NO_UNIT, at + 1)
    start = at + words.has(at, "one")
    if _is_half(words, start):
        return Found(Part(Fraction(1, 2)), _NO_UNIT, start + 1)
    ordinal = words.match(words.lexicon.ordinals, start)
    if ordinal is None or (start == at and not words.has(at, "bare_parts")):
        return None
    return Found(Part(Fraction(1, ordinal[0])), _NO_UNIT, start + ordinal[1])


def _ordinal(words: Words, numeral: Numeral, at: int) -> Found | None:
    """Read the denominator of *two thirds*."""
    ordinal = words.match(words.lexicon.ordinals, at)
    # *Vingt-cinquième* are no twenty fifths.
    # *Two hundred and fifty-four hundredths* may begin at two hundred or at a fraction.
    is_one_word = ordinal is not None and (
        ordinal[0] < _LARGEST_PART <= numeral.number or ordinal[0] < numeral.number >= _PERCENT
    )
    is_tenths = tenths_at(words, numeral, at) is not None
    if ordinal is None or not numeral.is_integer or is_one_word or is_tenths:
        return None
    return Found(Part(numeral.number / ordinal[0]), _NO_UNIT, at + ordinal[1])


def _ratio(words: Words, numeral: Numeral, at: int, *, joins: bool) -> Found | None:
    read = ratio_at(words, numeral, at, joins=joins)
    if read is None:
        return None
    part, end = read
    if isinstance(part, int):
        return Found(numeral, UnitWords(Printed.RATE, per=part), end)
    return Found(part, _NO_UNIT, end)
