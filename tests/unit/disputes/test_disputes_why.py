"""Why members of a dispute cannot be true together, in prose: each worked out again by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dispute_files import WORLD, judged

if TYPE_CHECKING:
    from pathlib import Path

SHARE = "in_terms_of: share(reports[year = 2020], referrals)"
SIDES = "between: [ten / 2020, at-least-63]\nunder: graphic-is-relevant"
BIG = """\
  big: {measure: 'referrals[year = 2020] / reports[year = 2020]', figure: more than 10%}
  near: {holds: 'abs(relevant[year = 2020] - referrals[year = 2020]) > 8000'}
  many: {measure: 'referrals[year = 2020]', figure: {text: '1,427', reads: exact}}
"""
FEW_AND_MANY = """\
  few-relevant:
    measure: relevant[year = 2020] / reports[year = 2020]
    figure: {text: "at most 40%", reads: exact}
  many-relevant:
    measure: relevant[year = 2020] / reports[year = 2020]
    figure: {text: "at least 60%", reads: exact}
assumptions:
"""
TEN = "relevant[year = 2020] is less than 10 % of reports[year = 2020] (ten / 2020)"
LESS = "relevant[year = 2020] is at least graphic[year = 2020] (graphic-is-relevant), so "
GRAPHIC = "graphic[year = 2020] is at least 63 % of referrals[year = 2020] (at-least-63)"
SUPPOSED = (
    "but suppose that share(reports[year = 2020], referrals) is at least 10/63 (15.87 %), that is "
    "if referrals[year = 2020] is at least "
)

WHY = {
    f"{SIDES}\n{SHARE}": (
        TEN,
        f"{LESS}graphic[year = 2020] is less than 10 % of reports[year = 2020]",
        (
            f"{GRAPHIC}, so referrals[year = 2020] is less than 10/63 (15.87 %) of "
            "reports[year = 2020]"
        ),
        f"{SUPPOSED}10/63 (15.87 %) of reports[year = 2020]: both cannot be",
    ),
    f"{SIDES}\n{SHARE}\nusing: police": (
        "relevant[year = 2020] is less than 785.2 (ten / 2020)",
        f"{LESS}graphic[year = 2020] is less than 785.2",
        (
            f"{GRAPHIC}, so referrals[year = 2020] is less than 78520/63 (1,246.35); then "
            "share(reports[year = 2020], referrals) is less than 10/63 (15.87 %)"
        ),
        f"{SUPPOSED}78520/63 (1,246.35), as a whole number at least 1,247: both cannot be",
        "but suppose that referrals[year = 2020] is at least 1,247: both cannot be",
    ),
    "between: [ten / 2020, at-least-63, a-fifth]\nunder: graphic-is-relevant": (
        "referrals[year = 2020] is at least 19.5 % of reports[year = 2020] (a-fifth)",
        (
            f"{GRAPHIC}, and 63 % of 19.5 % is 12.285 %, so graphic[year = 2020] is at least "
            "12.285 % of reports[year = 2020]"
        ),
        f"{LESS}relevant[year = 2020] is at least 12.285 % of reports[year = 2020]",
        (
            f"but {TEN}, and reports[year = 2020] is at least 0 (no such number is below zero): "
            "both cannot be"
        ),
    ),
    f"between: [big, half]\nusing: police\n{SHARE}": (
        (
            "referrals[year = 2020] is more than 785.2 (big); then share(reports[year = 2020], "
            "referrals) is more than 10 %"
        ),
        (
            "but suppose that share(reports[year = 2020], referrals) is at most 10 %, that is if "
            "referrals[year = 2020] is at most 785.2, as a whole number at most 785: both cannot be"
        ),
        "but suppose that referrals[year = 2020] is at most 785: both cannot be",
    ),
    "between: [half, fewer]": (),
}


@pytest.mark.parametrize("lines", WHY)
def test_a_result_reads_like_this(tmp_path: Path, lines: str) -> None:
    assert judged(tmp_path, lines, BIG).why == WHY[lines]


def test_several_ways_are_cases(tmp_path: Path) -> None:
    why = judged(tmp_path, "between: [near, half]\nusing: police", BIG).why
    assert [line for line in why if line.startswith("case")] == ["case 1 of 2:", "case 2 of 2:"]
    assert sum(line.endswith("both cannot be") for line in why) == 2


def test_whole_numbers_are_named(tmp_path: Path) -> None:
    lines = f"{SIDES.replace(']', ', many]', 1)}\nusing: there-are-9000"
    found = judged(tmp_path, lines, BIG)
    assert found.verdict.value == "incompatible"
    assert found.why[-1] == "this rests on these numbers being whole: other numbers could fit"


def test_evidence_that_contradicts_itself_says_why(tmp_path: Path) -> None:
    world = WORLD.replace("assumptions:\n", FEW_AND_MANY)
    lines = f"between: [half, fewer]\nusing: [few-relevant, many-relevant]\n{SHARE}"
    found = judged(tmp_path, lines, world=world)
    assert found.verdict.value == "conflicting"
    assert found.why == (
        "relevant[year = 2020] is less than 40.5 % of reports[year = 2020] (few-relevant)",
        (
            "but relevant[year = 2020] is at least 59.5 % of reports[year = 2020] (many-relevant), "
            "and reports[year = 2020] is more than 0 (few-relevant): both cannot be"
        ),
    )
