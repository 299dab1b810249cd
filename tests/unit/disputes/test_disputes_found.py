from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dispute_files import WORLD, block, judged, run_disputes
from exact import exact

from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.dispute_result import ConditionResult

SHARE = "in_terms_of: share(reports[year = 2020], referrals)"
FLAGSHIP = f"between: [ten / 2020, at-least-63]\nunder: graphic-is-relevant\n{SHARE}"


def sets(condition: ConditionResult | None) -> list[Interval]:
    return [] if condition is None else [each.interval for each in condition.sets]


def below(number: str, *, closed: bool = False) -> Interval:
    return Interval.at_most(exact(number), closed=closed)


def test_the_flagship_is_compatible_only_if_there_are_few_referrals(tmp_path: Path) -> None:
    found = judged(tmp_path, FLAGSHIP)
    assert found.verdict.value == "compatible only if"
    assert sets(found.condition) == [below("10/63")]
    assert found.integer_condition is None
    assert found.condition is not None
    assert found.condition.text == (
        "share(reports[year = 2020], referrals) is less than 10/63 (15.87 %)"
    )
    assert found.profiles is not None
    assert sets(found.profiles.strict.condition) == [below("10/63")]
    assert sets(found.profiles.lenient.condition) == [below("4/25")]
    assert found.without_assumptions is not None
    assert found.without_assumptions.verdict.value == "compatible"
    assert [(each.kind, each.name) for each in found.premises] == [
        ("assumption", "graphic-is-relevant"),
        ("denominator", "share(reports[year = 2020], relevant)"),
        ("denominator", "graphic[year = 2020] / referrals[year = 2020]"),
    ]
    assert (found.conflicts, found.is_decided, found.is_evaluated) == ((), True, True)


def test_with_a_known_number_of_reports_there_is_a_condition_for_counts(tmp_path: Path) -> None:
    found = judged(tmp_path, f"{FLAGSHIP}\nusing: police")
    assert sets(found.condition) == [below("10/63")]
    assert sets(found.integer_condition) == [below("1246", closed=True)]
    assert found.integer_condition is not None
    assert found.integer_condition.measure == "referrals[year = 2020]"
    assert found.sources == ("office",)


@pytest.mark.parametrize(
    ("number", "verdict", "reason"),
    [
        ("1,426", "compatible", None),
        ("1,427", "incompatible", "whole numbers"),
        ("1,428", "incompatible", "whole numbers"),
        ("1,429", "incompatible", None),
    ],
)
def test_whole_numbers_of_nine_thousand(
    tmp_path: Path, number: str, verdict: str, reason: str | None
) -> None:
    figure = f"{{text: '{number}', reads: exact}}"
    claim = f"  many: {{measure: 'referrals[year = 2020]', figure: {figure}}}\n"
    lines = "between: [ten / 2020, at-least-63, many]\nunder: graphic-is-relevant\n"
    found = judged(tmp_path, f"{lines}using: there-are-9000", claim)
    assert (found.verdict.value, found.reason) == (verdict, reason)
    if reason is not None:
        told = [each.concession.text for each in found.members if each.concession]
        # 900 of 9,000 reports would do, or 899 of the referrals.
        nearest = {"1,427": "899/1427 (63 %)", "1,428": "899/1428 (62.96 %)"}[number]
        assert told == [
            "compatible if it said 10 %",
            f"compatible if it said {nearest}",
            "compatible if it said 1,426",
        ]


def test_nine_thousand_in_counts(tmp_path: Path) -> None:
    found = judged(tmp_path, f"{FLAGSHIP}\nusing: there-are-9000")
    assert sets(found.integer_condition) == [below("1426", closed=True)]
    found = judged(tmp_path, FLAGSHIP.replace(SHARE, "in_terms_of: referrals[year = 2020]\n")
                   + "using: there-are-9000")  # fmt: skip
    assert sets(found.condition) == [below("10000/7")]
    assert sets(found.integer_condition) == [below("1426", closed=True)]


def test_what_each_side_would_have_to_give_up(tmp_path: Path) -> None:
    lines = "between: [ten / 2020, at-least-63, a-fifth]\nunder: graphic-is-relevant"
    found = judged(tmp_path, lines)
    assert found.verdict.value == "incompatible"
    assert found.conflicts == (("ten / 2020", "at-least-63", "a-fifth", "graphic-is-relevant"),)
    assert [each.concession.text for each in found.members if each.concession] == [
        "compatible if it said at least 12.285 %",
        "compatible if it said less than 20/39 (51.28 %)",
        "compatible if it said less than 10/63 (15.87 %)",
    ]
    needed = [each.concession.needed for each in found.members if each.concession]
    assert [each.interval for each in needed if each] == [
        Interval.at_least(exact("2457/20000")), below("20/39"), below("10/63"),
    ]  # fmt: skip
    assert found.world is None
    assert found.without_assumptions is not None
    assert found.without_assumptions.verdict.value == "compatible"


AGAIN = "relevant[year = 2020] >= graphic[year = 2020]"


def test_of_what_says_the_same_one_is_needed(tmp_path: Path) -> None:
    world = WORLD.replace("claims:\n", f"  again: {{holds: '{AGAIN}'}}\nclaims:\n")
    lines = FLAGSHIP.replace("graphic-is-relevant", "[graphic-is-relevant, again]")
    found = judged(tmp_path, lines, world=world)
    assumed = [each.name for each in found.premises if each.kind == "assumption"]
    assert len(assumed) == 1


def test_a_count_below_zero_is_impossible(tmp_path: Path) -> None:
    claims = "  odd: {holds: 'relevant[year = 2020] < 0'}\n"
    found = judged(tmp_path, "between: [odd, half]", claims)
    assert found.verdict.value == "incompatible"
    assert [each.kind for each in found.premises] == ["denominator"]


def test_one_member_may_be_impossible_alone(tmp_path: Path) -> None:
    claims = "  none: {measure: 'reports[year = 2020]', figure: at most 5}\n"
    found = judged(tmp_path, "between: [none, half]\nusing: police", claims)
    assert found.explanation == "'none' is impossible whatever the others say"
    assert [each.concession.text for each in found.members if each.concession] == [
        "compatible if it said at least 7,852",
        "nothing that it could say would make them compatible",
    ]


RELEVANT = "relevant[year = 2020] / reports[year = 2020]"


def figure(name: str, words: str) -> str:
    return f"  {name}: {{measure: '{RELEVANT}', figure: {words}}}\n"


def test_generous_words_may_be_compatible(tmp_path: Path) -> None:
    claims = figure("less", "at most 62%") + figure("sixty", "at least 62.4%")
    found = judged(tmp_path, f"between: [less, half]\nin_terms_of: {RELEVANT}", claims)
    assert sets(found.condition) == [Interval(exact("1/2"), exact("31/50"))]
    found = judged(tmp_path, f"between: [sixty, less]\nin_terms_of: {RELEVANT}", claims)
    assert found.verdict.value == "incompatible"
    assert found.explanation is not None
    assert found.explanation.startswith("with the words read generously they are compatible only")


def test_comparisons_are_members_too(tmp_path: Path) -> None:
    terms = "in_terms_of: relevant[year = 2020] / referrals[year = 2020]"
    found = judged(tmp_path, f"between: [half, fewer]\n{terms}")
    assert sets(found.condition) == [Interval(exact("1/2"), exact("1"), True, False)]
    (named,) = [each for each in found.members if each.name == "fewer"]
    assert (named.figure, named.claimed) == (None, None)
    claims = "  other: {holds: 'relevant[year = 2020] > referrals[year = 2020]'}\n"
    found = judged(tmp_path, "between: [other, fewer]", claims)
    assert found.verdict.value == "incompatible"
    assert [each.concession for each in found.members] == [None, None]


def test_a_difference_may_lie_on_either_side(tmp_path: Path) -> None:
    measure = "abs(referrals[year = 2020] - relevant[year = 2020])"
    claims = f"  far: {{measure: '{measure}', figure: more than 10}}\n"
    claims += "  unlike: {holds: 'referrals[year = 2020] != relevant[year = 2020]'}\n"
    terms = "in_terms_of: referrals[year = 2020] - relevant[year = 2020]"
    found = judged(tmp_path, f"between: [far, half]\n{terms}", claims)
    assert sets(found.condition) == [below("-10"), Interval.at_least(10, closed=False)]
    assert found.condition is not None
    assert found.condition.text.endswith("is less than −10, or more than 10")
    found = judged(tmp_path, f"between: [unlike, half]\n{terms}", claims)
    assert sets(found.condition) == [below("0"), Interval.at_least(0, closed=False)]


def test_a_denominator_of_unknown_sign_is_looked_at_on_both_sides(tmp_path: Path) -> None:
    change = "relevant[year = 2020] / (relevant[year = 2020] - referrals[year = 2020])"
    claims = f"  odd: {{measure: '{change}', figure: more than 2}}\n"
    claims += f"  still: {{measure: '{change}', figure: less than 1}}\n"
    terms = "in_terms_of: referrals[year = 2020] / relevant[year = 2020]"
    found = judged(tmp_path, f"between: [odd, half]\n{terms}", claims)
    assert sets(found.condition) == [Interval(exact("1/2"), exact("1"), False, False)]
    found = judged(tmp_path, "between: [odd, still]", claims)
    assert found.verdict.value == "incompatible"


def test_a_quotient_of_quotients_keeps_every_denominator_from_zero(tmp_path: Path) -> None:
    both = "(relevant[year = 2020] / reports[year = 2020])"
    double = f"{both} / (referrals[year = 2020] / reports[year = 2020])"
    claims = f"  odd: {{measure: '{double}', figure: at least 2}}\n"
    terms = "in_terms_of: referrals[year = 2020] / relevant[year = 2020]"
    found = judged(tmp_path, f"between: [odd, half]\n{terms}", claims)
    assert sets(found.condition) == [below("1/2", closed=True)]


def with_rows(tmp_path: Path, rows: int) -> str:
    """Return a file with a table of numbers that nobody knows."""
    numbers = "\n".join(f"{2000 + n}," for n in range(rows))
    (tmp_path / "u.csv").write_text(f"year,m\n{numbers}\n")
    table = "  u: {file: u.csv, columns: {m: {unit: reports, empty: unknown}}}\n"
    return WORLD.replace("evidence:\n", f"evidence:\n{table}")


def test_numbers_of_groups_are_counted_case_by_case(tmp_path: Path) -> None:
    world = with_rows(tmp_path, 3)
    claims = "  two: {measure: 'groups(u by year, holds sum(u.m) > 4)', figure: at most 1}\n"
    claims += "  total: {measure: sum(u.m), figure: at least 20}\n"
    terms = "in_terms_of: sum(u.m[year = 2000])"
    found = judged(tmp_path, f"between: [two, total]\nusing: u\n{terms}", claims, world=world)
    assert found.verdict.value == "compatible only if"
    assert sets(found.condition) == [below("4", closed=True), Interval.at_least(12)]
    world = with_rows(tmp_path, 9)
    found = judged(tmp_path, "between: [two, total]\nusing: u", claims, world=world)
    assert "no sum and no single quotient" in (found.explanation or "")


def test_what_no_row_can_tell_is_refused(tmp_path: Path) -> None:
    square = "relevant[year = 2020] * referrals[year = 2020]"
    claims = f"  odd: {{measure: '{square}', figure: 5}}\n"
    found = judged(tmp_path, "between: [odd, half]", claims)
    assert (found.verdict.value, found.reason) == ("not checkable", "declared")
    found = judged(tmp_path, f"between: [ten / 2020, half]\nin_terms_of: {square}")
    assert "is no sum and no single quotient" in (found.explanation or "")


def test_members_that_nothing_connects_are_plainly_compatible(tmp_path: Path) -> None:
    found = judged(tmp_path, "between: [ten / 2018, at-least-63]")
    assert (found.verdict.value, found.reason) == ("compatible", "not connected")
    found = judged(tmp_path, f"between: [half, at-least-63]\n{SHARE}")
    assert found.explanation == "whatever share(reports[year = 2020], referrals) is"
    assert found.world is not None
    found = judged(tmp_path, "between: [half, at-least-63]")
    assert (found.verdict.value, found.explanation) == ("compatible", None)


def test_evidence_may_contradict_itself(tmp_path: Path) -> None:
    more = (
        "  there-are-none: {measure: 'reports[year = 2020]', figure: {text: '5', reads: exact}}\n"
    )
    world = WORLD.replace("assumptions:\n", f"{more}assumptions:\n")
    using = "using: [there-are-none, there-are-9000]"
    found = judged(tmp_path, f"between: [half, at-least-63]\n{using}", world=world)
    assert (found.verdict.value, found.reason) == ("conflicting", "conflicting evidence")
    assert found.conflicts == (("there-are-9000", "there-are-none"),)
    assert found.explanation == (
        "these contradict each other whatever the members say: there-are-9000 with there-are-none"
    )


def test_assumptions_may_contradict_the_evidence(tmp_path: Path) -> None:
    world = WORLD.replace(
        "  graphic-is-relevant:",
        "  few: {holds: 'reports[year = 2020] <= 5'}\n  graphic-is-relevant:",
    )
    lines = "between: [half, at-least-63]\nusing: police\nunder: few"
    found = judged(tmp_path, lines, world=world)
    assert (found.verdict.value, found.reason) == (
        "conflicting", "assumptions contradict the evidence",
    )  # fmt: skip


def test_evidence_that_only_elimination_refutes_is_conflicting(tmp_path: Path) -> None:
    # No row alone says so: a + b = 10, a - b >= 3 and b - a >= 3.
    world = WORLD.replace(
        "  graphic-is-relevant:",
        "  one: {holds: 'relevant[year = 2020] >= referrals[year = 2020] + 3'}\n"
        "  two: {holds: 'referrals[year = 2020] >= graphic[year = 2020] + relevant[year = 2020]'}\n"
        "  graphic-is-relevant:",
    )
    lines = "between: [half, at-least-63]\nunder: [one, two]"
    assert judged(tmp_path, lines, world=world).verdict.value == "conflicting"


def test_a_denominator_that_is_zero_is_in_the_way(tmp_path: Path) -> None:
    world = WORLD.replace(
        'figure: {text: "9,000", reads: exact}', 'figure: {text: "0", reads: exact}'
    )
    found = judged(tmp_path, "between: [half, ten / 2020]\nusing: there-are-9000", world=world)
    assert (found.verdict.value, found.reason) == ("not checkable", "missing")
    assert "the denominator of" in (found.explanation or "")


OPEN = """\
factcheck: 1
quantities:
  a: {is: all, unit: things}
  b: {is: some, unit: things, part_of: a}
statements:
  many: {measure: a, figure: at least 10}
claims:
  half: {measure: b / a, figure: at least 50%, expect: undetermined}
  few: {measure: b / a, figure: less than 40%, expect: undetermined}
  most: {measure: b / a, figure: at least 90%, expect: undetermined}
"""


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("between: [half, most]", 0),
        ("between: [half, few]", 1),
        ("between: [half, few]\nexpect: incompatible", 0),
        ("between: [half, most]\nexpect: incompatible", 1),
        ("between: [half, most]\nin_terms_of: b / a", 0),
        ("between: [half, most]\nin_terms_of: b / a\nexpect: compatible", 1),
        ("between: [half, most]\nin_terms_of: a * b", 3),
    ],
)
def test_disputes_obey_the_rules_of_exit_codes(tmp_path: Path, lines: str, code: int) -> None:
    found = run_disputes(tmp_path, OPEN + block(lines))
    assert all(claim.as_expected for claim in found.claims)
    assert found.decided == 0
    assert found.exit_code == code
    assert run_disputes(tmp_path, OPEN).exit_code == 3


def test_strict_wants_conditions_to_be_expected(tmp_path: Path) -> None:
    for lines, is_fine in ((FLAGSHIP, False), (f"{FLAGSHIP}\nexpect: compatible only if", True)):
        (found,) = run_disputes(tmp_path, WORLD + block(lines), strict=True).disputes
        assert found.as_expected is is_fine
