"""From the unit of the print to the unit of the measure that the figure is claimed of."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.figure.codes import NEEDS_PERCENT, UNIT_MISMATCH
from factcheck.figure.errors import FigureError
from factcheck.figure.phrase import (
    Between,
    Multiple,
    Numeral,
    Part,
    Phrase,
    Printed,
    Quantifier,
    Unchanged,
)
from factcheck.figure.phrases import words_of
from factcheck.model.cell import number_key
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from factcheck.figure.phrase import Core
    from factcheck.figure.vocabulary import Lexicon, Measure

_PERCENT = 100
_HUNDREDTH = Fraction(1, _PERCENT)
_BASIS_POINTS = "basis points"
_FLOORS = {
    UnitKind.COUNT: 0,
    UnitKind.SHARE: 0,
    UnitKind.FACTOR: 0,
    UnitKind.RELATIVE_CHANGE: -1,
}
_NAMES = {
    UnitKind.COUNT: "a count",
    UnitKind.AMOUNT: "an amount",
    UnitKind.SHARE: "a share",
    UnitKind.FACTOR: "a factor",
    UnitKind.RELATIVE_CHANGE: "a relative change",
    UnitKind.POINTS: "a difference in percentage points",
}
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.SHARE})


class Conversion(Struct, frozen=True):
    """A printed number times ``factor`` plus ``shift`` is the number in ``unit``."""

    unit: Unit
    factor: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)
    is_signed: bool = False
    """Whether a sign or a word of direction lets even a count be negative."""

    def of(self, interval: Interval) -> Interval:
        """Return a set in the unit of the measure, cut where its words leave it open."""
        return self._cut(interval.scaled(self.factor).shifted(self.shift))

    def _cut(self, interval: Interval) -> Interval:
        """Close an open end at the least and the largest number that the unit has.

        A count or share is cut below even where its words leave no end open: "around 1" and "0.0%"
        are not below none.
        """
        kind = self.unit.kind
        is_free = self.is_signed and kind in _COUNTED
        is_open = interval.lower is None or kind in _COUNTED
        if kind in _FLOORS and is_open and not is_free:
            interval = interval.intersect(Interval.at_least(_FLOORS[kind])) or interval
        if kind is UnitKind.SHARE and interval.upper is None:
            interval = interval.intersect(Interval.at_most(1)) or interval
        return interval

    def cuts(self, interval: Interval) -> bool:
        """Whether a set in the unit of the print would reach below what the unit has."""
        moved = interval.scaled(self.factor).shifted(self.shift)
        return moved.lower is not None and self._cut(moved).lower != moved.lower

    def number(self, printed: Fraction | None) -> Fraction | None:
        """Return a number in the unit of the measure."""
        return None if printed is None else printed * self.factor + self.shift

    def step(self, printed: Fraction | None) -> Fraction | None:
        """Return a step, which no shift changes, in the unit of the measure."""
        return None if printed is None else printed * self.factor


def conversion(
    phrase: Phrase, expects: Unit | None, lexicon: Lexicon, *, is_points: bool
) -> Conversion:
    """Return how the phrase's numbers become numbers of the measure.

    ``is_points`` settles that a percent sign means percentage points. Raises ``FigureError``
    where the phrase says something else than the measure is.
    """
    converted = _conversion(phrase, expects, lexicon, is_points=is_points)
    return replace(converted, is_signed=_is_signed(phrase))


def refuse_change(phrase: Phrase) -> None:
    """Raise ``FigureError`` where a change in numbers is claimed of what is never negative."""
    core = phrase.core
    is_zero = isinstance(core, Numeral) and core.number == 0
    if phrase.direction and not is_zero and phrase.unit.printed is Printed.NUMBER:
        raise FigureError(
            UNIT_MISMATCH,
            "the figure is a change, and the measure is a count, which is no change",
            0,
            0,
            hint="measure the change: a difference 'b - a', or 'change(a -> b)' for a percentage; "
            "a column that holds changes has 'kind: amount'",
        )


def _is_signed(phrase: Phrase) -> bool:
    core = phrase.core
    numbers = (core.lower, core.upper) if isinstance(core, Between) else (core,)
    is_printed = any(isinstance(number, Numeral) and number.sign != 0 for number in numbers)
    return phrase.direction != 0 or is_printed


def _conversion(
    phrase: Phrase, expects: Unit | None, lexicon: Lexicon, *, is_points: bool
) -> Conversion:
    if is_points or phrase.unit.printed is Printed.POINTS:
        return _of_points(phrase, expects)
    match phrase.core:
        case Multiple():
            return _of_multiple(phrase, expects)
        case Unchanged():
            return _of_unchanged(expects)
        case Quantifier() if phrase.core.name != "none":
            return _of_share(phrase, expects)
        case Quantifier():
            return _of_nothing(phrase, expects)
        case _:
            if phrase.unit.printed is Printed.RATE:
                return _of_rate(phrase, expects)
            if phrase.unit.printed is Printed.TIMES:
                return _of_multiple(phrase, expects)
            is_share = phrase.unit.printed is Printed.PERCENT or _is_part(phrase)
            return _of_ratio(phrase, expects) if is_share else _of_number(phrase, expects, lexicon)


def _is_part(phrase: Phrase) -> bool:
    core = phrase.core
    return isinstance(core, Part) or (isinstance(core, Between) and isinstance(core.lower, Part))


def _of_points(phrase: Phrase, expects: Unit | None) -> Conversion:
    unit = expects or Unit(UnitKind.POINTS)
    is_number = isinstance(phrase.core, Numeral | Between) and not _is_part(phrase)
    if unit.kind is not UnitKind.POINTS or not is_number or phrase.unit.measure is not None:
        raise _mismatch("no percentage" if is_number is False else "in percentage points", unit)
    return Conversion(unit)


def _of_multiple(phrase: Phrase, expects: Unit | None) -> Conversion:
    del phrase
    unit = expects or Unit(UnitKind.FACTOR)
    match unit.kind:
        case UnitKind.FACTOR:
            return Conversion(unit)
        case UnitKind.RELATIVE_CHANGE:
            return Conversion(unit, shift=Fraction(-1))
        case UnitKind.COUNT | UnitKind.AMOUNT | UnitKind.SHARE | UnitKind.POINTS:
            raise _mismatch("a multiple", unit)
        case _:
            assert_never(unit.kind)


def _of_unchanged(expects: Unit | None) -> Conversion:
    unit = expects or Unit(UnitKind.RELATIVE_CHANGE)
    match unit.kind:
        case UnitKind.RELATIVE_CHANGE:
            return Conversion(unit, _HUNDREDTH)
        case UnitKind.FACTOR:
            return Conversion(unit, _HUNDREDTH, Fraction(1))
        case UnitKind.POINTS:
            return Conversion(unit)
        case UnitKind.COUNT | UnitKind.AMOUNT | UnitKind.SHARE:
            raise _mismatch("a change of nothing", unit)
        case _:
            assert_never(unit.kind)


def _of_rate(phrase: Phrase, expects: Unit | None) -> Conversion:
    """Convert *per mille* and *per 100,000*: a share, or a factor of unlike things."""
    unit = expects or Unit(UnitKind.SHARE)
    if phrase.direction:
        # *Rose by 5 per 100,000* is a difference of two rates, and of none of these kinds.
        raise _mismatch(f"a change in a rate per {phrase.unit.per:,}", unit)
    match unit.kind:
        case UnitKind.SHARE | UnitKind.FACTOR:
            return Conversion(unit, Fraction(1, phrase.unit.per))
        case UnitKind.RELATIVE_CHANGE | UnitKind.POINTS | UnitKind.COUNT | UnitKind.AMOUNT:
            raise _mismatch(f"a rate per {phrase.unit.per:,}", unit)
        case _:
            assert_never(unit.kind)


def _of_share(phrase: Phrase, expects: Unit | None) -> Conversion:
    del phrase
    unit = expects or Unit(UnitKind.SHARE)
    if unit.kind not in {UnitKind.SHARE, UnitKind.FACTOR}:
        raise _mismatch("a share", unit)
    return Conversion(unit, _HUNDREDTH)


def _of_nothing(phrase: Phrase, expects: Unit | None) -> Conversion:
    natural = UnitKind.SHARE if phrase.is_of_whole else UnitKind.COUNT
    unit = expects or Unit(natural, None if phrase.is_of_whole else phrase.unit.noun)
    if unit.kind in {UnitKind.RELATIVE_CHANGE, UnitKind.POINTS}:
        raise _mismatch("'none'", unit)
    return Conversion(unit)


def _of_ratio(phrase: Phrase, expects: Unit | None) -> Conversion:
    """Convert a percentage or fraction: a change, a level compared with before, or a share."""
    if phrase.direction:
        return _of_change(phrase, expects)
    if phrase.is_compared or phrase.is_of_earlier:
        return _of_level(phrase, expects)
    natural = UnitKind.RELATIVE_CHANGE if _is_signed(phrase) else UnitKind.SHARE
    unit = expects or Unit(natural)
    match unit.kind:
        case UnitKind.SHARE | UnitKind.FACTOR:
            return Conversion(unit, _HUNDREDTH)
        case UnitKind.RELATIVE_CHANGE:
            return Conversion(unit, _HUNDREDTH, Fraction(-1 if phrase.is_level else 0))
        case UnitKind.POINTS if not (_is_part(phrase) or phrase.is_level):
            return Conversion(unit)
        case UnitKind.POINTS | UnitKind.COUNT | UnitKind.AMOUNT:
            raise _mismatch("a fraction" if _is_part(phrase) else "a percentage", unit)
        case _:
            assert_never(unit.kind)


def _of_change(phrase: Phrase, expects: Unit | None) -> Conversion:
    unit = expects or Unit(UnitKind.RELATIVE_CHANGE)
    match unit.kind:
        case UnitKind.RELATIVE_CHANGE:
            return Conversion(unit, _HUNDREDTH)
        case UnitKind.FACTOR:
            return Conversion(unit, _HUNDREDTH, Fraction(1))
        case UnitKind.POINTS if not _is_part(phrase):
            return Conversion(unit)
        case UnitKind.POINTS | UnitKind.SHARE | UnitKind.COUNT | UnitKind.AMOUNT:
            raise _mismatch("a relative change", unit)
        case _:
            assert_never(unit.kind)


def _of_level(phrase: Phrase, expects: Unit | None) -> Conversion:
    unit = expects or Unit(UnitKind.FACTOR)
    match unit.kind:
        case UnitKind.FACTOR:
            return Conversion(unit, _HUNDREDTH)
        case UnitKind.RELATIVE_CHANGE:
            return Conversion(unit, _HUNDREDTH, Fraction(-1))
        case UnitKind.SHARE if not phrase.is_compared:
            return Conversion(unit, _HUNDREDTH)
        case UnitKind.SHARE | UnitKind.POINTS | UnitKind.COUNT | UnitKind.AMOUNT:
            raise _mismatch("a level compared with another", unit)
        case _:
            assert_never(unit.kind)


def _of_number(phrase: Phrase, expects: Unit | None, lexicon: Lexicon) -> Conversion:
    measure, noun = phrase.unit.measure, phrase.unit.noun
    if expects is None:
        kind = UnitKind.COUNT if measure is None else UnitKind.AMOUNT
        return Conversion(Unit(kind, noun if measure is None else measure.name))
    match expects.kind:
        case UnitKind.COUNT | UnitKind.AMOUNT:
            return Conversion(*_in_measure(expects, measure, lexicon))
        case UnitKind.SHARE | UnitKind.RELATIVE_CHANGE if measure is None:
            raise _needs_percent(phrase.core, expects)
        case UnitKind.POINTS if measure is None:
            return Conversion(expects)
        case UnitKind.POINTS if measure is not None and measure.name == _BASIS_POINTS:
            return Conversion(expects, _HUNDREDTH)
        case UnitKind.FACTOR if measure is None and not phrase.direction:
            return Conversion(expects)
        case UnitKind.SHARE | UnitKind.RELATIVE_CHANGE | UnitKind.POINTS | UnitKind.FACTOR:
            raise _mismatch("a number of things" if measure is None else measure.name, expects)
        case _:
            assert_never(expects.kind)


def _in_measure(expects: Unit, measure: Measure | None, lexicon: Lexicon) -> tuple[Unit, Fraction]:
    """Return the unit and factor that bring kilometres to metres."""
    if measure is None:
        return expects, Fraction(1)
    if expects.noun is None and expects.kind is UnitKind.AMOUNT:
        return Unit(UnitKind.AMOUNT, measure.name), Fraction(1)
    keys = words_of(expects.noun or "", lexicon.cutter)
    known = lexicon.measures.match(keys, 0)
    is_same = known is not None and known[1] == len(keys)
    if known is None or not is_same or known[0].dimension != measure.dimension:
        raise _mismatch(f"an amount in {measure.name}", expects)
    return expects, measure.size / known[0].size


def _needs_percent(core: Core, expects: Unit) -> FigureError:
    hint = "write the percent sign"
    if isinstance(core, Numeral):
        # Nobody prints 0.313 for less than one in a hundred.
        is_share = core.decimals > 0 and core.magnitude < 1
        percent = core.number * _PERCENT if is_share else core.number
        hint += f": '{number_key(percent)}%', not '{number_key(core.number)}'"
    return FigureError(
        NEEDS_PERCENT,
        f"a bare number is claimed of {_NAMES[expects.kind]}",
        0,
        0,
        hint=hint,
    )


def _mismatch(found: str, expects: Unit) -> FigureError:
    noun = "" if expects.noun is None else f" ({expects.noun[:40]})"
    return FigureError(
        UNIT_MISMATCH,
        f"the figure is {found}, and the measure is {_NAMES[expects.kind]}{noun}",
        0,
        0,
        hint="correct the figure or the measure; changes are measured with 'change(a -> b)' or "
        "'points(a -> b)', shares with 'share(base, part)'",
    )
