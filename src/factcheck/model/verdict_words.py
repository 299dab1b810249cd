"""Verdicts as words inside of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.spec import Verdict
from factcheck.model.told import told

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Mapping[Verdict | DisputeVerdict, str] = {
    Verdict.SUPPORTED: told("supported"),
    Verdict.REFUTED: told("refuted"),
    Verdict.UNDETERMINED: told("undetermined"),
    Verdict.CONFLICTING: told("conflicting"),
    Verdict.NOT_CHECKABLE: told("not checkable"),
    DisputeVerdict.COMPATIBLE: told("compatible"),
    DisputeVerdict.ONLY_IF: told("compatible only if"),
    DisputeVerdict.INCOMPATIBLE: told("incompatible"),
    DisputeVerdict.UNDETERMINED: told("undetermined"),
    DisputeVerdict.CONFLICTING: told("conflicting"),
    DisputeVerdict.NOT_CHECKABLE: told("not checkable"),
}


def word_of(verdict: Verdict | DisputeVerdict) -> str:
    """Return a verdict as a word, in lower case."""
    return _WORDS[verdict]
