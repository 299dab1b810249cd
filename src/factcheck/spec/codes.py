"""The kinds of problem of a claim file: its YAML, its structure (``FC030`` on), its references."""

from __future__ import annotations

from factcheck.model.problem import Code
from factcheck.spec.codes_yaml import YAML_CODES

UNKNOWN_KEY = Code(
    "FC030",
    "unknown-key",
    "A key does not exist in this place.",
    "A misspelt key that is skipped is a check that never runs, so every unknown key is an "
    "error. The message names the nearest key that exists there.",
)
MISSING_KEY = Code(
    "FC032",
    "missing-key",
    "A key that must be there is missing.",
    "The message names the key and the block it belongs to. Nothing stands in for a missing key, "
    "because that would be a guess.",
)
WRONG_SHAPE = Code(
    "FC033",
    "wrong-shape",
    "A key has a text where it needs a block or a list, or the other way round.",
    "The message says what was found and what belongs there. A block is keys indented below, a "
    "list is items that begin with `- `, or `[a, b]`.",
)
WRONG_VALUE = Code(
    "FC034",
    "wrong-value",
    "A key has a value that it cannot have.",
    "The message lists what may stand there. Values are exact: nothing is guessed from a similar "
    "word.",
)
NO_VALUE = Code(
    "FC035",
    "no-value",
    "A key has no value.",
    "An empty value is often a value that was lost. Write the value, or leave the key out; a "
    "text such as `null` stands in quotes.",
)
VERSION = Code(
    "FC036",
    "language-version",
    "The file is written in another version of the language.",
    "The first key, `factcheck: 1`, says which version of the language a file is written in, so "
    "that its claims mean the same in ten years.",
)
MIXED_FORMS = Code(
    "FC037",
    "mixed-forms",
    "A claim has keys of two forms.",
    "The keys of a claim fix its form, such as `measure` with `figure`, `holds`, or `parts`. With "
    "keys of two forms one of them would be ignored.",
)
NO_FORM = Code(
    "FC038",
    "incomplete-form",
    "A claim says nothing that can be checked, or only half of it.",
    "A claim needs a `measure` (or `readings`) with a `figure`, or a comparison under `holds`, "
    "or all the keys of another form; or it says under `not_checkable` why it has none of these. "
    "The message names what is missing.",
)
NO_CLAIMS = Code(
    "FC039",
    "no-claims",
    "The file declares no claims.",
    "A run that checks nothing must not pass, so a file without claims is an error.",
)
UNUSED_KEY = Code(
    "FC040",
    "key-without-effect",
    "A key has no effect beside the others.",
    "What is written in a claim file should count. Remove the key, or what overrides it.",
)
ADDRESS = Code(
    "FC041",
    "malformed-address",
    "An address is not one of the web.",
    "`url` and `archived` begin with `https://` or `http://`. They are shown in reports, never "
    "fetched.",
)
FILE_NAME = Code(
    "FC042",
    "malformed-file-name",
    "The file of a table is not named by a relative path to a .csv or .tsv file.",
    "Paths are relative to the claim file and use `/`. The program fetches nothing from the "
    "network; download the table and keep it beside the claims.",
)
CLASS_TOO_EARLY = Code(
    "FC044",
    "class-too-early",
    "What makes the rows of a table goes by the class that its rubric gives them.",
    "A rubric classifies the rows of a table when they are complete: after they were read, put "
    "below each other, joined and calculated with. So `key`, `totals`, `compute`, `over`, `join` "
    "and `for_each` cannot go by its column `class`. Claims can: they test it, count by it and "
    "rank its groups.",
)

UNKNOWN_NAME = Code(
    "FC060",
    "unknown-name",
    "An expression uses a name that is not declared.",
    "An expression speaks of quantities, of tables under `evidence:` and of conditions. The "
    "message names the nearest one.",
)
NAME_TAKEN = Code(
    "FC061",
    "name-taken",
    "Two declarations have the same name.",
    "Quantities, tables and conditions share one set of names, because expressions use all "
    "three. Rename one of the two.",
)
UNKNOWN_SOURCE = Code(
    "FC062",
    "unknown-source",
    "A source is named that is not declared.",
    "Sources are declared under `sources:` with the id that `source` names.",
)
UNKNOWN_ASSUMPTION = Code(
    "FC063",
    "unknown-assumption",
    "An assumption is named that is not declared.",
    "`under` names assumptions by their ids under `assumptions:`.",
)
UNKNOWN_EVIDENCE = Code(
    "FC064",
    "unknown-evidence",
    "Evidence is named that is not declared.",
    "`using` names tables, statements and sources, or says `each source`.",
)
UNKNOWN_WHOLE = Code(
    "FC065",
    "unknown-whole",
    "A quantity is part of one that is not declared.",
    "`part_of` names another quantity, with nothing around the name.",
)
CIRCULAR = Code(
    "FC066",
    "circular-definition",
    "A quantity, a condition or a computed column is defined by itself.",
    "Follow the names in the message: each is used by the one before it, and the last leads back "
    "to the first.",
)
UNUSED = Code(
    "FC067",
    "unused-name",
    "A declared name is used nowhere.",
    "This is a warning. The name may be misspelt where it was meant to be used, or a claim that "
    "used it is gone.",
)
AMBIGUOUS = Code(
    "FC068",
    "ambiguous-name",
    "A name under `using` or `between` belongs to two declarations.",
    "A table, a statement, a source and a claim may have the same name as long as neither `using` "
    "nor the `between` of a dispute needs to tell them apart. Rename one of them.",
)
UNKNOWN_MEMBER = Code(
    "FC069",
    "unknown-member",
    "Something is named under `of` that is not declared.",
    "`same` bridges two or more tables, quantities, statements or claims; `of` names them.",
)
ONE_FOR_ONE = Code(
    "FC070",
    "one-for-one-misplaced",
    "`one_for_one` stands beside something else than `a part of b`.",
    "It says that each member of the part is at least one of the whole, which means something "
    "for `part of` only.",
)

SHAPE = Code(
    "FC071",
    "impossible-layout",
    "What is said of the layout of a table cannot be.",
    "Lists of `stack` have one length, new columns have names of their own, a table is not joined "
    "to itself, nor to one that comes in vintages, and each vintage has a date and a file of its "
    "own.",
)
HUNDREDFOLD = Code(
    "FC077",
    "hundredfold-share",
    "A computed percentage is multiplied by 100.",
    "Within a calculation a percentage is a share: 54.2 % is 0.542, and so is `women / total`. "
    "`unit: percent` on a computed column only says that it is a share, so a factor of 100 would "
    "make 54.2 % into 5,420 %. Leave the factor out.",
)
NO_DAY = Code(
    "FC072",
    "no-such-day",
    "A date is none that the calendar has.",
    "A date is a year, a month or a day such as `2016`, `2016-01` or `2016-01-31`. So are the "
    "`date` and `as_of` of a claim, the dates of vintages, and `published` and `accessed` of a "
    "source where they are written in digits. A date that nobody can read is a check that never "
    "runs: whether a claim is stale, or which edition of a table it is judged on.",
)
PERIOD = Code(
    "FC078",
    "no-such-period",
    "A period has no year, half a range, or ends before it begins.",
    "`period` names the time that numbers are about: `2018`, `2018-05`, a range such as "
    "`2017..2024`, or words with a year in them, such as `school year 2018/19`. Two different "
    "periods in one claim make it not checkable, so each has to say one time.",
)
UNIT = Code(
    "FC079",
    "no-unit",
    "A unit names nothing that is counted or measured.",
    "A unit is a noun (`people`), a currency or measure (`CHF`, `km`), or `percent`. It names what "
    "figures may say behind their number, and what may be added to what. A factor does not belong "
    "in it, because nothing would be multiplied: a table in thousands has `scale: 1000`, and one "
    "in `USD bn` has `unit: USD` and `scale: 1000000000`.",
)
PATTERN = Code(
    "FC073",
    "malformed-pattern",
    "The pattern under `parse` does not say how a text comes apart.",
    "A pattern names the parts of a text in braces, with the signs that stand between them: "
    "`{home} - {away}`. There are at most 10 parts, each has a name of its own, and something "
    "stands between each two, because nobody could tell otherwise where one ends.",
)
FORM_VALUE = Code(
    "FC074",
    "impossible-value",
    "A value of a claim cannot be, or not together with the others.",
    "A range of places begins with the better one, a group has a value for each column of `by`, "
    "`of` says how many groups there are where a claim is about each of them, and a `flat` trend "
    "says with `within` how far it may go.",
)
FOR_EACH = Code(
    "FC075",
    "for-each",
    "What a claim is repeated for is not right.",
    "All rows of `for_each` have the same names, no two rows are the same, every name is used, "
    "and there is at least one row. One file has at most 100,000 claims.",
)
DISPUTE_MEMBER = Code(
    "FC097",
    "dispute-member",
    "A member of a dispute is not one claim or statement.",
    "`between` names claims and statements. A claim with readings names one of them, as in "
    "`just-under-ten / relevant, 2020`, and a claim of parts one part, because only one thing can "
    "be true or not true together with others. A member has a `figure`, or says with `holds` how "
    "numbers lie to each other. None is a member twice, and none is evidence in its own dispute.",
)
PLACEHOLDER = Code(
    "FC076",
    "placeholder",
    "A `$name` or `{name}` stands where it cannot, or stands for nothing.",
    "In a claim with `for_each`, `$name` stands for a whole value: in a test, for a number, in "
    "`figure`, `place`, `from`, `to`, `of`, `in`, `date`, `as_of` and `expect`. `{name}` stands "
    "in `quote`, `title` and `note`. Names of tables, columns and quantities are written out.",
)

SAMPLE = Code(
    "FC099",
    "sample",
    "What is said of a sample does not go together.",
    "Numbers of a sample need one of `margin`, as it was published, and `n`, how many were asked. "
    "`confidence` is the level of either; a margin needs it, beside `n` it is 95 % unless given. "
    "Weights make numbers less sure: `weighted: true` needs `design_effect`, by which `n` is "
    "divided.",
)

CELL_RANGE = Code(
    "FC430",
    "cell-range",
    "A range of cells is one that no sheet can have.",
    "`range: B3:F40` names the first and the last cell of a table in a workbook's sheet, the first "
    "above and left of the last. The last cell that any sheet can have is XFD1048576. Leave the "
    "end open to read as far as the sheet goes: `B3:F` down to the last row, `B:F` whole columns.",
)

ROW_OUTSIDE = Code(
    "FC431",
    "row-outside-range",
    "`header_row` or `skip` names a row that lies outside of the table's `range`.",
    "Rows are counted as in the sheet, also where `range` says that the table is only a part of "
    "it: with `range: B3:F40` the header row is row 3 unless `header_row` names another one from "
    "3 to 40. What lies outside of the range is not read, so nothing of it need be skipped.",
)

REPORT_NAME = Code(
    "FC440",
    "malformed-report-name",
    "A report that is kept is not named by a relative path with the ending of a format.",
    "`reports:` lists the files that `factcheck check` compares with what would be written today, "
    "such as `../reports/swiss.md`. Paths are relative to the claim file and use `/`. The ending "
    "says which format a report has, as for `factcheck run -o`.",
)

REPORT_TWICE = Code(
    "FC441",
    "report-twice",
    "Two reports would be kept in the same file.",
    "Each of the `reports:` of a claim file has a file of its own, also where two differ in their "
    "language.",
)

STRUCTURE_CODES = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_SHAPE,
    WRONG_VALUE,
    NO_VALUE,
    VERSION,
    MIXED_FORMS,
    NO_FORM,
    NO_CLAIMS,
    UNUSED_KEY,
    ADDRESS,
    FILE_NAME,
    CLASS_TOO_EARLY,
    REPORT_NAME,
)

REFERENCE_CODES = (
    UNKNOWN_NAME,
    NAME_TAKEN,
    UNKNOWN_SOURCE,
    UNKNOWN_ASSUMPTION,
    UNKNOWN_EVIDENCE,
    UNKNOWN_WHOLE,
    CIRCULAR,
    UNUSED,
    AMBIGUOUS,
    UNKNOWN_MEMBER,
    ONE_FOR_ONE,
    SHAPE,
    NO_DAY,
    PERIOD,
    UNIT,
    PATTERN,
    HUNDREDFOLD,
    FORM_VALUE,
    FOR_EACH,
    DISPUTE_MEMBER,
    PLACEHOLDER,
    SAMPLE,
    CELL_RANGE,
    ROW_OUTSIDE,
    REPORT_TWICE,
)

CODES: tuple[Code, ...] = (*YAML_CODES, *STRUCTURE_CODES, *REFERENCE_CODES)
