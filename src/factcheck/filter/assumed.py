"""Values that are tried for unknown ones, and whether a value is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from factcheck.model.cell import InWords, Missing, Rounded, is_unknown
from factcheck.model.truth import Truth, truth

if TYPE_CHECKING:
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import KnownTest


class Assumed(str):
    """A value tried for an unknown one: tests look at it, but it stays unknown."""

    __slots__ = ()


class AssumedInWords(Assumed):
    """A value tried for a figure in words, which is known as far as its words go."""

    __slots__ = ()


class AssumedRounded(AssumedInWords):
    """A value tried for a rounded number, of which it is known what is printed."""

    __slots__ = ("key",)

    key: Rounded

    def __new__(cls, value: str, key: Rounded) -> Self:
        """Return a value tried for the number of a key."""
        made = super().__new__(cls, value)
        made.key = key
        return made


class AssumedNone(Assumed):
    """That there is no value, tried for an unknown one: no test on it holds."""

    __slots__ = ()


def is_none(key: KeyValue) -> bool:
    """Whether a key has no value, be it only tried."""
    return key is Missing.NONE or isinstance(key, AssumedNone)


def assumed(value: str, key: KeyValue) -> Assumed:
    """Return a value tried for an unknown key."""
    if isinstance(key, Rounded):
        return AssumedRounded(value, key)
    return AssumedInWords(value) if isinstance(key, InWords) else Assumed(value)


def is_known(actual: KeyValue, test: KnownTest) -> Truth:
    """Return whether a value is known, or unknown; what is none is neither."""
    if actual is Missing.NONE:
        return Truth.FALSE
    if isinstance(actual, InWords | Rounded | AssumedInWords):
        return truth(not test.negated)
    is_hidden = is_unknown(actual) or isinstance(actual, Assumed)
    return truth(is_hidden == test.negated)
