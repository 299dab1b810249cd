"""The multiplier of SDMX against the scale that a claim file declares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.evidence.sdmx_codes import BROKEN_SDMX
from factcheck.model.cell import Fault
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.spec import TableDeclaration

MULTIPLIER = "UNIT_MULT"
_POWER = re.compile("-?[0-9]{1,2}")
_ONE = Fraction(1)


def unlike_scale(
    multipliers: Iterable[str], declaration: TableDeclaration, value: str
) -> Iterator[Fault]:
    """Yield the fault of values whose multiplier is not the scale that is declared of them.

    ``multipliers`` are the powers of ten as the table has them, an empty one for none; ``value``
    is the header of the values. Nothing is multiplied in silence: both have to say the same.
    """
    found = {text: _scale(text) for text in multipliers}
    columns = [one for one in declaration.columns if one.header.strip() == value]
    declared = {_ONE if one.scale is None else one.scale for one in columns} or {_ONE}
    if all(declared == {scale} for scale in found.values()):
        return
    shown = ", ".join(text or "(empty)" for text in sorted(found))
    if len(found) > 1:
        message = f"numbers are to be multiplied by different powers of ten, {shown}"
        hint = "put the rows of each into a file of its own"
    else:
        message = f"{MULTIPLIER} is {shown}, which is not the scale that is declared"
        hint = _hint(found.popitem()[1], columns[0].name if columns else value)
    told = f"column {quoted(value)}: {message}"
    yield Fault(BROKEN_SDMX, told, column=value, hint=hint)


def _hint(scale: Fraction | None, name: str) -> str:
    if scale is None:
        return f"{MULTIPLIER} has to be a power of ten, such as 3 for thousands"
    where = f"under `columns: {name}:`"
    return f"remove `scale` {where}" if scale == 1 else f"declare `scale: {_plain(scale)}` {where}"


def _scale(text: str) -> Fraction | None:
    """Return what a multiplier stands for; ``None`` where it is no whole number."""
    if not text:
        return _ONE
    if not _POWER.fullmatch(text):
        return None
    power = int(text)
    return Fraction(10**power) if power >= 0 else Fraction(1, 10**-power)


def _plain(scale: Fraction) -> str:
    """Return a power of ten as a claim file would write it."""
    if scale.denominator == 1:
        return str(scale.numerator)
    return f"0.{str(scale.denominator)[:1:-1]}1"
