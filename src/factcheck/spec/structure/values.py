"""What a single value may be."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from factcheck.model.decimal_text import fraction_of
from factcheck.model.formats import LANGUAGES as REPORT_LANGUAGES
from factcheck.model.formats import every_suffix
from factcheck.model.near import did_you_mean, nearest
from factcheck.model.rounding import table_rounding_names
from factcheck.model.spec import ColumnKind, ColumnType, EmptyCell
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number
from factcheck.spec import codes
from factcheck.spec.codes_yaml import BAD_NAME
from factcheck.spec.structure import patterns
from factcheck.spec.structure.validators import (
    OrMore,
    always,
    as_list,
    as_name,
    choice_schema,
    flag,
    least,
    matching,
    member,
    no_blank,
    one_of,
    pattern_schema,
    version,
)

_EMPTY_MEANT = {
    **dict.fromkeys(("zero", "nil", "null"), "0"),
    **dict.fromkeys(("n/a", "na", "inapplicable"), "not applicable"),
    **dict.fromkeys(("missing", "?", "undefined"), "unknown"),
    **dict.fromkeys(("nothing", "no value"), "none"),
}
"""What people write for a cell's meaning, and how it is written here."""
_TYPES_MEANT = {
    **dict.fromkeys(("string", "str", "words", "category"), "text"),
    **dict.fromkeys(("integer", "int", "float", "decimal", "numeric", "percent"), "number"),
    **dict.fromkeys(("year", "month", "day", "timestamp"), "date"),
}
_ENCODINGS_MEANT = {
    **dict.fromkeys(("cp1252", "ansi", "win1252", "windows1252"), "windows-1252"),
    **dict.fromkeys(("cp1250", "win1250"), "windows-1250"),
    **dict.fromkeys(("cp1251", "win1251"), "windows-1251"),
    **dict.fromkeys(("ascii", "us-ascii", "unicode"), "utf-8"),
    **dict.fromkeys(("macintosh", "mac"), "mac-roman"),
}


_OTHER_MEANINGS = ("suppressed", "rounds to zero", "flag")


def _marker_hint(text: str) -> str | None:
    word = text.split(" ", 1)[0]
    if nearest(word, ("suppressed",)):
        return "write 'suppressed', with the range it lies in where it is known: suppressed 1..4"
    if text.lower() in _EMPTY_MEANT:
        return f"write '{_EMPTY_MEANT[text.lower()]}'"
    return did_you_mean(text, [*(cell.value for cell in EmptyCell), *_OTHER_MEANINGS])


ROUNDINGS = table_rounding_names()
_ROUNDINGS_MEANT = {
    **dict.fromkeys(("randomly", "stochastic", "base"), "random"),
    **dict.fromkeys(("half up", "commercial", "kaufmännisch"), "half-up"),
    **dict.fromkeys(("bankers", "banker's", "even"), "half-even"),
    "truncate": "truncated",
}


Text = Annotated[str, AfterValidator(no_blank), WithJsonSchema(patterns.TEXT_SCHEMA)]
Label = Annotated[str, WithJsonSchema({"type": patterns.SCALAR})]
"""A text that may be blank: what stands in a cell."""
Name = Annotated[
    str,
    matching(patterns.NAME, BAD_NAME, "a name of letters, digits and '_', no digit first", as_name),
]
Id = Annotated[
    str, matching(patterns.ID, BAD_NAME, "an id of letters, digits, '_' and '-'", as_name)
]
_LANGUAGES_MEANT = {
    **dict.fromkeys(("english", "eng"), "en"),
    **dict.fromkeys(("german", "deutsch", "deu", "ger", "gr"), "de"),
    **dict.fromkeys(("french", "français", "francais", "fra", "fre"), "fr"),
    **dict.fromkeys(("italian", "italiano", "ita"), "it"),
    **dict.fromkeys(("spanish", "español", "espanol", "spa", "sp"), "es"),
}
LANGUAGES = ("en", "de", "fr", "it", "es")
"""The languages whose lexicons there are."""


def _language_hint(text: str) -> str:
    """Return the language that is nearly written, with the country in capitals."""
    head, _, country = text.replace("_", "-").partition("-")
    meant = _LANGUAGES_MEANT.get(head.lower(), head.lower())
    if meant not in LANGUAGES:
        close = nearest(meant, (*_LANGUAGES_MEANT, *LANGUAGES), most=1)
        if not close:
            return f"figures are read in {', '.join(LANGUAGES[:-1])} and {LANGUAGES[-1]}"
        meant, country = _LANGUAGES_MEANT.get(close[0], close[0]), ""
    is_country = re.fullmatch("[A-Za-z]{2}", country) is not None
    return f"write lang: {meant}{f'-{country.upper()}' if is_country else ''}"


def _locale_hint(text: str) -> str:
    """Return the locale that is nearly written, else what one looks like."""
    parts = re.fullmatch("([A-Za-z]{2,3})[-_]([A-Za-z]{2})", text)
    if parts is not None:
        return f"write locale: {parts[1].lower()}-{parts[2].upper()}"
    return "write a language and a country: locale: de-CH"


Version = Annotated[str, AfterValidator(version), WithJsonSchema({"enum": [1, "1"]})]
Language = Annotated[
    str,
    matching(
        patterns.LANGUAGE,
        codes.WRONG_VALUE,
        "a language such as 'en' or 'de-CH'",
        _language_hint,
    ),
    pattern_schema(patterns.LANGUAGE),
]
Locale = Annotated[
    str,
    matching(
        patterns.LOCALE, codes.WRONG_VALUE, "a locale such as 'de-CH' or 'en-GB'", _locale_hint
    ),
    pattern_schema(patterns.LOCALE),
]
Address = Annotated[
    str,
    matching(
        patterns.ADDRESS,
        codes.ADDRESS,
        "an address that begins with 'https://' or 'http://'",
        always("write the whole address, as the browser shows it"),
    ),
    pattern_schema(patterns.ADDRESS),
]


def _table_path_hint(text: str) -> str:
    if "://" in text:
        return "nothing is fetched from the network; download the table to beside the claim file"
    if "\\" in text and text[1:2] != ":":
        return f"paths use '/': {text.replace(chr(92), '/')}"
    if text.startswith(("/", "~")) or text[1:2] == ":":
        return "paths start at the claim file and use '/': ../evidence/table.csv"
    if text.lower().endswith(".gz"):
        return "packed tables are texts and JSON: .csv.gz, .tsv.gz, .json.gz, .jsonl.gz"
    return f"tables are read from {', '.join(_TABLE_ENDINGS)} files: ../evidence/table.csv"


_TABLE_ENDINGS = (
    ".csv",
    ".tsv",
    ".xlsx",
    ".xls",
    ".xlsb",
    ".ods",
    ".parquet",
    ".json",
    ".jsonl",
    ".ndjson",
    ".duckdb",
    ".sqlite",
    ".sqlite3",
    ".db",
)
TablePath = Annotated[
    str,
    matching(
        patterns.TABLE_PATH,
        codes.FILE_NAME,
        "a relative path to a table, such as a .csv or .xlsx file",
        _table_path_hint,
    ),
    pattern_schema(patterns.TABLE_PATH),
]
ConnectionName = Annotated[
    str,
    matching(
        patterns.CONNECTION,
        codes.WRONG_VALUE,
        "the name of an environment variable that begins with FACTCHECK_",
        always(
            "put the connection string into a variable such as FACTCHECK_WAREHOUSE, and name "
            "that: connection: FACTCHECK_WAREHOUSE"
        ),
    ),
    pattern_schema(patterns.CONNECTION),
]
RubricPath = Annotated[
    str,
    matching(
        patterns.RUBRIC_PATH,
        codes.FILE_NAME,
        "a relative path to a .yml file",
        always("paths start at the claim file and use '/': rubrics/definition.yml"),
    ),
    pattern_schema(patterns.RUBRIC_PATH),
]


def _report_path_hint(text: str) -> str:
    if "\\" in text and text[1:2] != ":":
        return f"paths use '/': {text.replace(chr(92), '/')}"
    if text.startswith(("/", "~")) or text[1:2] == ":" or "://" in text:
        return "paths start at the claim file and use '/': ../reports/claims.md"
    return f"the ending says which format a report has: {', '.join(every_suffix())}"


ReportPath = Annotated[
    str,
    matching(
        patterns.REPORT_PATH,
        codes.REPORT_NAME,
        "a relative path to a report, such as a .md or .html file",
        _report_path_hint,
    ),
    pattern_schema(patterns.REPORT_PATH),
]
ReportLanguage = Annotated[str, one_of(*REPORT_LANGUAGES), choice_schema(REPORT_LANGUAGES)]
Delimiter = Annotated[
    str,
    matching(
        patterns.DELIMITER,
        codes.WRONG_VALUE,
        "one sign, or the word 'tab'",
        always("write the sign in quotes: delimiter: ';'"),
    ),
    pattern_schema(patterns.DELIMITER),
]
POSITIVE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0},
        {"type": "string", "pattern": patterns.POSITIVE},
    ]
}
Positive = Annotated[
    str,
    matching(
        patterns.POSITIVE,
        codes.WRONG_VALUE,
        "a number above 0",
        always("write digits, with a point for decimals: 1000"),
    ),
    WithJsonSchema(POSITIVE_SCHEMA),
]


_PERCENT = 100
_LEVELS = "write a percentage: confidence: 95%"


def _level_hint(text: str) -> str:
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,9})?) ?(%|percent|per cent)?", text)
    if found is None:
        return _LEVELS
    number = fraction_of(found[1])
    percent = number if found[2] or number > 1 else number * _PERCENT
    if percent == _PERCENT:
        return "leave the key out: what is certain has no level of confidence"
    digits = word_number(percent, Unit(UnitKind.FACTOR), places=9)
    return f"write confidence: {digits}%" if 0 < percent < _PERCENT else _LEVELS


Level = Annotated[
    str,
    matching(
        patterns.LEVEL, codes.WRONG_VALUE, "a percentage above 0% and below 100%", _level_hint
    ),
    pattern_schema(patterns.LEVEL),
]


def margin_hint(text: str) -> str:
    """Return how a margin is written, where a text is none."""
    if text.startswith(("±", "+", "-", "−")):
        digits = text.lstrip("±+-− ")
        return f"a margin goes to both sides and has no sign: margin: {digits}"
    return "write digits, with a point for decimals, in the figure's unit: margin: 3.1"


Margin = Annotated[
    str,
    matching(patterns.MARGIN, codes.WRONG_VALUE, "a number above 0", margin_hint),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0},
                {"type": "string", "pattern": patterns.MARGIN},
            ]
        }
    ),
]
Step = Annotated[
    str,
    matching(
        patterns.STEP,
        codes.WRONG_VALUE,
        "a number above 0, or the word 'any'",
        always("write 'any' where the next value is whatever comes next in the table"),
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0},
                {"type": "string", "pattern": patterns.STEP},
            ]
        }
    ),
]
MarkerText = Annotated[
    str,
    matching(
        patterns.MARKER,
        codes.WRONG_VALUE,
        "'unknown', 'not applicable', 'none', '0', 'suppressed', 'rounds to zero', 'flag', or a "
        "range such as 'suppressed 1..4' or 'below 2500'",
        _marker_hint,
    ),
    WithJsonSchema({"anyOf": [{"enum": [0]}, {"type": "string", "pattern": patterns.MARKER}]}),
]
_PROFILE_HINT = (
    "write a publisher and the date of the table, such as 'eurostat@2025'; 'factcheck explain "
    "markers' lists them, and signs of your own are a block"
)
ProfileName = Annotated[
    str,
    matching(
        patterns.PROFILE, codes.WRONG_VALUE, "the name of a marker profile", always(_PROFILE_HINT)
    ),
    pattern_schema(patterns.PROFILE),
]
PROFILE_SCHEMA = {"type": "string", "pattern": patterns.PROFILE}
RoundingName = Annotated[
    str,
    one_of(*ROUNDINGS, meant=_ROUNDINGS_MEANT),
    choice_schema(ROUNDINGS),
]
Flag = Annotated[
    bool,
    BeforeValidator(flag),
    WithJsonSchema({"type": ["boolean", "string"], "pattern": patterns.FLAG}),
]
Encoding = Annotated[
    str, one_of(*patterns.ENCODINGS, meant=_ENCODINGS_MEANT), choice_schema(patterns.ENCODINGS)
]
Aspect = Annotated[str, one_of(*patterns.ASPECTS), choice_schema(patterns.ASPECTS)]
QuantityKind = Annotated[str, one_of(*patterns.KINDS), choice_schema(patterns.KINDS)]
Empty = Annotated[
    EmptyCell,
    member(EmptyCell, _EMPTY_MEANT),
    WithJsonSchema({"enum": ["unknown", "none", "0", 0, "not applicable"]}),
]
Kind = Annotated[ColumnKind, member(ColumnKind)]
Type = Annotated[ColumnType, member(ColumnType, _TYPES_MEANT)]


OneOrMoreTexts = Annotated[tuple[Text, ...], as_list(), least(1), OrMore(1, or_text=True)]
_NAME = {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": patterns.NAME}]}
OneOrMoreNames = Annotated[
    tuple[Name, ...],
    as_list(),
    least(1),
    WithJsonSchema({"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}),
]
AnyTexts = Annotated[tuple[Text, ...], as_list(), OrMore(0, or_text=True)]
Texts = Annotated[tuple[Text, ...], least(1), OrMore(1)]
TwoTexts = Annotated[tuple[Text, ...], least(2), OrMore(2)]
Labels = Annotated[tuple[Label, ...], least(1), OrMore(1)]
