"""Quantities, statements, assumptions and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.decimal_text import fraction_of
from factcheck.model.expression import Apart, PartOf, SameAs
from factcheck.model.spec import (
    Assumption,
    Condition,
    FigureText,
    QuantityDeclaration,
    Statement,
)
from factcheck.spec.assemble.dates import checked_scope
from factcheck.spec.assemble.evidence import positive
from factcheck.spec.assemble.read import (
    as_name,
    as_text,
    flag,
    items,
    name,
    placed,
    scalar,
    text,
)
from factcheck.spec.assemble.tongue import checked_locale
from factcheck.spec.assemble.units import build_unit
from factcheck.spec.codes import FORM_VALUE, ONE_FOR_ONE, UNKNOWN_MEMBER, UNKNOWN_WHOLE
from factcheck.spec.document.node import Mapping, Scalar
from factcheck.spec.expression import parse_expression, parse_relation, parse_test

if TYPE_CHECKING:
    from factcheck.model.expression import Relation, Test
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.assemble.tongue import Tongue
    from factcheck.spec.document.node import Entry, Node


_PERCENT = 100


def build_quantity(context: Context, key: Scalar, block: Mapping) -> QuantityDeclaration:
    """Return the record of a quantity; its measure is ``None`` also where it has a problem."""
    written = scalar(block, "measure")
    measure = None if written is None else context.parse(written, parse_expression)
    if measure is not None:
        context.check_names(measure, user=key.text)
    whole = name(block, "part_of")
    if whole is not None:
        context.check(whole, context.declared.quantities, UNKNOWN_WHOLE, "quantity", "names")
    return QuantityDeclaration(
        key.text,
        key.span,
        description=text(block, "is"),
        unit=build_unit(context, block),
        is_amount=text(block, "kind") == "amount",
        is_nonnegative=flag(block, "nonnegative"),
        measure=measure,
        measure_text=None if written is None else as_text(written).value,
        part_of=whole,
        missing=text(block, "missing"),
        scope=checked_scope(context, block),
    )


def build_figure(context: Context, node: Node, tongue: Tongue) -> FigureText:
    """Return the words of a figure, from a text or a block."""
    if isinstance(node, Scalar):
        return FigureText(as_text(node), tongue.lang, locale=tongue.locale)
    assert isinstance(node, Mapping)
    words = placed(node, "text")
    assert words is not None
    positive(context, node, "to")
    means, reads = placed(node, "means"), placed(node, "reads")
    if means is not None and reads is not None:
        message = "'means' and 'reads' are two ways to say what the words of the figure stand for"
        hint = (
            "keep 'reads' where the words hold a number, and 'means' where they hold none; a "
            "threshold under 'means' is read by its own words"
        )
        later = max(means.span, reads.span)
        context.report(FORM_VALUE, message, later, hint)
    return FigureText(
        words,
        tongue.lang,
        locale=checked_locale(context, node) or tongue.locale,
        means=means,
        reads=reads,
        to=placed(node, "to"),
        unit=placed(node, "unit"),
    )


def build_statement(
    context: Context, key: Scalar, block: Mapping, tongue: Tongue
) -> Statement | None:
    """Return the record of a statement, ``None`` where its measure has a problem."""
    written, entry = scalar(block, "measure"), block.entry("figure")
    assert entry is not None
    figure = replace(build_figure(context, entry.node, tongue), margin=placed(block, "margin"))
    level = scalar(block, "confidence")
    source = context.check_source(name(block, "source"))
    assert written is not None
    measure = context.parse(written, parse_expression)
    if measure is None:
        return None
    context.check_names(measure)
    return Statement(
        key.text,
        key.span,
        measure=measure,
        measure_text=as_text(written).value,
        figure=figure,
        source=source,
        scope=checked_scope(context, block),
        quote=text(block, "quote"),
        confidence=None if level is None else fraction_of(level.text.rstrip("% ")) / _PERCENT,
    )


def build_assumption(context: Context, key: Scalar, block: Mapping) -> Assumption | None:
    """Return the record of an assumption, ``None`` where it has a problem."""
    relation, written = _relation(context, block)
    if relation is None:
        return None
    context.check_names(relation)
    is_one_for_one = flag(block, "one_for_one")
    if is_one_for_one and not isinstance(relation, PartOf):
        entry = block.entry("one_for_one")
        assert entry is not None
        message = "'one_for_one' belongs to 'a part of b', not to a comparison"
        context.report(ONE_FOR_ONE, message, entry.key.span, "remove it, or write 'a part of b'")
    because = text(block, "because")
    return Assumption(key.text, key.span, relation, written, because, is_one_for_one)


def _relation(context: Context, block: Mapping) -> tuple[Relation | None, str]:
    """Return what is assumed, and how it is written."""
    holds = scalar(block, "holds")
    if holds is not None:
        return context.parse(holds, parse_relation), as_text(holds).value
    apart = items(block, "apart")
    if apart is not None:
        written = ", ".join(as_text(item).value for item in apart)
        return _apart(context, block, apart), f"apart: {written}"
    return _same(context, block)


def _apart(context: Context, block: Mapping, members: tuple[Scalar, ...]) -> Apart | None:
    parsed = [context.parse(member, parse_expression) for member in members]
    trees = tuple(tree for tree in parsed if tree is not None)
    entry = block.entry("apart")
    assert entry is not None
    return Apart(trees, entry.node.span) if len(trees) == len(parsed) else None


def _same(context: Context, block: Mapping) -> tuple[SameAs, str]:
    aspect, members = placed(block, "same"), items(block, "of")
    assert aspect is not None
    assert members is not None
    names = tuple(as_name(member) for member in members)
    for member in names:
        _check_member(context, member)
    written = ", ".join(member.value for member in names)
    return SameAs(aspect.value, names, aspect.span), f"same {aspect.value}: {written}"


def _check_member(context: Context, member: Text) -> None:
    declared = context.declared
    known = {
        **declared.quantities, **declared.tables, **declared.statements, **declared.claims,
    }  # fmt: skip
    kind = "table, quantity, statement or claim"
    context.check(member, known, UNKNOWN_MEMBER, kind, "names")
    if member.value in declared.statements:
        context.used["statements"].add(member.value)


def build_condition(context: Context, entry: Entry) -> Condition | None:
    """Return the record of a condition, ``None`` where one of its tests has a problem."""
    key, node = entry.key, entry.node
    written: list[tuple[str | None, Scalar]] = []
    if isinstance(node, Scalar):
        written.append((None, node))
    else:
        assert isinstance(node, Mapping)
        written.extend(
            (inner.key.text, inner.node) for inner in node.entries if isinstance(inner.node, Scalar)
        )
    definitions: list[tuple[str | None, Test]] = []
    for label, scalar_of in written:
        test = context.parse(scalar_of, parse_test)
        if test is not None:
            context.check_names(test)
            definitions.append((label, test))
    is_whole = bool(definitions) and len(definitions) == len(written)
    return Condition(key.text, key.span, tuple(definitions)) if is_whole else None
