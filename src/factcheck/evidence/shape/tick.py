"""Tick-all questions: an answer a column in the file, one column for expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.cell_codes import coded
from factcheck.evidence.content import ContentError
from factcheck.evidence.made import Ticked
from factcheck.evidence.meaning import Rules
from factcheck.evidence.shape.codes import UNCLEAR_TICKS
from factcheck.evidence.shape.names import Columns
from factcheck.model.cell import TICK, Fault, PartlyTicked
from factcheck.model.interval import Interval
from factcheck.model.near import did_you_mean, listed, quoted
from factcheck.model.spec import ColumnType, EmptyCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.model.spec import TableDeclaration

_NO = frozenset({"0", "no", "n", "false", "not selected", "unselected", "unchecked"})
_YES = frozenset({"1", "yes", "y", "true", "x", "selected", "checked", "✓", "✔"})
_JOINT = " - "
"""What stands between question and answer where the header goes over several rows."""
_MOST_SAID = 6
"""Different texts of one column that are kept; more than one is too many."""


class _Answer(Struct, frozen=True):
    """One column of a tick-all question."""

    place: int
    header: str
    matched: str
    """What the ``*`` of the pattern stands for."""
    label: str
    """That without what all answers begin with."""


class _Question(Struct, frozen=True):
    """A tick-all question: its answers and what reads their cells."""

    name: str
    answers: tuple[_Answer, ...]
    readers: tuple[_CellReader, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its answers, each once."""
        return tuple(dict.fromkeys(answer.label for answer in self.answers))


def ticked(frame: Frame, declaration: TableDeclaration, lang: str) -> Frame:
    """Return a frame with a column for each pattern of ``ticks``; its own columns stay.

    Reads the rows once, to see what the cells of each column say. Raises ``ContentError`` where
    no header fits a pattern or it is not clear what a tick stands for.
    """
    if not declaration.ticks:
        return frame
    columns = Columns(frame, declaration)
    columns.require_new((name for name, _ in declaration.ticks), "ticks", kept=frame.headers)
    questions = []
    for name, pattern in declaration.ticks:
        answers = _answers(columns, name, pattern)
        readers = tuple(_CellReader(columns, each.place, declaration, lang) for each in answers)
        questions.append(_Question(name, answers, readers))
    said = _said(frame, questions)
    made = tuple(
        (each.name, _made(each, texts)) for each, texts in zip(questions, said, strict=True)
    )

    def rows() -> Iterator[tuple[int, list[str]]]:
        for line, row in frame.rows():
            yield line, [*row, *(_cell(each, row) for each in questions)]

    headers = (*frame.headers, *(each.name for each in questions))
    return replace(frame, headers=headers, rows=rows, made=(*frame.made, *made))


def _answers(columns: Columns, name: str, pattern: str) -> tuple[_Answer, ...]:
    found = [
        (place, header, matched)
        for place, header in enumerate(columns.frame.headers)
        if header and (matched := _matched(pattern, header)) is not None
    ]
    if not found:
        message = f"`ticks: {name}`: no header fits {quoted(pattern)}"
        hint = did_you_mean(pattern.replace("*", ""), columns.positions)
        raise ContentError(Fault(codes.UNKNOWN_COLUMN, message, hint=hint))
    start = _common_start([matched for _, _, matched in found])
    return tuple(
        _Answer(place, header, _label(matched, header), _label(matched[start:], header))
        for place, header, matched in found
    )


def takes(pattern: str, header: str) -> bool:
    """Whether a column is one of the answers that a pattern of ``ticks`` names."""
    return _matched(pattern, header) is not None


def _matched(pattern: str, header: str) -> str | None:
    """Return what the last ``*`` of a pattern stands for; ``None`` for a header that does not fit.

    Everything else is literal, also ``?``. Runs of blanks count as one. The time taken is at most
    the header's length for each ``*``.
    """
    first, *inner = _one_blank(pattern).split("*")
    text = _one_blank(header)
    if not inner:
        return "" if text == first else None
    last = inner.pop()
    if not text.startswith(first):
        return None
    place = len(first)
    for literal in inner:
        found = text.find(literal, place)
        if found < 0:
            return None
        place = found + len(literal)
    end = len(text) - len(last)
    return text[place:end] if place <= end and text.endswith(last) else None


def _one_blank(text: str) -> str:
    """Return a text with one blank for each run; the sign between ticks is a blank as well."""
    return " ".join(text.split())


def _common_start(texts: list[str]) -> int:
    """Return the length of what all answers begin with, up to where question and answer join."""
    shortest, longest = min(texts), max(texts)
    pairs = zip(shortest, longest, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), len(shortest))
    joint = shortest.rfind(_JOINT, 0, same)
    return 0 if len(texts) == 1 or joint < 0 else joint + len(_JOINT)


def _label(matched: str, header: str) -> str:
    return matched.strip().removeprefix("-").strip() or _one_blank(header)


class _CellReader:
    """Reads the cells of one column of a tick-all question."""

    def __init__(
        self, columns: Columns, place: int, declaration: TableDeclaration, lang: str
    ) -> None:
        name = columns.named(columns.frame.headers[place])
        self.place = place
        self._rules = Rules(declaration, name, lang, columns.made(place))
        self._known: dict[str, str | EmptyCell | None] = {}
        declared = self._rules.declared
        self.takes_any_text = declared is not None and declared.type is ColumnType.TEXT
        """Whether whatever is written is a tick, as in *other, please specify*."""

    def read(self, row: list[str]) -> str | EmptyCell | None:
        """Return what is said by a ticked cell, the gap it is, or ``None`` for no tick."""
        text = row[self.place]
        if text not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> str | EmptyCell | None:
        meaning = self._rules.plainly(text)
        gap = meaning.gap
        if not meaning.text:
            # An empty cell is no tick, unless the column itself says otherwise.
            declared = self._rules.declared
            gap = None if declared is None else declared.empty
        if isinstance(gap, Interval):
            return EmptyCell.UNKNOWN
        if gap is EmptyCell.UNKNOWN or gap is EmptyCell.NOT_APPLICABLE:
            return gap
        if gap is not None or not meaning.label or meaning.label.casefold() in _NO:
            return None
        return _one_blank(meaning.label)


_REMEMBERED = 10_000


def _said(frame: Frame, questions: list[_Question]) -> list[list[dict[str, None]]]:
    """Return what the ticked cells of each column say, but for a plain yes."""
    said: list[list[dict[str, None]]] = [[{} for _ in each.readers] for each in questions]
    pairs = [
        (texts, reader)
        for every, question in zip(said, questions, strict=True)
        for texts, reader in zip(every, question.readers, strict=True)
    ]
    for _, row in frame.rows():
        for texts, reader in pairs:
            text = reader.read(row)
            is_told = isinstance(text, str) and text.casefold() not in _YES
            if is_told and len(texts) < _MOST_SAID:
                assert isinstance(text, str)
                texts[text] = None
    return said


def _made(question: _Question, said: list[dict[str, None]]) -> Ticked:
    """Return the labels of a question and the other words for them."""
    labels = question.labels
    free = _free_texts(question, said)
    meant: dict[str, list[str]] = {}
    for answer, texts in zip(question.answers, said, strict=True):
        if answer in free:
            continue
        if len(texts) > 1:
            raise ContentError(_says_several(question.name, answer, texts))
        for other in texts:
            if other != answer.label and other in labels:
                raise ContentError(_says_another(question.name, answer, other))
            meant.setdefault(other, []).append(answer.label)
    for answer in question.answers:
        meant.setdefault(_one_blank(answer.matched), []).append(answer.label)
    # What the cells of several columns say is a yes, and no word for any of them.
    only = {other: of[0] for other, of in meant.items() if len(set(of)) == 1}
    return Ticked(labels, tuple((o, label) for o, label in only.items() if o not in {"", *labels}))


def _free_texts(question: _Question, said: list[dict[str, None]]) -> set[_Answer]:
    """Return the columns in which any text is a tick, as in *other, please specify*.

    They are declared as text, or have the very header of the column with the tick itself, as
    survey tools write them. Raises ``ContentError`` for any other two columns of one answer.
    """
    pairs = zip(question.answers, question.readers, strict=True)
    free = {answer for answer, reader in pairs if reader.takes_any_text}
    several = {a for a, texts in zip(question.answers, said, strict=True) if len(texts) > 1}
    by_label: dict[str, _Answer] = {}
    for answer in question.answers:
        first = by_label.setdefault(answer.label, answer)
        if first is not answer:
            specified = {first, answer} & several
            if first.header != answer.header or len(specified) != 1 or specified <= free:
                raise ContentError(_two_columns(question.name, first, answer))
            free |= specified
    return free


def _two_columns(name: str, first: _Answer, second: _Answer) -> Fault:
    return Fault(
        UNCLEAR_TICKS,
        f"`ticks: {name}`: two columns stand for {quoted(first.label)}: number "
        f"{first.place + 1}, {quoted(first.header)}, and number {second.place + 1}, "
        f"{quoted(second.header)}",
        hint="rename one of them in the file, or narrow the pattern",
    )


def _says_several(name: str, answer: _Answer, texts: Iterable[str]) -> Fault:
    return Fault(
        UNCLEAR_TICKS,
        f"`ticks: {name}`: the cells of column {quoted(answer.header)} say different things: "
        f"{listed(texts)}",
        hint="if some of them are no ticks, declare them under `markers`, as `none` or `unknown`; "
        "if any text is a tick, declare the column with `type: text`; else narrow the pattern",
    )


def _says_another(name: str, answer: _Answer, other: str) -> Fault:
    return Fault(
        UNCLEAR_TICKS,
        f"`ticks: {name}`: the cells of column {quoted(answer.header)} say {quoted(other)}, which "
        "is the answer of another column",
        hint="correct the file, or narrow the pattern",
    )


def _cell(question: _Question, row: list[str]) -> str:
    """Return the labels that are ticked and those of which nobody knows, or the gap of all."""
    read = [reader.read(row) for reader in question.readers]
    if EmptyCell.NOT_APPLICABLE in read:
        return coded(EmptyCell.NOT_APPLICABLE)
    pairs = list(zip(question.answers, read, strict=True))
    ticked = dict.fromkeys(answer.label for answer, said in pairs if isinstance(said, str))
    unknown = dict.fromkeys(answer.label for answer, said in pairs if isinstance(said, EmptyCell))
    unsure = tuple(label for label in unknown if label not in ticked)
    if not unsure:
        return coded(TICK.join(ticked))
    if len(unsure) == len(question.labels):
        return coded(EmptyCell.UNKNOWN)
    return coded(PartlyTicked(tuple(ticked), unsure))
