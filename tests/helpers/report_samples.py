"""Results made by hand: one of every kind that a report has to show."""

from __future__ import annotations

from typing import Any

from exact import exact
from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import Premise
from factcheck.model.problem import Code, Problem, Severity
from factcheck.model.result import (
    Alternative,
    Assessment,
    ClaimResult,
    Counts,
    EvidenceUsed,
    FileUsed,
    Finding,
    NumberSet,
    RubricUsed,
    RunResult,
    Step,
    VerdictByProfile,
    World,
)
from factcheck.model.rubric import Role, RubricClass
from factcheck.model.span import Span
from factcheck.model.spec import Source, Verdict
from factcheck.model.unit import Unit, UnitKind

FILE = "claims/swiss.yml"
SHARE = Unit(UnitKind.SHARE)
REPORTS = Unit(UnitKind.COUNT, "reports")

FEDPOL = Source(
    "fedpol-2021",
    Span(FILE, 8, 3, 8, 14),
    title="fedpol in Zahlen 2021",
    publisher="fedpol",
    url="https://www.fedpol.admin.ch/zahlen.pdf",
    archived="https://web.archive.org/web/2022/zahlen.pdf",
    published="2022-05",
    accessed="2026-11-22",
)
TAGI = Source("tages-anzeiger", Span(FILE, 14, 3, 14, 17), title="Tages-Anzeiger")

POLICE = EvidenceUsed(
    table="police",
    path="evidence/cybertipline/fedpol.csv",
    sha256="3f" * 32,
    rows=8,
    columns=("year", "reports", "rapporte"),
    source="fedpol-2021",
    is_illustrative=False,
)
IMAGERY = EvidenceUsed(
    table="imagery",
    path="evidence/cybertipline/imagery-example.csv",
    sha256="a0" * 32,
    rows=1_200,
    columns=("age", "content"),
    source=None,
    is_illustrative=True,
    notes=("The rows of region 'all' are not summed: they are totals.",),
)

JUST_UNDER_TEN = NumberSet(
    Interval(Fraction(9, 100), Fraction(1, 10), True, False), SHARE, "9 % to under 10 %"
)
ZERO_UP = NumberSet(Interval(Fraction(583, 3926), Fraction(1)), SHARE, "14.85 % to 100 %")
ANY_SHARE = NumberSet(Interval(Fraction(0), Fraction(1)), SHARE, "0 % to 100 %")

ASSUMED = Premise(
    "assumption",
    "passed-on-is-relevant",
    "fedpol passes a case on when its content is relevant and a suspect can be identified",
)
PART = Premise("part of", "relevant part of reports", "relevant reports are some of all reports")
WORDING = Premise("wording", "ncmec-63", "“at least 63 percent” is taken as 62.5 % or more")


def counts(numerator: str | None, denominator: str | None, rows: int | None) -> Counts:
    """Return counts from digits, or from two numbers joined by "to"."""
    return Counts(_count(numerator), _count(denominator), rows)


def _count(text: str | None) -> NumberSet | None:
    if text is None:
        return None
    ends = [exact(end.replace(",", "")) for end in text.split(" to ")]
    return NumberSet(Interval(ends[0], ends[-1]), REPORTS, text)


def assessment(verdict: Verdict = Verdict.SUPPORTED, **others: object) -> Assessment:
    """Return a reading with nothing but a verdict and what is given."""
    fields: dict[str, Any] = {
        "name": None,
        "measure": "reports[year = 2018]",
        "reason": None,
        "explanation": None,
        "claimed": None,
        "found": None,
        "distance": None,
        "profiles": None,
        "without_assumptions": None,
        "premises": (),
        "findings": (),
        "calculation": (),
        "counts": None,
        "worlds": (),
        "decides": (),
    }
    return Assessment(verdict=verdict, **(fields | others))


def claim(
    identifier: str, verdict: Verdict, *readings: Assessment, **others: object
) -> ClaimResult:
    """Return a claim with these readings and what is given."""
    fields: dict[str, Any] = {
        "form": "figure",
        "span": Span(FILE, 60, 3, 60, 3 + len(identifier)),
        "title": None,
        "quote": None,
        "speaker": None,
        "source": None,
        "date": None,
        "note": None,
        "reason": None,
        "explanation": None,
        "expected": None,
        "as_expected": True,
        "is_illustrative": False,
        "parts": (),
    }
    return ClaimResult(id=identifier, verdict=verdict, readings=readings, **(fields | others))


def counted(number: int) -> NumberSet:
    """Return a count of reports that is one number."""
    return NumberSet(Interval.point(number), REPORTS, f"{number:,} reports")


ROW = "evidence/cybertipline/fedpol.csv, year = {year}, 1 row"


def passed_on(
    year: int, forwarded: str, reports: str, number: Fraction, text: str, distance: str
) -> Assessment:
    """Return the reading of the flagship claim for one year."""
    return assessment(
        Verdict.REFUTED,
        name=f"passed on, {year}",
        measure=f"forwarded[year = {year}] / reports[year = {year}]",
        claimed=JUST_UNDER_TEN,
        found=NumberSet(Interval.point(number), SHARE, text),
        distance=distance,
        profiles=VerdictByProfile(Verdict.REFUTED, Verdict.REFUTED, Verdict.REFUTED),
        calculation=(
            Step(f"forwarded[year = {year}]", forwarded, ROW.format(year=year)),
            Step(f"reports[year = {year}]", reports, ROW.format(year=year)),
            Step(f"{forwarded} / {reports}", text),
        ),
        counts=counts(forwarded, reports, 1),
        figure="just under ten percent",
        figure_hedge="tight_below",
        figure_meaning="the last tenth below the numeral, without the numeral itself",
        sources=("fedpol-2021",),
        findings=(
            Finding("FC103", "not-a-share", "cases are no part of reports, so this is a ratio"),
        ),
    )


RELEVANT_2018 = assessment(
    Verdict.UNDETERMINED,
    name="relevant, 2018",
    measure="share(reports[year = 2018], relevant)",
    reason="missing parts",
    explanation="No table and no statement gives relevant reports; they lie between none and all.",
    claimed=JUST_UNDER_TEN,
    found=ANY_SHARE,
    calculation=(
        Step("relevant[year = 2018]", "0 to 9,167", "part of reports[year = 2018]"),
        Step("reports[year = 2018]", "9,167", ROW.format(year=2018)),
    ),
    counts=counts("0 to 9,167", "9,167", 1),
    premises=(PART,),
    worlds=(
        World("true", "9.5 %", (("relevant[year = 2018]", "871"),)),
        World("false", "0 %", (("relevant[year = 2018]", "0"),)),
    ),
    decides=("the number of relevant reports in 2018",),
    figure="just under ten percent",
    figure_hedge="tight_below",
    figure_meaning="the last tenth below the numeral, without the numeral itself",
    sources=("fedpol-2021",),
)
RELEVANT_2020 = assessment(
    Verdict.REFUTED,
    name="relevant, 2020",
    measure="share(reports[year = 2020], relevant)",
    claimed=JUST_UNDER_TEN,
    found=ZERO_UP,
    distance="4.85 points too high",
    without_assumptions=Alternative(Verdict.UNDETERMINED, ANY_SHARE),
    premises=(ASSUMED, PART),
    calculation=(
        Step("relevant[year = 2020]", "1,166 to 7,852", "at least forwarded[year = 2020]"),
        Step("reports[year = 2020]", "7,852", ROW.format(year=2020)),
        Step("(1,166 to 7,852) / 7,852", "14.85 % to 100 %"),
    ),
    counts=counts("1,166 to 7,852", "7,852", 1),
    figure="just under ten percent",
    figure_hedge="tight_below",
    figure_meaning="the last tenth below the numeral, without the numeral itself",
    sources=("fedpol-2021",),
)
FLAGSHIP = claim(
    "just-under-ten",
    Verdict.UNDETERMINED,
    passed_on(2018, "612", "9,167", Fraction(612, 9167), "6.68 %", "2.32 points too low"),
    passed_on(2020, "1,166", "7,852", Fraction(583, 3926), "14.85 %", "4.85 points too high"),
    RELEVANT_2018,
    RELEVANT_2020,
    quote="Just under ten percent of them were criminally relevant.\n",
    source="tages-anzeiger",
    speaker="a fedpol spokesperson",
    date="2021",
    reason="readings differ",
    explanation="The verdict depends on the reading.",
    expected=Verdict.UNDETERMINED,
)
AROUND_9000 = claim(
    "reports-2018",
    Verdict.SUPPORTED,
    assessment(
        claimed=NumberSet(Interval(Fraction(8500), Fraction(9500)), REPORTS, "8,500 to 9,500"),
        found=counted(9167),
        profiles=VerdictByProfile(Verdict.REFUTED, Verdict.SUPPORTED, Verdict.SUPPORTED),
        calculation=(Step("reports[year = 2018]", "9,167", ROW.format(year=2018)),),
        counts=counts(None, None, 1),
        figure="around 9,000",
        sources=("fedpol-2021", "an-undeclared-one"),
        findings=(Finding("FC110", "small-base", "nothing to see here"),),
    ),
    title="Around 9,000 reports",
    note="The spokesperson says 'last year'.",
)
MADE_UP = claim(
    "at-least-63",
    Verdict.SUPPORTED,
    assessment(
        measure="share(imagery, class = meets)",
        claimed=NumberSet(Interval.at_least(Fraction(5, 8)), SHARE, "at least 62.5 %"),
        found=NumberSet(Interval(Fraction(63, 100), Fraction(7, 10)), SHARE, "63 % to 70 %"),
        without_assumptions=Alternative(Verdict.SUPPORTED, None),
        premises=(WORDING,),
        is_illustrative=True,
        calculation=(Step("Rows that the rubric leaves open count between nothing and all.", ""),),
        counts=counts("756 to 840", "1,200", None),
    ),
    is_illustrative=True,
)
CLASH = claim(
    "clash",
    Verdict.CONFLICTING,
    assessment(
        Verdict.CONFLICTING,
        reason="conflict",
        explanation="Two statements contradict each other.",
        conflicts=(("ncmec-63: at least 63 %", "other: at most 10 %"), ("a", "b", "c")),
    ),
    as_expected=False,
    reason="conflict",
    explanation="Two statements contradict each other.",
)
FAULTY = claim(
    "faulty",
    Verdict.NOT_CHECKABLE,
    assessment(Verdict.NOT_CHECKABLE, reason="fault", explanation="column 'year' is missing"),
    expected=Verdict.NOT_CHECKABLE,
    as_expected=False,
    reason="fault",
    explanation="column 'year' is missing",
)
DECLARED = claim(
    "quite-small",
    Verdict.NOT_CHECKABLE,
    reason="declared",
    explanation='"quite small" is no number',
)
PARTS = claim(
    "both",
    Verdict.REFUTED,
    form="parts",
    parts=(
        claim("first", Verdict.SUPPORTED, assessment(findings=AROUND_9000.readings[0].findings)),
        claim("second", Verdict.REFUTED, assessment(Verdict.REFUTED, decides=("a count",))),
    ),
    expected=Verdict.SUPPORTED,
    as_expected=False,
)

WARNING = Problem(
    Code("FC040", "unused-name", "A declared name is not used", "Delete it."),
    "nothing uses the quantity 'graphic'",
    Span(FILE, 45, 3, 45, 10),
    "  graphic:",
    severity=Severity.WARNING,
)


ACTS = RubricUsed(
    "rubrics/acts.yml",
    "d4" * 32,
    "unique",
    "acts",
    "Depicted acts",
    "2",
    "A. Author",
    (TAGI,),
    (RubricClass("meets", "meets the definition", Role.COUNTED), RubricClass("other")),
)


def result(*claims: ClaimResult, **others: object) -> RunResult:
    """Return the result of a run over these claims."""
    fields: dict[str, Any] = {
        "version": "0.0.0",
        "language": 1,
        "hedges": "2026.1",
        "title": "Were just under ten percent of Switzerland's reports relevant?",
        "about": "A spokesperson's words, taken literally.\n\nAll figures are fedpol's own.",
        "files": (FileUsed(FILE, "c1" * 32),),
        "evidence": (POLICE,),
        "sources": (FEDPOL, TAGI),
        "declared": len(claims),
        "evaluated": sum(each.is_evaluated for each in claims),
        "decided": sum(each.verdict in {Verdict.SUPPORTED, Verdict.REFUTED} for each in claims),
        "exit_code": 0,
    }
    return RunResult(claims=claims, **(fields | others))


SWISS = result(AROUND_9000, FLAGSHIP, decided=2)
EVERYTHING = result(
    AROUND_9000, FLAGSHIP, MADE_UP, CLASH, FAULTY, DECLARED, PARTS,
    decided=4, evidence=(POLICE, IMAGERY), exit_code=1, warnings=(WARNING,), rubrics=(ACTS,),
)  # fmt: skip
# What a world is of is a word of ours, not of the user's; a link is what an address should be.
KEPT = frozenset({"verdict", "url", "archived", "about"})

BARE = replace(result(title=None, about=None, files=(), evidence=(), sources=()), exit_code=3)


def filled(record: RunResult, text: str, *, kept: frozenset[str] = KEPT) -> RunResult:
    """Return a result in which every text is ``text``, but for the fields of these names."""
    whole = _filled(record, text, kept)
    assert isinstance(whole, RunResult)
    return whole


def _filled(record: object, text: str, kept: frozenset[str]) -> object:
    if isinstance(record, str):
        return text
    if isinstance(record, tuple):
        return tuple(_filled(each, text, kept) for each in record)
    if not isinstance(record, Struct) or isinstance(record, Interval):
        return record
    texts: dict[str, Any] = {
        name: _filled(getattr(record, name), text, kept)
        for name in record.__struct_fields__
        if name not in kept
    }
    return replace(record, **texts)
