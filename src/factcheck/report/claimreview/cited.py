"""Who said and published what, as schema.org has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.result import Assessment, ClaimResult, EvidenceUsed, Provenance, RunResult
    from factcheck.model.spec import Publisher, Source
    from factcheck.report.memo.records import ClaimMemo

Fields = dict[str, Any]

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+")


def author_of(publisher: Publisher) -> Fields:
    """Return who reviews, and when it was published."""
    house = {
        "@type": "Organization",
        "name": one_line(publisher.name),
        **address("url", publisher.url),
        **address("logo", publisher.logo),
    }
    return {"author": house, **_date(publisher.published)}


def claim_object(claim: ClaimResult, memo: ClaimMemo, sources: tuple[Source, ...]) -> Fields:
    """Return the claim: its words, who said it, when, and where it stands."""
    source = _declared(claim.source, sources)
    return {
        "@type": "Claim",
        **_text("name", memo.title),
        **_text("text", memo.quote),
        **_said_by(claim.speaker, source),
        **_date(claim.date),
        **({"appearance": work_object("CreativeWork", source)} if source else {}),
    }


def _said_by(speaker: str | None, source: Source | None) -> Fields:
    """Return the author of a claim: who said it, else who published it."""
    if one_line(speaker):
        return {"author": {"@type": "Person", "name": one_line(speaker)}}
    publisher = one_line(source.publisher) if source else ""
    return {"author": {"@type": "Organization", "name": publisher}} if publisher else {}


def work_object(kind: str, source: Source) -> Fields:
    """Return a source as a work of one type of schema.org."""
    publisher = one_line(source.publisher)
    return {
        "@type": kind,
        "name": one_line(source.title) or one_line(source.id),
        **address("url", source.url),
        **address("archivedAt", source.archived),
        **({"publisher": {"@type": "Organization", "name": publisher}} if publisher else {}),
        **_date(source.published),
    }


def based_on(claim: ClaimResult, result: RunResult) -> Fields:
    """Return the tables that a claim was calculated from, and other sources of its evidence."""
    known = {each.id: each for each in result.sources}
    used = {(each.table, each.path): each for each in result.evidence}
    readings = list(_readings(claim))
    tables = dict.fromkeys(
        behind for each in readings for step in each.calculation for behind in step.provenance
    )
    works: dict[str, Fields] = {}
    cited = set()
    for behind in tables:
        source = known.get(_source_of(behind, used) or "")
        cited.add(source.id if source else "")
        works.setdefault(f"{behind.file} {behind.sha256}", _dataset(behind, source))
    for identifier in dict.fromkeys(name for each in readings for name in each.sources):
        if identifier in known and identifier not in cited:
            works[identifier] = work_object("CreativeWork", known[identifier])
    return {"isBasedOn": list(works.values())} if works else {}


def _readings(claim: ClaimResult) -> Iterator[Assessment]:
    yield from claim.readings
    for part in claim.parts:
        yield from _readings(part)


def _source_of(behind: Provenance, used: dict[tuple[str, str], EvidenceUsed]) -> str | None:
    table = used.get((behind.table, behind.file))
    return None if table is None else table.source


def _dataset(behind: Provenance, source: Source | None) -> Fields:
    """Return a table: the file that was read, and the publication that it is from."""
    published = {} if source is None else {"isPartOf": work_object("CreativeWork", source)}
    return {
        "@type": "Dataset",
        "name": one_line(behind.file),
        "identifier": f"sha256:{one_line(behind.sha256)}",
        **published,
    }


def _declared(identifier: str | None, sources: tuple[Source, ...]) -> Source | None:
    return next((source for source in sources if source.id == identifier), None)


def _text(name: str, text: str) -> Fields:
    return {name: text} if text else {}


def address(name: str, given: str | None) -> Fields:
    """Return an address of the web; nothing for anything else."""
    shown = one_line(given)
    return {name: shown} if _ADDRESS.fullmatch(shown) else {}


def _date(date: str | None) -> Fields:
    """Return a date that ISO 8601 knows; words such as ``winter 2019`` are none."""
    shown = one_line(date)
    return {"datePublished": shown} if _DATE.fullmatch(shown) else {}
