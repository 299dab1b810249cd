"""Texts with numbers in them taken apart: ``parse: "{home} - {away}"``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import name as character_name

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.meaning import Rules
from factcheck.evidence.shape.codes import UNFIT
from factcheck.evidence.shape.names import Columns
from factcheck.model.cell import Fault
from factcheck.model.near import quoted
from factcheck.model.text_pattern import TextPattern, parse_text_pattern, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import TableDeclaration

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"


class _Parsed(Struct, frozen=True):
    """One column that is taken apart."""

    name: str
    place: int
    text: str
    pattern: TextPattern
    rules: Rules
    known: dict[str, tuple[str, ...] | None]
    """The parts of texts that were met."""

    def parts(self, text: str) -> tuple[str, ...] | None:
        """Return the parts of a text; ``None`` where it does not fit."""
        if text not in self.known:
            if len(self.known) > REMEMBERED:
                self.known.clear()
            self.known[text] = _parts(self.pattern, self.rules, text)
        return self.known[text]


REMEMBERED = 10_000


def parsed_columns(frame: Frame, declaration: TableDeclaration) -> tuple[str, ...]:
    """Return the columns to be taken apart that a frame has, or that are parts of such ones."""
    columns = Columns(frame, declaration)
    known, found = set(frame.headers), []
    for column in declaration.columns:
        if column.parse is not None and columns.header(column.name) in known:
            found.append(column.name)
            known |= set(parse_text_pattern(column.parse.value).names)
    return tuple(found)


def taken_apart(
    frame: Frame, declaration: TableDeclaration, names: Iterable[str], lang: str
) -> Frame:
    """Return a frame with a new column for each part in braces of some columns' patterns.

    An empty cell, or one with a declared marker, has empty parts. The frame is read once to find
    cells that do not fit, which are faults of the parts alone. Raises ``ContentError`` where a
    column is not there.
    """
    every: list[_Parsed] = []
    headers = frame.headers
    for name in names:
        parsed = _parsed(replace(frame, headers=headers), declaration, name, lang)
        every.append(parsed)
        headers = (*headers, *parsed.pattern.names)
    if not every:
        return frame

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            cells = list(row)
            for each in every:
                parts = each.parts(cells[each.place])
                cells += ("",) * len(each.pattern.names) if parts is None else parts
            yield line, cells

    faults = tuple(_faults(frame, every))
    return replace(frame, headers=headers, rows=rows, faults=(*frame.faults, *faults))


def _faults(frame: Frame, every: list[_Parsed]) -> Iterator[Fault]:
    """Yield a fault for each part of a column that has a cell which does not fit."""
    waiting = {each.name: each for each in every}
    for line, row in frame.rows():
        cells = list(row)
        for each in every:
            text = cells[each.place]
            parts = each.parts(text)
            cells += ("",) * len(each.pattern.names) if parts is None else parts
            if parts is None and waiting.pop(each.name, None) is not None:
                fault = _unfit(line, each.name, text.strip(), each.text)
                yield from (replace(fault, column=name) for name in each.pattern.names)
        if not waiting:
            return


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
    meaning = rules.plainly(text)
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
