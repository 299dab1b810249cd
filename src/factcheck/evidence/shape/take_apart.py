"""Texts with numbers in them taken apart: ``parse: "{home} - {away}"``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import name as character_name

from factcheck.evidence.content import ContentError
from factcheck.evidence.meaning import Rules
from factcheck.evidence.shape.codes import UNFIT
from factcheck.evidence.shape.names import Columns
from factcheck.model.cell import Fault
from factcheck.model.near import quoted
from factcheck.model.text_pattern import TextPattern, parse_text_pattern, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import TableDeclaration

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"


@dataclass(frozen=True, slots=True)
class _Parsed:
    """One column that is taken apart."""

    name: str
    place: int
    text: str
    pattern: TextPattern
    rules: Rules
    known: dict[str, tuple[str, ...]]
    """The parts of texts that were met."""

    def parts(self, text: str, line: int) -> tuple[str, ...]:
        """Return the parts of a text; raises ``ContentError`` where it does not fit."""
        if text not in self.known:
            if len(self.known) > REMEMBERED:
                self.known.clear()
            parts = _parts(self.pattern, self.rules, text)
            if parts is None:
                raise ContentError(_unfit(line, self.name, text.strip(), self.text))
            self.known[text] = parts
        return self.known[text]


REMEMBERED = 10_000


def taken_apart(frame: Frame, declaration: TableDeclaration, lang: str) -> Frame:
    """Return a frame with a new column for each part in braces of the columns' patterns.

    An empty cell, or one with a declared marker, has empty parts. Raises ``ContentError`` where
    a column is not there, and so do its rows where a cell does not fit.
    """
    every: list[_Parsed] = []
    headers = frame.headers
    for column in declaration.columns:
        if column.parse is not None:
            parsed = _parsed(replace(frame, headers=headers), declaration, column.name, lang)
            every.append(parsed)
            headers = (*headers, *parsed.pattern.names)
    if not every:
        return frame

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            cells = list(row)
            for each in every:
                cells += each.parts(cells[each.place], line)
            yield line, cells

    return replace(frame, headers=headers, rows=rows)


def _parsed(frame: Frame, declaration: TableDeclaration, name: str, lang: str) -> _Parsed:
    """Return how a column is taken apart; it may be a part of one before it."""
    columns = Columns(frame, declaration)
    place = columns.position(name, "parse")
    written = columns.declared[name].parse
    assert written is not None
    pattern = parse_text_pattern(written.value)
    columns.require_new(pattern.names, "parse", kept=frame.headers)
    return _Parsed(name, place, written.value, pattern, Rules(declaration, name, lang), {})


def _parts(pattern: TextPattern, rules: Rules, text: str) -> tuple[str, ...] | None:
    meaning = rules.meaning(text)
    if meaning.gap is not None or meaning.is_empty:
        return ("",) * len(pattern.names)
    return parts_of(pattern, meaning.text)


def _unfit(line: int, name: str, text: str, pattern: str) -> Fault:
    message = f"line {line}: {quoted(text)} in column {quoted(name)} does not fit {quoted(pattern)}"
    return Fault(UNFIT, message, hint=_hint(text, pattern))


def _hint(text: str, pattern: str) -> str:
    """Return what to do: most often the dash is another one, or blanks are missing."""
    wanted = sorted({sign for sign in pattern if sign in _DASHES})
    other = next((sign for sign in text if sign in _DASHES and sign not in wanted), None)
    if wanted and other is not None and _fits(_plain(text), _plain(pattern)):
        return f"the cell has {_told(other)}, the pattern {' and '.join(map(_told, wanted))}"
    if _fits(_closed(text), _closed(pattern)):
        return "the pattern has blanks that the cell has not; write it without blanks for both"
    return (
        "correct the cell or the pattern, take mark-up out with `ignore`, or declare the text "
        "under `markers`"
    )


def _told(sign: str) -> str:
    return f"{quoted(sign)} ({character_name(sign).lower()})"


def _fits(text: str, pattern: str) -> bool:
    return parts_of(parse_text_pattern(pattern), text) is not None


def _plain(text: str) -> str:
    return "".join("-" if sign in _DASHES else sign for sign in text)


def _closed(text: str) -> str:
    return "".join(text.split())
