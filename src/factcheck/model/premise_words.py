"""The kinds of premises as words."""

from __future__ import annotations

from factcheck.model.told import told

_KINDS = {
    "about": told("about"),
    "assumption": told("assumption"),
    "bridge": told("bridge"),
    "confidence": told("confidence"),
    "declared": told("declared"),
    "denominator": told("denominator"),
    "groups": told("groups"),
    "one row": told("one row"),
    "part of": told("part of"),
    "rubric": told("rubric"),
    "threshold": told("threshold"),
    "wording": told("wording"),
}
"""The kinds of premises."""


def kind_of(kind: str) -> str:
    """Return what a kind of premise is called."""
    return _KINDS.get(kind, kind)
