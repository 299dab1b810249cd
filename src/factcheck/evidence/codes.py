"""The kinds of trouble that evidence files give, ``FC200`` to ``FC239``."""

from __future__ import annotations

from factcheck.model.problem import Code

ADDRESS = Code(
    "FC200",
    "evidence-address",
    "An evidence file is given as an address on the network.",
    "Evidence is read from files beside the claim file, never from the network, so that a run "
    "gives the same answer offline and tomorrow. Download the table, keep it with the claims and "
    "give the address under the source's `url`.",
)

OUTSIDE = Code(
    "FC201",
    "evidence-outside-project",
    "An evidence file lies outside the project.",
    "A claim file may come from a stranger, so only files under the project's root are read: the "
    "nearest folder above it with `.git` or `.factcheck-root`, else its own; links are followed "
    "first. Move the table into the project, or put an empty file `.factcheck-root` into the "
    "folder that has both, as for a copy without its `.git`, or name that folder with `--root`.",
)

MISSING_FILE = Code(
    "FC202",
    "evidence-missing",
    "An evidence file does not exist.",
    "Paths are relative to the claim file's folder and written with `/`. The hint names files of "
    "that folder with a similar name.",
)

NOT_REGULAR = Code(
    "FC203",
    "evidence-not-a-file",
    "An evidence path leads to something that is no regular file.",
    "Folders, pipes, sockets and devices cannot be read twice with the same result, so they are "
    "no evidence. Name one table.",
)

WRONG_SUFFIX = Code(
    "FC204",
    "evidence-suffix",
    "An evidence file is of a kind that is not read.",
    "Tables are read from comma-separated (`.csv`) or tab-separated (`.tsv`) text, workbooks "
    "(`.xlsx`, `.xls`, `.xlsb`, `.ods`), `.parquet`, `.json`, and `.jsonl` or `.ndjson`; text and "
    "JSON may be packed (`.csv.gz`). Save other formats as CSV first.",
)

TOO_LARGE = Code(
    "FC205",
    "evidence-too-large",
    "An evidence file is larger than the limit.",
    "Files of up to 16 GiB are read. Aggregate a larger table first, or keep only the columns "
    "and rows that the claims speak of.",
)

UNREADABLE = Code(
    "FC206",
    "evidence-unreadable",
    "An evidence file may not be read.",
    "The operating system refused to open the file, so no claim can be checked against it. Check "
    "the file's permissions, and whether another program holds it.",
)

NO_FILE = Code(
    "FC207",
    "table-without-file",
    "A table has neither a file nor anything else that it could be read from.",
    "A table comes from a `file`, from several `files` of one shape, in `vintages`, or is passed "
    "in by a program that runs the claims: `factcheck.run(path, tables={'police': frame})`. On "
    "the command line nothing can be passed in, so name the file.",
)

SAME_FILE = Code(
    "FC208",
    "same-file-twice",
    "Two of the files of a table are one and the same.",
    "The rows of `files` are put below each other, so a file that is named twice would be counted "
    "twice. Links are followed before this is decided. Correct one of the paths.",
)

BROKEN_WORKBOOK = Code(
    "FC209",
    "broken-workbook",
    "A workbook cannot be read.",
    "The file is damaged, is locked with a password, is of another format than its name says, or "
    "is larger inside than any published table: a workbook has at most 64 MiB, unpacked 512 MiB, "
    "and a sheet of at most 10 million cells between its corners. Open it in a spreadsheet "
    "program and save the sheet as CSV.",
)

NO_HEADER = Code(
    "FC210",
    "no-header",
    "A table has no header row.",
    "The first row names the columns, and there is none: the file is empty. For a table without "
    "a header row declare the names, `header: [year, reports]`; for one whose header stands "
    "further down the row, `header_row: 3`.",
)

ONE_COLUMN = Code(
    "FC211",
    "one-column",
    "A table seems to have one column because its delimiter is another one.",
    "The delimiter is never guessed: it is a comma (a tab for `.tsv`) unless `delimiter` says "
    "otherwise. Read so, the header is a single cell that contains another usual delimiter. "
    "Declare it, for instance `delimiter: ';'` or `delimiter: tab`.",
)

DUPLICATE_HEADER = Code(
    "FC212",
    "duplicate-header",
    "Two columns of a table have the same name.",
    "A claim that names the column could mean either, so it is not checked. Rename one of them "
    "in the file, or give one another name under `columns` with `from`.",
)

EMPTY_HEADER = Code(
    "FC213",
    "empty-header",
    "A column of a table has no name.",
    "A column without a name cannot be used by a claim. The others can: the rows of a table with "
    "a nameless column are read as usual.",
)

TOO_MANY_COLUMNS = Code(
    "FC214",
    "too-many-columns",
    "A table has more columns than the limit.",
    "At most 10,000 columns are read. A table with more is usually one that lies on its side, "
    "or a file read with the wrong delimiter.",
)

UNKNOWN_COLUMN = Code(
    "FC215",
    "unknown-column",
    "A declared column is not in the table.",
    "The header has no column of that name; upper and lower case count. Where the expressions' "
    "name differs from the header, say so: `columns: {released: {from: Release Year}}`.",
)

WRONG_ENCODING = Code(
    "FC216",
    "wrong-encoding",
    "A table is not in the encoding it is read in.",
    "Tables are read as UTF-8 unless `encoding` says otherwise. The message names the first byte "
    "that does not fit and its line. Older programs write `windows-1252`, spreadsheets sometimes "
    "`utf-16`. Guessing is left to you, because a wrong guess changes names in silence.",
)

NOT_TEXT = Code(
    "FC217",
    "not-text",
    "A table holds NUL characters, so it is no text.",
    "A NUL character never stands in a published table. The file is probably of another format "
    "(a spreadsheet, a compressed file) or in `utf-16`.",
)

WRONG_LENGTH = Code(
    "FC218",
    "row-length",
    "A row has more or fewer cells than the header.",
    "Cells of such a row could belong to the wrong columns, so nothing of the table is used. Look "
    "for a delimiter inside an unquoted cell or a missing quote. Titles above the table are left "
    "out with `header_row`, notes below it with `skip: [-1]`. Blank lines are no fault.",
)

BROKEN_QUOTES = Code(
    "FC219",
    "broken-csv",
    "A table cannot be read as delimited text.",
    "Cells that hold the delimiter, a quote or a line break are put in double quotes, and a "
    'quote inside is doubled: `"He said ""no"""`. Nothing but the delimiter follows a closing '
    "quote. A cell has at most 131,072 characters, a line at most 1,048,576.",
)

CHANGED = Code(
    "FC220",
    "evidence-changed",
    "A table changed while it was read.",
    "The digest in the report is the digest of the bytes that were scanned. This file was "
    "written to meanwhile, so nothing of it is used. Run again.",
)

TOO_MUCH = Code(
    "FC221",
    "too-many-groups",
    "A table has too many distinct values for the memory allowed.",
    "Claims are evaluated from groups of rows. A column in which every row differs, compared "
    "with by a claim, gives as many groups as rows. Test another column, or aggregate the table.",
)

WRONG_SHEET = Code(
    "FC222",
    "which-sheet",
    "It is not clear which sheet of a workbook is meant.",
    "A workbook with several sheets needs the name of one, `sheet: Table 1`, hidden sheets "
    "included; the first is never taken by itself. A text file has no sheets, and a workbook "
    "neither `delimiter` nor `encoding`.",
)

UNLIKE_FILES = Code(
    "FC223",
    "unlike-files",
    "A column does not stand in every file of a table.",
    "`files` reads several tables of one shape as one. Columns are matched by their headers, in "
    "whatever order and in upper or lower case. A column that some file lacks cannot be used; the "
    "others can. Rename the column in the file that differs, or declare that file as a table of "
    "its own.",
)

HEADER_PLACE = Code(
    "FC224",
    "header-place",
    "The header does not stand where the claim file says.",
    "`header_row` is the row, counted from 1 with blank lines, that holds the names of the "
    "columns, and `header_rows` how many rows they go over. The named row is blank, is left out "
    "by `skip`, or the table ends before it.",
)

EMPTY_CELL = Code(
    "FC225",
    "undeclared-empty-cell",
    "A column that a claim uses has empty cells, and nothing says what they mean.",
    "An empty cell may mean zero, that nobody knows, that there is nothing, or that the question "
    "does not arise; publishers differ. Say which, for the column or the whole table:\n\n"
    "```yaml\ncolumns:\n  reports:\n    empty: unknown\n```\n\n"
    "- `unknown`: the cell could hold any value, so the row counts between nothing and all.\n"
    "- `none`: there is no value; the row matches no test on it and adds nothing.\n"
    "- `0`: the cell is zero.\n"
    "- `not applicable`: the row is left out.",
)

NOT_A_NUMBER = Code(
    "FC226",
    "cell-not-a-number",
    "A column that must be numbers holds something else.",
    "The column is summed, compared by size or declared as a number. Numbers are written with a "
    "decimal point, `9167`, `9,167`, `12.5` or `12.5%`; a figure in words that can be read, such "
    "as `around 9,000`, is one too. Text that stands for a missing number is a marker:\n\n"
    "```yaml\ncolumns:\n  reports:\n    markers:\n      ':': unknown\n      '<5': 0..4\n```\n\n"
    "A row of totals or notes does not belong among the data.",
)

NUMBER_TOO_LONG = Code(
    "FC227",
    "number-too-long",
    "A cell holds a number with more digits than any published figure.",
    "Numbers have at most 100 digits and an exponent of at most 50, so that no table can keep the "
    "program busy with arithmetic. Correct the cell, or declare the column's `type` as `text` if "
    "it is no number but an identifier.",
)

NOT_A_DATE = Code(
    "FC228",
    "not-a-date",
    "A column declared as a date holds something else.",
    "Dates are written `2020-12-21`, `2020-12` or `2020`. Other spellings are ambiguous: "
    "`03/04/2020` is two different days. Rewrite the column, or declare markers.",
)

OUTSIDE_DOMAIN = Code(
    "FC229",
    "outside-domain",
    "A column holds a value that its declared domain does not have.",
    "`domain` lists every value that a column may have, so that a misspelt one is noticed. "
    "Correct the cell, add the value to the domain, or give it its label under `map`.",
)

MIXED_PERCENT = Code(
    "FC230",
    "mixed-percent",
    "A column holds numbers with and without a percent sign.",
    "`12%` is 0.12 and `12` is twelve, so in one column they can hardly both be meant. Declare "
    "`unit: percent` where all of them are percentages.",
)

TEXT_COUNTED = Code(
    "FC231",
    "not-declared-a-number",
    "A claim calculates with a column that is declared as text or as a date.",
    "Texts and dates cannot be summed, and texts have no smaller and larger. Remove the column's "
    "`type` or set it to `number` if its cells are numbers.",
)

DUPLICATE_KEY = Code(
    "FC232",
    "repeated-key",
    "Two rows of a table have the same key.",
    "With `key` a table promises one row for each key. Where two rows share one, no claim can say "
    "which it means, so nothing of the table is used. Add the column that tells them apart to "
    "the key, or remove the row. After `unpivot` and `stack` that is the column of the headers.",
)

EMPTY_KEY = Code(
    "FC233",
    "empty-key",
    "A row of a table has no key.",
    "With `key` every row is known by its key, so an empty or unknown key cell is an error. "
    "Complete the cell, or remove the row; notes under a table do not belong in it.",
)

NO_TOTAL = Code(
    "FC234",
    "no-such-total",
    "No row has the declared label of totals.",
    "`totals: {region: Total}` says which rows are totals, so that they are never summed with "
    "their parts. A label that no row has is most often misspelt, and the rows of totals would be "
    "counted with the others.",
)

SKIP_PLACE = Code(
    "FC235",
    "skip-place",
    "A row that is to be left out does not exist.",
    "`skip` counts the rows of the file from 1, blank ones too, and negative numbers from the last "
    "row that is not blank. A number beyond the table leaves nothing out, and the row that it was "
    "meant for would be read as data.",
)

NO_SUCH_LABEL = Code(
    "FC236",
    "no-such-label",
    "A label under `map` stands in no cell of its column.",
    "`map` has the text of a cell on the left and the value that expressions use on the right. A "
    "label that no cell has is most often misspelt, and the cells it was meant for would keep "
    "their own text. Of several `files` one has to have it; `vintages` are not looked through. "
    "A value that no cell has is kept by listing it with the others under `domain`.",
)

UNDECLARED_PERCENT = Code(
    "FC237",
    "undeclared-percent",
    "A claim calculates with percentages that are not declared as such.",
    "`12%` is 0.12. Without `unit: percent` the column counts as one of plain numbers, so that "
    "comparing it with 12 would go wrong. Declare `unit: percent` under the column; only ranks, "
    "trends and comparisons of such columns with themselves and each other do without.",
)

NOT_FOR_GIVEN = Code(
    "FC238",
    "layout-of-given-table",
    "A table that is passed in is declared to be cut like a file.",
    "`delimiter`, `encoding`, `header`, `header_row`, `skip`, `sheet` and the like say how a "
    "file is cut into rows and columns. A DataFrame that is passed in has its rows and columns "
    "already, so these keys would do nothing. Remove them, or do the same to the DataFrame.",
)

OVERWRITTEN = Code(
    "FC239",
    "report-over-evidence",
    "The report would be written over a file that it is made from.",
    "A claim file, rubric or table that was named under `-o` would be gone after the run. Links "
    "and other spellings of a path are followed before this is decided. Name another file.",
)

CODES: tuple[Code, ...] = (
    ADDRESS,
    OUTSIDE,
    MISSING_FILE,
    NOT_REGULAR,
    WRONG_SUFFIX,
    TOO_LARGE,
    UNREADABLE,
    NO_FILE,
    SAME_FILE,
    BROKEN_WORKBOOK,
    NO_HEADER,
    ONE_COLUMN,
    DUPLICATE_HEADER,
    EMPTY_HEADER,
    TOO_MANY_COLUMNS,
    UNKNOWN_COLUMN,
    WRONG_ENCODING,
    NOT_TEXT,
    WRONG_LENGTH,
    BROKEN_QUOTES,
    CHANGED,
    TOO_MUCH,
    WRONG_SHEET,
    UNLIKE_FILES,
    HEADER_PLACE,
    EMPTY_CELL,
    NOT_A_NUMBER,
    NUMBER_TOO_LONG,
    NOT_A_DATE,
    OUTSIDE_DOMAIN,
    MIXED_PERCENT,
    TEXT_COUNTED,
    DUPLICATE_KEY,
    EMPTY_KEY,
    NO_TOTAL,
    SKIP_PLACE,
    NO_SUCH_LABEL,
    UNDECLARED_PERCENT,
    NOT_FOR_GIVEN,
    OVERWRITTEN,
)
