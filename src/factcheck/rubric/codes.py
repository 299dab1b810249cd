"""The kinds of trouble that rubrics give, ``FC300`` to ``FC319``."""

from __future__ import annotations

from factcheck.model.problem import Code

UNREADABLE_TEST = Code(
    "FC300",
    "rubric-test",
    "A test of a rubric cannot be read.",
    "A test on numbers is written `12`, `12..15` (both ends included), `under 12`, `over 12`, "
    "`at most 12`, `at least 12`, `12 or more`, `12 or less`. One on dates is written "
    "`2019-03-31`, `2019-03`, `2019`, `before 2019`, `until 2019`, `from 2019`, `after 2019`, "
    "`2017..2019`. One on categories names one of them. `a or b`, `not a` and `not (a or b)` join "
    "tests; `-` and `any` hold always. A list holds where one of its items does. S-FEEL, DMN's "
    'language of tests, is read as well, in quotes: `"[12..16)"`, `\'not("a", "b")\'`, `"null"`. '
    "A number that programs read in different ways, such as `012` or `1_000`, is refused.",
)
OUTSIDE_DOMAIN = Code(
    "FC301",
    "outside-rubric-domain",
    "A rubric names a value that the input's domain does not have.",
    "The domain of an input lists every category, or gives the range of its numbers, so that a "
    "misspelt value is noticed. A test that no value of the domain passes would never hold.",
)
UNKNOWN_CLASS = Code(
    "FC302",
    "unknown-class",
    "A rule gives a class that the rubric does not have.",
    "The classes are listed under `classes:`. A rule may give several of them, `a or b`, where "
    "it leaves open which it is.",
)
UNTESTED_RULE = Code(
    "FC303",
    "rule-without-test",
    "A rule tests nothing.",
    "Such a rule would match every row. What decides where no rule matches is the last item of "
    "the list, `otherwise: CLASS`. Under other hit policies than `unique` a rule may say of all "
    "of its inputs that they are `any`.",
)
OTHERWISE = Code(
    "FC304",
    "otherwise-misplaced",
    "`otherwise` is not the last rule, or stands beside tests.",
    "`otherwise` decides where none of the rules matches. It stands last, once, and alone but "
    "for an `id` and a `because`.",
)
REPEATED = Code(
    "FC305",
    "repeated-in-rubric",
    "A rubric lists something twice, or reads one column twice.",
    "Classes, values, labels and ids of rules are told apart by their names. Two inputs that read "
    "the same column would be taken for two things that may differ.",
)
NO_EFFECT = Code(
    "FC306",
    "unused-in-rubric",
    "An input of a rubric is never tested, or a class is given by no rule.",
    "This is a warning. A rule may be missing, or the name may be misspelt where it was meant.",
)
TOO_LARGE = Code(
    "FC307",
    "rubric-too-large",
    "A rubric has more inputs, rules or values than the limit.",
    "A rubric has at most 20 inputs, 20 outputs, 2,000 rules, 500 classes and 500 values in each "
    "domain, so that a file from a stranger cannot keep the computer busy.",
)

NO_RULE = Code(
    "FC310",
    "no-rule-matches",
    "A row of the table matches no rule of its rubric.",
    "Every row that is there, and every value that an unknown cell of it may have, must match a "
    "rule. The message names the values. Add a rule for them, or end the rules with "
    "`otherwise: CLASS`.",
)
SEVERAL_RULES = Code(
    "FC311",
    "several-rules-match",
    "A row of the table matches several rules of a rubric, of which only one may decide.",
    "Under `hit_policy: unique`, the default, no two rules may match the same values, even where "
    "they give the same class: one of them is most likely not what was meant. Under `any` several "
    "may match if they give the same. The message names the rules and values that match them. "
    "Make one of the rules narrower, or say `hit_policy: priority` if the class that is listed "
    "first is to decide, `first` if the order of the rules is.",
)
UNREADABLE_CELL = Code(
    "FC312",
    "cell-outside-rubric",
    "A cell of the table has a value that the rubric does not know.",
    "The cells of an input are values of its domain; those of a number input are numbers, or "
    "ranges such as `10–14`, `10 to 14`, `65+`, `under 5`. Say under `means` of the input what "
    "other labels stand for, add the value to the domain, or give the cell its label under "
    "`map` in the claim file. A sign for a missing value is declared under `markers` there.",
)
TOO_MANY = Code(
    "FC313",
    "rubric-too-many-combinations",
    "The unknown values of a row can be combined in too many ways.",
    "The classes that a row may have are found by trying every combination of values that the "
    "rules tell apart. A row with unknown values in many inputs has too many of them.",
)
CLASS_TAKEN = Code(
    "FC314",
    "class-column-taken",
    "A table with a rubric has a column already that the rubric adds, such as `class`.",
    "A rubric adds the column `class`, also `counted` where each class has a role, or `score` "
    "where its rules give scores. Give the table's own column another name in the claim file: "
    "`columns: {grade: {from: class}}`.",
)
NO_NUMBERS = Code(
    "FC315",
    "class-no-number",
    "A claim calculates with what a rubric says of the rows.",
    "The columns `class` and `counted` hold names. They can be tested, counted and grouped by, "
    "but not summed, averaged or compared by size. The numbers of the column `score` can be "
    "tested by size, `count(table[score >= 3])`, but not summed or averaged: they rank rows, and "
    "are no amounts.",
)

FILE_CODES = (
    UNREADABLE_TEST,
    OUTSIDE_DOMAIN,
    UNKNOWN_CLASS,
    UNTESTED_RULE,
    OTHERWISE,
    REPEATED,
    NO_EFFECT,
    TOO_LARGE,
)
ROW_CODES = (NO_RULE, SEVERAL_RULES, UNREADABLE_CELL, TOO_MANY, CLASS_TAKEN, NO_NUMBERS)

CODES: tuple[Code, ...] = (*FILE_CODES, *ROW_CODES)
