"""Claims, their readings and parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.spec import (
    Claim,
    FigureForm,
    HoldsForm,
    Reading,
    Scope,
    Verdict,
)
from factcheck.spec.assemble.knowledge import build_figure
from factcheck.spec.assemble.read import (
    as_name,
    as_text,
    blocks,
    entries,
    items,
    name,
    placed,
    scalar,
    scope,
    text,
)
from factcheck.spec.codes import AMBIGUOUS, UNKNOWN_ASSUMPTION, UNKNOWN_EVIDENCE
from factcheck.spec.document.node import Mapping, Scalar
from factcheck.spec.expression import parse_expression, parse_relation

if TYPE_CHECKING:
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Entry

EACH_SOURCE = "each source"


EMPTY_SCOPE = Scope()


@dataclass(frozen=True, slots=True)
class Outer:
    """What a claim or reading takes from what is around it, unless it says so itself."""

    lang: str
    scope: Scope = EMPTY_SCOPE
    under: tuple[Text, ...] = ()
    using: tuple[Text, ...] | None = None
    date: Text | None = None
    source: str | None = None
    note: str | None = None
    """A reading's own note; that of the claim stands with the claim."""
    subject: Scalar | None = None
    """The scalar under ``measure`` or ``holds``."""
    is_holds: bool = False
    figure: Mapping | None = None
    """The block that has the figure; its words are read with the reading's language."""


def build_claim(context: Context, key: Scalar, block: Mapping, outer: Outer) -> Claim:
    """Return the record of a claim; readings and parts with problems are left out of it."""
    source = context.check_source(name(block, "source")) or outer.source
    inner = replace(_inner(context, block, outer), source=source)
    parts = tuple(
        build_claim(context, part_key, part, replace(inner, subject=None, figure=None))
        for part_key, part in blocks(block, "parts")
    )
    readings = tuple(_readings(context, key, block, inner))
    expected = text(block, "expect")
    return Claim(
        key.text,
        key.span,
        form=_form(block),
        readings=readings,
        parts=parts,
        title=text(block, "title"),
        quote=placed(block, "quote"),
        speaker=text(block, "speaker"),
        source=source,
        date=inner.date,
        note=text(block, "note"),
        expect=None if expected is None else Verdict(expected),
        not_checkable=text(block, "not_checkable"),
    )


def _form(block: Mapping) -> str:
    if block.entry("parts"):
        return "parts"
    readings = [entry.node for entry in entries(block, "readings")]
    if block.entry("holds") or any(isinstance(n, Mapping) and n.entry("holds") for n in readings):
        return "holds"
    return "figure" if readings or block.entry("measure") else "none"


def _inner(context: Context, block: Mapping, outer: Outer) -> Outer:
    """Return what holds inside a block: its own keys, else those around it."""
    under, using = items(block, "under"), items(block, "using")
    measure, holds = scalar(block, "measure"), scalar(block, "holds")
    return Outer(
        lang=text(block, "lang") or outer.lang,
        scope=scope(block, outer.scope),
        under=outer.under if under is None else _under(context, under),
        using=outer.using if using is None else _using(context, using),
        date=placed(block, "date") or outer.date,
        source=outer.source,
        subject=measure or holds or outer.subject,
        is_holds=holds is not None or (measure is None and outer.is_holds),
        figure=block if block.entry("figure") else outer.figure,
    )


def _under(context: Context, names: tuple[Scalar, ...]) -> tuple[Text, ...]:
    found = tuple(as_name(each) for each in names)
    known = context.declared.assumptions
    for each in found:
        context.check(each, known, UNKNOWN_ASSUMPTION, "assumption", "assumptions")
    return found


def _using(context: Context, names: tuple[Scalar, ...]) -> tuple[Text, ...]:
    found = tuple(as_name(each) for each in names)
    if len(found) == 1 and found[0].value == EACH_SOURCE:
        return found
    for each in found:
        _check_evidence(context, each)
    return found


def _check_evidence(context: Context, each: Text) -> None:
    declared = context.declared
    kinds = {
        "table": declared.tables,
        "statement": declared.statements,
        "source": declared.sources,
    }
    matches = [kind for kind, known in kinds.items() if each.value in known]
    if len(matches) > 1:
        message = f"{quoted(each.value)} is both a {matches[0]} and a {matches[1]}"
        context.report(AMBIGUOUS, message, each.span, "rename one of them")
    if matches:
        context.used[_USES[matches[0]]].add(each.value)
        return
    known = [word for names in kinds.values() for word in names]
    message = f"there is no table, statement or source {quoted(each.value)}"
    hint = did_you_mean(each.value, [*known, EACH_SOURCE])
    context.report(UNKNOWN_EVIDENCE, message, each.span, hint)


_USES = {"table": "names", "statement": "statements", "source": "sources"}


def _readings(context: Context, key: Scalar, block: Mapping, inner: Outer) -> list[Reading]:
    written = entries(block, "readings")
    if not written:
        only = _reading(context, None, key, inner)
        return [] if only is None else [only]
    built = [_named_reading(context, entry, inner) for entry in written]
    return [reading for reading in built if reading is not None]


def _named_reading(context: Context, entry: Entry, inner: Outer) -> Reading | None:
    if isinstance(entry.node, Scalar):
        own = replace(inner, subject=entry.node, is_holds=False)
    else:
        assert isinstance(entry.node, Mapping)
        own = replace(_inner(context, entry.node, inner), note=text(entry.node, "note"))
    return _reading(context, entry.key.text, entry.key, own)


def _reading(context: Context, label: str | None, key: Scalar, own: Outer) -> Reading | None:
    form = _build_form(context, own)
    if form is None:
        return None
    return Reading(label, key.span, form, own.scope, own.under, own.using, own.date, own.note)


def _build_form(context: Context, own: Outer) -> FigureForm | HoldsForm | None:
    if own.subject is None or (own.figure is None and not own.is_holds):
        return None
    written = as_text(own.subject).value
    if own.is_holds:
        relation = context.parse(own.subject, parse_relation)
        if relation is None:
            return None
        context.check_names(relation)
        return HoldsForm(relation, written)
    assert own.figure is not None
    figure = build_figure(context, own.figure, own.lang)
    measure = context.parse(own.subject, parse_expression)
    if measure is None:
        return None
    context.check_names(measure)
    return FigureForm(measure, written, figure)
