"""Numbers in digits and in words, with their words of scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.digits import parse_digits
from factcheck.figure.errors import FigureError
from factcheck.figure.parts import decimals_of, part_of_scale, slashed_part
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
_CODE_SCALES = {"t": 1000, "k": 1000, "m": 1000000}
"""What stands before the code or sign of a currency in accounts, in every language."""


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
        read: tuple[Numeral, int] | None = _in_digits(words, at, joins=joins, is_money=is_money)
    else:
        read = (
            _mixed(words, at)
            or _halved_scale(words, at)
            or part_of_scale(words, at)
            or _in_words(words, at, joins=joins)
        )
    return read and _with_smaller(words, *read, joins=joins)


def scale_at(words: Words, at: int) -> int | None:
    """Return what a word of scale multiplies by: a million, a thousand, a dozen."""
    if words.has(at, "hundred"):
        return _HUNDRED
    if words.has(at, "dozen"):
        return _DOZEN
    return _THOUSAND if words.has(at, "thousand") else words.lexicon.scales.get(words.key(at))


def _in_digits(words: Words, at: int, *, joins: bool, is_money: bool) -> tuple[Numeral, int]:
    token = words.tokens[at]
    digits = parse_digits(token.text, token.start, words.form)
    _refuse_plural(words, at, digits)
    _refuse_ordinal(words, at)
    number, decimals, end = digits.number, digits.decimals, at + 1
    if decimals == 0:
        number, decimals, end = _with_part(words, number, end, joins=joins)
    scale, end = _scales_at(words, end, is_money=is_money)
    if scale == _DOZEN and decimals == 0:
        return Numeral(number * scale), end
    if scale is not None:
        if decimals == 0:
            number, decimals, end = _with_part(words, number, end, joins=joins)
        return Numeral(number, decimals, scale), end
    is_plain = decimals == 0 and not digits.is_grouped
    return Numeral(number, decimals, is_plain=is_plain), end


def _with_smaller(words: Words, numeral: Numeral, end: int, *, joins: bool) -> tuple[Numeral, int]:
    """Add a smaller scale in digits: *un milione e 200mila*, *2 miliardi e 300 milioni*."""
    at = _past_and(words, end, joins=joins)
    is_open = words.lexicon.has_added_scales and numeral.decimals == 0
    scale = scale_at(words, at + 1) or 0
    if not (is_open and _THOUSAND <= scale < numeral.scale):
        return numeral, end
    token = words.tokens[at]
    if token.kind is not TokenKind.NUMBER:
        return numeral, end
    digits = parse_digits(token.text, token.start, words.form)
    if digits.decimals or digits.number >= _THOUSAND:
        return numeral, end
    return Numeral(numeral.magnitude / scale + digits.number, scale=scale), at + 2


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


def _refuse_ordinal(words: Words, at: int) -> None:
    """Refuse *der 5. Platz*, where a dot behind digits makes an ordinal number."""
    token = words.tokens[at]
    is_dotted = words.text[token.end : token.end + 1] == "."
    if not (words.lexicon.has_ordinal_dots and is_dotted and at + 1 < len(words)):
        return
    shown, end = quoted(f"{token.text}."), token.end + 1
    message = f"{shown} is an ordinal number, and counts nothing"
    hint = "write the number without the dot, or the ordinal of a part in words"
    raise FigureError(AMBIGUOUS, message, token.start, end, hint=hint)


def _scales_at(words: Words, at: int, *, is_money: bool) -> tuple[int | None, int]:
    """Return the product of the words of scale at a token, as in *3 mil millones*, and its end."""
    scale = scale_at(words, at) or _short_scale(words, at, is_money=is_money)
    if scale is None:
        return None, at
    larger = words.lexicon.scales.get(words.key(at + 1)) if scale == _THOUSAND else None
    return (scale, at + 1) if larger is None else (scale * larger, at + 2)


def _short_scale(words: Words, at: int, *, is_money: bool) -> int | None:
    key, lexicon = words.key(at), words.lexicon
    if not key or key in words.unit_words:
        return None
    is_money = is_money or _is_before_money(words, at + 1)
    if key in _CODE_SCALES and is_glued_money(words, at + 1):
        return _CODE_SCALES[key]
    if is_money and key in lexicon.money_scales:
        return lexicon.money_scales[key]
    return lexicon.short_scales.get(key) if is_money or words.tokens[at].is_glued else None


def is_glued_money(words: Words, at: int) -> bool:
    """Whether a currency follows without a space: *12 T€*, *12 kEUR*, *12 MCHF*."""
    currency = words.match(words.lexicon.measures, at)
    return currency is not None and currency[0].is_currency and words.is_glued(at)


def _is_before_money(words: Words, at: int) -> bool:
    """Whether a currency shows that *M* means millions: *5 M€*, *5 M d'euros*."""
    is_of = words.has(at, "scale_of")
    currency = words.match(words.lexicon.measures, at + is_of)
    if currency is None or not currency[0].is_currency:
        return False
    return is_of or words.tokens[at].is_glued


def _with_part(
    words: Words, number: Fraction, at: int, *, joins: bool
) -> tuple[Fraction, int, int]:
    """Add *and a half* or ``½`` to a whole number."""
    key = words.key(at)
    if key in VULGAR:
        part = Fraction(*VULGAR[key])
        return number + part, decimals_of(part), at + 1
    slashed = slashed_part(words, at)
    if slashed is not None:
        return number + slashed, decimals_of(slashed), at + 3
    added = words.match(words.lexicon.added_parts, at) if joins or _is_glued(words, at) else None
    if added is None:
        return number, 0, at
    return number + added[0], decimals_of(added[0]), at + added[1]


def with_part(words: Words, numeral: Numeral, at: int) -> tuple[Numeral, int]:
    """Add the half of *deux fois et demie* to the two before, and return the index behind it."""
    mantissa, decimals, end = _with_part(words, numeral.mantissa, at, joins=True)
    return replace(numeral, mantissa=mantissa, decimals=decimals), end


def _is_glued(words: Words, at: int) -> bool:
    return at < len(words) and words.tokens[at].is_glued


def _mixed(words: Words, at: int) -> tuple[Numeral, int] | None:
    """Read *anderthalb Millionen*."""
    found = words.match(words.lexicon.mixed, at)
    if found is None:
        return None
    number, end = found[0], at + found[1]
    scale, end = _scales_at(words, end, is_money=False)
    return Numeral(number, decimals_of(number), scale or 1), end


def _halved_scale(words: Words, at: int) -> tuple[Numeral, int] | None:
    """Read *half a million*, *a quarter of a million* and *half a percentage point*."""
    part = _scale_part(words, at)
    if part is None:
        return None
    number, end = part
    is_of = words.has(end, "of") or words.has(end, "scale_of")
    end += is_of
    lexicon = words.lexicon
    # *Half of one percent* is half a percent, but *half of one hundred reports* half of those.
    whole = end + (words.has(end, "one") or (is_of and _is_one(words, end)))
    if any(words.match(table, whole) is not None for table in (lexicon.points, lexicon.percent)):
        return Numeral(number, decimals_of(number)), whole
    end += words.has(end, "one")
    scale = scale_at(words, end)
    if scale is None:
        return None
    if scale <= _THOUSAND:
        return Numeral(number * scale), end + 1
    return Numeral(number, decimals_of(number), scale), end + 1


def _is_one(words: Words, at: int) -> bool:
    found = words.match(words.lexicon.numbers, at)
    return words.key(at) == "1" or (found is not None and found == (1, 1))


def _scale_part(words: Words, at: int) -> tuple[Fraction, int] | None:
    if words.has(at, "halves"):
        return Fraction(1, 2), at + 1
    if words.has(at, "one") and words.has(at + 1, "halves"):
        return Fraction(1, 2), at + 2
    if words.has(at, "one") and words.has(at + 1, "quarters"):
        return Fraction(1, 4), at + 2
    if words.has(at, "quarters") and scale_at(words, at + 1) is not None:
        # *Quarter million*, as in headlines.
        return Fraction(1, 4), at + 1
    three = words.match(words.lexicon.numbers, at)
    if three == (3, 1) and words.match(words.lexicon.ordinals, at + 1) == (4, 1):
        return Fraction(3, 4), at + 2
    return None


# Numbers in words: groups below a thousand, then thousands, then millions and larger scales.


def _in_words(words: Words, at: int, *, joins: bool) -> tuple[Numeral, int] | None:
    first = _below_million(words, at, joins=joins)
    if first is None:
        return None
    number, end = first
    groups: list[tuple[int, int]] = []
    while (scale := words.lexicon.scales.get(words.key(end))) is not None:
        if groups and scale >= groups[-1][1]:
            break
        groups.append((number, scale))
        number, end = 0, end + 1
        following = _below_million(words, _past_and(words, end, joins=joins), joins=joins)
        if following is None:
            break
        number, end = following
    if len(groups) == 1 and number == 0:
        return _before_scale(words, *groups[0], end, joins=joins)
    total = Fraction(sum(number * scale for number, scale in (*groups, (number, 1))))
    return _with_decimals(words, total, end, joins=joins)


def _before_scale(
    words: Words, number: int, scale: int, end: int, *, joins: bool
) -> tuple[Numeral, int]:
    """Read one number before one word of scale, which says how precise it is."""
    mantissa, decimals, end = _with_part(words, Fraction(number), end, joins=joins)
    return Numeral(mantissa, decimals, scale), end


def _with_decimals(words: Words, number: Fraction, end: int, *, joins: bool) -> tuple[Numeral, int]:
    """Read *two point five*, *two and a half*, and the scale of *one and a half million*."""
    spoken = _spoken_decimals(words, end)
    if spoken is not None:
        digits, end = spoken
        number, decimals = number + Fraction(int(digits), 10 ** len(digits)), len(digits)
    else:
        number, decimals, end = _with_part(words, number, end, joins=joins)
    if not decimals:
        return Numeral(number), end
    scale, end = _scales_at(words, end, is_money=False)
    return Numeral(number, decimals, scale or 1), end


def _spoken_decimals(words: Words, at: int) -> tuple[str, int] | None:
    """Return the digits behind *point*."""
    if not words.has(at, "point"):
        return None
    digits, end = "", at + 1
    while (found := words.match(words.lexicon.numbers, end)) is not None and found[0] < 10:  # noqa: PLR2004
        digits, end = digits + str(found[0]), end + found[1]
    return (digits, end) if digits else None


def _past_and(words: Words, at: int, *, joins: bool) -> int:
    """Return the index behind an *and* that joins two groups, as in *a thousand and one*."""
    return at + 1 if joins and words.has(at, "and") else at


def _below_million(words: Words, at: int, *, joins: bool) -> tuple[int, int] | None:
    """Read *two hundred thousand and five*, and the *a* of *a million* as one."""
    first = _below_thousand(words, at, joins=joins) or _one_of(words, at)
    if first is None:
        return None
    number, end = first
    if words.has(end, "score") and not words.has(at, "one"):
        return number * _TENS, end + 1
    if words.has(end, "dozen"):
        _refuse_dozens(words, number, at, end)
        return number * _DOZEN, end + 1
    if number == 0 or not words.has(end, "thousand"):
        return first
    number, end = number * _THOUSAND, end + 1
    rest = _below_thousand(words, _past_and(words, end, joins=joins), joins=joins)
    return (number, end) if rest is None else (number + rest[0], rest[1])


def _refuse_dozens(words: Words, number: int, at: int, end: int) -> None:
    """Refuse *three hundred and two dozen*, which may be two dozen more than three hundred."""
    if number < _HUNDRED or number % _HUNDRED == 0:
        return
    start, stop = words.start(at), words.tokens[end].end
    message = f"{quoted(words.text[start:stop])} may be all in dozens, or its last number alone"
    raise FigureError(AMBIGUOUS, message, start, stop, hint="write the number in digits")


def _one_of(words: Words, at: int) -> tuple[int, int] | None:
    """Read the one that stands before *thousand*, as an article or, in *mille*, not at all."""
    scale = at + 1
    if words.has(at, "one") and scale_at(words, scale) not in (None, _HUNDRED):
        return 1, scale
    if words.has(at, "bare_scales"):
        # *Supera el millón*: the article has been passed over.
        return 1, at
    if words.lexicon.has_bare_hundred and words.has(at, "thousand"):
        # *Mila* is the plural of *mille* and needs a number before it.
        return None if words.has(at, "only_behind") else (1, at)
    return None


def _below_thousand(words: Words, at: int, *, joins: bool) -> tuple[int, int] | None:
    """Read *one hundred and twenty-five* and *quinientos veinte*."""
    below = _below_hundred(words, at, joins=joins)
    if below is None:
        is_article = words.has(at, "one") and words.has(at + 1, "hundred")
        is_bare = words.lexicon.has_bare_hundred and words.has(at, "hundred")
        below = (1, at + 1) if is_article else (1, at) if is_bare else None
        if below is None:
            return None
    number, end = below
    if words.has(end, "hundred") and 0 < number < _HUNDRED:
        number, end = number * _HUNDRED, end + 1
    elif number < _HUNDRED or number % _HUNDRED:
        return below
    rest = _below_hundred(words, _past_and(words, end, joins=joins), joins=joins)
    if rest is None or rest[0] >= _HUNDRED or words.has(rest[1], "hundred"):
        return number, end
    return number + rest[0], rest[1]


def _below_hundred(words: Words, at: int, *, joins: bool) -> tuple[int, int] | None:
    """Read *eighty-two*, *quatre-vingt-dix-sept*, *treinta y dos* and *zweiundachtzig*."""
    found = words.match(words.lexicon.numbers, at)
    if found is None:
        return None
    number, end = found[0], at + found[1]
    if words.lexicon.is_reversed:
        return _reversed(words, number, end, joins=joins)
    # *Ventuno* is a whole number already, and no unit follows it.
    if not _TENS <= number < _HUNDRED or number % 10:
        return number, end
    start = end
    if words.lexicon.is_joined and words.has(end, "and") and (joins or _is_glued(words, end)):
        start = end + 1
    unit = words.match(words.lexicon.numbers, start)
    most = _TENS if number in words.lexicon.twenties else 10
    if unit is None or not 0 < unit[0] < most:
        return number, end
    return number + unit[0], start + unit[1]


def _reversed(words: Words, unit: int, at: int, *, joins: bool) -> tuple[int, int]:
    if not (0 < unit < 10 and words.has(at, "and") and (joins or _is_glued(words, at))):  # noqa: PLR2004
        return unit, at
    tens = words.match(words.lexicon.numbers, at + 1)
    if tens is None or not _TENS <= tens[0] < _HUNDRED:
        return unit, at
    return unit + tens[0], at + 1 + tens[1]
