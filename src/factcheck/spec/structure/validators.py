"""How values are checked, with the message for one that may not stand."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, WrapValidator
from pydantic_core import PydanticCustomError

from factcheck.model.near import did_you_mean, nearest, quoted
from factcheck.spec import codes
from factcheck.spec.structure import patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import Enum

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema
    from pydantic_core.core_schema import ValidatorFunctionWrapHandler

    from factcheck.model.problem import Code

_TRUTHS = {
    **dict.fromkeys(("yes", "y", "on", "1"), "true"),
    **dict.fromkeys(("no", "n", "off", "0"), "false"),
}
_PLACEHOLDER = re.compile(patterns.PLACEHOLDER)


def refusal(code: Code, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return the error of a value, with the code and hint of the problem it becomes."""
    context: dict[str, Any] = {"message": message, "hint": hint, "code": code}
    return PydanticCustomError("refused", "{message}", context)


def matching(
    pattern: str, code: Code, expected: str, hint: Callable[[str], str | None]
) -> AfterValidator:
    """Return a validator of texts that have a pattern; ``hint`` is asked for one that has not."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if compiled.search(text):
            return text
        raise refusal(code, f"expected {expected}, found {quoted(text)}", hint(text))

    return AfterValidator(check)


def always(hint: str) -> Callable[[str], str]:
    """Return a hint that is the same for every text."""
    return lambda _: hint


def no_blank(text: str) -> str:
    """Return a text; one of blanks only is refused."""
    if not text.strip():
        hint = "write the text, or leave the key out"
        raise refusal(codes.NO_VALUE, "expected a text, found only blanks", hint)
    return text


def as_name(text: str) -> str | None:
    """Return the hint of a text that is to be a name: its words joined."""
    joined = "_".join(re.findall(r"\w+", text))
    return f"write {joined}" if joined and not joined[0].isdigit() else None


def version(text: str) -> str:
    """Return the version of the language; all but the first are refused."""
    if text == "1":
        return text
    message = f"the file is written in version {quoted(text)}; this program reads version 1"
    raise refusal(codes.VERSION, message, "write 'factcheck: 1'")


def checked_choice(
    text: str, choices: tuple[str, ...], meant: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return a text that is one of the choices; others are refused with the nearest."""
    if text in choices:
        return text
    message = f"expected one of {_all(choices)}, found {quoted(text)}"
    close = did_you_mean(text, choices)
    hint = close if close is not None and close.startswith("did") else None
    if text.lower() in meant:
        hint = f"write '{meant[text.lower()]}'"
    raise refusal(codes.WRONG_VALUE, message, hint)


def _all(choices: tuple[str, ...]) -> str:
    return ", ".join(quoted(choice) for choice in choices)


def one_of(*choices: str, meant: Mapping[str, str] = MappingProxyType({})) -> AfterValidator:
    """Return a validator of texts that are one of the choices.

    ``meant`` has for words that people write instead the choice that says the same.
    """
    return AfterValidator(lambda text: checked_choice(text, choices, meant))


def choice_or_placeholder(
    *choices: str, meant: Mapping[str, str] = MappingProxyType({})
) -> AfterValidator:
    """Return a validator of texts that are one of the choices, or a ``$name``.

    ``meant`` is as for ``one_of``.
    """
    return AfterValidator(
        lambda text: text if _PLACEHOLDER.fullmatch(text) else checked_choice(text, choices, meant)
    )


def member(members: type[Enum], meant: Mapping[str, str] = MappingProxyType({})) -> BeforeValidator:
    """Return a validator from the text of a member of an enum to the member.

    ``meant`` is as for ``one_of``.
    """
    choices = tuple(str(member.value) for member in members)

    def find(found: object) -> object:
        return members(checked_choice(found, choices, meant)) if isinstance(found, str) else found

    return BeforeValidator(find)


def flag(found: object) -> object:
    """Return the truth value of a text; what is no text is left to its type."""
    if not isinstance(found, str):
        return found
    if re.search(patterns.FLAG, found) is None:
        message = f"expected true or false, found {quoted(found)}"
        truth = _TRUTHS.get(found.lower()) or next(iter(nearest(found, ("true", "false"))), None)
        raise refusal(codes.WRONG_VALUE, message, truth and f"write '{truth}'")
    return found.lower() == "true"


def text_as(key: str) -> BeforeValidator:
    """Return a validator that takes a text for a block with this one key."""
    return BeforeValidator(lambda found: {key: found} if isinstance(found, str) else found)


class TextOr(Struct, frozen=True):
    """Marks a value that may also be a plain text, for the JSON Schema."""

    least: int = 0
    """How many keys the block has at least."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema of either."""
        block = handler(core_schema)
        several = {"minProperties": self.least, **patterns.TEXT_KEYS} if self.least else {}
        return {"anyOf": [patterns.TEXT_SCHEMA, {**block, **several}]}


class OrSchema(Struct, frozen=True, eq=False):
    """Marks a block that may also be what another schema describes, for the JSON Schema."""

    other: dict[str, Any]
    least: int = 0
    """How many keys the block has at least."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema of either."""
        block = handler(core_schema)
        if not self.least:
            return {"anyOf": [self.other, block]}
        return {"anyOf": [self.other, {"allOf": [block, {"minProperties": self.least}]}]}


class OrMore(Struct, frozen=True):
    """Marks a list with a least length, for the JSON Schema."""

    least: int
    or_text: bool = False

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema with the length."""
        several = {**handler(core_schema), "minItems": self.least}
        return {"anyOf": [patterns.TEXT_SCHEMA, several]} if self.or_text else several


def least(count: int) -> AfterValidator:
    """Return a validator of lists that have at least so many items."""

    def check(found: tuple[str, ...]) -> tuple[str, ...]:
        if len(found) >= count:
            return found
        message = f"expected a list of at least {count}, found {len(found)}"
        raise refusal(codes.NO_VALUE, message)

    return AfterValidator(check)


def pattern_schema(pattern: str) -> WithJsonSchema:
    """Return the schema of a text that has a pattern."""
    return WithJsonSchema({"type": "string", "pattern": pattern})


def choice_schema(choices: tuple[str, ...]) -> WithJsonSchema:
    """Return the schema of a text that is one of the choices."""
    return WithJsonSchema({"type": "string", "enum": list(choices)})


def as_list() -> BeforeValidator:
    """Return a validator that takes a text for a list of one."""
    return BeforeValidator(lambda found: (found,) if isinstance(found, str) else found)


def text_or(pattern: str, expected: str, hint: Callable[[str], str]) -> WrapValidator:
    """Return a validator of lists that also takes a text with a pattern, as a list of one."""
    compiled = re.compile(pattern)

    def check(found: object, of_list: ValidatorFunctionWrapHandler) -> object:
        if not isinstance(found, str):
            return of_list(found)
        if compiled.search(found):
            return (found,)
        message = f"expected {expected}, found {quoted(found)}"
        raise refusal(codes.WRONG_VALUE, message, hint(found))

    return WrapValidator(check)


def as_pairs() -> BeforeValidator:
    """Return a validator that takes a text or a list for a block that maps each to itself."""

    def pair(found: object) -> object:
        if isinstance(found, str):
            return {found: found}
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            return {item: item for item in found}
        return found

    return BeforeValidator(pair)
