"""A part of what is a part or an amount itself, and a word of quantity before one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import AMBIGUOUS, TWO_NUMBERS
from factcheck.figure.cores import core_at, unit_at
from factcheck.figure.errors import FigureError
from factcheck.figure.numerals import scale_at
from factcheck.figure.phrase import Part, Printed
from factcheck.figure.state import error
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.state import State
    from factcheck.figure.words import Words


def refuse_nested_part(words: Words, at: int) -> None:
    """Refuse *a third of a percent* and *half of one in five*, which are no thirds and halves.

    ``at`` is the token behind *of*. Raises ``FigureError``.
    """
    while words.has(at, "whole"):
        at += 1
    found = core_at(words, at)
    unit = unit_at(words, at + words.has(at, "one"))
    units = [read for read in (found and found.unit, unit and unit[0]) if read is not None]
    is_percentage = any(read.printed in {Printed.PERCENT, Printed.POINTS} for read in units)
    start, end = words.start(at), len(words.text)
    if is_percentage or (found is not None and isinstance(found.core, Part)):
        raise FigureError(
            AMBIGUOUS,
            f"a part of {quoted(words.text[start:])} is another percentage",
            start,
            end,
            hint="write the percentage that is meant, such as '0.3 percent'",
        )
    counted = at + words.has(at, "one")
    is_amount = words.match(words.lexicon.measures, counted) or scale_at(words, counted)
    is_of_scale = scale_at(words, at + words.has(at, "one")) is not None
    if (words.has(at - 1, "scale_of") and is_amount) or is_of_scale:
        # *Un quart d'heure*, *a quarter of an hour*, without *the*, is a length of time.
        message = f"a part of {quoted(words.text[start:])} is an amount and no share"
        raise FigureError(AMBIGUOUS, message, start, end, hint="write the amount in digits")


def refuse_share(state: State) -> None:
    """Refuse *a majority of 60 percent*, where the number is the share that is meant."""
    found = core_at(state.words, state.at + 1)
    if found is None:
        return
    if isinstance(found.core, Part) or found.unit.printed is Printed.PERCENT:
        message = "a share behind a word of quantity is another number"
        raise error(
            state, TWO_NUMBERS, message, state.at + 1, hint="write the share alone, '60 percent'"
        )
