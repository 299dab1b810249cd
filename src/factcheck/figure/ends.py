"""The two ends of a range, brought to one scale, one whole and one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.figure.codes import AMBIGUOUS, EMPTY_RANGE
from factcheck.figure.errors import FigureError
from factcheck.figure.phrase import Numeral, Part, UnitWords
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.cores import Found
    from factcheck.figure.words import Words

_PERCENT = 100
_MILLE = 1000
_NO_UNIT = UnitWords()


def refuse_elliptic(words: Words, first: Numeral | Part, last: Numeral | Part, span: range) -> None:
    """Refuse *20 to 30,000* and *two to three thousand*, which may begin at thousands too.

    So may *two to three hundred* in words begin at hundreds.
    """
    size = _shared_size(first, last)
    is_word = size == _PERCENT and any(words.has(at, "hundred") for at in span)
    if size == _MILLE or is_word:
        assert isinstance(first, Numeral)
        begin, stop = words.start(span.start), words.tokens[span.stop - 1].end
        group = words.form.group or " "
        shown = [
            f"{int(each):,}".replace(",", group)
            for each in (first.magnitude, first.magnitude * size, last.number)
        ]
        raise FigureError(
            AMBIGUOUS,
            f"{quoted(words.text[begin:stop])} may begin at {shown[0]} or at {shown[1]}",
            begin,
            stop,
            hint=f"write both numbers in full: '{shown[1]}' and '{shown[2]}'",
        )


def _shared_size(first: Numeral | Part, last: Numeral | Part) -> int:
    """Return the thousand or hundred that both ends of a range may be meant in, else one."""
    if isinstance(first, Part) or isinstance(last, Part) or first.decimals or last.decimals:
        return 1
    if not first.scale == last.scale == 1:
        return 1
    fit = (size for size in (_MILLE, _PERCENT) if last.magnitude % size == 0)
    return next((size for size in fit if first.magnitude < last.magnitude / size), 1)


def with_thousands(
    words: Words, first: Numeral | Part, last: Numeral | Part, span: range
) -> Numeral | Part:
    """Let *zwei- bis dreitausend* begin at two thousand, as its hyphen says."""
    is_word = any(words.has(at, name) for at in span for name in ("hundred", "thousand"))
    if isinstance(first, Part) or not is_word:
        return first
    return replace(first, mantissa=first.mantissa * _shared_size(first, last))


def with_whole(first: Numeral | Part, last: Numeral | Part, per: int) -> Numeral | Part:
    """Let *one to two in ten* begin at one in ten, and *one in 1,000 to two in 1,000* at one."""
    if isinstance(first, Part) and isinstance(last, Numeral) and first.whole == per:
        return Numeral(first.number * per)
    if isinstance(first, Part) or not isinstance(last, Part) or last.whole is None:
        return first
    if not first.is_integer or first.sign or first.number >= last.whole:
        return first
    return Part(first.number / last.whole, last.is_precise, last.whole)


def with_scale(first: Numeral | Part, last: Numeral | Part) -> Numeral | Part:
    """Let *2 to 3 million* begin at two million."""
    if isinstance(first, Part) or isinstance(last, Part) or first.scale != 1 or last.scale == 1:
        return first
    return replace(first, scale=last.scale) if first.mantissa < last.mantissa else first


def shared_unit(words: Words, lower: Found, upper: Found, start: int) -> UnitWords:
    """Return the one unit of a range that begins at ``start``; ``FigureError`` for two."""
    if lower.unit in (_NO_UNIT, upper.unit):
        return upper.unit
    if upper.unit == _NO_UNIT and lower.unit.measure is not None:
        return lower.unit
    raise backwards(words, start, upper.end)


def backwards(words: Words, start: int, end: int) -> FigureError:
    """Return the error of a range that runs backwards, or of two kinds of numbers."""
    return FigureError(
        EMPTY_RANGE,
        "a range has its smaller number first, and both in one unit",
        words.start(start),
        words.tokens[end - 1].end,
        hint="write 'between 20 and 30 percent'",
    )
