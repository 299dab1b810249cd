"""A figure read, as text and as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from factcheck.model.result import NumberSet
from factcheck.model.wording import word_set
from factcheck.report.json_report import set_object
from factcheck.report.visible import visible

if TYPE_CHECKING:
    from factcheck.model.figure import Figure, Profiles
    from factcheck.model.interval import Interval

_KEYS = frozenset({"'means'", "'not_checkable'"})
"""What only a claim file has."""
_READS = "'reads'"
_LOCALE = re.compile("'locale: ([a-zA-Z-]+)'")


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


def hint_without_keys(hint: str, reads: str | None, locale: str) -> str:
    """Return a hint without what it says of keys of a claim file that are of no use elsewhere.

    ``reads`` is what the key `reads` is called there; ``None`` where there is none. ``locale`` is
    how a locale is given there, with ``{}`` for it.
    """
    absent = _KEYS if reads is not None else _KEYS | {_READS}
    ways = [way for way in hint.split(", or ") if not any(key in way for key in absent)]
    kept = ", or ".join(ways) or "write the number that is meant"
    kept = _LOCALE.sub(lambda found: locale.format(found[1]), kept)
    return kept if reads is None else kept.replace(_READS, reads)
