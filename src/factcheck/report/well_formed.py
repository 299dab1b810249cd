"""Whether what was read from JSON has the outline of a report: lists of records, each with its id.

Only the outline: what stands in the fields is compared or checked by others, which would not see
what they do not take for a claim, and of two claims of one id only one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.model.near import quoted
from factcheck.report.certificate_json import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]
_KINDS = {
    dict: "a record", list: "a list", str: "a text", bool: "a truth value", type(None): "null",
}  # fmt: skip


def require_outline(report: Fields) -> None:
    """Raise ``UnreadableError`` with the place of what is not where reports have it.

    A field that is not there at all is none of these: whoever compares reports names it.
    """
    for place, claim in _with_ids(report, "claims", ""):
        _require_claim(place, claim)
    for place, dispute in _with_ids(report, "disputes", ""):
        conditions = _record(dispute, "conditions", place)
        for name in conditions:
            _record(conditions, name, f"{place}.conditions")
        _record(dispute, "without_assumptions", place)


def _require_claim(place: str, claim: Fields) -> None:
    _record(claim, "without_assumptions", place)
    for inner, reading in _records(claim, "readings", place):
        name = reading.get("name")
        if name is not None and not isinstance(name, str):
            raise _unlike(f"{inner}.name", name, "a text")
        _record(reading, "without_assumptions", inner)
    for inner, part in _with_ids(claim, "parts", place):
        _require_claim(inner, part)


def _with_ids(fields: Fields, name: str, above: str) -> Iterator[tuple[str, Fields]]:
    """Yield the records of a list, no two of one id, with their places."""
    known: dict[str, str] = {}
    for place, each in _records(fields, name, above):
        called = each.get("id")
        if not isinstance(called, str):
            raise _unlike(f"{place}.id", called, "a text")
        if called in known:
            message = f"{place} has the id {quoted(called)}, which {known[called]} has too"
            raise UnreadableError(message)
        known[called] = place
        yield place, each


def _records(fields: Fields, name: str, above: str) -> Iterator[tuple[str, Fields]]:
    place = f"{above}.{name}" if above else name
    given = fields.get(name, [])
    if not isinstance(given, list):
        raise _unlike(place, given, "a list")
    for number, each in enumerate(given):
        if not isinstance(each, dict):
            raise _unlike(f"{place}[{number}]", each, "a record")
        yield f"{place}[{number}]", each


def _record(fields: Fields, name: str, above: str) -> Fields:
    """Return a record; an empty one for none."""
    given = fields.get(name)
    if given is not None and not isinstance(given, dict):
        raise _unlike(f"{above}.{name}", given, "a record")
    return given or {}


def _unlike(place: str, given: object, wanted: str) -> UnreadableError:
    return UnreadableError(f"{place} is {_KINDS.get(type(given), 'a number')} and not {wanted}")
