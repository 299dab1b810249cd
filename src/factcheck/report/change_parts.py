"""Fields, terms, declarations, files and tables of two reports, compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck.report.changed import Change
from factcheck.report.said import record_in, records_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Fields = dict[str, Any]

_SETS = ("claimed", "found", "condition", "integer_condition")
_TOLD = (
    "verdict", "as_expected", *_SETS, "reason", "confidence", "labels", "findings",
    "premises", "quote", "source", "title", "speaker", "date", "note", "about",
)  # fmt: skip
"""The fields whose values are told; of all others only that they changed."""
_UNCOMPARED = frozenset({"id", "position", "obstacle_at", "measure", "figure", "figure_rule"})
"""Names and places, as a line more above a claim is no change of it, and what terms tell."""
_ALWAYS = ("statement",)
"""Kinds of declarations that count as soon as they are there."""
_SHORT = 12
TOO = "changed too"
"""What a change is of that only names fields."""


def told(value: object) -> str | None:
    """Return what a field says as a text; ``None`` for nothing."""
    match value:
        case None | [] | {}:
            return None
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case _:
            return json.dumps(value, ensure_ascii=False)


def fields_of(where: str, old: Fields, new: Fields, names: Iterable[str]) -> Iterator[Change]:
    """Yield the changes of some fields, with their values."""
    for name in names:
        before, now = _both(name, old.get(name), new.get(name))
        if before != now:
            yield Change(where, _CALLED.get(name, name), before, now)


def _both(name: str, old: object, new: object) -> tuple[str | None, str | None]:
    """Return what both sides say; of sets that are told alike their exact ends."""
    before, now = _said(name, old), _said(name, new)
    if before == now and name in _SETS:
        return _ends(old), _ends(new)
    return before, now


def _ends(value: object) -> str | None:
    fields = record_in(value)
    ends = (told(fields.get(f"{end}_exact")) or "" for end in ("lower", "upper"))
    return "..".join(dict.fromkeys(ends)) if fields else None


_CALLED = {"expected": "expect", "as_expected": "as expected", "exit_code": "exit code"}


def _said(name: str, value: object) -> str | None:
    """Return a field in words: of sets their wording, of lists what each is called."""
    if name in _SETS:
        return told(record_in(value).get("text"))
    if name == "findings":
        return _listed(each.get("slug") for each in records_in(value))
    if name == "premises":
        return _listed(f"{each.get('name')} ({each.get('kind')})" for each in records_in(value))
    if name == "labels" and isinstance(value, list):
        return _listed(value)
    return told(value)


def _listed(values: Iterable[object]) -> str | None:
    return ", ".join(filter(None, map(told, values))) or None


def judged_changes(
    where: str, old: Fields, new: Fields, apart: tuple[str, ...]
) -> Iterator[Change]:
    """Yield the changes of a claim, reading or dispute, but for some fields.

    Those that need many lines to be told, such as a calculation, are only named.
    """
    yield from fields_of(where, old, new, (name for name in _TOLD if name not in apart))
    unsaid = {*_UNCOMPARED, *apart}
    others = [
        name
        for name in dict.fromkeys((*old, *new))
        if name not in unsaid and _is_only_named(name, old.get(name), new.get(name))
    ]
    if others:
        yield Change(where, TOO, None, ", ".join(others))


def _is_only_named(name: str, old: object, new: object) -> bool:
    """Whether a field changed in what is not told."""
    before, now = _both(name, old, new)
    return old != new and (name not in _TOLD or before == now)


def terms_changed(where: str, old: Fields, new: Fields) -> Iterator[Change]:
    """Yield what the claim file says otherwise of a reading, dispute or declaration.

    Nothing where one of the reports does not tell it.
    """
    if "terms" not in old or "terms" not in new:
        yield from fields_of(where, old, new, ("measure", "figure"))
        return
    before, now = _terms(old), _terms(new)
    for key in dict.fromkeys((*before, *now)):
        if before.get(key) != now.get(key):
            yield Change(where, key, before.get(key), now.get(key))


def _terms(fields: Fields) -> dict[str, str | None]:
    return {str(each.get("key")): told(each.get("text")) for each in records_in(fields["terms"])}


def declaration_changes(old: Fields, new: Fields) -> Iterator[Change]:
    """Yield what changed in the tables, quantities, statements and so on that are declared.

    A new one matters where something names it, which is told there; a statement always does.
    """
    if "declarations" not in old or "declarations" not in new:
        return
    before, now = _declared(old), _declared(new)
    for name in dict.fromkeys((*before, *now)):
        one, other = before.get(name), now.get(name)
        where = " ".join(name)
        if one is not None and other is not None:
            yield from terms_changed(where, {"terms": [], **one}, {"terms": [], **other})
        elif other is None:
            yield Change(where, "gone", "there", None)
        elif name[0] in _ALWAYS:
            yield Change(where, "new", None, "there")


def _declared(report: Fields) -> dict[tuple[str, str], Fields]:
    found = records_in(report.get("declarations"))
    return {(str(each.get("kind")), str(each.get("name"))): each for each in found}


def file_changes(old: Fields, new: Fields) -> Iterator[Change]:
    """Yield rubrics and scales that are others now; the claim file, the first, is not among them.

    They are rules by which claims are judged, and no evidence.
    """
    before, now = _digests(old), _digests(new)
    for path in sorted({*before} | {*now}):
        if before.get(path) != now.get(path):
            one, other = _short(before.get(path)), _short(now.get(path))
            yield Change(f"file {path}", "sha256", one, other)


def _digests(report: Fields) -> dict[str, str | None]:
    files = records_in(report.get("files"))[1:]
    return {str(each.get("path")): told(each.get("sha256")) for each in files}


def evidence_changes(old: Fields, new: Fields) -> Iterator[Change]:
    """Yield tables that are read newly or no more, and what changed in the others."""
    before, now = _tables(old), _tables(new)
    for name in dict.fromkeys((*before, *now)):
        one, other = before.get(name), now.get(name)
        where = f"table {name}"
        if one is None or other is None:
            sides = (told(record_in(one).get("path")), told(record_in(other).get("path")))
            yield Change(where, "gone" if other is None else "new", *sides)
            continue
        yield from fields_of(where, one, other, ("path", "source"))
        if one.get("sha256") != other.get("sha256"):
            digests = (_short(told(one.get("sha256"))), _short(told(other.get("sha256"))))
            yield Change(where, "sha256", *digests)
        yield from fields_of(where, one, other, ("rows", "illustrative"))
        if one.get("rows") == other.get("rows") and "most_rows" in one and "most_rows" in other:
            # Older reports do not tell; where rows changed, that says it.
            yield from fields_of(where, one, other, ("most_rows",))
        columns, others = _listed(_list(one, "columns")), _listed(_list(other, "columns"))
        if columns != others:
            yield Change(where, "columns", columns, others)
        notes, remarks = _listed(_list(one, "notes")), _listed(_list(other, "notes"))
        if notes != remarks:
            yield Change(where, "notes", notes, remarks)


def _tables(report: Fields) -> dict[str, Fields]:
    found = records_in(report.get("evidence"))
    return {f"{each.get('table')}{_edition(each)}": each for each in found}


def _edition(table: Fields) -> str:
    vintage = table.get("vintage")
    return "" if vintage is None else f"@{vintage}"


def _list(fields: Fields, name: str) -> list[object]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _short(digest: str | None) -> str | None:
    return None if digest is None else f"{digest[:_SHORT]}…"
