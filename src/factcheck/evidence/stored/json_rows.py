"""JSON and JSON Lines: a list of flat records as rows of texts."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from factcheck.evidence import codes
from factcheck.evidence.content import MAX_LINE, ContentError, unpacked
from factcheck.evidence.cut import MAX_COLUMNS
from factcheck.evidence.stored.json_text import Printed, broken, parse_json, shown_kind
from factcheck.evidence.stored.parts import Parts, no_single_values
from factcheck.evidence.stored.plain_numbers import plain_number
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.evidence.locate import Located

    Record = dict[str, Any]

MAX_BYTES = 2**26
"""Of JSON, which has to be read as a whole."""
_AS_LINES = "write one record a line, as JSON Lines, in a file that ends in .jsonl"
_FLAT = "write what claims need of it as a key of its own, with one number, text or truth"


def json_parts(located: Located) -> Parts:
    """Return the keys and records of a list; raises ``ContentError`` where it is none."""
    with unpacked(located) as binary:
        data = binary.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise broken(f"it has more than {MAX_BYTES // 2**20} MiB", _AS_LINES)
    found = parse_json(data.removeprefix(BOM_UTF8))
    if not isinstance(found, list):
        hint = 'the file has to be a list of records: `[{"year": 2020, "cases": 14}]`'
        raise broken(f"{shown_kind(found)} stands where a list of records is expected", hint)
    numbered = [(number, _record(each, "record", number)) for number, each in enumerate(found, 1)]
    names, faults = _columns(numbered, "record")
    rows = [(number, _row(each, names)) for number, each in numbered]

    def copied() -> Iterator[tuple[int, list[str]]]:
        # Whoever asks may change the rows.
        return ((number, [*row]) for number, row in rows)

    return Parts(names, copied, faults)


def json_lines_parts(located: Located) -> Parts:
    """Return the keys and records of a file with one record a line; raises as ``json_parts``."""
    names, faults = _columns(_lines(located), "line")

    def rows() -> Iterator[tuple[int, list[str]]]:
        return ((line, _row(each, names)) for line, each in _lines(located))

    return Parts(names, rows, faults)


def _lines(located: Located) -> Iterator[tuple[int, Record]]:
    """Yield the records of the lines that are not blank, each with the number of its line."""
    with unpacked(located) as binary:
        number = 0
        while text := binary.readline(MAX_LINE + 1):
            number += 1
            if len(text) > MAX_LINE:
                raise broken(f"line {number} has more than {MAX_LINE:,} bytes")
            if number == 1:
                text = text.removeprefix(BOM_UTF8)
            if text.strip():
                yield number, _record(parse_json(text, f"line {number}: "), "line", number)


def _record(found: Any, kind: str, number: int) -> Record:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(found, dict):
        hint = 'each record names its values: `{"year": 2020, "cases": 14}`'
        message = f"{kind} {number}: {shown_kind(found)} stands where a record is expected"
        raise broken(message, hint)
    return found


def _columns(
    records: Iterable[tuple[int, Record]], kind: str
) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Return the keys of all records as they come up, and the faults of those with lists."""
    names: dict[str, None] = {}
    nested: dict[str, Fault] = {}
    is_empty = True
    for number, each in records:
        is_empty = False
        names |= dict.fromkeys(each)
        if len(names) > MAX_COLUMNS:
            raise broken(f"the records have more than {MAX_COLUMNS:,} different keys")
        for name, value in each.items():
            if isinstance(value, list | dict) and name not in nested:
                what = "lists" if isinstance(value, list) else "records"
                nested[name] = no_single_values(name, f"{what}, as in {kind} {number}", _FLAT)
    if not names:
        why = "there is no record" if is_empty else "no record has a key"
        raise ContentError(Fault(codes.NO_HEADER, f"the table is empty: {why}"))
    return tuple(names), tuple(nested.values())


def _row(found: Record, names: tuple[str, ...]) -> list[str]:
    return [_text(found.get(name)) for name in names]


def _text(value: str | bool | list[Any] | Record | None) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Printed():
            return plain_number(value)
        case str():
            return value
        case _:
            # What holds several values is a fault of its column.
            return ""
