"""A memo: everything that a report for people says, for every format alike.

Every text is one line, safe to show, and in the memo's language; the texts of the user's are as
they are. Empty texts and empty lists stand for what there is nothing to say of. A renderer only
arranges and escapes, and works nothing out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.chart import Chart
    from factcheck.model.problem import Problem
    from factcheck.report.memo.tones import Tone
    from factcheck.report.memo.words import Words


class Badge(Struct, frozen=True):
    """A verdict as it is shown."""

    tone: Tone
    word: str
    """The verdict in lower case: ``refuted``, ``compatible only if``."""
    sentence: str
    """The verdict as a sentence; empty for a dispute."""
    notes: tuple[str, ...] = ()
    """What stands beside it in every format: the house's label, confidence, made-up evidence."""
    condition: str = ""
    """``if X holds``, where it would be another without what is assumed."""


class Detail(Struct, frozen=True):
    """Something known of a claim, a reading or a dispute."""

    key: str
    """What it is, the same in every language: ``because``, ``rests-on``."""
    label: str
    """One or two words, for the margin of a terminal."""
    title: str
    """The same for a page."""
    items: tuple[str, ...]
    """Each is one line; never empty."""
    is_bad: bool = False
    """Whether it says that something is not as expected."""


class ShownStep(Struct, frozen=True):
    """One line of a calculation."""

    text: str
    """The expression, or a remark where there is no value."""
    value: str
    origin: str
    """Where it comes from."""


class Row(Struct, frozen=True):
    """A line of the table of all claims."""

    anchor: str
    """Of what it is of."""
    name: str
    """``claim``, ``claim / reading``, ``Dispute x``."""
    depth: int
    """0 for a claim or a dispute, one more for each reading or part below it."""
    figure: str
    badge: Badge
    found: str
    is_as_expected: bool = True


class Picture(Struct, frozen=True):
    """A chart, and everything that it says for whoever does not see it.

    ``report.memo.picture.drawn`` makes an SVG element of it, ``drawn_in_text`` plain lines.
    """

    anchor: str
    """Begins every id in the drawing: letters, digits, ``_``, ``.`` and ``-``."""
    language: str
    """That of the memo."""
    title: str
    text: str
    """All that it says, in sentences."""
    header: tuple[str, ...]
    """Of the table that has its numbers."""
    rows: tuple[tuple[str, ...], ...]
    chart: Chart


class ReadingMemo(Struct, frozen=True):
    """One reading of a claim."""

    anchor: str
    name: str
    """Empty where the claim has only this one, without a name; then it repeats no badge."""
    badge: Badge
    figure: str
    claimed: str
    found: str
    distance: str
    measure: str
    before: tuple[Detail, ...]
    """What stands before the calculation."""
    steps: tuple[ShownStep, ...]
    after: tuple[Detail, ...]
    picture: Picture | None = None


class ClaimMemo(Struct, frozen=True):
    """One claim, or a part of one."""

    anchor: str
    id: str
    title: str
    quote: str
    said: str
    """Who said it, where and when."""
    link: str
    """The address of the source; empty without one."""
    badge: Badge
    details: tuple[Detail, ...]
    readings: tuple[ReadingMemo, ...]
    parts: tuple[ClaimMemo, ...]
    is_plain: bool
    """Whether its one reading is the claim itself."""
    is_as_expected: bool
    picture: Picture | None = None
    """Of all readings together, where they share one."""


class DisputeMemo(Struct, frozen=True):
    """One dispute."""

    anchor: str
    id: str
    title: str
    about: tuple[str, ...]
    """Paragraphs."""
    badge: Badge
    details: tuple[Detail, ...]
    is_as_expected: bool
    picture: Picture | None = None


class Link(Struct, frozen=True):
    """A web address and what to say before it, which may be nothing."""

    before: str
    address: str


class SourceMemo(Struct, frozen=True):
    """A source as it is cited."""

    text: str
    notes: tuple[str, ...]
    links: tuple[Link, ...]


class FileMemo(Struct, frozen=True):
    """A file that was read: a claim file, a table of evidence."""

    path: str
    text: str
    """How much of it was read; may be empty."""
    sha256: str
    notes: tuple[str, ...] = ()
    illustrative: bool = False


class RuleTable(Struct, frozen=True):
    """A rubric as a table; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The header and the rows."""
        return (self.header, *self.rows)


class RubricMemo(Struct, frozen=True):
    """A rubric by which rows were classified, or the scale that labels verdicts."""

    path: str
    text: str
    sources: tuple[SourceMemo, ...]
    sha256: str
    table: RuleTable | None = None


class Memo(Struct, frozen=True):
    """The report of one claim file."""

    language: str
    """``en``, ``de``, ``fr``: as HTML and PDF name it."""
    words: Words
    """The fixed words of the frame."""
    title: str
    """Empty where the claim file has none."""
    about: tuple[str, ...]
    """Paragraphs."""
    file: str
    """The claim file; empty where there is none."""
    summary: str
    """How much was checked and whether it is as expected."""
    is_good: bool
    """Whether the exit code is 0."""
    rows: tuple[Row, ...]
    left_out: str
    """How many claims are not shown; empty where all are."""
    claims: tuple[ClaimMemo, ...]
    disputes: tuple[DisputeMemo, ...]
    sources: tuple[SourceMemo, ...]
    evidence: tuple[FileMemo, ...]
    rubrics: tuple[RubricMemo, ...]
    scale: RubricMemo | None
    warnings: tuple[Problem, ...]
    """In English, as the command prints them."""
    files: tuple[FileMemo, ...]
    made_by: str


class FileRow(Struct, frozen=True):
    """A line of the table of all claim files."""

    file: str
    counts: tuple[str, ...]
    """Declared, evaluated, decided, not as expected; empty where nothing was evaluated."""


class WrongFile(Struct, frozen=True):
    """A claim file of which nothing was evaluated."""

    file: str
    summary: str
    problems: tuple[Problem, ...]


class Memos(Struct, frozen=True):
    """The reports of several claim files in one document, in their order."""

    language: str
    words: Words
    parts: tuple[Memo | WrongFile, ...]
    rows: tuple[FileRow, ...]
    """None where there is one file only."""
    summary: str
    """On all files; empty where there is one only."""
    is_good: bool
