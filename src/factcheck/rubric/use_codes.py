"""The kinds of trouble with rubrics that tables use, ``FC325`` to ``FC329``."""

from __future__ import annotations

from factcheck.model.problem import Code

NOT_FOR_TABLES = Code(
    "FC325",
    "rubric-not-for-tables",
    "A table names a rubric that gives its rows neither one class nor one score.",
    "A rubric adds the column `class` to a table, or `score`: it has `classes` and lets one rule "
    "decide (`hit_policy: unique`, `any`, `priority` or `first`), or its rules give numbers of "
    "which one is made (`collect +`, `collect <`, `collect >`, `collect #`). A decision table with "
    "several outputs, or one that gives a list (`collect`, `rule order`, `output order`), can be "
    "checked, evaluated and exported with `factcheck rubric`, but classifies no rows.",
)

ADDED_TOO_EARLY = Code(
    "FC326",
    "rubric-column-too-early",
    "What makes the rows of a table goes by what its rubric says of them.",
    "A rubric adds the columns `counted` and `score` when the rows are complete, so that `key`, "
    "`totals`, `fill_down`, `over` and `compute` cannot go by them. Claims can: they test them, "
    "count by them and rank their groups.",
)

OTHER_UNIT = Code(
    "FC327",
    "rubric-other-unit",
    "A rubric reads numbers of one unit, and its table has them in another.",
    "An input with `unit: years` tests numbers of years. A column with `unit: months` holds other "
    "numbers for the same ages, so that 18 would pass as a grown-up. Bring the column to the unit "
    "of the rubric, `compute: months / 12` or `scale`, or correct the word that is wrong.",
)

IDLE_MEANING = Code(
    "FC328",
    "means-without-effect",
    "A label under `means` of a rubric is a sign that the claim file gives a meaning of its own.",
    "This is a warning. What the claim file says under `markers` comes first: a cell with this "
    "sign is unknown, or a number of its range, before the rubric looks at it. Remove the label "
    "from one of them.",
)

CODES: tuple[Code, ...] = (NOT_FOR_TABLES, ADDED_TOO_EARLY, OTHER_UNIT, IDLE_MEANING)
