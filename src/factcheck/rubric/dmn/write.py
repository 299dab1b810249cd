"""Writes a rubric as a DMN 1.5 model with one decision.

What DMN has no place for (roles, labels of classes, who decided, whole numbers, units) stands in
elements and attributes of a namespace of ours, where DMN's schema allows it and other tools pass
over it; ``read_dmn`` reads it back. The same rubric always gives the same bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from msgspec.structs import replace

from factcheck.model.near import quoted
from factcheck.model.rubric import (
    OTHER,
    CategoryDomain,
    HitPolicy,
    NumberDomain,
    Numbers,
    UnknownPolicy,
    ValueKind,
)
from factcheck.rubric.dmn.codes import NOT_EXPORTED
from factcheck.rubric.dmn.document import OURS
from factcheck.rubric.dmn.types import DATES
from factcheck.rubric.errors import WordsError
from factcheck.rubric.sfeel.literal import show_literal, show_text
from factcheck.rubric.sfeel.show import ANY, show_tests

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.model.rubric import Domain, Rubric, RubricInput, Rule

MODEL = "https://www.omg.org/spec/DMN/20230324/MODEL/"
_POLICIES = {
    HitPolicy.UNIQUE: ("UNIQUE", None),
    HitPolicy.ANY: ("ANY", None),
    HitPolicy.PRIORITY: ("PRIORITY", None),
    HitPolicy.FIRST: ("FIRST", None),
    HitPolicy.RULE_ORDER: ("RULE ORDER", None),
    HitPolicy.OUTPUT_ORDER: ("OUTPUT ORDER", None),
    HitPolicy.COLLECT: ("COLLECT", None),
    HitPolicy.SUM: ("COLLECT", "SUM"),
    HitPolicy.MINIMUM: ("COLLECT", "MIN"),
    HitPolicy.MAXIMUM: ("COLLECT", "MAX"),
    HitPolicy.NUMBER: ("COLLECT", "COUNT"),
}
_TYPES = {
    ValueKind.TEXT: "string",
    ValueKind.NUMBER: "number",
    ValueKind.BOOLEAN: "boolean",
    ValueKind.DATE: "date",
}
_DEFINITION_KEYS = ("title", "version", "author")
_SOURCE_KEYS = ("title", "publisher", "url", "archived", "published", "accessed")

Attributes = dict[str, str | None]
Lines = list[str]


def write_dmn(rubric: Rubric) -> str:
    """Return the XML of a rubric.

    Raises ``WordsError`` where DMN cannot say what the rubric says: a rule that leaves open what
    it gives, and labels that leave open which value they stand for.
    """
    _refuse(rubric)
    name = rubric.name or "rubric"
    namespace = f"{OURS}:{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    root: Attributes = {
        "xmlns": MODEL,
        "xmlns:factcheck": OURS,
        "id": "definitions",
        "name": name,
        "namespace": namespace,
    }
    body = [
        *_extensions([_about(rubric), *map(_source, _sources(rubric))]),
        *_decision(rubric, name),
        *(line for number, each in enumerate(rubric.inputs, 1) for line in _data(number, each)),
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_element("definitions", root, body)]
    return "".join(f"{line}\n" for line in lines)


def _refuse(rubric: Rubric) -> None:
    for rule in (*rubric.rules, *(() if rubric.otherwise is None else (rubric.otherwise,))):
        if len(rule.outcomes) > 1:
            message = f"{rule.called} leaves open what it gives, which DMN cannot say"
            raise WordsError(NOT_EXPORTED, message, "give it one class, or one of its own")
    for each in rubric.inputs:
        if each.meanings:
            message = f"the input {quoted(each.name)} has labels under 'means', which DMN has not"
            raise WordsError(NOT_EXPORTED, message, "export the rubric without them")


def _element(name: str, attributes: Mapping[str, str | None], body: Iterable[str] = ()) -> Lines:
    """Return an element; attributes without a value are left out."""
    said = "".join(
        f" {key}={_quoted(text)}" for key, text in attributes.items() if text is not None
    )
    inside = [f"  {line}" for line in body]
    if not inside:
        return [f"<{name}{said}/>"]
    return [f"<{name}{said}>", *inside, f"</{name}>"]


def _quoted(text: str) -> str:
    """Return an attribute's value; line breaks survive the reader as references only."""
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _texts(name: str, text: str, attributes: Attributes | None = None) -> Lines:
    """Return an element with a text in it, as expressions have it."""
    return _element(name, attributes or {}, [_line("text", text)])


def _line(name: str, text: str) -> str:
    return f"<{name}>{escape(text, {chr(13): '&#13;'})}</{name}>"


def _extensions(elements: Iterable[Lines]) -> Lines:
    lines = [line for each in elements for line in each]
    return _element("extensionElements", {}, lines) if lines else []


def _about(rubric: Rubric) -> Lines:
    """Return what is said of the rubric as a whole."""
    said: Attributes = {key: getattr(rubric, key) for key in _DEFINITION_KEYS}
    last = rubric.otherwise
    if last is not None:
        said |= {"otherwise": last.id, "otherwiseBecause": last.because}
    if rubric.unknown is not UnknownPolicy.NO_MATCH:
        said["unknown"] = rubric.unknown.value
    return _element("factcheck:rubric", said) if any(said.values()) else []


def _sources(rubric: Rubric) -> list[Attributes]:
    return [{key: getattr(each, key) for key in _SOURCE_KEYS} for each in rubric.sources]


def _source(said: Attributes) -> Lines:
    return _element("factcheck:source", said)


def _decision(rubric: Rubric, name: str) -> Lines:
    needed = [
        line
        for number in range(1, len(rubric.inputs) + 1)
        for line in _element(
            "informationRequirement",
            {"id": f"requirement_{number}"},
            _element("requiredInput", {"href": f"#data_{number}"}),
        )
    ]
    described = [] if rubric.about is None else [_line("description", rubric.about)]
    is_single = len(rubric.outputs) == 1
    result = _type_of(rubric, 0) if is_single and rubric.hit.is_single else None
    variable = _element("variable", {"id": "result", "name": name, "typeRef": result})
    body = [*described, *variable, *needed, *_table(rubric)]
    return _element("decision", {"id": "decision", "name": name}, body)


def _data(number: int, of: RubricInput) -> Lines:
    kind = _kind(of.domain)
    variable = _element("variable", {"id": f"value_{number}", "name": of.name, "typeRef": kind})
    return _element("inputData", {"id": f"data_{number}", "name": of.name}, variable)


def _table(rubric: Rubric) -> Lines:
    policy, aggregation = _POLICIES[rubric.hit]
    said: Attributes = {
        "id": "table",
        "hitPolicy": policy,
        "aggregation": aggregation,
        "preferredOrientation": "Rule-as-Row",
    }
    body: Lines = []
    for number, each in enumerate(rubric.inputs, 1):
        body += _input(number, each)
    for place in range(len(rubric.outputs)):
        body += _output(rubric, place)
    for number, rule in enumerate(rubric.rules, 1):
        body += _rule(number, rule, rubric)
    return _element("decisionTable", said, body)


def _kind(domain: Domain) -> str:
    if isinstance(domain, NumberDomain):
        return "date" if domain.is_date else "number"
    return "boolean" if domain.is_boolean else "string"


def _input(number: int, of: RubricInput) -> Lines:
    said: Attributes = {
        "id": f"input_{number}",
        "label": of.label,
        "factcheck:column": of.column if of.column != of.name else None,
    }
    if isinstance(of.domain, NumberDomain) and not of.domain.is_date:
        said["factcheck:integer"] = "true" if of.domain.is_integer else None
        said["factcheck:unit"] = "percent" if of.domain.is_percent else of.domain.unit
    typed: Attributes = {"id": f"expression_{number}", "typeRef": _kind(of.domain)}
    values = _values(of.domain)
    body = _texts("inputExpression", of.name, typed)
    if values is not None:
        body += _texts("inputValues", values, {"id": f"values_{number}"})
    return _element("input", said, body)


def _values(domain: Domain) -> str | None:
    """Return the values that an input may have, where they are not all of its type."""
    if isinstance(domain, NumberDomain):
        everything = DATES.within if domain.is_date else None
        if domain.within == everything:
            return None
        shown = show_tests(Numbers((domain.within,)), _plain(domain), holds_without=True)
        return None if shown == ANY else shown.removesuffix(", null")
    if domain.is_boolean or domain.is_open:
        return None
    return ", ".join(show_text(value) for value in domain.values if value != OTHER)


def _plain(domain: NumberDomain) -> NumberDomain:
    """Return a domain whose numbers are written without percent signs, which FEEL has not."""
    return replace(domain, is_percent=False)


def _type_of(rubric: Rubric, place: int) -> str | None:
    """Return the type of an output, where all of its values have one."""
    rules = (*rubric.rules, *(() if rubric.otherwise is None else (rubric.otherwise,)))
    given = [outcome[place].kind for rule in rules for outcome in rule.outcomes]
    kinds = {*given, *(value.kind for value in rubric.outputs[place].values)}
    kinds -= {ValueKind.NOTHING}
    return _TYPES[kinds.pop()] if len(kinds) == 1 else None


def _output(rubric: Rubric, place: int) -> Lines:
    output = rubric.outputs[place]
    number = place + 1
    # The result of a table with one output is its value: the name would say nothing.
    is_named = not rubric.classes and not _is_score(rubric)
    said: Attributes = {
        "id": f"output_{number}",
        "name": output.name if is_named else None,
        "typeRef": _type_of(rubric, place),
    }
    described = [
        _element("factcheck:class", {"name": each.name, "label": each.label, "role": role})
        for each in rubric.classes
        for role in (None if each.role is None else each.role.value,)
        if each.label is not None or role is not None
    ]
    body = _extensions(described)
    if output.values:
        listed = ", ".join(map(show_literal, output.values))
        body += _texts("outputValues", listed, {"id": f"outputs_{number}"})
    if rubric.otherwise is not None:
        default = show_literal(rubric.otherwise.outcomes[0][place])
        body += _texts("defaultOutputEntry", default, {"id": f"default_{number}"})
    return _element("output", said, body)


def _is_score(rubric: Rubric) -> bool:
    return (
        rubric.hit.is_score and rubric.outputs[0].name == "score" and not rubric.outputs[0].values
    )


def _rule(number: int, rule: Rule, rubric: Rubric) -> Lines:
    tests = {test.input: test for test in rule.tests}
    body = [] if rule.because is None else [_line("description", rule.because)]
    for place, each in enumerate(rubric.inputs, 1):
        test = tests.get(each.name)
        written = ANY
        if test is not None:
            domain = each.domain if isinstance(each.domain, CategoryDomain) else _plain(each.domain)
            written = show_tests(test.allowed, domain, holds_without=test.holds_without)
        body += _texts("inputEntry", written, {"id": f"entry_{number}_{place}"})
    for place, value in enumerate(rule.outcomes[0], 1):
        body += _texts("outputEntry", show_literal(value), {"id": f"result_{number}_{place}"})
    return _element("rule", {"id": f"rule_{number}", "label": rule.id}, body)
