"""Whether printed figures are possible, as text and as JSON."""

from __future__ import annotations

import json
from math import isqrt
from typing import TYPE_CHECKING, Any

from factcheck.model.fraction import Fraction
from factcheck.model.result import NumberSet
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import MOST_PLACES, word_number, word_set
from factcheck.report.certificate_json import certificate_object
from factcheck.report.json_report import set_object
from factcheck.report.visible import visible

if TYPE_CHECKING:
    from factcheck.model.attainable import (
        Answer,
        Example,
        Near,
        Power,
        Printed,
        Question,
        SumRow,
        TriedSum,
    )

Fields = dict[str, Any]

_WORDS = {True: "POSSIBLE", False: "IMPOSSIBLE", None: "NOT DECIDED"}
_PERCENT = 100
_SHARE = Unit(UnitKind.SHARE)
_PLACES = 4
_MOST_LISTED = 12


def render_text(answer: Answer) -> str:
    """Return the answer with what shows it, a line each."""
    question = answer.question
    lines = [
        f"{_WORDS[answer.is_possible]}  {visible(_asked(answer))}",
        _line("read as", _read(question.printed)),
    ]
    if question.deviation is not None:
        lines.append(_line("deviation", _read(question.deviation)))
    lines += [_line("" if place else "because", text) for place, text in enumerate(answer.because)]
    if answer.is_possible is None:
        lines.append(_line("because", f"the search was cut short after {answer.steps:,} steps"))
    if answer.example is not None:
        lines += _example(answer, answer.example)
    if answer.nearest:
        told = "; ".join(_near(answer, each) for each in answer.nearest)
        lines.append(_line("nearest", told))
    if answer.power is not None:
        lines.append(_line("power", _power(answer.question, answer.power)))
    return "".join(f"{line}\n" for line in lines)


def _line(label: str, text: str) -> str:
    return f"  {label:10}{visible(text)}"


def _asked(answer: Answer) -> str:
    question = answer.question
    if question.is_share:
        asked = f"“{question.printed.text}” of {question.n:,}"
    else:
        items = question.scale.items
        plural = "" if question.n == 1 else "s"
        of = f"number{plural}" if items == 1 else f"mean{plural} of {items:,} answers"
        asked = f"a mean of “{question.printed.text}” for {question.n:,} {of}"
    if question.deviation is not None:
        asked += f" with a standard deviation of “{question.deviation.text}”"
    return asked


def _read(printed: Printed) -> str:
    return f"{_set(printed)}: {printed.read_as}"


def _set(printed: Printed) -> str:
    """Return what a figure allows, with as many decimals as tell its ends apart."""
    allowed, step = printed.allowed, printed.step
    if step is None:
        return word_set(allowed, printed.unit)
    # The ends of what rounds to a number have at most one decimal more than the number.
    needed = _decimals(printed, step) + 1
    places = needed if needed > MOST_PLACES else None
    return word_set(allowed, printed.unit, places=places)


def _example(answer: Answer, example: Example) -> list[str]:
    lines = [_line("example", _mean(answer, example.total, example.mean))]
    if example.numbers:
        lines.append(_line("", _numbers(example)))
    if example.variance is not None:
        lines.append(_line("", f"standard deviation {_root(answer, example.variance)}"))
    if not answer.is_usual:
        lines.append(_line("only", _only(answer)))
    return lines


def _only(answer: Answer) -> str:
    """Return what has to be granted where the usual reading leaves nothing possible."""
    asked = (answer.question.printed, answer.question.deviation)
    wider = [each for each in asked if each is not None and each.usual != each.allowed]
    grants = {
        "if halves were not rounded away from zero": any(each.rounding for each in wider),
        "if words are read generously": not all(each.rounding for each in wider),
    }
    return " or ".join(text for text, is_so in grants.items() if is_so)


def _numbers(example: Example) -> str:
    """Return numbers with how often each is there: ``1 (3 times), 2, 5 (twice)``."""
    told = [
        f"{number} ({times:,} times)" if times > 1 else str(number)
        for number, times in example.numbers
    ]
    if len(told) > _MOST_LISTED:
        more = len(told) - _MOST_LISTED
        told = [*told[:_MOST_LISTED], f"and {more:,} other numbers (all in the JSON)"]
    return ", ".join(told)


def _mean(answer: Answer, total: int, mean: Fraction) -> str:
    """Return a share or mean with how it comes about: ``5 of 8 = 62.5 %``."""
    question = answer.question
    unit = _unit(question.printed)
    shown = word_number(mean, unit, places=_places(question.printed))
    sign = "=" if _is_exact(mean, _places(question.printed), unit) else "≈"
    if question.is_share:
        return f"{total:,} of {question.n:,} {sign} {shown}"
    return f"{_plain(mean * question.n)} / {question.n:,} {sign} {shown}"


def _plain(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else f"({number})"


def _unit(printed: Printed) -> Unit:
    """Return the unit in which numbers beside a printed one are worded."""
    is_percent = printed.unit.kind is UnitKind.SHARE
    return printed.unit if is_percent else Unit(UnitKind.AMOUNT)


def _places(printed: Printed) -> int:
    """Return two decimals more than were printed, so that what differs looks different."""
    if printed.step is None:
        return _PLACES
    return _decimals(printed, printed.step) + 2


def _decimals(printed: Printed, step: Fraction) -> int:
    """Return how many decimals a figure was printed with."""
    shown = step * (_PERCENT if printed.unit.kind is UnitKind.SHARE else 1)
    return len(str(shown.denominator)) - 1


def _is_exact(number: Fraction, places: int, unit: Unit) -> bool:
    factor = _PERCENT if unit.kind is UnitKind.SHARE else 1
    scale: int = 10**places
    return scale * factor % number.denominator == 0


def _near(answer: Answer, near: Near) -> str:
    told = _mean(answer, near.total, near.mean)
    if near.variance is None:
        return told
    return f"{_root(answer, near.variance)} with {told}"


def _root(answer: Answer, variance: Fraction) -> str:
    """Return a standard deviation in decimals, rounded to the nearest."""
    deviation = answer.question.deviation
    assert deviation is not None
    unit, places = _unit(deviation), _places(deviation)
    factor = _PERCENT if unit.kind is UnitKind.SHARE else 1
    scale = 10**places * factor
    doubled = isqrt(int(4 * variance * scale**2))
    rounded = Fraction((doubled + 1) // 2, scale)
    sign = "" if rounded**2 == variance else "≈ "
    return f"{sign}{word_number(rounded, unit, places=places)}"


def _power(question: Question, power: Power) -> str:
    """Return how many figures printed like this would be impossible, in a sentence."""
    one = "share" if question.is_share else "mean"
    if power.impossible == 0:
        every = "every" if power.is_exact else "nearly every"
        return f"none: with so many numbers {every} {one} printed like this is possible"
    # With a deviation that was printed too, others are impossible as well.
    alone = "" if question.deviation is None else ", whatever its deviation"
    part = _part(question, power)
    return f"{part} of all {one}s printed like this would be impossible{alone}"


def _part(question: Question, power: Power) -> str:
    if power.impossible == 1:
        is_endless = question.scale.lower is None or question.scale.upper is None
        return "nearly 100 %" if is_endless else "100 %"
    shown = word_number(power.impossible, _SHARE, places=1)
    if shown == word_number(Fraction(1), _SHARE):
        return "more than 99.9 %"
    return shown if power.is_exact else f"about {shown}"


def render_json(answer: Answer) -> str:
    """Return the answer as JSON; its sets have the form they have in a report."""
    question, scale, power = answer.question, answer.question.scale, answer.power
    fields = {
        "possible": answer.is_possible,
        "of": "share" if question.is_share else "mean",
        "figure": _printed(question.printed),
        "n": question.n,
        "items": scale.items,
        "step": str(scale.step),
        "minimum": _exact(scale.lower),
        "maximum": _exact(scale.upper),
        "deviation": None if question.deviation is None else _printed(question.deviation),
        "divides_by": "n" if question.divides_by_n else "n - 1",
        "known": [
            {"number": str(each.number), "times": each.times, "exact": each.is_exact}
            for each in question.known
        ],
        "because": list(answer.because),
        "example": None if answer.example is None else _example_fields(answer, answer.example),
        "usual": answer.is_usual,
        "nearest": [_near_fields(answer, each) for each in answer.nearest],
        "impossible_share": None if power is None or not power.is_exact else str(power.impossible),
        "grim_ratio": None if power is None else str(power.grim_ratio),
        "certificate": _certificate(answer, answer.row),
        "sums": [_tried(each) for each in answer.tried],
        "steps": answer.steps,
    }
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def _printed(printed: Printed) -> Fields:
    allowed = NumberSet(printed.allowed, printed.unit, _set(printed))
    return {
        "text": printed.text,
        "allowed": set_object(allowed),
        "rounding": printed.rounding,
        "read_as": printed.read_as,
    }


def _example_fields(answer: Answer, example: Example) -> Fields:
    return {
        "text": _mean(answer, example.total, example.mean),
        "total": example.total,
        "mean": str(example.mean),
        "variance": _exact(example.variance),
        "numbers": [{"number": str(number), "times": times} for number, times in example.numbers],
    }


def _near_fields(answer: Answer, near: Near) -> Fields:
    return {
        "text": _near(answer, near),
        "total": near.total,
        "mean": str(near.mean),
        "variance": _exact(near.variance),
    }


def _certificate(answer: Answer, row: SumRow) -> Fields:
    """Return the row that was asked of the sum, and the point or the multiples that decide it."""
    example, gap = answer.example, answer.gap
    return {
        "variable": {
            "name": row.name,
            "lower": _exact(row.bounds.lower),
            "upper": _exact(row.bounds.upper),
            "whole": True,
        },
        "row": {
            "constant": str(row.constant),
            "multiple": str(row.multiple),
            "lower": _exact(row.allowed.lower),
            "upper": _exact(row.allowed.upper),
            "lower_closed": row.allowed.lower_closed,
            "upper_closed": row.allowed.upper_closed,
        },
        "point": None if example is None else {row.name: str(example.total)},
        "without": None
        if gap is None
        else {"lower": _exact(gap.lower), "upper": _exact(gap.upper)},
        "refutation": certificate_object(answer.refutation),
    }


def _tried(tried: TriedSum) -> Fields:
    return {
        "sum": tried.total,
        "squares": {
            "lower": _exact(tried.squares.lower),
            "upper": _exact(tried.squares.upper),
            "lower_closed": tried.squares.lower_closed,
            "upper_closed": tried.squares.upper_closed,
        },
        "least": _exact(tried.reach.lower),
        "most": _exact(tried.reach.upper),
        "miss": tried.miss.value,
    }


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
