"""Certificates as JSON, and read back from it; every number is an exact text ``p/q``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from msgspec import Struct

Fields = dict[str, Any]
_Read = TypeVar("_Read")

_EXACT = re.compile(r"-?[0-9]{1,4000}(?:/[0-9]{1,4000})?", re.ASCII)


class UnreadableError(Exception):
    """What stands in place of a certificate is none."""


def certificate_object(certificate: Struct | None) -> Fields | None:
    """Return a certificate, or a part of one, in plain records."""
    if certificate is None:
        return None
    return cast("Fields", msgspec.to_builtins(certificate, enc_hook=str))


def read_as(kind: type[_Read], given: object) -> _Read:
    """Return a certificate, or a part of one, from plain records.

    Raises ``UnreadableError`` for anything that is not as this version writes it.
    """
    try:
        return msgspec.convert(given, kind, dec_hook=_number)
    except (msgspec.ValidationError, RecursionError, ZeroDivisionError) as error:
        raise UnreadableError(str(error)) from error


def _number(type_: type, given: object) -> Fraction:
    if type_ is not Fraction:  # pragma: no cover - certificates hold no other types of their own
        raise NotImplementedError(type_)
    if not isinstance(given, str) or not _EXACT.fullmatch(given):
        raise ValueError("a number is a text such as 10/63")
    return fraction_of(given)
