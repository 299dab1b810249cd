"""A part of a whole in two numbers: *one in five*, *3/4*, *855 of 9,499*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.errors import FigureError
from factcheck.figure.numerals import numeral_at
from factcheck.figure.phrase import Part
from factcheck.figure.tokens import DASH, TokenKind
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.phrase import Numeral
    from factcheck.figure.words import Words
    from factcheck.model.fraction import Fraction

_ROUND_FIGURES = 2
_PERCENT = 100
_LONGEST_NOUN = 3
_LARGEST_PART = 20


def ratio_at(
    words: Words, numeral: Numeral, at: int, *, joins: bool = False
) -> tuple[Part, int] | None:
    """Read the whole of *one in five*, *two out of five*, *3/4* and *855 of 9,499*.

    Returns the part and the index behind it, ``None`` where there is no whole. Without ``joins``
    an *and* ends the whole. Raises ``FigureError`` for a part of nothing, and for *60/40*.
    """
    middle = _out_of(words, numeral, at)
    if words.is_count and words.has(at, "of"):
        return None
    # The second hyphen of *1-in-5* is no minus.
    middle += middle and _is_hyphened(words, at + middle)
    whole = numeral_at(words, at + middle, joins=joins) if middle else None
    if whole is None:
        return None
    # *One in a million*, but *5 of 2 million* counts neither.
    is_counted = whole[0].is_integer or (numeral.number == 1 and whole[0].scale > 1)
    if not (numeral.is_integer and is_counted):
        return None
    number, of = numeral.number, whole[0].number
    if words.key(at) == "/" and number + of == _PERCENT:
        raise _split(words, at)
    # *5 in 2018* names a year, *one in 2000* a part.
    is_year = whole[0].is_year and number != 1 and words.tokens[at].kind is TokenKind.WORD
    if is_year:
        return None
    if of == 0 or (number == 0 and words.match(words.lexicon.one_in, at) is not None):
        raise _nothing(words, at - 1, whole[1])
    if number > of:
        return None
    # *One in 125* is a rate, *1 of 125* and *3 in 125* are counts.
    is_one_in = number == 1 and not (words.has(at, "of") or words.key(at) == "/")
    is_precise = max(_figures(number), _figures(of)) > _ROUND_FIGURES and not is_one_in
    return Part(number / of, is_precise), whole[1]


def _out_of(words: Words, numeral: Numeral, at: int) -> int:
    """Return how many tokens *out of* takes, with a noun before it: *two children out of five*."""
    if words.key(at) == "/":
        return 1
    lexicon = words.lexicon
    out_of = words.match(lexicon.out_of, at)
    if out_of is not None:
        return out_of[1]
    if not numeral.is_integer or numeral.number > _LARGEST_PART:
        return 0
    tables = [lexicon.out_of_noun, *([lexicon.one_in_noun] if numeral.number == 1 else [])]
    for noun in range(1, _LONGEST_NOUN + 1):
        end = at + noun
        if end >= len(words) or words.tokens[end - 1].kind is not TokenKind.WORD:
            return 0
        found = next(filter(None, (words.match(table, end) for table in tables)), None)
        if found is not None:
            return noun + found[1]
    return 0


def _is_hyphened(words: Words, at: int) -> bool:
    is_word = words.tokens[at - 1].kind is TokenKind.WORD
    return is_word and words.key(at) == DASH and words.is_glued(at) and words.is_glued(at + 1)


def _split(words: Words, at: int) -> FigureError:
    start, end = words.start(at - 1), words.tokens[at + 1].end
    return FigureError(
        AMBIGUOUS,
        f"{quoted(words.text[start:end])} divides a hundred in two rather than naming one share",
        start,
        end,
        hint="write the share that is meant, '60%', or 'three in five' for a fraction",
    )


def _nothing(words: Words, at: int, end: int) -> FigureError:
    """Return the error of *1/0* and *0 in 5*."""
    start, stop = words.start(at), words.tokens[end - 1].end
    return FigureError(
        AMBIGUOUS,
        f"{quoted(words.text[start:stop])} names no part of a whole",
        start,
        stop,
        hint="write 'none' or '0 percent' where there is none, and a whole above zero",
    )


def _figures(number: Fraction) -> int:
    """Return how many significant figures a whole number has without its trailing zeros."""
    return len(str(number).rstrip("0"))
