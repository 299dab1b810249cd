"""What was proved, as JSON: rows, multiples of their ends, and a point, all of exact numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from factcheck.model.certificate import ByNumber, Combination

if TYPE_CHECKING:
    from factcheck.model.certificate import Refutation, Use
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.proof import Impossibility, Proved, ProvedNumber, ProvedRow

Fields = dict[str, Any]


def proved_object(proved: Proved | None) -> Fields | None:
    """Return what was proved; ``None`` for nothing.

    Every number is a text ``p/q``. A row is called by its place: those of ``rows`` first, then
    those of the ``rows`` of what is impossible.
    """
    if proved is None:
        return None
    return {
        "numbers": [_number(each) for each in proved.numbers],
        "rows": [_row(each) for each in proved.rows],
        "impossible": [_impossible(each) for each in proved.impossible],
        "possible": [{"name": name, "value": str(value)} for name, value in proved.possible],
    }


def _number(number: ProvedNumber) -> Fields:
    return {"name": number.name, "whole": number.is_whole, **_interval(number.bounds)}


def _row(row: ProvedRow) -> Fields:
    return {
        "statement": row.statement,
        "constant": str(row.constant),
        "terms": [{"name": name, "multiple": str(multiple)} for name, multiple in row.terms],
        **_interval(row.allowed),
    }


def _interval(interval: Interval) -> Fields:
    return {
        "lower": _exact(interval.lower),
        "upper": _exact(interval.upper),
        "lower_closed": interval.lower_closed,
        "upper_closed": interval.upper_closed,
    }


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _impossible(each: Impossibility) -> Fields:
    return {
        "what": each.what,
        "rows": [_row(row) for row in each.rows],
        "because": _refutation(each.refutation),
    }


def _refutation(refutation: Refutation) -> Fields:
    match refutation:
        case Combination():
            return {
                "sum": [_use(use) for use in refutation.uses],
                "whole": refutation.is_whole,
            }
        case ByNumber():
            return {
                "number": refutation.variable,
                "at": refutation.at,
                "at_most": _refutation(refutation.below),
                "above": _refutation(refutation.above),
            }
        case _:
            assert_never(refutation)


def _use(use: Use) -> Fields:
    return {"of": use.of, "end": use.end.value, "multiple": str(use.multiple)}
