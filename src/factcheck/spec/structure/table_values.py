"""What a single value of a table's layout may be: rows, dates of vintages, shapes of texts."""

from __future__ import annotations

from typing import Annotated, Any

from annotated_types import Len
from pydantic import WithJsonSchema

from factcheck.spec import codes
from factcheck.spec.structure import patterns
from factcheck.spec.structure.meant_range import range_meant
from factcheck.spec.structure.validators import (
    always,
    as_pairs,
    choice_schema,
    least,
    matching,
    one_of,
    pattern_schema,
    text_or,
)
from factcheck.spec.structure.values import Text

_TEXTS: dict[str, Any] = {"type": "array", "items": patterns.TEXT_SCHEMA}


def _digits(pattern: str, least_number: int, most: int) -> list[dict[str, Any]]:
    """Return the schemas of a whole number, as a number and as a text."""
    number = {"type": "integer", "minimum": least_number, "maximum": most}
    return [number, {"type": "string", "pattern": pattern}]


def _whole(pattern: str, most: int, expected: str, hint: str) -> tuple[Any, Any]:
    schema = WithJsonSchema({"anyOf": _digits(pattern, 1, most)})
    return matching(pattern, codes.WRONG_VALUE, expected, always(hint)), schema


_row, _row_schema = _whole(
    patterns.ROW, 999_999, "the number of a row, from 1", "count the rows of the file: 3"
)
_rows, _rows_schema = _whole(
    patterns.HEADER_ROWS, 9, "how many rows, from 1 to 9", "write a number such as 2"
)
_least = matching(
    patterns.LEAST_CELL,
    codes.WRONG_VALUE,
    "a whole number from 2 to 9999",
    always("write how many rows a number must be of to be shown: min_cell: 5"),
)
_least_schema = WithJsonSchema({"anyOf": _digits(patterns.LEAST_CELL, 2, 9999)})
LeastCell = Annotated[str, _least, _least_schema]
RowNumber = Annotated[str, _row, _row_schema]
HeaderRows = Annotated[str, _rows, _rows_schema]
_SKIPPED = (
    "how many rows are left out, or a list of their numbers",
    always(
        "write 'skip: 3' for the first three rows, or 'skip: [1, -1]' for the first and the last"
    ),
)
_SkippedRow = Annotated[
    str,
    matching(
        patterns.ROW_FROM_EITHER_END,
        codes.WRONG_VALUE,
        "the number of a row, from 1, or from -1 at the end",
        _SKIPPED[1],
    ),
]
Skip = Annotated[
    tuple[_SkippedRow, ...],
    least(1),
    text_or(patterns.FIRST_ROWS, *_SKIPPED),
    WithJsonSchema(
        {
            "anyOf": [
                *_digits(patterns.FIRST_ROWS, 1, 9_999),
                {
                    "type": "array",
                    "items": {
                        "anyOf": [
                            *_digits(patterns.ROW, 1, 999_999),
                            {"type": "integer", "minimum": -999_999, "maximum": -1},
                            {"type": "string", "pattern": patterns.ROW_FROM_EITHER_END},
                        ]
                    },
                    "minItems": 1,
                },
            ]
        }
    ),
]
SheetRange = Annotated[
    str,
    matching(patterns.CELL_RANGE, codes.WRONG_VALUE, "a range of cells", range_meant),
    pattern_schema(patterns.CELL_RANGE),
]
UnpivotColumns = Annotated[
    tuple[Text, ...],
    least(1),
    text_or(
        patterns.HEADER_RANGE,
        "a list of columns, or a range of headers that are numbers",
        always("write 'columns: 2017..2024' or 'columns: [a, b]'"),
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": patterns.HEADER_RANGE},
                {**_TEXTS, "minItems": 1},
            ]
        }
    ),
]
Stacked = Annotated[
    tuple[Text, ...],
    least(2),
    text_or(
        f"^{patterns.HEADERS}$",
        f"a list of columns, or the word '{patterns.HEADERS}'",
        always(
            f"write 'points: [home_points, away_points]', and 'side: {patterns.HEADERS}' for the "
            "column that says which of them it was"
        ),
    ),
    WithJsonSchema({"anyOf": [{"enum": [patterns.HEADERS]}, {**_TEXTS, "minItems": 2}]}),
]
JoinedOn = Annotated[
    dict[Text, Text],
    Len(1),
    as_pairs(),
    WithJsonSchema(
        {
            "anyOf": [
                patterns.TEXT_SCHEMA,
                {**_TEXTS, "minItems": 1},
                {
                    "type": "object",
                    "additionalProperties": patterns.TEXT_SCHEMA,
                    "minProperties": 1,
                    **patterns.TEXT_KEYS,
                },
            ]
        }
    ),
]
Layout = Annotated[str, one_of(*patterns.LAYOUTS), choice_schema(patterns.LAYOUTS)]
Partitions = Annotated[str, one_of(*patterns.PARTITIONS), choice_schema(patterns.PARTITIONS)]
Unmatched = Annotated[str, one_of(*patterns.UNMATCHED), choice_schema(patterns.UNMATCHED)]
VintageDate = Annotated[
    str,
    matching(
        patterns.DATE,
        codes.WRONG_VALUE,
        "the date of a vintage",
        always("write a year, month or day: 2016, 2016-01 or 2016-01-31"),
    ),
]
