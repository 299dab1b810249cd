"""What the analysis of a decision table finds, ``FC340`` to ``FC349``."""

from __future__ import annotations

from factcheck.model.problem import Code

GAP = Code(
    "FC340",
    "rubric-gap",
    "A part of the domain of a rubric is matched by no rule.",
    "The domains of the inputs say what a row may be, and some of these rows match no rule: the "
    "message names one of them, and the region that they make up. Add a rule for it, or end the "
    "rules with `otherwise: CLASS`. Where `otherwise` decides it already, this is a note.",
)
OVERLAP = Code(
    "FC341",
    "rubric-overlap",
    "Two rules of a rubric match the same row.",
    "Where they give different outcomes this is an error under `unique` and `any`; under `first` "
    "and `priority` the order of the rules, or of the outcomes, decides, which is a note. Where "
    "they give the same outcome it is a note as well, though under `unique` a row that both "
    "match is refused: make one rule narrower, or say `hit_policy: any`.",
)
MASKED = Code(
    "FC342",
    "masked-rule",
    "A rule of a rubric never decides.",
    "Under `first` the rules before it match, together, every row that it matches; under "
    "`priority` rules of more important outcomes do. Its place, or a test of the other rules, is "
    "most likely not what was meant.",
)
REDUNDANT = Code(
    "FC343",
    "redundant-rule",
    "A rule of a rubric can be left out without changing any outcome.",
    "For each row that it matches the others give the same outcome without it. It is `subsumed` "
    "where it lies within one other rule of the same outcome, and a `duplicate` where two rules "
    "test the same.",
)
MISLEADING = Code(
    "FC344",
    "misleading-rule",
    "A rule of a rubric overrides a more specific one, whose outcome is less important.",
    "Under `priority` two rules overlap, the one with the more important outcome leaves an input "
    "open that the other tests, and so decides rows for which the other one seems to have been "
    "written. Who reads the more specific rule alone is misled.",
)
OUTSIDE_DOMAIN = Code(
    "FC345",
    "rule-outside-domain",
    "A test of a rubric reaches beyond the domain of its input.",
    "Its end lies where the domain has no values, so that one of the two is most likely wrong. A "
    "rule with a test that allows nothing of the domain never matches; one that asks for no value "
    "at all, DMN's null, matches only rows without one. Widen the domain or mend the test.",
)
OPEN_TEXT = Code(
    "FC346",
    "open-rubric-input",
    "An input may be any text, and texts that no rule names match no rule.",
    "Values outside of those that the rules name fall through. List the values that the input may "
    "be under `values:`, or add a rule for all others.",
)
NO_EFFECT = Code(
    "FC347",
    "rubric-input-without-effect",
    "The tests of an input tell no two values of its domain apart.",
    "No rule tests it, or each test allows the whole domain. A rule may be missing, or the input "
    "may be left out.",
)
UNFINISHED = Code(
    "FC348",
    "rubric-analysis-unfinished",
    "The analysis of a rubric was not finished.",
    "The search for gaps, or for rules that never decide, takes a number of steps that is limited, "
    "the same on every computer. What was found until then is true, but there may be more. "
    "`factcheck rubric check --steps` allows more of them.",
)

NOT_EVALUATED = Code(
    "FC349",
    "rubric-not-evaluated",
    "An output or an input of a decision table is an expression, which is not evaluated.",
    "Such a table of a DMN model can be analysed and nothing else. An outcome that is an "
    "expression is known by its text alone: two outcomes count as the same where their texts are, "
    "and as different elsewhere, whatever they may come to. An input that is an expression is "
    "taken for a column of its own: rows are looked at that may be impossible, because the "
    "expression depends on another input.",
)

CODES: tuple[Code, ...] = (
    GAP,
    OVERLAP,
    MASKED,
    REDUNDANT,
    MISLEADING,
    OUTSIDE_DOMAIN,
    OPEN_TEXT,
    NO_EFFECT,
    UNFINISHED,
    NOT_EVALUATED,
)
