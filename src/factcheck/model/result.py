"""What a run found, complete: a renderer only arranges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.confidence import confidence_of
from factcheck.model.figure import rule_in_words

if TYPE_CHECKING:
    from factcheck.model.answered import Answered
    from factcheck.model.certificate import Certificate
    from factcheck.model.chart import Chart
    from factcheck.model.confidence import Level
    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.plan import Premise
    from factcheck.model.problem import Code, Problem
    from factcheck.model.rubric import Rubric, RubricClass
    from factcheck.model.span import Span
    from factcheck.model.spec import (
        Assumption,
        Condition,
        Publisher,
        QuantityDeclaration,
        Reading,
        Source,
        Statement,
        TableDeclaration,
        Verdict,
    )
    from factcheck.model.unit import Unit

    Declaration = TableDeclaration | QuantityDeclaration | Statement | Assumption | Condition


class NumberSet(Struct, frozen=True):
    """A set of numbers with its unit and its wording: ``9 % to under 10 %``."""

    interval: Interval
    unit: Unit
    text: str


class Provenance(Struct, frozen=True):
    """The rows of one table that a number was calculated from."""

    table: str
    """What expressions call it."""
    file: str
    sha256: str
    """Of all its bytes."""
    filter: tuple[str, ...]
    """Every test that a row has to pass, as written in an expression; none for all rows."""
    aggregate: str | None
    """``sum``, ``count`` …; ``None`` for the number of one cell."""
    column: str | None
    """``None`` for a count."""
    rows: int
    """How many rows surely passed."""
    most_rows: int
    """How many at most: with those that may pass."""
    second: str | None = None
    """The other column of an aggregate that looks at two."""


class Step(Struct, frozen=True):
    """One line of the calculation."""

    text: str
    """What is calculated: ``forwarded[year = 2020]`` or ``1,166 / 7,852``."""
    value: str
    """What it gives, in words and digits: ``1,166``, ``14.85 %``."""
    source: str | None = None
    """File, filter and rows behind it, or the statement it comes from."""
    provenance: tuple[Provenance, ...] = ()
    """The rows behind it, of each term of a table by itself; none where it comes from other steps,
    or from none of the tables."""


class Counts(Struct, frozen=True):
    """The two numbers of a quotient and the rows behind them."""

    numerator: NumberSet | None
    denominator: NumberSet | None
    rows: int | None
    """How many rows of evidence were used."""


class World(Struct, frozen=True):
    """One possible state of affairs, checked against every row of evidence."""

    verdict: str
    """``true`` where the claim would be true in it, ``false`` where not."""
    measure: str
    """What the measure would be."""
    numbers: tuple[tuple[str, str], ...]
    """The unknown quantities and their numbers in this world."""
    is_told: bool = False
    """Whether ``measure`` is a clause, such as "it rises at every step", and no number."""


class Finding(Struct, frozen=True):
    """Something a reader should know beside the verdict; it never changes it."""

    code: str
    slug: str
    message: str
    about: Code | None = None
    """What it is a case of, with its page."""


class VerdictByProfile(Struct, frozen=True):
    """The verdict under each profile of the figure's words."""

    strict: Verdict
    default: Verdict
    lenient: Verdict


class Alternative(Struct, frozen=True):
    """The verdict without the assumptions."""

    verdict: Verdict
    found: NumberSet | None
    certificate: Certificate | None = None
    levels: tuple[Level, ...] = ()
    """The confidence of the evidence that the verdict needs."""

    @property
    def confidence(self) -> Fraction | None:
        """How sure the verdict is, 0 to 1; ``None`` where nothing is less than certain."""
        return confidence_of(self.levels)


class Assessment(Struct, frozen=True):
    """One reading judged."""

    name: str | None
    measure: str
    verdict: Verdict
    reason: str | None
    """A short term: ``wording``, ``needs bounds``, ``fault``, ``missing``, …"""
    explanation: str | None
    """One or two sentences in words: what is missing, or why it is so."""
    claimed: NumberSet | None
    found: NumberSet | None
    distance: str | None
    """``53.4 points too high``; ``None`` where claimed and found meet."""
    profiles: VerdictByProfile | None
    without_assumptions: Alternative | None
    """Only where the reading names assumptions."""
    premises: tuple[Premise, ...]
    findings: tuple[Finding, ...]
    calculation: tuple[Step, ...]
    counts: Counts | None
    worlds: tuple[World, ...]
    decides: tuple[str, ...]
    """What would decide an undetermined claim."""
    conflicts: tuple[tuple[str, ...], ...] = ()
    """Minimal sets of statements that contradict each other."""
    figure: str | None = None
    """The words of the figure."""
    figure_hedge: str | None = None
    """The class of the words."""
    figure_meaning: str | None = None
    """How the words were read; with the class, or not at all."""
    is_illustrative: bool = False
    sources: tuple[str, ...] = ()
    """Ids of the sources of the evidence that was used."""
    certificate: Certificate | None = None
    """What shows which worlds there are; ``None`` where it takes none to see the verdict."""
    why: tuple[str, ...] = ()
    """The proof that a verdict on unknown numbers rests on, in prose, line by line."""
    conflicts_cut: bool = False
    """Whether there may be more conflicts, or smaller ones, than are listed."""
    assumption_sets: tuple[tuple[str, ...], ...] = ()
    """Minimal sets of assumptions of which the verdict needs one to hold; none for none."""
    without_each: tuple[tuple[str, Verdict], ...] = ()
    """The verdict without each single assumption, where the reading names some."""
    levels: tuple[Level, ...] = ()
    """The confidence of the evidence that the verdict needs; none where all of that is certain,
    and for an undetermined verdict."""
    conflict_levels: tuple[tuple[Level, ...], ...] = ()
    """The levels in each of the conflicts; empty where nothing has a level."""
    compared: tuple[Interval, ...] = ()
    """The sets of numbers that were compared with the claimed figure, together all that is
    possible; none where no figure was claimed, or nothing was found."""
    labels: tuple[str, ...] = ()
    """As ``ClaimResult.labels``."""
    obstacle_at: Span | None = None
    """Where in the claim file the expression or declaration stands that met what is in the way."""
    reading: Reading | None = None
    """What the claim file says of it."""
    chart: Chart | None = None
    """What there is to draw; ``None`` where nothing is found."""

    @property
    def figure_rule(self) -> str | None:
        """How the words were read, with their class, as ``gt: above the number``."""
        if self.figure_hedge is None or self.figure_meaning is None:
            return None
        return rule_in_words(self.figure_hedge, self.figure_meaning)

    @property
    def confidence(self) -> Fraction | None:
        """How sure the verdict is, 0 to 1; ``None`` where nothing is less than certain."""
        return confidence_of(self.levels)

    @property
    def conflict_confidences(self) -> tuple[Fraction | None, ...]:
        """How sure each conflict is; empty where no evidence has a level of confidence."""
        return tuple(map(confidence_of, self.conflict_levels))


class ClaimResult(Struct, frozen=True):
    """One claim judged."""

    id: str
    form: str
    span: Span
    title: str | None
    quote: str | None
    speaker: str | None
    source: str | None
    date: str | None
    note: str | None
    verdict: Verdict
    reason: str | None
    explanation: str | None
    expected: Verdict | None
    as_expected: bool
    is_illustrative: bool
    readings: tuple[Assessment, ...]
    """At least one, but for a claim of parts."""
    parts: tuple[ClaimResult, ...]
    obstacle_at: Span | None = None
    """As of the reading or part that keeps the claim from being evaluated."""
    levels: tuple[Level, ...] = ()
    """The confidence of the evidence that the verdict needs: that of the least sure reading, of
    all supported parts together, of the surest refuted one."""
    labels: tuple[str, ...] = ()
    """What the house's own scale calls it, beside the verdict; several where it is open which of
    them, and none without a scale."""
    chart: Chart | None = None
    """All readings in one picture, where several have bands; each has its own as well."""

    @property
    def confidence(self) -> Fraction | None:
        """How sure the verdict is, 0 to 1; ``None`` where nothing is less than certain."""
        return confidence_of(self.levels)

    @property
    def is_evaluated(self) -> bool:
        """Whether the verdict says something of the claim rather than of the evidence."""
        return self.verdict.value not in {"not checkable", "conflicting"}

    @property
    def surprises(self) -> tuple[ClaimResult, ...]:
        """The claim or those of its parts whose own verdicts are not as expected."""
        inner = tuple(each for part in self.parts for each in part.surprises)
        if self.as_expected or (inner and self.verdict is self.expected):
            return inner
        return (self, *inner)


class EvidenceUsed(Struct, frozen=True):
    """A table as it was scanned."""

    table: str
    path: str
    sha256: str
    rows: int
    columns: tuple[str, ...]
    source: str | None
    is_illustrative: bool
    notes: tuple[str, ...] = ()
    vintage: str | None = None
    """The date of the vintage, for a table that has several."""
    hidden_rows: int = 0
    """How many rows more there may be than ``rows``, because ``min_cell`` hides their number."""


class FileUsed(Struct, frozen=True):
    """A file of the user's that was read."""

    path: str
    sha256: str


class RubricUsed(Struct, frozen=True):
    """A rubric by which rows were classified, and who made it."""

    file: str
    sha256: str
    hit_policy: str
    name: str | None = None
    title: str | None = None
    version: str | None = None
    """Which edition of the definition it is, in its authors' words."""
    author: str | None = None
    sources: tuple[Source, ...] = ()
    classes: tuple[RubricClass, ...] = ()
    """In the order in which they are declared; none where it gives scores."""
    rubric: Rubric | None = None
    """All of it, for reports that print its rules."""


class RunResult(Struct, frozen=True):
    """Everything a report can say of a run."""

    version: str
    language: int
    hedges: str
    title: str | None
    about: str | None
    files: tuple[FileUsed, ...]
    evidence: tuple[EvidenceUsed, ...]
    sources: tuple[Source, ...]
    claims: tuple[ClaimResult, ...]
    declared: int
    evaluated: int
    decided: int
    exit_code: int
    warnings: tuple[Problem, ...] = ()
    disputes: tuple[DisputeResult, ...] = ()
    answers: tuple[Answered, ...] = ()
    """What searches found, with what shows it; only where they were to be written down."""
    as_of: str | None = None
    """The date whose vintages were read where a claim names none; ``None`` for the last."""
    rubrics: tuple[RubricUsed, ...] = ()
    """The rubrics of the tables, whose files are among ``files`` too."""
    scale: RubricUsed | None = None
    """The house's own scale, whose file is among ``files`` too."""
    declarations: tuple[Declaration, ...] = ()
    """What the claim file declares that claims may rest on, kind by kind in its order."""
    unexpected: int = 0
    """How many claims and disputes are not as expected."""
    publisher: Publisher | None = None
