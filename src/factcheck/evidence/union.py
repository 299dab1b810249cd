"""Several files of one shape as one table: columns are matched by their headers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.frame import Frame, Place
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Part(Struct, frozen=True):
    """One of the files."""

    label: str
    shown: str
    """Its name in messages."""
    frame: Frame


def union(parts: Sequence[Part], adds: str) -> Frame:
    """Return files as one table, with a first column that has the label of each.

    Headers that differ only in case are one column, as the first file spells it. A column that
    some file lacks is a fault of that column alone. Raises ``ContentError`` where the new column
    has no name of its own, and where files with repeated headers differ.
    """
    headers = _headers(parts)
    if adds in headers:
        message = f"the column {quoted(adds)}, which `adds` names, stands in the files already"
        raise ContentError(Fault(codes.UNLIKE_FILES, message, hint="give it another name"))
    orders = [_order(headers, part) for part in parts]

    def rows() -> Iterator[tuple[int, list[str]]]:
        for part, order in zip(parts, orders, strict=True):
            for line, row in part.frame.rows():
                cells = ["" if place is None else row[place] for place in order]
                yield Place(line, part.shown), [part.label, *cells]

    return Frame(
        (adds, *headers),
        rows,
        faults=(*_lacking(headers, parts, orders), *_of_parts(headers, parts)),
        is_printed=all(part.frame.is_printed for part in parts),
    )


def _of_parts(headers: tuple[str, ...], parts: Sequence[Part]) -> Iterator[Fault]:
    """Yield the first fault of each column that is one of it in some file."""
    named = {header.casefold(): header for header in headers}
    told: set[str] = set()
    for part in parts:
        for fault in part.frame.faults:
            assert fault.column is not None
            header = named[fault.column.casefold()]
            if header not in told:
                message = f"{quoted(part.shown)}: {fault.message}"
                yield replace(fault, column=header, message=message)
            told.add(header)


def _headers(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return every column once, in the order in which the files have them."""
    first = parts[0].frame.headers
    if all(part.frame.headers == first for part in parts):
        return first
    for part in parts:
        counts = Counter(header.casefold() for header in part.frame.headers)
        twice = [each for each in part.frame.headers if counts[each.casefold()] > 1]
        if twice:
            message = (
                f"the files have different columns, and {quoted(part.shown)} has several called "
                f"{quoted(twice[0])}"
            )
            raise ContentError(Fault(codes.UNLIKE_FILES, message, hint="rename them in the file"))
    named: dict[str, str] = {}
    for part in parts:
        for header in part.frame.headers:
            named.setdefault(header.casefold(), header)
    return tuple(named.values())


def _order(headers: tuple[str, ...], part: Part) -> list[int | None]:
    """Return where a file has each of the columns."""
    own = part.frame.headers
    if own == headers:
        return list(range(len(own)))
    places = {header.casefold(): place for place, header in enumerate(own)}
    return [places.get(header.casefold()) for header in headers]


def _lacking(
    headers: tuple[str, ...], parts: Sequence[Part], orders: Sequence[list[int | None]]
) -> Iterator[Fault]:
    """Yield a fault for each column that some of the files lack."""
    for column, header in enumerate(headers):
        without = [part for part, order in zip(parts, orders, strict=True) if order[column] is None]
        if without:
            files = listed([part.shown for part in without])
            message = f"the column {quoted(header)} does not stand in every file: not in {files}"
            near = did_you_mean(header, [h for part in without for h in part.frame.headers])
            yield Fault(codes.UNLIKE_FILES, message, column=header, hint=near)
