"""The kinds of trouble that DMN, decisions on one row, and SQL give, ``FC332`` to ``FC339``."""

from __future__ import annotations

from factcheck.model.problem import Code
from factcheck.rubric.sfeel.codes import CODES as SFEEL

UNREADABLE = Code(
    "FC332",
    "dmn-unreadable",
    "A file is no DMN model that can be read safely.",
    "Read is the XML of DMN 1.1 to 1.6. A document type declaration and entities of its own are "
    "refused, as are more than 16 MiB, 200 levels or 500,000 elements: a model needs none of "
    "them, and they are how such files are turned against their readers. Nothing is fetched.",
)
NO_TABLE = Code(
    "FC333",
    "dmn-table-unclear",
    "A model has no decision table, several, or none of the name that was given.",
    "One table at a time becomes a rubric. Its name is that of its decision, or of the business "
    "knowledge model that holds it; where a model has several, `--decision NAME` says which. "
    "Decisions by an expression, an invocation or a context of them are not read.",
)
DMN_INPUT = Code(
    "FC334",
    "dmn-input",
    "An input of a decision table, or its type, cannot be read.",
    "The expression of an input is the name of a value: an input, another decision or a "
    "parameter. Paths, functions and calculations are refused. Its type is string, number, "
    "boolean or date, or a type of the model made of these, and its values are a list of texts, "
    "or one range of numbers or dates.",
)
DMN_OUTPUT = Code(
    "FC335",
    "dmn-output",
    "An output of a decision table is no literal, or not among its values.",
    "Outputs are literals of S-FEEL: a number, a text in double quotes, `true`, `false`, `null` or "
    '`date("2019-01-31")`. They are of the type that the output has, and one of its values where '
    "these are listed. Under the hit policies priority and output order they must be listed, the "
    "most important first.",
)
DMN_IMPORT = Code(
    "FC336",
    "dmn-import",
    "A type belongs to another model, which is not given.",
    "A model may import another one and use its types. Files are never looked for: give the other "
    "model by `--import FILE`.",
)
DMN_SHAPE = Code(
    "FC337",
    "dmn-shape",
    "A part of a decision table is missing or has another form than DMN's.",
    "Each rule has one entry for each input and one for each output, in their order. The hit "
    "policy is one of DMN's, and only collect has an aggregation. Elements that DMN does not have "
    "within a table, texts outside of `text`, and expressions in other languages than FEEL are "
    "refused rather than passed over: they may say which rows a rule is for. What other programs "
    "add belongs into `extensionElements`.",
)
NOT_EXPORTED = Code(
    "FC338",
    "no-dmn-for-it",
    "A rubric says something that a decision table of DMN cannot say.",
    "A rule that leaves open which of several classes it gives has no counterpart in DMN. Nothing "
    "is left out silently. What DMN has no place for, such as labels of a table that leave a value "
    "open (`means`), must be removed before the export.",
)
NO_SQL = Code(
    "FC339",
    "no-single-case",
    "A rubric cannot be written as one SQL expression.",
    "One CASE gives one value. Lists (collect, rule order, output order), several outputs and "
    "rules that leave open which class they give have none. Values of different kinds cannot "
    "stand in one column.",
)

CODES: tuple[Code, ...] = (
    *SFEEL,
    UNREADABLE,
    NO_TABLE,
    DMN_INPUT,
    DMN_OUTPUT,
    DMN_IMPORT,
    DMN_SHAPE,
    NOT_EXPORTED,
    NO_SQL,
)
