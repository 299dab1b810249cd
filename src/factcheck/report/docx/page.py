"""What every part of a memo is written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.told import told
from factcheck.report.charts import PLAIN
from factcheck.report.docx.pieces import BAD, Piece, bold
from factcheck.report.docx.sheet import Sheet
from factcheck.report.language import in_language
from factcheck.report.memo.picture import drawn
from factcheck.report.memo.records import Memo
from factcheck.report.pdf.typesetting import lacking_in_pictures, pictures
from factcheck.report.printed import title_of
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.report.memo.records import ClaimMemo, Detail, Memos, Picture
    from factcheck.report.memo.words import Words

NOTHING = "–"


class Page(Struct, frozen=True):
    """The sheet, and what is the same for all that is written on it."""

    sheet: Sheet
    words: Words
    top: int
    """The level of the headings of claims."""
    pictures: Mapping[str, bytes]
    """Charts by their anchors; none where they cannot be drawn."""
    note: str
    """That signs in charts stand as numbers; empty where none does."""

    @classmethod
    def of(cls, memos: Memos) -> Page:
        """Return an empty page for memos."""
        is_alone = len(memos.parts) == 1
        sheet = Sheet(title_of(memos), memos.language)
        pictures, note = _drawn(memos)
        return cls(sheet, memos.words, 1 if is_alone else 2, pictures, note)

    def details(self, details: tuple[Detail, ...]) -> None:
        """Write details: one item behind its title, or several as a list under it."""
        for detail in details:
            colour = BAD if detail.is_bad else ""
            if len(detail.items) == 1:
                told = Piece(f" {detail.items[0]}", colour=colour)
                self.sheet.line((bold(f"{detail.title}:", colour), told))
            else:
                self.sheet.line((bold(f"{detail.title}:", colour),), keeps_next=True)
                self.sheet.bullets((Piece(item, colour=colour),) for item in detail.items)

    def picture(self, picture: Picture | None) -> None:
        """Show a chart, or its numbers where it cannot be drawn."""
        if picture is None:
            return
        png = self.pictures.get(picture.anchor)
        if png is None:
            self.sheet.line((Piece(picture.title),), "Caption", keeps_next=True)
            self.sheet.table(picture.header, (cells(row) for row in picture.rows))
        else:
            self.sheet.picture(png, one_line(picture.title), one_line(picture.text))


def cells(row: tuple[str, ...]) -> list[tuple[Piece]]:
    """Return the cells of a table's row; empty ones hold a dash."""
    return [(Piece(cell or NOTHING),) for cell in row]


def _drawn(memos: Memos) -> tuple[Mapping[str, bytes], str]:
    """Return all charts, drawn together, as that is much faster than one by one; and a note."""
    found = [picture for part in memos.parts if isinstance(part, Memo) for picture in _of(part)]
    svgs = [drawn(picture, PLAIN) for picture in found]
    numbers = lacking_in_pictures(svgs)
    if numbers:
        svgs = [drawn(picture, PLAIN, numbers) for picture in found]
    made = pictures(svgs) or []
    shown = {picture.anchor: png for picture, png in zip(found, made, strict=False)}
    return shown, _note(numbers, memos.language)


def _note(numbers: Mapping[int, str], language: str) -> str:
    if not numbers:
        return ""
    note = told(
        "The charts have no letters for some signs. "
        "They stand there as their numbers in Unicode, such as {number}.",
        number=next(iter(numbers.values())),
    )
    return in_language(note, language)


def _of(memo: Memo) -> Iterator[Picture]:
    for claim in memo.claims:
        yield from _of_claim(claim)
    yield from (dispute.picture for dispute in memo.disputes if dispute.picture is not None)


def _of_claim(claim: ClaimMemo) -> Iterator[Picture]:
    for picture in (claim.picture, *(each.picture for each in claim.readings)):
        if picture is not None:
            yield picture
    for part in claim.parts:
        yield from _of_claim(part)
