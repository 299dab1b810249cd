"""A part of a whole in two numbers: *one in five*, *3/4*, *855 of 9,499*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.errors import FigureError
from factcheck.figure.numerals import numeral_at
from factcheck.figure.phrase import Part
from factcheck.figure.tokens import DASH, TokenKind
from factcheck.figure.vocabulary import Change, Ignored
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
) -> tuple[Part | int, int] | None:
    """Read the whole of *one in five*, *two out of five*, *3/4* and *855 of 9,499*.

    Returns the part and the index behind it, or for *3 in 100,000*, which is a rate, the number
    that it counts on; ``None`` where there is no whole. Without ``joins`` an *and* ends the whole.
    Raises ``FigureError`` for a part of nothing, and for *60/40*.
    """
    middle = _out_of(words, numeral, at)
    if words.is_count and words.has(at, "of"):
        return None
    # The second hyphen of *1-in-5* is no minus.
    middle += middle and _is_hyphened(words, at + middle)
    whole = numeral_at(words, at + middle, joins=joins) if middle else None
    if whole is None:
        return None
    number, of = numeral.number, whole[0].number
    if numeral.scale == 1 and 0 < number < of and number != 1 and is_base(whole[0]):
        return int(of), whole[1]
    # *One in a million*, but *5 of 2 million* counts neither.
    is_counted = whole[0].is_integer or (number == 1 and whole[0].scale > 1)
    if not (numeral.is_integer and is_counted):
        return None
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
    return Part(number / of, is_precise, _whole(words, at, of)), whole[1]


def is_base(numeral: Numeral) -> bool:
    """Whether a rate may count on a number: 1,000, 100,000 or a million."""
    size = numeral.magnitude
    return numeral.decimals == 0 and size >= _PERCENT and str(size).rstrip("0") == "1"


def _whole(words: Words, at: int, of: Fraction) -> int | None:
    """Return the whole of a part in words; *2 to 3/4* may begin at two."""
    return None if words.key(at) == "/" else int(of)


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
    _refuse_more(words, numeral, at)
    for noun in range(1, _LONGEST_NOUN + 1):
        end = at + noun
        if end >= len(words) or not _is_counted(words, end - 1):
            return 0
        found = next(filter(None, (words.match(table, end) for table in tables)), None)
        if found is not None:
            return noun + found[1]
    return 0


def _refuse_more(words: Words, numeral: Numeral, at: int) -> None:
    """Refuse *one more in ten*, which is no tenth and no one."""
    more = words.match(words.lexicon.after, at)
    if more is None or not isinstance(more[0], Change):
        return
    middle = at + more[1]
    out_of = words.match(words.lexicon.out_of, middle)
    whole = numeral_at(words, middle + out_of[1]) if out_of is not None else None
    if whole is None or whole[0].is_year or whole[0].number <= numeral.number:
        return
    if whole[1] < len(words) and words.match(words.lexicon.measures, whole[1]) is not None:
        # *Three more in ten years* are three.
        return
    start, end = words.start(at - 1), words.tokens[whole[1] - 1].end
    message = f"{quoted(words.text[start:end])} may be a number or a part"
    hint = "write the part alone, 'one in ten', or the change, 'up 10 percentage points'"
    raise FigureError(AMBIGUOUS, message, start, end, hint=hint)


def _is_counted(words: Words, at: int) -> bool:
    """Whether a word may be what is counted: *two to three in ten* counts no *to three*."""
    if words.tokens[at].kind is not TokenKind.WORD or words.has(at, "no_nouns"):
        return False
    is_range = any(words.has(at, name) for name in ("through", "and", "either"))
    suffix = words.match(words.lexicon.after, at)
    is_other = suffix is not None and not isinstance(suffix[0], Ignored)
    return not (is_range or is_other or numeral_at(words, at) is not None)


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
