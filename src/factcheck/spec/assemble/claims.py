"""Claims, their readings and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.scope import NO_SCOPE, Scope
from factcheck.model.spec import Claim, EachForm, RankForm, Reading, TrendForm, Verdict
from factcheck.spec.assemble.dates import checked_date, checked_scope
from factcheck.spec.assemble.evidence_names import check_evidence
from factcheck.spec.assemble.filters import (
    build_dates,
    build_exceptions,
    build_tests,
    build_unfiltered,
)
from factcheck.spec.assemble.for_each import rows_of, with_values
from factcheck.spec.assemble.forms import build_form
from factcheck.spec.assemble.read import (
    as_name,
    entries,
    items,
    name,
    placed,
    text,
)
from factcheck.spec.assemble.tongue import Tongue, tongue_of
from factcheck.spec.codes import (
    FOR_EACH,
    FORM_VALUE,
    UNKNOWN_ASSUMPTION,
)
from factcheck.spec.document.node import Mapping, Scalar, Sequence
from factcheck.spec.structure.form_keys import BLOCK_OF_PARTS, KEYS, form_key, form_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Test
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.assemble.forms import Keys
    from factcheck.spec.document.node import Node

EACH_SOURCE = "each source"


class Outer(Struct, frozen=True):
    """What a claim or reading takes from what is around it, unless it says so itself."""

    tongue: Tongue
    scope: Scope = NO_SCOPE
    under: tuple[Text, ...] = ()
    using: tuple[Text, ...] | None = None
    date: Text | None = None
    source: str | None = None
    note: str | None = None
    """A reading's own note; that of the claim stands with the claim."""
    where: tuple[Test, ...] = ()
    excepted: tuple[Test, ...] = ()
    unfiltered: tuple[Text, ...] = ()
    as_of: tuple[Text, ...] = ()
    about: Text | None = None
    keys: Keys = field(default_factory=dict)
    """What stands under the keys of the form, by what they count as."""


def build_claims(
    context: Context, key: Scalar, block: Mapping, outer: Outer, above: str = ""
) -> Iterator[Claim]:
    """Yield the record of a claim, or of all that ``for_each`` makes of it.

    ``above`` are the ids of the claims that this one is a part of, each with a ``/`` behind it.
    """
    if block.entry("for_each") is None:
        yield _build_claim(context, key, block, outer, above)
        return
    fault = context.fault_of(f"{above}{key.text}")
    if fault is not None:
        source = context.check_source(name(block, "source")) or outer.source
        yield Claim(key.text, key.span, "none", source=source, fault=fault)
        return
    made: dict[str, Claim] = {}
    for row in rows_of(context, key, block, above):
        own_key, own_block = with_values(key, block, row)
        before = len(context.problems)
        with context.made_of(row):
            claim = _build_claim(context, own_key, own_block, outer, above)
        if claim.id in made:
            message = f"two rows make a claim with the id {quoted(claim.id)}"
            context.report(FOR_EACH, message, key.span, "change a value of one of them")
        if len(context.problems) > before:
            # What is wrong with one is most often wrong with all of them.
            return
        if not row.is_trial:
            made[claim.id] = claim
    context.made[key.text] = tuple(made)
    yield from made.values()


def _build_claim(context: Context, key: Scalar, block: Mapping, outer: Outer, above: str) -> Claim:
    """Return the record of a claim; readings and parts with problems are left out of it."""
    source = context.check_source(name(block, "source")) or outer.source
    inner = replace(_inner(context, block, outer), source=source)
    form = _form(block, inner.keys)
    own = f"{above}{key.text}/"
    expected = text(block, "expect")
    return Claim(
        key.text,
        key.span,
        form=form,
        readings=() if form == "parts" else tuple(_readings(context, key, block, inner)),
        parts=tuple(_parts(context, block, inner, own)) if form == "parts" else (),
        title=text(block, "title"),
        quote=placed(block, "quote"),
        speaker=text(block, "speaker"),
        source=source,
        date=inner.date,
        note=text(block, "note"),
        expect=None if expected is None else _expected(context, block, expected),
        not_checkable=text(block, "not_checkable"),
        are_parts_readings=form == "parts" and bool(entries(block, "readings")),
    )


def _parts(context: Context, block: Mapping, inner: Outer, above: str) -> Iterator[Claim]:
    """Yield the parts of a claim; where it has readings, a claim of parts for each of those."""
    written = entries(block, "readings")
    if not written:
        yield from _parts_of(context, inner, above)
    for reading in written:
        own, key = _outer_of(context, reading.node, inner), reading.key
        parts = tuple(_parts_of(context, own, f"{above}{key.text}/"))
        yield Claim(key.text, key.span, form="parts", parts=parts, date=own.date, note=own.note)


def _parts_of(context: Context, own: Outer, above: str) -> Iterator[Claim]:
    parts = own.keys.get(BLOCK_OF_PARTS)
    outer = replace(own, keys={}, note=None)
    for entry in parts.entries if isinstance(parts, Mapping) else ():
        assert isinstance(entry.node, Mapping)
        yield from build_claims(context, entry.key, entry.node, outer, above)


def _expected(context: Context, block: Mapping, expected: str) -> Verdict | None:
    known = {verdict.value: verdict for verdict in Verdict}
    if expected not in known:
        # The structure lets a ``$name`` through, whatever it stands for.
        written = placed(block, "expect")
        assert written is not None
        message = f"{quoted(expected)} is no verdict"
        hint = did_you_mean(expected, known)
        context.report_value(FORM_VALUE, message, written.span, hint, text=expected)
    return known.get(expected)


def _form(block: Mapping, keys: Keys) -> str:
    """Return the name of a claim's form, which its keys and those of its readings fix."""
    readings = [entry.node for entry in entries(block, "readings")]
    own = {key for node in readings for key in _own_keys(node)}
    return form_of({*keys, *own}).name if keys or own else "none"


def _own_keys(node: Node) -> Keys:
    """Return what stands under the keys of the form in a block; a text is ``measure``."""
    if isinstance(node, Scalar):
        return {"measure": node}
    assert isinstance(node, Mapping)
    return {
        form_key(entry.key.text, is_list=isinstance(entry.node, Sequence)): entry.node
        for entry in node.entries
        if entry.key.text in KEYS
    }


def _inner(context: Context, block: Mapping, outer: Outer) -> Outer:
    """Return what holds inside a block: its own keys, else those around it."""
    under, using = items(block, "under"), items(block, "using")
    where, excepted = build_tests(context, block, "where"), build_exceptions(context, block)
    unfiltered, dates = build_unfiltered(context, block), build_dates(context, block)
    as_of = outer.as_of if dates is None else dates
    one_date = as_of[0] if len(as_of) == 1 else None
    return Outer(
        tongue=tongue_of(context, block, outer.tongue),
        scope=replace(checked_scope(context, block, outer.scope), as_of=one_date),
        under=outer.under if under is None else _under(context, under),
        using=outer.using if using is None else _using(context, using),
        date=checked_date(context, placed(block, "date")) or outer.date,
        source=outer.source,
        where=outer.where if where is None else where,
        excepted=outer.excepted if excepted is None else excepted,
        unfiltered=outer.unfiltered if unfiltered is None else unfiltered,
        as_of=as_of,
        about=placed(block, "about") or outer.about,
        keys={**outer.keys, **_own_keys(block)},
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
        check_evidence(context, each, EACH_SOURCE)
    return found


def _readings(context: Context, key: Scalar, block: Mapping, inner: Outer) -> Iterator[Reading]:
    written = entries(block, "readings")
    if not written:
        yield from _reading(context, None, key, inner, block)
    for entry in written:
        own = _outer_of(context, entry.node, inner)
        yield from _reading(context, entry.key.text, entry.key, own, entry.node)


def _outer_of(context: Context, node: Node, inner: Outer) -> Outer:
    """Return what holds in a reading: its own keys, else the claim's."""
    if isinstance(node, Mapping):
        return replace(_inner(context, node, inner), note=text(node, "note"))
    return replace(inner, keys={**inner.keys, **_own_keys(node)})


def _reading(
    context: Context, label: str | None, key: Scalar, own: Outer, node: Node
) -> Iterator[Reading]:
    """Yield the reading that ``node`` is, or the only one of the claim that it is."""
    form = build_form(context, own.keys, own.tongue) if own.keys else None
    if form is None:
        return
    where = (*own.where, *own.excepted)
    has_own = isinstance(node, Mapping) and node.entry("unfiltered") is not None
    makes_groups = isinstance(form, RankForm | TrendForm | EachForm)
    if has_own and own.unfiltered and not where and not makes_groups:
        message = "'unfiltered' has no effect: neither 'where' nor 'except' leaves rows out"
        context.report(FORM_VALUE, message, own.unfiltered[0].span, "remove it")
    yield Reading(
        label,
        key.span,
        form,
        own.scope,
        own.under,
        own.using,
        own.date,
        own.note,
        where,
        tuple(table.value for table in own.unfiltered),
        own.as_of,
        own.about,
    )
