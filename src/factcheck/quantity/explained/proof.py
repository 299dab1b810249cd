"""A verdict's proof in prose, from the multiples of its certificate."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.check import narrowed_to_whole
from factcheck.bounds.proofs import places_of
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
from factcheck.model.formula import Atom
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, System
from factcheck.model.told import told, told_digits
from factcheck.model.wording import at_least, at_most, more_than
from factcheck.quantity.explained.chain import sentences
from factcheck.quantity.explained.halves import Kind, Scene, sum_of
from factcheck.quantity.explained.links import chain_of
from factcheck.quantity.explained.words import AtLeastZero, digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factcheck.model.certificate import Case, Certificate, Fact, Proof, Refutation
    from factcheck.model.fraction import Fraction
    from factcheck.quantity.explained.measured import Measured

MAX_LINES = 12
"""So many lines are told of a proof; the certificate has all of it."""
WHOLE = told("this rests on these numbers being whole: other numbers could fit")
CUT = told("the proof goes on; the certificate has all of it")
COUNTED = told("what is counted cannot be so many, or so few, at once; the certificate adds it up")


def explained(
    certificate: Certificate,
    names: Mapping[str, str],
    *,
    is_true: bool,
    measured: Measured | None = None,
    profile: str = "default",
) -> tuple[str, ...]:
    """Return why a claim cannot be true (or false) in a profile, line by line.

    ``names`` are what the unknown numbers are called. Nothing where the certificate has no proof
    of it, or where no more is to be said than that the known numbers show it.
    """
    proof = next(
        (
            answer.proof
            for answer in certificate.answers
            if answer.profile == profile and answer.is_true is is_true
        ),
        None,
    )
    if proof is None:
        return ()
    system = System(certificate.variables, certificate.rows)
    if measured is not None and measured.is_plain:
        names = {**names, measured.numerator.terms[0][0]: measured.text}
    scene = Scene(system, (), system, names, is_true, measured)
    lines = list(islice(_proof(proof, scene, ""), MAX_LINES + 1))
    whole = (WHOLE,) if WHOLE in lines else ()
    shown = [line for line in lines[:MAX_LINES] if line != WHOLE]
    if shown == [_granted(scene)]:
        return ()
    return (*shown, *whole, *((CUT,) if len(lines) > MAX_LINES else ()))


def conflict_explained(certificate: Certificate, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return why the evidence contradicts itself, from proofs that do without the claim.

    Where there is none, why a claim can be neither true nor false.
    """
    for answer in certificate.answers:
        if answer.proof is not None and max(places_of(answer.proof), default=-1) < len(
            certificate.rows
        ):
            return explained(certificate, names, is_true=answer.is_true, profile=answer.profile)
    return tuple(
        line for is_true in (True, False) for line in explained(certificate, names, is_true=is_true)
    )


def refutations_explained(refuted: Sequence[tuple[Scene, Refutation]]) -> tuple[str, ...]:
    """Return why some rows are impossible, line by line; each of several is a case."""
    lines: list[str] = []
    for number, (scene, refutation) in enumerate(refuted, 1):
        label = "" if len(refuted) == 1 else f"{number}."
        if label:
            lines.append(told("case {number} of {all}:", number=number, all=len(refuted)))
        lines.extend(_refutation(refutation, scene, label))
    whole = (WHOLE,) if WHOLE in lines else ()
    shown = [line for line in lines if line != WHOLE]
    return (*shown[:MAX_LINES], *whole, *((CUT,) if len(shown) > MAX_LINES else ()))


class _Branch(Struct, frozen=True):
    """One of the cases of a cut."""

    atom: Atom
    """What is so in it."""
    proof: Proof


def _proof(proof: Proof, scene: Scene, label: str) -> Iterator[str]:
    """Yield the lines of a proof."""
    match proof:
        case Granted():
            yield _granted(scene)
        case Impossible(refutation):
            yield from _refutation(refutation, scene, label)
        case Cut():
            yield from _cut(proof, scene, label)
        case Needed(cases, then):
            rows = tuple(_atom_of(case) for case in cases)
            yield from _proof(then, _with(scene, rows, Kind.NEEDED), label)
        case Settled():
            yield from _settled(proof, scene, label)
        case Counted():
            yield COUNTED
        case _:
            assert_never(proof)


def _granted(scene: Scene) -> str:
    return told("so the claim is not true") if scene.is_true else told("so the claim is not false")


def _settled(proof: Settled, scene: Scene, label: str) -> Iterator[str]:
    """Tell why conditions are so, where that is more than that a number is not below zero."""
    shown = [fact for fact in proof.facts if not _is_idle_fact(fact, scene)]
    is_all = isinstance(proof.then, Granted)
    kind = Kind.NEEDED if is_all and len(shown) == 1 else Kind.SUPPOSED
    for fact in shown:
        denied = replace(fact, holds=not fact.holds)
        yield from _refutation(fact.refutation, _with(scene, (_atom_of(denied),), kind), label)
    if kind is not Kind.NEEDED:
        yield from _proof(proof.then, scene, label)


def _cut(cut: Cut, scene: Scene, label: str) -> Iterator[str]:
    """Tell both cases, or the one that is left where the other is out of the question."""
    atom = Atom(Form(cut.constant, cut.terms), cut.is_strict)
    branches = (_Branch(atom, cut.if_so), _Branch(atom.opposite(), cut.if_not))
    open_ = [each for each in branches if not _is_idle(each, scene)]
    if len(open_) == 1:
        (only,) = open_
        yield from _proof(only.proof, _with(scene, (only.atom,), Kind.NEEDED), label)
        return
    for number, each in enumerate(_telling_first(branches, scene), 1):
        place = f"{label}{number}"
        said = scene.case(AtLeastZero(each.atom.form, each.atom.is_strict))
        yield told("case {place}: {text}", place=place, text=said)
        yield from _proof(each.proof, _with(scene, (each.atom,), Kind.CASE), f"{place}.")


def _telling_first(branches: tuple[_Branch, ...], scene: Scene) -> list[_Branch]:
    """Return cases in order: the one first in which the measure is not what was claimed."""

    def is_within(branch: _Branch) -> bool:
        said = AtLeastZero(branch.atom.form, branch.atom.is_strict)
        return scene.measured is None or not scene.measured.is_beyond(said)

    return sorted(branches, key=is_within)


def _refutation(refutation: Refutation, scene: Scene, label: str) -> Iterator[str]:
    """Yield the lines of a refutation."""
    match refutation:
        case Combination():
            yield from _combination(refutation, scene)
        case ByNumber(name, at, below, above):
            called = scene.names.get(name, name)
            most, least = (told_digits(f"{end:,}") for end in (at, at + 1))
            yield told(
                "{name} is a whole number, so at most {most} or at least {least}",
                name=called,
                most=most,
                least=least,
            )
            sides = (
                (at_most(most), Interval.at_most(at), below),
                (at_least(least), Interval.at_least(at + 1), above),
            )
            for number, (words, side, why) in enumerate(sides, 1):
                place = f"{label}{number}"
                narrowed = narrowed_to_whole(scene.system, name, side)
                if narrowed is None:
                    yield told(
                        "case {place}: {name} is {set}, which it cannot be by itself",
                        place=place,
                        name=called,
                        set=words,
                    )
                    continue
                said = told("{what} is {set}", what=called, set=words)
                yield told("case {place}: {text}", place=place, text=said)
                within = replace(scene, system=narrowed)
                yield from _refutation(why, within, f"{place}.")
            yield WHOLE
        case _:
            assert_never(refutation)


def _combination(combination: Combination, scene: Scene) -> Iterator[str]:
    """Tell a sum as a chain; where there is none, list what is added up."""
    never = scene.never_whole(combination)
    if never is not None:
        yield told("no whole numbers fit, though others would: {reason}", reason=never)
        return
    halves = scene.halves(combination)
    chain = chain_of(halves, scene.signs(halves))
    if chain is not None:
        yield from sentences(chain, scene)
    else:
        sum_ = sum_of(halves)
        for half in halves:
            yield _times(half.multiple, scene.told(half))
        number = digits(-sum_.form.constant, is_up=False)
        said = more_than("0") if sum_.form.constant == 0 else at_least(number)
        yield told("added up, these say that 0 is {set}, which cannot be", set=said)
    if any(half.is_shrunk for half in halves):
        yield WHOLE


def _times(multiple: Fraction, text: str) -> str:
    if multiple == 1:
        return text
    return told("{multiple} times: {text}", multiple=str(multiple), text=text)


def _atom_of(case: Case | Fact) -> Atom:
    """Return the condition that is so in a case."""
    atom = Atom(Form(case.constant, case.terms), case.is_strict)
    return atom if case.holds else atom.opposite()


def _with(scene: Scene, atoms: tuple[Atom, ...], kind: Kind) -> Scene:
    """Return a scene with further rows, all there for one reason."""
    rows = tuple(atom.row for atom in atoms)
    kinds = (*scene.kinds, *(kind for _ in atoms))
    return replace(scene, system=scene.system.with_rows(rows), kinds=kinds)


def _is_idle_fact(fact: Fact, scene: Scene) -> bool:
    """Whether a condition has but one case by what numbers are, and is not about the claim."""
    if _is_plain(fact):
        return True
    denied = _atom_of(replace(fact, holds=not fact.holds))
    measured = scene.measured
    if measured is None or measured.needed(AtLeastZero(denied.form, denied.is_strict), ""):
        return False
    return _is_by_sign(fact.refutation, _with(scene, (denied,), Kind.CASE))


def _is_plain(fact: Fact) -> bool:
    """Whether a condition only says on which side of zero some numbers are."""
    return fact.constant == 0 and len({multiple > 0 for _, multiple in fact.terms}) == 1


def _is_by_sign(refutation: Refutation, scene: Scene) -> bool:
    if not isinstance(refutation, Combination):
        return False
    row = scene.system.rows[-1]
    is_below_zero = len(row.form.terms) == 1 and row.form.constant == 0
    own = {Kind.NOT_NEGATIVE, *(scene.kinds[-1:]), *((Kind.BOUND,) if is_below_zero else ())}
    halves = scene.halves(refutation) if not refutation.is_whole else ()
    return bool(halves) and all(half.kind in own for half in halves)


def _is_idle(branch: _Branch, scene: Scene) -> bool:
    """Whether a case is out of the question: by the claim's words, or as a number below zero."""
    match branch.proof:
        case Granted():
            return True
        case Impossible(refutation):
            return _is_by_sign(refutation, _with(scene, (branch.atom,), Kind.CASE))
        case _:
            return False
