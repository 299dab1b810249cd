"""Parts of one beside a number or of a word of scale: *2 1/2*, *two thirds of a million*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.phrase import Numeral
from factcheck.figure.tokens import TokenKind
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from factcheck.figure.words import Words

_LONGEST_PART = 2
_PART_DECIMALS = {4: 2, 8: 3, 16: 4}
"""How many decimals a part in quarters, eighths and sixteenths has; any other is read to one."""


def slashed_part(words: Words, at: int) -> Fraction | None:
    """Return the half of *2 1/2 percent*, ``None`` where no part stands behind a number.

    It has one or two digits above its slash and below, and takes three tokens.
    """
    if words.key(at + 1) != "/" or not (words.is_glued(at + 1) and words.is_glued(at + 2)):
        return None
    over, under = words.key(at), words.key(at + 2)
    is_behind = at > 0 and words.tokens[at - 1].kind is TokenKind.NUMBER
    is_short = all(each.isdecimal() and len(each) <= _LONGEST_PART for each in (over, under))
    if not (is_behind and is_short and 0 < int(over) < int(under)):
        return None
    return Fraction(int(over), int(under))


def decimals_of(part: Fraction) -> int:
    """Return how many decimals a part is read to: a half one, a quarter two, a third one."""
    return _PART_DECIMALS.get(part.denominator, 1)


def part_of_scale(words: Words, at: int) -> tuple[Numeral, int] | None:
    """Read *two thirds of a million*, an amount, to one decimal of its scale.

    Returns the numeral and the index behind it, ``None`` for anything else.
    """
    lexicon = words.lexicon
    count = words.match(lexicon.numbers, at) or ((1, 1) if words.has(at, "one") else None)
    part = None if count is None else words.match(lexicon.ordinals, at + count[1])
    if count is None or part is None or not 0 < count[0] < part[0]:
        return None
    of = at + count[1] + part[1]
    if not (words.has(of, "of") or words.has(of, "scale_of")):
        return None
    end = of + 1 + words.has(of + 1, "one")
    scale = lexicon.scales.get(words.key(end))
    return None if scale is None else (Numeral(Fraction(count[0], part[0]), 1, scale), end + 1)
