"""The words that every format for people shares; all text of the user's is one safe line."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.chart import BandChart
from factcheck.model.confidence import word_level
from factcheck.model.dispute_result import DisputeResult
from factcheck.model.premise_words import kind_of
from factcheck.model.spec import Verdict
from factcheck.model.told import (
    told,
    told_choice,
    told_count,
    told_digits,
    told_join,
    told_list,
    told_or,
)
from factcheck.model.unit import UnitKind
from factcheck.model.verdict_words import word_of
from factcheck.model.wording import word_set
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.fraction import Fraction
    from factcheck.model.plan import Premise
    from factcheck.model.result import (
        Alternative,
        Assessment,
        ClaimResult,
        Counts,
        Finding,
        NumberSet,
        World,
    )
    from factcheck.model.span import Span

_ASSUMED = frozenset({"assumption", "bridge"})
CUT = told("at least these; the list was cut")
ILLUSTRATIVE = told("illustrative: made-up evidence")
FAULT = "fault"


DEPENDS, WORDING = "depends on the reading", "wording"
"""Reasons why a claim is not decided that are none of the evidence's."""


def sentence(verdict: Verdict, reason: str | None = None) -> str:
    """Return the verdict as one sentence; it may be open for other reasons than evidence."""
    match verdict:
        case Verdict.UNDETERMINED if reason == DEPENDS:
            return told("The verdict depends on how the claim is understood.")
        case Verdict.UNDETERMINED if reason == WORDING:
            return told("The verdict depends on how strictly the words are read.")
        case Verdict.SUPPORTED:
            return told("The evidence supports the claim.")
        case Verdict.REFUTED:
            return told("The evidence refutes the claim.")
        case Verdict.UNDETERMINED:
            return told("The evidence does not decide the claim.")
        case Verdict.CONFLICTING:
            return told("The evidence contradicts itself.")
        case Verdict.NOT_CHECKABLE:
            return told("The claim cannot be checked with this evidence.")
        case _:
            assert_never(verdict)


def beside(judged: Assessment | ClaimResult | DisputeResult) -> tuple[str, ...]:
    """Return what stands beside a verdict in every format.

    That is the house's own label, its confidence, made-up evidence.
    """
    level = at_level(judged.confidence)
    labels = () if isinstance(judged, DisputeResult) else judged.labels
    notes = (labels_in_words(labels), level, ILLUSTRATIVE if judged.is_illustrative else "")
    return tuple(filter(None, notes))


def labels_in_words(labels: Sequence[str]) -> str:
    """Return ``rated “True” or “Mostly true”``; empty without labels."""
    quoted = [told("“{text}”", text=one_line(label)) for label in labels]
    return told("rated {labels}", labels=told_choice(quoted)) if quoted else ""


def at_level(confidence: Fraction | None) -> str:
    """Return ``at 95 % confidence``; empty where nothing is less than certain."""
    if confidence is None:
        return ""
    return told("at {level} confidence", level=word_level(confidence))


def why(reason: str | None, explanation: str | None, place: Span | None = None) -> str:
    """Return the term and the sentences that explain a verdict: ``missing: no table gives …``.

    A fault has its place in the claim file, as editors read it: ``fault at claims.yml:14:5: …``.
    """
    term = one_line(reason)
    if place is not None and reason == FAULT:
        at = f"{one_line(place.file)}:{place.line}:{place.column}"
        term = told("{reason} at {place}", reason=term, place=at)
    return told_join(": ", (term, one_line(explanation)))


def why_of(judged: Assessment | ClaimResult | DisputeResult) -> str:
    """Return why something has its verdict, and where the claim file meets what is in the way."""
    return why(judged.reason, judged.explanation, judged.obstacle_at)


def is_plain(claim: ClaimResult) -> bool:
    """Whether a claim has one reading without a name, which is then the claim itself."""
    return len(claim.readings) == 1 and claim.readings[0].name is None


def own_why(claim: ClaimResult) -> str:
    """Return why a claim has its verdict, where its only reading does not say the same."""
    text = why_of(claim)
    readings = claim.readings if is_plain(claim) else ()
    return "" if text in set(map(why_of, readings)) else text


def reading_of_words(assessment: Assessment) -> str:
    """Return the words of the figure and how they were read; the empty text without a figure."""
    figure = one_line(assessment.figure)
    meaning, hedge = one_line(assessment.figure_meaning), one_line(assessment.figure_hedge)
    read = told("{meaning} (class {hedge})", meaning=meaning, hedge=hedge) if meaning else ""
    return told_join(": ", (told("“{text}”", text=figure) if figure else "", read))


def set_in_words(numbers: NumberSet | None) -> str:
    """Return a set in words; an amount with what it is measured in: ``245 to under 255 kg``."""
    if numbers is None:
        return ""
    text, noun = one_line(numbers.text), one_line(numbers.unit.noun)
    is_amount = numbers.unit.kind is UnitKind.AMOUNT and text[-1:].isdecimal()
    return told_join(" ", (text, noun)) if is_amount and noun else text


def distance_in_words(assessment: Assessment) -> str:
    """Return how far apart claimed and found are: ``the claim is 4.85 points too high``."""
    distance = one_line(assessment.distance)
    return told("the claim is {distance}", distance=distance) if distance else ""


def counts_in_words(counts: Counts) -> str:
    """Return both numbers of a quotient and the rows behind them."""
    numerator, denominator = (
        "" if each is None else one_line(each.text)
        for each in (counts.numerator, counts.denominator)
    )
    parts = (
        numerator and told("numerator {number}", number=numerator),
        denominator and told("denominator {number}", number=denominator),
        ""
        if counts.rows is None
        else told_count(counts.rows, "{n} row of evidence", "{n} rows of evidence"),
    )
    return told_join(", ", parts)


def premise_in_words(premise: Premise) -> str:
    """Return a premise with its kind: ``ncmec-63 (wording): …``."""
    kind = one_line(kind_of(premise.kind))
    return told(
        "{name} ({kind}): {text}",
        name=one_line(premise.name),
        kind=kind,
        text=one_line(premise.text),
    )


def without_assumptions(assessment: Assessment) -> str:
    """Return ``refuted if X holds; undetermined without``; empty where nothing was assumed."""
    other = assessment.without_assumptions
    if other is None:
        return ""
    verdict = word_of(assessment.verdict)
    if other.verdict is assessment.verdict:
        names = _assumed(assessment)[0]
        first = told("{verdict} also without {names}", verdict=verdict, names=names)
    else:
        first = told(
            "{verdict} {condition}; {other} without",
            verdict=verdict,
            condition=condition(assessment),
            other=word_of(other.verdict),
        )
    level = at_level(other.confidence)
    return told_join(" ", (first, in_brackets(level), in_brackets(_found_then(assessment, other))))


def _found_then(assessment: Assessment, other: Alternative) -> str:
    """Return what is found without the assumptions, where that is something else."""
    if other.found is None or other.found == assessment.found:
        return ""
    return told("found then: {set}", set=set_in_words(other.found))


def in_brackets(text: str) -> str:
    """Return a text in brackets; the empty text stays empty."""
    return told("({text})", text=text) if text else ""


def condition(assessment: Assessment) -> str:
    """Return ``if X holds`` where the verdict would be another without what is assumed."""
    other = assessment.without_assumptions
    if other is None or other.verdict is assessment.verdict:
        return ""
    names, is_one = _assumed(assessment)
    return told("if {name} holds", name=names) if is_one else told("if {names} hold", names=names)


def _assumed(assessment: Assessment) -> tuple[str, bool]:
    """Return the names of what is assumed, and whether one of them is enough to name them all."""
    sets = [[one_line(name) for name in names] for names in assessment.assumption_sets]
    if len(sets) > 1:
        is_each_one = all(len(names) == 1 for names in sets)
        several = (in_brackets(told_list(names)) if len(names) > 1 else names[0] for names in sets)
        return told_or(several), is_each_one
    names = [one_line(each.name) for each in assessment.premises if each.kind in _ASSUMED]
    return told_list(names) or told("the assumptions"), len(names) == 1


def profiles_in_words(assessment: Assessment) -> str:
    """Return the verdict under each profile of the words; empty where all are the same."""
    profiles = assessment.profiles
    if profiles is None or profiles.strict is profiles.default is profiles.lenient:
        return ""
    narrow, wide = _sets_of_profiles(assessment)
    words = {
        "strict": told_join(" ", (word_of(profiles.strict), in_brackets(narrow))),
        "usual": word_of(profiles.default),
        "generous": told_join(" ", (word_of(profiles.lenient), in_brackets(wide))),
    }
    if profiles.strict is profiles.default:
        return told(
            "{usual} if the words are read strictly or as usual, {generous} if generously", **words
        )
    if profiles.default is profiles.lenient:
        return told(
            "{strict} if the words are read strictly, {usual} as usual or generously", **words
        )
    return told(
        "{strict} if the words are read strictly, {usual} as usual, {generous} if generously",
        **words,
    )


def _sets_of_profiles(assessment: Assessment) -> tuple[str, str]:
    """Return what the words allow, read strictly and generously, where that is something else."""
    chart = assessment.chart
    if not isinstance(chart, BandChart) or len(chart.bands) > 1:
        return "", ""
    (band,) = chart.bands
    narrow, wide = (
        "" if one is None else word_set(one, band.unit) for one in (band.narrow, band.wide)
    )
    return narrow, wide


def world_in_words(world: World) -> str:
    """Return a possible state: ``for example relevant = 746, which gives 9.5 %``."""
    numbers, measure = numbers_in_words(world), one_line(world.measure)
    if world.is_told:
        if not numbers:
            return measure
        return told("for example {numbers}; then {measure}", numbers=numbers, measure=measure)
    if not numbers:
        return told("the measure is for example {measure}", measure=measure)
    return told("for example {numbers}, which gives {measure}", numbers=numbers, measure=measure)


def numbers_in_words(world: World) -> str:
    """Return the unknown quantities of a world with their numbers: ``x = 3, y = 4``."""
    return told_join(
        ", ",
        (
            told_join(" = ", (one_line(name), told_digits(one_line(number))))
            for name, number in world.numbers
        ),
    )


def without_each_in_words(assessment: Assessment) -> list[str]:
    """Return ``supported without X`` for each of several assumptions where it says something new.

    That is where the verdict is another than with all of them, and than without any.
    """
    other = assessment.without_assumptions
    known = {assessment.verdict, None if other is None else other.verdict}
    return [
        told("{verdict} without {name}", verdict=word_of(verdict), name=one_line(name))
        for name, verdict in assessment.without_each
        if verdict not in known
    ]


def conflicts_in_words(
    conflicts: Sequence[Sequence[str]],
    confidences: Sequence[Fraction | None] = (),
    *,
    is_cut: bool,
) -> list[str]:
    """Return the conflicts, a line each, and that there may be more where the list was cut.

    ``confidences`` are of each of them; none where nothing is less than certain.
    """
    levels = [at_level(each) for each in confidences] or [""] * len(conflicts)
    lines = [
        told_join(" ", (conflict_in_words(each), in_brackets(level)))
        for each, level in zip(conflicts, levels, strict=True)
        if each
    ]
    return [*lines, CUT] if is_cut else lines


def conflict_in_words(conflict: Sequence[str]) -> str:
    """Return the statements that cannot all be true."""
    return told_join(" — ", map(one_line, conflict))


def finding_in_words(finding: Finding) -> str:
    """Return a finding with its code: ``FC101 wrong-base: …``."""
    name = f"{one_line(finding.code)} {one_line(finding.slug)}"
    return told_join(": ", (name, one_line(finding.message)))


def expectation(claim: ClaimResult) -> str:
    """Return what the claim file expects and whether it came so; empty where all is in order."""
    expected = claim.expected
    if claim.as_expected:
        return told("{verdict}: as expected", verdict=word_of(expected)) if expected else ""
    parts = [one_line(part.id) for part in claim.parts if not part.as_expected]
    if parts:
        return told("NOT AS EXPECTED: see {parts}", parts=told_list(parts))
    if claim.reason == FAULT or expected is claim.verdict:
        return told("NOT AS EXPECTED: a fault in the evidence never is")
    if expected is None:
        return told(
            "NOT AS EXPECTED: the claim file does not say `expect: {verdict}`",
            verdict=claim.verdict.value,
        )
    return told("NOT AS EXPECTED: the claim file says `expect: {verdict}`", verdict=expected.value)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 row``, ``1,200 rows``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words: ``a``, ``a and b``, ``a, b and c``."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last
