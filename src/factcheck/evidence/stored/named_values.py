"""Texts of a typed column that need not be told apart: one of them stands for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.sealed import literal
from factcheck.evidence.stored.typed import named
from factcheck.evidence.totals import BLANKS, LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evidence.raw import RawRequest
    from factcheck.evidence.sealed import Ask
    from factcheck.evidence.stored.typed import TypedColumn

_TEXT = "VARCHAR"
_WORD = "^[A-Za-z]"
"""How texts begin that are surely no numbers, however numbers are printed."""


class Fold(NamedTuple):
    """The texts of a column that are told apart, and the one that stands for all others."""

    kept: frozenset[str]
    other: str


def folds(
    ask: Ask, table: str, columns: Sequence[TypedColumn], request: RawRequest
) -> dict[int, Fold]:
    """Return the columns whose other texts one of them can stand for, by their places.

    The texts that are named are kept, those with a meaning of their own, empty ones and labels
    of totals, each with whatever blanks are around it. A column is left out where a text that is
    named does not occur in it, since then its other values are told; and where no other text
    begins with a letter, since numbers might be among its values alone.
    """
    found = {}
    for place, texts in request.named:
        if columns[place].type == _TEXT:
            fold = _fold(ask, named(table, len(columns)), place, texts, request.special_of(place))
            if fold is not None:
                found[place] = fold
    return found


def _fold(
    ask: Ask, source: str, place: int, texts: frozenset[str], special: frozenset[str]
) -> Fold | None:
    trimmed = f"trim(c, {literal(BLANKS)})"
    kept = _among(trimmed, {*texts, *special, ""})
    is_kept = f"({kept} OR {_among(f'lower({trimmed})', LABELS)})"
    # Only the engine's own names and quoted literals are put together here. What is asked of each
    # text is slow, and would be asked of each row if the texts were no table.
    distinct = f'SELECT DISTINCT t.c{place} COLLATE "binary" AS c FROM {source}'  # noqa: S608
    _done(ask, f"CREATE OR REPLACE TEMP TABLE texts AS {distinct}")
    told_apart = f"SELECT c, {is_kept} AS is_kept FROM texts WHERE c IS NOT NULL"  # noqa: S608
    _done(ask, f"CREATE OR REPLACE TEMP TABLE told AS {told_apart}")
    others = f"NOT is_kept AND regexp_matches(c, '{_WORD}')"
    query = f"SELECT true, c FROM told WHERE is_kept UNION ALL SELECT false, min(c) FROM told WHERE {others}"  # noqa: S608, E501
    rows = [row for batch in ask(query) for row in batch]
    told = frozenset(str(text) for is_told, text in rows if is_told)
    (other,) = (text for is_told, text in rows if not is_told)
    occur = {text.strip() for text in told}
    return Fold(told, str(other)) if other is not None and occur >= texts else None


def _done(ask: Ask, statement: str) -> None:
    for _ in ask(statement):
        pass


def _among(name: str, texts: set[str] | frozenset[str]) -> str:
    return f"{name} IN ({', '.join(map(literal, sorted(texts)))})"
