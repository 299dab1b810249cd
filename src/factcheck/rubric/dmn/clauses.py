"""The input clauses of a decision table."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from msgspec.structs import replace

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import OTHER, CategoryDomain, RubricInput, ValueKind
from factcheck.rubric.codes import TOO_LARGE
from factcheck.rubric.dmn.codes import DMN_INPUT, DMN_SHAPE
from factcheck.rubric.dmn.extensions import column_of, with_unit
from factcheck.rubric.dmn.types import BASES, TEXTS, constrained
from factcheck.rubric.errors import WordsError
from factcheck.rubric.sfeel import parse_unary_tests, texts_in
from factcheck.rubric.sfeel.show import tidied
from factcheck.rubric.sfeel.tested import ends_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.model.rubric import Domain
    from factcheck.rubric.dmn.document import Element
    from factcheck.rubric.dmn.faults import Faults
    from factcheck.rubric.dmn.types import Types

MAX_VALUES = 500

MAX_NAME = 1_000
"""Characters of an expression that stands for a value."""

ODD = "is empty, or has spaces or signs that a rubric does not keep"
_PLAIN_NAME = re.compile(r"[^\W\d]\w*(?:['’]\w+)?(?: [\w'’]+)*")
"""A name whose words no sign of FEEL joins; others are names only where the model has them."""
_WORDS = frozenset({"and", "or", "not", "if", "then", "else", "for", "in", "between", "some"})
_KINDS: dict[ValueKind, str] = {
    ValueKind.NUMBER: "number",
    ValueKind.TEXT: "string",
    ValueKind.BOOLEAN: "boolean",
    ValueKind.DATE: "date",
}


class Model(NamedTuple):
    """What a table knows of the model around it."""

    root: Element
    types: Types
    variables: Mapping[str, str]
    """The type of every value that the model names, empty where it does not say."""
    for_analysis: bool = False
    """Whether expressions that are not evaluated are kept as their texts."""


def read_input(
    clause: Element, cells: Sequence[Element | None], model: Model, faults: Faults
) -> RubricInput | None:
    """Return an input; ``cells`` are the texts of its entries, which tell its kind if need be.

    ``None`` where it is refused, which is reported.
    """
    expression = clause.first("inputExpression")
    text = None if expression is None else expression.first("text")
    if expression is None or text is None or not text.text.strip():
        faults.at(DMN_SHAPE, "an input has no expression", clause, "write the name of a value")
        return None
    name = _name(text, model, faults)
    if name is None:
        return None
    reference = expression.attributes.get("typeRef", "")
    if reference.rpartition(":")[2] in {"", "Any"}:
        reference = model.variables.get(name, "")
    reported = len(faults.found)
    domain = model.types.domain_of(reference, expression, faults)
    values = text_in(clause.first("inputValues"))
    texts = [cell for cell in cells if cell is not None]
    if domain is None and len(faults.found) == reported:
        domain = _inferred(texts if values is None else [values], name, clause, faults)
    if domain is not None and values is not None:
        domain = constrained(domain, values, faults)
    if isinstance(domain, CategoryDomain):
        domain = _complete(domain, texts, clause, faults)
    if domain is None:
        return None
    label = clause.attributes.get("label", "").strip()
    return RubricInput(
        name,
        clause.span,
        column_of(clause, name),
        with_unit(domain, clause),
        label=label if label not in {"", name} else None,
        is_expression=not _is_name(normal(text.text), model),
    )


def text_in(element: Element | None) -> Element | None:
    """Return the text of unary tests, if there are any."""
    text = None if element is None else element.first("text")
    return text if text is not None and text.text.strip() else None


def _name(text: Element, model: Model, faults: Faults) -> str | None:
    name = normal(text.text)
    if _is_name(name, model):
        return name
    if model.for_analysis:
        return _expression(text, faults)
    message = f"the input {quoted(name)} is no name of a value, but an expression"
    hint = did_you_mean(name, islice(model.variables, MAX_VALUES))
    is_path = "." in name and name.partition(".")[0].strip() in model.variables
    hint = "tables read columns: give the part a name of its own" if is_path else hint
    faults.at(DMN_INPUT, message, text, hint)
    return None


def _is_name(text: str, model: Model) -> bool:
    is_plain = _PLAIN_NAME.fullmatch(text) and not _WORDS & set(text.split())
    return text in model.variables or bool(is_plain)


def _expression(text: Element, faults: Faults) -> str | None:
    """Return the text of an expression that is taken for a value of its own."""
    found = written(text.text)
    if len(found) <= MAX_NAME:
        return found
    message = f"the expression of an input has {len(found):,} characters; the limit is {MAX_NAME:,}"
    faults.at(TOO_LARGE, message, text)
    return None


def written(text: str) -> str:
    """Return an expression with one spelling of the spaces between its words and signs."""
    try:
        return tidied(text)
    except WordsError:
        return text.strip()


def normal(text: str) -> str:
    """Return a text as rubrics compare it: one space between words, composed characters."""
    return " ".join(normalize("NFC", text).split())


def is_normal(text: str) -> bool:
    """Whether a rubric can hold a text as it is: signs that nobody sees are none of it."""
    return bool(text) and text == normal(text) and text.isprintable()


def _inferred(
    texts: Sequence[Element], name: str, clause: Element, faults: Faults
) -> Domain | None:
    """Return the domain of an input whose type nobody says, by what it is compared with."""
    kinds: dict[ValueKind, None] = {}
    for text in texts:
        try:
            items = parse_unary_tests(text.text).items or () if text.text.strip() else ()
        except WordsError:
            # Its rule reports it.
            continue
        kinds |= {each.kind: None for item in items for each in ends_of(item)}
    kinds.pop(ValueKind.NOTHING, None)
    if len(kinds) > 1:
        listed = " and ".join(_KINDS[kind] for kind in kinds)
        message = f"the input {quoted(name)} has no type and is compared with {listed}"
        faults.at(DMN_INPUT, message, clause, "give it a type")
        return None
    return BASES[_KINDS[next(iter(kinds))]] if kinds else TEXTS


def _complete(
    domain: CategoryDomain, texts: Sequence[Element], clause: Element, faults: Faults
) -> CategoryDomain | None:
    """Return the domain of categories with all of its values, and check that they can be held."""
    if domain.is_open:
        found: dict[str, None] = {}
        for text in texts:
            found |= dict.fromkeys(_tested_texts(text))
        domain = replace(domain, values=(*found, OTHER))
    if len(domain.values) > MAX_VALUES:
        message = f"an input has {len(domain.values):,} values; the limit is {MAX_VALUES}"
        faults.at(TOO_LARGE, message, clause)
        return None
    odd = next((value for value in domain.values if value != OTHER and not is_normal(value)), None)
    if odd is not None:
        message = f"the value {quoted(odd)} {ODD}"
        faults.at(DMN_INPUT, message, clause)
        return None
    return domain


def _tested_texts(text: Element) -> tuple[str, ...]:
    try:
        return texts_in(text.text) if text.text.strip() else ()
    except WordsError:
        # Its rule reports it.
        return ()
