"""Whether the numbers of one reading speak of the same period, population and definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import SameAs
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, Premise
from factcheck.model.told import told
from factcheck.plan.periods import meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.span import Text
    from factcheck.model.spec import Assumption, Scope

ASPECTS = ("period", "population", "definition", "as_of")
_CALLED = {
    "period": told("period"),
    "population": told("population"),
    "definition": told("definition"),
    "as_of": "as_of",
}


def require_comparable(
    scopes: Iterable[tuple[str, Scope]], bridges: tuple[Assumption, ...]
) -> tuple[Premise, ...]:
    """Return the bridges that were needed to compare numbers of these named scopes.

    Raises ``ObstacleError`` where two declare different things and no bridge joins them.
    """
    named = list(scopes)
    premises: list[Premise] = []
    for aspect in ASPECTS:
        declared = [
            (name, text.value)
            for name, scope in named
            if (text := _aspect(scope, aspect)) is not None
        ]
        premises.extend(_compared(aspect, declared, bridges))
    return tuple(dict.fromkeys(premises))


def _compared(
    aspect: str, declared: list[tuple[str, str]], bridges: tuple[Assumption, ...]
) -> Iterable[Premise]:
    for index, (name, value) in enumerate(declared):
        for other, other_value in declared[:index]:
            if value == other_value or _mean_the_same(aspect, value, other_value):
                continue
            bridge = _bridge(aspect, name, other, bridges)
            if bridge is None:
                raise ObstacleError(
                    Obstacle(
                        "not comparable",
                        told(
                            "{one} and {other} declare a different {aspect}: {first} and {second}",
                            one=quoted(other),
                            other=quoted(name),
                            aspect=_CALLED[aspect],
                            first=quoted(other_value),
                            second=quoted(value),
                        ),
                        hint=told(
                            "an assumption 'same: {aspect}' of [{one}, {other}], named under "
                            "'under', would bridge it",
                            aspect=aspect,
                            one=other,
                            other=name,
                        ),
                    )
                )
            yield Premise("bridge", bridge.id, bridge.because or bridge.text)


def _mean_the_same(aspect: str, value: str, other: str) -> bool:
    return aspect == "period" and meaning_of(value) == meaning_of(other)


def _aspect(scope: Scope, aspect: str) -> Text | None:
    match aspect:
        case "period":
            return scope.period
        case "population":
            return scope.population
        case "definition":
            return scope.definition
        case _:
            return scope.as_of


def _bridge(
    aspect: str, name: str, other: str, bridges: tuple[Assumption, ...]
) -> Assumption | None:
    for bridge in bridges:
        relation = bridge.relation
        if isinstance(relation, SameAs) and relation.aspect == aspect:
            joined = {text.value for text in relation.of}
            if {name, other} <= joined:
                return bridge
    return None
