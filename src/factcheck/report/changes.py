"""What changed from one report to another: first what could silence a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.report.change_parts import (
    declaration_changes,
    evidence_changes,
    fields_of,
    file_changes,
    judged_changes,
    terms_changed,
    told,
)
from factcheck.report.changed import Change
from factcheck.report.compared import MADE_BY
from factcheck.report.said import record_in, records_in

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]
_DECLARED = "declared"
"""The reason of a claim whose author says why it cannot be checked."""


class Side(Struct, frozen=True):
    """One of the reports."""

    name: str
    """As the caller calls it."""
    file: str | None
    """The claim file that it is about."""
    sha256: str | None
    """The digest of that."""
    factcheck: str | None
    """The version of the program that made it."""


class Changes(Struct, frozen=True):
    """Everything that the new report says otherwise than the old one."""

    old: Side
    new: Side
    silencing: tuple[Change, ...]
    """What could silence a check: the claim file asks something else, or no more."""
    gone: tuple[str, ...]
    added: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    """Pairs of a claim that is gone and a new one that measures the same."""
    results: tuple[Change, ...]
    """Verdicts, figures, what was found, and whatever else is told of claims and disputes."""
    evidence: tuple[Change, ...]
    notes: tuple[str, ...]
    """What is no change in itself."""

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        listed = (self.silencing, self.gone, self.added, self.renamed, self.results, self.evidence)
        return any(listed)


_TOLD = ("exit_code", "title", "about", "publisher")


class _Gathered(Struct, frozen=True):
    """The changes of claims and disputes on the way."""

    silencing: list[Change]
    results: list[Change]


def changes_between(old: Fields, new: Fields, names: tuple[str, str]) -> Changes:
    """Return what changed between two reports that have the outline of one.

    ``names`` are what the caller calls them. Claims, parts and disputes are told apart by their
    ids, readings by their names.
    """
    gathered = _Gathered([*_of_the_whole(old, new)], [])
    renamed = _renamed(records_in(old.get("claims")), records_in(new.get("claims")))
    gone, added = _sides(old.get("claims"), new.get("claims"), "claim", "", gathered, renamed)
    _of_disputes(old.get("disputes"), new.get("disputes"), gathered)
    gathered.silencing.extend(declaration_changes(old, new))
    return Changes(
        _side(old, names[0]),
        _side(new, names[1]),
        (*gathered.silencing, *file_changes(old, new)),
        gone,
        added,
        tuple(renamed.items()),
        (*gathered.results, *fields_of("the run", old, new, _TOLD)),
        tuple(evidence_changes(old, new)),
        tuple(_notes(old, new)),
    )


def _of_the_whole(old: Fields, new: Fields) -> Iterator[Change]:
    """Yield by which rules and for which date everything was judged."""
    yield from fields_of("the run", old, new, ("as_of", "hedges", "language"))


def _side(report: Fields, name: str) -> Side:
    first = next(iter(records_in(report.get("files"))), {})
    path, digest, made_by = first.get("path"), first.get("sha256"), report.get(MADE_BY)
    return Side(name, told(path), told(digest), told(made_by))


def _notes(old: Fields, new: Fields) -> Iterator[str]:
    before, now = _side(old, ""), _side(new, "")
    if before.factcheck != now.factcheck:
        yield f"made by factcheck {before.factcheck} and {now.factcheck}"
    if before.sha256 != now.sha256:
        yield "the claim file is not the same to the byte"
    for each, which in ((old, "old"), (new, "new")):
        if "declarations" not in each:
            yield (
                f"the {which} report comes from a version that does not tell `under`, `using`, "
                "tests and declarations: changes in them cannot be seen"
            )


def _renamed(old: list[Fields], new: list[Fields]) -> dict[str, str]:
    """Return the new names of claims that are gone, where a new one measures the same."""
    known_old, known_new = {each["id"] for each in old}, {each["id"] for each in new}
    waiting: dict[str, list[str]] = {}
    for each in new:
        if each["id"] not in known_old:
            waiting.setdefault(_measured(each), []).append(each["id"])
    found: dict[str, str] = {}
    for each in old:
        others = waiting.get(_measured(each)) if each["id"] not in known_new else None
        if others and _has_measure(each):
            found[each["id"]] = others.pop(0)
    return found


def _has_measure(claim: Fields) -> bool:
    return bool(claim.get("readings") or claim.get("parts"))


def _measured(claim: Fields) -> str:
    """Return what a claim measures, with all of its readings and parts, as one text."""
    readings = [
        (told(each.get("name")), told(each.get("measure")))
        for each in records_in(claim.get("readings"))
    ]
    parts = [_measured(each) for each in records_in(claim.get("parts"))]
    return repr((told(claim.get("form")), readings, parts))


def _sides(
    old: object,
    new: object,
    what: str,
    above: str,
    gathered: _Gathered,
    renamed: dict[str, str],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Compare claims or parts; return the names of those that are gone, and of new ones."""
    before = {str(each.get("id")): each for each in records_in(old)}
    now = {str(each.get("id")): each for each in records_in(new)}
    gone = [name for name in before if name not in now and name not in renamed]
    for name, claim in before.items():
        match = now.get(renamed.get(name, name))
        label = f"{what} {above}{renamed.get(name, name)}"
        if match is None:
            gathered.silencing.append(Change(label, "gone", told(claim.get("verdict")), None))
        else:
            _of_claim(label, claim, match, gathered)
    added = [name for name in now if name not in before and name not in renamed.values()]
    return tuple(gone), tuple(added)


def _of_claim(label: str, old: Fields, new: Fields, gathered: _Gathered) -> None:
    gathered.silencing.extend(fields_of(label, old, new, ("expected", "form", "illustrative")))
    gathered.silencing.extend(_not_checkable(label, old, new))
    before, now = _by_name(old), _by_name(new)
    is_single = list(before) == list(now) == [None]
    apart = ("readings", "parts", "expected", "form", "illustrative")
    gathered.results.extend(judged_changes(label, old, new, apart))
    for name in dict.fromkeys((*before, *now)):
        inner = label if is_single or name is None else f"{label} / {name}"
        told_above = _alike((old, before[name]), (new, now[name])) if is_single else ()
        _of_reading(inner, before.get(name), now.get(name), gathered, told_above)
    _, added = _sides(
        old.get("parts"), new.get("parts"), "part", f"{label.partition(' ')[2]} / ", gathered, {}
    )
    gathered.silencing.extend(Change(f"{label} / {name}", "part", None, "there") for name in added)


def _by_name(claim: Fields) -> dict[str | None, Fields]:
    """Return the readings of a claim; of several of one name each has a number but the first."""
    found: dict[str | None, Fields] = {}
    for each in records_in(claim.get("readings")):
        name = label = told(each.get("name"))
        number = 1
        while label in found:
            number += 1
            label = f"{name or 'reading'} ({number})"
        found[label] = each
    return found


def _alike(*pairs: tuple[Fields, Fields]) -> tuple[str, ...]:
    """Return the fields that readings have in common with their claims, which tell them then."""
    _, reading = pairs[0]
    return tuple(
        name
        for name in reading
        if all(name in one and one[name] == other.get(name) for one, other in pairs)
    )


def _of_reading(
    label: str,
    old: Fields | None,
    new: Fields | None,
    gathered: _Gathered,
    told_above: tuple[str, ...],
) -> None:
    """Note what changed in a reading, but for what was told of its claim."""
    if old is None or new is None:
        sides = ("there", None) if new is None else (None, "there")
        gathered.silencing.append(Change(label, "reading", *sides))
        return
    gathered.silencing.extend(terms_changed(label, old, new))
    apart = ("terms", "name", *told_above)
    gathered.results.extend(judged_changes(label, old, new, apart))


def _not_checkable(label: str, old: Fields, new: Fields) -> Iterator[Change]:
    """Yield that a claim's author says now, no more or in other words why nobody can check it."""
    before, now = _reason_declared(old), _reason_declared(new)
    if before != now:
        yield Change(label, "not_checkable", before, now)


def _reason_declared(claim: Fields) -> str | None:
    return told(claim.get("explanation")) if claim.get("reason") == _DECLARED else None


def _of_disputes(old: object, new: object, gathered: _Gathered) -> None:
    before = {str(each.get("id")): each for each in records_in(old)}
    now = {str(each.get("id")): each for each in records_in(new)}
    for name in dict.fromkeys((*before, *now)):
        label, one, other = f"dispute {name}", before.get(name), now.get(name)
        if other is None:
            verdict = told(record_in(one).get("verdict"))
            gathered.silencing.append(Change(label, "gone", verdict, None))
        elif one is None:
            gathered.results.append(Change(label, "new", None, told(other.get("verdict"))))
        else:
            gathered.silencing.extend(fields_of(label, one, other, ("expected", "illustrative")))
            gathered.silencing.extend(terms_changed(label, one, other))
            apart = ("expected", "illustrative", "terms")
            gathered.results.extend(judged_changes(label, one, other, apart))
