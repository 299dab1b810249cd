"""Disputes and what they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.dispute import Dispute, DisputeMember, DisputeVerdict, readings_by_address
from factcheck.model.near import did_you_mean, listed, quoted
from factcheck.model.span import Text
from factcheck.spec.assemble.evidence_names import check_evidence
from factcheck.spec.assemble.read import as_name, as_text, items, scalar, text
from factcheck.spec.codes import AMBIGUOUS, DISPUTE_MEMBER, UNKNOWN_ASSUMPTION
from factcheck.spec.expression import parse_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.dispute import Addressed
    from factcheck.model.spec import Claim
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping, Scalar

_FORMS = frozenset({"figure", "holds"})


def build_dispute(
    context: Context, claims: tuple[Claim, ...], key: Scalar, block: Mapping
) -> Dispute:
    """Return the record of a dispute; members with problems are left out of it."""
    members = tuple(_members(context, claims, block))
    under = tuple(as_name(each) for each in items(block, "under") or ())
    for each in under:
        known = context.declared.assumptions
        context.check(each, known, UNKNOWN_ASSUMPTION, "assumption", "assumptions")
    expected, written = text(block, "expect"), scalar(block, "in_terms_of")
    in_terms_of = None if written is None else context.parse(written, parse_expression)
    if in_terms_of is not None:
        context.check_names(in_terms_of)
    return Dispute(
        key.text,
        key.span,
        members,
        under,
        _using(context, block, members),
        in_terms_of,
        None if written is None else as_text(written),
        text(block, "title"),
        text(block, "about"),
        text(block, "note"),
        None if expected is None else DisputeVerdict(expected),
    )


def _using(
    context: Context, block: Mapping, members: tuple[DisputeMember, ...]
) -> tuple[Text, ...]:
    """Return the evidence that a dispute uses; a member is no evidence for itself."""
    found = tuple(as_name(each) for each in items(block, "using") or ())
    statements = {member.address.value for member in members if member.is_statement}
    for each in found:
        check_evidence(context, each)
        if each.value in statements:
            message = f"{quoted(each.value)} is a member of the dispute, and no evidence in it"
            context.report(DISPUTE_MEMBER, message, each.span, "remove it under 'using'")
    return found


def _members(
    context: Context, claims: tuple[Claim, ...], block: Mapping
) -> Iterator[DisputeMember]:
    look = _Look(context, readings_by_address(claims))
    met: set[str] = set()
    for each in items(block, "between") or ():
        address = _canonical(each)
        if address.value in met:
            message = f"{quoted(address.value)} is a member twice"
            context.report(DISPUTE_MEMBER, message, address.span, "remove one of them")
            continue
        met.add(address.value)
        member = look.member(address)
        if member is not None:
            yield member


def _canonical(written: Scalar) -> Text:
    """Return an address with one blank wherever there are several."""
    name = as_name(written)
    return Text(" ".join(name.value.split()), name.span)


class _Look(Struct, frozen=True):
    """Looks for what an address means, and notes where it means nothing or too much."""

    context: Context
    known: dict[str, Addressed]

    def member(self, address: Text) -> DisputeMember | None:
        """Return the member of an address, ``None`` where its problem is noted."""
        name, found, statements = address.value, self.known, self.context.declared.statements
        readings = [other for other in found if other.startswith(f"{name} / ")]
        if name in statements:
            if name in found or readings:
                message = f"{quoted(name)} is both a claim and a statement"
                self.context.report(AMBIGUOUS, message, address.span, "rename one of them")
            self.context.used["statements"].add(name)
            return DisputeMember(address, is_statement=True)
        if name in found and not readings:
            return self._claim(address, found[name])
        if readings:
            self._say(address, f"{quoted(name)} has readings or parts; name one", readings)
        elif not self._is_to_be_made(name):
            hint = did_you_mean(name, [*found, *statements])
            message = f"there is no claim, reading or statement {quoted(name)}"
            self.context.report(DISPUTE_MEMBER, message, address.span, hint)
        else:
            return DisputeMember(address)
        return None

    def _claim(self, address: Text, found: Addressed) -> DisputeMember | None:
        if found.claim.fault is None and found.claim.form not in _FORMS:
            name = quoted(address.value)
            message = f"{name} cannot be a member: its form is {quoted(found.claim.form)}"
            if found.claim.form == "none":
                message = f"{name} cannot be a member: it only says why it is not checkable"
            hint = "members are statements, and claims with a 'figure' or with 'holds'"
            self.context.report(DISPUTE_MEMBER, message, address.span, hint)
            return None
        return DisputeMember(address)

    def _say(self, address: Text, message: str, choices: list[str]) -> None:
        hint = f"write {' or '.join(map(quoted, choices))}" if len(choices) == 1 else (
            f"write one of {listed(choices)}"
        )  # fmt: skip
        self.context.report(DISPUTE_MEMBER, message, address.span, hint)

    def _is_to_be_made(self, name: str) -> bool:
        """Whether a claim may still be made of a row that is not yet read, or has a problem."""
        templates = {each.id.partition("/")[0] for each in self.context.templates}
        first = name.partition(" / ")[0].partition("[")[0]
        return first in templates or (
            bool(self.context.problems) and first in self.context.declared.claims
        )
