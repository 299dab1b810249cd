"""Keys that rubrics had in an earlier form, each with what to write instead."""

from __future__ import annotations

ROOT_KEYS_MEANT = (
    ("hit", "write 'hit_policy:'"),
    ("source", "write 'sources:', with a list of blocks or a text"),
)
INPUT_KEYS_MEANT = (("kind", "write 'type:'"),)
RULE_KEYS_MEANT = (
    ("class", "write 'then:'"),
    ("note", "write 'because:'"),
)
NAME = "write a name: 'rubric: children-in-traffic'; there is no number of a version any more"


def test_meant(name: str) -> str:
    """Return what to write for a test that stands directly in its rule."""
    return f"tests stand under 'when:': 'when: {{{name}: …}}'"
