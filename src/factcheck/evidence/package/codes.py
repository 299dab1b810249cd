"""What can be wrong with a Data Package, or with what it says of its tables."""

from __future__ import annotations

from factcheck.model.problem import Code

BROKEN_PACKAGE = Code(
    "FC295",
    "broken-package",
    "The descriptor of a Data Package cannot be read, or has no such resource.",
    "`file: datapackage.json` with `resource: name` reads one table of a Data Package. The message "
    "says at which place of the descriptor something else was expected, as a JSON pointer: "
    "`/resources/0/schema/fields/2/type` is the type of the third field of the first resource. A "
    "descriptor is JSON of at most 16 MiB in which no key stands twice. Paths in it are relative "
    "to its folder and stay inside it; nothing is fetched from an address.",
)

UNREAD_PACKAGE = Code(
    "FC296",
    "unread-package",
    "A Data Package says something of a table that this program does not read.",
    "A dialect may name the delimiter, header rows, comment rows, a sheet or a null sequence. What "
    "would change how the rows are cut and is not read, such as another quote character, is "
    "refused and never passed over. A column of a type that is not read, such as `geojson`, or of "
    "a format that is not, is a fault of that column alone: declare its `type` in the claim file "
    "if its cells can be read as numbers, texts or dates.",
)

CONTRADICTED_PACKAGE = Code(
    "FC297",
    "contradicted-package",
    "A claim file and a Data Package say different things of the type of a column.",
    "What the claim file says of a column comes before what the package says. That one of them "
    "calls it a number and the other a text is a mistake of one, and nobody can tell which. "
    "Correct it, in the claim file or in the descriptor.",
)

UNLIKE_SCHEMA = Code(
    "FC298",
    "unlike-schema",
    "The columns of a table are not those that its package's schema has.",
    "`fieldsMatch` of the schema says how they have to fit: `exact` (the default: all fields, in "
    "that order), `equal` (all, in any order), `subset` (the table may have more columns), "
    "`superset` (it may have fewer) or `partial` (some are the same). Names are compared letter by "
    "letter. A package of version 1 leaves the order free.",
)

CODES: tuple[Code, ...] = (BROKEN_PACKAGE, UNREAD_PACKAGE, CONTRADICTED_PACKAGE, UNLIKE_SCHEMA)
