"""The report as JSON: fields in their documented order, and only ever added to."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from factcheck.report.certificate_json import certificate_object
from factcheck.report.dispute_json import dispute_object
from factcheck.report.files_json import (
    evidence_object,
    file_object,
    problem_object,
    publisher_object,
    rubric_object,
    source_object,
)
from factcheck.report.level_json import conflict_confidences, level_number
from factcheck.report.place_json import place_object
from factcheck.report.term_json import declaration_object, term_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.model.fraction import Fraction
    from factcheck.model.plan import Premise
    from factcheck.model.problem import Problem
    from factcheck.model.result import (
        Alternative,
        Assessment,
        ClaimResult,
        Counts,
        Finding,
        NumberSet,
        Provenance,
        RunResult,
        Step,
        VerdictByProfile,
        World,
    )
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look

Fields = dict[str, Any]

REPORT = 1
"""The version of the report's own form."""

# JSON allows these as they are; a terminal may obey or hide them, and no file can hold the last.
_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "\ud800-\udfff]"
)


def render_runs(runs: Runs, look: Look) -> str:
    """Return the report of one claim file, or what is wrong with it."""
    del look
    (run,) = runs.runs
    return render_problems(run.problems) if run.result is None else render(run.result)


def render(result: RunResult) -> str:
    """Return the report as one JSON object, indented by two, with a line break at its end."""
    return _dumped(report_object(result))


def report_object(result: RunResult) -> Fields:
    """Return the report as plain values."""
    return {
        "report": REPORT,
        "factcheck": result.version,
        "language": result.language,
        "hedges": result.hedges,
        "files": [file_object(file) for file in result.files],
        "evidence": [evidence_object(table) for table in result.evidence],
        "declared": result.declared,
        "evaluated": result.evaluated,
        "decided": result.decided,
        "claims": [claim_object(claim) for claim in result.claims],
        "disputes": [dispute_object(each, set_object) for each in result.disputes],
        "exit_code": result.exit_code,
        "title": result.title,
        "about": result.about,
        "sources": [source_object(source) for source in result.sources],
        "warnings": [problem_object(problem) for problem in result.warnings],
        "as_of": result.as_of,
        "answers": [certificate_object(each) for each in result.answers],
        "rubrics": [rubric_object(each) for each in result.rubrics],
        "scale": None if result.scale is None else rubric_object(result.scale),
        "declarations": [declaration_object(each) for each in result.declarations],
        "publisher": publisher_object(result.publisher),
    }


def render_problems(problems: Iterable[Problem]) -> str:
    """Return what is wrong with the user's files as one JSON object."""
    return _dumped({"report": REPORT, "problems": [problem_object(one) for one in problems]})


def _dumped(fields: Fields) -> str:
    return safe_text(_indented(fields)) + "\n"


def safe_text(text: str) -> str:
    """Return a text of JSON with everything escaped that a terminal may obey or hide."""
    return _UNSAFE.sub(_escaped, text)


def _indented(fields: Fields) -> str:
    """Return what ``json.dumps`` does with an indent of two, in half of its time."""
    try:
        return msgspec.json.format(json.dumps(fields, ensure_ascii=False), indent=2)
    except UnicodeEncodeError:
        # Half of a pair, which is no character of its own.
        return json.dumps(fields, ensure_ascii=False, indent=2)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def claim_object(claim: ClaimResult) -> Fields:
    """Return a claim in the form that reports give it."""
    joint = {**_joint(claim), "confidence": level_number(claim.confidence)}
    return {
        "id": claim.id,
        "form": claim.form,
        "quote": claim.quote,
        "source": claim.source,
        "position": {
            "file": claim.span.file,
            "line": claim.span.line,
            "column": claim.span.column,
        },
        "verdict": claim.verdict.value,
        "reason": claim.reason,
        "expected": claim.expected.value if claim.expected else None,
        "as_expected": claim.as_expected,
        "illustrative": claim.is_illustrative,
        **{name: joint[name] for name in _BEFORE_READINGS},
        "readings": [_reading(reading) for reading in claim.readings],
        "parts": [claim_object(part) for part in claim.parts],
        **{name: joint[name] for name in _AFTER_PARTS},
        "explanation": claim.explanation,
        **{name: joint[name] for name in _ADDED},
        "title": claim.title,
        "speaker": claim.speaker,
        "date": claim.date,
        "note": claim.note,
        "obstacle_at": place_object(claim.obstacle_at),
        "labels": list(claim.labels),
    }


_BEFORE_READINGS = (
    "claimed", "found", "profiles", "without_assumptions", "premises", "confidence",
)  # fmt: skip
_AFTER_PARTS = ("findings", "calculation", "counts", "worlds", "decides", "certificate")
_ADDED = (
    "distance", "figure", "figure_rule", "conflicts", "sources", "assumption_sets",
    "without_each", "conflicts_cut", "why", "conflict_confidences",
)  # fmt: skip


def _reading(reading: Assessment) -> Fields:
    """Return one reading; the fields that a claim has too are called the same."""
    fields = _assessed(reading)
    return {
        "name": reading.name,
        "measure": reading.measure,
        "verdict": reading.verdict.value,
        "reason": reading.reason,
        "illustrative": reading.is_illustrative,
        **{name: fields[name] for name in (*_BEFORE_READINGS, *_AFTER_PARTS)},
        "explanation": reading.explanation,
        **{name: fields[name] for name in _ADDED},
        "obstacle_at": place_object(reading.obstacle_at),
        "labels": list(reading.labels),
        "terms": [] if reading.reading is None else term_objects(reading.reading),
    }


def _assessed(reading: Assessment) -> Fields:
    return {
        "claimed": set_object(reading.claimed),
        "found": set_object(reading.found),
        "profiles": _profiles(reading.profiles),
        "without_assumptions": _alternative(reading.without_assumptions),
        "premises": [_premise(premise) for premise in reading.premises],
        "confidence": level_number(reading.confidence),
        "findings": [_finding(finding) for finding in reading.findings],
        "calculation": [_step(step) for step in reading.calculation],
        "counts": _counts(reading.counts),
        "worlds": [_world(world) for world in reading.worlds],
        "decides": list(reading.decides),
        "certificate": certificate_object(reading.certificate),
        "distance": reading.distance,
        "figure": reading.figure,
        "figure_rule": reading.figure_rule,
        "conflicts": [list(conflict) for conflict in reading.conflicts],
        "sources": list(reading.sources),
        "assumption_sets": [list(each) for each in reading.assumption_sets],
        "without_each": [
            {"assumption": name, "verdict": verdict.value} for name, verdict in reading.without_each
        ],
        "conflicts_cut": reading.conflicts_cut,
        "why": list(reading.why),
        "conflict_confidences": conflict_confidences(
            reading.conflicts, reading.conflict_confidences
        ),
    }


# Lists that a claim has all of, whichever reading or part they come from. The steps and the
# worlds of several readings would only mislead when thrown together.
_UNITED = frozenset(
    {"premises", "findings", "decides", "conflicts", "sources", "conflict_confidences"}
)
_SEPARATE = frozenset({"calculation", "worlds", "why"})


def _joint(claim: ClaimResult) -> Fields:
    """Return what a claim has in common with its readings.

    With one reading all of it; with several the single values that are equal in every one,
    otherwise ``null``, and the union of lists. A claim of parts has only the union of theirs.
    """
    readings = [_assessed(reading) for reading in claim.readings]
    if len(readings) == 1 and not claim.parts:
        return readings[0]
    everyone = [*readings, *(_joint(part) for part in claim.parts)]
    has_parts = bool(claim.parts)
    return {name: _joined(name, everyone, has_parts=has_parts) for name in _NAMES}


_NAMES = (*_BEFORE_READINGS, *_AFTER_PARTS, *_ADDED)


def _joined(name: str, everyone: Sequence[Fields], *, has_parts: bool) -> object:
    if name in _SEPARATE:
        return []
    values = [fields[name] for fields in everyone]
    if name == "conflicts_cut":
        # The claim has the conflicts of all.
        return any(values)
    if name in _UNITED:
        return _distinct(value for each in values for value in each)
    is_shared = bool(values) and not has_parts and all(value == values[0] for value in values)
    return values[0] if is_shared else None


def _distinct(values: Iterable[object]) -> list[object]:
    kept: list[object] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept


def set_object(numbers: NumberSet | None) -> Fields | None:
    """Return a set of numbers in the form that reports give it; ``None`` for none."""
    if numbers is None:
        return None
    interval = numbers.interval
    return {
        "text": numbers.text,
        "lower": _number(interval.lower),
        "upper": _number(interval.upper),
        "lower_exact": _exact(interval.lower),
        "upper_exact": _exact(interval.upper),
        "lower_closed": interval.lower_closed,
        "upper_closed": interval.upper_closed,
        "unit": numbers.unit.kind.value,
        "noun": numbers.unit.noun,
    }


def _number(number: Fraction | None) -> float | int | None:
    """Return an end as JSON writes numbers, for display; the exact end stands beside it."""
    if number is None or number.denominator == 1:
        return None if number is None else number.numerator
    try:
        return float(number)
    except OverflowError:
        return round(number)


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _profiles(profiles: VerdictByProfile | None) -> Fields | None:
    if profiles is None:
        return None
    return {
        "strict": profiles.strict.value,
        "default": profiles.default.value,
        "lenient": profiles.lenient.value,
    }


def _alternative(other: Alternative | None) -> Fields | None:
    return (
        None
        if other is None
        else {
            "verdict": other.verdict.value,
            "found": set_object(other.found),
            "certificate": certificate_object(other.certificate),
            "confidence": level_number(other.confidence),
        }
    )


def _premise(premise: Premise) -> Fields:
    return {"kind": premise.kind, "name": premise.name, "text": premise.text}


def _finding(finding: Finding) -> Fields:
    return {"code": finding.code, "slug": finding.slug, "message": finding.message}


def _step(step: Step) -> Fields:
    behind = [provenance_object(each) for each in step.provenance]
    return {"text": step.text, "value": step.value, "source": step.source, "provenance": behind}


def provenance_object(behind: Provenance) -> Fields:
    """Return the rows that a number was calculated from."""
    return {
        "table": behind.table,
        "file": behind.file,
        "sha256": behind.sha256,
        "filter": list(behind.filter),
        "aggregate": behind.aggregate,
        "column": behind.column,
        "second": behind.second,
        "rows": behind.rows,
        "most_rows": behind.most_rows,
    }


def _counts(counts: Counts | None) -> Fields | None:
    if counts is None:
        return None
    return {
        "numerator": _one_number(counts.numerator),
        "denominator": _one_number(counts.denominator),
        "rows": counts.rows,
    }


def _one_number(numbers: NumberSet | None) -> float | int | str | None:
    """Return a number as such, and what may be several in words."""
    if numbers is None:
        return None
    return _number(numbers.interval.lower) if numbers.interval.is_point else numbers.text


def _world(world: World) -> Fields:
    return {
        "verdict": world.verdict,
        "measure": world.measure,
        "numbers": [{"name": name, "value": value} for name, value in world.numbers],
    }
