"""Certificates as JSON, and read back from it; every number is an exact text ``p/q``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import msgspec

from factcheck.model.certificate import Certificate
from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]

_EXACT = re.compile(r"-?[0-9]{1,4000}(?:/[0-9]{1,4000})?", re.ASCII)


class UnreadableError(Exception):
    """What stands in place of a certificate is none."""


def certificate_object(certificate: Certificate | None) -> Fields | None:
    """Return a certificate in plain records."""
    if certificate is None:
        return None
    return cast("Fields", msgspec.to_builtins(certificate, enc_hook=str))


def certificates_in(report: object) -> Iterator[Certificate]:
    """Yield every certificate of a claim in a report that was read from JSON.

    Raises ``UnreadableError`` where one is not as this version writes it.
    """
    waiting = [report]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            given = found.get("certificate")
            if isinstance(given, dict) and "answers" in given:
                yield _read(given)
            waiting.extend(value for name, value in found.items() if name != "certificate")
        elif isinstance(found, list):
            waiting.extend(found)


def _read(given: Fields) -> Certificate:
    try:
        return msgspec.convert(given, Certificate, dec_hook=_number)
    except (msgspec.ValidationError, RecursionError, ZeroDivisionError) as error:
        raise UnreadableError(str(error)) from error


def _number(type_: type, given: object) -> Fraction:
    if type_ is not Fraction:  # pragma: no cover - certificates hold no other types of their own
        raise NotImplementedError(type_)
    if not isinstance(given, str) or not _EXACT.fullmatch(given):
        raise ValueError("a number is a text such as 10/63")
    return fraction_of(given)
