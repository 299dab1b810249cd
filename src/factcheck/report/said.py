"""What a report that was read from JSON says and shows, by the names of its claims and disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.model.certificate import Certificate
from factcheck.model.interval import Interval
from factcheck.model.proof import Proved, SaidDispute, SaidOutlook
from factcheck.report.certificate_json import read_as

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]
_PROFILES = ("strict", "default", "lenient")
_UNDETERMINED = "undetermined"


def records_in(given: object) -> list[Fields]:
    """Return the records of a list; none where it is no list."""
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def record_in(given: object) -> Fields:
    """Return a record; an empty one where it is none."""
    return given if isinstance(given, dict) else {}


def certificates_in(claims: object, above: str = "") -> Iterator[tuple[str, Certificate]]:
    """Yield every certificate of some claims with the name of what it belongs to.

    A claim of one reading repeats what its reading has. Raises ``UnreadableError`` where one is
    not as this version writes it.
    """
    for claim in records_in(claims):
        name = f"{above}{claim.get('id')}"
        for reading in records_in(claim.get("readings")):
            own = reading.get("name")
            yield from _certificates_of(name if own is None else f"{name} / {own}", reading)
        yield from certificates_in(claim.get("parts"), f"{name} / ")
        yield from _certificates_of(name, claim)


def _certificates_of(name: str, judged: Fields) -> Iterator[tuple[str, Certificate]]:
    without = record_in(judged.get("without_assumptions")).get("certificate")
    for label, given in ((name, judged.get("certificate")), (f"{name} (without)", without)):
        if given is not None:
            yield label, read_as(Certificate, given)


def proofs_in(disputes: object) -> Iterator[tuple[str, Proved]]:
    """Yield every certificate of some disputes with the name of what it belongs to.

    Raises ``UnreadableError`` where one is not as this version writes it.
    """
    for each in records_in(disputes):
        said, name = said_of(each), str(each.get("id"))
        pairs = (
            (name, said.profiles[1]),
            (f"{name} (strict)", said.profiles[0]),
            (f"{name} (lenient)", said.profiles[2]),
            (f"{name} (without)", said.without),
        )
        yield from ((label, one.proved) for label, one in pairs if one.proved is not None)


def said_of(dispute: Fields) -> SaidDispute:
    """Return what a report says of a dispute.

    Raises ``UnreadableError`` where a certificate or a condition is not as this version writes it.
    """
    conditions = record_in(dispute.get("conditions"))
    strict, default, lenient = (
        _outlook(record_in(conditions.get(profile)), dispute if profile == "default" else None)
        for profile in _PROFILES
    )
    return SaidDispute(
        (strict, default, lenient), _outlook(record_in(dispute.get("without_assumptions")))
    )


def _outlook(said: Fields, holder: Fields | None = None) -> SaidOutlook:
    """Return a result; ``holder`` has its certificate where it has none of its own."""
    sets = _sets(said.get("condition"))
    whole = _sets(said.get("integer_condition"))
    given = (said if holder is None else holder).get("certificate")
    return SaidOutlook(
        sets,
        whole[0] if whole else None,
        said.get("verdict") == _UNDETERMINED,
        None if given is None else read_as(Proved, given),
    )


def _sets(condition: object) -> tuple[Interval, ...]:
    return tuple(
        read_as(
            Interval,
            {
                "lower": each.get("lower_exact"),
                "upper": each.get("upper_exact"),
                "lower_closed": each.get("lower_closed"),
                "upper_closed": each.get("upper_closed"),
            },
        )
        for each in records_in(record_in(condition).get("sets"))
    )
