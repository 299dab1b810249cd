"""A phrase to the sets that its words allow, still in the unit of its print."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.figure.classes import (
    BARE_CLASSES,
    NUMBER_CLASSES,
    ORDERED,
    Around,
    NumberClass,
    around_of,
    point,
    with_slack,
)
from factcheck.figure.codes import CLASS_MISFIT
from factcheck.figure.depth import Measured, Ruler
from factcheck.figure.errors import FigureError
from factcheck.figure.phrase import (
    Between,
    Core,
    Multiple,
    Numeral,
    Part,
    Phrase,
    Plural,
    Printed,
    Quantifier,
    Unchanged,
    is_of_year,
)
from factcheck.figure.table import hedge_table
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from factcheck.figure.distances import Distances

_PERCENT = 100

_QUANTIFIERS = frozenset({"majority", "vast_majority", "almost_all"})
_WORDS_ONLY = frozenset({"range", "plural", "unchanged", *_QUANTIFIERS})

# The same order seen from the other side of the number: "more than halved" is below a half.
_REFLECTED = {
    "near_below": "near_halved", "near_halved": "near_below", "tight_below": "tight_above",
    "tight_above": "tight_below", "gt": "lt", "lt": "gt", "ge": "le", "le": "ge", "upto": "ge",
    "well_over": "well_under", "well_under": "well_over",
}  # fmt: skip

_UPWARDS = frozenset({"gt", "ge", "well_over"})
"""Classes without an upper end."""


class Drawn(Struct, frozen=True):
    """The sets of a phrase, with fractions and percentages on the scale of 0 to 100."""

    profiles: Profiles
    hedge: str
    is_bare: bool
    value: Fraction | None = None
    grain: Fraction | None = None
    quantum: Fraction | None = None
    measured: Measured | None = None
    reaches: tuple[Distances, ...] = ()
    """How far the sets reach from the number, of a range from each of its two."""
    is_one_way: bool = False
    """Whether a word of direction cut what would be a change in the other one."""
    most: Fraction | None = None
    """Where the sets end above because a word such as *halved* says that something has fallen."""
    alternative: Profiles | None = None
    """What *three times more* is when it means four times as many."""


def draw(phrase: Phrase, *, reads: str | None, is_rate: bool) -> Drawn:
    """Return the sets that a phrase allows; ``reads`` replaces the class of its words.

    Raises ``FigureError`` where the class does not fit the number.
    """
    name = _class_of(phrase, reads)
    core = phrase.core
    match core:
        case Numeral():
            return _numeral(phrase, core, name, is_rate)
        case Part():
            return _part(phrase, core, name)
        case Multiple():
            return _multiple(phrase, core, name)
        case Between():
            return _between(phrase, core, name, is_rate)
        case Quantifier():
            return _quantifier(core, name)
        case Plural():
            return _plural(core, name)
        case Unchanged():
            return Drawn(hedge_table().unchanged, name, False, Fraction(0))
        case _:
            assert_never(core)


def _class_of(phrase: Phrase, reads: str | None) -> str:
    """Return the class to use: that of ``reads``, else of the words, else of the core itself."""
    own = _own_class(phrase.core)
    hedge = phrase.hedge.name if phrase.hedge is not None else None
    name = reads or hedge or own
    if isinstance(phrase.core, Quantifier) and phrase.core.name == "none" and hedge and name != own:
        raise FigureError(
            CLASS_MISFIT,
            "a hedge before a word for none says that there are few, and not how many",
            0,
            0,
            hint="give your own threshold with 'means', such as 'at most 5 percent'",
        )
    if not _fits(phrase, name, own):
        raise FigureError(
            CLASS_MISFIT,
            f"the class '{name}' does not fit {_described(phrase.core)}",
            0,
            0,
            hint="choose another class with 'reads', or give a threshold with 'means'",
        )
    return "range" if isinstance(phrase.core, Between) and name in BARE_CLASSES else name


def _fits(phrase: Phrase, name: str, own: str) -> bool:
    match phrase.core:
        case Between():
            return name in BARE_CLASSES or name == "approx"
        case Plural() | Unchanged():
            return name == own and not phrase.direction
        case Quantifier():
            is_quantifier = name in _QUANTIFIERS and own in _QUANTIFIERS
            return (name == own or is_quantifier) and not phrase.direction
        case Numeral() | Part() | Multiple():
            return name not in _WORDS_ONLY
        case _:
            assert_never(phrase.core)


def _own_class(core: Core) -> str:
    match core:
        case Between():
            return "range"
        case Plural():
            return "plural"
        case Unchanged():
            return "unchanged"
        case Numeral() if core.is_collective:
            return "aine"
        case Quantifier() if core.name == "minority":
            return "lt"
        case Quantifier():
            return core.name if core.name in _QUANTIFIERS else "exact"
        case Numeral() | Part() | Multiple():
            return "bare"
        case _:
            assert_never(core)


def _described(core: Core) -> str:
    match core:
        case Between():
            return "a range"
        case Plural() | Quantifier() | Unchanged():
            return "a word of quantity without a number"
        case Numeral() | Part() | Multiple():
            return "a single number"
        case _:
            assert_never(core)


def measured_numeral(
    numeral: Numeral, printed: Printed, *, is_amount: bool = False, is_converted: bool = False
) -> Measured:
    """Return the steps that a numeral's print shows."""
    is_percent = printed in {Printed.PERCENT, Printed.POINTS}
    ruler = Ruler.PERCENT if is_percent else Ruler.NUMBER
    return Measured(
        ruler,
        numeral.magnitude,
        numeral.mantissa,
        numeral.decimals,
        numeral.scale,
        is_amount=is_amount,
        is_converted=is_converted,
    )


def _numeral(phrase: Phrase, numeral: Numeral, name: str, is_rate: bool) -> Drawn:
    # What is counted per 100,000 is a rate, which is rounded.
    is_rate = is_rate or phrase.unit.printed is Printed.RATE
    measured = measured_numeral(
        numeral,
        phrase.unit.printed,
        is_amount=phrase.is_amount,
        is_converted=phrase.is_converted,
    )
    is_negative = numeral.sign < 0
    seen = _REFLECTED[name] if is_negative and name in ORDERED - {"upto"} else name
    around = _around(phrase, measured, seen, is_rate=is_rate)
    is_year = is_of_year(phrase, numeral) and measured.is_plain_integer and not is_rate
    # *Exactly 2* is no rounding of 1.6.
    is_exact = name == "exact" and phrase.is_factor and measured.is_plain_integer
    if (is_year and name == "bare") or is_exact:
        around = point(numeral.magnitude)
    if is_negative:
        around = around.mapped(Interval.mirrored)
    return _turned(phrase, _drawn(around, name, measured, numeral.number))


def _part(phrase: Phrase, part: Part, name: str) -> Drawn:
    percent = part.number * _PERCENT
    # *Half as many* is a factor, as *halved* is.
    measured = Measured(Ruler.MULTIPLE if phrase.is_compared else Ruler.PART, percent, percent)
    is_precise = part.is_precise and name in {"bare", "exact"}
    around = point(percent) if is_precise else _around(phrase, measured, name)
    drawn = _drawn(around, name, measured, percent)
    if phrase.is_compared:
        drawn = replace(drawn, grain=None, quantum=None)
    return _turned(phrase, drawn)


def _multiple(phrase: Phrase, multiple: Multiple, name: str) -> Drawn:
    measured = _measured_multiple(multiple)
    around = _around(phrase, measured, name)
    if multiple.numeral is None and multiple.number < 1:
        around = around.mapped(lambda found: _reflected(found, multiple.number))
        name = _REFLECTED.get(name, name)
    drawn = _drawn(around, name, measured, multiple.number)
    if name in _UPWARDS:
        drawn = replace(drawn, most=drawn.profiles.default.upper)
    if measured.ruler is Ruler.MULTIPLE:
        drawn = replace(drawn, grain=None, quantum=None)
    if multiple.ambiguous is None or multiple.numeral is None:
        return drawn
    numeral = replace(multiple.numeral, mantissa=multiple.numeral.mantissa + 1, scale=1)
    more = Multiple(multiple.number + 1, numeral)
    return replace(drawn, alternative=_around(phrase, _measured_multiple(more), name).profiles)


def _measured_multiple(multiple: Multiple) -> Measured:
    numeral = multiple.numeral
    if numeral is None or numeral.decimals == 0:
        return Measured(Ruler.MULTIPLE, multiple.number, multiple.number)
    return Measured(
        Ruler.NUMBER, multiple.number, numeral.mantissa, numeral.decimals, numeral.scale, True
    )


def _reflected(interval: Interval, number: Fraction) -> Interval:
    """Turn a set around a number: a fall that is nearly a half leaves a little more than one."""
    turned = interval.mirrored().shifted(2 * number)
    return turned.intersect(Interval(Fraction(0), Fraction(1))) or turned


def _between(phrase: Phrase, between: Between, name: str, is_rate: bool) -> Drawn:
    """Return the range from one number to the other; leniently with half a unit more."""
    lower, upper = (
        _range_end(phrase, end, name, is_rate) for end in (between.lower, between.upper)
    )
    low, high = lower.profiles, upper.profiles
    profiles = Profiles(
        low.strict.hull(high.strict),
        low.default.hull(high.default),
        low.lenient.hull(high.lenient),
    )
    reaches = (lower.distances, upper.distances)
    return _turned(phrase, Drawn(profiles, name, name in BARE_CLASSES, reaches=reaches))


def _range_end(phrase: Phrase, end: Numeral | Part, name: str, is_rate: bool) -> Around:
    if isinstance(end, Part):
        measured = Measured(Ruler.PART, end.number * _PERCENT, end.number * _PERCENT)
        sign = 1
    else:
        measured = measured_numeral(end, phrase.unit.printed)
        sign = -1 if end.sign < 0 else 1
    if name == "approx":
        around = _around(phrase, measured, name, is_rate=is_rate)
    else:
        around = with_slack(measured)
    return around.mapped(lambda found: found.scaled(sign))


def _around(phrase: Phrase, measured: Measured, name: str, *, is_rate: bool = False) -> Around:
    assert name in NUMBER_CLASSES
    is_including = phrase.hedge is not None and phrase.hedge.is_including
    return around_of(measured, NumberClass(name), is_including=is_including, is_rate=is_rate)


def _drawn(around: Around, name: str, measured: Measured, value: Fraction) -> Drawn:
    return Drawn(
        around.profiles,
        name,
        name in BARE_CLASSES,
        value,
        measured.grain,
        measured.quantum,
        measured,
        (around.distances,),
    )


def _turned(phrase: Phrase, drawn: Drawn) -> Drawn:
    """Give a change its sign: an open end below is nothing, and a change downwards mirrored."""
    if phrase.direction == 0:
        return drawn
    profiles = drawn.profiles.mapped(_from_zero)
    drawn = replace(drawn, is_one_way=profiles != drawn.profiles)
    if phrase.direction > 0:
        return replace(drawn, profiles=profiles)
    value = None if drawn.value is None else -drawn.value
    return replace(drawn, profiles=profiles.mapped(Interval.mirrored), value=value)


def _from_zero(interval: Interval) -> Interval:
    return interval.intersect(Interval.at_least(0)) or interval


def _quantifier(quantifier: Quantifier, name: str) -> Drawn:
    if name in _QUANTIFIERS:
        return Drawn(hedge_table().quantifiers[name], name, False)
    if quantifier.name == "minority":
        half = Interval.at_most(_PERCENT // 2, closed=False)
        return Drawn(Profiles(half, half, half), name, False)
    number = Fraction(_PERCENT if quantifier.name == "all" else 0)
    return Drawn(point(number).profiles, "exact", True, number)


def _plural(plural: Plural, name: str) -> Drawn:
    """At least two of the unit; that they are fewer than ten is only implied."""
    usual = Interval(Fraction(2 * plural.unit), Fraction(plural.top), True, False)
    generous = Interval.at_least(2 * plural.unit)
    return Drawn(Profiles(usual, usual, generous), name, False, quantum=Fraction(plural.unit))
