"""One sentence that says how the words of a figure became its sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.depth import Ruler, is_two_figures, two_figures
from factcheck.figure.phrase import Multiple, Numeral, Part, Phrase, is_of_year
from factcheck.model.near import quoted
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number

if TYPE_CHECKING:
    from factcheck.figure.sets import Drawn
    from factcheck.figure.vocabulary import Lexicon
    from factcheck.model.fraction import Fraction


def rule_of(phrase: Phrase, drawn: Drawn, lexicon: Lexicon, *, is_rate: bool) -> str:
    """Return the rule that was applied, as one sentence."""
    meaning = next(choice.meaning for choice in lexicon.classes if choice.name == drawn.hedge)
    if drawn.hedge == "bare":
        meaning = _bare(phrase, drawn, is_rate)
    return f"{drawn.hedge}: {meaning}{_direction(phrase)}{_other_reading(phrase)}."


def once_more(times: Fraction) -> str:
    """Return how many times *three times more* is when it comes on top of the one before."""
    return word_number(times + 1, Unit(UnitKind.COUNT), places=_PLACES)


def precision_rule(step: str) -> str:
    """Return the rule of a figure whose precision the checker states."""
    return f"bare: rounded to steps of {step}, as stated with 'to'."


def _bare(phrase: Phrase, drawn: Drawn, is_rate: bool) -> str:
    match phrase.core:
        case Part() if phrase.core.is_precise:
            return "a fraction of two counts that are not round is exact"
        case Part() if not phrase.is_compared:
            return "a fraction without a hedge, 5 % of it on both sides, at most 1.5 points"
        case Multiple() | Part() if (
            drawn.measured is not None and drawn.measured.ruler is Ruler.MULTIPLE
        ):
            return "a multiple without a hedge, 5 % of it on both sides"
        case Numeral() if drawn.measured is not None and (not is_rate or phrase.is_converted):
            return _bare_numeral(phrase, phrase.core, drawn)
        case _:
            return _ROUNDED


_PLACES = 12
_ROUNDED = "printed without a hedge, so rounded at its last printed digit"


def _bare_numeral(phrase: Phrase, numeral: Numeral, drawn: Drawn) -> str:
    measured = drawn.measured
    assert measured is not None
    if measured.ruler is not Ruler.NUMBER or measured.decimals:
        return _ROUNDED
    if is_of_year(phrase, numeral) and not phrase.is_converted:
        return "a four-digit year is exact"
    step = two_figures(measured)
    if step is not None and not is_two_figures(measured):
        return "an amount without a hedge, rounded to the zeros that it ends in"
    if step is not None:
        return "a round number without a hedge, rounded to two significant figures"
    if phrase.is_converted and measured.scale == 1:
        return "a whole number of another unit than the measure's, rounded to that unit"
    if measured.scale > 1:
        return "printed in its word of scale, so rounded to it, by at most 10 %"
    return "a number without a hedge that is not round is exact"


def _other_reading(phrase: Phrase) -> str:
    core = phrase.core
    if not isinstance(core, Multiple) or core.ambiguous is None:
        return ""
    return f"; or {once_more(core.number)} times, if {quoted(core.ambiguous)} is taken literally"


def _direction(phrase: Phrase) -> str:
    if phrase.direction < 0:
        return "; a change downwards is negative"
    return ""
