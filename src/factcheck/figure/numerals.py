"""Numbers in digits and in words, with their words of scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.digits import parse_digits
from factcheck.figure.errors import FigureError
from factcheck.figure.phrase import Numeral
from factcheck.figure.tokens import VULGAR, TokenKind
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.digits import Digits
    from factcheck.figure.words import Words

_HUNDRED = 100
_THOUSAND = 1000
_DOZEN = 12
_TENS = 20
_LAST_YEAR = 2100
_VULGAR_DECIMALS = {"½": 1, "¼": 2, "¾": 2}


def numeral_at(
    words: Words, at: int, *, joins: bool = True, is_money: bool = False
) -> tuple[Numeral, int] | None:
    """Return the numeral at a token and the index behind it, or ``None``.

    Without ``joins`` an *and* ends it, as between the two numbers of a range. With ``is_money``
    a space may stand before a short scale, as in *$5 m*.
    """
    if at >= len(words.tokens):
        return None
    if words.tokens[at].kind is TokenKind.NUMBER:
        return _in_digits(words, at, joins=joins, is_money=is_money)
    return _halved_scale(words, at) or _in_words(words, at, joins=joins)


def scale_at(words: Words, at: int) -> int | None:
    """Return what a word of scale multiplies by: a million, a thousand, a dozen."""
    if words.has(at, "hundred"):
        return _HUNDRED
    if words.has(at, "dozen"):
        return _DOZEN
    return _THOUSAND if words.has(at, "thousand") else words.lexicon.scales.get(words.key(at))


def _in_digits(words: Words, at: int, *, joins: bool, is_money: bool) -> tuple[Numeral, int]:
    token = words.tokens[at]
    digits = parse_digits(token.text, token.start)
    _refuse_plural(words, at, digits)
    number, decimals, end = digits.number, digits.decimals, at + 1
    if decimals == 0:
        number, decimals, end = _with_half(words, number, end, joins=joins)
    scale = scale_at(words, end) or _short_scale(words, end, is_money=is_money)
    if scale == _DOZEN and decimals == 0:
        return Numeral(number * scale), end + 1
    if scale is not None:
        return Numeral(number, decimals, scale), end + 1
    is_plain = decimals == 0 and not digits.is_grouped
    return Numeral(number, decimals, is_plain=is_plain), end


def _refuse_plural(words: Words, at: int, digits: Digits) -> None:
    """Refuse *1970s* and *100s*, which look like one number and are many."""
    end = at + 1
    if not words.has(end, "decade") or words.key(end) in words.unit_words:
        return
    first, last = words.tokens[at], words.tokens[end]
    is_time = not digits.is_grouped and (digits.number < _HUNDRED or digits.number >= _THOUSAND)
    is_decade = is_time and digits.number % 10 == 0 and digits.number < _LAST_YEAR
    shown = quoted(words.text[first.start : last.end])
    what = "is a decade and no figure" if is_decade else "names many numbers and not one"
    years = "write the years, or ask for them with a test such as year in 1970..1979"
    hint = years if is_decade else "write the number itself, or 'hundreds' in words"
    raise FigureError(AMBIGUOUS, f"{shown} {what}", first.start, last.end, hint=hint)


def _short_scale(words: Words, at: int, *, is_money: bool) -> int | None:
    key = words.key(at)
    if not key or key in words.unit_words or not (is_money or words.tokens[at].is_glued):
        return None
    return words.lexicon.short_scales.get(key)


def _with_half(
    words: Words, number: Fraction, at: int, *, joins: bool
) -> tuple[Fraction, int, int]:
    """Add *and a half* or ``½`` to a whole number."""
    key = words.key(at)
    if key in _VULGAR_DECIMALS:
        return number + Fraction(*VULGAR[key]), _VULGAR_DECIMALS[key], at + 1
    if joins and words.has(at, "and") and words.has(at + 1, "one"):
        if words.has(at + 2, "halves"):
            return number + Fraction(1, 2), 1, at + 3
        if words.has(at + 2, "quarters"):
            return number + Fraction(1, 4), 2, at + 3
    return number, 0, at


def _halved_scale(words: Words, at: int) -> tuple[Numeral, int] | None:
    """Read *half a million*, *a quarter of a million* and *half a percentage point*."""
    part = _scale_part(words, at)
    if part is None:
        return None
    number, end = part
    is_of = words.has(end, "of")
    end += is_of
    decimals = 1 if number == Fraction(1, 2) else 2
    units = (words.lexicon.points, words.lexicon.percent)
    # *Half of one percent* is half a percent, but *half of one hundred reports* half of those.
    whole = end + (words.has(end, "one") or (is_of and _is_one(words, end)))
    if any(words.match(table, whole) is not None for table in units):
        return Numeral(number, decimals), whole
    end += words.has(end, "one")
    scale = scale_at(words, end)
    if scale is None:
        return None
    if scale <= _THOUSAND:
        return Numeral(number * scale), end + 1
    return Numeral(number, decimals, scale), end + 1


def _is_one(words: Words, at: int) -> bool:
    return words.key(at) == "1" or words.lexicon.numbers.get(words.key(at)) == 1


def _scale_part(words: Words, at: int) -> tuple[Fraction, int] | None:
    if words.has(at, "halves"):
        return Fraction(1, 2), at + 1
    if words.has(at, "one") and words.has(at + 1, "quarters"):
        return Fraction(1, 4), at + 2
    if words.lexicon.numbers.get(words.key(at)) == 3 and (  # noqa: PLR2004 - three quarters
        words.lexicon.ordinals.get(words.key(at + 1)) == 4  # noqa: PLR2004
    ):
        return Fraction(3, 4), at + 2
    return None


def _in_words(words: Words, at: int, *, joins: bool) -> tuple[Numeral, int] | None:
    first = _article(words, at, joins=joins) or _group(words, at, joins=joins)
    if first is None:
        return None
    groups, end = _groups(words, first, joins=joins)
    *_, (number, scale) = groups
    if len(groups) > 1 or scale <= _THOUSAND:
        total = Fraction(sum(number * scale for number, scale in groups))
        half, decimals, end = _with_half(words, total, end, joins=joins and scale == 1)
        return _scaled(words, half, decimals, end)
    mantissa, decimals, end = _with_half(words, Fraction(number), end, joins=joins)
    return Numeral(mantissa, decimals, scale), end


def _scaled(words: Words, number: Fraction, decimals: int, end: int) -> tuple[Numeral, int]:
    """Read the scale of *one and a half million*."""
    scale = scale_at(words, end) if decimals else None
    return (
        (Numeral(number, decimals, scale), end + 1)
        if scale
        else (
            Numeral(number, decimals),
            end,
        )
    )


def _article(words: Words, at: int, *, joins: bool) -> tuple[int, int] | None:
    """Read the article of *a hundred* and *a million* as one."""
    if not words.has(at, "one") or scale_at(words, at + 1) is None:
        return None
    if words.has(at + 1, "hundred"):
        return _hundreds(words, 1, at + 2, joins=joins)
    return 1, at + 1


def _groups(
    words: Words, first: tuple[int, int], *, joins: bool
) -> tuple[list[tuple[int, int]], int]:
    """Read groups of descending scale: *two million three hundred thousand*."""
    number, end = first
    groups: list[tuple[int, int]] = []
    while True:
        scale = scale_at(words, end)
        if scale is None:
            return [*groups, (number, 1)], end
        groups.append((number, scale))
        end += 1
        following = _next_group(words, end, scale, joins=joins)
        if following is None:
            return groups, end
        number, end = following


def _next_group(words: Words, at: int, scale: int, *, joins: bool) -> tuple[int, int] | None:
    start = at + 1 if joins and words.has(at, "and") else at
    group = None if scale < _THOUSAND else _group(words, start, joins=joins)
    if group is None or (scale_at(words, group[1]) or 1) >= scale:
        return None
    return group


def _group(words: Words, at: int, *, joins: bool) -> tuple[int, int] | None:
    """Read a number below a thousand: *one hundred and twenty-five*."""
    below = _below_hundred(words, at)
    if below is None:
        return None
    number, end = below
    return _hundreds(words, number, end + 1, joins=joins) if words.has(end, "hundred") else below


def _hundreds(words: Words, hundreds: int, end: int, *, joins: bool) -> tuple[int, int]:
    start = end + 1 if joins and words.has(end, "and") else end
    below = _below_hundred(words, start)
    if below is None or words.has(below[1], "hundred"):
        return hundreds * _HUNDRED, end
    return hundreds * _HUNDRED + below[0], below[1]


def _below_hundred(words: Words, at: int) -> tuple[int, int] | None:
    number = words.lexicon.numbers.get(words.key(at))
    if number is None:
        return None
    unit = words.lexicon.numbers.get(words.key(at + 1))
    if number >= _TENS and unit is not None and 0 < unit < 10:  # noqa: PLR2004 - one digit
        return number + unit, at + 2
    return number, at + 1
