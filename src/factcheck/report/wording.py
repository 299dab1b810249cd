"""The words that every format for people shares; all text of the user's is one safe line."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.confidence import word_level
from factcheck.model.dispute_result import DisputeResult
from factcheck.model.spec import Verdict
from factcheck.model.unit import UnitKind
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.model.fraction import Fraction
    from factcheck.model.plan import Premise
    from factcheck.model.result import (
        Assessment,
        ClaimResult,
        Counts,
        EvidenceUsed,
        Finding,
        NumberSet,
        RubricUsed,
        RunResult,
        World,
    )
    from factcheck.model.span import Span
    from factcheck.model.spec import Source

CUT = "at least these; the list was cut"
ILLUSTRATIVE = "illustrative: made-up evidence"

_ASSUMED = frozenset({"assumption", "bridge"})
_SHOWN = 5
FAULT = "fault"


def sentence(verdict: Verdict) -> str:
    """Return the verdict as one sentence."""
    match verdict:
        case Verdict.SUPPORTED:
            return "The evidence supports the claim."
        case Verdict.REFUTED:
            return "The evidence refutes the claim."
        case Verdict.UNDETERMINED:
            return "The evidence does not decide the claim."
        case Verdict.CONFLICTING:
            return "The evidence contradicts itself."
        case Verdict.NOT_CHECKABLE:
            return "The claim cannot be checked with this evidence."
        case _:
            assert_never(verdict)


def beside(judged: Assessment | ClaimResult | DisputeResult) -> tuple[str, ...]:
    """Return what stands beside a verdict in every format.

    That is the house's own label, its confidence, made-up evidence.
    """
    level = at_level(judged.confidence)
    labels = () if isinstance(judged, DisputeResult) else judged.labels
    told = (labels_in_words(labels), level, ILLUSTRATIVE if judged.is_illustrative else "")
    return tuple(filter(None, told))


def labels_in_words(labels: Sequence[str]) -> str:
    """Return ``rated “True” or “Mostly true”``; empty without labels."""
    told = " or ".join(f"“{one_line(label)}”" for label in labels)
    return f"rated {told}" if told else ""


def at_level(confidence: Fraction | None) -> str:
    """Return ``at 95 % confidence``; empty where nothing is less than certain."""
    return "" if confidence is None else f"at {word_level(confidence)} confidence"


def why(reason: str | None, explanation: str | None, place: Span | None = None) -> str:
    """Return the term and the sentences that explain a verdict: ``missing: no table gives …``.

    A fault has its place in the claim file, as editors read it: ``fault at claims.yml:14:5: …``.
    """
    term = one_line(reason)
    if place is not None and reason == FAULT:
        term = f"{term} at {one_line(place.file)}:{place.line}:{place.column}"
    return ": ".join(filter(None, (term, one_line(explanation))))


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


def attribution(claim: ClaimResult, sources: Iterable[Source]) -> str:
    """Return who said it, where and when: ``a spokesperson, Tages-Anzeiger, 2021-03-02``."""
    return ", ".join(
        filter(
            None, (one_line(claim.speaker), title_of(claim.source, sources), one_line(claim.date))
        )
    )


def title_of(identifier: str | None, sources: Iterable[Source]) -> str:
    """Return a source's title, or its id where it has none or is not declared."""
    found = next((source for source in sources if source.id == identifier), None)
    return one_line(found.title if found and found.title else identifier)


def cited(source: Source) -> str:
    """Return title, publisher and date of a source: ``fedpol in Zahlen (fedpol, 2022-05)``."""
    title = one_line(source.title) or one_line(source.id)
    details = [one_line(source.publisher), one_line(source.published)]
    inside = ", ".join(detail for detail in details if detail)
    return f"{title} ({inside})" if inside else title


def cited_by(assessment: Assessment, sources: Iterable[Source]) -> list[str]:
    """Return the sources of the evidence that a reading used, cited."""
    known = {source.id: cited(source) for source in sources}
    return [known.get(each, one_line(each)) for each in assessment.sources]


def reading_of_words(assessment: Assessment) -> str:
    """Return the words of the figure and how they were read; the empty text without a figure."""
    figure = one_line(assessment.figure)
    hedge, _, rule = one_line(assessment.figure_rule).partition(": ")
    read = f"{rule.removesuffix('.')} (class {hedge})" if rule else hedge
    return ": ".join(filter(None, (f"“{figure}”" if figure else "", read)))


def set_in_words(numbers: NumberSet | None) -> str:
    """Return a set in words; an amount with what it is measured in: ``245 to under 255 kg``."""
    if numbers is None:
        return ""
    text, noun = one_line(numbers.text), one_line(numbers.unit.noun)
    is_amount = numbers.unit.kind is UnitKind.AMOUNT and text[-1:].isdecimal()
    return f"{text} {noun}" if is_amount and noun else text


def distance_in_words(assessment: Assessment) -> str:
    """Return how far apart claimed and found are: ``the claim is 4.85 points too high``."""
    distance = one_line(assessment.distance)
    return f"the claim is {distance}" if distance else ""


def counts_in_words(counts: Counts) -> str:
    """Return both numbers of a quotient and the rows behind them."""
    numerator, denominator = (
        "" if each is None else one_line(each.text)
        for each in (counts.numerator, counts.denominator)
    )
    parts = (
        numerator and f"numerator {numerator}",
        denominator and f"denominator {denominator}",
        "" if counts.rows is None else f"{counted(counts.rows, 'row')} of evidence",
    )
    return ", ".join(filter(None, parts))


def premise_in_words(premise: Premise) -> str:
    """Return a premise with its kind: ``ncmec-63 (wording): …``."""
    name, kind = one_line(premise.name), one_line(premise.kind)
    return f"{name} ({kind}): {one_line(premise.text)}"


def without_assumptions(assessment: Assessment) -> str:
    """Return ``refuted if X holds; undetermined without``; empty where nothing was assumed."""
    other = assessment.without_assumptions
    if other is None:
        return ""
    verdict = assessment.verdict.value
    is_other = other.found is not None and other.found != assessment.found
    found = f" (found then: {set_in_words(other.found)})" if other.found and is_other else ""
    if other.confidence is not None:
        found = f" ({at_level(other.confidence)}){found}"
    if other.verdict is assessment.verdict:
        return f"{verdict} also without {_assumed(assessment)[0]}{found}"
    return f"{verdict} {condition(assessment)}; {other.verdict.value} without{found}"


def condition(assessment: Assessment) -> str:
    """Return ``if X holds`` where the verdict would be another without what is assumed."""
    other = assessment.without_assumptions
    if other is None or other.verdict is assessment.verdict:
        return ""
    return f"if {' '.join(_assumed(assessment))}"


def _assumed(assessment: Assessment) -> tuple[str, str]:
    """Return the names of what is assumed, and the verb that goes with them."""
    sets = [[one_line(name) for name in names] for names in assessment.assumption_sets]
    if len(sets) > 1:
        is_each_one = all(len(names) == 1 for names in sets)
        told = [f"({listed(names)})" if len(names) > 1 else names[0] for names in sets]
        return " or ".join(told), "holds" if is_each_one else "hold"
    names = [one_line(each.name) for each in assessment.premises if each.kind in _ASSUMED]
    return listed(names) or "the assumptions", "holds" if len(names) == 1 else "hold"


def profiles_in_words(assessment: Assessment) -> str:
    """Return the verdict under each profile of the words; empty where all are the same."""
    profiles = assessment.profiles
    if profiles is None or profiles.strict is profiles.default is profiles.lenient:
        return ""
    strict, usual, generous = (
        each.value for each in (profiles.strict, profiles.default, profiles.lenient)
    )
    if strict == usual:
        return f"{usual} if the words are read strictly or as usual, {generous} if generously"
    if usual == generous:
        return f"{strict} if the words are read strictly, {usual} as usual or generously"
    return f"{strict} if the words are read strictly, {usual} as usual, {generous} if generously"


def world_in_words(world: World) -> str:
    """Return a possible state: ``for example relevant = 746, which gives 9.5 %``."""
    numbers = ", ".join(f"{one_line(name)} = {one_line(number)}" for name, number in world.numbers)
    measure = one_line(world.measure)
    if world.is_told:
        return f"for example {numbers}; then {measure}" if numbers else measure
    if not numbers:
        return f"the measure is for example {measure}"
    return f"for example {numbers}, which gives {measure}"


def without_each_in_words(assessment: Assessment) -> list[str]:
    """Return ``supported without X`` for each of several assumptions where it says something new.

    That is where the verdict is another than with all of them, and than without any.
    """
    other = assessment.without_assumptions
    known = {assessment.verdict, None if other is None else other.verdict}
    return [
        f"{verdict.value} without {one_line(name)}"
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
    told = [
        f"{conflict_in_words(each)}{f' ({level})' if level else ''}"
        for each, level in zip(conflicts, levels, strict=True)
        if each
    ]
    return [*told, CUT] if is_cut else told


def conflict_in_words(conflict: Sequence[str]) -> str:
    """Return the statements that cannot all be true."""
    return " — ".join(map(one_line, conflict))


def finding_in_words(finding: Finding) -> str:
    """Return a finding with its code: ``FC101 wrong-base: …``."""
    return f"{one_line(finding.code)} {one_line(finding.slug)}: {one_line(finding.message)}"


def evidence_in_words(evidence: EvidenceUsed) -> str:
    """Return how much of a table was read: ``8 rows; columns year, reports``."""
    columns = ", ".join(map(one_line, evidence.columns))
    vintage = one_line(evidence.vintage)
    parts = (
        f"{one_line(evidence.table)} of {vintage}" if vintage else "",
        _rows_of(evidence),
        f"columns {columns}" if columns else "",
        ILLUSTRATIVE if evidence.is_illustrative else "",
    )
    return "; ".join(filter(None, parts))


def _rows_of(evidence: EvidenceUsed) -> str:
    """Return how many rows a table has: ``8 rows``, ``1,200 to 1,230 rows``."""
    if not evidence.hidden_rows:
        return counted(evidence.rows, "row")
    return f"{evidence.rows:,} to {counted(evidence.rows + evidence.hidden_rows, 'row')}"


def rubric_in_words(rubric: RubricUsed) -> str:
    """Return which rubric it is and how it decides: ``“Acts”, version 2, by A. B.; unique``."""
    named = one_line(rubric.title) or one_line(rubric.name)
    version, author = one_line(rubric.version), one_line(rubric.author)
    parts = (
        f"“{named}”" if named else "",
        f"version {version}" if version else "",
        f"by {author}" if author else "",
    )
    told = ", ".join(filter(None, parts))
    return "; ".join(filter(None, (told, f"hit policy {one_line(rubric.hit_policy)}")))


def expectation(claim: ClaimResult) -> str:
    """Return what the claim file expects and whether it came so; empty where all is in order."""
    expected = claim.expected
    if claim.as_expected:
        return f"{expected.value}: as expected" if expected else ""
    parts = [one_line(part.id) for part in claim.parts if not part.as_expected]
    if parts:
        return f"NOT AS EXPECTED: see {listed(parts)}"
    if claim.reason == FAULT or expected is claim.verdict:
        return "NOT AS EXPECTED: a fault in the evidence never is"
    if expected is None:
        return f"NOT AS EXPECTED: the claim file does not say `expect: {claim.verdict.value}`"
    return f"NOT AS EXPECTED: the claim file says `expect: {expected.value}`"


def summary(result: RunResult) -> str:
    """Return the one line that says how much was checked and whether it is as expected."""
    verdicts = ", ".join(
        f"{number} {verdict.value}"
        for verdict in Verdict
        if (number := sum(claim.verdict is verdict for claim in result.claims))
    )
    counts = (
        f"{counted(result.declared, 'claim')} declared, {result.evaluated} evaluated, "
        f"{result.decided} decided"
    )
    shown = f"{counts} (verdicts: {verdicts})" if verdicts else counts
    has_decided = result.decided or any(each.is_decided for each in result.disputes)
    nothing = "" if has_decided else " Nothing was decided."
    return f"{shown}{_disputes(result)}; {_agreement(result)}.{nothing}"


def _disputes(result: RunResult) -> str:
    """Return how many disputes there are and what was found of them; nothing without any."""
    found = [dispute.verdict.value for dispute in result.disputes]
    verdicts = ", ".join(f"{found.count(each)} {each}" for each in dict.fromkeys(sorted(found)))
    return f"; {counted(len(found), 'dispute')} ({verdicts})" if found else ""


def _agreement(result: RunResult) -> str:
    others = [one_line(claim.id) for claim in result.claims if not claim.as_expected]
    others += [one_line(dispute.id) for dispute in result.disputes if not dispute.as_expected]
    if not others:
        return "all as expected"
    more = len(others) - _SHOWN
    named = [*others[:_SHOWN], f"{more} more"] if more > 0 else others
    return f"{len(others)} not as expected: {listed(named)}"


def versions(result: RunResult) -> str:
    """Return what made the report: versions of the program, the language and the hedges."""
    return (
        f"factcheck {one_line(result.version)}, language {result.language}, "
        f"table of hedges {one_line(result.hedges)}"
    )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 row``, ``1,200 rows``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words: ``a``, ``a and b``, ``a, b and c``."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last
