"""The columns of another table, found by its key."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.cell_codes import CODE, coded
from factcheck.evidence.content import ContentError
from factcheck.evidence.made import Joined, owners_of
from factcheck.evidence.meaning import Rules
from factcheck.evidence.shape.codes import NO_PARTNER, TOO_LARGE, TWO_PARTNERS
from factcheck.evidence.shape.names import Columns
from factcheck.evidence.shape.partner import Promises, Totals, undeclared_total
from factcheck.model.cell import Fault
from factcheck.model.joined_columns import with_real_columns
from factcheck.model.near import did_you_mean, listed, quoted
from factcheck.model.spec import EmptyCell
from factcheck.model.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import Join, TableDeclaration

MAX_CELLS = 20_000_000
"""Cells of the other table that are held in memory."""
_COMPARED = 10_000
"""Keys that a misspelt one is compared with."""

_Key = tuple[str, ...]


class _Partners(Struct, frozen=True):
    """The other table: its rows by their key."""

    rows: dict[_Key, list[str]]
    totals: frozenset[_Key]
    """The keys of its rows of totals."""
    headers: tuple[str, ...]
    """What its columns are called from now on."""
    made: tuple[tuple[str, Joined], ...]
    faults: tuple[Fault, ...]
    is_coded: tuple[bool, ...]
    """For each column whether its cells are codes already."""


class _Keys:
    """Reads the key of a row: texts without blanks around, after ``map``."""

    def __init__(self, columns: Columns, names: list[str], lang: str, of: TableDeclaration) -> None:
        self.places = [columns.position(name, "join") for name in names]
        self._rules = [
            Rules(of, columns.named(name), lang, columns.made(place))
            for name, place in zip(names, self.places, strict=True)
        ]

    def of(self, row: list[str]) -> _Key:
        """Return the key of a row."""
        pairs = zip(self._rules, self.places, strict=True)
        return tuple(rules.meaning(row[place]).label for rules, place in pairs)


def joined_to(
    frame: Frame,
    declaration: TableDeclaration,
    other: Frame | None,
    partner: TableDeclaration | None,
    lang: str,
) -> Frame:
    """Return a frame with the columns of the table that ``join`` names, but for its key.

    A header that both tables have means this table's column, unless the other's has an alias.

    The other table is held in memory, and this one is read once to find rows without a partner,
    unless the declaration says what to do with them. Raises ``ContentError`` where there are such
    rows, where the other table has two rows for one key, and for columns that are not there.
    """
    join = declaration.join
    if join is None:
        return frame
    assert other is not None
    assert partner is not None
    partner = with_real_columns(partner, other.headers, owners_of(other.made))
    columns = Columns(frame, declaration)
    keys = _Keys(columns, [mine for mine, _ in join.on], lang, declaration)
    partners = _partners(other, partner, [theirs for _, theirs in join.on], lang, frame.headers)
    columns.require_new(dict.fromkeys(partners.headers), "join", kept=frame.headers)
    if join.unmatched is None:
        _require_partners(frame, keys, partners, join)
    _refuse_undeclared_totals(frame, keys, partners, partner, Totals(columns, lang, declaration))
    called = quoted(partner.called)
    notes = (told("table {table}: {text}", table=called, text=note) for note in other.notes)
    joined = _with_columns(frame, keys, partners, join)
    return replace(joined, notes=(*joined.notes, *notes))


def _partners(
    other: Frame, partner: TableDeclaration, on: list[str], lang: str, own: tuple[str, ...]
) -> _Partners:
    """Return the other table; a column that both have stays ``own`` unless it has an alias."""
    columns = Columns(other, partner)
    keys = _Keys(columns, on, lang, partner)
    places = [
        place
        for place, header in enumerate(other.headers)
        if header and place not in keys.places
        and (columns.named(header) != header or header not in own)
    ]  # fmt: skip
    names = tuple(columns.named(other.headers[place]) for place in places)
    made = tuple(
        (name, Joined(partner, name, columns.made(place), other.is_printed))
        for name, place in zip(names, places, strict=True)
    )
    promises = Promises(columns, lang, partner)
    rows, totals = _rows_by_key(other, keys, places, partner, promises)
    return _Partners(
        rows,
        totals,
        names,
        made,
        tuple(fault for fault in other.faults if fault.column in names),
        tuple(columns.made(place) is not None for place in places),
    )


def _rows_by_key(
    other: Frame, keys: _Keys, places: list[int], partner: TableDeclaration, promises: Promises
) -> tuple[dict[_Key, list[str]], frozenset[_Key]]:
    """Return the rows of the other table by their key, and the keys of its rows of totals."""
    rows: dict[_Key, list[str]] = {}
    lines: dict[_Key, int] = {}
    totals: set[_Key] = set()
    for line, row in other.rows():
        key = keys.of(row)
        promises.add(line, row)
        if promises.totals.is_total(row):
            totals.add(key)
        if not all(key):
            # Nothing is found by an empty key.
            continue
        if key in rows:
            raise ContentError(_two_partners(partner, key, lines[key], line))
        rows[key] = [row[place] for place in places]
        lines[key] = line
        if len(rows) * (len(places) + len(key)) > MAX_CELLS:
            message = f"the joined table {quoted(partner.called)} has more than {MAX_CELLS:,} cells"
            raise ContentError(Fault(TOO_LARGE, message))
    promises.finish()
    return rows, frozenset(totals)


def _refuse_undeclared_totals(
    frame: Frame, keys: _Keys, partners: _Partners, partner: TableDeclaration, own: Totals
) -> None:
    """Raise ``ContentError`` for a row whose partner is a total, and which is none itself."""
    if not partners.totals:
        return
    for line, row in frame.rows():
        key = keys.of(row)
        if key in partners.totals and key in partners.rows and not own.is_total(row):
            raise undeclared_total(partner, key, line)


def _two_partners(partner: TableDeclaration, key: _Key, first: int, second: int) -> Fault:
    return Fault(
        TWO_PARTNERS,
        f"table {quoted(partner.called)} has two rows for {quoted(', '.join(key))}, at lines "
        f"{first} and {second}",
        hint="join on more columns (`on: [a, b]`), or correct the table",
    )


def _require_partners(frame: Frame, keys: _Keys, partners: _Partners, join: Join) -> None:
    without: dict[_Key, int] = {}
    rows = 0
    for line, row in frame.rows():
        key = keys.of(row)
        if key not in partners.rows:
            rows += 1
            if len(without) < _SHOWN or key in without:
                without.setdefault(key, line)
    if not without:
        return
    first, line = next(iter(without.items()))
    shown = [", ".join(key) or "an empty cell" for key in without]
    count = "1 row has" if rows == 1 else f"{rows:,} rows have"
    message = (
        f"{count} no partner in table {quoted(join.table.value)}: {listed(shown)}"
        f" (first at line {line})"
    )
    known = (", ".join(key) for key in islice(partners.rows, _COMPARED))
    near = did_you_mean(", ".join(first), known)
    hint = "to go on without, add `unmatched: unknown` or `unmatched: drop` under `join`"
    raise ContentError(Fault(NO_PARTNER, message, hint=hint if near is None else f"{near}; {hint}"))


_SHOWN = 6


def _with_columns(frame: Frame, keys: _Keys, partners: _Partners, join: Join) -> Frame:
    unknown = [coded(EmptyCell.UNKNOWN)] * len(partners.headers)

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            cells = partners.rows.get(keys.of(row))
            if cells is not None:
                yield line, [*row, *_as_texts(cells, partners.is_coded)]
            elif join.unmatched == "unknown":
                yield line, [*row, *unknown]

    return replace(
        frame,
        headers=(*frame.headers, *partners.headers),
        rows=rows,
        made=(*frame.made, *partners.made),
        faults=(*frame.faults, *partners.faults),
    )


def _as_texts(cells: list[str], is_coded: tuple[bool, ...]) -> list[str]:
    """Return cells as they are; a text of the file that looks like a code is written as one."""
    return [
        coded(cell.strip()) if not made and cell.lstrip().startswith(CODE) else cell
        for cell, made in zip(cells, is_coded, strict=True)
    ]
