"""Sources, tables and rubrics in words: where something comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told, told_count, told_digits, told_join
from factcheck.report.visible import one_line
from factcheck.report.wording import ILLUSTRATIVE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.result import Assessment, ClaimResult, EvidenceUsed, RubricUsed
    from factcheck.model.spec import Source


def attribution(claim: ClaimResult, sources: Iterable[Source]) -> str:
    """Return who said it, where and when: ``a spokesperson, Tages-Anzeiger, 2021-03-02``."""
    return ", ".join(
        filter(
            None, (one_line(claim.speaker), title_of(claim.source, sources), one_line(claim.date))
        )
    )


def title_of(identifier: str | None, sources: Iterable[Source]) -> str:
    """Return a source's title, or its id where it has none or is not declared."""
    found = _declared(identifier, sources)
    return one_line(found.title if found and found.title else identifier)


def address_of(identifier: str | None, sources: Iterable[Source]) -> str:
    """Return a source's web address; empty where it has none or is not declared."""
    found = _declared(identifier, sources)
    return one_line(found.url) if found else ""


def _declared(identifier: str | None, sources: Iterable[Source]) -> Source | None:
    return next((source for source in sources if source.id == identifier), None)


def cited(source: Source) -> str:
    """Return title, publisher and date of a source: ``fedpol in Zahlen (fedpol, 2022-05)``."""
    title = one_line(source.title) or one_line(source.id)
    details = [one_line(source.publisher), one_line(source.published)]
    inside = ", ".join(detail for detail in details if detail)
    return told_join(" ", (title, f"({inside})" if inside else ""))


def cited_by(assessment: Assessment, sources: Iterable[Source]) -> list[str]:
    """Return the sources of the evidence that a reading used, cited."""
    known = {source.id: cited(source) for source in sources}
    return [known.get(each, one_line(each)) for each in assessment.sources]


def evidence_in_words(evidence: EvidenceUsed) -> str:
    """Return how much of a table was read: ``8 rows; columns year, reports``."""
    columns = ", ".join(map(one_line, evidence.columns))
    vintage = one_line(evidence.vintage)
    parts = (
        told("{table} of {date}", table=one_line(evidence.table), date=vintage) if vintage else "",
        _rows_of(evidence),
        told("columns {names}", names=columns) if columns else "",
        ILLUSTRATIVE if evidence.is_illustrative else "",
    )
    return told_join("; ", parts)


def _rows_of(evidence: EvidenceUsed) -> str:
    """Return how many rows a table has: ``8 rows``, ``1,200 to 1,230 rows``."""
    if not evidence.hidden_rows:
        return told_count(evidence.rows, "{n} row", "{n} rows")
    least, most = evidence.rows, evidence.rows + evidence.hidden_rows
    return told_count(
        most, "{least} to {n} row", "{least} to {n} rows", least=told_digits(f"{least:,}")
    )


def rubric_in_words(rubric: RubricUsed) -> str:
    """Return which rubric it is and how it decides: ``“Acts”, version 2, by A. B.; unique``."""
    named = one_line(rubric.title) or one_line(rubric.name)
    version, author = one_line(rubric.version), one_line(rubric.author)
    parts = (
        told("“{text}”", text=named) if named else "",
        told("version {version}", version=version) if version else "",
        told("by {author}", author=author) if author else "",
    )
    policy = told("hit policy {policy}", policy=one_line(rubric.hit_policy))
    return told_join("; ", (told_join(", ", parts), policy))
