"""What can be wrong with files that keep values by type, and with packed ones."""

from __future__ import annotations

from factcheck.model.problem import Code

BROKEN_STORE = Code(
    "FC275",
    "broken-store",
    "A file of Parquet, JSON, SQLite or DuckDB cannot be read as a table.",
    "A table in JSON is a list of records, `[{…}, {…}]`, in JSON Lines one record a line; each "
    "value is a number, a text, true, false or null, and no key stands twice in a record. Columns "
    "of Parquet and DuckDB hold numbers, texts, truths, dates or times, those of SQLite numbers "
    "and texts. A column with lists, records or blobs in its cells is told where a claim uses it, "
    "since no claim could say what they count. A view of a database reads nothing but that "
    "database, and shows the same rows each time.",
)

CUT_LIKE_TEXT = Code(
    "FC276",
    "cut-like-text",
    "A file that keeps its columns by name is declared to be cut like a text.",
    "`delimiter`, `encoding`, `header`, `header_row`, `skip`, `sheet` and the like say how "
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

WRONG_RELATION = Code(
    "FC290",
    "wrong-relation",
    "It is not clear which table of a database is meant, or there is none of that name.",
    "A file of SQLite or DuckDB may hold many tables and views: `table` names one of them, in "
    "DuckDB as `schema.name` where the schema is not `main`. Names are compared letter by letter. "
    "Without `table` it is the only one. Other files hold one table each, so that `table` is an "
    "error there; of a workbook `sheet` names one.",
)

UNFINISHED_DATABASE = Code(
    "FC291",
    "unfinished-database",
    "A database is being written, or was not closed after it was.",
    "A file beside it, which ends in `-wal`, `-journal` or `.wal`, holds rows that are not in the "
    "database itself yet, or what undoes half of a change. What lies in one file alone would be "
    "half of the evidence, and nothing is ever written to put it together. Close the program that "
    'writes the database, or copy it with the means of the database: `sqlite3 data.sqlite ".backup '
    'copy.sqlite"`, or `CHECKPOINT` in DuckDB.',
)

WRONG_PATTERN = Code(
    "FC292",
    "wrong-pattern",
    "A pattern of file names cannot be used as a table.",
    "`*`, `?` and `[…]` stand for letters within one name, `**` as a whole folder for any folders. "
    "All files that match are one table, so there are limits on how many and how large they may "
    "be. Databases are named one by one.",
)

UNLIKE_PARTS = Code(
    "FC293",
    "unlike-parts",
    "Files that match one pattern have different columns.",
    "They are the rows of one table: each has the same columns by name, in the same order, and in "
    "Parquet of the same types. Correct the file that is named, narrow the pattern so that it does "
    "not match it, or name files of different shape under `files`.",
)

WRONG_PARTITIONS = Code(
    "FC294",
    "wrong-partitions",
    "The folders of a table's files are no partitions.",
    "`partitions: hive` makes columns of folders such as `year=2020`, as many programs write them. "
    "Each file lies in folders of the same names in the same order, no name comes twice, and none "
    "is a column of the files as well: two sources of one value may contradict each other.",
)

CODES = (
    BROKEN_STORE,
    CUT_LIKE_TEXT,
    BROKEN_GZIP,
    WRONG_RELATION,
    UNFINISHED_DATABASE,
    WRONG_PATTERN,
    UNLIKE_PARTS,
    WRONG_PARTITIONS,
)
