"""The claims and disputes of a memo, each with its lines in the table of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.serve.records import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.report.memo.records import ClaimMemo, DisputeMemo, Memo, Row


def entries_of(memo: Memo) -> tuple[Entry, ...]:
    """Return the claims and disputes of a memo, in its order.

    The rows of a memo are those of its claims one after the other, then those of its disputes;
    each begins with one that is not indented.
    """
    rows = _groups(memo.rows)
    claims = [_entry(each, next(rows)) for each in memo.claims]
    return (*claims, *(_entry(each, next(rows), is_dispute=True) for each in memo.disputes))


def _groups(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    group: list[Row] = []
    for row in rows:
        if row.depth == 0 and group:
            yield tuple(group)
            group = []
        group.append(row)
    yield tuple(group)


def _entry(
    judged: ClaimMemo | DisputeMemo, rows: tuple[Row, ...], *, is_dispute: bool = False
) -> Entry:
    return Entry(
        memo=judged,
        rows=rows,
        tone=judged.badge.tone,
        is_as_expected=judged.is_as_expected and all(row.is_as_expected for row in rows),
        words=" ".join(filter(None, _words(judged, rows))).casefold(),
        is_dispute=is_dispute,
    )


def _words(judged: ClaimMemo | DisputeMemo, rows: tuple[Row, ...]) -> Iterator[str]:
    yield judged.id
    yield judged.title
    yield getattr(judged, "quote", "")
    yield getattr(judged, "said", "")
    for row in rows:
        yield from (row.name, row.figure, row.found, row.badge.word, *row.badge.notes)
