"""Records as plain values of JSON, and back: exactly the same, or not at all."""

from __future__ import annotations

from enum import Enum
from typing import Any

from msgspec import Struct

from factcheck.model.cell import (
    Cell,
    ColumnFacts,
    Cut,
    Fault,
    GroupingSet,
    InWords,
    Mark,
    Measured,
    Missing,
    Numerals,
    OneOf,
    OpenedTable,
    PartlyTicked,
    Rounded,
    TableCells,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import Code
from factcheck.model.span import Span
from factcheck.model.spec import ColumnType
from factcheck.model.told import Told

RECORDS: tuple[type[Struct], ...] = (
    TableCells,
    OpenedTable,
    ColumnFacts,
    Numerals,
    GroupingSet,
    Cut,
    Cell,
    Measured,
    Mark,
    Interval,
    InWords,
    Rounded,
    OneOf,
    PartlyTicked,
    Fault,
    Code,
)
"""What a scan yields, and everything in it."""
ENUMS: tuple[type[Enum], ...] = (Missing, ColumnType)
_MANY, _NUMBER, _SET = "*", "#", "frozenset"
_TOLD, _PARTS = "told", "parts"
_PLAIN = (type(None), bool, int)
_RECORDS = frozenset(RECORDS)
_RECORD_CALLED = {record.__name__: record for record in RECORDS}
_MANY_CALLED = {f"{name}{_MANY}": record for name, record in _RECORD_CALLED.items()}
_ENUM_CALLED = {enum.__name__: enum for enum in ENUMS}


class CodingError(Exception):
    """A value that has no form in JSON here, or a form that is none of a value."""


def coded(value: object) -> object:
    """Return a value as JSON has it; raises ``CodingError`` for what a scan cannot yield.

    A record is a mapping from its name to its fields, records of one kind are one from their name
    with a star. A number is a text that begins with ``#``, so that one that does gets another.
    """
    kind = type(value)
    match value:
        case str() if kind is str:
            return f"{_NUMBER}{value}" if value[:1] == _NUMBER else value
        case Told():
            return {_TOLD: [coded(str(value)), *map(_of_shape, value.shape)]}
        case None | bool() | int() if kind in _PLAIN:
            return value
        case tuple() if kind is tuple:
            return _many(value) if _is_of_one_kind(value) else [coded(each) for each in value]
        case Struct() if kind in _RECORDS:
            return {kind.__name__: _fields(value)}
        case Enum() if kind in ENUMS:
            return {kind.__name__: value.name}
        case Fraction() if kind is Fraction:
            return _number(value)
        case frozenset():
            return {_SET: [coded(each) for each in sorted(value)]}
        case _:
            raise CodingError(kind.__name__)


def _of_shape(value: object) -> object:
    if isinstance(value, dict):
        return {_PARTS: [[name, coded(part)] for name, part in value.items()]}
    return coded(value)


def _is_of_one_kind(values: tuple[object, ...]) -> bool:
    return len({type(each) for each in values}) == 1 and type(values[0]) in _RECORDS


def _many(records: tuple[Struct, ...]) -> dict[str, object]:
    return {f"{type(records[0]).__name__}{_MANY}": [_fields(each) for each in records]}


def _fields(record: Struct) -> list[object]:
    return [coded(getattr(record, name)) for name in record.__struct_fields__]


def _number(number: Fraction) -> str:
    try:
        return f"{_NUMBER}{number.numerator}/{number.denominator}"
    except ValueError as error:
        # Of more digits than Python prints.
        raise CodingError(_NUMBER) from error


def decoded(value: object) -> object:
    """Return the value that ``coded`` made this of.

    Raises ``CodingError`` for anything else. Texts and numbers that occur again are held once.
    """
    try:
        return _Decoder().value(value)
    except (TypeError, ValueError, KeyError, ZeroDivisionError) as error:
        raise CodingError(str(error)) from error


class _Decoder:
    """Takes most of the time of a run that finds everything: it asks as little as it can."""

    def __init__(self) -> None:
        self._known: dict[str, str | Fraction] = {}

    def value(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON has
        kind = type(value)
        if kind is str:
            known = self._known.get(value)
            return self._met(value) if known is None else known
        if kind is list:
            return tuple([self.value(each) for each in value])
        if kind is dict:
            ((name, content),) = value.items()
            return self._named(name, content)
        if value is None or kind is int or kind is bool:
            return value
        raise CodingError(kind.__name__)

    def _named(self, name: str, content: Any) -> Any:  # noqa: ANN401 - whatever JSON has
        if name in _MANY_CALLED:
            record, value = _MANY_CALLED[name], self.value
            return tuple([record(*[value(each) for each in fields]) for fields in content])
        if name in _RECORD_CALLED:
            return _RECORD_CALLED[name](*map(self.value, content))
        if name in _ENUM_CALLED:
            return _ENUM_CALLED[name][content]
        if name == _SET:
            return frozenset(map(self.value, content))
        if name == _TOLD:
            text, *shape = map(self.value, content)
            return Told(text, tuple(shape))
        if name == _PARTS:
            return {part: self.value(each) for part, each in content}
        raise CodingError(name)

    def _met(self, value: str) -> str | Fraction:
        """Return what a text stands for that was not met before."""
        found: str | Fraction = value
        if value[:1] == _NUMBER:
            found = value[1:] if value[1:2] == _NUMBER else _fraction(value[1:])
        self._known[value] = found
        return found


def _fraction(text: str) -> Fraction:
    numerator, denominator = text.split("/")
    return Fraction(int(numerator), int(denominator))


def told(value: object) -> object:
    """Return any frozen value as JSON has it, to tell it from all others; places are left out.

    Nothing is made of it again. Raises ``CodingError`` for what has no one form.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            # What a text was put together from changes nothing.
            return str(value)
        case Span():
            return None
        case tuple() if type(value) is tuple:
            return [told(each) for each in value]
        case tuple():
            return {_called(value): [told(each) for each in value]}
        case Struct():
            return {_called(value): [told(getattr(value, f)) for f in value.__struct_fields__]}
        case Enum():
            return {_called(value): value.name}
        case Fraction():
            return {_NUMBER: [value.numerator, value.denominator]}
        case _:
            raise CodingError(type(value).__name__)


def _called(value: object) -> str:
    """Return the full name of a type: several modules may have one of the same name."""
    return f"{type(value).__module__}.{type(value).__qualname__}"
