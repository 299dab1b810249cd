"""Values of a rubric that YAML, or an older version of it, reads as something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.near import quoted
from factcheck.model.rubric import CategoryDomain, NumberDomain
from factcheck.rubric.codes import UNREADABLE_TEST
from factcheck.spec.codes_yaml import FLOW_COMMA
from factcheck.spec.document.node import Scalar, Sequence, Style

if TYPE_CHECKING:
    from factcheck.model.problem import Code
    from factcheck.model.rubric import Domain
    from factcheck.spec.document.node import Node

MAX_LENGTH = 100
"""Characters of a text that is taken for a number."""

_UNDERSCORES = re.compile(r"[+-]?[0-9][0-9_]*_[0-9_]*")
_OCTAL = re.compile(r"[+-]?0[0-7]+")
_LEADING_ZERO = re.compile(r"[+-]?0[0-9]+")
_SEXAGESIMAL = re.compile(r"[0-9]+(?::[0-5]?[0-9])+")
_BASE = re.compile(r"[+-]?0[xob][0-9a-fA-F]+")


class Trap(Struct, frozen=True):
    """What YAML makes of a value, and what to write instead."""

    code: Code
    message: str
    hint: str


def list_trap(node: Node, domain: Domain | None = None) -> Trap | None:
    """Return what is wrong with ``[12..15]``, to YAML a list, to its author an interval.

    ``[c]`` is a trap where the domain has a text in brackets of that name.
    """
    if not isinstance(node, Sequence) or not node.is_flow or len(node.items) != 1:
        return None
    item = node.items[0]
    if not isinstance(item, Scalar) or item.style is not Style.PLAIN:
        return None
    written = f"[{item.text}]"
    is_value = isinstance(domain, CategoryDomain) and written in domain.values
    if ".." not in item.text and not is_value:
        return None
    return Trap(
        FLOW_COMMA,
        f"to YAML {written} is a list of one text, {quoted(item.text)}",
        f'put it in quotes: "{written}"',
    )


def nested_trap(node: Node) -> Trap | None:
    """Return what is wrong with ``[c]`` where a text is meant, such as an item of a list."""
    if not isinstance(node, Sequence) or not node.is_flow or len(node.items) != 1:
        return None
    item = node.items[0]
    if not isinstance(item, Scalar):
        return None
    written = f"[{item.text}]"
    message = f"to YAML {written} is a list of one text, {quoted(item.text)}; a text is meant here"
    return Trap(FLOW_COMMA, message, f'put it in quotes: "{written}"')


def text_trap(node: Scalar, domain: Domain) -> Trap | None:
    """Return what is wrong with an unquoted number that programs read in different ways."""
    if node.style is not Style.PLAIN or not isinstance(domain, NumberDomain) or domain.is_date:
        return None
    return number_trap(node.text)


def number_trap(text: str) -> Trap | None:
    """Return what is wrong with a text like a number that YAML 1.1 and 1.2 read differently."""
    said = _reading(text) if len(text) <= MAX_LENGTH else None
    if said is None:
        return None
    meaning, hint = said
    return Trap(UNREADABLE_TEST, f"{quoted(text)} is no number here: {meaning}", hint)


def _reading(text: str) -> tuple[str, str] | None:
    if _UNDERSCORES.fullmatch(text):
        plain = text.replace("_", "")
        return f"YAML 1.1 reads it as {plain}, YAML 1.2 as a text", f"write {plain}"
    if _OCTAL.fullmatch(text):
        decimal = int(text)
        return (
            f"YAML 1.1 reads it as {int(text, 8)} in octal, YAML 1.2 as {decimal}",
            f"write {decimal}",
        )
    if _LEADING_ZERO.fullmatch(text):
        return "it begins with a zero, as a code does", f"write {int(text)}"
    if _SEXAGESIMAL.fullmatch(text):
        total = 0
        for part in text.split(":"):
            total = total * 60 + int(part)
        return (
            f"YAML 1.1 reads it as {total} in sixties, YAML 1.2 as a text",
            "write the number; times of day are no inputs",
        )
    if _BASE.fullmatch(text):
        return "it is written in another base than ten", "write the number in decimals"
    return None
