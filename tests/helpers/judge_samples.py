"""Plans and what is possible for them, made by hand: sets, worlds, readings, parts."""

from __future__ import annotations

from exact import exact

from factcheck.model.bound import Constant
from factcheck.model.expression import Comparator, Comparison, Name, Number
from factcheck.model.figure import Figure, Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import BoundClaim, BoundReading, Obstacle, Premise, Target
from factcheck.model.possible import CheckedWorld, Permitted, Possible, PossibleClaim
from factcheck.model.span import Span, Text
from factcheck.model.spec import Claim, FigureForm, FigureText, HoldsForm, Reading, Scope, Verdict
from factcheck.model.unit import Unit, UnitKind

SPAN = Span("claims.yml", 1, 1, 1, 2)
UNIT = Unit(UnitKind.COUNT, "reports")
NOWHERE = (None, None, None)

Worlds = tuple[CheckedWorld | None, CheckedWorld | None, CheckedWorld | None]


def between(lower: int | None, upper: int | None) -> Interval:
    """Return a closed interval; ``None`` for no end."""
    return Interval(
        None if lower is None else Fraction(lower),
        None if upper is None else Fraction(upper),
        lower is not None,
        upper is not None,
    )


NARROW = Profiles(between(9, 11), between(8, 12), between(6, 14))
"""What a hedged figure of about ten allows."""


def world(number: int) -> CheckedWorld:
    """Return a world with one unknown number, which is the measure."""
    return CheckedWorld(Fraction(number), (("x", Fraction(number), UNIT),))


def everywhere(number: int) -> Worlds:
    """Return one world for all profiles."""
    return (world(number), world(number), world(number))


def permits(
    *found: Interval,
    true: Worlds = NOWHERE,
    false: Worlds = NOWHERE,
    conflicts: tuple[tuple[str, ...], ...] = (),
) -> Permitted:
    """Return what the evidence permits; nothing for conflicting evidence."""
    return Permitted(found, true, false, conflicts)


def number(text: str) -> Constant:
    """Return a measure that is one number."""
    return Constant(exact(text), UNIT, text)


def target(
    claimed: Profiles | Interval = NARROW, *, is_negated: bool = False, is_decisive: bool = True
) -> Target:
    """Return what is claimed of one number."""
    if isinstance(claimed, Interval):
        claimed = Profiles(claimed, claimed, claimed)
    return Target(number("10"), claimed, "t.n", is_negated, is_decisive)


def figure(profiles: Profiles = NARROW, *, is_bare: bool = False) -> Figure:
    """Return a figure, read."""
    return Figure("about ten", "en", "approx", UNIT, profiles, "near", is_bare=is_bare)


def bound_reading(
    *targets: Target, name: str | None = None, of: Figure | None = None, is_holds: bool = False
) -> BoundReading:
    """Return a reading of a figure, or with ``is_holds`` of a comparison."""
    measure = Number(Fraction(10), is_share=False, text="10", span=SPAN)
    form: FigureForm | HoldsForm = FigureForm(
        measure, "t.n", FigureText(Text("about ten", SPAN), "en")
    )
    if is_holds:
        relation = Comparison((Name("n", SPAN), Name("m", SPAN)), (Comparator.LESS,), SPAN)
        form = HoldsForm(relation, "n < m")
    read = None if is_holds else of or figure()
    return BoundReading(
        Reading(name, SPAN, form, Scope()), "t.n", targets or (target(),), read, UNIT
    )


def possible(
    permitted: Permitted | None = None,
    *,
    name: str | None = None,
    obstacle: Obstacle | None = None,
    without: Permitted | None = None,
    is_bare: bool = False,
    premises: tuple[Premise, ...] = (),
) -> Possible:
    """Return one reading of "about ten", worked out."""
    bound = bound_reading(name=name, of=figure(is_bare=is_bare))
    return Possible(
        bound,
        obstacle,
        None if obstacle is not None else permitted,
        without,
        premises=premises,
        decides=("a published number for x",),
        is_illustrative=name == "made up",
    )


SUPPORTED = permits(between(10, 10))
REFUTED = permits(between(20, 20))
OPEN = permits(between(0, 20), true=everywhere(10), false=everywhere(20))
CONFLICT = permits(conflicts=(("a", "b"),))
FAULT = Obstacle("fault", "a typo", hint="mend it")
MISSING = Obstacle("missing", "nobody counts that")

STATES: dict[str, Permitted | Obstacle] = {
    "supported": SUPPORTED,
    "refuted": REFUTED,
    "undetermined": OPEN,
    "conflicting": CONFLICT,
    "fault": FAULT,
    "missing": MISSING,
}


def reading_in(state: str, name: str | None = None) -> Possible:
    """Return a reading that comes out in a state: a verdict, ``fault`` or ``missing``."""
    what = STATES[state]
    if isinstance(what, Obstacle):
        return possible(name=name, obstacle=what)
    return possible(what, name=name)


def claim(
    *states: str, expect: Verdict | None = None, claim_id: str = "a"
) -> tuple[BoundClaim, PossibleClaim]:
    """Return a claim whose readings come out in these states, planned and worked out."""
    names = [None] if len(states) == 1 else [f"r{index}" for index in range(len(states))]
    readings = tuple(reading_in(state, name) for state, name in zip(states, names, strict=True))
    declared = Claim(claim_id, SPAN, "figure", expect=expect)
    bound = BoundClaim(declared, tuple(each.bound for each in readings))
    return bound, PossibleClaim(readings, ())


def claim_of_parts(
    *parts: tuple[BoundClaim, PossibleClaim], expect: Verdict | None = None
) -> tuple[BoundClaim, PossibleClaim]:
    """Return a claim of parts, planned and worked out."""
    declared = Claim("whole", SPAN, "parts", expect=expect)
    bound = BoundClaim(declared, parts=tuple(bound for bound, _ in parts))
    return bound, PossibleClaim((), tuple(worked for _, worked in parts))
