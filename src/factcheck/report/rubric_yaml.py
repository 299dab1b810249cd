"""A rubric as the YAML file that reads back to it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from factcheck.model.cell import number_key
from factcheck.model.dates import day_of
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    SCORE,
    CategoryDomain,
    HitPolicy,
    NumberDomain,
    Numbers,
    Output,
    UnknownPolicy,
    ValueKind,
)
from factcheck.rubric import everything_in
from factcheck.rubric.sfeel import show_tests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import (
        Domain,
        Literal,
        Outcome,
        Rubric,
        RubricClass,
        RubricInput,
        Rule,
        ValueSet,
    )
    from factcheck.model.spec import Source

_PLAIN = re.compile(r"[^\W\d_](?:[\w .-]*\w)?|-?\d+\.\.-?\d+|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d")
"""Texts that need no quotes, neither by themselves nor between brackets."""
_READ_OTHERWISE = frozenset(
    {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "any", "nan", "inf"}
)
"""Words that some YAML, or a rubric, reads as more than a text."""
_SOURCE_KEYS = ("title", "publisher", "url", "archived", "published", "accessed")
_ANY = "any"


def render_rubric(rubric: Rubric) -> str:
    """Return the YAML of a rubric: read again, it is the same but for places and warnings."""
    return "".join(f"{line}\n" for line in _lines(rubric))


def _lines(rubric: Rubric) -> Iterator[str]:
    yield f"rubric: {quoted_if_need_be(rubric.name or 'rubric')}"
    for key in ("title", "about", "version", "author"):
        said = getattr(rubric, key)
        if said is not None:
            yield f"{key}: {quoted_if_need_be(said)}"
    if rubric.sources:
        yield "sources:"
        for source in rubric.sources:
            yield f"  - {_source(source)}"
    if rubric.unknown is not UnknownPolicy.EITHER:
        yield f"unknown: {rubric.unknown.value}"
    if rubric.hit is not HitPolicy.UNIQUE:
        yield f"hit_policy: {quoted_if_need_be(rubric.hit.value)}"
    yield "inputs:"
    for each in rubric.inputs:
        yield f"  {quoted_if_need_be(each.name)}: {_block(_input(each))}"
    yield from _given(rubric)
    yield "rules:"
    for rule in rubric.rules:
        yield from _rule(rule, rubric)
    if rubric.otherwise is not None:
        yield from _otherwise(rubric.otherwise, rubric)


def quoted_if_need_be(text: str) -> str:
    """Return a text as YAML writes it: plain where nobody could read it as anything else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _READ_OTHERWISE:
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text)


def _block(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def _list(items: Iterable[str]) -> str:
    return "[" + ", ".join(items) + "]"


def _source(source: Source) -> str:
    texts = {key: getattr(source, key) for key in _SOURCE_KEYS}
    said = {key: quoted_if_need_be(text) for key, text in texts.items() if text is not None}
    return said["title"] if set(said) == {"title"} else _block(said.items())


def _input(of: RubricInput) -> Iterator[tuple[str, str]]:
    domain = of.domain
    yield "type", _type(domain)
    if isinstance(domain, CategoryDomain):
        if not domain.is_boolean and not domain.is_open:
            yield "values", _list(map(quoted_if_need_be, domain.values))
    else:
        yield from _line(domain)
    if of.column != of.name:
        yield "from", quoted_if_need_be(of.column)
    if of.label is not None:
        yield "label", quoted_if_need_be(of.label)
    if of.meanings:
        labels = ((quoted_if_need_be(name), _meaning(found, domain)) for name, found in of.meanings)
        yield "means", _block(labels)


def _type(domain: Domain) -> str:
    if isinstance(domain, CategoryDomain):
        return "boolean" if domain.is_boolean else "category"
    return "date" if domain.is_date else "number"


def _line(domain: NumberDomain) -> Iterator[tuple[str, str]]:
    unit = "percent" if domain.is_percent else domain.unit
    if unit is not None:
        yield "unit", quoted_if_need_be(unit)
    if domain.is_integer and not domain.is_date:
        yield "integer", "true"
    if not _is_all(domain):
        yield "domain", quoted_if_need_be(_range(domain))


def _is_all(domain: NumberDomain) -> bool:
    """Whether a domain has every number there is, or every day."""
    ends = (domain.within.lower, domain.within.upper)
    if not domain.is_date:
        return ends == (None, None)
    first, last = ends
    assert first is not None
    assert last is not None
    return day_of(int(first)) == "0001-01-01" and day_of(int(last)) == "9999-12-31"


def _range(domain: NumberDomain) -> str:
    within = domain.within
    is_closed = within.lower_closed and within.upper_closed
    if within.lower is None or within.upper is None or not is_closed:
        return show_tests(Numbers((within,)), domain)
    return f"{_number(within.lower, domain)}..{_number(within.upper, domain)}"


def _number(number: Fraction, domain: NumberDomain) -> str:
    if domain.is_date:
        return day_of(int(number))
    return f"{number_key(number * 100)}%" if domain.is_percent else number_key(number)


def _meaning(found: ValueSet, domain: Domain) -> str:
    if found in {everything_in(domain), Numbers((Interval.everything(),))}:
        return _ANY
    return quoted_if_need_be(show_tests(found, domain))


def _given(rubric: Rubric) -> Iterator[str]:
    """Yield the classes, or the outputs; nothing where the rules give scores."""
    if rubric.classes:
        if all(each.label is None and each.role is None for each in rubric.classes):
            yield f"classes: {_list(quoted_if_need_be(each.name) for each in rubric.classes)}"
            return
        yield "classes:"
        for each in rubric.classes:
            yield f"  {quoted_if_need_be(each.name)}: {_block(_class(each))}"
    elif not _is_score(rubric):
        yield "outputs:"
        for output in rubric.outputs:
            values = [("values", _list(map(_literal, output.values)))] if output.values else []
            yield f"  {quoted_if_need_be(output.name)}: {_block(values)}"


def _is_score(rubric: Rubric) -> bool:
    """Whether the rules give scores: then they stand under ``then`` and nothing is declared."""
    return rubric.hit.is_score and rubric.outputs == (Output(SCORE),)


def _class(each: RubricClass) -> Iterator[tuple[str, str]]:
    if each.label is not None:
        yield "label", quoted_if_need_be(each.label)
    if each.role is not None:
        yield "role", each.role.value


def _rule(rule: Rule, rubric: Rubric) -> Iterator[str]:
    tests = [
        (quoted_if_need_be(test.input), quoted_if_need_be(test.text.value)) for test in rule.tests
    ]
    yield from _item(
        rule, [("when", _block(tests or [_no_test(rubric)])), ("then", _then(rule, rubric))]
    )


def _no_test(rubric: Rubric) -> tuple[str, str]:
    """Return what stands under ``when`` of a rule that tests nothing."""
    for each in rubric.inputs:
        if not isinstance(each.domain, CategoryDomain) or _ANY not in each.domain.values:
            return quoted_if_need_be(each.name), _ANY
    return quoted_if_need_be(rubric.inputs[0].name), "'-'"


def _otherwise(rule: Rule, rubric: Rubric) -> Iterator[str]:
    yield from _item(rule, [("otherwise", _then(rule, rubric))])


def _item(rule: Rule, pairs: list[tuple[str, str]]) -> Iterator[str]:
    first = [] if rule.id is None else [("id", quoted_if_need_be(rule.id))]
    last = [] if rule.because is None else [("because", quoted_if_need_be(rule.because))]
    for place, (key, value) in enumerate([*first, *pairs, *last]):
        yield f"  {'  ' if place else '- '}{key}: {value}"


def _then(rule: Rule, rubric: Rubric) -> str:
    """Return what a rule gives: a class or a score, several left open, or values by output."""
    if rubric.classes or _is_score(rubric):
        given = [_literal(outcome[0]) for outcome in rule.outcomes]
        return given[0] if len(given) == 1 else _list(given)
    return _values(rule.outcomes[0], rubric)


def _values(outcome: Outcome, rubric: Rubric) -> str:
    pairs = zip(rubric.outputs, outcome, strict=True)
    return _block((quoted_if_need_be(each.name), _literal(value)) for each, value in pairs)


def _literal(value: Literal) -> str:
    if value.kind is ValueKind.TEXT:
        return quoted_if_need_be(value.text)
    return "null" if value.kind is ValueKind.NOTHING else value.text
