"""Where an event of the YAML parser begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Mark as PlainMark
    from yaml import MarkedYAMLError
    from yaml._yaml import Mark as CMark
    from yaml.events import Event

    Mark = PlainMark | CMark


def start_of(event: Event) -> Mark:
    """Return the place of the first character; lines and columns count from 0."""
    mark = event.start_mark
    assert mark is not None
    return mark


def end_of(event: Event) -> Mark:
    """Return the place after the last character."""
    mark = event.end_mark
    assert mark is not None
    return mark


def mark_of(fault: MarkedYAMLError) -> Mark:
    """Return the place where the parser gave up."""
    mark = fault.problem_mark
    assert mark is not None
    return mark
