"""The rules that a run checks claims by, beside the problems and findings, which have codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.problem import Code
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXPECT = (
    "If the verdict is what you want to keep watching, write it into the claim file as `expect:`; "
    "else correct the published figure, or the evidence."
)

REFUTED = Code(
    "refuted",
    "refuted",
    "A claim is refuted by the evidence.",
    f"No number that the evidence permits lies in what the figure claims. {_EXPECT}",
)
SUPPORTED = Code(
    "supported",
    "supported",
    "A claim is supported, and the claim file expects otherwise.",
    "Every number that the evidence permits lies in what the figure claims, but `expect:` names "
    "another verdict. The evidence or the claim has changed since that was written.",
)
UNDETERMINED = Code(
    "undetermined",
    "undetermined",
    "A claim is not decided by the evidence, where that is not expected.",
    "Some numbers that the evidence permits lie in what the figure claims, others do not. That "
    "passes unless the run is strict, or `expect:` names another verdict. The message says what "
    "would decide the claim.",
)
CONFLICTING = Code(
    "conflicting",
    "conflicting",
    "The evidence for a claim contradicts itself.",
    "No numbers fit all statements, relations and tables that the claim rests on; the report lists "
    "the smallest sets that contradict each other. Correct one of them, or leave it out by "
    "`using:`.",
)
NOT_CHECKABLE = Code(
    "not-checkable",
    "not-checkable",
    "A claim cannot be checked with this evidence.",
    "No cell and no statement is connected with what is claimed, or something needed is missing "
    "or not comparable; the message says what. If that is known, write `expect: not checkable`.",
)
FAULT = Code(
    "fault",
    "fault",
    "A fault in the evidence keeps a claim from being checked.",
    "A column, a value, a marker or the connection to a database is not what the claim file says. "
    "The message says where it was met. A fault is never as expected.",
)
NOTHING_DECIDED = Code(
    "nothing-decided",
    "nothing-decided",
    "Nothing in a claim file was decided.",
    "A run in which no claim and no dispute is decided checks nothing, and does not pass, even if "
    "every claim is as expected.",
)
INCOMPATIBLE = Code(
    "dispute-incompatible",
    "dispute-incompatible",
    "The members of a dispute cannot be true together.",
    f"No numbers make all of them true. {_EXPECT}",
)
COMPATIBLE = Code(
    "dispute-compatible",
    "dispute-compatible",
    "The members of a dispute can be true together, and the claim file expects otherwise.",
    "There are numbers that make all of them true, but `expect:` names another result.",
)
ONLY_IF = Code(
    "dispute-compatible-only-if",
    "dispute-compatible-only-if",
    "The members of a dispute can be true together on a condition, which is not expected.",
    "There are numbers that make all of them true, but only some; the message has the condition. "
    "`expect:` names another result.",
)
DISPUTE_UNDETERMINED = Code(
    "dispute-undetermined",
    "dispute-undetermined",
    "It is open whether the members of a dispute can be true together.",
    "Neither numbers that make all of them true were found, nor a proof that there are none. That "
    "passes unless the run is strict, or `expect:` names another result.",
)
DISPUTE_CONFLICTING = Code(
    "dispute-conflicting",
    "dispute-conflicting",
    "The evidence for a dispute contradicts itself.",
    "No numbers fit the evidence that the dispute uses, whatever its members say.",
)
DISPUTE_NOT_CHECKABLE = Code(
    "dispute-not-checkable",
    "dispute-not-checkable",
    "A dispute cannot be checked.",
    "Something that its members speak of is missing or not comparable; the message says what.",
)

BY_VERDICT: Mapping[Verdict | DisputeVerdict, Code] = {
    Verdict.SUPPORTED: SUPPORTED,
    Verdict.REFUTED: REFUTED,
    Verdict.UNDETERMINED: UNDETERMINED,
    Verdict.CONFLICTING: CONFLICTING,
    Verdict.NOT_CHECKABLE: NOT_CHECKABLE,
    DisputeVerdict.COMPATIBLE: COMPATIBLE,
    DisputeVerdict.ONLY_IF: ONLY_IF,
    DisputeVerdict.INCOMPATIBLE: INCOMPATIBLE,
    DisputeVerdict.UNDETERMINED: DISPUTE_UNDETERMINED,
    DisputeVerdict.CONFLICTING: DISPUTE_CONFLICTING,
    DisputeVerdict.NOT_CHECKABLE: DISPUTE_NOT_CHECKABLE,
}
"""The rule that a claim or dispute breaks whose verdict is not as expected."""
