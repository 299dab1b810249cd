"""The verdict as a rating of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict
from factcheck.model.verdict_words import word_of
from factcheck.report.ci.words import MOST_READINGS, cut, in_words, sets_in_words
from factcheck.report.files_json import number_of
from factcheck.report.visible import one_line
from factcheck.report.wording import condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.result import ClaimResult, RubricUsed
    from factcheck.report.memo.records import ClaimMemo, ReadingMemo, ShownStep

Fields = dict[str, Any]

BEST, WORST = Fraction(5), Fraction(1)
"""The ratings of a supported and of a refuted claim, where no house has labels of its own."""
MOST_EXPLAINED = 5_000
"""Characters of an explanation."""

_PLAIN = {Verdict.SUPPORTED: BEST, Verdict.REFUTED: WORST}


def rating_object(claim: ClaimResult, memo: ClaimMemo, scale: RubricUsed | None) -> Fields:
    """Return the rating: a value where there is an honest one, a name, and the calculation."""
    return {
        "@type": "Rating",
        **_values(claim, scale),
        "alternateName": _name(claim),
        "ratingExplanation": cut("\n".join(_explained(memo)), MOST_EXPLAINED),
    }


def _values(claim: ClaimResult, scale: RubricUsed | None) -> Fields:
    """Return the value with the best and the worst one; nothing where no number is meant.

    A house that has labels rates by the numbers that it gives them, or by none.
    """
    if claim.verdict not in _PLAIN:
        return {}
    if scale is None:
        return _rated(_PLAIN[claim.verdict], BEST, WORST)
    ratings = {each.label or each.name: each.rating for each in scale.classes}
    given = {ratings.get(label) for label in claim.labels}
    every = [each for each in ratings.values() if each is not None]
    value = given.pop() if len(given) == 1 else None
    return {} if value is None else _rated(value, max(every), min(every))


def _rated(value: Fraction, best: Fraction, worst: Fraction) -> Fields:
    return {
        "ratingValue": number_of(value),
        "bestRating": number_of(best),
        "worstRating": number_of(worst),
    }


def _name(claim: ClaimResult) -> str:
    """Return the house's labels, else the verdict, and on what condition: ``Refuted if …``."""
    word = word_of(claim.verdict)
    labels = " or ".join(map(one_line, claim.labels)) or f"{word[:1].upper()}{word[1:]}"
    conditions = " and ".join(_conditions(claim))
    return f"{labels} {conditions}" if conditions else labels


def _conditions(claim: ClaimResult) -> list[str]:
    """Return what has to hold for the verdict of a claim.

    All of its readings and supported parts are needed for it, but only one refuted part.
    """
    found = [condition(each) for each in claim.readings if each.verdict is claim.verdict]
    parts = [_conditions(each) for each in claim.parts if each.verdict is claim.verdict]
    if claim.verdict is Verdict.REFUTED and parts:
        parts = [min(parts, key=len)]
    return list(dict.fromkeys(filter(None, (*found, *(one for each in parts for one in each)))))


def _explained(memo: ClaimMemo) -> Iterator[str]:
    """Yield the verdict, why it is so, and for each reading how it was calculated."""
    yield memo.badge.sentence
    yield from (item for each in memo.details if each.key == "because" for item in each.items)
    told = [*map(_reading, memo.readings), *map(_part, memo.parts)]
    yield from told[:MOST_READINGS]
    if len(told) > MOST_READINGS:
        yield f"and {len(told) - MOST_READINGS:,} more"


def _reading(reading: ReadingMemo) -> str:
    head = f"{reading.name}: {in_words(reading.badge)}" if reading.name else ""
    why = [item for each in reading.before if each.key == "because" for item in each.items]
    steps = [_step(each) for each in reading.steps]
    return "; ".join(filter(None, (head, sets_in_words(reading), *why, *steps)))


def _part(part: ClaimMemo) -> str:
    head = f"{part.id}: {in_words(part.badge)}"
    return "; ".join(filter(None, (head, *map(_reading, part.readings), *map(_part, part.parts))))


def _step(step: ShownStep) -> str:
    told = f"{step.text} = {step.value}" if step.value else step.text
    return f"{told} ({step.origin})" if step.origin else told
