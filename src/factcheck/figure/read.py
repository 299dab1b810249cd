"""A figure in words to a figure in numbers: the engine's one step."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.figure.classes import rounded_to
from factcheck.figure.codes import BAD_PRECISION, BAD_UNIT, TOO_LONG, UNKNOWN_CLASS
from factcheck.figure.convert import conversion, refuse_change
from factcheck.figure.digits import format_of_locale
from factcheck.figure.errors import FigureError
from factcheck.figure.lexicons import lexicon_of
from factcheck.figure.parse import parse_phrase
from factcheck.figure.phrase import Printed
from factcheck.figure.rules import meaning_of, once_more, precision_stated
from factcheck.figure.sets import draw
from factcheck.figure.signs import with_local_signs
from factcheck.figure.words import words_in
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.figure import Figure
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.told import told
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from factcheck.figure.convert import Conversion
    from factcheck.figure.digits import DigitFormat
    from factcheck.figure.sets import Drawn
    from factcheck.figure.vocabulary import Lexicon
    from factcheck.model.figure import Profiles
    from factcheck.model.fraction import Fraction

MAX_LENGTH = 300
_PLAIN_RATES = frozenset({UnitKind.FACTOR, UnitKind.POINTS})
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.AMOUNT})


class _Request(Struct, frozen=True):
    """What is known of a figure beside its words."""

    text: str
    lang: str
    expects: Unit | None
    nouns: tuple[str, ...]
    reads: str | None
    to: str | None
    unit: str | None
    locale: str | None
    is_rate: bool
    is_never_negative: bool


def read_figure(  # noqa: PLR0913 - the keys of a figure in a claim file
    text: str,
    *,
    lang: str = "en",
    expects: Unit | None = None,
    nouns: tuple[str, ...] = (),
    reads: str | None = None,
    to: str | None = None,
    unit: str | None = None,
    locale: str | None = None,
    rate_like: bool = False,
    never_negative: bool = False,
) -> Figure:
    """Return the sets of numbers that the words of a figure allow.

    ``expects`` is the unit of the measure that the figure is claimed of, and the unit of the
    result; without it the words decide. ``nouns`` are the words of that unit, the only ones that
    may then stand behind the number. ``reads`` gives the hedge class in place of the words',
    ``to`` the step that the printed number was rounded to, ``unit`` (only ``points``) the meaning
    of a percent sign. ``locale`` (``de-CH``) says how digits are printed; a country behind the
    language in ``lang`` does so too. With ``rate_like`` the measure is a mean, rate or index, so
    that a whole number is rounded; with ``never_negative`` it is a count that is no difference, so
    that a change in numbers (*lost 10*) is refused.

    Raises ``FigureError`` with a code, a place in the text and mostly a hint for whatever is not
    understood; no word is skipped in silence. Depths are those of ``docs/hedges.md``.
    """
    if len(text) > MAX_LENGTH:
        raise FigureError(
            TOO_LONG,
            f"a figure has at most {MAX_LENGTH} characters, this {len(text)}",
            0,
            len(text),
        )
    is_rate = rate_like or (expects is not None and expects.kind in _PLAIN_RATES)
    language, _, country = lang.partition("-")
    request = _Request(
        text,
        language,
        expects,
        nouns,
        reads,
        to,
        unit,
        locale or (lang if country else None),
        is_rate,
        never_negative,
    )
    try:
        return _read(request)
    except FigureError as error:
        if error.end > error.start:
            raise
        # Faults of the whole figure are found without its tokens.
        raise FigureError(error.code, error.message, 0, len(text), hint=error.hint) from None


@lru_cache(maxsize=4096)
def _read(request: _Request) -> Figure:
    lexicon, expects = lexicon_of(request.lang), request.expects
    is_points = _is_points(request.unit)
    _check_class(request.reads, lexicon)
    nouns = request.nouns
    if expects is not None and expects.noun is not None:
        nouns = (*nouns, expects.noun)
    is_count = expects is not None and expects.kind in _COUNTED
    form = None
    if request.locale is not None:
        form = _as_spaced(format_of_locale(request.locale), lexicon.digits)
        lexicon = with_local_signs(lexicon, request.locale)
    words = words_in(request.text, lexicon, nouns, form=form, is_count=is_count)
    phrase = parse_phrase(words, is_read_as=request.reads is not None)
    has_percent_sign = phrase.unit.printed is Printed.PERCENT
    if request.is_never_negative:
        refuse_change(phrase)
    converted = conversion(phrase, expects, lexicon, is_points=is_points)
    is_elsewhere = converted.factor != 1 and is_count
    phrase = replace(
        phrase,
        is_amount=converted.unit.kind is UnitKind.AMOUNT,
        is_factor=converted.unit.kind is UnitKind.FACTOR,
        is_converted=is_elsewhere and not request.is_rate,
    )
    if is_points:
        phrase = replace(phrase, unit=replace(phrase.unit, printed=Printed.POINTS))
    # Whole kilometres claimed of a measure in metres are rounded, not counted.
    is_rate = request.is_rate or is_elsewhere
    drawn = draw(phrase, reads=request.reads, is_rate=is_rate)
    profiles = drawn.profiles
    is_cut = any(map(converted.cuts, (profiles.strict, profiles.default, profiles.lenient)))
    meaning = meaning_of(phrase, drawn, is_cut=is_cut)
    if request.to is not None:
        drawn, meaning = _rounded(drawn, request.to)
    return _figure(request, drawn, converted, meaning, has_percent_sign=has_percent_sign)


def _as_spaced(form: DigitFormat, own: DigitFormat) -> DigitFormat:
    """Let plain spaces group in a country that prints digits as its language does."""
    is_own = (form.decimal, form.group) == (own.decimal, own.group)
    return replace(form, has_spaces=form.has_spaces or (is_own and own.has_spaces))


def _figure(
    request: _Request, drawn: Drawn, converted: Conversion, meaning: str, *, has_percent_sign: bool
) -> Figure:
    alternatives: tuple[tuple[str, Profiles], ...] = ()
    if drawn.alternative is not None and drawn.value is not None:
        name = told(
            "{number} times: so many times more on top of the one before",
            number=once_more(drawn.value),
        )
        alternatives = ((name, drawn.alternative.mapped(converted.of)),)
    return Figure(
        text=request.text,
        lang=request.lang,
        hedge=drawn.hedge,
        unit=converted.unit,
        profiles=drawn.profiles.mapped(converted.of),
        meaning=meaning,
        value=converted.number(drawn.value),
        grain=converted.step(drawn.grain),
        quantum=converted.step(drawn.quantum),
        has_percent_sign=has_percent_sign,
        is_bare=drawn.is_bare,
        alternatives=alternatives,
        locale=request.locale,
    )


def _check_class(reads: str | None, lexicon: Lexicon) -> None:
    names = [choice.name for choice in lexicon.classes]
    if reads is None or reads in names:
        return
    raise FigureError(
        UNKNOWN_CLASS,
        f"{quoted(reads)} is no hedge class; the classes are {', '.join(names)}",
        0,
        0,
        hint=did_you_mean(reads, names),
    )


def _is_points(unit: str | None) -> bool:
    if unit in {None, "points"}:
        return unit is not None
    raise FigureError(
        BAD_UNIT,
        f"the unit of a figure can only be 'points', not {quoted(str(unit))}",
        0,
        0,
        hint="unit: points",
    )


def _rounded(drawn: Drawn, to: str) -> tuple[Drawn, str]:
    """Return the rounding interval of a figure at the step that ``to`` states."""
    step = _step(to)
    is_open = not drawn.is_bare and drawn.hedge != "approx"
    if step is None or drawn.value is None or is_open or drawn.value % step:
        raise FigureError(
            BAD_PRECISION,
            f"{quoted(to)} is no step that this figure was rounded to",
            0,
            0,
            hint="a step in the figure's own unit, such as 1000 or 0.1, of which it is a multiple",
        )
    profiles = rounded_to(drawn.value, step)
    quantum = drawn.quantum and step
    rounded = replace(drawn, profiles=profiles, hedge="bare", is_bare=True, quantum=quantum)
    return rounded, precision_stated(to)


def _step(to: str) -> Fraction | None:
    try:
        step = parse_decimal(to.strip())
    except TooLongError:
        return None
    return step if step is not None and step > 0 else None
