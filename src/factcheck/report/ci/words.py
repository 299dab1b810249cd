"""Claims, disputes and problems in a few lines, for machines that show them beside a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.visible import one_line, without_passwords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.problem import Problem
    from factcheck.report.memo.records import Badge, ClaimMemo, Detail, DisputeMemo, ReadingMemo

MOST_READINGS = 10
"""Readings or parts that are told one by one."""
_TOLD = frozenset({"expected", "because", "only-if", "in-counts"})
"""Details that say why something is not as expected."""


def claim_lines(name: str, claim: ClaimMemo) -> Iterator[str]:
    """Yield the verdict on a claim, why it is so, and what is expected; ``name`` is its id."""
    plain = claim.readings[0] if claim.is_plain else None
    badge = claim.badge if plain is None else plain.badge
    yield _with(f"{name}: {in_words(badge)}", "" if plain is None else sets_in_words(plain))
    yield f"“{claim.quote}”" if claim.quote else claim.title
    if plain is None:
        each = [
            _with(f"{one.name}: {in_words(one.badge)}", sets_in_words(one))
            for one in claim.readings
        ]
        each += [f"{part.id}: {in_words(part.badge)}" for part in claim.parts]
        yield from each[:MOST_READINGS]
        more = len(each) - MOST_READINGS
        yield f"and {more:,} more" if more > 0 else ""
    yield from _why((*claim.details, *(plain.before if plain else ())))


def dispute_lines(name: str, dispute: DisputeMemo) -> Iterator[str]:
    """Yield the result of a dispute, why it is so, and what is expected."""
    yield f"{name}: {in_words(dispute.badge)}"
    yield dispute.title
    yield from _why(dispute.details)


def _why(details: tuple[Detail, ...]) -> Iterator[str]:
    for detail in details:
        told = "; ".join(detail.items)
        if detail.key in _TOLD:
            yield told if detail.is_bad else f"{detail.title}: {told}"


def in_words(badge: Badge) -> str:
    """Return a verdict with what stands beside it: ``refuted (rated “False”) if x holds``."""
    notes = f"({'; '.join(badge.notes)})" if badge.notes else ""
    return " ".join(filter(None, (badge.word, notes, badge.condition)))


def sets_in_words(reading: ReadingMemo) -> str:
    """Return ``claimed 9 % to under 10 %, found 14.85 %, the claim is 4.85 points too low``."""
    claimed = f"claimed {reading.claimed}" if reading.claimed else ""
    found = f"found {reading.found}" if reading.found else ""
    return ", ".join(filter(None, (claimed, found, reading.distance)))


def _with(head: str, rest: str) -> str:
    return f"{head}; {rest}" if rest else head


def problem_lines(problem: Problem) -> Iterator[str]:
    """Yield what is wrong with a file, and what to write instead."""
    yield without_passwords(one_line(problem.message))
    hint = without_passwords(one_line(problem.hint))
    yield f"hint: {hint}" if hint else ""


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters; an ellipsis says that there was more."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
