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
_IS_NOTHING = re.compile(r"0+", re.ASCII).fullmatch
_ZERO = re.compile(r"-?0+(?:/[0-9]+)?", re.ASCII)


class UnreadableError(Exception):
    """What stands in place of a certificate is none."""


def certificate_object(certificate: Struct | None) -> Fields | None:
    """Return a certificate, or a part of one, in plain records."""
    if certificate is None:
        return None
    return cast("Fields", msgspec.to_builtins(certificate, enc_hook=str))


def read_as(kind: type[_Read], given: object) -> _Read:
    """Return a certificate, or a part of one, from plain records.

    Raises ``UnreadableError`` for anything that is not as this version writes it, and
    ``RecursionError`` for what is nested too deeply.
    """
    try:
        _require_forms(given)
        return msgspec.convert(given, kind, dec_hook=_number)
    except msgspec.ValidationError as error:
        raise UnreadableError(str(error)) from error


def _require_forms(given: object) -> None:
    """Raise ``UnreadableError`` for a form that is not put as forms are: it would be no other."""
    if isinstance(given, list):
        for each in given:
            _require_forms(each)
    elif isinstance(given, dict):
        for name, value in given.items():
            if name == "terms":
                _require_terms(value)
            _require_forms(value)


def _require_terms(terms: object) -> None:
    pairs = [each for each in terms if isinstance(each, list)] if isinstance(terms, list) else []
    names = [each[0] for each in pairs if each and isinstance(each[0], str)]
    if names != sorted(set(names)) or any(_is_zero(each[-1:]) for each in pairs):
        raise UnreadableError("the terms of a form are in the order of their names, without zeros")


def _is_zero(multiple: list[object]) -> bool:
    return any(isinstance(each, str) and _ZERO.fullmatch(each) for each in multiple)


def _number(type_: type, given: object) -> Fraction:
    if type_ is not Fraction:  # pragma: no cover - certificates hold no other types of their own
        raise NotImplementedError(type_)
    if not isinstance(given, str) or not _EXACT.fullmatch(given):
        raise ValueError("a number is a text such as 10/63")
    if _IS_NOTHING(given.partition("/")[2]):
        raise ValueError("nothing can be divided by zero")
    return fraction_of(given)
