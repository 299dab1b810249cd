"""Rubrics without what differs between two files that say the same: places and spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.span import Span, Text

if TYPE_CHECKING:
    from factcheck.model.rubric import Rubric, RubricTest, Rule

NOWHERE = Span("", 0, 0, 0, 0)


def without_places(rubric: Rubric, *, has_texts: bool = True) -> Rubric:
    """Return a rubric without places and warnings; without ``has_texts`` also without spellings."""

    def bare_test(test: RubricTest) -> RubricTest:
        return replace(test, text=Text(test.text.value if has_texts else "", NOWHERE))

    def bare(rule: Rule) -> Rule:
        return replace(rule, span=NOWHERE, tests=tuple(map(bare_test, rule.tests)))

    return replace(
        rubric,
        file="",
        inputs=tuple(replace(each, span=NOWHERE) for each in rubric.inputs),
        rules=tuple(map(bare, rubric.rules)),
        otherwise=None if rubric.otherwise is None else bare(rubric.otherwise),
        sources=tuple(replace(each, span=NOWHERE) for each in rubric.sources),
        warnings=(),
    )
