"""The shapes that values of a claim file may have, as patterns that JSON Schema knows too."""

from __future__ import annotations

from typing import Any

from factcheck.model.formats import every_suffix

SCALAR = ["string", "number", "boolean"]
"""JSON types of a text: editors read ``2018`` as a number and ``true`` as a truth value."""
TEXT_SCHEMA: dict[str, Any] = {"type": SCALAR, "pattern": r"\S"}

# Beyond ASCII these let more through than a name may have; names.py looks closer.
NAME = r"^[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*$"
ID = r"^[A-Za-z0-9_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF-]*$"
LANGUAGE = r"^(en|de|fr|it|es)(-([A-Z]{2}|[0-9]{3}))?$"
LOCALE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
ADDRESS = r"^https?://[^\s/?#]\S*$"
TABLE_PATH = (
    r"^(?![/~]|[A-Za-z][A-Za-z0-9+.-]*:)[^\\]*[^\\/]"
    r"\.([xX][lL][sS]|[xX][lL][sS][xXbB]|[oO][dD][sS]|[pP][aA][rR][qQ][uU][eE][tT]"
    r"|[dD][uU][cC][kK][dD][bB]|[dD][bB]|[sS][qQ][lL][iI][tT][eE]3?"
    r"|([cC][sS][vV]|[tT][sS][vV]|[jJ][sS][oO][nN][lL]?|[nN][dD][jJ][sS][oO][nN])(\.[gG][zZ])?)$"
)
CONNECTION = r"^FACTCHECK_[A-Z0-9_]{1,64}$"
"""The name of an environment variable; nothing else is ever asked for a connection string."""
DELIMITER = r"^(tab|[^0-9A-Za-z\"\r\n])$"
POSITIVE = (
    r"^\+?(?=[0-9.,]*[1-9])([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$"
)
LEVEL = r"^(?=[0-9.]*[1-9])[0-9]{1,2}(\.[0-9]{1,9})? ?%$"
"""A percentage above 0 and below 100."""
MARGIN = (
    r"^(?=[0-9.,]*[1-9])([0-9]{1,3}(,[0-9]{3}){1,4}|[0-9]{1,15})?(\.[0-9]{1,9})?( ?[^\s0-9.,].*)?$"
)
"""A number above 0, with or without a unit."""
_OR_COLUMN = "(?![±−–])" + NAME.removeprefix("^").removesuffix("$")
_ABOVE_ZERO = r"(?=[0-9.,]*[1-9])([0-9]{1,3}(,[0-9]{3}){1,4}|[0-9]{1,15})?(\.[0-9]{1,9})?"
SAMPLE_MARGIN = rf"^({_ABOVE_ZERO}|{_OR_COLUMN})$"
"""A number above 0, or the name of a column."""
SAMPLE_SIZE = rf"^([1-9][0-9]{{0,2}}(,[0-9]{{3}}){{1,3}}|[1-9][0-9]{{0,9}}|{_OR_COLUMN})$"
"""A whole number above 0, or the name of a column."""
STEP = rf"^any$|{POSITIVE}"
_END = r"[+-]?[0-9][0-9,]*(\.[0-9]+)?"
MARKER = (
    r"^(unknown|none|0|not applicable|suppressed|rounds to zero|flag( \S.*)?"
    rf"|(below|above|at least|at most) {_END}|(suppressed )?{_END} ?\.\. ?{_END})$"
)
PROFILE = (
    r"^(?!(true|false)$)[a-z][a-z0-9-]*"
    r"( ?@ ?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"
)
"""A publisher whose signs a table has, with the date of the table."""
FLAG = r"^(true|True|TRUE|false|False|FALSE)$"
RUBRIC_PATH = r"^(?![/~]|[A-Za-z][A-Za-z0-9+.-]*:)[^\\]*[^\\/]\.([yY][mM][lL]|[yY][aA][mM][lL])$"
REPORT_PATH = (
    r"^(?![/~]|[A-Za-z][A-Za-z0-9+.-]*:)[^\\]*[^\\/]"
    rf"\.({'|'.join(sorted(each.removeprefix('.') for each in every_suffix()))})$"
)
"""A file that a report goes to; its ending says which format it has."""
DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""A year, month or day; whether the month has that day is looked at later."""
PLACEHOLDER = r"\$[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*"
"""``$name`` in a claim with ``for_each``."""
_PLACE_NUMBER = rf"([1-9][0-9]{{0,5}}|{PLACEHOLDER})"
_WHOLE_NUMBER = rf"(0|[1-9][0-9]{{0,8}}|{PLACEHOLDER})"
RANK_PLACE = (
    rf"^(not )?(in )?(first|last|(top |bottom )?{_PLACE_NUMBER}"
    rf"|{_PLACE_NUMBER} ?\.\. ?{_PLACE_NUMBER})$"
)
SELECTION = (
    rf"^(all|none|((exactly|at least|at most|more than|fewer than) )?{_WHOLE_NUMBER}"
    rf"|{_WHOLE_NUMBER} ?\.\. ?{_WHOLE_NUMBER})$"
)
ROW = r"^[1-9][0-9]{0,5}$"
ROW_FROM_EITHER_END = r"^-?[1-9][0-9]{0,5}$"
FIRST_ROWS = r"^[1-9][0-9]{0,3}$"
HEADER_ROWS = r"^[1-9]$"
LEAST_CELL = r"^([2-9]|[1-9][0-9]{1,3})$"
_LETTERS, _DIGITS = r"\$?[A-Za-z]{1,3}", r"\$?[1-9][0-9]{0,6}"
_END_OF_RANGE = rf"{_LETTERS}{_DIGITS}|{_LETTERS}|{_DIGITS}"
CELL_RANGE = (
    rf"^({_LETTERS}{_DIGITS}:({_END_OF_RANGE})?|{_LETTERS}:{_LETTERS}|{_DIGITS}:{_DIGITS})$"
)
"""Cells of a sheet: B3:F40, open below B3:F, open right B3:40, both B3:, B:F, 3:40."""
HEADER_RANGE = r"^[0-9]{1,9} ?\.\. ?[0-9]{1,9}$"

NAME_KEYS: dict[str, Any] = {"propertyNames": {"pattern": NAME}}
ID_KEYS: dict[str, Any] = {"propertyNames": {"pattern": ID}}
TEXT_KEYS: dict[str, Any] = {"propertyNames": {"pattern": r"\S"}}
DATE_KEYS: dict[str, Any] = {"propertyNames": {"pattern": DATE}}

ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16"),
    *("latin-1", "iso-8859-1", "iso-8859-15"),
    *("windows-1250", "windows-1251", "windows-1252"),
    *("mac-roman", "cp437", "cp850"),
)
ASPECTS = ("period", "population", "definition", "as_of")
KINDS = ("count", "amount")
ORDERS = ("highest", "lowest")
UNMATCHED = ("unknown", "drop")
PARTITIONS = ("hive",)
LAYOUTS = ("sdmx-csv",)
HEADERS = "headers"
"""What the column of a stack that holds the headers says of itself."""
