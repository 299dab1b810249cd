"""What ``write_dmn`` says of a rubric where DMN has no place for it, read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.near import listed, quoted
from factcheck.model.rubric import NumberDomain, Role, RubricClass, UnknownPolicy
from factcheck.model.spec import Source
from factcheck.rubric.dmn.codes import DMN_SHAPE
from factcheck.rubric.dmn.document import OUR_PREFIX, OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.rubric import Domain, Rubric
    from factcheck.rubric.dmn.document import Element
    from factcheck.rubric.dmn.faults import Faults

_SOURCE_KEYS = ("title", "publisher", "url", "archived", "published", "accessed")
_PERCENT = "percent"


def _ours(element: Element, name: str) -> Iterator[Element]:
    """Yield the extensions of an element that are ours."""
    for extensions in element.all("extensionElements"):
        yield from (each for each in extensions.all(name) if each.namespace == OURS)


def column_of(clause: Element, name: str) -> str:
    """Return the column that an input reads, its name unless the model says another."""
    return clause.attributes.get(f"{OUR_PREFIX}column", name)


def with_unit(domain: Domain, clause: Element) -> Domain:
    """Return the domain of an input with its unit, and whole numbers where they are asked for."""
    if not isinstance(domain, NumberDomain) or domain.is_date:
        return domain
    unit = clause.attributes.get(f"{OUR_PREFIX}unit")
    is_whole = clause.attributes.get(f"{OUR_PREFIX}integer") == "true"
    return replace(
        domain,
        is_integer=domain.is_integer or is_whole,
        unit=None if unit == _PERCENT else unit,
    )


def is_percent(clause: Element) -> bool:
    """Whether the numbers of an input are shares, which rubrics write with a percent sign."""
    return clause.attributes.get(f"{OUR_PREFIX}unit") == _PERCENT


def with_extensions(rubric: Rubric, root: Element, output: Element, faults: Faults) -> Rubric:
    """Return a rubric with what its model says of it beside DMN."""
    about = next(_ours(root, "rubric"), None)
    said = {} if about is None else about.attributes
    last = rubric.otherwise
    if last is not None:
        last = replace(last, id=said.get("otherwise"), because=said.get("otherwiseBecause"))
    sources = tuple(_source(each, number) for number, each in enumerate(_ours(root, "source"), 1))
    return replace(
        rubric,
        unknown=_unknown(said.get("unknown"), root, faults),
        classes=_classes(rubric, output, faults),
        otherwise=last,
        title=said.get("title"),
        version=said.get("version"),
        author=said.get("author"),
        sources=sources,
    )


def _source(element: Element, number: int) -> Source:
    texts = {key: element.attributes.get(key) for key in _SOURCE_KEYS}
    return Source(f"source {number}", element.span, **texts)


def _unknown(word: str | None, root: Element, faults: Faults) -> UnknownPolicy:
    known = tuple(each.value for each in UnknownPolicy)
    if word is None:
        return UnknownPolicy.NO_MATCH
    if word not in known:
        message = f"'unknown' is {quoted(word)}; expected one of {listed(known)}"
        faults.at(DMN_SHAPE, message, root)
        return UnknownPolicy.NO_MATCH
    return UnknownPolicy(word)


def _classes(rubric: Rubric, output: Element, faults: Faults) -> tuple[RubricClass, ...]:
    said = {each.attributes.get("name"): each for each in _ours(output, "class")}
    roles = tuple(each.value for each in Role)
    found = []
    for each in rubric.classes:
        element = said.get(each.name)
        if element is None:
            found.append(each)
            continue
        role = element.attributes.get("role")
        if role is not None and role not in roles:
            message = f"'role' is {quoted(role)}; expected one of {listed(roles)}"
            faults.at(DMN_SHAPE, message, element)
            role = None
        label = element.attributes.get("label")
        found.append(RubricClass(each.name, label, None if role is None else Role(role)))
    return tuple(found)
