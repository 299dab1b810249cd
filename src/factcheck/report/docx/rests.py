"""What a memo rests on, in a Word document: sources, tables, rubrics, files, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.docx.page import NOTHING, cells
from factcheck.report.docx.pieces import ASIDE, Piece, aside, bold, code, linked
from factcheck.report.printed import printed_problem, rules_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.problem import Problem
    from factcheck.report.docx.page import Page
    from factcheck.report.docx.pieces import Line
    from factcheck.report.memo.records import FileMemo, Memo, RubricMemo, RuleTable, SourceMemo


def write_rests(page: Page, memo: Memo) -> None:
    """Write what stands behind the claims and disputes of a memo."""
    words = page.words
    _write_list(page, words.sources, map(_source, memo.sources))
    _write_list(page, words.evidence, map(_file, memo.evidence))
    _write_rubrics(page, words.rubrics, memo.rubrics)
    _write_rubrics(page, words.labels, (memo.scale,) if memo.scale else ())
    if memo.warnings:
        page.sheet.heading(page.top, words.warnings)
        write_problems(page, memo.warnings)
    _write_list(page, words.files, map(_file, memo.files))
    page.sheet.line((Piece(memo.made_by, ASIDE),))


def write_problems(page: Page, problems: tuple[Problem, ...]) -> None:
    """Write problems as a list, in English as the command tells them."""
    page.sheet.bullets(tuple(_problem(each)) for each in problems)


def _problem(problem: Problem) -> Iterator[Piece]:
    told = printed_problem(problem)
    if told.place:
        yield from (code(told.place), Piece(": "))
    yield from (bold(told.code), Piece(f": {told.message}"))
    for line in told.excerpt.splitlines():
        yield Piece(line, "Code", begins_line=True)
    if told.hint:
        yield aside(f"hint: {told.hint}")


def _write_list(page: Page, title: str, lines: Iterable[Line]) -> None:
    shown = list(lines)
    if shown:
        page.sheet.heading(page.top, title)
        page.sheet.bullets(shown)


def _source(source: SourceMemo) -> Line:
    return (Piece(", ".join((source.text, *source.notes))), *_links(source))


def _links(source: SourceMemo) -> Iterator[Piece]:
    for link in source.links:
        yield Piece(f", {link.before} " if link.before else ", ")
        yield linked(link.address, link.address)


def _file(file: FileMemo) -> Line:
    text = (Piece(f": {file.text}"),) if file.text else ()
    return (code(file.path), *text, *_digest(file.sha256), *map(aside, file.notes))


def _digest(sha256: str) -> Line:
    return (aside("sha256 "), code(sha256)) if sha256 else ()


def _write_rubrics(page: Page, title: str, rubrics: tuple[RubricMemo, ...]) -> None:
    if rubrics:
        page.sheet.heading(page.top, title)
    for rubric in rubrics:
        told = (code(rubric.path), Piece(f": {rubric.text}"), *_digest(rubric.sha256))
        page.sheet.line(told, keeps_next=bool(rubric.sources) or rubric.table is not None)
        page.sheet.bullets(map(_source, rubric.sources))
        if rubric.table is not None:
            _write_rules(page, rubric.table)


def _write_rules(page: Page, table: RuleTable) -> None:
    lines = rules_in_words(table)
    if lines:
        page.sheet.bullets((Piece(line),) for line in lines)
    else:
        header = [cell or NOTHING for cell in table.header]
        page.sheet.table(header, map(cells, table.rows))
    page.sheet.bullets((Piece(note),) for note in table.notes)
