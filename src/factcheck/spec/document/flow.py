"""Commas between brackets and braces that split what their author meant as one value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.events import ScalarEvent

from factcheck.model.near import quoted
from factcheck.spec.codes_yaml import FLOW_COMMA, MISSING_BLANK
from factcheck.spec.document.marks import end_of, start_of
from factcheck.spec.document.node import Scalar, Style
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from collections.abc import Sequence as Items

    from yaml.events import Event

    from factcheck.model.problem import Problem
    from factcheck.spec.document.node import Node
    from factcheck.spec.document.source import Source

_JOINED = re.compile(r"[\w-]+:\S")
_HINT = "write each key on a line of its own, or put the value in quotes"


def check_key_without_colon(source: Source, key: ScalarEvent, value: Event) -> Problem | None:
    """Return the problem of ``b)`` in ``{measure: share(a, b)}``, to YAML a key without value."""
    is_bare = (
        isinstance(value, ScalarEvent)
        and start_of(value).index == end_of(value).index
        and source.line(end_of(key).line)[end_of(key).column :].lstrip()[:1] != ":"
    )
    if not is_bare:
        return None
    span = source.span(start_of(key), end_of(key))
    if not key.style and _JOINED.match(key.value):
        message = f"the blank after the colon of {quoted(key.value)} is missing"
        return problem_at(MISSING_BLANK, message, span, source.original, hint="write 'key: value'")
    before = source.line(start_of(key).line)[: start_of(key).column].rstrip()
    if not before.endswith(","):
        message = f"{quoted(key.value)} stands between braces without a value"
        hint = "a text that begins with '{' stands in quotes"
        return problem_at(FLOW_COMMA, message, span, source.original, hint=hint)
    span = source.place(start_of(key).line, len(before) - 1)
    message = (
        f"this comma ends the value, so that {quoted(key.value)} is a key of its own; between "
        "braces a value with a comma needs quotes"
    )
    return problem_at(FLOW_COMMA, message, span, source.original, hint=_HINT)


def check_sequence(source: Source, items: Items[Node]) -> Problem | None:
    """Return the problem of ``[share(a, b), c]``, to YAML three items."""
    for item in items:
        if not isinstance(item, Scalar) or item.style is not Style.PLAIN:
            continue
        if item.text.count("(") != item.text.count(")"):
            message = (
                f"a comma cuts {quoted(item.text)} off in the middle of its parentheses; between "
                "brackets an item with a comma needs quotes"
            )
            hint = "write each item on a line of its own that begins with '- ', or put it in quotes"
            return problem_at(FLOW_COMMA, message, item.span, source.original, hint=hint)
    return None
