"""What a marker stands for: a kind of empty cell, a range that a number was hidden in, a flag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.decimal_text import parse_decimal
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Flag, Sign
from factcheck.model.near import quoted
from factcheck.model.spec import EmptyCell, Marker
from factcheck.spec.assemble.read import as_text, pairs, placed
from factcheck.spec.codes import WRONG_VALUE

if TYPE_CHECKING:
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping

PROFILE = "profile"
"""The key that names a publisher, whose signs are used beside those that are declared."""
_OPEN = re.compile(r"(below|above|at least|at most) (.+)")
_NAMED = {each.value: each for each in (*EmptyCell, Sign.SUPPRESSED, Sign.ROUNDS_TO_ZERO)}
_FLAG = "flag"


def build_markers(context: Context, block: Mapping) -> tuple[tuple[str, Marker], ...]:
    """Return the signs that a table or column declares one by one."""
    found: list[tuple[str, Marker]] = []
    for marker, meaning in pairs(block, "markers"):
        if marker == PROFILE:
            continue
        try:
            found.append((marker, parse_marker(meaning.text)))
        except ValueError as error:
            hint = "write a range from its lower to its upper end: 'suppressed 1..4'"
            context.report(WRONG_VALUE, str(error), meaning.span, hint)
    return tuple(found)


def build_profile(block: Mapping) -> Text | None:
    """Return the name of the publisher whose signs a table or column has."""
    inner = next((node for key, node in pairs(block, "markers") if key == PROFILE), None)
    return placed(block, "markers") if inner is None else as_text(inner)


def parse_marker(text: str) -> Marker:
    """Return the meaning of a marker.

    That is ``unknown``, ``not applicable``, ``none``, ``0``, ``suppressed``, ``rounds to zero``,
    ``flag provisional``, ``below 2500``, ``at least 200000``, or a range such as ``0..4``.

    The text has the pattern of a marker. Raises ``ValueError``, with a message for the user,
    where the ends of a range are no numbers or the wrong way round.
    """
    if text in _NAMED:
        return Marker(_NAMED[text])
    if text.split(" ", 1)[0] == _FLAG:
        return Marker(Flag(text.removeprefix(_FLAG).strip()))
    match = _OPEN.fullmatch(text)
    if match is not None:
        return Marker(_open(match[1], match[2]))
    lower_text, _, upper_text = text.removeprefix("suppressed ").partition("..")
    lower, upper = parse_decimal(lower_text.strip()), parse_decimal(upper_text.strip())
    if lower is None or upper is None:
        raise ValueError(f"the ends of the range {quoted(text)} are not both numbers")
    if lower > upper:
        raise ValueError(f"the range {quoted(text)} begins above its end")
    return Marker(Interval(lower, upper))


def _open(word: str, digits: str) -> Interval:
    """Return the numbers on one side of another."""
    number = parse_decimal(digits)
    if number is None:
        raise ValueError(f"{quoted(digits)} is no number")
    closed = word in {"at least", "at most"}
    is_lower = word in {"at least", "above"}
    make = Interval.at_least if is_lower else Interval.at_most
    return make(number, closed=closed)
