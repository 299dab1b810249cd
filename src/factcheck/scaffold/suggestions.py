"""From the facts of one column to what its declaration may have to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.cell import number_key
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.scaffold.yaml_text import is_writable, named, scalar, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.profile import ColumnProfile

_MARK_UP = re.compile(r"\[/?[A-Z]+\]|</?[a-z]+>|[$€£]")
_SUPPRESSED = re.compile(r"< ?([1-9][0-9]{0,5})")
_SHARE = re.compile(r"percent|\bpct\b|%|share|prozent|anteil", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"-?[0-9]+(\.[0-9]{3})*,[0-9]+")
_OTHER_DATE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}")
_MOST_MARKERS = 12
_MOST_NAMED = 5
_FEW_VALUES = 20
_HUNDRED = 100


class Suggestion(Struct, frozen=True):
    """What to write of one column."""

    facts: tuple[str, ...]
    """Lines of a comment."""
    sure: tuple[str, ...] = ()
    """Lines that say how the cells are read, of which the cells leave no doubt."""
    possible: tuple[str, ...] = ()
    """Lines that only somebody who knows the table can confirm."""


def suggest(column: ColumnProfile, *, is_tick: bool = False) -> Suggestion:
    """Return facts about a column and the lines that its declaration may need.

    In a column of ticks (``is_tick``) an empty cell is no gap.
    """
    facts = [f"{_kind_in_words(column)}{_empty_in_words(column)}", *_warnings(column)]
    sure = ["type: date"] if column.is_date else []
    return Suggestion(tuple(facts), tuple(sure), () if is_tick else tuple(_possible(column)))


def _kind_in_words(column: ColumnProfile) -> str:
    if not column.told:
        return "no cell is filled"
    if column.is_date:
        return "dates"
    if column.is_number:
        return _numbers_in_words(column)
    if column.numbers:
        examples = ", ".join(named(text) for text, _ in column.others[:_MOST_NAMED])
        rest = column.told - column.numbers
        numbers = f"{_numbers_in_words(column)} in {_cells(column.numbers)}"
        return f"{numbers}, others in {rest:,}" + (f": {examples}" if examples else "")
    return _texts_in_words(column)


def _numbers_in_words(column: ColumnProfile) -> str:
    assert column.lowest is not None
    assert column.highest is not None
    kind = "whole numbers" if column.is_whole else "numbers"
    if column.percents:
        kind = "percentages" if column.percents == column.numbers else "numbers and percentages"
    lowest, highest = number_key(column.lowest), number_key(column.highest)
    reach = lowest if lowest == highest else f"{lowest} to {highest}"
    return f"{kind}, {shown(reach)}"


def _texts_in_words(column: ColumnProfile) -> str:
    if column.distinct is None:
        return "texts, very many different ones"
    if column.distinct > _FEW_VALUES:
        return f"texts, {column.distinct:,} different ones"
    examples = ", ".join(named(text) for text, _ in column.values[:_MOST_NAMED])
    more = ", …" if column.distinct > _MOST_NAMED else ""
    return f"texts: {examples}{more}"


def _empty_in_words(column: ColumnProfile) -> str:
    if not column.empty or not column.told:
        return ""
    verb = "is" if column.empty == 1 else "are"
    return f"; {column.empty:,} of {_cells(column.rows)} {verb} empty"


def _cells(number: int) -> str:
    return f"{number:,} cell{'' if number == 1 else 's'}"


def _warnings(column: ColumnProfile) -> Iterator[str]:
    others = [text for text, _ in column.others]
    if any(_DECIMAL_COMMA.fullmatch(text) for text in others):
        yield "a comma before decimals is not read: numbers need a point in the file"
    if any(_OTHER_DATE.fullmatch(text) for text in others):
        yield "dates are read only as 2020-12-21, 2020-12 or 2020; these stay texts"
    if column.padded:
        yield "numbers with leading zeros look like codes, which are texts"


def _possible(column: ColumnProfile) -> Iterator[str]:
    if column.empty:
        yield "empty: unknown"
    tags = _tags(column)
    if tags:
        yield f"ignore: [{', '.join(map(scalar, tags))}]"
    markers = _markers(column, tags)
    if markers:
        yield "markers:"
        yield from (f"  {scalar(text)}: {meaning}" for text, meaning in markers)
    if _may_be_percent(column):
        yield "unit: percent"
    if column.padded:
        yield "type: text"


def _tags(column: ColumnProfile) -> list[str]:
    """Return the mark-up in a column, but a sign of money only where a number is left."""
    found: dict[str, None] = {}
    for text, _ in column.others:
        for tag in _MARK_UP.findall(text):
            if tag not in {"$", "€", "£"} or _is_number(_MARK_UP.sub("", text)):
                found[tag] = None
    return sorted(found)


def _markers(column: ColumnProfile, tags: list[str]) -> list[tuple[str, str]]:
    """Return what stands for numbers among numbers, each with a cautious meaning."""
    texts = [text for text, _ in column.others if not _is_number(_without(text, tags))]
    are_few = 2 * column.numbers >= column.told and len(column.others) <= _MOST_MARKERS
    if not are_few:
        return []
    texts = [text for text in texts if text not in column.totals and is_writable(text)]
    return [(text, _meaning(text)) for text in texts]


def _without(text: str, tags: list[str]) -> str:
    for tag in tags:
        text = text.replace(tag, "")
    return text


def _meaning(marker: str) -> str:
    suppressed = _SUPPRESSED.fullmatch(marker)
    return f"suppressed 0..{int(suppressed[1]) - 1}" if suppressed else "unknown"


def _may_be_percent(column: ColumnProfile) -> bool:
    """Whether bare numbers are likely percentages: by their header, or beside signed ones."""
    if column.percents:
        return column.percents < column.numbers
    if not column.numbers or column.lowest is None or column.highest is None:
        return False
    is_share = column.lowest >= 0 and 1 < column.highest <= _HUNDRED
    return is_share and _SHARE.search(column.header) is not None


def _is_number(text: str) -> bool:
    try:
        return parse_decimal(text.strip().removesuffix("%")) is not None
    except TooLongError:
        return False
