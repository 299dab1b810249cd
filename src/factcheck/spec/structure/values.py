"""What a single value may be, with the message for one that may not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.spec import ColumnKind, ColumnType, EmptyCell, Verdict
from factcheck.spec import codes
from factcheck.spec.codes_yaml import BAD_NAME
from factcheck.spec.structure import patterns

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import Enum

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from factcheck.model.problem import Code


def refusal(code: Code, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return the error of a value, with the code and hint of the problem it becomes."""
    context: dict[str, Any] = {"message": message, "hint": hint, "code": code}
    return PydanticCustomError("refused", "{message}", context)


def _matching(
    pattern: str, code: Code, expected: str, hint: Callable[[str], str | None]
) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if compiled.search(text):
            return text
        raise refusal(code, f"expected {expected}, found {quoted(text)}", hint(text))

    return AfterValidator(check)


def _always(hint: str) -> Callable[[str], str]:
    return lambda _: hint


def _no_blank(text: str) -> str:
    if not text.strip():
        hint = "write the text, or leave the key out"
        raise refusal(codes.NO_VALUE, "expected a text, found only blanks", hint)
    return text


def _as_name(text: str) -> str | None:
    joined = "_".join(re.findall(r"\w+", text))
    return f"write {joined}" if joined and not joined[0].isdigit() else None


def _version(text: str) -> str:
    if text == "1":
        return text
    message = f"the file is written in version {quoted(text)}; this program reads version 1"
    raise refusal(codes.VERSION, message, "write 'factcheck: 1'")


def _checked_choice(text: str, choices: tuple[str, ...]) -> str:
    if text in choices:
        return text
    message = f"expected one of {_all(choices)}, found {quoted(text)}"
    close = did_you_mean(text, choices)
    hint = close if close is not None and close.startswith("did") else None
    raise refusal(codes.WRONG_VALUE, message, hint)


def _all(choices: tuple[str, ...]) -> str:
    return ", ".join(quoted(choice) for choice in choices)


def _one_of(*choices: str) -> AfterValidator:
    return AfterValidator(lambda text: _checked_choice(text, choices))


def _member(members: type[Enum]) -> BeforeValidator:
    """Return a validator from the text of a member of an enum to the member."""
    choices = tuple(str(member.value) for member in members)

    def find(found: object) -> object:
        return members(_checked_choice(found, choices)) if isinstance(found, str) else found

    return BeforeValidator(find)


def _flag(found: object) -> object:
    if not isinstance(found, str):
        return found
    if re.search(patterns.FLAG, found) is None:
        message = f"expected true or false, found {quoted(found)}"
        raise refusal(codes.WRONG_VALUE, message)
    return found.lower() == "true"


def text_as(key: str) -> BeforeValidator:
    """Return a validator that takes a text for a block with this one key."""
    return BeforeValidator(lambda found: {key: found} if isinstance(found, str) else found)


@dataclass(frozen=True, slots=True)
class TextOr:
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


@dataclass(frozen=True, slots=True)
class OrMore:
    """Marks a list with a least length, for the JSON Schema."""

    least: int
    or_text: bool = False

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema with the length."""
        several = {**handler(core_schema), "minItems": self.least}
        return {"anyOf": [patterns.TEXT_SCHEMA, several]} if self.or_text else several


def _least(count: int) -> AfterValidator:
    def check(found: tuple[str, ...]) -> tuple[str, ...]:
        if len(found) >= count:
            return found
        message = f"expected a list of at least {count}, found {len(found)}"
        raise refusal(codes.NO_VALUE, message)

    return AfterValidator(check)


def _pattern_schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


def _choice_schema(choices: tuple[str, ...]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(choices)})


Text = Annotated[str, AfterValidator(_no_blank), WithJsonSchema(patterns.TEXT_SCHEMA)]
Label = Annotated[str, WithJsonSchema({"type": patterns.SCALAR})]
"""A text that may be blank: what stands in a cell."""
Name = Annotated[
    str,
    _matching(
        patterns.NAME, BAD_NAME, "a name of letters, digits and '_', no digit first", _as_name
    ),
]
Id = Annotated[
    str, _matching(patterns.ID, BAD_NAME, "an id of letters, digits, '_' and '-'", _as_name)
]
Version = Annotated[str, AfterValidator(_version), WithJsonSchema({"enum": [1, "1"]})]
Language = Annotated[
    str,
    _matching(
        patterns.LANGUAGE,
        codes.WRONG_VALUE,
        "a language such as 'en' or 'de-CH'",
        _always("write the two letters of the language: lang: en"),
    ),
    _pattern_schema(patterns.LANGUAGE),
]
Address = Annotated[
    str,
    _matching(
        patterns.ADDRESS,
        codes.ADDRESS,
        "an address that begins with 'https://' or 'http://'",
        _always("write the whole address, as the browser shows it"),
    ),
    _pattern_schema(patterns.ADDRESS),
]
TablePath = Annotated[
    str,
    _matching(
        patterns.TABLE_PATH,
        codes.FILE_NAME,
        "a relative path to a .csv or .tsv file",
        _always("paths start at the claim file and use '/': ../evidence/table.csv"),
    ),
    _pattern_schema(patterns.TABLE_PATH),
]
Delimiter = Annotated[
    str,
    _matching(
        patterns.DELIMITER,
        codes.WRONG_VALUE,
        "one sign, or the word 'tab'",
        _always("write the sign in quotes: delimiter: ';'"),
    ),
    _pattern_schema(patterns.DELIMITER),
]
Positive = Annotated[
    str,
    _matching(
        patterns.POSITIVE,
        codes.WRONG_VALUE,
        "a number above 0",
        _always("write digits, with a point for decimals: 1000"),
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0},
                {"type": "string", "pattern": patterns.POSITIVE},
            ]
        }
    ),
]
MarkerText = Annotated[
    str,
    _matching(
        patterns.MARKER,
        codes.WRONG_VALUE,
        "'unknown', 'not applicable', 'none', '0' or a range such as 'suppressed 1..4'",
        lambda text: (
            "a suppressed number needs the range it lies in: suppressed 1..4"
            if text.startswith("suppressed")
            else did_you_mean(text, [cell.value for cell in EmptyCell])
        ),
    ),
    WithJsonSchema({"anyOf": [{"enum": [0]}, {"type": "string", "pattern": patterns.MARKER}]}),
]
Flag = Annotated[
    bool,
    BeforeValidator(_flag),
    WithJsonSchema({"type": ["boolean", "string"], "pattern": patterns.FLAG}),
]
Encoding = Annotated[str, _one_of(*patterns.ENCODINGS), _choice_schema(patterns.ENCODINGS)]
Aspect = Annotated[str, _one_of(*patterns.ASPECTS), _choice_schema(patterns.ASPECTS)]
QuantityKind = Annotated[str, _one_of(*patterns.KINDS), _choice_schema(patterns.KINDS)]
Empty = Annotated[
    EmptyCell,
    _member(EmptyCell),
    WithJsonSchema({"enum": ["unknown", "none", "0", 0, "not applicable"]}),
]
Kind = Annotated[ColumnKind, _member(ColumnKind)]
Type = Annotated[ColumnType, _member(ColumnType)]
Expected = Annotated[Verdict, _member(Verdict)]


def _as_list() -> BeforeValidator:
    return BeforeValidator(lambda found: (found,) if isinstance(found, str) else found)


OneOrMoreTexts = Annotated[
    tuple[Text, ...], _as_list(), _least(1), OrMore(1, or_text=True)
]  # fmt: skip
AnyTexts = Annotated[tuple[Text, ...], _as_list(), OrMore(0, or_text=True)]
Texts = Annotated[tuple[Text, ...], _least(1), OrMore(1)]
TwoTexts = Annotated[tuple[Text, ...], _least(2), OrMore(2)]
Labels = Annotated[tuple[Label, ...], _least(1), OrMore(1)]
