"""The names that a file declares, and whether they are names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.expression_text import name_end
from factcheck.model.near import quoted
from factcheck.spec.assemble.read import entries
from factcheck.spec.codes import NAME_TAKEN
from factcheck.spec.codes_yaml import BAD_NAME, MIXED_SCRIPTS
from factcheck.spec.document.node import Mapping
from factcheck.spec.expression.check_text import mixes_alphabets
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.span import Span
    from factcheck.spec.document.node import Entry, Scalar

_NAMED = ("evidence", "quantities", "conditions")
"""The sections whose names expressions use: one namespace."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SINGULAR = {"evidence": "a table", "quantities": "a quantity", "conditions": "a condition"}

Names = dict[str, "Span"]


class Declared(Struct, frozen=True):
    """The names of each section and where they stand."""

    sources: Names
    tables: Names
    quantities: Names
    statements: Names
    assumptions: Names
    conditions: Names
    claims: Names
    """With the parts of claims, at any depth."""
    vintages: frozenset[str]
    """The tables that come in vintages."""
    classified: frozenset[str] = frozenset()
    """The tables that have a rubric."""


def declared_in(root: Mapping) -> Declared:
    """Return the names that a file declares, also those whose blocks have faults."""
    claims = dict(_claims(entries(root, "claims")))
    return Declared(
        sources=_names(root, "sources"),
        tables=_names(root, "evidence"),
        quantities=_names(root, "quantities"),
        statements=_names(root, "statements"),
        assumptions=_names(root, "assumptions"),
        conditions=_names(root, "conditions"),
        claims=claims,
        vintages=_tables_with(root, "vintages"),
        classified=_tables_with(root, "rubric"),
    )


def _tables_with(root: Mapping, key: str) -> frozenset[str]:
    return frozenset(
        entry.key.text
        for entry in entries(root, "evidence")
        if isinstance(entry.node, Mapping) and entry.node.entry(key)
    )


def _names(root: Mapping, section: str) -> Names:
    return {entry.key.text: entry.key.span for entry in entries(root, section)}


def _claims(claims: Sequence[Entry]) -> Iterator[tuple[str, Span]]:
    for key in _claim_keys(claims):
        yield key.text, key.span


def name_problems(root: Mapping, lines: Sequence[str]) -> Iterator[Problem]:
    """Yield names that are taken twice, and what patterns do not see in names beyond ASCII."""
    yield from _taken(root, lines)
    for section in ("sources", "statements", "assumptions", "disputes"):
        for entry in entries(root, section):
            yield from _id_problems(entry.key, lines)
    for key in _claim_keys(entries(root, "claims")):
        yield from _id_problems(key, lines)
    for section in _NAMED:
        for entry in entries(root, section):
            yield from _name_problems(entry.key, lines)


def _claim_keys(claims: Sequence[Entry]) -> Iterator[Scalar]:
    """Yield the keys of claims and of their parts, also of those that are in readings."""
    for entry in claims:
        yield entry.key
        if isinstance(entry.node, Mapping):
            yield from _claim_keys(entries(entry.node, "parts"))
            for reading in entries(entry.node, "readings"):
                if isinstance(reading.node, Mapping):
                    yield from _claim_keys(entries(reading.node, "parts"))


def _taken(root: Mapping, lines: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, tuple[str, Span]] = {}
    for section in _NAMED:
        for entry in entries(root, section):
            name = entry.key.text
            if name not in first:
                first[name] = section, entry.key.span
                continue
            where, span = first[name]
            message = (
                f"{quoted(name)} is {_SINGULAR[where]} already, on line {span.line}; quantities, "
                "tables and conditions share one set of names"
            )
            yield problem_at(NAME_TAKEN, message, entry.key.span, lines, hint="rename one of them")


def _name_problems(key: Scalar, lines: Sequence[str]) -> Iterator[Problem]:
    if not key.text.isascii() and name_end(key.text, 0) != len(key.text):
        message = f"{quoted(key.text)} is no name; a name has letters, digits and '_'"
        yield problem_at(BAD_NAME, message, key.span, lines)
    else:
        yield from _mixed(key, lines)


def _id_problems(key: Scalar, lines: Sequence[str]) -> Iterator[Problem]:
    stripped = "_" + key.text.replace("-", "_")
    if not key.text.isascii() and name_end(stripped, 0) != len(stripped):
        message = f"{quoted(key.text)} is no id; an id has letters, digits, '_' and '-'"
        yield problem_at(BAD_NAME, message, key.span, lines)
    else:
        yield from _mixed(key, lines)


def _mixed(key: Scalar, lines: Sequence[str]) -> Iterator[Problem]:
    if key.text.isascii():
        return
    mixed = next((word for word in _LETTERS.findall(key.text) if mixes_alphabets(word)), None)
    if mixed is not None:
        message = f"the letters of {quoted(mixed)} come from different alphabets"
        hint = "type the name anew; some letters only look like the ones you mean"
        yield problem_at(MIXED_SCRIPTS, message, key.span, lines, hint=hint)
