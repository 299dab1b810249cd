"""Which labels of a house's scale go with which verdict, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from factcheck.report.problem_lines import problem_lines
from factcheck.report.styled import EMPTY, painted
from factcheck.report.visible import one_line, padded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric
    from factcheck.model.spec import Verdict

_WIDTH = 16


def render_text(
    scale: Rubric,
    labels: Mapping[Verdict, Sequence[str]],
    warnings: Sequence[Problem],
    width: int = 88,
) -> str:
    """Return that a scale is complete, and the labels that may stand beside each verdict."""
    name = one_line(scale.title) or one_line(scale.name)
    lines = [f"{one_line(scale.file)}: “{name}” is complete: every outcome has its label", ""]
    for verdict, possible in labels.items():
        told = ", ".join(map(one_line, possible))
        lines.append(f"{padded(verdict.value, _WIDTH)}{told}")
    doubts = [line for each in warnings for line in (EMPTY, *problem_lines(each, width))]
    return "".join(f"{line}\n" for line in lines) + painted(doubts, colour=False)


def render_json(
    scale: Rubric, labels: Mapping[Verdict, Sequence[str]], warnings: Sequence[Problem]
) -> str:
    """Return the same as one JSON object."""
    fields = {
        "file": scale.file,
        "name": scale.name,
        "title": scale.title,
        "version": scale.version,
        "author": scale.author,
        "labels": {verdict.value: list(possible) for verdict, possible in labels.items()},
        "warnings": [
            {
                "code": each.code.code,
                "slug": each.code.slug,
                "message": each.message,
                "line": None if each.span is None else each.span.line,
            }
            for each in warnings
        ],
    }
    return json.dumps(fields, indent=2) + "\n"
