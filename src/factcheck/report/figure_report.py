"""A figure read, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from factcheck.model.result import NumberSet
from factcheck.model.wording import word_set
from factcheck.report.json_report import set_object
from factcheck.report.visible import visible

if TYPE_CHECKING:
    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.interval import Interval


def render_text(figure: Figure) -> str:
    """Return the class, unit, rule and three sets of a figure, a line each."""
    lines = [
        f"class    {figure.hedge}",
        f"unit     {visible(str(figure.unit))}",
        f"rule     {visible(figure.rule)}",
        *(f"{name:8} {word_set(each, figure.unit)}" for name, each in _by_name(figure.profiles)),
        *(
            f"or       {name}: {word_set(other.default, figure.unit)}"
            for name, other in figure.alternatives
        ),
    ]
    return "\n".join(lines) + "\n"


def render_json(figure: Figure) -> str:
    """Return a figure as JSON; its sets have the form they have in a report."""
    fields = {
        "text": figure.text,
        "lang": figure.lang,
        "locale": figure.locale,
        "class": figure.hedge,
        "unit": figure.unit.kind.value,
        "rule": figure.rule,
        "profiles": _sets(figure, figure.profiles),
        "alternatives": [
            {"reading": name, "profiles": _sets(figure, other)}
            for name, other in figure.alternatives
        ],
    }
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def _by_name(profiles: Profiles) -> tuple[tuple[str, Interval], ...]:
    return (
        ("strict", profiles.strict),
        ("default", profiles.default),
        ("lenient", profiles.lenient),
    )


def _sets(figure: Figure, profiles: Profiles) -> dict[str, object]:
    return {
        name: set_object(NumberSet(each, figure.unit, word_set(each, figure.unit)))
        for name, each in _by_name(profiles)
    }
