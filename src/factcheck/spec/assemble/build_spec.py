"""The records of a whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from factcheck.model.expression import SameAs
from factcheck.model.spec import LANGUAGE, Spec
from factcheck.spec.assemble.claims import Outer, build_claims
from factcheck.spec.assemble.computed import computed_problems
from factcheck.spec.assemble.context import Context
from factcheck.spec.assemble.declared import declared_in, name_problems
from factcheck.spec.assemble.disputes import build_dispute
from factcheck.spec.assemble.doubtful_digits import check_digits
from factcheck.spec.assemble.evidence import build_source, build_tables
from factcheck.spec.assemble.joined import with_joined_columns
from factcheck.spec.assemble.knowledge import (
    build_assumption,
    build_condition,
    build_quantity,
    build_statement,
)
from factcheck.spec.assemble.publisher import build_publisher
from factcheck.spec.assemble.read import blocks, entries, placed, text
from factcheck.spec.assemble.reports import build_reports
from factcheck.spec.assemble.tongue import Tongue, tongue_of
from factcheck.spec.assemble.unused import circular_definitions, unused
from factcheck.spec.located import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.problem import Problem
    from factcheck.model.span import Text
    from factcheck.model.spec import Assumption
    from factcheck.spec.assemble.context import Rows
    from factcheck.spec.document.node import Document, Mapping

_Record = TypeVar("_Record")


def build_spec(
    document: Document, root: Mapping, rows: Rows | None = None
) -> tuple[Spec, list[Problem]]:
    """Return the records of a file, and the problems of its expressions and references.

    ``root`` is the part of the document's tree that has the right structure. ``rows`` are the
    rows of tables that claims are repeated for, by the ids of the templates; without them these
    claims are left out and their templates noted. The records are complete only where there are
    no problems.
    """
    assert document.root is not None
    context = Context(document.lines, declared_in(document.root), rows)
    context.problems.extend(name_problems(root, document.lines))
    spec = _records(document, root, context)
    context.problems.extend(circular_definitions(spec.quantities, spec.conditions, document.lines))
    context.problems.extend(computed_problems(spec.tables, document.lines))
    if context.problems:
        return spec, context.problems
    return replace(spec, warnings=in_order(list(unused(spec, context)))), []


def _records(document: Document, root: Mapping, context: Context) -> Spec:
    tongue = tongue_of(context, root, Tongue())
    context.tongue = tongue
    check_digits(context, root, tongue)
    claims = tuple(
        claim
        for each in blocks(root, "claims")
        for claim in build_claims(context, *each, Outer(tongue))
    )
    return Spec(
        file=document.file,
        language=LANGUAGE,
        title=text(root, "title"),
        about=text(root, "about"),
        lang=tongue.lang,
        sources=tuple(build_source(context, *each) for each in blocks(root, "sources")),
        tables=with_joined_columns(
            context,
            tuple(
                table for each in blocks(root, "evidence") for table in build_tables(context, *each)
            ),
        ),
        quantities=tuple(build_quantity(context, *each) for each in blocks(root, "quantities")),
        statements=_present(
            build_statement(context, *each, tongue) for each in blocks(root, "statements")
        ),
        assumptions=_of_claims_made(
            _present(build_assumption(context, *each) for each in blocks(root, "assumptions")),
            context,
        ),
        conditions=_present(build_condition(context, each) for each in entries(root, "conditions")),
        claims=claims,
        lines=document.lines,
        templates=tuple(context.templates),
        disputes=tuple(build_dispute(context, claims, *each) for each in blocks(root, "disputes")),
        scale=placed(root, "scale"),
        reports=build_reports(context, root),
        publisher=build_publisher(context, root),
    )


def _of_claims_made(
    assumptions: tuple[Assumption, ...], context: Context
) -> tuple[Assumption, ...]:
    """Return assumptions that bridge all claims made of one, where they name that one."""
    return tuple(
        replace(each, relation=replace(each.relation, of=tuple(_made(each.relation, context))))
        if isinstance(each.relation, SameAs)
        else each
        for each in assumptions
    )


def _made(relation: SameAs, context: Context) -> Iterator[Text]:
    for member in relation.of:
        for name in context.made.get(member.value, (member.value,)):
            yield replace(member, value=name)


def _present(built: Iterable[_Record | None]) -> tuple[_Record, ...]:
    return tuple(record for record in built if record is not None)
