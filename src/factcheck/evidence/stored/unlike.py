"""Files of one table that differ in their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.content import ContentError
from factcheck.evidence.stored.codes import UNLIKE_PARTS
from factcheck.model.cell import Fault
from factcheck.model.near import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_HINT = "all files that match a pattern have the same columns in the same order"


def refuse_unlike(headers: Sequence[str], file: str, others: Sequence[str], other: str) -> None:
    """Raise ``ContentError`` where a file has other headers than the first, saying which."""
    if tuple(headers) == tuple(others):
        return
    lacking = [name for name in headers if name not in others]
    besides = [name for name in others if name not in headers]
    told = [f"lacks {listed(lacking)}"] if lacking else []
    told += [f"has {listed(besides)}"] if besides else []
    if not told:
        told = [f"has the columns in another order or number, {listed(others)}"]
    message = f"{quoted(other)} has other columns than {quoted(file)}: it {' and '.join(told)}"
    raise ContentError(Fault(UNLIKE_PARTS, message, hint=_HINT))
