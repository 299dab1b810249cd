"""JSON as it is written: every number as printed, and nothing that two readers read otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck.evidence.content import ContentError
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from typing import NoReturn


class Printed(str):
    """A number as it stands in the file."""

    __slots__ = ()


class _RefusedError(Exception):
    """JSON that Python would read and that we do not."""


def parse_json(data: bytes, where: str = "") -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a text of JSON says, with ``Printed`` for every number.

    ``where`` stands before the message, such as ``line 3: ``. Raises ``ContentError`` for what is
    no JSON, for a key twice in a record, for ``NaN`` and ``Infinity``, for half a character.
    """
    try:
        text = data.decode()
        found = _DECODER.decode(text)
        # Python lets halves of characters pass, which no report could print.
        _refuse_halves(text, found)
    except UnicodeDecodeError as error:
        message = f"{where}byte {error.object[error.start]:#04x} is no utf-8"
        raise broken(message, "JSON is always in utf-8; save the file again") from error
    except json.JSONDecodeError as error:
        place = where or f"line {error.lineno}, column {error.colno}: "
        raise broken(f"{place}it is no JSON: {error.msg.lower()}") from error
    except RecursionError as error:
        raise broken(f"{where}it is nested too deeply") from error
    except _RefusedError as error:
        raise broken(f"{where}{error}") from error
    return found


def broken(message: str, hint: str | None = None) -> ContentError:
    """Return the error of a file that is no table of JSON."""
    return ContentError(Fault(BROKEN_STORE, message, hint=hint))


def _no_number(text: str) -> NoReturn:
    raise _RefusedError(f"{text} is no number of JSON; where there is no value stands null")


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _RefusedError(f"a record has the key {quoted(twice)} twice")
    return found


# Made once, because every line of JSON Lines is a text of its own.
_DECODER = json.JSONDecoder(
    parse_int=Printed,
    parse_float=Printed,
    parse_constant=_no_number,
    object_pairs_hook=_record,
)


def _refuse_halves(text: str, found: object) -> None:
    r"""Raise for a text that a lone ``\ud800`` makes one that is no Unicode."""
    if "\\u" not in text.lower():
        return
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise _RefusedError("a text has half of a character, such as \\ud800") from error


def shown_kind(value: object) -> str:
    """Return what stands there, in words or as it is printed."""
    match value:
        case list():
            return "a list"
        case dict():
            return "a record"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _:
            return quoted(str(value))
