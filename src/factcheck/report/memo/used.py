"""What a memo says of sources, tables, rubrics and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.told import told
from factcheck.report import cited
from factcheck.report.memo.records import FileMemo, Link, RubricMemo, SourceMemo
from factcheck.report.memo.rule_table import rule_table
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from factcheck.model.result import EvidenceUsed, FileUsed, RubricUsed, RunResult
    from factcheck.model.spec import Source


def claim_file_of(result: RunResult) -> str:
    """Return the path of the claim file; empty where it was no file."""
    return one_line(result.files[0].path) if result.files else ""


def source_memo(source: Source) -> SourceMemo:
    """Return a source as it is cited, with its addresses."""
    accessed = one_line(source.accessed)
    notes = [told("accessed {date}", date=accessed)] if accessed else []
    links = (("", source.url), (told("archived at"), source.archived))
    return SourceMemo(
        text=cited.cited(source),
        notes=tuple(notes),
        links=tuple(Link(before, one_line(link)) for before, link in links if one_line(link)),
    )


def evidence_memo(table: EvidenceUsed) -> FileMemo:
    """Return a table as it was scanned."""
    return FileMemo(
        path=one_line(table.path),
        text=cited.evidence_in_words(table),
        sha256=one_line(table.sha256),
        notes=tuple(map(one_line, table.notes)),
        illustrative=table.is_illustrative,
    )


def file_memo(file: FileUsed) -> FileMemo:
    """Return a file of the user's that was read."""
    return FileMemo(path=one_line(file.path), text="", sha256=one_line(file.sha256))


def rubric_memo(rubric: RubricUsed) -> RubricMemo:
    """Return by whose definition rows were classified, or verdicts labelled."""
    return RubricMemo(
        path=one_line(rubric.file),
        text=cited.rubric_in_words(rubric),
        sources=tuple(map(_model_of, rubric.sources)),
        sha256=one_line(rubric.sha256),
        table=None if rubric.rubric is None else rule_table(rubric.rubric),
    )


def _model_of(source: Source) -> SourceMemo:
    """Return the source that a rubric was made after."""
    memo = source_memo(source)
    return replace(memo, text=told("after {source}", source=memo.text))
