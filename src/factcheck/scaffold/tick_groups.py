"""Columns that together hold the answers to one question, several of which may be ticked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.scaffold.names import name_for
from factcheck.scaffold.yaml_text import is_writable, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.profile import ColumnProfile

_BETWEEN = " - "
_LEAST = 3
"""Columns that make a question with several answers."""


class TickGroup(Struct, frozen=True):
    """Neighbouring columns whose headers begin with one question."""

    question: str
    places: tuple[int, ...]
    """Positions of the columns, from 0."""


def tick_groups(columns: Sequence[ColumnProfile]) -> tuple[TickGroup, ...]:
    """Return the groups of columns that each hold one text or nothing."""
    questions = [_question(column) for column in columns]
    found: list[TickGroup] = []
    for question, run in groupby(range(len(columns)), key=lambda place: questions[place]):
        places = tuple(run)
        if question and len(places) >= _LEAST:
            found.append(TickGroup(question, places))
    return tuple(found)


def _question(column: ColumnProfile) -> str:
    """Return what stands before the answer in a column's header; empty where it is none."""
    question, between, answer = column.header.rpartition(_BETWEEN)
    is_tick = column.empty > 0 and column.distinct == 1 and not column.dates
    return question if between and answer.strip() and is_tick and is_writable(question) else ""


def tick_lines(groups: Sequence[TickGroup]) -> Iterator[str]:
    """Yield the comment that would make one column of each group."""
    taken: list[str] = []
    if groups:
        yield "# Columns that seem to be the answers to one question, several of them at a time:"
        yield "# ticks:"
    for place, group in enumerate(groups, 1):
        taken.append(name_for(group.question, taken, otherwise=f"question_{place}"))
        yield f"#   {taken[-1]}: {scalar(f'{group.question}{_BETWEEN}*')}"
