"""The records of a whole file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from factcheck.model.spec import Spec
from factcheck.spec.assemble.claims import Outer, build_claim
from factcheck.spec.assemble.context import Context
from factcheck.spec.assemble.declared import declared_in, name_problems
from factcheck.spec.assemble.evidence import build_source, build_table
from factcheck.spec.assemble.knowledge import (
    build_assumption,
    build_condition,
    build_quantity,
    build_statement,
)
from factcheck.spec.assemble.read import blocks, entries, text
from factcheck.spec.assemble.unused import circular_definitions, unused
from factcheck.spec.located import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.problem import Problem
    from factcheck.spec.document.node import Document, Mapping

_Record = TypeVar("_Record")


def build_spec(document: Document, root: Mapping) -> tuple[Spec, list[Problem]]:
    """Return the records of a file, and the problems of its expressions and references.

    ``root`` is the part of the document's tree that has the right structure. The records are
    complete only where there are no problems.
    """
    assert document.root is not None
    context = Context(document.lines, declared_in(document.root))
    context.problems.extend(name_problems(root, document.lines))
    spec = _records(document, root, context)
    context.problems.extend(circular_definitions(spec.quantities, spec.conditions, document.lines))
    if context.problems:
        return spec, context.problems
    return replace(spec, warnings=in_order(list(unused(spec, context)))), []


def _records(document: Document, root: Mapping, context: Context) -> Spec:
    lang = text(root, "lang") or "en"
    return Spec(
        file=document.file,
        language=1,
        title=text(root, "title"),
        about=text(root, "about"),
        lang=lang,
        sources=tuple(build_source(*each) for each in blocks(root, "sources")),
        tables=tuple(build_table(context, *each) for each in blocks(root, "evidence")),
        quantities=tuple(build_quantity(context, *each) for each in blocks(root, "quantities")),
        statements=_present(
            build_statement(context, *each, lang) for each in blocks(root, "statements")
        ),
        assumptions=_present(
            build_assumption(context, *each) for each in blocks(root, "assumptions")
        ),
        conditions=_present(build_condition(context, each) for each in entries(root, "conditions")),
        claims=tuple(build_claim(context, *each, Outer(lang)) for each in blocks(root, "claims")),
        lines=document.lines,
    )


def _present(built: Iterable[_Record | None]) -> tuple[_Record, ...]:
    return tuple(record for record in built if record is not None)
