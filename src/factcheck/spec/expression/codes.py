"""The kinds of problem an expression can have, ``FC050`` to ``FC059``."""

from __future__ import annotations

from factcheck.model.problem import Code

SYNTAX = Code(
    "FC050",
    "expression-syntax",
    "An expression has something unexpected in it, or lacks something.",
    "The message shows the first place that does not fit and what could stand there. "
    "An expression is made of numbers, names, columns written `table.column`, slices in square "
    "brackets, functions, and `+ - * / ( )`:\n\n"
    "```expr\nreports[year = 2018] / (reports[year = 2017] + reports[year = 2018])\n```\n\n"
    "Nothing is guessed from a text that does not fit, because a guess would be a check that "
    "the author did not write.",
)

UNKNOWN_FUNCTION = Code(
    "FC051",
    "unknown-function",
    "A function of that name does not exist.",
    "A name directly before `(` is a function. The functions are `count`, `sum`, `total`, "
    "`mean`, `median`, `min`, `max`, `distinct`, `quantile`, `last`, `weighted_mean`, "
    "`correlation`, `groups`, `share`, `change`, `points`, `abs`, `largest` and `smallest`, all "
    "in small letters. A quantity is only named: write `reports`, not `reports()`, and "
    "`reports[year = 2018]` for a part of it.",
)

WRONG_ARGUMENTS = Code(
    "FC052",
    "wrong-arguments",
    "A function has too few or too many arguments, or one of the wrong kind.",
    "`count` takes a table, the other aggregates take a column written `table.column`; a slice "
    "goes behind either: `sum(police.reports[year = 2018])`. `change` and `points` take a before "
    "and an after with an arrow between them, `change(a -> b)`, so that nobody has to remember "
    "which comes first.",
)

FOREIGN_OPERATOR = Code(
    "FC053",
    "foreign-operator",
    "An operator of another language stands in an expression.",
    "Equality is `=`, inequality `!=`; tests that must all hold are joined by commas, "
    "alternatives stand in parentheses with `or` between them: "
    "`reports[year = 2018, (canton = ZH or canton = BE)]`. There are no powers, remainders or "
    "whole-number divisions.",
)

NUMBER = Code(
    "FC054",
    "malformed-number",
    "A number is not written as an expression writes numbers.",
    "A number is digits with a point for the decimals, and a percent sign where it is a share: "
    "`9167`, `0.5`, `10%`. Commas separate arguments, so `9,167` would be two numbers. A number "
    "has at most 100 digits and an exponent of at most 50.",
)

NAME = Code(
    "FC055",
    "malformed-name",
    "A name or a column is not written as an expression writes names.",
    "A name is made of letters, digits and `_` and does not begin with a digit. Anything else "
    "stands in backticks, as do names that are words of the language (`in`, `or`, `not`, "
    "`known`, …): ``films.`Release Year` ``. A column is `table.column` without blanks around "
    "the dot. An alias under `columns:` reads better than backticks.",
)

TEST = Code(
    "FC056",
    "malformed-test",
    "A test in a slice, a condition or a filter cannot be read.",
    "A test is a column, an operator and a value (`year >= 2018`), a column with `in`, `not in`, "
    "`contains`, `starts with`, `known` or `unknown`, or the name of a condition; `not` before "
    "it turns it round. Commas between tests mean *and*. Alternatives stand in parentheses:\n\n"
    "```test\nyear in 2018..2020, (canton = ZH or canton = BE), not unclear\n```",
)

VALUE = Code(
    "FC057",
    "malformed-value",
    "The value that a column is tested against cannot be read.",
    "A value is literal text up to the next `,`, `)`, `]` or free-standing `or`. One that holds "
    'any of these, a bracket or a quote stands in quotes: `name = "Smith, J. (Jr)"`; inside, a '
    "quote is doubled. A range is written `year in 1973..1982`, a list `canton in (ZH, BE)`.",
)

TOO_LARGE = Code(
    "FC058",
    "expression-too-large",
    "An expression is longer or more deeply nested than any that a person can check.",
    "An expression has at most 2,000 characters, 100 operations and 50 levels of nesting. Give "
    "a part of it a name under `quantities:` or `conditions:` and use that; the report then "
    "shows the part with its own value too.",
)

HIDDEN = Code(
    "FC059",
    "hidden-character",
    "An expression holds characters that cannot be seen or that look like others.",
    "Zero-width characters, marks that reverse the direction of writing, control characters and "
    "words that mix alphabets (a Cyrillic `р` in `рolice`) make two different expressions look "
    "the same in a review. They are refused everywhere in an expression. Type the word anew "
    "instead of pasting it.",
)

CODES = (
    SYNTAX,
    UNKNOWN_FUNCTION,
    WRONG_ARGUMENTS,
    FOREIGN_OPERATOR,
    NUMBER,
    NAME,
    TEST,
    VALUE,
    TOO_LARGE,
    HIDDEN,
)
