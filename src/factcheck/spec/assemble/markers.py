"""What a marker stands for: a kind of empty cell, or a range that a number was hidden in."""

from __future__ import annotations

from factcheck.model.decimal_text import parse_decimal
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.spec import EmptyCell, Marker


def parse_marker(text: str) -> Marker:
    """Return the meaning of ``unknown``, ``not applicable``, ``none``, ``0`` or ``0..4``.

    The text has the pattern of a marker. Raises ``ValueError``, with a message for the user,
    where the ends of a range are no numbers or the wrong way round.
    """
    named = next((cell for cell in EmptyCell if cell.value == text), None)
    if named is not None:
        return Marker(named)
    lower_text, _, upper_text = text.removeprefix("suppressed ").partition("..")
    lower, upper = parse_decimal(lower_text.strip()), parse_decimal(upper_text.strip())
    if lower is None or upper is None:
        raise ValueError(f"the ends of the range {quoted(text)} are not both numbers")
    if lower > upper:
        raise ValueError(f"the range {quoted(text)} begins above its end")
    return Marker(Interval(lower, upper))
