"""Memos as plain values that JSON can hold, for the template."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.problem import Problem
from factcheck.report.charts import PLAIN
from factcheck.report.memo.picture import drawn
from factcheck.report.memo.records import Badge, ClaimMemo, Link, Memo, Picture, RuleTable
from factcheck.report.printed import (
    INKS,
    heading_of,
    is_address,
    printed_problem,
    rules_in_words,
    title_of,
    verdict_of,
)
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.report.memo.records import Memos, WrongFile

    Plain = str | int | list["Plain"] | dict[str, "Plain"] | None
    """What JSON can hold."""
    Document = Mapping[str, Plain]


def plain_memos(memos: Memos) -> Document:
    """Return memos as the template wants them."""
    return {
        "language": memos.language,
        "words": _plain(memos.words),
        "title": title_of(memos),
        "note": "",
        "parts": [_part(each, memos) for each in memos.parts],
        "rows": _plain(memos.rows),
        "summary": memos.summary,
        "is_good": memos.is_good,
    }


def _part(part: Memo | WrongFile, memos: Memos) -> Plain:
    return {
        "is_memo": isinstance(part, Memo),
        "heading": heading_of(part, memos),
        **_record(part),
    }


def _plain(value: object) -> Plain:
    """Return a record as an object and a tuple as a list."""
    match value:
        case None | int() | str():
            return value
        case Enum():
            return str(value.value)
        case tuple():
            return [_plain(each) for each in value]
        case Badge():
            return {**_record(value), "shown": verdict_of(value), "colour": INKS[value.tone].colour}
        case Link():
            return {**_record(value), "is_web": is_address(value.address)}
        case ClaimMemo():
            return {**_record(value), "is_web": is_address(value.link)}
        case Picture():
            return {"svg": drawn(value, PLAIN), "alt": one_line(f"{value.title}. {value.text}")}
        case RuleTable():
            return {**_record(value), "lines": _plain(rules_in_words(value))}
        case Problem():
            return _record(printed_problem(value))
        case Struct():
            return _record(value)
        case _:
            raise TypeError(f"{type(value).__name__} is no part of a memo")


def _record(record: Struct) -> dict[str, Plain]:
    return {name: _plain(getattr(record, name)) for name in record.__struct_fields__}
