"""The kinds of trouble that a house's scale of labels gives, ``FC350`` to ``FC354``."""

from __future__ import annotations

from factcheck.model.problem import Code

SCALE_GAP = Code(
    "FC350",
    "scale-gap",
    "A scale has no label for some outcome.",
    "Every claim that is judged gets a label, whatever comes out, so that the rules of a scale "
    "must cover each verdict with everything that may stand beside it. The message names values "
    "for which no rule is there. Add a rule for them, or end the rules with `otherwise: LABEL`.",
)
SCALE_OVERLAP = Code(
    "FC351",
    "scale-overlap",
    "Several rules of a scale match one outcome.",
    "Under `hit_policy: unique`, the default, one rule alone decides about an outcome; under "
    "`any` several may if they give the same label. The message names the rules, and values that "
    "they all match. Make one of them narrower, or say `hit_policy: first` if their order is to "
    "decide.",
)
SCALE_FORM = Code(
    "FC352",
    "scale-form",
    "A scale has something that only rubrics of tables have.",
    "A scale gives an outcome one label. It has no roles, no scores and no lists, and its inputs "
    "are known: the verdict, the distance, its direction, the findings, the assumptions. What is "
    "not known of an outcome leaves several labels possible, and all of them are shown.",
)
SCALE_LARGE = Code(
    "FC353",
    "scale-too-large",
    "A scale distinguishes more outcomes than can be tried.",
    "Whether every outcome has its label is found by trying each combination of values that the "
    "rules tell apart, 20,000 at most for one verdict. Divide the numbers into fewer stretches, "
    "or test fewer inputs.",
)

CODES = (SCALE_GAP, SCALE_OVERLAP, SCALE_FORM, SCALE_LARGE)
