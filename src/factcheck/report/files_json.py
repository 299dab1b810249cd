"""What a run has read, and what is wrong with it, in the form that reports give it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.report.place_json import place_object
from factcheck.report.visible import without_passwords

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import Problem
    from factcheck.model.result import EvidenceUsed, FileUsed, RubricUsed
    from factcheck.model.spec import Publisher, Source

Fields = dict[str, Any]


def file_object(file: FileUsed) -> Fields:
    """Return a file of the user's that was read."""
    return {"path": file.path, "sha256": file.sha256}


def rubric_object(rubric: RubricUsed) -> Fields:
    """Return a rubric or scale that was read, and who made it."""
    return {
        "file": rubric.file,
        "sha256": rubric.sha256,
        "name": rubric.name,
        "title": rubric.title,
        "version": rubric.version,
        "author": rubric.author,
        "sources": [source_object(source) for source in rubric.sources],
        "hit_policy": rubric.hit_policy,
        "classes": [
            {
                "name": each.name,
                "label": each.label,
                "role": None if each.role is None else each.role.value,
                "rating": None if each.rating is None else number_of(each.rating),
            }
            for each in rubric.classes
        ],
    }


def publisher_object(publisher: Publisher | None) -> Fields | None:
    """Return who publishes the fact-check; ``None`` where that is not said."""
    if publisher is None:
        return None
    return {
        "name": publisher.name,
        "url": publisher.url,
        "logo": publisher.logo,
        "page": publisher.page,
        "published": publisher.published,
    }


def number_of(number: Fraction) -> float | int:
    """Return a number as JSON writes it, for display."""
    return number.numerator if number.denominator == 1 else float(number)


def evidence_object(table: EvidenceUsed) -> Fields:
    """Return a table as it was scanned."""
    return {
        "path": table.path,
        "sha256": table.sha256,
        "rows": table.rows,
        "columns": list(table.columns),
        "table": table.table,
        "source": table.source,
        "illustrative": table.is_illustrative,
        "notes": list(table.notes),
        "vintage": table.vintage,
        "most_rows": table.rows + table.hidden_rows,
    }


def source_object(source: Source) -> Fields:
    """Return a source that the claim file declares."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "archived": source.archived,
        "published": source.published,
        "accessed": source.accessed,
    }


def problem_object(problem: Problem) -> Fields:
    """Return what is wrong or odd in a file."""
    return {
        "code": problem.code.code,
        "slug": problem.code.slug,
        "severity": problem.severity.value,
        "message": without_passwords(problem.message),
        "hint": None if problem.hint is None else without_passwords(problem.hint),
        "position": place_object(problem.span),
    }
