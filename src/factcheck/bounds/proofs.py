"""Which rows certificates use, and the same certificates for systems with fewer rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.model.certificate import (
    ByNumber,
    Combination,
    Counted,
    Cut,
    Granted,
    Impossible,
    Needed,
    Settled,
)

if TYPE_CHECKING:
    from factcheck.model.certificate import Proof, Refutation, Use


def row_places(refutation: Refutation) -> frozenset[int]:
    """Return the places of the rows that a refutation uses."""
    match refutation:
        case Combination():
            return frozenset(use.of for use in refutation.uses if isinstance(use.of, int))
        case ByNumber():
            return row_places(refutation.below) | row_places(refutation.above)
        case _:
            assert_never(refutation)


def places_of(proof: Proof) -> frozenset[int]:
    """Return the places of the rows that a proof uses, those of its own cases among them."""
    match proof:
        case Granted():
            return frozenset()
        case Impossible() | Counted():
            return row_places(proof.refutation)
        case Cut():
            return places_of(proof.if_so) | places_of(proof.if_not)
        case Needed():
            return places_of(proof.then)
        case Settled():
            facts = (row_places(fact.refutation) for fact in proof.facts)
            return places_of(proof.then).union(*facts)
        case _:
            assert_never(proof)


def without_row(proof: Proof, place: int) -> Proof:
    """Return a proof that does not use a row for the rows without it."""
    match proof:
        case Granted():
            return proof
        case Impossible() | Counted():
            return replace(proof, refutation=_closed_up(proof.refutation, place))
        case Cut():
            return replace(
                proof,
                if_so=without_row(proof.if_so, place),
                if_not=without_row(proof.if_not, place),
            )
        case Needed():
            return replace(proof, then=without_row(proof.then, place))
        case Settled():
            facts = tuple(
                replace(fact, refutation=_closed_up(fact.refutation, place)) for fact in proof.facts
            )
            return Settled(facts, without_row(proof.then, place))
        case _:
            assert_never(proof)


def _closed_up(refutation: Refutation, place: int) -> Refutation:
    match refutation:
        case Combination():
            uses = tuple(_moved(use, place) for use in refutation.uses)
            return replace(refutation, uses=uses)
        case ByNumber():
            return replace(
                refutation,
                below=_closed_up(refutation.below, place),
                above=_closed_up(refutation.above, place),
            )
        case _:
            assert_never(refutation)


def _moved(use: Use, place: int) -> Use:
    is_later = isinstance(use.of, int) and use.of > place
    return replace(use, of=int(use.of) - 1) if is_later else use
