"""Finds labels of totals in the columns of a typed table that nothing is grouped by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.sealed import literal
from factcheck.evidence.stored.typed import named, text_of
from factcheck.evidence.totals import BLANKS, LABELS, is_total_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.raw import RawRequest
    from factcheck.evidence.sealed import Ask
    from factcheck.evidence.stored.typed import TypedColumn

_BEHIND = ("", " ", "\u00a0")
_SPELLINGS = (str.lower, str.upper, str.capitalize, str.title)


def total_pairs(
    ask: Ask,
    table: str,
    columns: Sequence[TypedColumn],
    request: RawRequest,
    rows: int,
) -> frozenset[tuple[int, str]]:
    """Return column and label of totals where other rows have something else in the column.

    Rows that are declared as totals are not looked at. Labels are found as they are usually
    spelled, with at most one blank behind them: engines find such values in the statistics of a
    file, without a look at each row.
    """
    source = named(table, len(columns))
    undeclared = _undeclared(columns, request)
    found: list[tuple[int, str, int]] = []
    for place in request.searched:
        if columns[place].is_text:
            found += [(place, text, n) for text, n in _labels(ask, source, place, undeclared)]
    if not found:
        return frozenset()
    if request.totals:
        # Only the engine's own names and quoted literals are put together here.
        query = f"SELECT count(*) FROM {source} WHERE {undeclared}"  # noqa: S608
        ((rows,),) = (row for batch in ask(query) for row in batch)
    labelled = {place: 0 for place, _, _ in found}
    for place, _, number in found:
        labelled[place] += number
    return frozenset(
        (place, text.strip()) for place, text, _ in found if labelled[place] < int(rows)
    )


def _labels(ask: Ask, source: str, place: int, undeclared: str) -> Iterator[tuple[str, int]]:
    """Yield the labels of totals in one column, each with its rows."""
    name = f"t.c{place}"
    usual = ", ".join(map(literal, sorted(_usual())))
    words = ", ".join(map(literal, sorted(LABELS)))
    blank_first = f"({name} < '!' OR {name} >= chr(133))"
    trimmed = f"lower(trim({name}, {literal(BLANKS)})) IN ({words})"
    is_usual = f"{name} IN ({usual})"
    for test in (is_usual, f"{blank_first} AND NOT {is_usual} AND {trimmed}"):
        # Only the engine's own names and quoted literals are put together here.
        query = f"SELECT {name}, count(*) FROM {source} WHERE {test} AND {undeclared} GROUP BY 1"  # noqa: S608
        for batch in ask(query):
            yield from ((str(t), int(n)) for t, n in batch if is_total_label(str(t)))


def _usual() -> set[str]:
    return {spell(word) + blank for word in LABELS for spell in _SPELLINGS for blank in _BEHIND}


def _undeclared(columns: Sequence[TypedColumn], request: RawRequest) -> str:
    """Return the test that a row is not declared as a total."""
    declared = [
        _is(label, text_of(f"t.c{place}", columns[place]))
        for place, labels in request.totals
        for label in sorted(labels)
    ]
    return f"NOT ({' OR '.join(declared)})" if declared else "true"


def _is(label: str, text: str) -> str:
    """Return the test that a text is a label, whatever blanks are around it."""
    # Taking away all kinds of blanks is slow, and only done where the label is there.
    trimmed = f"trim({text}, {literal(BLANKS)})"
    return f"(contains({text}, {literal(label)}) AND {trimmed} = {literal(label)})"
