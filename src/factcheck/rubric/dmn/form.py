"""What may stand within the parts of a model that decide; anything else is refused.

An element that was passed over might hold a test, so that rows would be classified in another way
than the author meant. Only descriptions and the extensions of other programs say nothing of rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import did_you_mean, quoted
from factcheck.rubric.dmn.codes import DMN_SHAPE
from factcheck.rubric.dmn.faults import shown

if TYPE_CHECKING:
    from factcheck.rubric.dmn.document import Element
    from factcheck.rubric.dmn.faults import Faults

_BESIDE = ("description", "extensionElements")
"""Elements that any other may have, and that say nothing of rows."""
_TESTS = ("inputValues", "outputValues", "inputEntry", "allowedValues", "typeConstraint")
"""Unary tests, which must have a text; ``<text/>`` stands for any value."""
_LITERALS = ("inputExpression", "defaultOutputEntry", "outputEntry")
_TEXT = "text"
_PARTS: dict[str, tuple[str, ...]] = {
    "decisionTable": ("input", "output", "annotation", "rule"),
    "input": ("inputExpression", "inputValues"),
    "output": ("outputValues", "defaultOutputEntry"),
    "rule": ("inputEntry", "outputEntry", "annotationEntry"),
    "annotation": (),
    "annotationEntry": (_TEXT,),
    **dict.fromkeys((*_TESTS, *_LITERALS), (_TEXT,)),
}
_SEVERAL = frozenset({*_PARTS["decisionTable"], *_PARTS["rule"], *_BESIDE})
_MOST_FAULTS = 100

_FEEL = re.compile(
    r"https?://www\.omg\.org/spec/"
    r"(?:FEEL/20140401|DMN/(?:20151101|20180521|20191111|20211108|20230324|20240513)/S?-?FEEL)/?"
    r"|S?-?FEEL",
    re.IGNORECASE,
)
"""The names of FEEL in the versions of DMN, and the short ones that programs write."""
_LANGUAGE = "expressionLanguage"


def check_form(element: Element, faults: Faults) -> None:
    """Report what DMN does not have within a decision table, or within values of a type.

    That are elements of other names or of other namespaces, elements that come twice, texts
    between them, unary tests without a text, and expressions in other languages than FEEL.
    """
    _check_default(element, faults)
    stack = [element]
    while stack and len(faults.found) < _MOST_FAULTS:
        part = stack.pop()
        _check_language(part, faults)
        if part.name == _TEXT:
            _refuse_within_text(part, faults)
            continue
        _check_children(part, faults)
        stack += [each for each in reversed(part.children) if _is_part(each, part)]


def _is_ours(element: Element) -> bool:
    """Whether an element is one of DMN."""
    return element.namespace == element.document.root.namespace


def _is_part(child: Element, of: Element) -> bool:
    return _is_ours(child) and child.name in _PARTS[of.name]


def _check_children(of: Element, faults: Faults) -> None:
    seen: set[str] = set()
    for child in of.children:
        if not _is_part(child, of) and not (_is_ours(child) and child.name in _BESIDE):
            _refuse(child, of, faults)
        elif child.name in seen and child.name not in _SEVERAL:
            message = f"{quoted(of.name)} has a second element {quoted(child.name)}"
            faults.at(DMN_SHAPE, message, child, "only one of them can count: leave one out")
        seen.add(child.name)
    if any(part.strip() for part in of.parts):
        message = f"{shown(of.text)} stands in {quoted(of.name)}, outside of its elements"
        hint = f"write <text>{shown(of.text)[1:-1]}</text>" if _TEXT in _PARTS[of.name] else None
        faults.at(DMN_SHAPE, message, of, hint)
    elif of.name in _TESTS and _TEXT not in {each.name for each in of.children}:
        message = f"{quoted(of.name)} has no element 'text'"
        faults.at(DMN_SHAPE, message, of, "write <text>-</text> where any value passes")


def _refuse(child: Element, of: Element, faults: Faults) -> None:
    known = (*_PARTS[of.name], *_BESIDE)
    if _is_ours(child):
        message = f"{quoted(of.name)} has an element {quoted(child.name)}, which is not read there"
        faults.at(DMN_SHAPE, message, child, did_you_mean(child.name, known))
        return
    where = f"the namespace {quoted(child.namespace)}" if child.namespace else "no namespace"
    message = f"{quoted(of.name)} has an element {quoted(child.name)} of {where}"
    hint = "what other programs add belongs into 'extensionElements'"
    faults.at(DMN_SHAPE, message, child, hint)


def _refuse_within_text(text: Element, faults: Faults) -> None:
    for child in text.children:
        message = f"the text {shown(text.text)} holds an element {quoted(child.name)}"
        faults.at(DMN_SHAPE, message, child, "a text has no elements: write &lt; for <")


def _check_default(element: Element, faults: Faults) -> None:
    """Report the language of a model where some expression of this part has none of its own."""
    root = element.document.root
    language = root.attributes.get(_LANGUAGE, "").strip()
    if not language or _FEEL.fullmatch(language):
        return
    parts = (each for each in element.walk() if each.name in _TESTS + _LITERALS)
    if any(not each.attributes.get(_LANGUAGE, "").strip() for each in parts):
        _refuse_language(language, root, faults)


def _check_language(element: Element, faults: Faults) -> None:
    language = element.attributes.get(_LANGUAGE, "").strip()
    if language and not _FEEL.fullmatch(language):
        _refuse_language(language, element, faults)


def _refuse_language(language: str, element: Element, faults: Faults) -> None:
    message = f"the expression language of {quoted(element.name)} is {quoted(language)}"
    faults.at(DMN_SHAPE, message, element, "FEEL alone is read: leave the attribute out for it")
