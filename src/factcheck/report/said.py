"""What a report that was read from JSON says and shows, by the names of its claims and disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from factcheck.model.answered import Answered
from factcheck.model.certificate import Certificate
from factcheck.model.near import quoted
from factcheck.model.proof import Proved
from factcheck.report.certificate_json import UnreadableError, read_as

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]
_Read = TypeVar("_Read")
_PROFILES = ("strict", "default", "lenient")


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
            what = f"the certificate of {quoted(label)}"
            certificate = _read(Certificate, given, what)
            _require_answers(certificate, what)
            yield label, certificate


def _require_answers(certificate: Certificate, what: str) -> None:
    """Raise ``UnreadableError`` unless there is at most one answer for each profile and side."""
    asked = [(each.profile, each.is_true) for each in certificate.answers]
    if len(set(asked)) < len(asked) or not {name for name, _ in asked} <= {*_PROFILES}:
        raise UnreadableError(
            f"{what} cannot be read: its answers are not one for each profile and side"
        )


def _read(kind: type[_Read], given: object, what: str) -> _Read:
    try:
        return read_as(kind, given)
    except UnreadableError as error:
        raise UnreadableError(f"{what} cannot be read: {error}") from error


def proofs_in(disputes: object) -> Iterator[tuple[str, Proved]]:
    """Yield every certificate of some disputes with the name of what it belongs to.

    Raises ``UnreadableError`` where one is not as this version writes it.
    """
    for each in records_in(disputes):
        name, conditions = str(each.get("id")), record_in(each.get("conditions"))
        places = (
            (name, each),
            *((f"{name} ({place})", record_in(conditions.get(place))) for place in _PROFILES),
            (f"{name} (without)", record_in(each.get("without_assumptions"))),
        )
        for label, place in places:
            if place.get("certificate") is not None:
                what = f"the certificate of dispute {quoted(label)}"
                yield label, _read(Proved, place["certificate"], what)


def answers_in(report: Fields) -> tuple[Answered, ...]:
    """Return the answers of searches that a report has.

    Raises ``UnreadableError`` where they are not as this version writes them.
    """
    given = report.get("answers")
    return () if given is None else _read(tuple[Answered, ...], given, "the list of answers")
