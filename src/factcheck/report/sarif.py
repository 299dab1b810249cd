"""The report as SARIF 2.1.0: what is not as it should be, each with the rule that says so.

Every result is a failure, because readers such as GitHub show one of kind ``pass`` as a problem:
what is as expected is only counted, in the properties of the run. The worst come first, as readers
show the first few thousand.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck import __version__
from factcheck.model.result import ClaimResult
from factcheck.report.ci.identity import address_of, with_fingerprints
from factcheck.report.ci.notices import Weight, notices_of
from factcheck.report.ci.words import MOST_READINGS, cut
from factcheck.report.json_report import safe_text
from factcheck.report.visible import one_line, paragraphs
from factcheck.report.wording import set_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.result import Assessment
    from factcheck.model.runs import Runs
    from factcheck.model.span import Span
    from factcheck.report.ci.notices import Notice
    from factcheck.report.formats import Look

Fields = dict[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST_RESULTS = 25_000
"""Results that GitHub takes in one run; of these it shows 5,000."""
ROOT = "%SRCROOT%"
FINGERPRINT = "factcheckClaim/v1"
"""Not the name under which GitHub keeps its own, which its upload works out from the lines."""
MOST_DESCRIBED = 1_000
"""Characters of a description; GitHub takes 1,024."""


def render_runs(runs: Runs, look: Look) -> str:
    """Return one run over all claim files."""
    del look
    notices = notices_of(runs)
    kept = notices[:MOST_RESULTS]
    rules = list(dict.fromkeys(each.rule.code for each in kept))
    places = {code: place for place, code in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(kept)},
        "invocations": [_invocation(runs, len(notices) - len(kept))],
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The folder in which the command was run."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(notice, places[notice.rule.code], fingerprint)
            for notice, fingerprint in with_fingerprints(kept)
        ],
        "properties": _counts(runs),
    }
    report = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_text(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def _driver(notices: Sequence[Notice]) -> Fields:
    rules: dict[str, Notice] = {}
    for notice in notices:
        # The worst of a rule comes first.
        rules.setdefault(notice.rule.code, notice)
    return {
        "name": "factcheck",
        "fullName": "factcheck, a verifier of published statistics",
        "version": __version__,
        "rules": [_rule(each) for each in rules.values()],
    }


def _rule(notice: Notice) -> Fields:
    rule = notice.rule
    title = one_line(rule.title)
    pages = paragraphs(rule.explanation) or [title]
    prose = " ".join(line for line in pages if not line.startswith("**"))
    name = "".join(part.capitalize() for part in one_line(rule.slug).split("-"))
    return {
        "id": one_line(rule.code),
        # One that says the same as the id is to be left out.
        **({} if rule.slug == rule.code else {"name": name}),
        "shortDescription": {"text": title},
        "fullDescription": {"text": cut(prose, MOST_DESCRIBED)},
        "help": {"text": "\n".join(pages), "markdown": rule.explanation.strip() or title},
        "defaultConfiguration": {"level": _level(notice.weight)},
        "properties": {"tags": ["statistics"]},
    }


def _level(weight: Weight) -> str:
    if weight.is_error:
        return "error"
    return "warning" if weight is Weight.WARNING else "note"


def _invocation(runs: Runs, left_out: int) -> Fields:
    """Return whether the run did what it is for, and what it could not look at."""
    code = runs.total.exit_code
    told = f"{left_out:,} more results are left out; a run has at most {MOST_RESULTS:,}"
    note = {"level": "note", "message": {"text": told}}
    return {
        "executionSuccessful": not runs.total.wrong,
        "exitCode": code,
        "exitCodeDescription": _EXITS[code],
        **({"toolExecutionNotifications": [note]} if left_out else {}),
    }


_EXITS = {
    0: "every claim is as expected",
    1: "a claim or dispute is not as expected",
    2: "a claim file is wrong; nothing of it was evaluated",
    3: "a claim could not be evaluated and that was not expected, or nothing was decided",
}


def _counts(runs: Runs) -> Fields:
    total = runs.total
    return {
        "files": total.files,
        "wrong": total.wrong,
        "declared": total.declared,
        "evaluated": total.evaluated,
        "decided": total.decided,
        "unexpected": total.unexpected,
    }


def _result(notice: Notice, rule: int, fingerprint: str) -> Fields:
    return {
        "ruleId": one_line(notice.rule.code),
        "ruleIndex": rule,
        "kind": "fail",
        "level": _level(notice.weight),
        "message": {"text": "\n".join(notice.lines)},
        "locations": [_location(notice)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        **_properties(notice),
    }


def _location(notice: Notice) -> Fields:
    place = {"uri": address_of(notice.file)}
    if not place["uri"].startswith("file:"):
        place["uriBaseId"] = ROOT
    where: Fields = {
        "physicalLocation": {"artifactLocation": place, "region": _region(notice.span)}
    }
    if notice.subject:
        where["logicalLocations"] = [{"fullyQualifiedName": notice.subject}]
    return where


def _region(span: Span | None) -> Fields:
    """Return a place; the first line stands for a file as a whole."""
    if span is None:
        return {"startLine": 1}
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _properties(notice: Notice) -> Fields:
    """Return what is known of the claim or dispute, for programs."""
    judged = notice.judged
    if judged is None:
        return {}
    known: Fields = {"subject": notice.subject, "verdict": judged.verdict.value}
    known["expected"] = judged.expected.value if judged.expected else None
    known["illustrative"] = judged.is_illustrative
    if isinstance(judged, ClaimResult):
        known["labels"] = list(map(one_line, judged.labels))
        known["readings"] = [_reading(each) for each in judged.readings[:MOST_READINGS]]
    return {"properties": known}


def _reading(reading: Assessment) -> Fields:
    return {
        "name": one_line(reading.name),
        "verdict": reading.verdict.value,
        "claimed": set_in_words(reading.claimed),
        "found": set_in_words(reading.found),
        "distance": one_line(reading.distance),
    }
