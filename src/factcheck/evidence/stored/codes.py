"""What can be wrong with files that keep values by type, and with packed ones."""

from __future__ import annotations

from factcheck.model.problem import Code

BROKEN_STORE = Code(
    "FC275",
    "broken-store",
    "A Parquet or JSON file cannot be read as a table.",
    "A table in JSON is a list of records, `[{…}, {…}]`, in JSON Lines one record a line; each "
    "value is a number, a text, true, false or null, and no key stands twice in a record. Columns "
    "of a Parquet file hold numbers, texts, truths, dates or times. A column with lists or records "
    "in its cells is told where a claim uses it, since no claim could say what they count.",
)

CUT_LIKE_TEXT = Code(
    "FC276",
    "cut-like-text",
    "A file that keeps its columns by name is declared to be cut like a text.",
    "`delimiter`, `encoding`, `header`, `header_row`, `header_rows`, `skip` and `sheet` say how "
    "the rows of a text or a sheet are cut. Parquet and JSON name their columns themselves.",
)

BROKEN_GZIP = Code(
    "FC277",
    "broken-gzip",
    "A file whose name ends in `.gz` cannot be unpacked.",
    "Files `.csv.gz`, `.tsv.gz`, `.json.gz` and `.jsonl.gz` are unpacked while they are read. One "
    "that is no gzip, that ends too early or whose checksum is wrong is not read at all: a part of "
    "a table has other totals than the table. Download or pack it again.",
)

CODES = (BROKEN_STORE, CUT_LIKE_TEXT, BROKEN_GZIP)
