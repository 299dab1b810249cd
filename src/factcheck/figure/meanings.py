"""What the classes of hedges mean, in words.

Their examples and depths stand in ``lexicon/classes.yml``, in numbers all of it is in
``docs/hedges.md``. Of one figure ``rules.py`` says what was applied.
"""

from __future__ import annotations

_FLOOR = "but at least the floor"

MEANINGS = {
    "exact": "nothing but the number itself; a percentage or a decimal to its last digit",
    "bare": "a figure without a hedge is as precise as it is printed",
    "approx": (
        f"on both sides of the number: half the step it is rounded to, at most 10 %, {_FLOOR}"
    ),
    "near_below": (
        "below the number and not reaching it: half the step it is rounded to, at most 5 %, "
        f"{_FLOOR}"
    ),
    "tight_below": (
        "closely below the number and not reaching it: half the step it is rounded to, at most "
        f"2.5 %, {_FLOOR}"
    ),
    "tight_above": (
        f"closely above the number: half the step it is rounded to, at most 2.5 %, {_FLOOR}"
    ),
    "gt": "above the number",
    "ge": "the number or above",
    "lt": "below the number",
    "le": "the number or below",
    "upto": "from nothing to the number",
    "well_over": (
        "above the number by a noticeable margin: half the step it is rounded to, at most 5 %, "
        f"{_FLOOR}"
    ),
    "well_under": (
        "below the number by a noticeable margin: half the step it is rounded to, at most 5 %, "
        f"{_FLOOR}"
    ),
    "range": "from the first number to the second",
    "plural": "at least two of the unit and fewer than the next larger word names",
    "aine": "a collective number, on both sides of it: 15 %",
    "unchanged": "no change that shows in whole percent; leniently at most one percent",
    "near_halved": "not quite halved, so above the half: at most 5 % of it",
    "majority": "more than half",
    "vast_majority": "at least three quarters (a stipulation)",
    "almost_all": "at least 95 percent but not all (a stipulation)",
}
"""By the name of the class."""
