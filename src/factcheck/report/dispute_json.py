"""A dispute as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.report.certificate_json import certificate_object
from factcheck.report.level_json import conflict_confidences, level_number
from factcheck.report.place_json import place_object
from factcheck.report.term_json import dispute_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.dispute_result import (
        ConditionResult,
        DisputeByProfile,
        DisputeResult,
        MemberResult,
        OutlookResult,
    )
    from factcheck.model.proof import DisputeProofs, Proved
    from factcheck.model.result import NumberSet

    SetObject = Callable[[NumberSet | None], dict[str, Any] | None]

Fields = dict[str, Any]


def dispute_object(dispute: DisputeResult, set_object: SetObject) -> Fields:
    """Return a dispute; ``set_object`` writes a set of numbers as the rest of the report does."""
    write = _Writing(set_object)
    profiles, proofs = dispute.profiles, dispute.proofs
    without = None if proofs is None else proofs.without
    return {
        "id": dispute.id,
        "verdict": dispute.verdict.value,
        "condition": write.condition(dispute.condition),
        "integer_condition": write.condition(dispute.integer_condition),
        "profiles": None if profiles is None else _verdicts(profiles),
        "conflicts": [list(conflict) for conflict in dispute.conflicts],
        "certificate": certificate_object(None if proofs is None else proofs.default),
        "position": {
            "file": dispute.span.file,
            "line": dispute.span.line,
            "column": dispute.span.column,
        },
        "reason": dispute.reason,
        "explanation": dispute.explanation,
        "expected": dispute.expected.value if dispute.expected else None,
        "as_expected": dispute.as_expected,
        "illustrative": dispute.is_illustrative,
        "members": [write.member(member) for member in dispute.members],
        "in_terms_of": dispute.in_terms_of,
        "conditions": None if profiles is None else write.conditions(profiles, proofs),
        "without_assumptions": write.outlook(dispute.without_assumptions, without),
        "premises": [
            {"kind": each.kind, "name": each.name, "text": each.text} for each in dispute.premises
        ],
        "worlds": [] if dispute.world is None else [_world(dispute)],
        "sources": list(dispute.sources),
        "title": dispute.title,
        "about": dispute.about,
        "note": dispute.note,
        "conflicts_cut": dispute.conflicts_cut,
        "confidence": level_number(dispute.confidence),
        "conflict_confidences": conflict_confidences(
            dispute.conflicts, dispute.conflict_confidences
        ),
        "obstacle_at": place_object(dispute.obstacle_at),
        "why": list(dispute.why),
        "terms": dispute_terms(dispute),
    }


def _verdicts(profiles: DisputeByProfile) -> Fields:
    return {
        "strict": profiles.strict.verdict.value,
        "default": profiles.default.verdict.value,
        "lenient": profiles.lenient.verdict.value,
    }


def _world(dispute: DisputeResult) -> Fields:
    world = dispute.world
    assert world is not None
    return {
        "verdict": world.verdict,
        "measure": world.measure,
        "numbers": [{"name": name, "value": value} for name, value in world.numbers],
    }


class _Writing:
    """Writes what holds sets of numbers."""

    def __init__(self, set_object: SetObject) -> None:
        self._set = set_object

    def condition(self, condition: ConditionResult | None) -> Fields | None:
        if condition is None:
            return None
        return {
            "measure": condition.measure,
            "set": self._set(condition.numbers),
            "sets": [self._set(each) for each in condition.sets],
            "text": condition.text,
        }

    def outlook(self, outlook: OutlookResult | None, proved: Proved | None) -> Fields | None:
        if outlook is None:
            return None
        return {
            "verdict": outlook.verdict.value,
            "condition": self.condition(outlook.condition),
            "integer_condition": self.condition(outlook.integer_condition),
            "certificate": certificate_object(proved),
            "confidence": level_number(outlook.confidence),
        }

    def conditions(self, profiles: DisputeByProfile, proofs: DisputeProofs | None) -> Fields:
        # The certificate of the default profile is the dispute's own.
        strict, lenient = (None, None) if proofs is None else (proofs.strict, proofs.lenient)
        return {
            "strict": self.outlook(profiles.strict, strict),
            "default": self.outlook(profiles.default, None),
            "lenient": self.outlook(profiles.lenient, lenient),
        }

    def member(self, member: MemberResult) -> Fields:
        concession = member.concession
        given = (
            None
            if concession is None
            else {"set": self._set(concession.needed), "text": concession.text}
        )
        return {
            "name": member.name,
            "kind": "statement" if member.is_statement else "claim",
            "measure": member.measure or None,
            "figure": member.figure,
            "claimed": self._set(member.claimed),
            "concession": given,
        }
