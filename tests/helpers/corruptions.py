"""Certificates, proofs and systems that are spoilt at random, in one place or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.certificate import (
    ByNumber,
    Combination,
    Counted,
    Cut,
    End,
    Granted,
    Impossible,
    Needed,
    Settled,
    Use,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval, is_empty
from factcheck.model.linear import Form, Row, System, Variable

if TYPE_CHECKING:
    from random import Random

    from factcheck.model.certificate import Proof, Refutation

NOTHING = Combination(())
HALF = Fraction(1, 2)


def spoilt_refutation(random: Random, refutation: Refutation, system: System) -> Refutation:
    """Return a certificate with something changed, dropped or exchanged."""
    if isinstance(refutation, Combination):
        return _spoilt_sum(random, refutation, system)
    kind = random.randrange(7)
    if kind == 0:
        return replace(refutation, at=refutation.at + random.choice((-1, 1)))
    if kind == 1:
        return replace(refutation, below=refutation.above, above=refutation.below)
    if kind == 2:
        return replace(refutation, variable=random.choice(system.variables).name)
    if kind == 3:
        return random.choice((refutation.below, refutation.above, NOTHING))
    side = random.choice(("below", "above"))
    if kind == 4:
        return replace(refutation, **{side: NOTHING})
    old = refutation.below if side == "below" else refutation.above
    return replace(refutation, **{side: spoilt_refutation(random, old, system)})


def _spoilt_sum(random: Random, refutation: Combination, system: System) -> Refutation:
    kind = random.randrange(9)
    if kind == 0 or not refutation.uses:
        return replace(refutation, is_whole=not refutation.is_whole)
    if kind == 1:
        name = random.choice(system.variables).name
        return ByNumber(
            name, random.randint(-2, 4), refutation, random.choice((NOTHING, refutation))
        )
    uses = list(refutation.uses)
    place = random.randrange(len(uses))
    use = uses[place]
    if kind == 2:
        del uses[place]
    elif kind == 3:
        uses[place] = replace(use, end=End.UPPER if use.end is End.LOWER else End.LOWER)
    elif kind == 4:
        names = [each.name for each in system.variables]
        uses[place] = replace(
            use, of=random.choice([*range(-1, len(system.rows) + 1), *names, "?"])
        )
    elif kind == 5:
        uses.append(Use(random.randrange(len(system.rows) + 1), random.choice(list(End)), HALF))
    else:
        factor = random.choice((Fraction(-1), Fraction(0), HALF, Fraction(2), Fraction(3)))
        changed = random.choice((use.multiple * factor, use.multiple + factor))
        uses[place] = replace(use, multiple=changed)
    return Combination(tuple(uses), refutation.is_whole)


def spoilt_proof(random: Random, proof: Proof, system: System) -> Proof:
    """Return a proof with something changed, dropped or exchanged."""
    if random.random() < 0.1:
        return random.choice((Granted(), Impossible(NOTHING)))
    match proof:
        case Granted():
            return Impossible(NOTHING)
        case Impossible() | Counted():
            return replace(proof, refutation=spoilt_refutation(random, proof.refutation, system))
        case Cut():
            return _spoilt_cut(random, proof, system)
        case Needed():
            return _spoilt_cases(random, proof, system)
        case Settled():
            return _spoilt_facts(random, proof, system)


def _spoilt_cut(random: Random, cut: Cut, system: System) -> Proof:
    kind = random.randrange(7)
    if kind == 0:
        return replace(cut, is_strict=not cut.is_strict)
    if kind == 1:
        return replace(cut, constant=cut.constant + random.choice((-1, 1)))
    if kind == 2:
        return replace(cut, if_so=cut.if_not, if_not=cut.if_so)
    if kind == 3:
        return random.choice((cut.if_so, cut.if_not))
    if kind == 4:
        factor = random.choice((Fraction(-1), Fraction(0), Fraction(2)))
        return replace(cut, terms=tuple((name, each * factor) for name, each in cut.terms))
    if kind == 5:
        return replace(cut, if_so=spoilt_proof(random, cut.if_so, system))
    return replace(cut, if_not=spoilt_proof(random, cut.if_not, system))


def _spoilt_cases(random: Random, needed: Needed, system: System) -> Proof:
    kind = random.randrange(7)
    if kind == 0 or not needed.cases:
        return replace(needed, then=spoilt_proof(random, needed.then, system))
    if kind == 1:
        return needed.then
    place = random.randrange(len(needed.cases))
    cases = list(needed.cases)
    case = cases[place]
    if kind == 2:
        cases[place] = replace(case, holds=not case.holds)
    elif kind == 3:
        cases[place] = replace(case, is_strict=not case.is_strict)
    elif kind == 4:
        cases[place] = replace(case, constant=case.constant + random.choice((-1, 1)))
    elif kind == 5:
        terms = tuple((name, each * 2) for name, each in case.terms)
        cases[place] = replace(case, terms=terms[: random.randrange(len(terms) + 1)])
    else:
        del cases[place]
    return replace(needed, cases=tuple(cases))


def _spoilt_facts(random: Random, settled: Settled, system: System) -> Proof:
    kind = random.randrange(6)
    if kind == 0 or not settled.facts:
        return replace(settled, then=spoilt_proof(random, settled.then, system))
    if kind == 1:
        return settled.then
    place = random.randrange(len(settled.facts))
    facts = list(settled.facts)
    fact = facts[place]
    if kind == 2:
        facts[place] = replace(fact, holds=not fact.holds)
    elif kind == 3:
        facts[place] = replace(fact, is_strict=not fact.is_strict)
    elif kind == 4:
        facts[place] = replace(fact, constant=fact.constant + random.choice((-1, 1)))
    else:
        spoilt = spoilt_refutation(random, fact.refutation, system)
        facts[place] = replace(fact, refutation=spoilt)
    return replace(settled, facts=tuple(facts))


def spoilt_system(random: Random, system: System) -> System:
    """Return a system of which a row or a number is another one."""
    rows, variables = list(system.rows), list(system.variables)
    kind = random.randrange(5)
    if kind == 0:
        place = random.randrange(len(variables))
        variables[place] = _spoilt_variable(random, variables[place])
        return System(tuple(variables), tuple(rows))
    place = random.randrange(len(rows))
    if kind == 1:
        other = random.randrange(len(rows))
        rows[place], rows[other] = rows[other], rows[place]
    elif kind == 2:
        rows[place] = replace(rows[place], allowed=_spoilt_set(random, rows[place].allowed))
    elif kind == 3:
        rows[place] = _spoilt_form(random, rows[place])
    else:
        del rows[place]
    return System(tuple(variables), tuple(rows))


def _spoilt_variable(random: Random, each: Variable) -> Variable:
    if random.random() < 0.4:
        return replace(each, is_integer=not each.is_integer)
    return replace(each, bounds=_spoilt_set(random, each.bounds))


def _spoilt_form(random: Random, row: Row) -> Row:
    terms = list(row.form.terms)
    if not terms or random.random() < 0.3:
        return replace(row, form=Form(row.form.constant + random.choice((-1, 1)), row.form.terms))
    place = random.randrange(len(terms))
    name, multiple = terms[place]
    if random.random() < 0.3:
        del terms[place]
    else:
        terms[place] = (name, -multiple if random.random() < 0.5 else multiple * 2)
    return replace(row, form=Form(row.form.constant, tuple(terms)))


def _spoilt_set(random: Random, allowed: Interval) -> Interval:
    lower, upper = allowed.lower, allowed.upper
    lower_closed, upper_closed = allowed.lower_closed, allowed.upper_closed
    kind = random.randrange(4)
    if kind == 0:
        lower_closed = not lower_closed
    elif kind == 1:
        upper_closed = not upper_closed
    elif kind == 2 and lower is not None:
        lower += random.choice((-1, 1))
    elif upper is not None:
        upper += random.choice((-1, 1))
    if is_empty(lower, upper, lower_closed, upper_closed):
        return allowed
    return Interval(lower, upper, lower_closed, upper_closed)
