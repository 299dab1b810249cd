"""The kind of each verdict, which decides its colour and its sign."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tone(Enum):
    """What a verdict says, in five kinds."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"
    CONFLICTING = "conflicting"
    NOT_CHECKABLE = "not-checkable"


SIGNS: Mapping[Tone, str] = {
    Tone.SUPPORTED: "✓",
    Tone.REFUTED: "✗",
    Tone.UNDETERMINED: "?",
    Tone.CONFLICTING: "≠",
    Tone.NOT_CHECKABLE: "–",
}
"""What stands before the word of a verdict, so that it does not rest on a colour."""

TONES: Mapping[Verdict | DisputeVerdict, Tone] = {
    Verdict.SUPPORTED: Tone.SUPPORTED,
    Verdict.REFUTED: Tone.REFUTED,
    Verdict.UNDETERMINED: Tone.UNDETERMINED,
    Verdict.CONFLICTING: Tone.CONFLICTING,
    Verdict.NOT_CHECKABLE: Tone.NOT_CHECKABLE,
    DisputeVerdict.COMPATIBLE: Tone.SUPPORTED,
    DisputeVerdict.ONLY_IF: Tone.UNDETERMINED,
    DisputeVerdict.INCOMPATIBLE: Tone.REFUTED,
    DisputeVerdict.UNDETERMINED: Tone.UNDETERMINED,
    DisputeVerdict.CONFLICTING: Tone.CONFLICTING,
    DisputeVerdict.NOT_CHECKABLE: Tone.NOT_CHECKABLE,
}
