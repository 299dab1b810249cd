"""A result as a DataFrame, one row a claim or one a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from factcheck.model.result import Assessment, ClaimResult, NumberSet, RunResult

CLAIM_COLUMNS = (
    "id", "form", "verdict", "expected", "as_expected", "claimed", "found", "reason", "quote",
    "source", "illustrative", "confidence",
)  # fmt: skip
READING_COLUMNS = (
    "id", "reading", "form", "measure", "figure", "verdict", "claimed", "found", "distance",
    "reason", "quote", "source", "illustrative", "confidence",
)  # fmt: skip

Row = dict[str, object]


def claims_frame(result: RunResult, *, readings: bool = False) -> pd.DataFrame:
    """Return a DataFrame of the claims in the order of the file, or of all their readings.

    A claim of parts is followed by its parts, whose ids are ``claim / part``. ``claimed`` and
    ``found`` are the sets in words, with their unit (``9 % to under 10 %``), and missing where
    the readings of a claim differ. ``confidence`` is a number from 0 to 1, and missing where a
    verdict needs nothing that is less than certain.
    """
    import pandas as pd

    rows_of = _reading_rows if readings else _claim_rows
    columns = READING_COLUMNS if readings else CLAIM_COLUMNS
    rows = [row for claim in result.claims for row in rows_of(claim, "")]
    return pd.DataFrame(rows, columns=list(columns)).astype({"confidence": float})


def _claim_rows(claim: ClaimResult, within: str) -> Iterator[Row]:
    name = f"{within}{claim.id}"
    yield {
        **_common(claim, name),
        "verdict": claim.verdict.value,
        "expected": claim.expected.value if claim.expected else None,
        "as_expected": claim.as_expected,
        "claimed": _shared([reading.claimed for reading in claim.readings]),
        "found": _shared([reading.found for reading in claim.readings]),
        "reason": claim.reason,
        "illustrative": claim.is_illustrative,
        "confidence": _level(claim),
    }
    for part in claim.parts:
        yield from _claim_rows(part, f"{name} / ")


def _reading_rows(claim: ClaimResult, within: str) -> Iterator[Row]:
    name = f"{within}{claim.id}"
    for reading in claim.readings:
        yield {**_common(claim, name), **_assessed(reading)}
    if not claim.readings and not claim.parts:
        # What only says why it cannot be checked is a claim all the same.
        verdict, reason = claim.verdict.value, claim.reason
        is_illustrative = claim.is_illustrative
        judged = {"verdict": verdict, "reason": reason, "illustrative": is_illustrative}
        yield {**_common(claim, name), **judged}
    for part in claim.parts:
        yield from _reading_rows(part, f"{name} / ")


def _common(claim: ClaimResult, name: str) -> Row:
    return {"id": name, "form": claim.form, "quote": claim.quote, "source": claim.source}


def _assessed(reading: Assessment) -> Row:
    return {
        "reading": reading.name,
        "measure": reading.measure,
        "figure": reading.figure,
        "verdict": reading.verdict.value,
        "claimed": _text(reading.claimed),
        "found": _text(reading.found),
        "distance": reading.distance,
        "reason": reading.reason,
        "illustrative": reading.is_illustrative,
        "confidence": _level(reading),
    }


def _level(judged: ClaimResult | Assessment) -> float | None:
    return None if judged.confidence is None else float(judged.confidence)


def _shared(sets: list[NumberSet | None]) -> str | None:
    """Return the set that all readings have in common."""
    texts = {_text(one) for one in sets}
    return texts.pop() if len(texts) == 1 else None


def _text(numbers: NumberSet | None) -> str | None:
    return None if numbers is None else numbers.text
