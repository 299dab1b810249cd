"""Scales written down for tests."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

from factcheck.spec import load_scale

if TYPE_CHECKING:
    from factcheck.model.rubric import Rubric

SLUGS = ("stale", "tie")
HEAD = "scale: house\nclasses: [a, b, c]\n"
COMPLETE = """\
- {when: {verdict: supported}, then: a}
- {when: {verdict: refuted, distance: under 10%}, then: b}
- {when: {verdict: refuted, distance: 10% or more}, then: c}
- {when: {verdict: not (supported or refuted)}, then: [b, c]}
"""


def scale_text(rules: str = COMPLETE, head: str = HEAD) -> bytes:
    """Return the text of a scale with the labels a, b and c."""
    return f"{head}rules:\n{indent(dedent(rules), '  ')}".encode()


def scale(rules: str = COMPLETE, head: str = HEAD) -> Rubric:
    """Return a scale with the labels a, b and c, and two findings."""
    return load_scale(scale_text(rules, head), file="scale.yml", findings=SLUGS)
