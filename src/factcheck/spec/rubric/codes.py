"""The kinds of trouble that the form of a rubric gives, ``FC320`` to ``FC324``."""

from __future__ import annotations

from factcheck.model.problem import Code

UNKNOWN_OUTCOME = Code(
    "FC320",
    "unknown-outcome",
    "A rule gives a value that the output does not have.",
    "Where an output lists its `values`, rules give no others, so that a misspelt one is noticed. "
    'A text in quotes is a text, whatever it holds: `3` is a number and `"3"` a text.',
)
OUTCOMES_MISFIT = Code(
    "FC321",
    "outcomes-misfit",
    "The hit policy of a rubric does not fit what its rules give.",
    "Rules give a class, one of `classes`; or a number, under `collect +`, `collect <` and "
    "`collect >`, which add up or compare numbers and have no `classes`; or one value for each of "
    "`outputs`, as in tables from DMN. `priority` and `output order` go by the order in which "
    "classes, or the `values` of outputs, are listed.",
)
ROLES = Code(
    "FC322",
    "classes-without-role",
    "Some classes of a rubric have a role, and others have none.",
    "A role says whether the rows of a class count: `counted`, `not counted`, or `either` where "
    "the definition leaves it open. With roles the table has the column `counted`, which no row "
    "of a class without one could be part of. Give every class a role, or none.",
)

CODES: tuple[Code, ...] = (UNKNOWN_OUTCOME, OUTCOMES_MISFIT, ROLES)
