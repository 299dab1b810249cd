"""Memos as a Word document: what stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.docx.page import NOTHING, Page, cells
from factcheck.report.docx.pieces import ASIDE, BAD, Piece, aside, bold, code, label, linked, short
from factcheck.report.docx.rests import write_problems, write_rests
from factcheck.report.memo.records import Memo
from factcheck.report.printed import heading_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.report.docx.pieces import Line
    from factcheck.report.memo.records import (
        ClaimMemo,
        DisputeMemo,
        Memos,
        ReadingMemo,
        Row,
        ShownStep,
        WrongFile,
    )


def arranged(memos: Memos) -> bytes:
    """Return memos as a document: several begin with a table of their files."""
    page = Page.of(memos)
    page.sheet.title(title_of(memos))
    is_alone = len(memos.parts) == 1
    if not is_alone:
        _write_files(page, memos)
    if page.note:
        page.sheet.line((Piece(page.note, ASIDE),))
    for part in memos.parts:
        if not is_alone:
            page.sheet.heading(1, heading_of(part, memos))
        _write_part(page, part)
    return page.sheet.finished()


def _write_files(page: Page, memos: Memos) -> None:
    words = page.words
    header = (words.file, words.declared, words.evaluated, words.decided, words.unexpected)
    _write_summary(page, memos.summary, is_good=memos.is_good)
    page.sheet.table(header, (cells((row.file, *(row.counts or ("",) * 4))) for row in memos.rows))


def _write_part(page: Page, part: Memo | WrongFile) -> None:
    if isinstance(part, Memo):
        _write_memo(page, part)
        return
    _write_summary(page, part.summary, is_good=False)
    write_problems(page, part.problems)


def _write_memo(page: Page, memo: Memo) -> None:
    for each in memo.about:
        page.sheet.line((Piece(each),))
    if memo.file:
        page.sheet.line((code(memo.file),))
    _write_summary(page, memo.summary, is_good=memo.is_good)
    _write_overview(page, memo.rows)
    if memo.left_out:
        page.sheet.line((Piece(memo.left_out),))
    for claim in memo.claims:
        _write_claim(page, claim, page.top)
    for dispute in memo.disputes:
        _write_dispute(page, dispute)
    write_rests(page, memo)


def _write_summary(page: Page, summary: str, *, is_good: bool) -> None:
    page.sheet.line((bold(summary, "" if is_good else BAD),))


def _write_overview(page: Page, rows: tuple[Row, ...]) -> None:
    words = page.words
    header = (words.claim, words.figure, words.verdict, words.found)
    if rows:
        page.sheet.table(header, (_row(row, words.unexpected) for row in rows))


def _row(row: Row, unexpected: str) -> tuple[Line, ...]:
    missed = () if row.is_as_expected else (Piece(unexpected, colour=BAD, begins_line=True),)
    figure, found = cells((row.figure, row.found))
    return (Piece(row.name, anchor=row.anchor),), figure, (*short(row.badge), *missed), found


def _write_claim(page: Page, claim: ClaimMemo, level: int) -> None:
    _write_name(page, page.words.claim, claim, level)
    _write_quote(page, claim)
    page.sheet.line(label(claim.badge), keeps_next=True)
    page.picture(claim.picture)
    if claim.is_plain:
        reading = claim.readings[0]
        page.picture(reading.picture)
        _write_sets(page, reading)
        page.details(claim.details)
        _write_known(page, reading)
        return
    page.details(claim.details)
    for reading in claim.readings:
        _write_reading(page, reading, level + 1)
    for part in claim.parts:
        _write_claim(page, part, level + 1)


def _write_name(page: Page, kind: str, named: ClaimMemo | DisputeMemo, level: int) -> None:
    """Write the heading, and the id where that is not the heading."""
    if named.title:
        page.sheet.heading(level, named.title, named.anchor)
        page.sheet.line((Piece(f"{kind} "), code(named.id)), keeps_next=True)
    else:
        page.sheet.heading(level, f"{kind}: {named.id}", named.anchor)


def _write_quote(page: Page, claim: ClaimMemo) -> None:
    if claim.quote:
        quote = f"{page.words.quote_begins}{claim.quote}{page.words.quote_ends}"
        page.sheet.line((Piece(quote),), "Quote", keeps_next=True)
    said = claim.said or claim.link
    if said:
        page.sheet.line((Piece("— "), linked(said, claim.link)), "Quote", keeps_next=True)


def _write_reading(page: Page, reading: ReadingMemo, level: int) -> None:
    name = f"{page.words.reading}: {reading.name or NOTHING}"
    page.sheet.heading(level, name, reading.anchor)
    page.sheet.line(label(reading.badge), keeps_next=True)
    page.picture(reading.picture)
    _write_sets(page, reading)
    _write_known(page, reading)


def _write_sets(page: Page, reading: ReadingMemo) -> None:
    words = page.words
    names = (words.claimed, words.found, words.distance)
    sets = (reading.claimed, reading.found, reading.distance)
    told = [(name, text) for name, text in zip(names, sets, strict=True) if text]
    if told:
        page.sheet.table([name for name, _ in told], [cells(tuple(text for _, text in told))])


def _write_known(page: Page, reading: ReadingMemo) -> None:
    if reading.measure:
        page.sheet.line((bold(f"{page.words.measure}: "), code(reading.measure)))
    page.details(reading.before)
    if reading.steps:
        page.sheet.line((bold(f"{page.words.calculation}:"),), keeps_next=True)
        page.sheet.numbered(map(_step, reading.steps))
    page.details(reading.after)


def _step(step: ShownStep) -> Line:
    """Return an expression with its result, or a remark, and where it comes from."""
    return tuple(_step_pieces(step))


def _step_pieces(step: ShownStep) -> Iterator[Piece]:
    if step.value:
        yield from (code(step.text), Piece(" = "), bold(step.value))
    else:
        yield Piece(step.text)
    if step.origin:
        yield aside(step.origin)


def _write_dispute(page: Page, dispute: DisputeMemo) -> None:
    _write_name(page, page.words.dispute, dispute, page.top)
    for each in dispute.about:
        page.sheet.line((Piece(each),), keeps_next=True)
    page.sheet.line(label(dispute.badge), keeps_next=True)
    page.picture(dispute.picture)
    page.details(dispute.details)
