"""SDMX-CSV: codes and labels apart, and the status of an observation beside its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.content import ContentError
from factcheck.evidence.sdmx_codes import BROKEN_SDMX
from factcheck.evidence.sdmx_look import Columns, look
from factcheck.evidence.sdmx_scale import MULTIPLIER, unlike_scale
from factcheck.model.cell import Fault
from factcheck.model.near import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.evidence.sdmx_look import Look
    from factcheck.model.spec import TableDeclaration

VALUE = "OBS_VALUE"
CONFIDENTIAL = "CONF_STATUS"
_STATUSES = ("OBS_STATUS", "OBS_FLAG")
"""The first that a table has; the second is Eurostat's own."""
_LABELLED = re.compile(r"([A-Za-z0-9_@$\-]+)\s*:\s*(\S.*)")
_BETWEEN = re.compile(r"[;,|\s]+")
_NOT_A_NUMBER = "NaN"
_NORMAL = "A"
SUPPRESSED = ("C", "D", "N", "S")
"""The codes of confidentiality that hide a value; ``F`` is free."""
_HINT = "declare the layout only of a file in SDMX-CSV, version 1.0 or 2.0"


class _Header(Struct, frozen=True):
    """The columns of a file by their ids, and the labels that stand behind some."""

    ids: tuple[str, ...]
    labels: tuple[str | None, ...]


def sdmx_frame(frame: Frame, declaration: TableDeclaration) -> Frame:
    """Return a table of SDMX-CSV with a column for each component.

    A header such as ``FREQ: Frequency`` over cells such as ``A: Annual`` becomes the columns
    ``FREQ`` of the codes and ``Frequency`` of the labels. ``OBS_VALUE`` has the status of each
    observation beside its number, or in its place where there is none, and ``CONF_STATUS C`` where
    only that says why. Its rows are read once to tell which columns have labels.

    Raises ``ContentError`` where it is no such table, has several dataflows or rows that delete or
    replace others. A multiplier that is not the declared scale is a fault of ``OBS_VALUE``.
    """
    header = _header(frame.headers)
    columns = _columns(header)
    seen = look(frame.rows(), columns)
    _refuse_several(seen)
    labelled = tuple(
        place for place in columns.labelled if place in seen.labelled and place != columns.value
    )
    names = _names(header, labelled)

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            cells = [*row]
            cells[columns.value] = _value(row, columns)
            yield line, [each for place in range(len(cells)) for each in _apart(cells, place)]

    def _apart(cells: list[str], place: int) -> list[str]:
        if place not in labelled:
            return [cells[place]]
        code, _, label = cells[place].partition(":")
        return [code.strip(), label.strip()]

    return replace(
        frame,
        headers=names,
        rows=rows,
        faults=(*frame.faults, *unlike_scale(seen.multipliers, declaration, VALUE)),
        # The format has one way to print numbers, so that none of them is doubtful.
        is_printed=False,
    )


def _header(headers: tuple[str, ...]) -> _Header:
    found = [_LABELLED.fullmatch(each) for each in headers]
    ids = [each if match is None else match[1] for each, match in zip(headers, found, strict=True)]
    # The sign between several values in a cell may stand behind it.
    ids[0] = ids[0].partition("[")[0]
    first = tuple(ids[:2])
    if first[:1] != ("DATAFLOW",) and first != ("STRUCTURE", "STRUCTURE_ID"):
        message = f"the table is no SDMX-CSV: it begins with the column {quoted(headers[0])}"
        raise ContentError(Fault(BROKEN_SDMX, message, hint=_HINT))
    if ids.count(VALUE) != 1:
        count = ids.count(VALUE)
        message = f"the table is no SDMX-CSV: {count or 'no'} columns are called {quoted(VALUE)}"
        raise ContentError(Fault(BROKEN_SDMX, message, hint=_HINT))
    labels = tuple(None if match is None else match[2] for match in found)
    return _Header(tuple(ids), labels)


def _columns(header: _Header) -> Columns:
    places = {name: place for place, name in reversed(list(enumerate(header.ids)))}
    status = next((name for name in _STATUSES if name in places), None)
    labelled = (place for place, label in enumerate(header.labels) if label is not None)
    return Columns(
        value=places[VALUE],
        flow=places.get("STRUCTURE_ID", 0),
        labelled=tuple(labelled),
        action=places.get("ACTION"),
        status=None if status is None else places[status],
        confidential=places.get(CONFIDENTIAL),
        multiplier=places.get(MULTIPLIER),
    )


def _names(header: _Header, labelled: tuple[int, ...]) -> tuple[str, ...]:
    """Return the headers, with one more behind each column whose cells have labels."""
    taken = [*header.ids, *(header.labels[place] for place in labelled)]
    names: list[str] = []
    for place, name in enumerate(header.ids):
        names.append(name)
        label = header.labels[place]
        if place in labelled and label is not None:
            names.append(label if taken.count(label) == 1 else f"{name}: {label}")
    return tuple(names)


def _refuse_several(seen: Look) -> None:
    if len(seen.flows) > 1:
        message = f"the table has several dataflows: {listed(sorted(seen.flows))}"
        hint = "their numbers are of different things; put each into a file of its own"
        raise ContentError(Fault(BROKEN_SDMX, message, hint=hint))
    if seen.action is not None:
        line, action = seen.action
        message = f"line {line} has the ACTION {quoted(action)}, which is no row of a table"
        hint = "rows that inform, append or merge are read: I, A and M"
        raise ContentError(Fault(BROKEN_SDMX, message, hint=hint))


def _value(row: list[str], columns: Columns) -> str:
    """Return the value of an observation with its status."""
    value = row[columns.value].strip()
    codes = [] if columns.status is None else _codes(row[columns.status], columns)
    if value and value != _NOT_A_NUMBER:
        return " ".join([value, *codes])
    if codes:
        return " ".join(codes)
    if columns.confidential is not None:
        hidden = _codes(row[columns.confidential], columns)
        if len(hidden) == 1 and hidden[0] in SUPPRESSED:
            return f"{CONFIDENTIAL} {hidden[0]}"
    return value


def _codes(cell: str, columns: Columns) -> list[str]:
    """Return the codes of a cell without their label, and without the one of normal values."""
    text = cell.partition(": ")[0] if columns.labelled else cell
    return [code for code in _BETWEEN.split(text.strip()) if code not in {"", _NORMAL}]
