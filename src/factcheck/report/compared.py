"""Two reports compared, field by field: what one says and the other does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.model.near import quoted
from factcheck.report.said import records_in

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]

MADE_BY = "factcheck"
"""The version of the program, which says nothing of a claim; a newer one may check an older."""
_MISSING = object()
_WIDTH = 100


def differences(said: Fields, now: Fields) -> Iterator[str]:
    """Yield what a report says otherwise than it has to, with the claim or dispute and the field.

    ``now`` is what it has to say. Claims, parts and disputes are told apart by their ids, readings
    by their order.
    """
    apart = ("claims", "disputes", MADE_BY)
    yield from _fields("the report", said, now, apart)
    yield from _of_claims(said.get("claims"), now.get("claims"), "")
    yield from _of_disputes(said.get("disputes"), now.get("disputes"))


def _of_claims(said: object, now: object, above: str) -> Iterator[str]:
    yield from _on_one_side("claim", said, now, above)
    for name, one, other in _pairs(said, now):
        label = f"{above}{name}"
        yield from _fields(quoted(label), one, other, ("readings", "parts"))
        yield from _of_readings(label, one.get("readings"), other["readings"])
        yield from _of_claims(one.get("parts"), other["parts"], f"{label} / ")


def _of_readings(claim: str, said: object, now: list[Fields]) -> Iterator[str]:
    given = records_in(said)
    if not isinstance(said, list) or not len(said) == len(given) == len(now):
        yield f"{quoted(claim)}: the report has other readings than the files"
        return
    for one, other in zip(given, now, strict=True):
        name = other["name"]
        yield from _fields(quoted(claim if name is None else f"{claim} / {name}"), one, other)


def _of_disputes(said: object, now: object) -> Iterator[str]:
    yield from _on_one_side("dispute", said, now, "")
    for name, one, other in _pairs(said, now):
        yield from _fields(f"dispute {quoted(name)}", one, other)


def _on_one_side(what: str, said: object, now: object, above: str) -> Iterator[str]:
    """Yield what only one of the reports has, and where they have the same in another way."""
    given, known = _ids(said), _ids(now)
    for name in sorted({*given} ^ {*known}):
        side = "files" if name in known else "report"
        yield f"{what} {quoted(f'{above}{name}')} is only in the {side}"
    is_list = isinstance(said, list) and len(said) == len(given)
    if not is_list or ({*given} == {*known} and given != known):
        within = f" of {quoted(above.removesuffix(' / '))}" if above else ""
        yield f"the {what}s{within} are not in the report as they are in the files"


def _pairs(said: object, now: object) -> Iterator[tuple[str, Fields, Fields]]:
    """Yield the name and both sides of what both reports have."""
    known = dict(zip(_ids(now), records_in(now), strict=True))
    for name, one in zip(_ids(said), records_in(said), strict=True):
        if name in known:
            yield name, one, known[name]


def _ids(given: object) -> list[str]:
    return [str(each.get("id")) for each in records_in(given)]


def _fields(label: str, said: Fields, now: Fields, apart: tuple[str, ...] = ()) -> Iterator[str]:
    for name in dict.fromkeys((*now, *said)):
        if name not in apart:
            yield from _unlike(label, name, said.get(name, _MISSING), now.get(name, _MISSING))


def _unlike(label: str, field: str, said: object, now: object) -> Iterator[str]:
    if isinstance(said, dict) and isinstance(now, dict):
        for name in dict.fromkeys((*now, *said)):
            inner = f"{field}.{name}"
            yield from _unlike(label, inner, said.get(name, _MISSING), now.get(name, _MISSING))
    elif isinstance(said, list) and isinstance(now, list) and len(said) == len(now):
        for place, (one, other) in enumerate(zip(said, now, strict=True)):
            yield from _unlike(label, f"{field}[{place}]", one, other)
    elif type(said) is not type(now) or said != now:
        yield f"{label}, {field}: the report says {_told(said)}, the files and answers {_told(now)}"


def _told(said: object) -> str:
    """Return what a field says in a few words."""
    match said:
        case None:
            return "nothing"
        case bool():
            return "true" if said else "false"
        case dict():
            return "a record"
        case list():
            return f"a list of {len(said):,}"
        case _ if said is _MISSING:
            return "nothing at all"
        case _:
            text = str(said)
            return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
